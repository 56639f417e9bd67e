// The differential of powers: of a number, of a matrix to a whole, a half, a fractional or a symbolic exponent, and entry by
// entry.

import Expressions
import Functions

extension Calculus {
  mutating func expandPower(_ id: ExpressionID, _ base: ExpressionID, _ exponent: ExpressionID)
    throws(DerivationFailure) -> Expansion
  {
    if let (gradient, inner, rule) = powerOfNorm(id) {
      let moved = try leaf(inner) ?? graph.differential(inner)
      return Expansion(expression: graph.frobenius(gradient, moved), rules: [rule], isShown: false)
    }
    if graph.shape(base).isScalar { return try expandScalarPower(id, base, exponent) }
    guard !depends(exponent) else {
      throw DerivationFailure(
        code: "derivation.matrix-power",
        "the exponent of a matrix power must not depend on the variable"
      )
    }
    guard let inner = try leaf(base) else {
      throw DerivationFailure(
        code: "derivation.no-rule",
        "there is no rule for the differential of this power"
      )
    }
    guard let value = graph.number(exponent) else { return try expandSymbolicPower(base, inner, exponent) }
    guard let count = value.integer else { return try expandFractionalPower(base, value) }
    return try expandIntegerPower(base, inner, count)
  }

  /// G and X with d‖X‖ᵏ = G : dX for a whole k ≥ 2, G = k ‖X‖ᵏ⁻² X: no way around ‖X‖, which has no derivative at 0.
  mutating func powerOfNorm(_ id: ExpressionID) -> (
    gradient: ExpressionID, inner: ExpressionID, rule: RuleReference
  )? {
    guard case .power(let base, let exponent) = graph[id], let value = graph.number(exponent),
      value.isInteger, !(value - 2).isNegative, case .apply(let function, let arguments) = graph[base],
      function == "norm2" || function == "normF", depends(arguments[0])
    else { return nil }
    let lowered = graph.power(base, graph.number(value - 2))
    let gradient = graph.product([exponent, lowered, arguments[0]])
    return (gradient, arguments[0], value == 2 ? .squaredNorm : .powerOfNorm)
  }

  /// d xᵃ = a xᵃ⁻¹ dx + xᵃ log x da of numbers.
  private mutating func expandScalarPower(
    _ id: ExpressionID,
    _ base: ExpressionID,
    _ exponent: ExpressionID
  ) throws(DerivationFailure) -> Expansion {
    var terms: [ExpressionID] = []
    if let inner = try leaf(base) {
      let lowered = graph.power(base, graph.difference(exponent, graph.number(1)))
      terms.append(graph.product([exponent, lowered, inner]))
    }
    if let inner = try leaf(exponent) {
      terms.append(graph.product([id, graph.map("log", base), inner]))
    }
    return Expansion(expression: graph.sum(terms), rules: [.powerRule], isShown: false)
  }

  /// X^(k + 1/2) as the k-th power times the square root, any other X^q as exp(q log X).
  private mutating func expandFractionalPower(_ base: ExpressionID, _ value: Rational)
    throws(DerivationFailure) -> Expansion
  {
    guard let halves = (value * 2).integer else {
      let logarithm = graph.scaled(try apply("logm", [base]), by: value)
      var inner = try expand(try apply("expm", [logarithm]))
      inner.rules.append(.fractionalPower)
      return inner
    }
    let root = try apply("sqrtm", [base])
    let rest = graph.power(base, halves > 0 ? (halves - 1) / 2 : (halves + 1) / 2)
    let power = graph.product([rest, halves > 0 ? root : graph.inverse(root)])
    var inner = try expand(power)
    inner.rules.append(.halfPower)
    return inner
  }

  /// X^k with a name as exponent, a sum of k terms.
  private mutating func expandSymbolicPower(
    _ base: ExpressionID,
    _ inner: ExpressionID,
    _ exponent: ExpressionID
  ) throws(DerivationFailure) -> Expansion {
    let count: Size
    switch graph[exponent] {
    case .size(let size): count = size
    case .symbol(let symbol) where graph[symbol].role == .declared: count = Size(named: graph[symbol].name)
    default:
      throw DerivationFailure(
        code: "derivation.matrix-power",
        "the differential of a matrix to a power that is neither a number nor a name has no closed form here",
        hints: ["tr(X^k) can be derived for any k", "with a name as exponent, X^k, it is a sum"]
      )
    }
    return Expansion(
      expression: powerSum(base, inner, count, exponent),
      rules: [.matrixPower],
      isShown: true
    )
  }

  /// d X^k = Σ X^i dX X^(k−1−i); for k < 0 the same with −X^(−1−i) dX X^(…).
  private mutating func expandIntegerPower(_ base: ExpressionID, _ inner: ExpressionID, _ value: Int)
    throws(DerivationFailure) -> Expansion
  {
    guard abs(value) <= 32 else {
      throw DerivationFailure(
        code: "derivation.expansion-limit",
        "a matrix power is expanded up to the exponent 32, found \(value)"
      )
    }
    var terms: [ExpressionID] = []
    if value > 0 {
      for i in 0..<value {
        terms.append(graph.product([graph.power(base, i), inner, graph.power(base, value - 1 - i)]))
      }
    } else {
      for i in 1...(-value) {
        terms.append(
          graph.product([graph.number(-1), graph.power(base, -i), inner, graph.power(base, value - 1 + i)])
        )
      }
    }
    return Expansion(
      expression: graph.sum(terms),
      rules: [value == 2 ? .productRule : .matrixPower],
      isShown: true
    )
  }

  /// Σ_{i=1}^{k} X^(i−1) dX X^(k−i) for a size k.
  private mutating func powerSum(
    _ base: ExpressionID,
    _ inner: ExpressionID,
    _ count: Size,
    _ exponent: ExpressionID
  ) -> ExpressionID {
    let taken = Set(graph.symbols.map(\.name) + count.names)
    let name = ["i", "j", "l", "p", "r"].first { !taken.contains($0) } ?? "i\(graph.symbols.count)"
    let index = graph.declare(Symbol(name: name, shape: .scalar, role: .index(count)))
    let place = graph.symbol(index)
    let one = graph.number(1)
    let before = graph.difference(place, one)
    let after = graph.difference(exponent, place)
    let left = graph.power(base, before)
    let right = graph.power(base, after)
    return graph.indexedSum(index, graph.product([left, inner, right]))
  }

  mutating func expandHadamardPower(
    _ id: ExpressionID,
    _ base: ExpressionID,
    _ exponent: ExpressionID
  ) throws(DerivationFailure) -> Expansion {
    var terms: [ExpressionID] = []
    if let inner = try leaf(base) {
      let one = graph.ones(graph.shape(exponent))
      let lowered = graph.hadamardPower(base, graph.difference(exponent, one))
      if graph.shape(exponent).isScalar {
        let product = graph.hadamard([lowered, inner])
        terms.append(graph.product([exponent, product]))
      } else {
        terms.append(graph.hadamard([exponent, lowered, inner]))
      }
    }
    if let inner = try leaf(exponent) {
      let logarithm = graph.map("log", base)
      if graph.shape(exponent).isScalar {
        let product = graph.hadamard([id, logarithm])
        terms.append(graph.product([inner, product]))
      } else {
        terms.append(graph.hadamard([id, logarithm, inner]))
      }
    }
    return Expansion(expression: graph.sum(terms), rules: [.powerRule], isShown: terms.count > 1)
  }

  // MARK: - Functions
}
