// `\operatorname{diag}(\log\lambda_i)`: the diagonal matrix of what a formula is at every value of its index.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The vector of the values of a number at all values of the one index that stands in it, which nothing binds; nil where
  /// there is none, or more than one.
  func entriesOverIndex(_ tree: SyntaxTree) -> SyntaxTree? {
    var found = Set<String>()
    var work = [tree]
    while let next = work.popLast() {
      work.append(contentsOf: next.children)
      switch next.kind {
      case .entry(_, let indices):
        for case .name(let name, _) in indices.map(\.kind) where isFreeIndex(name) { found.insert(name) }
      case .indexed, .derivative, .directional: return nil
      default: break
      }
    }
    guard found.count == 1, let index = found.first else { return nil }
    return FormulaParser.vector(of: tree, at: index, upTo: nil, tree.range)
  }

  /// The vector of the values of a number at all values of an index: the sum of its products with the unit vectors.
  static func vector(of tree: SyntaxTree, at index: String, upTo: SyntaxTree?, _ range: SourceRange)
    -> SyntaxTree
  {
    let unit = unit(at: index, range)
    let term = SyntaxTree(.binary(.multiply, SyntaxTree(.parenthesized(tree), range), unit), range)
    return SyntaxTree(.indexed(.sum, index: index, upTo: upTo, body: term), range)
  }

  /// The matrix of the values of a number at all values of two indices.
  static func matrix(of tree: SyntaxTree, at row: String, _ column: String, _ range: SourceRange)
    -> SyntaxTree
  {
    let column = (name: column, unit: SyntaxTree(.transpose(unit(at: column, range)), range))
    let number = SyntaxTree(.parenthesized(tree), range)
    let term = SyntaxTree(.binary(.multiply, number, unit(at: row, range)), range)
    let inner = SyntaxTree(.binary(.multiply, term, column.unit), range)
    let sum = SyntaxTree(.indexed(.sum, index: column.name, upTo: nil, body: inner), range)
    return SyntaxTree(.indexed(.sum, index: row, upTo: nil, body: sum), range)
  }

  private static func unit(at index: String, _ range: SourceRange) -> SyntaxTree {
    SyntaxTree(
      .call(
        name: FormulaParser.unitVector,
        nameRange: range,
        isElementwise: false,
        arguments: [SyntaxTree(.name(index, latex: nil), range)]
      ),
      range
    )
  }

  private func isFreeIndex(_ name: String) -> Bool {
    guard !boundIndices.contains(name) else { return false }
    let kind = context.names[name]?.kind
    return kind == nil
  }
}
