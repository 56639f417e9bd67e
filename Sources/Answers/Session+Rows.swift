// One row of a display: its formulas against each other and against the row before, in the layout that fits.

import Derivation
import Diagnostics
import Expressions
import Syntax
import Verification

extension Session {
  /// What one reading of a row is worth.
  private struct Reading {
    var verdict = Verdict.holds
    var expressions: [ExpressionID] = []
    var evidence = ""
    var message = ""
    var fault: String?
    var counterexample: Counterexample?
    /// The sides that differ.
    var sides: (ExpressionID, ExpressionID)?
  }

  /// The ways derivatives of a row may be laid out.
  private enum LayoutReading: CaseIterable {
    case asWritten, numerator, denominator
  }

  mutating func judgeChain(
    _ formulas: [DisplayFormula],
    _ relations: [DisplayRelation],
    _ statement: DisplayStatement,
    _ line: inout CheckedLine,
    _ lines: inout [CheckedLine],
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    if let odd = (relations + continuationRelations(statement)).first(where: { !$0.isEquality }) {
      line.verdict = line.verdict.worse(.undecided)
      line.message = "the relation '\(odd.rawValue)' is not decided"
      return
    }
    if case .terms = statement.continuation {
      judgeTerms(formulas, statement, &line, &lines, &state, options)
      return
    }
    let continues: Bool
    if case .relation = statement.continuation { continues = true } else { continues = false }
    if !continues, formulas.count == 1 {
      judgeExpression(formulas[0], statement, &line, &state, options)
      return
    }
    var best: Reading?
    let hasDerivatives = formulas.contains { $0.candidates.contains(where: \.hasDerivative) }
    for layout in hasDerivatives && !options.fixesLayout ? LayoutReading.allCases : [.asWritten] {
      let reading = read(formulas, layout, continues ? state.previous : nil, state, options)
      if best.map({ Session.precedes(reading.verdict, $0.verdict) }) ?? true { best = reading }
      if best?.verdict == .holds { break }
    }
    guard let reading = best else { return }
    let leftSide = continues ? state.previous : nil
    take(reading, into: &line)
    if line.verdict == .illTyped, let explanation = fourIndexProduct(formulas) {
      line.fault = "chain rule"
      line.message = explanation
    }
    if let last = reading.expressions.last {
      state.base =
        reading.expressions.count > 1 ? reading.expressions[reading.expressions.count - 2] : leftSide
      state.previous = last
      if reading.verdict == .holds { state.lastRight = last }
    }
    if reading.verdict == .refuted, let (left, right) = reading.sides {
      mend(&line, left, right, state.variables, options)
    }
  }

  private func continuationRelations(_ statement: DisplayStatement) -> [DisplayRelation] {
    if case .relation(let relation) = statement.continuation { return [relation] }
    return []
  }

  /// Holds before undecided before refuted before unread before ill-typed: the reading the author meant.
  private static func precedes(_ a: Verdict, _ b: Verdict) -> Bool {
    func rank(_ verdict: Verdict) -> Int {
      switch verdict {
      case .definition, .holds: 0
      case .undecided: 1
      case .refuted: 2
      case .illTyped: 3
      case .unread: 4
      }
    }
    return rank(a) < rank(b)
  }

  private func take(_ reading: Reading, into line: inout CheckedLine) {
    let before = line.verdict
    line.verdict = line.verdict.worse(reading.verdict)
    if line.evidence.isEmpty || reading.verdict != .holds { line.evidence = reading.evidence }
    if line.verdict != before || line.message.isEmpty, !reading.message.isEmpty {
      line.message = reading.message
    }
    line.fault = reading.fault ?? line.fault
    line.counterexample = reading.counterexample ?? line.counterexample
  }

  // MARK: - Readings

  private mutating func read(
    _ formulas: [DisplayFormula],
    _ layout: LayoutReading,
    _ previous: ExpressionID?,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Reading {
    let laidOut = formulas.map { formula in
      DisplayFormula(candidates: formula.candidates.map { self.laidOut($0, layout) }, range: formula.range)
    }
    let range = formulas.reduce(formulas[0].range) { $0.union($1.range) }
    let row = scope.lower(chain: laidOut, continuing: previous, range: range)
    diagnostics += scope.takeDiagnostics().filter { $0.severity == .warning }
    var reading = Reading()
    for formula in row.formulas where formula.expression == nil {
      let problem = formula.diagnostics.first
      let isShape = problem?.code.hasPrefix("shape.") ?? false
      reading.verdict = reading.verdict.worse(isShape ? .illTyped : .unread)
      reading.message =
        problem.map { $0.message + ($0.hints.first.map { " (\($0))" } ?? "") } ?? "this cannot be read"
      if isShape { reading.fault = "shape" }
      if !isShape, let problem { note(problem) }
    }
    guard reading.verdict == .holds else { return reading }
    reading.expressions = row.formulas.compactMap(\.expression)
    var chain = reading.expressions
    if let previous { chain.insert(previous, at: 0) }
    for place in chain.indices.dropFirst() {
      judgePair(
        chain[place - 1],
        chain[place],
        isFirst: place == 1 && previous != nil,
        state,
        options,
        &reading
      )
    }
    return reading
  }

  /// A problem in reading a name is said once.
  private mutating func note(_ problem: Diagnostic) {
    if !diagnostics.contains(problem) { diagnostics.append(problem) }
  }

  private mutating func judgePair(
    _ left: ExpressionID,
    _ right: ExpressionID,
    isFirst: Bool,
    _ state: DisplayState,
    _ options: AnswerOptions,
    _ reading: inout Reading
  ) {
    var (verdict, outcome) = judge(left, right, state.variables, options)
    if verdict != .holds, isFirst, let lastRight = state.lastRight, lastRight != left {
      let (again, other) = judge(lastRight, right, state.variables, options)
      if again == .holds { (verdict, outcome) = (again, other) }
    }
    let before = reading.verdict
    reading.verdict = reading.verdict.worse(verdict)
    if verdict == .holds {
      if reading.evidence.isEmpty { reading.evidence = outcome.strongest.map { Session.evidence($0) } ?? "" }
      if let reason = outcome.reason, reading.message.isEmpty { reading.message = reason }
      return
    }
    guard reading.verdict != before else { return }
    reading.evidence = verdict == .refuted ? "refuted" : ""
    reading.message = outcome.reason ?? ""
    reading.counterexample = outcome.counterexample.map { Counterexample($0) }
    if verdict == .illTyped { reading.fault = "shape" }
    reading.sides = (left, right)
  }

  /// The formula with the derivatives of scalars as rows, or those of vectors and matrices transposed.
  private func laidOut(_ tree: SyntaxTree, _ layout: LayoutReading) -> SyntaxTree {
    guard layout != .asWritten else { return tree }
    return tree.mappingDerivatives { derivative, of, wrt in
      var trial = scope
      guard let function = trial.lower(of), let variable = wrt.first.flatMap({ trial.lower($0) }),
        !trial.graph.shape(variable).isScalar
      else { return nil }
      let isScalar = trial.graph.shape(function).isScalar
      guard isScalar == (layout == .numerator) else { return nil }
      return SyntaxTree(.transpose(derivative), derivative.range)
    }
  }

  // MARK: - Rows of other forms

  /// A row that is only an expression: the claimed answer, or the function itself again.
  private mutating func judgeExpression(
    _ formula: DisplayFormula,
    _ statement: DisplayStatement,
    _ line: inout CheckedLine,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    var reading = read([formula], .asWritten, nil, state, options)
    defer {
      take(reading, into: &line)
      if let value = reading.expressions.last {
        state.base = nil
        state.previous = value
        if reading.verdict == .holds || reading.verdict == .definition { state.lastRight = value }
      }
    }
    guard reading.verdict == .holds, let value = reading.expressions.last else { return }
    guard let subject = state.subject, let variable = state.variable else {
      reading.verdict = .definition
      return
    }
    let shape = scope.graph.shape(value)
    let isScalar = scope.graph.shape(subject).isScalar
    let answer = scope.graph.derivative(isScalar ? .gradient : .jacobian, of: subject, wrt: variable)
    let answerShape = scope.graph.shape(answer)
    let fitsAnswer = shape == answerShape || shape == answerShape.transposed
    if shape == scope.graph.shape(subject) {
      let (verdict, outcome) = judge(subject, value, state.variables, options)
      if verdict == .holds {
        reading.evidence = outcome.strongest.map { Session.evidence($0) } ?? ""
        return
      }
      if !fitsAnswer {
        // A formula begins here that is not the subject itself; what follows from it is judged below.
        reading.verdict = .definition
        reading.message = "this row claims nothing by itself"
        return
      }
    }
    judgePair(answer, value, isFirst: false, state, options, &reading)
    if reading.verdict == .refuted { mend(&line, answer, value, state.variables, options) }
  }

  /// A row that begins with + or −: it is judged together with the row it goes on from.
  private mutating func judgeTerms(
    _ formulas: [DisplayFormula],
    _ statement: DisplayStatement,
    _ line: inout CheckedLine,
    _ lines: inout [CheckedLine],
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    var reading = read([formulas[0]], .asWritten, state.previous, state, options)
    let term = scope.lower(chain: [formulas[0]], continuing: state.previous, range: formulas[0].range)
      .formulas.first?.expression
    diagnostics += scope.takeDiagnostics().filter { $0.severity == .warning }
    guard let previous = state.previous, let term, scope.graph.shape(term) == scope.graph.shape(previous)
    else {
      if reading.verdict == .holds || reading.verdict == .refuted { reading.verdict = .unread }
      take(reading, into: &line)
      return
    }
    let total = scope.graph.sum([previous, term])
    state.previous = total
    guard let base = state.base else {
      line.verdict = line.verdict.worse(.definition)
      return
    }
    var whole = Reading()
    whole.expressions = [total]
    judgePair(base, total, isFirst: true, state, options, &whole)
    if !lines.isEmpty, lines[lines.count - 1].verdict == .refuted || lines[lines.count - 1].verdict == .holds
    {
      // The row before was only a part of this statement.
      lines[lines.count - 1].verdict = whole.verdict == .holds ? .holds : .undecided
      lines[lines.count - 1].counterexample = nil
      lines[lines.count - 1].evidence = whole.evidence
      lines[lines.count - 1].message = "judged together with the next row"
      diagnostics.removeAll { $0.range == lines[lines.count - 1].range && $0.code.hasPrefix("display.") }
    }
    if whole.verdict == .holds { state.lastRight = total }
    take(whole, into: &line)
  }

  // MARK: - Products of derivatives with four indices

  /// Why a product of ∂F/∂X of a matrix by a matrix with a matrix has no meaning, and what was meant.
  private mutating func fourIndexProduct(_ formulas: [DisplayFormula]) -> String? {
    for formula in formulas {
      for tree in formula.candidates.flatMap(\.all) {
        guard case .derivative(_, let of, let wrt) = tree.kind, let variable = wrt.first else { continue }
        var trial = scope
        guard let f = trial.lower(of), let x = trial.lower(variable) else { continue }
        let shapeF = trial.graph.shape(f)
        let shapeX = trial.graph.shape(x)
        guard !shapeF.rows.isOne, !shapeF.columns.isOne, !shapeX.rows.isOne, !shapeX.columns.isOne else {
          continue
        }
        let printer = FormulaPrinter(trial.graph)
        let nameF = printer.formula(f).latex
        let nameX = printer.formula(x).latex
        return
          "∂F/∂X of a matrix by a matrix has four indices, one pair from each; a matrix product contracts only one, "
          + "so this product has no meaning. Contract both indices of the inner matrix instead: "
          + "$\\frac{\\partial\\phi}{\\partial \(nameX)_{kl}} = \\sum_{i,j} "
          + "\\frac{\\partial (\(nameF))_{ij}}{\\partial \(nameX)_{kl}}\\,\\frac{\\partial\\phi}{\\partial (\(nameF))_{ij}}$, "
          + "or on vec: $\\operatorname{vec}\\frac{\\partial\\phi}{\\partial \(nameX)} = "
          + "\\left(\\frac{\\partial\\operatorname{vec} \(nameF)}{\\partial\\operatorname{vec} \(nameX)}\\right)^\\top "
          + "\\operatorname{vec}\\frac{\\partial\\phi}{\\partial (\(nameF))}$"
      }
    }
    return nil
  }
}

extension DisplayRelation {
  /// Whether the relation says that both sides are equal.
  var isEquality: Bool {
    switch self {
    case .equal, .defined, .identical: true
    case .approximately, .proportional, .lessOrEqual, .less, .greaterOrEqual, .greater, .notEqual, .member:
      false
    }
  }
}
