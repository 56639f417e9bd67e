// Indices that run over part of what they count, and neighbours: x[i] and x[i + 1] for i in 1..n - 1 are entries of
// x[1:n - 1] and x[2:n].

import Diagnostics
import Expressions

extension Scope {
  /// The index that an expression is, and by how much it is moved: i + 1 is i moved by 1; nil for other expressions.
  func shiftedIndex(_ id: ExpressionID) -> (index: SymbolID, shift: Size)? {
    let terms: [ExpressionID]
    if case .sum(let operands) = graph[id] { terms = operands } else { terms = [id] }
    var index: SymbolID?
    var shift = Size(0)
    for term in terms {
      let parts = graph.parts(term)
      guard parts.chain.isEmpty, let factor = parts.coefficient.integer else { return nil }
      if parts.scalars.isEmpty {
        shift = shift + Size(factor)
      } else if parts.scalars.count == 1, case .size(let size) = graph[parts.scalars[0]] {
        shift = shift + Size(factor) * size
      } else if parts.scalars.count == 1, factor == 1, index == nil,
        case .symbol(let symbol) = graph[parts.scalars[0]], case .index = graph[symbol].role
      {
        index = symbol
      } else {
        return nil
      }
    }
    return index.map { ($0, shift) }
  }

  /// Whether a size is at least another one wherever the names in both are large enough.
  static func canReach(_ large: Size, _ small: Size) -> Bool {
    let gap = large - small
    return gap.constant.map { $0 >= 0 } ?? gap.terms.allSatisfy { $0.names.isEmpty || $0.coefficient > 0 }
  }

  /// The rows or columns of a matrix that a moved index runs through, and the index in them; nil for an index that runs
  /// through all of them, or of which nothing is known.
  mutating func part(of matrix: ExpressionID, at index: ExpressionID, alongRows isRow: Bool) -> (
    matrix: ExpressionID, index: ExpressionID
  )? {
    let size = isRow ? graph.shape(matrix).rows : graph.shape(matrix).columns
    guard let (symbol, shift) = shiftedIndex(index), case .index(let bound) = graph[symbol].role,
      !Self.isProvisional(bound), shift != Size(0) || bound != size
    else { return nil }
    let arguments = [size, shift + 1, shift + bound].map { graph.size($0) }
    guard let rows = try? graph.apply("selection", arguments) else { return nil }
    let columns = graph.transpose(rows)
    return (
      isRow ? graph.product([rows, matrix]) : graph.product([matrix, columns]), graph.symbol(symbol)
    )
  }

  /// Takes note of how many members of a family a moved index needs: x[t + 1] for t in 1..T - 1 needs T.
  mutating func extendRange(of family: SymbolID, for index: ExpressionID) {
    guard let (symbol, shift) = shiftedIndex(index), case .index(let bound) = graph[symbol].role,
      !Self.isProvisional(bound)
    else { return }
    let needed = bound + shift
    guard let known = memberRange(of: family) else { return setRange(needed, of: family) }
    if let more = (needed - known).constant, more > 0 { setRange(needed, of: family) }
  }
}
