// The sizes of identities in Kronecker products, `A \otimes I`, where one choice alone makes all formulas of a row fit.

import Diagnostics
import Expressions
import Syntax

extension Scope {
  /// How many sizes of identities are tried for one row.
  static let identityTrialBound = 64

  /// The formulas with sizes for the `I` of `A ⊗ I`, when exactly one choice of sizes makes all of them fit.
  func identities(in trees: [SyntaxTree], _ previous: ExpressionID?, _ range: SourceRange)
    -> [SyntaxTree]
  {
    guard bindings["I"] == nil else { return trees }
    var places: [SourceRange] = []
    var work = trees
    while let tree = work.popLast() {
      work.append(contentsOf: tree.children)
      guard case .binary(.kronecker, let left, let right) = tree.kind else { continue }
      for operand in [left, right] {
        if case .name("I", _) = operand.kind, !places.contains(operand.range) { places.append(operand.range) }
      }
    }
    let names = sizeNames
    var count = 1
    for _ in places where count <= Scope.identityTrialBound { count *= max(names.count, 1) }
    guard !places.isEmpty, !names.isEmpty, count <= Scope.identityTrialBound else { return trees }
    var found: [[SyntaxTree]] = []
    for trial in 0..<count {
      var number = trial
      var chosen: [SourceRange: String] = [:]
      for place in places {
        chosen[place] = names[number % names.count]
        number /= names.count
      }
      let sized = trees.map { tree in Scope.withIdentities(tree, chosen) }
      var scope = self
      scope.diagnostics = []
      let row = scope.lower(
        row: Statement.ProofRow(formulas: sized, continues: previous != nil, reason: nil, range: range),
        continuing: previous
      )
      let fits = row.formulas.allSatisfy { $0.expression != nil && $0.fits && $0.diagnostics.isEmpty }
      if fits { found.append(sized) }
    }
    return found.count == 1 ? found[0] : trees
  }

  /// The tree with the identities at the given places sized.
  private static func withIdentities(_ tree: SyntaxTree, _ sizes: [SourceRange: String]) -> SyntaxTree {
    if case .name("I", _) = tree.kind, let size = sizes[tree.range] {
      let length = SyntaxTree(.name(size, latex: nil), tree.range)
      return SyntaxTree(
        .call(name: "eye", nameRange: tree.range, isElementwise: false, arguments: [length]),
        tree.range
      )
    }
    return tree.mapChildren { withIdentities($0, sizes) }
  }
}
