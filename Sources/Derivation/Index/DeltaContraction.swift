// Sums over Kronecker deltas: Σ_i δ_ik a_i = a_k.

import Expressions

extension Calculus {
  /// The term without the deltas that a sum resolves; nil when it is zero.
  mutating func contracted(_ given: ComponentTerm) -> ComponentTerm? {
    var term = given
    var place = 0
    while place < term.factors.count {
      let factor = term.factors[place]
      guard case .identity = graph[factor.expression], !factor.isDerivative, let row = factor.row,
        let column = factor.column
      else {
        place += 1
        continue
      }
      if row == column {
        term.factors.remove(at: place)
      } else if let index = bound(row, term) {
        term.factors.remove(at: place)
        replace(index, by: column, &term)
        place = 0
      } else if let index = bound(column, term) {
        term.factors.remove(at: place)
        replace(index, by: row, &term)
        place = 0
      } else if let i = graph.number(row), let j = graph.number(column), i != j {
        return nil
      } else {
        place += 1
      }
    }
    // A sum over an index that nothing has counts its range.
    for index in term.bound where !term.factors.contains(where: { mentions($0, index) }) {
      guard case .index(let range) = graph[index].role else { continue }
      term.factors.insert(graph.componentFactor(graph.size(range), nil, nil), at: 0)
      term.bound.removeAll { $0 == index }
    }
    var numbers = Rational.one
    term.factors.removeAll { factor in
      guard let value = graph.number(factor.expression) else { return false }
      numbers = numbers * value
      return true
    }
    term.coefficient = term.coefficient * numbers
    return term.coefficient.isZero ? nil : term
  }

  /// The index summed over that a slot is.
  private func bound(_ slot: ExpressionID, _ term: ComponentTerm) -> SymbolID? {
    guard let symbol = graph.indexSymbol(slot), term.bound.contains(symbol) else { return nil }
    return symbol
  }

  func mentions(_ factor: ComponentFactor, _ index: SymbolID) -> Bool {
    [factor.row, factor.column, factor.expression].contains { $0.map { graph.mentions($0, index) } ?? false }
  }

  private mutating func replace(_ index: SymbolID, by slot: ExpressionID, _ term: inout ComponentTerm) {
    term.bound.removeAll { $0 == index }
    for place in term.factors.indices {
      let factor = term.factors[place]
      term.factors[place].row = factor.row.map { graph.replacing(index, by: slot, in: $0) }
      term.factors[place].column = factor.column.map { graph.replacing(index, by: slot, in: $0) }
      term.factors[place].expression = graph.replacing(index, by: slot, in: factor.expression)
    }
  }

  /// Terms that differ in their number only are added; letters of sums do not count.
  mutating func merged(_ terms: [ComponentTerm]) -> [ComponentTerm] {
    var result: [ComponentTerm] = []
    var keys: [ComponentTerm] = []
    for term in terms {
      let key = canonical(term)
      if let place = keys.firstIndex(of: key) {
        result[place].coefficient = result[place].coefficient + term.coefficient
      } else {
        keys.append(key)
        result.append(term)
      }
    }
    return result.filter { !$0.coefficient.isZero }
  }

  /// The term with its sums' indices numbered as they occur, and without its number.
  private mutating func canonical(_ term: ComponentTerm) -> ComponentTerm {
    var order: [ExpressionID: Int] = [:]
    for factor in term.factors {
      for slot in [factor.row, factor.column] {
        guard let slot, let symbol = graph.indexSymbol(slot), term.bound.contains(symbol) else { continue }
        if order[slot] == nil { order[slot] = order.count }
      }
    }
    var key = ComponentTerm()
    for var factor in term.factors {
      // Negative numbers stand for the indices: no slot of a line is one.
      if let slot = factor.row, let place = order[slot] { factor.row = graph.number(Rational(-1 - place)) }
      if let slot = factor.column, let place = order[slot] {
        factor.column = graph.number(Rational(-1 - place))
      }
      key.factors.append(factor)
    }
    key.bound = term.bound.filter { order[graph.symbol($0)] == nil }
    return key
  }
}
