// Names whose shapes were declared before, and whose values the rows of a display give: z ∈ ℝᵏ above, z = Wx + b here.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax

extension RowJudge {
  /// Makes room for the definitions that rows give to names which were only declared; whether there are any.
  ///
  /// Such a row defines when it is the first to mention the name, does not need it on the right side, has the shape
  /// that was declared, and a later row uses the name; else it is a claim about any value of that shape.
  mutating func releaseDeclaredNames(in rows: [DisplayRow], besides fixed: [String]) -> Bool {
    let names = rows.map { row in Set(row.formulas.flatMap(\.tree.names)) }
    var probe = scope
    for (place, row) in rows.enumerated() {
      for (order, statement) in row.statements.enumerated() {
        let sides = statement.formulas.map(\.tree)
        // A condition of the row, `for t > 0`, gives no value.
        guard case .chain(_, let relations) = statement.kind, statement.connective != .condition,
          relations.allSatisfy(\.isEquality)
        else { continue }
        guard case .none = statement.continuation, sides.count >= 2, !sides[1].hasDerivative,
          let (named, body) = RowJudge.given(sides[0], sides[1], probe)
        else { continue }
        let name = named.text
        guard let symbol = probe.symbol(named: name) else {
          RowJudge.define(named, body, &probe)
          continue
        }
        guard probe.graph[symbol].role == .declared, !fixed.contains(name),
          !names[..<place].contains(where: { $0.contains(name) }),
          // What follows from a statement before, `∂L/∂w = 0 ⟹ w = …`, is a solution.
          statement.connective != .implies, statement.connective != .equivalent,
          !row.statements[..<order].contains(where: { $0.formulas.contains { $0.tree.names.contains(name) } }
          ),
          names[(place + 1)...].contains(where: { $0.contains(name) }),
          !sides.dropFirst().contains(where: { $0.names.contains(name) })
        else { continue }
        let declared = probe.graph[symbol].shape
        let released = probe.attempt { trial -> SymbolID? in
          trial.forget(name)
          guard RowJudge.define(named, body, &trial), let defined = trial.symbol(named: name),
            trial.graph[defined].shape == declared
          else { return nil }
          return defined
        }
        guard released != nil else { continue }
        scope.forget(name)
        state.released.insert(name)
      }
    }
    return !state.released.isEmpty
  }

  /// The name that an equation gives a value, and that value: of `s_i = …` the vector of all entries.
  private static func given(_ left: SyntaxTree, _ right: SyntaxTree, _ scope: Scope)
    -> (name: Statement.Name, body: SyntaxTree)?
  {
    switch left.kind {
    case .name(let name, let latex):
      return (Statement.Name(name, latex: latex, range: left.range), right)
    case .entry(let base, let indices):
      guard case .name(let name, let latex) = base.kind else { return nil }
      var entry: [Statement.Name] = []
      for case .name(let index, _) in indices.map(\.kind) {
        // A name that has a value is one entry, not all.
        if let symbol = scope.symbol(named: index) {
          guard case .index = scope.graph[symbol].role else { return nil }
        }
        entry.append(Statement.Name(index, range: left.range))
      }
      guard entry.count == indices.count, Set(entry.map(\.text)).count == entry.count else { return nil }
      let named = Statement.Name(name, latex: latex, range: base.range)
      return (named, DisplayStatement.Definition(name: named, entry: entry).whole(of: right.plainWay))
    default: return nil
    }
  }

  @discardableResult
  private static func define(_ name: Statement.Name, _ body: SyntaxTree, _ scope: inout Scope) -> Bool {
    scope.attempt { trial -> Bool? in
      let body = trial.withSizes(body)
      _ = trial.perform(
        Statement(.definition(name: name, parameters: nil, index: nil, body: body), body.range)
      )
      return trial.takeDiagnostics().isEmpty ? true : nil
    } == true
  }
}
