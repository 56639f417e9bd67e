// `I(n)`: the identity of a size that is said in brackets.

import Expressions
import Findings
import Syntax

extension Workspace {
  /// `I(n)` as the identity of that size, where nobody declared `I`.
  func namingIdentities(_ tree: SyntaxTree) -> SyntaxTree {
    tree.mapping { part in
      let size: SyntaxTree
      switch part.kind {
      case .call(let name, _, false, let arguments) where arguments.count == 1 && isFreeIdentity(name):
        size = arguments[0]
      case .binary(.multiply, let base, let factor):
        guard case .name(let name, _) = base.kind, isFreeIdentity(name),
          case .parenthesized(let inner) = factor.kind
        else { return nil }
        size = inner
      default: return nil
      }
      switch size.kind {
      case .number(let value, _):
        // The identity of one row is the number one.
        if value == 1 { return SyntaxTree(.number(1, text: "1"), part.range) }
      case .name(let name, _): guard scope.sizeNames.contains(name) else { return nil }
      default: return nil
      }
      return SyntaxTree(
        .call(name: "eye", nameRange: part.range, isElementwise: false, arguments: [size]),
        part.range
      )
    }
  }

  private func isFreeIdentity(_ name: String) -> Bool {
    name == "I" && scope.symbol(named: name) == nil
  }
}
