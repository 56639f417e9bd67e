// Rows with a remainder: up to o(‖H‖) or O(‖H‖²) both sides agree to first order in H, up to o(‖H‖²) or O(‖H‖³) to second.

import Derivation
import Diagnostics
import Expressions
import Findings
import Syntax
import Verification

extension SyntaxTree {
  /// Whether the formula is a remainder `o(…)` or `O(…)`.
  private var isRemainder: Bool {
    switch kind {
    case .parenthesized(let inner): inner.isRemainder
    case .call(let name, _, _, _): name == "o" || name == "O"
    default: false
    }
  }

  /// The remainders of the formula.
  var remainders: [Remainder] {
    all.compactMap { part in
      guard case .call(let name, _, _, let arguments) = part.kind, name == "o" || name == "O",
        arguments.count == 1
      else { return nil }
      let names = arguments[0].all.compactMap { if case .name(let name, _) = $0.kind { name } else { nil } }
      let degree = arguments[0].degree
      return Remainder(names: names, order: name == "o" ? degree : degree.map { $0 - 1 })
    }
  }

  /// The degree of what stands in a remainder: of ‖H‖², t³, ‖h‖ t; nil for what is no power.
  private var degree: Int? {
    switch kind {
    case .name: return 1
    case .parenthesized(let inner): return inner.degree
    case .call(let name, _, _, let arguments):
      let norms = ["norm1", "norm2", "normF", "spectral", "nuclear", "abs"]
      return norms.contains(name) && arguments.count == 1 ? arguments[0].degree : nil
    case .binary(.power, let base, let exponent):
      guard case .number(let value, _) = exponent.kind, let order = value.integer, let degree = base.degree
      else { return nil }
      return order * degree
    case .binary(.multiply, let left, let right):
      guard let a = left.degree, let b = right.degree else { return nil }
      return a + b
    case .number, .negative, .transpose, .binary, .entry, .argument, .matrix, .differential, .derivative,
      .directional,
      .evaluated, .indexed, .ambiguous, .unreadable:
      return nil
    }
  }

  /// The formula without the remainders that are added to it.
  var withoutRemainders: SyntaxTree {
    mapping { tree in
      guard case .binary(let operation, let a, let b) = tree.kind, operation == .add || operation == .subtract
      else {
        return nil
      }
      if b.isRemainder { return a.withoutRemainders }
      if a.isRemainder, operation == .add { return b.withoutRemainders }
      return nil
    }
  }
}

/// What a row leaves out: o(‖H‖^k) or O(‖H‖^k).
struct Remainder {
  /// The names in it, which go to zero.
  let names: [String]
  /// The order up to which both sides agree; nil where it is not known.
  let order: Int?
}

extension Workspace {
  /// The highest order that is looked at.
  private static let orderBound = 4

  /// Whether two sides agree to some order in some names: their difference and its derivatives along a ray vanish at zero.
  ///
  /// Differentials that stand in the sides are small too: ΔX of X.
  mutating func judge(
    _ left: ExpressionID,
    _ right: ExpressionID,
    toOrder order: Int?,
    in names: [String],
    varying variables: Set<SymbolID> = []
  ) -> (Verdict, CheckOutcome) {
    let undecided = CheckOutcome.undecided(because: "the remainder could not be judged")
    guard let order, (0...Workspace.orderBound).contains(order),
      scope.graph.shape(left) == scope.graph.shape(right),
      let (path, step) = ray(left, right, in: names, varying: variables)
    else { return (.undecided, undecided) }
    let t = scope.graph.symbol(step)
    let zero = scope.graph.number(0)
    var outcome = undecided
    var side = path
    for derivatives in 0...order {
      if derivatives > 0 {
        guard let value = verifiedDerivative(.jacobian, of: side, wrt: t) else {
          return (.undecided, undecided)
        }
        side = value
      }
      let atZero = scope.graph.substitute([t: zero], in: side)
      let nothing = scope.graph.zeros(scope.graph.shape(atZero))
      outcome = verify(atZero, nothing, [], AnswerOptions())
      guard outcome.verdict == .holds else { return (outcome.verdict, outcome) }
    }
    let words = ["in the limit", "to first order", "to second order", "to third order", "to fourth order"]
    outcome.reason = "both sides agree \(words[order]) in \(names.first ?? "the increment")"
    return (.holds, outcome)
  }

  /// The difference of two sides along a ray from zero, a function of a new number; nil where nothing goes to zero.
  private mutating func ray(
    _ left: ExpressionID,
    _ right: ExpressionID,
    in names: [String],
    varying variables: Set<SymbolID>
  ) -> (path: ExpressionID, step: SymbolID)? {
    let symbols = names.compactMap { scope.symbol(named: $0) }
    let inside = Set(scope.graph.reachableThroughDefinitions(from: [left, right]))
    let moving = variables.sorted().filter { symbol in
      let variable = scope.graph.symbol(symbol)
      return inside.contains(scope.graph.differential(variable))
    }
    guard !symbols.isEmpty || !moving.isEmpty else { return nil }
    let step = scope.graph.declare(Symbol(name: "step", shape: .scalar))
    let t = scope.graph.symbol(step)
    var scaled: [ExpressionID: ExpressionID] = [:]
    for symbol in symbols {
      let variable = scope.graph.symbol(symbol)
      scaled[variable] = scope.graph.product([t, variable])
    }
    for symbol in moving {
      let variable = scope.graph.symbol(symbol)
      let direction = scope.graph.declare(
        Symbol(name: "d" + scope.graph[symbol].name, shape: scope.graph.shape(variable))
      )
      scaled[scope.graph.differential(variable)] = scope.graph.product([t, scope.graph.symbol(direction)])
    }
    let difference = scope.graph.difference(expanded(left), expanded(right))
    return (scope.graph.substitute(scaled, in: difference), step)
  }
}
