// Whether a sum of multiples cannot be negative. The larger of two numbers is at least either of them, a magnitude at least the
// number and its negative, so a sum with max, min, abs and relu is bounded from below by sums without; where only a bound from
// above is known, every case must do.

import Expressions
import Numerics

/// A sum of multiples of expressions.
struct LinearForm: Hashable {
  /// The factors; the number 1 stands for a constant.
  private(set) var factors: [ExpressionID: Rational] = [:]

  mutating func add(_ factor: Rational, of id: ExpressionID) {
    let total = (factors[id] ?? .zero) + factor
    factors[id] = total.isZero ? nil : total
  }

  mutating func add(_ other: LinearForm, times factor: Rational) {
    for (id, value) in other.factors { add(value * factor, of: id) }
  }

  func replacing(_ id: ExpressionID, by other: LinearForm) -> LinearForm {
    var result = self
    let factor = result.factors.removeValue(forKey: id) ?? .zero
    result.add(other, times: factor)
    return result
  }
}

extension PossibleSides {
  /// The most sums that are looked at.
  private static let workBound = 256

  /// Whether the difference of two expressions, or the first alone, cannot be negative.
  mutating func isNonnegative(_ a: ExpressionID, minus b: ExpressionID? = nil, negated: Bool = false) -> Bool
  {
    var form = LinearForm()
    form.add(linear(a), times: negated ? .minusOne : .one)
    if let b { form.add(linear(b), times: negated ? .one : .minusOne) }
    var work = Self.workBound
    return isNonnegative(form, &work)
  }

  private mutating func isNonnegative(_ form: LinearForm, _ work: inout Int) -> Bool {
    work -= 1
    guard work > 0 else { return false }
    let ids = form.factors.keys.sorted()
    let isTermwise = ids.allSatisfy { id in
      let factor = form.factors[id] ?? .zero
      return !sides(id).contains(factor.isNegative ? .positive : .negative)
    }
    if isTermwise { return true }
    for id in ids {
      guard let cases = cases(id) else { continue }
      let factor = form.factors[id] ?? .zero
      // A maximum taken with a positive factor is bounded from below by each case.
      let isFree = cases.isLargest != factor.isNegative
      var holds: [Bool] = []
      for replacement in cases.forms {
        let result = isNonnegative(form.replacing(id, by: replacement), &work)
        if result == isFree { return result }
        holds.append(result)
      }
      return !isFree
    }
    return false
  }

  /// The expressions of which this is the largest or the smallest, entry by entry.
  private mutating func cases(_ id: ExpressionID) -> (forms: [LinearForm], isLargest: Bool)? {
    let function: FunctionName
    let arguments: [ExpressionID]
    if case .map(let name, let argument) = graph[id] {
      (function, arguments) = (name, [argument])
    } else if case .apply(let name, let all) = graph[id] {
      (function, arguments) = (name, all)
    } else {
      return nil
    }
    let forms = arguments.map { linear($0) }
    var opposite = LinearForm()
    if let first = forms.first { opposite.add(first, times: .minusOne) }
    switch (function.text, arguments.count) {
    case ("relu", 1): return (forms + [LinearForm()], true)
    case ("abs", 1): return (forms + [opposite], true)
    case ("max", 2): return (forms, true)
    case ("min", 2): return (forms, false)
    default: return nil
    }
  }

  /// The expression as a sum of multiples.
  private mutating func linear(_ root: ExpressionID) -> LinearForm {
    var result = LinearForm()
    var stack: [(id: ExpressionID, factor: Rational)] = [(root, .one)]
    var steps = Self.workBound
    while let (id, factor) = stack.popLast() {
      steps -= 1
      guard steps > 0 else {
        result.add(factor, of: id)
        continue
      }
      switch graph[id] {
      case .number(let value): result.add(factor * value, of: graph.number(1))
      case .sum(let operands): stack += operands.map { ($0, factor) }
      case .symbol(let symbol):
        if !free.contains(symbol), let definition = graph.definition(of: symbol) {
          stack.append((definition, factor))
        } else {
          result.add(factor, of: id)
        }
      case .product:
        let parts = graph.parts(id)
        let rest = graph.product(parts.scalars + parts.chain)
        if parts.coefficient.isOne || rest == id {
          result.add(factor, of: id)
        } else {
          stack.append((rest, factor * parts.coefficient))
        }
      case .size, .constant, .identity, .ones, .zeros, .transpose, .inverse, .power, .hadamard,
        .hadamardPower,
        .frobenius, .kronecker, .apply, .map, .differential, .derivative, .block, .entry, .indexedSum,
        .indexedProduct, .member:
        result.add(factor, of: id)
      }
    }
    return result
  }
}
