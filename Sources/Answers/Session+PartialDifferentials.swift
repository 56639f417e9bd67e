// A differential in which only some of the varying names move: people take df once for U and once for V.

import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension Session {
  /// Judges a chain with everything moving that varies in the display; where that fails, with the names alone that
  /// stand under a d in this statement, the others held constant.
  mutating func judgeChain(
    _ formulas: [DisplayFormula],
    _ relations: [DisplayRelation],
    _ statement: DisplayStatement,
    _ line: inout CheckedLine,
    _ lines: inout [CheckedLine],
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    // A row may take the differential of a name that an earlier row defined.
    for name in formulas.map(\.tree).flatMap(\.varyingNames) {
      guard let symbol = scope.symbol(named: name) else { continue }
      let parts = variableParts(of: symbol)
      if parts.isDisjoint(with: state.variables) { state.variables.formUnion(parts) }
    }
    var previous: ExpressionID?
    switch statement.continuation {
    case .relation: previous = state.previous
    // Further terms may bring the names that the first row left out.
    case .none, .terms: state.held = []
    }
    let before = (session: self, line: line, lines: lines, state: state)
    judgeWholeChain(formulas, relations, statement, &line, &lines, &state, options)
    guard line.verdict == .refuted, before.line.verdict != .refuted, before.state.held.isEmpty else { return }
    let isWhole = previous == nil
    let moving = explicitDifferentials(in: isWhole ? Array(formulas.dropFirst()) : formulas, after: previous)
    guard !moving.isEmpty, moving.isStrictSubset(of: state.variables) else { return }
    let whole = (session: self, line: line, lines: lines, state: state)
    self = before.session
    line = before.line
    lines = before.lines
    state = before.state
    state.held = state.variables.subtracting(moving)
    judgeWholeChain(formulas, relations, statement, &line, &lines, &state, options)
    // A fault with a name says more than two sides that differ.
    let isNamed = line.fault != .value && whole.line.fault == .value
    guard line.verdict == .holds || isNamed else {
      self = whole.session
      line = whole.line
      lines = whole.lines
      state = whole.state
      return
    }
    let names = state.held.sorted().map { "'\(scope.graph[$0].name)'" }.joined(separator: ", ")
    let note = "\(names) held constant in this differential"
    line.message = line.message.isEmpty ? note : line.message + "; " + note
  }

  /// The declared names that a defined one is made of, but for constants; none for a declared one.
  func variableParts(of symbol: SymbolID) -> Set<SymbolID> {
    let roots = [scope.graph.definition(of: symbol)].compactMap { $0 }
    return Set(scope.graph.symbols(in: roots, throughDefinitions: true)).filter {
      guard case .declared = scope.graph[$0].role else { return false }
      return !scope.graph[$0].properties.contains(.constant)
    }
  }

  /// The declared names that stand alone under a d in the formulas and in the one before them, and those that a defined
  /// name under a d in the formulas is made of: where dz stands, nothing that z depends on is held.
  private func explicitDifferentials(in formulas: [DisplayFormula], after previous: ExpressionID?)
    -> Set<SymbolID>
  {
    let names = formulas.map(\.tree).filter { !$0.hasDerivative }.flatMap(\.varyingNames)
    var found = Set(names.compactMap { scope.symbol(named: $0) })
    let roots = found.compactMap { scope.graph.definition(of: $0) }
    found.formUnion(scope.graph.symbols(in: roots, throughDefinitions: true))
    for id in scope.graph.reachable(from: previous.map { [$0] } ?? []) {
      guard case .differential(var inner) = scope.graph[id] else { continue }
      if case .transpose(let whole) = scope.graph[inner] { inner = whole }
      if case .symbol(let symbol) = scope.graph[inner] { found.insert(symbol) }
    }
    return found.filter { scope.graph.definition(of: $0) == nil }
  }
}
