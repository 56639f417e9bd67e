// The vectorization method for gradients: every line is a row times a column, dφ = vec(G)' vec(dE), and the matrix of
// each operation stands between them until it is taken to the row: (B' ⊗ A)' vec G = vec(A'GB').

package import Expressions
import Functions

extension RuleReference {
  static let toTheRow = RuleReference("(B' ⊗ A)' vec G = vec(A'GB')", .magnusNeudecker("ch. 2"))
  static let commutationToTheRow = RuleReference("K' vec G = vec G'", .magnusNeudecker("ch. 3"))
  static let diagonalToTheRow = RuleReference("Diag(v)' u = v ⊙ u", .definition)
  static let unvec = RuleReference("dφ = vec(G)' vec(dX) means ∂φ/∂X = G", .magnusNeudecker("ch. 9"))
  static let commutationRule = RuleReference("vec(X') = K vec(X)", .magnusNeudecker("ch. 3"))
}

extension Calculus {
  private static let vectorLineLimit = 200

  /// The gradient of a scalar by one variable, line by line on vec, and back to a matrix.
  ///
  /// - Throws: when a function has no rule, or past the bound on lines.
  package mutating func vectorizedGradient(of function: ExpressionID, wrt variable: ExpressionID)
    throws(DerivationFailure) -> Derivation
  {
    guard graph.shape(function).isScalar, depends(function) else {
      return try gradient(of: function, wrt: variable)
    }
    let (start, helpers) = nameRepeatedParts(in: function)
    let left = graph.differential(function)
    var lines = VectorLines(left: left)
    var terms = [CotangentTerm(cotangent: graph.number(1), expression: start)]
    while true {
      try requireBudget()
      guard lines.steps.count < Calculus.vectorLineLimit else {
        throw DerivationFailure(
          code: "derivation.line-limit",
          "a derivation has at most \(Calculus.vectorLineLimit) lines"
        )
      }
      let ready = readyTerms(terms)
      if ready.isEmpty { break }
      terms = try vectorRound(terms, ready, &lines)
    }
    if terms.isEmpty { lines.append(graph.number(0), [.collect]) }
    let sum = try cotangent(of: variable, in: terms)
    let written = withLetter(of: variable, expandingHelpers(helpers, in: sum))
    let answer = Shortening.shortest(written, &graph)
    let gradient = graph.derivative(.gradient, of: function, wrt: variable)
    lines.steps.append(Step(left: gradient, right: answer, rules: [.unvec]))
    let steps = marked(lines.steps)
    let used = helpers.filter { helper in
      steps.contains { graph.symbols(in: [$0.right], throughDefinitions: false).contains(helper) }
    }
    return Derivation(
      of: function,
      variable: variable,
      steps: steps,
      result: answer,
      helpers: used,
      conditions: conditions(of: function)
    )
  }

  /// The lines so far.
  private struct VectorLines {
    var steps: [Step] = []
    let left: ExpressionID

    mutating func append(
      _ line: ExpressionID,
      _ rules: [RuleReference],
      rewritten: [ExpressionID] = [],
      definitions: [SymbolID] = []
    ) {
      if steps.last?.right == line { return }
      steps.append(
        Step(
          left: steps.isEmpty ? left : nil,
          right: line,
          rules: rules,
          rewritten: rewritten,
          definitions: definitions
        )
      )
    }
  }

  /// One idea: the differentials of the ready terms with their matrices, then the matrices taken to the rows.
  private mutating func vectorRound(
    _ terms: [CotangentTerm],
    _ ready: Set<Int>,
    _ lines: inout VectorLines
  ) throws(DerivationFailure) -> [CotangentTerm] {
    var next: [CotangentTerm] = []
    var shown: [ExpressionID] = []
    var rules: [RuleReference] = []
    var definitions: [SymbolID] = []
    for (term, isReady, above) in try splitSums(terms, ready) {
      definitions += above.filter { !definitions.contains($0) }
      guard isReady else {
        next.append(term)
        shown.append(try onVec(term))
        continue
      }
      let (expression, cotangent, unfolded) = try self.unfolded(term)
      definitions += unfolded
      let pulled: [CotangentTerm]
      if isVariable(expression) {
        pulled = [CotangentTerm(cotangent: cotangent, expression: expression, indices: term.indices)]
        rules.append(.linearity)
      } else if let (square, rule) = try squaredNorm(cotangent, expression, term.indices) {
        pulled = square
        rules.append(rule)
      } else if let (power, rule) = try traceOfPower(cotangent, expression, term.indices) {
        pulled = power
        rules.append(rule)
      } else {
        let expansion: Expansion
        if case .transpose(let inner) = graph[expression] {
          let transposed = graph.transpose(graph.differential(inner))
          expansion = Expansion(expression: transposed, rules: [.commutationRule], isShown: true)
        } else {
          expansion = try expand(expression)
        }
        pulled = try pull(cotangent, expansion.expression, term.indices)
        rules += expansion.rules.map { $0 == .constantFactor ? .vectorization : $0 }
        if !graph.shape(expression).isScalar {
          let product = try rowTimes(cotangent, matrixOnVec(expansion.expression))
          shown.append(summed(product, term.indices))
          next += pulled
          continue
        }
      }
      next += pulled
      for term in pulled { shown.append(try onVec(term)) }
    }
    let shownLine = graph.sum(shown)
    lines.append(
      shownLine,
      unique(rules.isEmpty ? [.vectorization] : rules),
      rewritten: [],
      definitions: definitions
    )
    let result = try merged(next)
    var line: [ExpressionID] = []
    for term in result { line.append(try onVec(term)) }
    lines.append(graph.sum(line), rowRules(shownLine))
    return result
  }

  /// The laws that take what stands between row and column to the row.
  private func rowRules(_ line: ExpressionID) -> [RuleReference] {
    var rules: [RuleReference] = []
    var terms = [line]
    if case .sum(let operands) = graph[line] { terms = operands }
    for term in terms {
      for factor in graph.parts(term).chain {
        switch graph[factor] {
        case .kronecker: rules.append(.toTheRow)
        case .apply("commutation", _): rules.append(.commutationToTheRow)
        case .apply("Diag", _): rules.append(.diagonalToTheRow)
        default: break
        }
      }
    }
    return rules.isEmpty ? [.collect] : unique(rules)
  }

  /// vec(G)' vec(dE), a plain product for scalars, under the sums over its indices.
  private mutating func onVec(_ term: CotangentTerm) throws(DerivationFailure) -> ExpressionID {
    let column = try column(graph.differential(term.expression))
    return summed(try rowTimes(term.cotangent, column), term.indices)
  }

  private mutating func summed(_ id: ExpressionID, _ indices: [SymbolID]) -> ExpressionID {
    var result = id
    for index in indices.reversed() { result = graph.indexedSum(index, result) }
    return result
  }

  /// vec(G)' times a column, numbers and scalars of G in front.
  private mutating func rowTimes(_ cotangent: ExpressionID, _ column: ExpressionID) throws(DerivationFailure)
    -> ExpressionID
  {
    if graph.shape(cotangent).isScalar { return graph.product([cotangent, column]) }
    var parts = graph.parts(cotangent)
    let front = graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
    parts.coefficient = 1
    parts.scalars = []
    let row = graph.transpose(try self.column(graph.product(parts)))
    var terms = [column]
    if case .sum(let operands) = graph[column] { terms = operands }
    return graph.sum(terms.map { graph.product([front, row, $0]) })
  }

  /// A vector as it is, a row transposed, a matrix on vec.
  private mutating func column(_ id: ExpressionID) throws(DerivationFailure) -> ExpressionID {
    let shape = graph.shape(id)
    if shape.columns.isOne { return id }
    return shape.rows.isOne ? graph.transpose(id) : try apply("vec", [id])
  }

  /// vec(L) as Σ J vec(dE) over the differentials in L; vec(L) itself where a J has no form in the language.
  private mutating func matrixOnVec(_ linear: ExpressionID) throws(DerivationFailure) -> ExpressionID {
    let differentials = graph.reachable(from: [linear]).filter {
      if case .differential = graph[$0] { true } else { false }
    }
    var parts: [ExpressionID] = []
    for differential in differentials {
      var others: [ExpressionID: ExpressionID] = [:]
      for other in differentials where other != differential {
        others[other] = graph.zeros(graph.shape(other))
      }
      let alone = graph.substitute(others, in: linear)
      guard hasDifferential(alone) else { continue }
      let matrix: ExpressionID
      do throws(DerivationFailure) {
        matrix = try vectorized(alone)
      } catch {
        return try column(linear)
      }
      let vector = try column(differential)
      var terms = [matrix]
      if case .sum(let operands) = graph[matrix] { terms = operands }
      for term in terms { parts.append(graph.product([term, vector])) }
    }
    return parts.isEmpty ? try column(linear) : graph.sum(parts)
  }
}
