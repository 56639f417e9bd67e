/// An instance at which two sides differ, with both values; made by `Verification` alone.
public struct Counterexample: Sendable, Hashable {
  /// One named value, its rows from top to bottom; a vector is a matrix of one column.
  public struct NamedValue: Sendable, Hashable {
    /// The name; a direction is called `dX`, a member of a family `x[2]`.
    public let name: String
    /// The entries as exact numbers.
    public let rows: [[String]]
    /// Whether it is a differential, which stands beside the value of its name.
    public let isDifferential: Bool

    /// A named value.
    public init(name: String, rows: [[String]], isDifferential: Bool = false) {
      self.name = name
      self.rows = rows
      self.isDifferential = isDifferential
    }
  }

  /// The sizes.
  public let sizes: SizeInstance
  /// The values of all names that occur, in the order they were declared.
  public let values: [NamedValue]
  /// The value of the left side, exact or in certain decimals.
  public let left: [[String]]
  /// The value of the right side.
  public let right: [[String]]
  /// How small it is, in words: `smallest with entries up to 3`.
  public let remark: String
  /// The letters in which the author writes the names.
  public var letters = AuthorsLetters()

  /// An instance with both values.
  @_spi(Granting)
  public init(
    sizes: SizeInstance,
    values: [NamedValue],
    left: [[String]],
    right: [[String]],
    remark: String
  ) {
    self.sizes = sizes
    self.values = values
    self.left = left
    self.right = right
    self.remark = remark
  }

  /// What the values called `dX` are, for readers who take them for products; nil where there are none.
  public var meaningOfDifferentials: String? {
    let names = values.filter(\.isDifferential).map(\.name)
    guard let last = names.last else { return nil }
    let list = names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " and " + last
    return names.count == 1
      ? "\(list) is a differential, which may have any value"
      : "\(list) are differentials, which may have any values"
  }

  /// The first entry in which sides of more than three rows or columns differ, with both values; nil where one sees it.
  public var differenceOfLargeSides: String? {
    guard left.count > 3 || (left.first?.count ?? 0) > 3 else { return nil }
    for (i, rows) in zip(left, right).enumerated() {
      for (j, entries) in zip(rows.0, rows.1).enumerated() where entries.0 != entries.1 {
        let place = rows.0.count == 1 ? "entry \(i + 1)" : "entry (\(i + 1), \(j + 1))"
        return "\(place) is \(entries.0) on the left and \(entries.1) on the right"
      }
    }
    return nil
  }
}
