// `\nabla f(x) = (A + A^\top)x \in \mathbb R^n`: a shape that is stated at the end of a row is a part of the claim.

import Diagnostics
import Expressions
import Syntax

extension RowReader {
  /// A membership of what is no name, or after another relation: the formulas before it, the last of them again with
  /// zeros of the stated shape added, which it equals when it has that shape and cannot be added to when it has not.
  mutating func shapeClaim(_ atoms: [LaTeXAtom], _ range: SourceRange, isFirst: Bool)
    throws(UnreadableFormula) -> (chain: [DisplayFormula], relations: [DisplayRelation], DisplayContinuation)?
  {
    guard let place = atoms.lastIndex(where: { $0.kind == .relation(.member) }),
      !atoms[..<place].contains(where: { $0.kind == .relation(.member) }), !isNameList(Array(atoms[..<place]))
    else { return nil }
    let front = Array(atoms[..<place])
    let set = Array(atoms[(place + 1)...]).visible
    let (type, attributes) = try DeclarationReader(context: context).shape(of: set, range: range)
    guard attributes.isEmpty else {
      throw UnreadableFormula("latex.declaration", "this set is not read behind a formula", range)
    }
    var (chain, relations, continuation, _) = try self.chain(
      front,
      RowReader.range(of: front),
      isFirst: isFirst
    )
    guard let last = chain.last else { return nil }
    let sizes: [SyntaxTree] =
      switch type {
      case .scalar, .index: [SyntaxTree(.number(.one, text: "1"), range)]
      case .vector(let length): [length]
      case .matrix(let rows, let columns): [rows, columns]
      }
    let unknown = sizes.flatMap(\.names).first { context.names[$0]?.kind != .size }
    if let unknown {
      throw UnreadableFormula("latex.declaration", "'\(unknown)' is no size that is known here", range)
    }
    let zeros = SyntaxTree(
      .call(name: "zeros", nameRange: range, isElementwise: false, arguments: sizes),
      range
    )
    let stated = SyntaxTree(.parenthesized(last.tree), last.range)
    chain.append(DisplayFormula(SyntaxTree(.binary(.add, stated, zeros), last.range), range: last.range))
    relations.append(.equal)
    return (chain, relations, continuation)
  }

  /// Whether only names stand before a membership, which are declared by it.
  private func isNameList(_ atoms: [LaTeXAtom]) -> Bool {
    let visible = atoms.visible
    guard !visible.isEmpty else { return true }
    return visible.split(whereSeparator: { $0.isSymbol(",") }).allSatisfy { part in
      guard let first = part.first else { return false }
      switch first.kind {
      case .letter, .accent, .word: break
      default: return false
      }
      // A step, `\Delta\theta`, is a name of two letters.
      let isStep = part.count == 2 && ["Delta", "delta"].contains(first.letter) && part.last?.letter != nil
      return isStep
        || part.dropFirst().allSatisfy { if case .script = $0.kind { true } else { $0.kind == .prime } }
    }
  }
}
