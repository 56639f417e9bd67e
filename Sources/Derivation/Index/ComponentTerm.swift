// One term of a line in components: a number, entries of matrices, and the indices summed over.

import Expressions
import Findings

/// An entry of a matrix, or the derivative of an entry that is still to be taken.
///
/// The matrix is never a transpose: its entries are those of the matrix itself. An index is nil where the size is 1.
struct ComponentFactor: Hashable {
  /// The matrix, vector or scalar.
  var expression: ExpressionID
  /// The row index.
  var row: ExpressionID?
  /// The column index.
  var column: ExpressionID?
  /// Whether the entry is still to be differentiated.
  var isDerivative = false
}

/// A product of entries under sums.
struct ComponentTerm: Hashable {
  /// The number in front.
  var coefficient: Rational = 1
  /// The factors, in the order in which they are written.
  var factors: [ComponentFactor] = []
  /// The factors behind the derivative that is being taken.
  var behind: [ComponentFactor] = []
  /// The indices summed over.
  var bound: [SymbolID] = []

  /// The place of the derivative that is still to be taken.
  var derivative: Int? { factors.firstIndex(where: \.isDerivative) }
}

extension Graph {
  /// The factor for an entry, with transposes and rows resolved.
  mutating func componentFactor(
    _ id: ExpressionID,
    _ row: ExpressionID?,
    _ column: ExpressionID?,
    isDerivative: Bool = false
  ) -> ComponentFactor {
    let shape = shape(id)
    var factor = ComponentFactor(
      expression: id,
      row: shape.rows.isOne ? nil : row,
      column: shape.columns.isOne ? nil : column,
      isDerivative: isDerivative
    )
    if case .transpose(let inner) = self[id] {
      (factor.expression, factor.row, factor.column) = (inner, factor.column, factor.row)
    } else if shape.isRow, !isDerivative {
      (factor.expression, factor.row, factor.column) = (transpose(id), factor.column, nil)
    }
    return factor
  }

  /// The index symbol of a slot, when the slot is one.
  func indexSymbol(_ slot: ExpressionID?) -> SymbolID? {
    guard let slot, case .symbol(let symbol) = self[slot] else { return nil }
    return symbol
  }
}

// MARK: - Writing

/// What the derivatives in a line are by: the entry of a variable, or the differential.
enum ComponentVariable {
  /// ∂/∂X_kl, a structured X read by a convention.
  case entry(ExpressionID, row: ExpressionID?, column: ExpressionID?, StructureConvention)
  /// d.
  case differential
}

extension Graph {
  /// A line in components.
  mutating func written(_ terms: [ComponentTerm], _ variable: ComponentVariable) -> ExpressionID {
    sum(terms.map { written($0, variable) })
  }

  /// A term: what no index of the sum touches stands in front of it.
  mutating func written(_ term: ComponentTerm, _ variable: ComponentVariable) -> ExpressionID {
    var front: [ExpressionID] = [number(term.coefficient)]
    var inside: [ExpressionID] = []
    var powers: [ExpressionID: Int] = [:]
    let texts = term.factors.map { written($0, variable) }
    for text in texts { powers[text, default: 0] += 1 }
    for text in texts {
      guard let count = powers.removeValue(forKey: text) else { continue }
      let text = power(text, count)
      if term.bound.contains(where: { mentions(text, $0) }) {
        inside.append(text)
      } else {
        front.append(text)
      }
    }
    var body = product(inside)
    for index in summationOrder(term).reversed() { body = indexedSum(index, body) }
    return product(front + [body])
  }

  /// The indices of the derivative stand outermost, so that it is evaluated once for each of them.
  private func summationOrder(_ term: ComponentTerm) -> [SymbolID] {
    guard let place = term.derivative else { return term.bound }
    let slots = [term.factors[place].row, term.factors[place].column].compactMap { indexSymbol($0) }
    let outer = term.bound.filter { index in
      slots.contains(index) || mentions(term.factors[place].expression, index)
    }
    return outer + term.bound.filter { !outer.contains($0) }
  }

  /// A factor: an entry, its derivative by an entry, or its differential.
  mutating func written(_ factor: ComponentFactor, _ variable: ComponentVariable) -> ExpressionID {
    let entry = writtenEntry(factor.expression, factor.row, factor.column)
    guard factor.isDerivative else { return entry }
    switch variable {
    case .entry(let x, let row, let column, _):
      return partial(entry, x, row, column)
    case .differential:
      let differential = differential(factor.expression)
      return rawEntry(differential, factor.row, factor.column)
    }
  }

  /// ∂e/∂X_kl.
  mutating func partial(
    _ entry: ExpressionID,
    _ x: ExpressionID,
    _ row: ExpressionID?,
    _ column: ExpressionID?
  ) -> ExpressionID {
    let gradient = derivative(.gradient, of: entry, wrt: x)
    return rawEntry(gradient, row, column)
  }

  /// X_ij, whatever X is.
  mutating func rawEntry(_ id: ExpressionID, _ row: ExpressionID?, _ column: ExpressionID?) -> ExpressionID {
    guard row != nil || column != nil else { return id }
    let one = number(1)
    return entry(id, row: row ?? one, column: column ?? one)
  }

  /// X_ij with elementwise functions, Hadamard products and ones written for the entry: f(Z)_ij = f(Z_ij).
  mutating func writtenEntry(
    _ id: ExpressionID,
    _ row: ExpressionID?,
    _ column: ExpressionID?,
    depth: Int = 0
  ) -> ExpressionID {
    guard row != nil || column != nil, depth < 32 else { return rawEntry(id, row, column) }
    switch self[id] {
    case .ones: return number(1)
    case .zeros: return number(0)
    case .transpose(let x): return writtenEntry(x, column, row, depth: depth + 1)
    case .map(let function, let x):
      let inner = writtenEntry(x, row, column, depth: depth + 1)
      return map(function, inner)
    case .hadamard(let operands):
      return product(operands.map { writtenEntry($0, row, column, depth: depth + 1) })
    case .hadamardPower(let base, let exponent):
      let inner = writtenEntry(base, row, column, depth: depth + 1)
      let power =
        shape(exponent).isScalar ? exponent : writtenEntry(exponent, row, column, depth: depth + 1)
      return self.power(inner, power)
    case .sum(let terms) where terms.contains(where: isEntrywise):
      return sum(terms.map { writtenEntry($0, row, column, depth: depth + 1) })
    case .product:
      var parts = parts(id)
      guard !parts.coefficient.isOne || !parts.scalars.isEmpty, !parts.chain.isEmpty else { break }
      let front = product(ProductParts(coefficient: parts.coefficient, scalars: parts.scalars))
      parts.coefficient = 1
      parts.scalars = []
      let chain = product(parts)
      let inner = writtenEntry(chain, row, column, depth: depth + 1)
      return product([front, inner])
    default: break
    }
    let factor = componentFactor(id, row, column)
    return rawEntry(factor.expression, factor.row, factor.column)
  }

  /// Whether an expression is read entry by entry.
  private func isEntrywise(_ id: ExpressionID) -> Bool {
    switch self[id] {
    case .ones, .map, .hadamard, .hadamardPower: true
    case .product: parts(id).chain.count == 1 && isEntrywise(parts(id).chain[0])
    default: false
    }
  }
}
