/// The number of rows and columns of a value; an n×1 value *is* a vector and a 1×1 value *is* a scalar.
package struct Shape: Hashable, Sendable {
  /// The number of rows.
  package let rows: Size
  /// The number of columns.
  package let columns: Size

  /// A shape of the given rows and columns.
  package init(_ rows: Size, _ columns: Size) {
    self.rows = rows
    self.columns = columns
  }

  /// 1×1.
  package static let scalar = Shape(.one, .one)
  /// n×1.
  package static func vector(_ n: Size) -> Shape { Shape(n, .one) }

  /// Whether both sizes are 1.
  package var isScalar: Bool { rows.isOne && columns.isOne }
  /// Whether it has one column and more than one row.
  package var isVector: Bool { columns.isOne && !rows.isOne }
  /// Whether it has one row and more than one column.
  package var isRow: Bool { rows.isOne && !columns.isOne }
  /// Whether rows and columns are the same size.
  package var isSquare: Bool { rows == columns }
  /// The shape of the transpose.
  package var transposed: Shape { Shape(columns, rows) }
  /// The number of entries.
  package var count: Size { rows * columns }
}

extension Shape: CustomStringConvertible {
  /// `scalar`, `vector(n)`, `matrix(n, m)`, as the cell language writes types.
  package var description: String {
    if isScalar { return "scalar" }
    if columns.isOne { return "vector(\(rows))" }
    return "matrix(\(rows), \(columns))"
  }
}
