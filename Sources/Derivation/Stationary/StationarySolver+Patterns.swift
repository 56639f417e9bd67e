// The named patterns: an inverse between constants, two powers of a scalar, orthogonal matrices.

import Expressions
import Functions

extension StationarySolver {
  /// How the variable is had from a factor that contains it alone.
  struct Inversion {
    enum Kind { case itself, transpose, inverse, inverseTranspose, function(FunctionName), reciprocal }
    let kind: Kind
    let rule: RuleReference

    func callAsFunction(_ value: ExpressionID, _ calculus: inout Calculus) -> ExpressionID {
      switch kind {
      case .itself: return value
      case .transpose: return calculus.graph.writtenTranspose(value)
      case .inverse: return calculus.graph.inverse(value)
      case .inverseTranspose:
        let inverse = calculus.graph.inverse(value)
        return calculus.graph.writtenTranspose(inverse)
      case .function(let function): return calculus.graph.map(function, value)
      case .reciprocal:
        let exponent = calculus.graph.number(-1)
        return calculus.graph.hadamardPower(value, exponent)
      }
    }
  }

  func inversion(of unknown: ExpressionID, _ calculus: inout Calculus) -> Inversion? {
    if calculus.isVariable(unknown) { return Inversion(kind: .itself, rule: .linearSolved) }
    switch calculus.graph[unknown] {
    case .transpose(let x):
      if calculus.isVariable(x) { return Inversion(kind: .transpose, rule: .transposition) }
      if case .inverse(let inner) = calculus.graph[x], calculus.isVariable(inner) {
        return Inversion(kind: .inverseTranspose, rule: .linearSolved)
      }
    case .inverse(let x):
      if calculus.isVariable(x) { return Inversion(kind: .inverse, rule: .linearSolved) }
    case .map("exp", let x) where calculus.isVariable(x):
      return Inversion(kind: .function("log"), rule: .functionInverted)
    case .map("log", let x) where calculus.isVariable(x):
      return Inversion(kind: .function("exp"), rule: .functionInverted)
    case .hadamardPower(let x, let exponent)
    where calculus.isVariable(x) && calculus.graph.number(exponent) == -1:
      return Inversion(kind: .reciprocal, rule: .functionInverted)
    default: break
    }
    return nil
  }

  /// c X⁻¹ + X⁻¹ M X⁻¹ = 0 is c X + M = 0: the covariance of a Gaussian.
  mutating func throughInverse(
    _ gradient: ExpressionID,
    _ terms: [ExpressionID],
    _ calculus: inout Calculus
  ) -> StationarySolution? {
    guard let first = terms.first.flatMap({ calculus.graph.parts($0).chain.first }),
      let inversion = inversion(of: first, &calculus)
    else { return nil }
    switch inversion.kind {
    case .inverse, .inverseTranspose: break
    case .itself, .transpose, .function, .reciprocal: return nil
    }
    var scalars: [ExpressionID] = []
    var middles: [ExpressionID] = []
    for term in terms {
      let parts = calculus.graph.parts(term)
      guard parts.chain.first == first, parts.scalars.allSatisfy({ !calculus.depends($0) }) else {
        return nil
      }
      let scalar = calculus.graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
      if parts.chain.count == 1 {
        scalars.append(scalar)
      } else if parts.chain.last == first,
        parts.chain.dropFirst().dropLast().allSatisfy({ !calculus.depends($0) })
      {
        let size = calculus.graph.shape(first).rows
        let identity = calculus.graph.identity(size)
        let middle = calculus.graph.product([identity] + parts.chain.dropFirst().dropLast())
        middles.append(calculus.graph.product([scalar, middle]))
      } else {
        return nil
      }
    }
    guard !scalars.isEmpty, !middles.isEmpty else { return nil }
    let factor = calculus.shortened(calculus.graph.sum(scalars))
    let middle = calculus.shortened(calculus.graph.negative(calculus.graph.sum(middles)))
    // u = X⁻¹ or X⁻ᵀ: its inverse is X or X'.
    let inverse = calculus.graph.inverse(first)
    let unknown =
      switch inversion.kind {
      case .inverseTranspose: calculus.graph.transpose(variable)
      case .itself, .transpose, .inverse, .function, .reciprocal: inverse
      }
    let zero = calculus.graph.zeros(calculus.graph.shape(gradient))
    let cleared = calculus.graph.product([factor, unknown])
    let solved = calculus.graph.quotient(middle, by: factor)
    let value: ExpressionID
    if case .inverseTranspose = inversion.kind {
      value = calculus.shortened(calculus.graph.writtenTranspose(solved))
    } else {
      value = calculus.shortened(solved)
    }
    var conditions: [Condition] = [Condition(value, .invertible)]
    if calculus.graph.number(factor) == nil, !calculus.graph.properties(factor).contains(.positive) {
      conditions.append(Condition(factor, .nonzero))
    }
    return StationarySolution(
      value: value,
      equations: [(gradient, zero, .stationary), (cleared, middle, .inverseCleared)],
      rule: .linearSolved,
      conditions: conditions
    )
  }

  /// Two powers of a scalar: a t^j + b t^k = 0 is t^(k−j) = −a/b.
  mutating func scalar(
    _ gradient: ExpressionID,
    _ terms: [ExpressionID],
    _ calculus: inout Calculus
  ) -> StationarySolution? {
    var coefficients: [(exponent: Rational, value: ExpressionID)] = []
    for term in terms {
      let parts = calculus.graph.parts(term)
      if parts.chain.contains(where: { calculus.depends($0) }) { return nil }
      var exponent = Rational(0)
      var rest = parts
      rest.scalars = []
      for scalar in parts.scalars {
        guard calculus.depends(scalar) else {
          rest.scalars.append(scalar)
          continue
        }
        if calculus.isVariable(scalar) {
          exponent = exponent + 1
        } else if case .power(let base, let power) = calculus.graph[scalar], calculus.isVariable(base),
          let value = calculus.graph.number(power)
        {
          exponent = exponent + value
        } else {
          return nil
        }
      }
      let value = calculus.graph.product(rest)
      if let place = coefficients.firstIndex(where: { $0.exponent == exponent }) {
        coefficients[place].value = calculus.graph.sum([coefficients[place].value, value])
      } else {
        coefficients.append((exponent, value))
      }
    }
    coefficients.sort { $0.exponent < $1.exponent }
    guard !coefficients.isEmpty, coefficients.count <= 2 else { return nil }
    let zero = calculus.graph.number(0)
    guard coefficients.count == 2 else {
      guard coefficients[0].exponent == 1 else { return nil }
      let value = calculus.shortened(coefficients[0].value)
      let one = calculus.graph.number(1)
      return StationarySolution(
        value: zero,
        equations: [(gradient, zero, .stationary)],
        rule: .linearSolved,
        conditions: [Condition(value, .nonzero)],
        hessian: (value, one)
      )
    }
    let (low, high) = (coefficients[0], coefficients[1])
    let root = high.exponent - low.exponent
    let top = calculus.shortened(high.value)
    let quotient = calculus.graph.quotient(calculus.graph.negative(low.value), by: top)
    let side = calculus.shortened(quotient)
    guard root.isOne || calculus.graph.properties(variable).contains(.positive) else { return nil }
    let power = calculus.graph.power(variable, calculus.graph.number(root))
    var equations = [(left: gradient, right: zero, rule: RuleReference.stationary)]
    if !root.isOne { equations.append((power, side, .constantsMoved)) }
    let value =
      root.isOne ? side : calculus.graph.power(side, calculus.graph.number(root.inverse))
    var conditions: [Condition] = []
    if calculus.graph.number(top) == nil, !calculus.graph.properties(top).contains(.positive) {
      conditions.append(Condition(top, .nonzero))
    }
    if !root.isOne { conditions.append(Condition(side, .positive)) }
    let one = calculus.graph.number(1)
    return StationarySolution(
      value: value,
      equations: equations,
      rule: root.isOne ? .linearSolved : .rootTaken,
      conditions: conditions,
      hessian: low.exponent.isZero && root.isOne ? (top, one) : nil
    )
  }

  /// On the orthogonal matrices S Q and Q S are normal for symmetric S, and C is where Q'C is symmetric.
  mutating func polar(_ terms: [ExpressionID], _ calculus: inout Calculus) -> StationarySolution? {
    var constants: [ExpressionID] = []
    for term in terms {
      guard calculus.depends(term) else {
        constants.append(term)
        continue
      }
      let parts = calculus.graph.parts(term)
      guard parts.scalars.allSatisfy({ !calculus.depends($0) }) else { return nil }
      let rest: [ExpressionID]
      if let first = parts.chain.first, calculus.isVariable(first) {
        rest = Array(parts.chain.dropFirst())
      } else if let last = parts.chain.last, calculus.isVariable(last) {
        rest = Array(parts.chain.dropLast())
      } else {
        return nil
      }
      guard rest.allSatisfy({ !calculus.depends($0) }) else { return nil }
      let factor = calculus.graph.product(.init(chain: rest))
      guard rest.isEmpty || calculus.graph.properties(factor).contains(.symmetric) else { return nil }
    }
    guard !constants.isEmpty else { return nil }
    let constant = calculus.shortened(calculus.graph.negative(calculus.graph.sum(constants)))
    // A positive number in front does not change the factor.
    var parts = calculus.graph.parts(constant)
    parts.coefficient = parts.coefficient.isNegative ? -1 : 1
    let direction = calculus.graph.product(parts)
    let transposed = calculus.graph.writtenTranspose(direction)
    let square = calculus.graph.product([transposed, direction])
    guard let root = try? calculus.graph.apply("sqrtm", [square]) else { return nil }
    let value = calculus.graph.product([direction, calculus.graph.inverse(root)])
    let left = calculus.graph.product([calculus.graph.transpose(variable), direction])
    let right = calculus.graph.product([transposed, value])
    return StationarySolution(
      value: value,
      equations: [(left, right, .stationary)],
      rule: .polarFactor,
      conditions: [Condition(direction, .invertible)]
    )
  }
}
