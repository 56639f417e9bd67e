// Derivatives by something other than a declared name, put into the forms that the verifier evaluates.
//
// By x = vec(X): the derivative by X on vec. By Y = X'X where the function is written in X: every occurrence of
// the definition counts as Y. By an entry X_ij: the derivative in the direction of the single-entry matrix.

import Derivation
public import Expressions
import Findings
import LaTeX
import Syntax
import Verification

extension Workspace {
  /// The expression with its derivatives in forms that can be evaluated.
  public mutating func resolvedDerivatives(_ root: ExpressionID) -> ExpressionID {
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in scope.graph.reachable(from: [root]) {
      let node = scope.graph[id]
      let children = node.children.map { memo[$0] ?? $0 }
      let renewed = children == node.children ? id : scope.graph.rebuild(node, children)
      memo[id] = resolved(renewed)
    }
    return memo[root] ?? root
  }

  private mutating func resolved(_ id: ExpressionID) -> ExpressionID {
    guard case .derivative(let kind, let function, let variable) = scope.graph[id], kind != .hessian else {
      return id
    }
    if case .entry(let matrix, let row, let column) = scope.graph[variable] {
      return byEntry(kind, function, matrix, row, column) ?? id
    }
    if case .transpose(let inner) = scope.graph[variable], !scope.graph.shape(inner).isScalar {
      // ∂f/∂x' is the row (∂f/∂x)', ∂y/∂x' the Jacobian as it is.
      let value = resolved(scope.graph.derivative(kind, of: function, wrt: inner))
      if scope.graph.shape(function).isScalar { return scope.graph.transpose(value) }
      return scope.graph.shape(inner).columns.isOne ? value : id
    }
    if let matrix = vectorizedMatrix(variable) {
      let value = scope.graph.derivative(kind, of: function, wrt: matrix)
      let resolvedValue = resolved(value)
      guard kind == .gradient, scope.graph.shape(function).isScalar else { return resolvedValue }
      return (try? scope.graph.apply("vec", [resolvedValue])) ?? id
    }
    guard case .symbol(let symbol) = scope.graph[variable], !scope.graph[symbol].isPlace,
      case .defined(let definition) = scope.graph[symbol].role
    else { return id }
    // x = y is another name for y.
    if case .symbol(let other) = scope.graph[definition], !depends(function, on: symbol) {
      if depends(function, on: other) {
        return resolved(scope.graph.derivative(kind, of: function, wrt: definition))
      }
    }
    guard !depends(function, on: symbol) else { return id }
    let body = expanded(function)
    let inner = expanded(definition)
    let replaced = scope.graph.substitute([inner: variable], in: body)
    return replaced == body ? id : scope.graph.derivative(kind, of: replaced, wrt: variable)
  }

  /// X, when the expression is vec(X) or a name for it.
  private func vectorizedMatrix(_ id: ExpressionID) -> ExpressionID? {
    var id = id
    if case .symbol(let symbol) = scope.graph[id], !scope.graph[symbol].isPlace,
      case .defined(let definition) = scope.graph[symbol].role
    {
      id = definition
    }
    guard case .apply("vec", let arguments) = scope.graph[id], case .symbol = scope.graph[arguments[0]] else {
      return nil
    }
    return arguments[0]
  }

  private func depends(_ id: ExpressionID, on symbol: SymbolID) -> Bool {
    scope.graph.symbols(in: [id], throughDefinitions: true).contains(symbol)
  }

  private mutating func byEntry(
    _ kind: DerivativeKind,
    _ function: ExpressionID,
    _ matrix: ExpressionID,
    _ row: ExpressionID,
    _ column: ExpressionID
  ) -> ExpressionID? {
    if case .transpose(let inner) = scope.graph[matrix] { return byEntry(kind, function, inner, column, row) }
    guard case .symbol = scope.graph[matrix] else { return nil }
    if scope.graph.shape(function).isScalar {
      let gradient = scope.graph.derivative(.gradient, of: function, wrt: matrix)
      return scope.graph.entry(resolved(gradient), row: row, column: column)
    }
    let shape = scope.graph.shape(matrix)
    let f = scope.graph.shape(function)
    guard let left = try? scope.graph.apply("basis", [scope.graph.size(shape.rows), row]) else { return nil }
    var direction = left
    if !shape.columns.isOne {
      guard let right = try? scope.graph.apply("basis", [scope.graph.size(shape.columns), column]),
        let vector = try? scope.graph.apply(
          "vec",
          [scope.graph.product([left, scope.graph.transpose(right)])]
        )
      else { return nil }
      direction = vector
    }
    let jacobian = scope.graph.derivative(.jacobian, of: function, wrt: matrix)
    let image = scope.graph.product([resolved(jacobian), direction])
    if f.columns.isOne { return image }
    return try? scope.graph.apply("mat", [image, scope.graph.size(f.rows), scope.graph.size(f.columns)])
  }
}
