// Conditions on products, roots and norms as conditions on what they are made of: ‖p‖ ‖z‖ ≠ 0 is p ≠ 0 and z ≠ 0, and
// a'Pa > 0 is a ≠ 0 for a positive-definite P.

import Expressions

extension Calculus {
  /// The conditions that one is equivalent to where the value exists; the condition itself where it is in short form.
  func reduced(_ condition: Condition) -> [Condition] {
    var result: [Condition] = []
    var work = [condition]
    // Each step goes to operands.
    while let next = work.popLast() {
      if let parts = parts(of: next) {
        work.append(contentsOf: parts.reversed())
      } else if !result.contains(next) {
        result.append(next)
      }
    }
    return result
  }

  /// What a condition says of the operands of its subject; nil where it is in short form.
  private func parts(of condition: Condition) -> [Condition]? {
    let subject = condition.subject
    switch condition.relation {
    case .nonzero:
      if graph.properties(subject).contains(.positive) { return [] }
      switch graph[subject] {
      case .product:
        if let spread = spread(subject) { return [Condition(spread, .nonzero)] }
        if let vector = vector(measuredBy: subject) { return [Condition(vector, .notZero)] }
        return factors(of: subject)?.map { Condition($0, .nonzero) }
      case .hadamard(let operands): return operands.map { Condition($0, .nonzero) }
      case .power(let base, let exponent), .hadamardPower(let base, let exponent):
        guard graph.number(exponent) != nil, graph.shape(base) == graph.shape(subject) else { return nil }
        if case .power = graph[subject], !graph.shape(base).isScalar { return nil }
        return [Condition(base, .nonzero)]
      case .map("sqrt", let x): return [Condition(x, .positive)]
      case .map("abs", let x): return [Condition(x, .nonzero)]
      default: return vector(measuredBy: subject).map { [Condition($0, .notZero)] }
      }
    case .positive:
      if graph.properties(subject).contains(.positive) { return [] }
      switch graph[subject] {
      case .product:
        if let spread = spread(subject) { return [Condition(spread, .positive)] }
        if let vector = vector(measuredBy: subject) { return [Condition(vector, .notZero)] }
        return factors(of: subject).flatMap { positive($0, graph.parts(subject).coefficient) }
      case .hadamard(let operands): return positive(operands, 1)
      case .map("sqrt", let x): return [Condition(x, .positive)]
      case .map("abs", let x): return [Condition(x, .nonzero)]
      default: return vector(measuredBy: subject).map { [Condition($0, .notZero)] }
      }
    default: return nil
    }
  }

  /// A product of several values above zero: of what has no sign of its own each is not zero; nil where signs meet.
  private func positive(_ operands: [ExpressionID], _ coefficient: Rational) -> [Condition]? {
    guard !coefficient.isNegative, !coefficient.isZero else { return nil }
    let open = operands.filter { !graph.properties($0).contains(.positive) }
    if open.count == operands.count, open.count == 1, coefficient.isOne { return nil }
    if open.count == 1 { return [Condition(open[0], .positive)] }
    guard open.allSatisfy({ graph.properties($0).contains(.nonnegative) }) else { return nil }
    return open.map { Condition($0, .nonzero) }
  }

  /// The scalars whose product a scalar is; nil for a single one, and for products of matrices.
  private func factors(of id: ExpressionID) -> [ExpressionID]? {
    let parts = graph.parts(id)
    guard parts.chain.isEmpty else { return nil }
    return parts.scalars.count + (parts.coefficient.isOne ? 0 : 1) > 1 ? parts.scalars : nil
  }

  /// v, of v𝟏' and 𝟏v', which have the entries of v.
  private func spread(_ id: ExpressionID) -> ExpressionID? {
    let parts = graph.parts(id)
    guard parts.scalars.isEmpty, parts.coefficient.isOne, parts.chain.count == 2 else { return nil }
    let (left, right) = (parts.chain[0], parts.chain[1])
    if graph.shape(left).columns.isOne, case .ones = graph[right] { return left }
    guard graph.shape(right).rows.isOne, case .ones = graph[left] else { return nil }
    if case .transpose(let inner) = graph[right] { return inner }
    return right
  }

  /// The vector or matrix of which a number is a norm, or x for x'x and for x'Px with a positive-definite P.
  private func vector(measuredBy id: ExpressionID) -> ExpressionID? {
    switch graph[id] {
    case .apply(let norm, let arguments) where norm == "norm2" || norm == "normF" || norm == "norm1":
      return arguments[0]
    case .product(let chain) where chain.count == 2 || chain.count == 3:
      guard let last = chain.last, graph.shape(last).isVector, case .transpose(last) = graph[chain[0]] else {
        return nil
      }
      return chain.count == 2 || graph.properties(chain[1]).contains(.positiveDefinite) ? last : nil
    default: return nil
    }
  }
}
