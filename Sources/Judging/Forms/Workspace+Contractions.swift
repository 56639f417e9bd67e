// What a colon means beside a derivative of a matrix by a matrix.

import Diagnostics
import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// The formula with `∂Y/∂X : H` and `G : ∂Y/∂X` read as sums over both indices of Y or X, on vec.
  func contracting(_ tree: SyntaxTree) -> SyntaxTree {
    guard tree.hasDerivative else { return tree }
    return tree.mapping { part in
      guard case .binary(.frobenius, let a, let b) = part.kind else { return nil }
      let left = contracting(a)
      let right = contracting(b)
      let asWritten = SyntaxTree(.binary(.frobenius, left, right), part.range)
      var trial = scope
      guard let l = trial.lower(left), let r = trial.lower(right) else { return asWritten }
      let (leftShape, rightShape) = (trial.graph.shape(l), trial.graph.shape(r))
      let (outer, inner) = (derivativeShapes(left), derivativeShapes(right))
      if let outer, let inner, outer.variable == inner.function {
        return SyntaxTree(.binary(.multiply, left, right), part.range)
      }
      if let inner, leftShape == inner.function {
        return image(SyntaxTree(.transpose(right), right.range), of: left, leftShape, inner.variable)
          ?? asWritten
      }
      if let outer, rightShape == outer.variable {
        return image(left, of: right, rightShape, outer.function) ?? asWritten
      }
      return asWritten
    }
  }

  /// The shapes of F and X, when the formula is ∂F/∂X of neither a scalar nor by one.
  private func derivativeShapes(_ tree: SyntaxTree) -> (function: Shape, variable: Shape)? {
    var tree = tree
    while case .parenthesized(let inner) = tree.kind { tree = inner }
    guard case .derivative(_, let of, let wrt) = tree.kind, wrt.count == 1 else { return nil }
    var trial = scope
    guard let f = trial.lower(of), let x = trial.lower(wrt[0]) else { return nil }
    let shapes = (function: trial.graph.shape(f), variable: trial.graph.shape(x))
    return shapes.function.isScalar || shapes.variable.isScalar ? nil : shapes
  }

  /// A matrix on vec times a formula, in the shape of the result.
  private func image(_ map: SyntaxTree, of tree: SyntaxTree, _ shape: Shape, _ result: Shape) -> SyntaxTree? {
    func call(_ name: String, _ arguments: [SyntaxTree]) -> SyntaxTree {
      SyntaxTree(
        .call(name: name, nameRange: tree.range, isElementwise: false, arguments: arguments),
        map.range.union(tree.range)
      )
    }
    let inner = SyntaxTree(.parenthesized(tree), tree.range)
    let column = shape.columns.isOne ? inner : call("vec", [inner])
    let product = SyntaxTree(.binary(.multiply, map, column), map.range.union(tree.range))
    if result.columns.isOne { return SyntaxTree(.parenthesized(product), product.range) }
    guard let rows = scope.formula(of: result.rows, at: tree.range),
      let columns = scope.formula(of: result.columns, at: tree.range)
    else { return nil }
    return call("mat", [product, rows, columns])
  }
}
