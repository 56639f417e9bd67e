// `= 0 \quad (i \neq j)`, `\text{for } i = j`: a row that says something of some pairs of indices only.

import Diagnostics
import Expressions
import Syntax

/// A condition on two free indices, behind what it is said of.
struct IndexCondition: Hashable {
  let first: String
  let second: String
  /// Whether the indices are equal, or differ.
  let isEqual: Bool
}

extension RowReader {
  /// Takes the conditions on indices off statements, and puts them to what they stand behind.
  func conditioned(_ segments: [Segment]) -> [Segment] {
    var result: [Segment] = []
    for var segment in segments {
      if let last = result.indices.last, result[last].remark == nil, let condition = condition(segment) {
        result[last].conditions.append(condition)
        continue
      }
      if segment.remark == nil, let (rest, condition) = bracketedCondition(segment.atoms) {
        segment.atoms = rest
        segment.conditions.append(condition)
      }
      result.append(segment)
    }
    return result
  }

  /// The condition that a statement of its own is: `i \neq j`, `\text{if } i = j`.
  private func condition(_ segment: Segment) -> IndexCondition? {
    if segment.remark == nil { return condition(segment.atoms.visible) ?? bracketed(segment.atoms.visible) }
    guard segment.connective == .condition, case .text? = segment.atoms.first?.kind else { return nil }
    return condition(Array(segment.atoms.dropFirst()).visible)
  }

  /// What stands before a condition in brackets at the end, and the condition.
  private func bracketedCondition(_ atoms: [LaTeXAtom]) -> (rest: [LaTeXAtom], condition: IndexCondition)? {
    guard let open = atoms.lastIndex(where: { $0.isSymbol("(") || $0.isSymbol("[") }), open > 0,
      let condition = bracketed(Array(atoms[open...]).visible)
    else { return nil }
    let rest = Array(atoms[..<open])
    // `\delta (i \neq j)` alone is an indicator; a condition stands behind an equation.
    return rest.contains { if case .relation = $0.kind { true } else { false } } ? (rest, condition) : nil
  }

  private func bracketed(_ visible: [LaTeXAtom]) -> IndexCondition? {
    guard visible.count == 5, visible[0].isSymbol("(") || visible[0].isSymbol("["),
      visible[4].isSymbol(")") || visible[4].isSymbol("]")
    else { return nil }
    return condition(Array(visible[1..<4]))
  }

  private func condition(_ visible: [LaTeXAtom]) -> IndexCondition? {
    guard visible.count == 3, let first = visible[0].letter, let second = visible[2].letter, first != second,
      context.freeIndices.contains(first), context.freeIndices.contains(second)
    else { return nil }
    switch visible[1].kind {
    case .relation(.notEqual): return IndexCondition(first: first, second: second, isEqual: false)
    case .relation(.equal): return IndexCondition(first: first, second: second, isEqual: true)
    default: return nil
    }
  }

  /// The formula where conditions hold, and zero elsewhere: times δ_ij, or times 1 − δ_ij.
  func formula(_ formula: DisplayFormula, under conditions: [IndexCondition]) -> DisplayFormula {
    let range = formula.range
    let tree = conditions.reduce(formula.tree) { tree, condition in
      let indices = [condition.first, condition.second].map { SyntaxTree(.name($0, latex: nil), range) }
      let delta = SyntaxTree.kroneckerDelta(indices, range)
      let factor = condition.isEqual ? delta : .complement(of: delta, range)
      return SyntaxTree(.binary(.multiply, factor, SyntaxTree(.parenthesized(tree), range)), range)
    }
    return DisplayFormula(tree, range: range)
  }

  /// Notes the conditions of a statement, which hold for the rows that go on from it; one that is said only of a part of a
  /// chain is refused, since the rows before would have to be taken under it, too.
  mutating func takeConditions(
    _ own: [IndexCondition],
    _ continuation: DisplayContinuation,
    _ range: SourceRange
  ) throws(UnreadableFormula) {
    guard continuation != .none else { return conditions = own }
    guard own.allSatisfy(conditions.contains) else {
      throw UnreadableFormula(
        "latex.condition",
        "this row goes on from another one, and holds for some indices only",
        range,
        hints: ["write the left side again in this row"]
      )
    }
  }
}
