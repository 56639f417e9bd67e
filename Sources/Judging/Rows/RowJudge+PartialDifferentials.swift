// A differential in which only some of the varying names move: people take df once for U and once for V.

import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension RowJudge {
  /// Judges a chain with everything moving that varies in the display.
  ///
  /// Where that fails, and it holds with the names alone that stand under a d in it, the others held constant, it is
  /// undecided: two such rows of one left side would have unlike right sides, and the forgotten product rule is one of them.
  mutating func judge(_ chain: Chain) {
    moveNames(under: chain.formulas.map(\.tree))
    let before = self
    judgeWhole(chain)
    guard line.verdict == .refuted, before.line.verdict != .refuted else { return }
    let previous = chain.continues ? before.state.previous : nil
    let written = chain.continues ? chain.formulas : Array(chain.formulas.dropFirst())
    let moving = explicitDifferentials(in: written, after: previous)
    guard !moving.isEmpty, moving.isStrictSubset(of: state.variables) else { return }
    var trial = before
    trial.state.held = before.state.variables.subtracting(moving)
    trial.judgeWhole(chain)
    let names = trial.state.held.sorted().map { "'\(scope.graph[$0].name)'" }.joined(separator: ", ")
    let note = "\(names) held constant in this differential"
    if trial.line.verdict == .holds {
      self = trial
      line.withdraw(
        "this holds with \(note) alone: write '\\partial', or take the rows in displays of their own"
      )
    } else if trial.line.verdict == .refuted, trial.line.fault != .value, line.fault == .value {
      // A fault with a name says more than two sides that differ.
      self = trial
      line.message = line.message.isEmpty ? note : line.message + "; " + note
    }
    state.held = []
  }

  /// Lets vary what stands under a d, ∂ or ∇ in formulas, where rows of the display gave the name its meaning.
  mutating func moveNames(under trees: [SyntaxTree]) {
    for name in trees.flatMap(\.varyingNames) {
      guard let symbol = scope.symbol(named: name) else { continue }
      switch scope.graph[symbol].role {
      case .declared, .family:
        if !scope.graph[symbol].properties.contains(.constant) { state.variables.insert(symbol) }
      case .defined, .definedFamily:
        let parts = variableParts(of: symbol)
        if parts.isDisjoint(with: state.variables) { state.variables.formUnion(parts) }
      case .index: continue
      }
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
