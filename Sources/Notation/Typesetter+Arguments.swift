// Ranges of indices, functions along an axis, and choices.

import Expressions

extension Composition {
  // MARK: - Axes and choices

  /// A function of every row or column: softmax_rows(X).
  mutating func alongAxis(
    _ word: String,
    _ axis: String,
    _ arguments: [ExpressionID],
    _ style: Typesetter.Style
  ) -> Piece {
    let index = Layout.identifier(latex: "\\mathrm{\(axis)}", text: axis)
    let name = Layout.subscripted(.functionName(word), index)
    return Piece(.row([name, .fenced(.parenthesis, list(arguments, style))]), .plain)
  }

  /// A function of the rows of a transpose, as one of the columns.
  mutating func functionOfColumns(_ id: ExpressionID, _ style: Typesetter.Style) -> Piece? {
    guard let columns = graph.functionOfColumns(id) else { return nil }
    return alongAxis(columns.word, "columns", [columns.matrix], style)
  }

  /// where(X > 0, Y, Z).
  mutating func choice(_ arguments: [ExpressionID], _ style: Typesetter.Style) -> Piece {
    guard arguments.count == 3 else { return Piece(.ellipsis, .plain) }
    var row: [Layout] = [compose(arguments[0], at: .sum, style), .sign(.greater), .number("0")]
    for argument in arguments.dropFirst() {
      row += [.sign(.comma), .space, compose(argument, at: .whole, style)]
    }
    return Piece(.row([.functionName("where"), .fenced(.parenthesis, .joined(row))]), .plain)
  }

  // MARK: - Ranges

  /// A factor with the ranges of its indices; rows of an identity alone are those of I.
  mutating func sliced(_ factor: SlicedFactor, _ style: Typesetter.Style) -> Piece {
    if let (size, rows) = graph.selection(factor.base) {
      return indexed(identity(of: size), rows, factor.columns, isVector: false)
    }
    if case .transpose(let inner) = graph[factor.base] {
      if let (size, columns) = graph.selection(inner) {
        return indexed(identity(of: size), nil, columns, isVector: false)
      }
      let base = compose(inner, at: .plain, .inline)
      let isVector = graph.shape(inner).columns.isOne
      let piece = indexed(base, factor.columns, factor.rows, isVector: isVector)
      return Piece(.superscript(piece.layout, .sign(.transpose)), .raised)
    }
    let base = compose(factor.base, at: .plain, .inline)
    return indexed(base, factor.rows, factor.columns, isVector: graph.shape(factor.base).columns.isOne)
  }

  /// The identity whose rows are picked; its size is not told by what stands beside it.
  private func identity(of size: ExpressionID) -> Layout {
    let letter = Layout.identifier(latex: "I", text: "I")
    guard let size = graph.argumentShape(size).size else { return letter }
    return .subscripted(letter, .size(size))
  }

  private mutating func indexed(
    _ base: Layout,
    _ rows: IndexRange?,
    _ columns: IndexRange?,
    isVector: Bool
  ) -> Piece {
    var row = ends(of: rows)
    if !isVector { row += [.sign(.comma)] + ends(of: columns) }
    // (I_n)_{a:b,:} has two indices, the second one with its base in brackets.
    if case .subscripted = base {
      return Piece(.subscripted(.fenced(.parenthesis, base), .joined(row)), .atom)
    }
    return Piece(.subscripted(base, .joined(row)), .atom)
  }

  private mutating func ends(of range: IndexRange?) -> [Layout] {
    guard let range else { return [.sign(.range)] }
    return [
      compose(range.first, at: .whole, .inline), .sign(.range), compose(range.last, at: .whole, .inline),
    ]
  }
}
