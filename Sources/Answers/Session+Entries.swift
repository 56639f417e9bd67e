// Readings of a row entry by entry, and of the letters that stand for an identity matrix.

import Expressions
import Findings
import Syntax

extension Session {
  /// Whether a derivative of a matrix or vector by a matrix or vector stands in a product with other factors.
  func isProductOfTensors(_ formula: DisplayFormula) -> Bool {
    formula.candidates.flatMap(\.all).contains { tree in
      guard case .binary(let operation, let a, let b) = tree.kind, operation == .multiply || operation == .dot
      else {
        return isTraceOfTensor(tree)
      }
      return [a, b].contains { isTensor($0) }
    }
  }

  private func isTraceOfTensor(_ tree: SyntaxTree) -> Bool {
    guard case .call("tr", _, _, let arguments) = tree.kind else { return false }
    return arguments.contains { isTensor($0) }
  }

  private func isTensor(_ tree: SyntaxTree) -> Bool {
    var tree = tree
    while true {
      switch tree.kind {
      case .parenthesized(let inner), .transpose(let inner), .negative(let inner): tree = inner
      case .derivative(let form, let of, let wrt):
        var trial = scope
        guard form != .hessian, let f = trial.lower(of), let x = wrt.first.flatMap({ trial.lower($0) }) else {
          return false
        }
        return !trial.graph.shape(f).isScalar && !trial.graph.shape(x).isScalar
      default: return false
      }
    }
  }

  /// The derivative by an entry of the variable, with indices that the row leaves free.
  func byEntries(_ derivative: SyntaxTree, _ of: SyntaxTree, _ wrt: [SyntaxTree], _ shape: Shape)
    -> SyntaxTree?
  {
    guard case .derivative(let form, _, _) = derivative.kind, wrt.count == 1, case .name = wrt[0].kind else {
      return nil
    }
    let taken = Set(scope.sizeNames)
    let letters = ["k", "l", "p", "q", "r", "s"].filter {
      scope.symbol(named: $0) == nil && !taken.contains($0)
    }
    guard letters.count > 1 else { return nil }
    let names = letters.prefix(shape.columns.isOne ? 1 : 2).map {
      SyntaxTree(.name($0, latex: nil), derivative.range)
    }
    let entry = SyntaxTree(.entry(wrt[0], names), wrt[0].range)
    return SyntaxTree(.derivative(form, of: of, wrt: [entry]), derivative.range)
  }

  /// `E(n)` and `I(n)` of letters that nobody declared as the identity of that size.
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
    (name == "E" || name == "I") && scope.symbol(named: name) == nil
  }
}
