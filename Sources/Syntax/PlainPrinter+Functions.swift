// Functions, which some are written otherwise than by a call: along an axis, as a choice, as a range of indices.

import Expressions

extension PlainPrinter {
  /// The text of a function of matrices.
  func application(
    _ id: ExpressionID,
    _ function: FunctionName,
    _ arguments: [ExpressionID],
    _ child: (ExpressionID) -> Piece
  ) -> Piece {
    let texts = arguments.map { PlainPrinter.bracketed(child($0), atLeast: .sum) }
    var name = function.text
    var list = texts.joined(separator: ", ")
    switch graph.vocabulary[function]?.writing ?? .call {
    case .call: break
    case .called(let other): name = other
    case .alongRows(let word):
      if let columns = functionOfColumns(id, child) { return columns }
      (name, list) = (word, list + ", \(SyntaxTree.Axis.rows.rawValue)")
    case .slice: return sliced(SlicedFactor(base: id), child)
    case .choice where texts.count == 3:
      (name, list) = ("where", "\(texts[0]) > 0, \(texts[1]), \(texts[2])")
    case .choice: break
    }
    return Piece(text: "\(name)(\(list))", level: .primary)
  }

  /// `softmax(X, columns)`, for a function of the rows of a transpose.
  func functionOfColumns(_ id: ExpressionID, _ child: (ExpressionID) -> Piece) -> Piece? {
    guard let columns = graph.functionOfColumns(id) else { return nil }
    let matrix = PlainPrinter.bracketed(child(columns.matrix), atLeast: .sum)
    return Piece(text: "\(columns.word)(\(matrix), \(SyntaxTree.Axis.columns.rawValue))", level: .primary)
  }

  /// A factor with the ranges of its indices; rows of an identity alone are those of `eye(n)`.
  func sliced(_ factor: SlicedFactor, _ child: (ExpressionID) -> Piece) -> Piece {
    if let (size, rows) = graph.selection(factor.base) {
      let identity = Piece(text: "eye(\(child(size).text))", level: .primary)
      return indexed(identity, rows, factor.columns, isVector: false, child)
    }
    if case .transpose(let inner) = graph[factor.base] {
      if let (size, columns) = graph.selection(inner) {
        let identity = Piece(text: "eye(\(child(size).text))", level: .primary)
        return indexed(identity, nil, columns, isVector: false, child)
      }
    }
    guard factor.isSliced else { return child(factor.base) }
    let shape = graph.shape(factor.base)
    let isRow = shape.rows.isOne
    return indexed(
      child(factor.base),
      isRow ? factor.columns : factor.rows,
      factor.columns,
      isVector: isRow || shape.columns.isOne,
      child
    )
  }

  private func indexed(
    _ base: Piece,
    _ rows: IndexRange?,
    _ columns: IndexRange?,
    isVector: Bool,
    _ child: (ExpressionID) -> Piece
  ) -> Piece {
    func text(_ range: IndexRange?) -> String {
      range.map { [$0.first, $0.last].map { PlainPrinter.bracketed(child($0), atLeast: .sum) } }?
        .joined(separator: ":") ?? ":"
    }
    let list = isVector ? text(rows) : "\(text(rows)), \(text(columns))"
    return Piece(text: "\(PlainPrinter.bracketed(base, atLeast: .primary))[\(list)]", level: .primary)
  }
}
