// The index method: the derivative of an entry by an entry, line by line in components with explicit sums, and from
// there back to a matrix.

package import Expressions
package import Findings
import Functions

extension Calculus {
  /// The most rounds in which derivatives go inward.
  private static let componentRounds = 60

  /// The gradient of a scalar by one variable, in components: ∂φ/∂X_kl.
  ///
  /// A structured variable is differentiated by its convention, so the answer is on the structure already.
  ///
  /// - Throws: when a function has no form in components, or past the bound on terms.
  package mutating func indexGradient(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    convention: StructureConvention = .ignored
  ) throws(DerivationFailure) -> Derivation {
    guard graph.shape(function).isScalar else {
      throw DerivationFailure(
        code: "derivation.not-scalar",
        "a gradient is asked of a \(graph.shape(function)), which is not a scalar",
        hints: ["ask for the 'jacobian'"]
      )
    }
    guard depends(function) else { return try gradient(of: function, wrt: variable) }
    if try hasNoDeltas(variable, convention) {
      return try indexTangentGradient(of: function, wrt: variable, convention)
    }
    let (start, helpers) = nameRepeatedParts(in: function)
    var names = IndexNames(for: start, by: variable, in: graph)
    let shape = graph.shape(variable)
    let x = openIndices(shape, ofFunction: false, &names)
    var lines = try componentLines(
      of: start,
      as: function,
      at: EntryIndices(),
      by: .entry(variable, row: x.row, column: x.column, convention),
      &names
    )
    let translated = try matrix(of: lines.terms, shape, at: x, names)
    let answer: ExpressionID
    if let translated {
      let written = withLetter(of: variable, expandingHelpers(helpers, in: translated))
      answer = Shortening.shortest(written, &graph)
      lines.append(graph.rawEntry(answer, x.row, x.column), [.toMatrices])
    } else {
      let units = [try unit(shape.rows, x.row), try transposedUnit(shape.columns, x.column)]
      answer = try spelledOut(lines.terms, units, x.all) { (calculus) throws(DerivationFailure) in
        try calculus.structuredGradient(of: function, wrt: variable, convention).result
      }
    }
    if !shape.isScalar {
      let gradient = graph.derivative(.gradient, of: function, wrt: variable)
      let rule: RuleReference = translated == nil ? .sumOfUnits : .matrixOfEntries
      lines.steps.append(Step(left: gradient, right: answer, rules: [rule]))
    }
    return Derivation(
      of: function,
      variable: variable,
      steps: lines.steps,
      result: answer,
      helpers: used(helpers, lines.steps),
      conditions: conditions(of: function)
    )
  }

  /// The Jacobian of any expression by one variable, in components: ∂F_ij/∂X_kl, and the matrix on vec.
  ///
  /// - Throws: as the gradient does.
  package mutating func indexJacobian(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    convention: StructureConvention = .ignored
  ) throws(DerivationFailure) -> Derivation {
    guard depends(function) else { return try jacobian(of: function, wrt: variable) }
    if try hasNoDeltas(variable, convention) {
      return try indexTangentJacobian(of: function, wrt: variable, convention)
    }
    if case .apply("vec", let arguments) = graph[function], !graph.shape(variable).isScalar {
      // The Jacobian of a matrix is that of its vec.
      let inner = try indexJacobian(of: arguments[0], wrt: variable, convention: convention)
      let jacobian = graph.derivative(.jacobian, of: function, wrt: variable)
      let last = Step(left: jacobian, right: inner.result, rules: inner.steps.last?.rules ?? [.matrixOnVec])
      return Derivation(
        of: function,
        variable: variable,
        steps: inner.steps.dropLast() + [last],
        result: inner.result,
        helpers: inner.helpers,
        conditions: inner.conditions
      )
    }
    var names = IndexNames(for: function, by: variable, in: graph)
    let (f, x) = (graph.shape(function), graph.shape(variable))
    let ij = openIndices(f, ofFunction: true, &names)
    let kl = openIndices(x, ofFunction: false, &names)
    var lines = try componentLines(
      of: function,
      as: function,
      at: ij,
      by: .entry(variable, row: kl.row, column: kl.column, convention),
      &names
    )
    let translated: ExpressionID?
    if x.isScalar {
      translated = try matrix(of: lines.terms, f, at: ij, names)
    } else {
      translated = try vecMatrix(of: lines.terms, f, at: ij, x, at: kl, names)
    }
    var answer: ExpressionID
    if let translated {
      answer = Shortening.shortest(translated, &graph)
    } else {
      let row = try unit(x, kl)
      let units = [try unit(f, ij), graph.transpose(row)]
      answer = try spelledOut(lines.terms, units, ij.all + kl.all) { (calculus) throws(DerivationFailure) in
        try calculus.jacobian(of: function, wrt: variable, convention: convention).result
      }
    }
    let jacobian = graph.derivative(.jacobian, of: function, wrt: variable)
    let isOnVec = !x.isScalar && !(f.columns.isOne && x.columns.isOne)
    if graph.shape(answer) != graph.shape(jacobian) { answer = graph.writtenTranspose(answer) }
    let isKronecker = graph.reachable(from: [answer]).contains {
      if case .kronecker = graph[$0] { true } else { false }
    }
    let onVec: RuleReference = isKronecker ? .entriesOnVec : .matrixOnVec
    let rule = translated == nil ? .sumOfUnits : isOnVec ? onVec : .matrixOfEntries
    lines.steps.append(Step(left: jacobian, right: answer, rules: [rule]))
    return Derivation(
      of: function,
      variable: variable,
      steps: lines.steps,
      result: answer,
      helpers: [],
      conditions: conditions(of: function)
    )
  }

  /// The differential of any expression in all its variables, in components: dF_ij.
  ///
  /// - Throws: as the gradient does.
  package mutating func indexDifferential(of function: ExpressionID) throws(DerivationFailure) -> Derivation {
    guard depends(function) else { return try differential(of: function) }
    var names = IndexNames(for: function, in: graph)
    let shape = graph.shape(function)
    let ij = openIndices(shape, ofFunction: true, &names)
    var lines = try componentLines(of: function, as: function, at: ij, by: .differential, &names)
    let left = graph.differential(function)
    let translated = try matrix(of: lines.terms, shape, at: ij, names)
    let answer: ExpressionID
    if let translated {
      answer = Shortening.shortest(translated, &graph)
    } else {
      answer = try differential(of: function).result
    }
    if shape.isScalar {
      lines.append(answer, [.toMatrices])
    } else {
      lines.steps.append(Step(left: left, right: answer, rules: [.toMatrices]))
    }
    return Derivation(
      of: function,
      variable: nil,
      steps: lines.steps,
      result: answer,
      helpers: [],
      conditions: conditions(of: function)
    )
  }

  /// The sum over all entries of each times its unit matrix, or a shorter notation of it, Σ G_ij L(e_i e_j') = L(G).
  private mutating func spelledOut(
    _ terms: [ComponentTerm],
    _ units: [ExpressionID],
    _ indices: [ExpressionID],
    _ form: (inout Calculus) throws(DerivationFailure) -> ExpressionID
  ) throws(DerivationFailure) -> ExpressionID {
    let assembled = assembled(terms, units, indices)
    do throws(DerivationFailure) {
      let short = try form(&self)
      return graph.readingCost(short) <= graph.readingCost(assembled) ? short : assembled
    } catch {
      return assembled
    }
  }

  /// The sum over all entries of each times its unit matrix, deltas resolved.
  private mutating func assembled(
    _ terms: [ComponentTerm],
    _ units: [ExpressionID],
    _ indices: [ExpressionID]
  )
    -> ExpressionID
  {
    let matrix = graph.product(units)
    var result: [ExpressionID] = []
    for given in terms {
      var term = given
      // The unit matrices are one more factor, which every index stands in.
      term.factors.append(ComponentFactor(expression: matrix))
      term.bound = indices.compactMap { graph.indexSymbol($0) } + term.bound
      guard let contracted = contracted(term) else { continue }
      result.append(graph.written(contracted, .differential))
    }
    return result.isEmpty ? graph.zeros(graph.shape(matrix)) : graph.sum(result)
  }

  /// e_i, or 1 where there is no index.
  private mutating func unit(_ size: Size, _ index: ExpressionID?) throws(DerivationFailure) -> ExpressionID {
    guard let index else { return graph.number(1) }
    return try apply("basis", [graph.size(size), index])
  }

  private mutating func transposedUnit(_ size: Size, _ index: ExpressionID?) throws(DerivationFailure)
    -> ExpressionID
  {
    let column = try unit(size, index)
    return graph.transpose(column)
  }

  /// e_j ⊗ e_i, the unit vector on vec of one entry.
  private mutating func unit(_ shape: Shape, _ indices: EntryIndices) throws(DerivationFailure)
    -> ExpressionID
  {
    let row = try unit(shape.rows, indices.row)
    let column = try unit(shape.columns, indices.column)
    return graph.kronecker(column, row)
  }

  private mutating func openIndices(_ shape: Shape, ofFunction: Bool, _ names: inout IndexNames)
    -> EntryIndices
  {
    guard !shape.isScalar else { return EntryIndices() }
    let (row, column) = names.open(shape, ofFunction: ofFunction, &graph)
    return EntryIndices(row: row.map { graph.symbol($0) }, column: column.map { graph.symbol($0) })
  }

  private func used(_ helpers: [SymbolID], _ steps: [Step]) -> [SymbolID] {
    helpers.filter { helper in
      steps.contains { graph.symbols(in: [$0.right], throughDefinitions: false).contains(helper) }
    }
  }

  // MARK: - Lines

  /// The lines so far, and the terms of the last one.
  struct ComponentLines {
    var steps: [Step] = []
    var terms: [ComponentTerm] = []
    let left: ExpressionID

    /// Adds a line that goes on from the one before, unless it is the same.
    mutating func append(
      _ line: ExpressionID,
      _ rules: [RuleReference],
      rewritten: [ExpressionID] = [],
      definitions: [SymbolID] = []
    ) {
      let isFirst = !steps.contains { $0.left == left }
      if !isFirst, steps.last?.right == line { return }
      steps.append(
        Step(
          left: isFirst ? left : nil,
          right: line,
          rules: rules,
          rewritten: rewritten,
          definitions: definitions
        )
      )
    }
  }

  /// The lines from an entry of the function to a sum without derivatives.
  private mutating func componentLines(
    of start: ExpressionID,
    as function: ExpressionID,
    at entry: EntryIndices,
    by variable: ComponentVariable,
    _ names: inout IndexNames
  ) throws(DerivationFailure) -> ComponentLines {
    let left: ExpressionID
    let value = graph.rawEntry(function, entry.row, entry.column)
    switch variable {
    case .entry(let x, let row, let column, _): left = graph.partial(value, x, row, column)
    case .differential:
      left = graph.rawEntry(graph.differential(function), entry.row, entry.column)
    }
    var lines = ComponentLines(left: left)
    if let components = inComponents(start, entry, &names), components != value {
      let definitions = graph.indexSymbol(function).map { [$0] } ?? []
      let step = Step(left: value, right: components, rules: [.components], definitions: definitions)
      lines.steps.append(step)
    }
    let factor = graph.componentFactor(start, entry.row, entry.column, isDerivative: true)
    var terms = [ComponentTerm(factors: [factor])]
    for _ in 0..<Calculus.componentRounds {
      try requireBudget()
      guard let round = try componentRound(terms, variable, &names) else { break }
      guard round.terms.count <= Calculus.componentLimit else {
        throw DerivationFailure(
          code: "derivation.expansion-limit",
          "a line in components has at most \(Calculus.componentLimit) terms",
          hints: ["ask for 'method: differential'"]
        )
      }
      var rules = round.rules.isEmpty ? [.linearity] : round.rules
      terms = merged(round.terms.compactMap { contracted($0) })
      for place in terms.indices where terms[place].bound.count > Calculus.componentIndexLimit + 1 {
        terms[place] = try folded(terms[place])
        rules = unique(rules + [.toMatrices])
      }
      let line = graph.written(terms, variable)
      let open = terms.compactMap { term in term.derivative.map { term.factors[$0] } }
      lines.append(
        line,
        rules,
        rewritten: unique(open.map { graph.written($0, variable) }),
        definitions: round.definitions
      )
    }
    guard
      terms.allSatisfy({ term in term.derivative.map { isVariable(term.factors[$0].expression) } ?? true })
    else {
      throw DerivationFailure(
        code: "derivation.line-limit",
        "a derivation in components has at most \(Calculus.componentRounds) lines"
      )
    }
    if terms.isEmpty { lines.append(graph.number(0), [.linearity]) }
    switch variable {
    case .entry(let x, let row, let column, let convention):
      let partial = try partialOfEntry(x, row, column, convention)
      terms = terms.flatMap { deltas($0, partial.terms, by: x) }
      lines.append(graph.written(terms, variable), [partial.rule])
      terms = merged(terms.compactMap { contracted($0) })
      lines.append(graph.written(terms, variable), [.deltaContraction])
    case .differential:
      for place in terms.indices {
        guard let open = terms[place].derivative else { continue }
        let factor = terms[place].factors[open]
        let differential = graph.differential(factor.expression)
        terms[place].factors[open] = graph.componentFactor(differential, factor.row, factor.column)
      }
    }
    lines.terms = terms
    return lines
  }

  /// The value of an entry one idea deep, nil where it would say nothing new.
  private mutating func inComponents(
    _ start: ExpressionID,
    _ entry: EntryIndices,
    _ names: inout IndexNames
  ) -> ExpressionID? {
    var root = start
    if !isVariable(root), let symbol = graph.indexSymbol(root), let value = graph.definition(of: symbol) {
      root = value
    }
    var terms: [ExpressionID] = [root]
    if case .sum(let operands) = graph[root] { terms = operands }
    var result: [ExpressionID] = []
    for operand in terms {
      var term = ComponentTerm()
      if let inner = squaredNormArgument(operand) {
        let square = graph.frobenius(inner, inner)
        multiply(&term, by: square, entry.row, entry.column, &names)
      } else if case .power(let base, let exponent) = graph[operand], graph.number(exponent) == 2,
        !graph.shape(base).isScalar
      {
        multiplySquare(&term, base, entry, &names)
      } else {
        multiply(&term, by: operand, entry.row, entry.column, &names)
      }
      result.append(graph.written(term, .differential))
    }
    return graph.sum(result)
  }

  private mutating func multiplySquare(
    _ term: inout ComponentTerm,
    _ base: ExpressionID,
    _ entry: EntryIndices,
    _ names: inout IndexNames
  ) {
    let index = names.sum(over: graph.shape(base).rows, in: term, &graph)
    term.bound.append(index)
    let middle = graph.symbol(index)
    multiply(&term, by: base, entry.row, middle, &names)
    multiply(&term, by: base, middle, entry.column, &names)
  }

  // MARK: - One round

  private struct ComponentRound {
    var terms: [ComponentTerm] = []
    var rules: [RuleReference] = []
    var definitions: [SymbolID] = []
  }

  /// Every derivative of something other than a variable, one idea deep; nil when there is none left.
  private mutating func componentRound(
    _ terms: [ComponentTerm],
    _ variable: ComponentVariable,
    _ names: inout IndexNames
  ) throws(DerivationFailure) -> ComponentRound? {
    var round = ComponentRound()
    var hasChanged = false
    for term in terms {
      guard let place = term.derivative, !isVariable(term.factors[place].expression) else {
        round.terms.append(term)
        continue
      }
      hasChanged = true
      let factor = term.factors[place]
      guard depends(factor.expression) else { continue }
      if let symbol = graph.indexSymbol(factor.expression) { round.definitions.append(symbol) }
      if case .member(let family, _) = graph[factor.expression] { round.definitions.append(family) }
      let expansion = try componentExpansion(factor.expression)
      round.rules += expansion.rules.map(\.inComponents)
      defer { round.rules += takeRules([]) }
      var start = term
      start.factors = Array(term.factors[..<place])
      start.behind = Array(term.factors[(place + 1)...])
      for var next in try linearTerms(expansion.expression, factor.row, factor.column, start, &names) {
        next.factors += next.behind
        next.behind = []
        round.terms.append(next)
      }
    }
    round.rules = unique(round.rules)
    return hasChanged ? round : nil
  }

  private mutating func componentExpansion(_ id: ExpressionID) throws(DerivationFailure) -> Expansion {
    var root = id
    if let symbol = graph.indexSymbol(id), let definition = graph.definition(of: symbol) { root = definition }
    if let inner = squaredNormArgument(root), let leaf = try leaf(inner) {
      let product = graph.frobenius(inner, leaf)
      return Expansion(
        expression: graph.scaled(product, by: 2),
        rules: [.squaredNorm],
        isShown: true
      )
    }
    if case .indexedSum(let index, let body) = graph[root] {
      let inner = try componentExpansion(body)
      return Expansion(
        expression: graph.indexedSum(index, inner.expression),
        rules: [.indexedSum] + inner.rules,
        isShown: true
      )
    }
    if case .apply("tr", let arguments) = graph[root],
      case .power(let base, let exponent) = graph[arguments[0]],
      depends(base), !depends(exponent), graph.number(exponent) != 2
    {
      let lowered = graph.power(base, graph.difference(exponent, graph.number(1)))
      let transposed = graph.writtenTranspose(lowered)
      let inner = graph.frobenius(transposed, graph.differential(base))
      return Expansion(
        expression: graph.product([exponent, inner]),
        rules: [.traceOfPower],
        isShown: true
      )
    }
    return try expand(id)
  }

  private func unique(_ ids: [ExpressionID]) -> [ExpressionID] {
    var result: [ExpressionID] = []
    for id in ids where !result.contains(id) { result.append(id) }
    return result
  }
}
