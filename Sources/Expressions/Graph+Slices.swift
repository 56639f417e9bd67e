// Rows of an identity beside a factor are a range of its indices: selection(n, a, b)*X is X[a:b, :].

/// A range of indices, both ends included.
package struct IndexRange: Hashable, Sendable {
  /// The first index, from 1.
  package let first: ExpressionID
  /// The last index.
  package let last: ExpressionID
}

/// A factor of a product, and the rows and columns of it that the selections beside it pick.
package struct SlicedFactor: Hashable, Sendable {
  /// The factor.
  package let base: ExpressionID
  /// The rows; nil for all.
  package internal(set) var rows: IndexRange?
  /// The columns; nil for all.
  package internal(set) var columns: IndexRange?

  /// A factor with the ranges that are picked.
  package init(base: ExpressionID, rows: IndexRange? = nil, columns: IndexRange? = nil) {
    self.base = base
    self.rows = rows
    self.columns = columns
  }

  /// Whether some rows or columns are picked.
  package var isSliced: Bool { rows != nil || columns != nil }
}

extension Graph {
  /// The range of an expression that is rows of an identity, with the size of that identity.
  package func selection(_ id: ExpressionID) -> (size: ExpressionID, range: IndexRange)? {
    guard case .apply(let function, let arguments) = self[id], vocabulary[function]?.writing == .slice,
      arguments.count == 3
    else { return nil }
    return (arguments[0], IndexRange(first: arguments[1], last: arguments[2]))
  }

  private func transposedSelection(_ id: ExpressionID) -> IndexRange? {
    guard case .transpose(let inner) = self[id] else { return nil }
    return selection(inner)?.range
  }

  /// The factors of a chain of matrices, with selections joined to the factor they pick from.
  ///
  /// Selections with no other factor beside them stay as they are.
  package func slicedFactors(of chain: [ExpressionID]) -> [SlicedFactor] {
    var result: [SlicedFactor] = []
    var waiting: ExpressionID?
    for factor in chain {
      if selection(factor) != nil {
        if let waiting { result.append(SlicedFactor(base: waiting)) }
        waiting = factor
      } else if let range = transposedSelection(factor), waiting == nil, let last = result.last,
        last.columns == nil, !shape(last.base).isScalar, selection(last.base) == nil,
        transposedSelection(last.base) == nil
      {
        result[result.count - 1].columns = range
      } else if transposedSelection(factor) != nil {
        if let waiting { result.append(SlicedFactor(base: waiting)) }
        waiting = nil
        result.append(SlicedFactor(base: factor))
      } else {
        result.append(SlicedFactor(base: factor, rows: waiting.flatMap { selection($0)?.range }))
        waiting = nil
      }
    }
    if let waiting { result.append(SlicedFactor(base: waiting)) }
    return result
  }

  /// The entry of a matrix that an entry of a part of it is, with the size that is added to each of its indices.
  ///
  /// Of x[2:n], the entry i for i in 1..n - 1 is x[i + 1]. Nil where the part is not what the indices run through.
  package func entryOfPart(_ part: ExpressionID, row: ExpressionID, column: ExpressionID) -> (
    matrix: ExpressionID, rowShift: Size, columnShift: Size
  )? {
    guard case .product(let factors) = self[part], case let sliced = slicedFactors(of: factors),
      sliced.count == 1, let factor = sliced.first, factor.isSliced, selection(factor.base) == nil
    else { return nil }
    func shift(_ range: IndexRange?, _ place: ExpressionID) -> Size? {
      guard let range else { return Size(0) }
      guard case .symbol(let index) = self[place], case .index(let bound) = self[index].role,
        let first = argumentShape(range.first).size, let last = argumentShape(range.last).size,
        last - first + 1 == bound
      else { return nil }
      return first - 1
    }
    guard let rows = shift(factor.rows, row), let columns = shift(factor.columns, column) else { return nil }
    return (factor.base, rows, columns)
  }

  /// The function of every column that an expression is: a function of every row of a transpose, and the matrix.
  package func functionOfColumns(_ id: ExpressionID) -> (
    word: String, function: FunctionName, matrix: ExpressionID
  )? {
    var value = id
    if case .transpose(let inner) = self[id] { value = inner }
    guard case .apply(let function, let arguments) = self[value], arguments.count == 1,
      case .alongRows(let word)? = vocabulary[function]?.writing,
      case .transpose(let matrix) = self[arguments[0]]
    else { return nil }
    // A vector with a value a row is one with a value a column; a matrix is turned back.
    guard (value == id) == shape(value).columns.isOne else { return nil }
    return (word, function, matrix)
  }
}
