// The differential method: dφ is moved line by line into the form G : dX, outermost definition first.
//
// The state is a sum of terms G : dE. A term is ready when no other term's E still leads to its E, so that each
// intermediate variable is met once, with its whole cotangent: reverse mode, by hand.

package import Expressions
import Functions

extension Calculus {
  /// The most lines a derivation may have.
  private static let lineLimit = 200

  /// The gradient of a scalar by one variable, line by line.
  ///
  /// - Throws: when a function has no rule, or past the bound on lines.
  package mutating func gradient(of function: ExpressionID, wrt variable: ExpressionID)
    throws(DerivationFailure)
    -> Derivation
  {
    guard graph.shape(function).isScalar else {
      throw DerivationFailure(
        code: "derivation.not-scalar",
        "a gradient is asked of a \(graph.shape(function)), which is not a scalar",
        hints: ["ask for the 'jacobian'"]
      )
    }
    brackets.note(function, &graph)
    let left = graph.differential(function)
    guard depends(function) else {
      let zero = graph.zeros(graph.shape(variable))
      let step = Step(left: left, right: graph.number(0), rules: [.constantFunction])
      return Derivation(
        of: function,
        variable: variable,
        steps: [step],
        result: zero,
        helpers: [],
        conditions: []
      )
    }
    var (terms, steps, helpers) = try reverseLines(of: function, left)
    let result = try cotangent(of: variable, in: terms)
    if terms.isEmpty { append(graph.number(0), [.collect], [], [], left, &steps) }
    let written = withLetter(of: variable, expandingHelpers(helpers, in: result))
    let answer = withShorterInverses(inAuthorsNames(shortened(written), of: function))
    helpers = helpers.filter { helper in
      steps.contains { graph.symbols(in: [$0.right], throughDefinitions: false).contains(helper) }
    }
    let gradient = graph.derivative(.gradient, of: function, wrt: variable)
    steps.append(Step(left: gradient, right: answer, rules: takeRules([gradientRule(variable)])))
    let conditions = conditions(of: function)
    return Derivation(
      of: function,
      variable: variable,
      steps: marked(steps),
      result: answer,
      helpers: helpers,
      conditions: conditions
    )
  }

  /// The differential of a scalar as the sum of G : dX over its variables.
  mutating func scalarDifferential(of function: ExpressionID, _ left: ExpressionID) throws(DerivationFailure)
    -> Derivation
  {
    guard depends(function) else {
      let zero = graph.number(0)
      let step = Step(left: left, right: zero, rules: [.constantFunction])
      return Derivation(of: function, variable: nil, steps: [step], result: zero, helpers: [], conditions: [])
    }
    let (terms, steps, helpers) = try reverseLines(of: function, left)
    let written = expandingHelpers(helpers, in: line(terms))
    return Derivation(
      of: function,
      variable: nil,
      steps: marked(steps),
      result: written,
      helpers: helpers,
      conditions: conditions(of: function)
    )
  }

  /// The lines from dφ to a sum of G : dX, and the terms of that sum.
  private mutating func reverseLines(of function: ExpressionID, _ left: ExpressionID)
    throws(DerivationFailure) -> (
      [CotangentTerm], [Step], [SymbolID]
    )
  {
    let (start, helpers) = nameRepeatedParts(in: function)
    var steps: [Step] = []
    var terms = [CotangentTerm(cotangent: graph.number(1), expression: start)]
    while true {
      try requireBudget()
      guard steps.count < Calculus.lineLimit else {
        throw DerivationFailure(
          code: "derivation.line-limit",
          "a derivation has at most \(Calculus.lineLimit) lines"
        )
      }
      var ready = readyTerms(terms)
      guard let first = ready.min() else { break }
      var unfoldedNames: [SymbolID] = []
      if hasFineSteps {
        ready = [first]
        unfoldedNames = try appendUnfolded(first, of: terms, left, &steps)
      }
      var advance = try advanceTerms(terms, ready)
      advance.definitions.removeAll(where: unfoldedNames.contains)
      if let shown = advance.shown {
        append(shown, advance.rules, advance.rewritten, advance.definitions, left, &steps)
      }
      terms = try merged(advance.next)
      let hasJoined = terms.count < advance.next.count
      // Numbers that leave a bracket are bookkeeping, which the next line shows along with its own idea.
      if advance.shown != nil, !hasJoined, !hasFineSteps, holdNumbersOnly(terms) { continue }
      let moved: RuleReference = hasJoined ? .collect : .constantFactor
      let rules = (advance.shown == nil ? advance.rules : [moved]) + advance.moving
      let line = self.line(terms)
      append(line, rules, [], advance.shown == nil ? advance.definitions : [], left, &steps)
    }
    return (terms, steps, helpers)
  }

  /// Whether all terms are numbers times differentials of numbers, not all of them of variables yet.
  private func holdNumbersOnly(_ terms: [CotangentTerm]) -> Bool {
    terms.allSatisfy { graph.shape($0.expression).isScalar }
      && !terms.allSatisfy { isVariable($0.expression) }
  }

  // MARK: - Lines

  /// A line in which the name under the differential of one term stands as what it was defined to be; the names it unfolds,
  /// none where there is none.
  private mutating func appendUnfolded(
    _ place: Int,
    of terms: [CotangentTerm],
    _ left: ExpressionID,
    _ steps: inout [Step]
  ) throws(DerivationFailure) -> [SymbolID] {
    var terms = terms
    let (expression, cotangent, definitions) = try unfolded(terms[place])
    guard !definitions.isEmpty else { return [] }
    terms[place] = CotangentTerm(
      cotangent: cotangent,
      expression: expression,
      indices: terms[place].indices
    )
    append(line(terms), [.definition], [], definitions, left, &steps)
    return definitions
  }

  private mutating func append(
    _ line: ExpressionID,
    _ rules: [RuleReference],
    _ rewritten: [ExpressionID],
    _ definitions: [SymbolID],
    _ left: ExpressionID,
    _ steps: inout [Step]
  ) {
    if steps.last?.right == line { return }
    let taken = takeRules(rules)
    steps.append(
      Step(
        left: steps.isEmpty ? left : nil,
        right: line,
        // Where only constants drop out, d goes into a sum.
        rules: taken.isEmpty ? [.sumRule] : taken,
        rewritten: rewritten,
        definitions: definitions
      )
    )
  }

  /// Each line marks the differentials that the next line no longer has.
  func marked(_ steps: [Step]) -> [Step] {
    var result = steps
    for place in steps.indices.dropLast() where steps[place + 1].left == nil {
      let next = Set(graph.reachable(from: [steps[place + 1].right]))
      let gone = graph.reachable(from: [steps[place].right]).filter { id in
        if case .differential(let x) = graph[id] { !next.contains(id) && !isVariable(x) } else { false }
      }
      let step = steps[place]
      result[place] = Step(
        left: step.left,
        right: step.right,
        rules: step.rules,
        rewritten: gone,
        definitions: step.definitions
      )
    }
    return result
  }

  private mutating func line(_ terms: [CotangentTerm]) -> ExpressionID {
    graph.sum(terms.map { written($0.cotangent, graph.differential($0.expression), $0.indices) })
  }

  /// `G : L`, a plain product for scalars, under the sums over its indices.
  private mutating func written(_ cotangent: ExpressionID, _ linear: ExpressionID, _ indices: [SymbolID])
    -> ExpressionID
  {
    var result: ExpressionID
    if graph.number(cotangent) == 1 {
      result = linear
    } else if graph.shape(cotangent).isScalar {
      result = graph.product([cotangent, linear])
    } else {
      result = pairing(cotangent, linear)
    }
    for index in indices.reversed() { result = graph.indexedSum(index, result) }
    return result
  }

  /// `G : L`; against the identity it is the trace.
  private mutating func pairing(_ cotangent: ExpressionID, _ linear: ExpressionID) -> ExpressionID {
    var parts = graph.parts(cotangent)
    if parts.chain.count == 1, case .identity = graph[parts.chain[0]],
      let trace = try? graph.apply("tr", [linear])
    {
      parts.chain = []
      return graph.product([graph.product(parts), trace])
    }
    return graph.frobenius(cotangent, linear)
  }

  // MARK: - One round

  private struct Round {
    var shown: ExpressionID?
    var next: [CotangentTerm] = []
    var rules: [RuleReference] = []
    var rewritten: [ExpressionID] = []
    var definitions: [SymbolID] = []
    /// What is used to move everything off the differentials.
    var moving: [RuleReference] = []
  }

  /// The terms whose expression no other open term leads to.
  mutating func readyTerms(_ terms: [CotangentTerm]) -> Set<Int> {
    var ready = Set<Int>()
    let open = terms.indices.filter { !isVariable(terms[$0].expression) }
    if open.count == 1 { return Set(open) }
    var below: [Int: Set<ExpressionID>] = [:]
    for place in open {
      below[place] = Set(graph.reachableThroughDefinitions(from: [terms[place].expression]))
    }
    for place in open {
      let expression = terms[place].expression
      let isBelow = open.contains { other in
        terms[other].expression != expression && below[other]?.contains(expression) == true
      }
      if !isBelow { ready.insert(place) }
    }
    return ready
  }

  private mutating func advanceTerms(_ terms: [CotangentTerm], _ ready: Set<Int>) throws(DerivationFailure)
    -> Round
  {
    var round = Round()
    var shown: [ExpressionID] = []
    var hasShown = false
    for (term, isReady, above) in try splitSums(terms, ready) {
      round.definitions += above.filter { !round.definitions.contains($0) }
      guard isReady else {
        round.next.append(term)
        shown.append(written(term.cotangent, graph.differential(term.expression), term.indices))
        continue
      }
      let (expression, cotangent, definitions) = try unfolded(term)
      round.definitions += definitions
      round.rewritten.append(graph.differential(term.expression))
      if isVariable(expression) {
        // Only a number or constant factor stood before the variable.
        let next = CotangentTerm(cotangent: cotangent, expression: expression, indices: term.indices)
        round.next.append(next)
        round.rules.append(.constantFactor)
        shown.append(written(next.cotangent, graph.differential(expression), term.indices))
        continue
      }
      if let (next, rule) = KnownForms.split(expression, &graph) {
        round.next.append(CotangentTerm(cotangent: cotangent, expression: next, indices: term.indices))
        round.rules.append(rule)
        shown.append(written(cotangent, graph.differential(next), term.indices))
        continue
      }
      if let (next, rule) = try squaredNorm(cotangent, expression, term.indices) {
        round.next.append(contentsOf: next)
        round.rules.append(rule)
        for term in next {
          shown.append(written(term.cotangent, graph.differential(term.expression), term.indices))
        }
        continue
      }
      if let (next, rule) = try traceOfPower(cotangent, expression, term.indices) {
        round.next.append(contentsOf: next)
        round.rules.append(rule)
        for term in next {
          shown.append(written(term.cotangent, graph.differential(term.expression), term.indices))
        }
        continue
      }
      if case .transpose(let inner) = graph[expression] {
        let next = CotangentTerm(
          cotangent: graph.writtenTranspose(cotangent),
          expression: inner,
          indices: term.indices
        )
        round.next.append(next)
        round.rules.append(.transposeRule)
        shown.append(written(next.cotangent, graph.differential(inner), term.indices))
        continue
      }
      var expansion = try self.expand(expression)
      if let name = definitions.last, graph.definition(of: name) == expression {
        expansion.expression = named(name, expression, in: expansion.expression)
      }
      let (pulled, rules) = try rulesNoted { calculus throws(DerivationFailure) in
        try calculus.pull(cotangent, expansion.expression, term.indices)
      }
      round.moving += rules
      round.next.append(contentsOf: pulled)
      round.rules.append(contentsOf: expansion.rules)
      if expansion.isShown || hasFineSteps {
        hasShown = true
        shown.append(written(cotangent, expansion.expression, term.indices))
      } else {
        for term in pulled {
          shown.append(written(term.cotangent, graph.differential(term.expression), term.indices))
        }
      }
    }
    round.rules = unique(round.rules)
    if hasShown { round.shown = graph.sum(shown) }
    return round
  }

  /// The expression of a term with names unfolded and linear functions moved over, which needs no line.
  mutating func unfolded(_ term: CotangentTerm) throws(DerivationFailure) -> (
    ExpressionID, ExpressionID, [SymbolID]
  ) {
    var expression = term.expression
    var cotangent = term.cotangent
    var definitions: [SymbolID] = []
    while true {
      if isVariable(expression) { break }
      switch graph[expression] {
      case .symbol(let symbol):
        guard let definition = graph.definition(of: symbol) else { break }
        definitions.append(symbol)
        expression = definition
        continue
      case .member(let family, let index):
        guard let definition = graph.instance(of: family, at: index) else { break }
        definitions.append(family)
        expression = definition
        continue
      case .apply(let function, let arguments):
        // A scalar that is linear in one argument: t·sum(Z) = t·1 : Z. tr of a product keeps its name.
        guard function != "tr", graph.shape(expression).isScalar, let record = book.functions[function],
          case .linear(let adjoint, _, _) = record.differential, arguments.count == 1,
          KnownForms.split(expression, &graph) == nil
        else { break }
        var binding = book.binding(record, arguments, graph)
        binding.expressions["G"] = cotangent
        cotangent = try book.instance(adjoint, binding, in: &graph)
        expression = arguments[0]
        continue
      case .product:
        // A number or constant scalar in front moves over.
        var parts = graph.parts(expression)
        let constants = parts.scalars.filter { !depends($0) }
        guard !parts.coefficient.isOne || !constants.isEmpty else { break }
        parts.scalars.removeAll { constants.contains($0) }
        let factor = graph.product(.init(coefficient: parts.coefficient, scalars: constants))
        parts.coefficient = 1
        let rest = graph.product(parts)
        guard rest != expression else { break }
        cotangent = graph.product([factor, cotangent])
        expression = rest
        continue
      default: break
      }
      break
    }
    return (expression, cotangent, definitions)
  }

  // MARK: - Patterns that read better than the general rules

  /// y'y, A : A, ‖A‖² and tr(A'A): the differential is 2A : dA; of ‖A‖ᵏ it is k‖A‖ᵏ⁻² A : dA.
  mutating func squaredNorm(_ cotangent: ExpressionID, _ id: ExpressionID, _ indices: [SymbolID])
    throws(DerivationFailure) -> ([CotangentTerm], RuleReference)?
  {
    if let (gradient, inner, rule) = powerOfNorm(id) {
      let product = graph.product([cotangent, gradient])
      return ([CotangentTerm(cotangent: product, expression: inner, indices: indices)], rule)
    }
    guard let inner = squaredNormArgument(id), depends(inner) else { return nil }
    let doubled = graph.product([graph.number(2), cotangent, inner])
    return ([CotangentTerm(cotangent: doubled, expression: inner, indices: indices)], .squaredNorm)
  }

  mutating func squaredNormArgument(_ id: ExpressionID) -> ExpressionID? {
    switch graph[id] {
    case .product(let operands) where operands.count == 2:
      if graph.shape(operands[1]).isVector, graph.transpose(operands[1]) == operands[0] { return operands[1] }
    case .frobenius(let a, let b) where a == b: return a
    case .power(let base, let exponent):
      if graph.number(exponent) == 2, case .apply(let function, let arguments) = graph[base],
        function == "norm2" || function == "normF"
      {
        return arguments[0]
      }
    case .apply("tr", let arguments):
      if case .product(let operands) = graph[arguments[0]], operands.count == 2 {
        if graph.transpose(operands[1]) == operands[0] { return operands[1] }
        if graph.transpose(operands[0]) == operands[1] { return operands[0] }
      }
    case .apply("sum", let arguments):
      if case .hadamardPower(let base, let exponent) = graph[arguments[0]], graph.number(exponent) == 2 {
        return base
      }
      if case .hadamard(let factors) = graph[arguments[0]], factors.count == 2, factors[0] == factors[1] {
        return factors[0]
      }
    default: break
    }
    return nil
  }

  /// tr(X^k): the differential is k (X^(k−1))' : dX, for any k.
  mutating func traceOfPower(_ cotangent: ExpressionID, _ id: ExpressionID, _ indices: [SymbolID])
    throws(DerivationFailure) -> ([CotangentTerm], RuleReference)?
  {
    guard case .apply("tr", let arguments) = graph[id],
      case .power(let base, let exponent) = graph[arguments[0]],
      depends(base), !depends(exponent)
    else { return nil }
    let lowered = graph.power(base, graph.difference(exponent, graph.number(1)))
    let transposed = graph.writtenTranspose(lowered)
    let product = graph.product([cotangent, exponent, transposed])
    return ([CotangentTerm(cotangent: product, expression: base, indices: indices)], .traceOfPower)
  }
}

extension RuleReference {
  static let constantFunction = RuleReference("the function does not depend on the variable", .definition)
}
