/// A dense matrix of machine numbers, column-major.
package struct DenseMatrix: Sendable, Hashable {
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// The entries, column by column.
  package internal(set) var elements: [Double]

  /// The matrix of the given entries, as many as the shape has places.
  package init(rows: Int, columns: Int, columnMajor elements: [Double]) {
    precondition(elements.count == rows * columns, "a matrix has as many entries as places")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The matrix of one number everywhere.
  package init(rows: Int, columns: Int, repeating value: Double) {
    self.init(rows: rows, columns: columns, columnMajor: [Double](repeating: value, count: rows * columns))
  }

  /// The entry in a row and a column, counted from 0.
  package subscript(row: Int, column: Int) -> Double { elements[column * rows + row] }

  /// The largest magnitude of an entry, 0 for a matrix without entries; not a number if an entry is none.
  package var largestMagnitude: Double {
    var largest = 0.0
    for element in elements {
      if element.isNaN { return element }
      largest = max(largest, element.magnitude)
    }
    return largest
  }

  /// The largest sum of magnitudes in a column.
  var oneNorm: Double {
    var largest = 0.0
    for j in 0..<columns {
      var sum = 0.0
      for i in 0..<rows { sum += self[i, j].magnitude }
      largest = max(largest, sum)
    }
    return largest
  }
}
