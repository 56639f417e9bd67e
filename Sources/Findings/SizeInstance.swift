/// The numbers that size names stand for.
public struct SizeInstance: Sendable, Hashable, CustomStringConvertible {
  /// A size with its number.
  public struct Size: Sendable, Hashable {
    /// The name of the size.
    public let name: String
    /// What it stands for.
    public let value: Int

    /// A size.
    public init(name: String, value: Int) {
      self.name = name
      self.value = value
    }
  }

  /// The sizes in the order in which their names occur.
  public let sizes: [Size]

  /// Sizes in their order.
  public init(_ sizes: [Size]) { self.sizes = sizes }

  /// The sizes of an assignment, in the order of the names.
  public init(_ values: [String: Int], _ names: [String]) {
    sizes = names.compactMap { name in values[name].map { Size(name: name, value: $0) } }
  }

  /// `n = 3, m = 2`.
  public var description: String { sizes.map { "\($0.name) = \($0.value)" }.joined(separator: ", ") }
}
