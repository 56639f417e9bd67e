// `x_1 y_1 + \cdots + x_n y_n`: a sum of which dots leave the middle out.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// Whether an atom is dots between terms.
  func isDots(_ atom: LaTeXAtom) -> Bool {
    guard case .command(let name) = atom.kind else { return false }
    return ["dots", "cdots", "ldots", "dotsc", "dotsb"].contains(name)
  }

  /// The sum that the terms before the dots and the one after them agree on.
  ///
  /// The term after them is that of a size n, those before them are that term at 1, 2 and so on. Where they agree on none the dots are unread.
  mutating func sumOverDots(_ front: FormulaReading, _ dots: LaTeXAtom) throws(UnreadableFormula)
    -> FormulaReading
  {
    let unread = UnreadNotation.dots.unreadable(dots.range)
    advance()
    guard let sign = peek, sign.isSymbol("+") || startsFactor(sign) else { throw unread }
    // `a_1 + a_2 + \dots a_n` without its last sign is the same sum.
    if sign.isSymbol("+") { advance() }
    let last = try frobenius()
    guard let found = patternOverDots(.sum, front.tree, last.tree, dots.range) else { throw unread }
    return FormulaReading(found.tree, rank: last.rank)
  }

  /// The sum or product over the index of what dots leave out, after the operands before them that do not belong to it; nil where they agree on none.
  func patternOverDots(
    _ kind: SyntaxTree.IndexedOperation,
    _ front: SyntaxTree,
    _ last: SyntaxTree,
    _ dots: SourceRange
  ) -> (tree: SyntaxTree, isWhole: Bool)? {
    let joining: SyntaxTree.BinaryOperator = kind == .sum ? .add : .multiply
    var operands: [SyntaxTree] = []
    var rest = front
    while case .binary(let operation, let left, let right) = rest.kind,
      operation == joining || (kind == .product && operation == .dot)
    {
      operands.append(right)
      rest = left
    }
    operands.append(rest)
    guard let found = repeated(last, before: operands, dots) else { return nil }
    let range = front.range.union(last.range)
    let pattern = SyntaxTree(
      .indexed(kind, index: found.index, upTo: found.upTo, body: found.body),
      range
    )
    let all = operands.dropFirst(found.count).reversed() + [pattern]
    let tree = all.dropFirst().reduce(all[0]) { SyntaxTree(.binary(joining, $0, $1), range) }
    return (tree, all.count == 1)
  }

  /// What dots leave out: a formula at the values 1, 2 and so on of an index.
  struct Repeated {
    let index: String
    let upTo: SyntaxTree
    let body: SyntaxTree
    /// How many of the parts before the dots belong to it.
    let count: Int
  }

  /// The formula that the part after dots and those before them are values of; nil where they agree on none.
  ///
  /// `parts` are those before the dots, the nearest first. The first that belongs to it is the one whose index is 1, and all between it and the dots follow.
  func repeated(_ last: SyntaxTree, before parts: [SyntaxTree], _ range: SourceRange) -> Repeated? {
    guard let size = lastIndex(of: last) else { return nil }
    for count in 1...max(1, min(parts.count, 3)) where count <= parts.count {
      let shown = parts.prefix(count).reversed()
      let isPattern = shown.enumerated().allSatisfy { place, part in
        last.replacing(size, by: .number(Rational(place + 1), text: "\(place + 1)")).isSameFormula(as: part)
      }
      guard isPattern else { continue }
      let index = freeIndex(in: last)
      return Repeated(
        index: index,
        upTo: SyntaxTree(.name(size, latex: nil), range),
        body: last.replacing(size, by: .name(index, latex: nil)),
        count: count
      )
    }
    return nil
  }

  /// The size that is an index in a term, when there is one alone.
  private func lastIndex(of tree: SyntaxTree) -> String? {
    var found = Set<String>()
    var work = [tree]
    while let next = work.popLast() {
      work.append(contentsOf: next.children)
      guard case .entry(_, let indices) = next.kind else { continue }
      for case .name(let name, _) in indices.map(\.kind) where context.names[name]?.kind == .size {
        found.insert(name)
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// A letter for an index that means nothing here.
  private func freeIndex(in tree: SyntaxTree) -> String {
    let taken = Set(tree.names + boundIndices)
    return ["i", "j", "k", "l", "r", "s"].first { !taken.contains($0) && context.names[$0] == nil } ?? "index"
  }
}

extension SyntaxTree {
  /// The formula with another one in place of a name.
  fileprivate func replacing(_ name: String, by kind: Kind) -> SyntaxTree {
    if case .name(name, _) = self.kind { return SyntaxTree(kind, range) }
    return mapChildren { $0.replacing(name, by: kind) }
  }
}
