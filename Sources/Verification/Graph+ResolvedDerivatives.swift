// Derivatives by something other than a declared name, put into the forms that the verifier evaluates.
//
// By x = vec(X): the derivative by X on vec. By Y = X'X where the function is written in X: every occurrence of
// the definition counts as Y. By an entry X_ij: the derivative in the direction of the single-entry matrix.

package import Expressions

extension Graph {
  /// The expression with its derivatives in forms that can be evaluated.
  package mutating func resolvingDerivatives(_ root: ExpressionID) -> ExpressionID {
    rewriting(root) { id, graph in graph.resolved(id) }
  }

  private mutating func resolved(_ id: ExpressionID) -> ExpressionID {
    guard case .derivative(let kind, let function, let variable) = self[id], kind != .hessian else {
      return id
    }
    if case .entry(let matrix, let row, let column) = self[variable] {
      return byEntry(kind, function, matrix, row, column) ?? id
    }
    if case .transpose(let inner) = self[variable], !shape(inner).isScalar {
      // ∂f/∂x' is the row (∂f/∂x)', ∂y/∂x' the Jacobian as it is.
      let value = resolved(derivative(kind, of: function, wrt: inner))
      if shape(function).isScalar { return transpose(value) }
      return shape(inner).columns.isOne ? value : id
    }
    if let matrix = vectorizedMatrix(variable) {
      let value = derivative(kind, of: function, wrt: matrix)
      let resolvedValue = resolved(value)
      guard kind == .gradient, shape(function).isScalar else { return resolvedValue }
      return (try? apply("vec", [resolvedValue])) ?? id
    }
    guard case .symbol(let symbol) = self[variable], !self[symbol].isPlace,
      case .defined(let definition) = self[symbol].role
    else { return id }
    // x = y is another name for y.
    if case .symbol(let other) = self[definition], !depends(function, on: symbol) {
      if depends(function, on: other) {
        return resolved(derivative(kind, of: function, wrt: definition))
      }
    }
    guard !depends(function, on: symbol) else { return id }
    let body = puttingIn(function) { _, _ in true }
    let inner = puttingIn(definition) { _, _ in true }
    let replaced = substitute([inner: variable], in: body)
    return replaced == body ? id : derivative(kind, of: replaced, wrt: variable)
  }

  /// X, when the expression is vec(X) or a name for it.
  private func vectorizedMatrix(_ id: ExpressionID) -> ExpressionID? {
    var id = id
    if case .symbol(let symbol) = self[id], !self[symbol].isPlace,
      case .defined(let definition) = self[symbol].role
    {
      id = definition
    }
    guard case .apply("vec", let arguments) = self[id], case .symbol = self[arguments[0]] else {
      return nil
    }
    return arguments[0]
  }

  private func depends(_ id: ExpressionID, on symbol: SymbolID) -> Bool {
    symbols(in: [id], throughDefinitions: true).contains(symbol)
  }

  private mutating func byEntry(
    _ kind: DerivativeKind,
    _ function: ExpressionID,
    _ matrix: ExpressionID,
    _ row: ExpressionID,
    _ column: ExpressionID
  ) -> ExpressionID? {
    if case .transpose(let inner) = self[matrix] { return byEntry(kind, function, inner, column, row) }
    switch self[matrix] {
    case .symbol, .member: break
    default:
      // By an entry of an expression that the function is written in, with all other entries of it held.
      guard shape(function).isScalar, case .occurrences = variation(of: function, by: matrix) else {
        return nil
      }
      return entry(derivative(.gradient, of: function, wrt: matrix), row: row, column: column)
    }
    if shape(function).isScalar {
      let gradient = derivative(.gradient, of: function, wrt: matrix)
      return entry(resolved(gradient), row: row, column: column)
    }
    let shape = self.shape(matrix)
    let f = self.shape(function)
    guard let left = try? apply("basis", [size(shape.rows), row]) else { return nil }
    var direction = left
    if !shape.columns.isOne {
      guard let right = try? apply("basis", [size(shape.columns), column]),
        let vector = try? apply(
          "vec",
          [product([left, transpose(right)])]
        )
      else { return nil }
      direction = vector
    }
    let jacobian = derivative(.jacobian, of: function, wrt: matrix)
    let image = product([resolved(jacobian), direction])
    if f.columns.isOne { return image }
    return try? apply("mat", [image, size(f.rows), size(f.columns)])
  }
}
