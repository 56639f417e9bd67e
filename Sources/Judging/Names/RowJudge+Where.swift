// `where A = B^T` beside a row: an equation that gives a new name its meaning, solved for the name if need be.

import Diagnostics
import Findings
import LaTeX
import Syntax

extension RowJudge {
  /// Gives the names that the words beside the rows introduce their meaning: `(where A = B^T)` makes B = Aᵀ.
  mutating func introduceNames(besides rows: [DisplayRow], _ reader: LaTeXReader) {
    for row in rows {
      for statement in row.statements {
        switch statement.kind {
        case .remark(let words):
          guard let equation = RowJudge.equation(in: words) else { continue }
          for inner in reader.rows(of: equation) {
            for part in inner.statements { introduceName(of: part) }
          }
        case .chain where statement.connective == .naming && statement.definition == nil:
          introduceName(of: statement)
        case .chain, .declaration, .unreadable: continue
        }
      }
    }
  }

  /// The formula of a remark such as `(\text{where } A = B^T)`; nil for other words.
  private static func equation(in words: String) -> String? {
    guard words.contains("="), words.contains("where") || words.contains("with") || words.contains("let")
    else {
      return nil
    }
    var text = words[...]
    while let first = text.first, first == "(" || first == " " { text.removeFirst() }
    if words.first == "(", text.last == ")" { text.removeLast() }
    // What follows the closing brace of the words is the formula.
    guard let close = text.firstIndex(of: "}") else { return nil }
    let formula = text[text.index(after: close)...]
    return formula.contains("=") ? String(formula) : nil
  }

  /// `g^T = ∂f/∂x^T = …` and `\hat\Lambda^{-1} = …` give g and Λ̂ their meaning, solved for; returns the places of the
  /// formulas that only do that, which claim nothing.
  mutating func nameSolved(in formulas: [DisplayFormula]) -> Set<Int> {
    var naming = Set<Int>()
    for (place, formula) in formulas.enumerated() {
      let tree = formula.tree.plainWay
      guard formulas.count > 1, tree.bareName == nil else { continue }
      let others = formulas.indices.filter { $0 != place }.map { formulas[$0].tree.plainWay }
      let known = others.last { other in
        !other.hasDerivative && other.names.allSatisfy { scope.symbol(named: $0) != nil || isSize($0) }
      }
      guard let known, let (name, body) = solved(tree, equals: known), isNew(name.text),
        define(name, as: body, formula.range)
      else { continue }
      naming.insert(place)
    }
    return naming
  }

  private func isSize(_ name: String) -> Bool { scope.sizeNames.contains(name) }

  private func isNew(_ name: String) -> Bool {
    name != "I" && scope.symbol(named: name) == nil && !isSize(name)
      && !state.pending.contains { $0.definition.name.text == name }
  }

  private mutating func introduceName(of statement: DisplayStatement) {
    guard case .chain(let formulas, _) = statement.kind, formulas.count == 2 else { return }
    let (left, right) = (formulas[0].tree.plainWay, formulas[1].tree.plainWay)
    for (known, unknown) in [(left, right), (right, left)] {
      guard let (name, body) = solved(unknown, equals: known), scope.symbol(named: name.text) == nil else {
        continue
      }
      if define(name, as: body, statement.range) { return }
    }
  }

  /// The new name in a formula that is a name, its transpose, inverse or negative, and what it stands for.
  private func solved(_ unknown: SyntaxTree, equals known: SyntaxTree) -> (Statement.Name, SyntaxTree)? {
    switch unknown.kind {
    case .name(let name, let latex): return (Statement.Name(name, latex: latex, range: unknown.range), known)
    case .parenthesized(let inner): return solved(inner, equals: known)
    case .negative(let inner): return solved(inner, equals: SyntaxTree(.negative(known), known.range))
    case .transpose(let inner):
      return solved(
        inner,
        equals: SyntaxTree(.transpose(SyntaxTree(.parenthesized(known), known.range)), known.range)
      )
    case .call("inv", let nameRange, _, let arguments) where arguments.count == 1:
      let inverse = SyntaxTree(
        .call(name: "inv", nameRange: nameRange, isElementwise: false, arguments: [known]),
        known.range
      )
      return solved(arguments[0], equals: inverse)
    case .number, .binary, .call, .entry, .argument, .matrix, .differential, .derivative, .directional,
      .evaluated,
      .indexed, .ambiguous, .unreadable:
      return nil
    }
  }
}
