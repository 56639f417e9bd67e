// Rows with a remainder o(‖H‖) or O(‖H‖²): both sides must agree to first order in H.

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

  /// The names inside the remainders of the formula.
  var remainderNames: [String] {
    all.filter(\.isRemainder).flatMap { remainder in
      remainder.all.compactMap { if case .name(let name, _) = $0.kind { name } else { nil } }
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

extension Workspace {
  /// Whether two sides agree to first order in some names: their difference and its derivative vanish at zero.
  ///
  /// Differentials that stand in the sides are small too: ΔX of X.
  mutating func judgeToFirstOrder(
    _ left: ExpressionID,
    _ right: ExpressionID,
    in names: [String],
    varying variables: Set<SymbolID> = []
  ) -> (Verdict, CheckOutcome) {
    let symbols = names.compactMap { scope.symbol(named: $0) }
    let undecided = CheckOutcome.undecided(because: "the remainder could not be judged")
    let inside = Set(scope.graph.reachableThroughDefinitions(from: [left, right]))
    let moving = variables.sorted().filter { symbol in
      let variable = scope.graph.symbol(symbol)
      return inside.contains(scope.graph.differential(variable))
    }
    guard !symbols.isEmpty || !moving.isEmpty, scope.graph.shape(left) == scope.graph.shape(right) else {
      return (.undecided, undecided)
    }
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
    let path = scope.graph.substitute(scaled, in: difference)
    var calculus = Calculus(graph: scope.graph, book: book, variables: [step])
    guard let derivation = try? calculus.jacobian(of: path, wrt: t) else { return (.undecided, undecided) }
    scope.graph = calculus.graph
    book = calculus.book
    let zero = scope.graph.number(0)
    let asked = scope.graph.derivative(.jacobian, of: path, wrt: t)
    guard verify(asked, derivation.result, [step], AnswerOptions()).verdict == .holds else {
      return (.undecided, undecided)
    }
    var outcome = undecided
    for side in [path, derivation.result] {
      let atZero = scope.graph.substitute([t: zero], in: side)
      let nothing = scope.graph.zeros(scope.graph.shape(atZero))
      outcome = verify(atZero, nothing, [], AnswerOptions())
      guard outcome.verdict == .holds else { return (outcome.verdict, outcome) }
    }
    outcome.reason = "both sides agree to first order in \(names.first ?? "the increment")"
    return (.holds, outcome)
  }
}
