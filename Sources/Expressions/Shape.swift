/// The number of rows and columns of a value; an n×1 value *is* a vector and a 1×1 value *is* a scalar.
public struct Shape: Hashable, Sendable {
  /// The number of rows.
  public let rows: Size
  /// The number of columns.
  public let columns: Size

  /// A shape of the given rows and columns.
  public init(_ rows: Size, _ columns: Size) {
    self.rows = rows
    self.columns = columns
  }

  /// 1×1.
  public static let scalar = Shape(.one, .one)
  /// n×1.
  public static func vector(_ n: Size) -> Shape { Shape(n, .one) }

  /// Whether both sizes are 1.
  public var isScalar: Bool { rows.isOne && columns.isOne }
  /// Whether it has one column and more than one row.
  public var isVector: Bool { columns.isOne && !rows.isOne }
  /// Whether it has one row and more than one column.
  public var isRow: Bool { rows.isOne && !columns.isOne }
  /// Whether rows and columns are the same size.
  public var isSquare: Bool { rows == columns }
  /// The shape of the transpose.
  public var transposed: Shape { Shape(columns, rows) }
  /// The number of entries.
  public var count: Size { rows * columns }
}

extension Shape: CustomStringConvertible {
  /// `scalar`, `vector(n)`, `matrix(n, m)`, as the cell language writes types.
  public var description: String {
    if isScalar { return "scalar" }
    if columns.isOne { return "vector(\(rows))" }
    return "matrix(\(rows), \(columns))"
  }
}
