/// One point with the values of some expressions there, by which anybody can recompute them; made by `Verification` alone.
public struct Instance: Sendable, Hashable {
  /// The sizes.
  public let sizes: SizeInstance
  /// The values of all names that occur, exactly, in the order they were declared; a direction is called `dX`.
  public let values: [Counterexample.NamedValue]
  /// The value of each expression, its rows from top to bottom, in decimals of which every digit is certain.
  public let results: [[[String]]]

  /// A point with values at it.
  @_spi(Granting)
  public init(sizes: SizeInstance, values: [Counterexample.NamedValue], results: [[[String]]]) {
    self.sizes = sizes
    self.values = values
    self.results = results
  }
}
