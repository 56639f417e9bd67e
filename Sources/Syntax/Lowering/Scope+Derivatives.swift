// Derivatives inside formulas: what is claimed, not yet derived.

import Diagnostics
import Expressions

extension Scope {
  mutating func derivative(
    _ form: SyntaxTree.DerivativeForm,
    _ function: SyntaxTree,
    _ variables: [SyntaxTree],
    _ range: SourceRange
  ) -> Value? {
    let value = lower(function)
    let known = variables.map { lowerVariable($0) }
    guard let value, !known.contains(nil) else { return nil }
    guard known.count == 1, let variable = known.first ?? nil else {
      report(known.isEmpty ? .unsaidVariable(form, range) : .oneVariable(range))
      return nil
    }
    let shape = graph.shape(value)
    let kind: DerivativeKind
    switch form {
    case .gradient: kind = .gradient
    case .jacobian: kind = .jacobian
    case .hessian:
      if !shape.isScalar, graph.shape(variable).isScalar {
        // d²F/dt² has F's shape: the derivative of the derivative.
        let first = graph.derivative(.jacobian, of: value, wrt: variable)
        return .known(graph.derivative(.jacobian, of: first, wrt: variable, in: layout))
      }
      guard shape.isScalar else {
        report(.needsScalar("hessian", function.range, shape))
        return nil
      }
      kind = .hessian
    case .fraction: kind = shape.isScalar ? .gradient : .jacobian
    }
    if kind == .gradient, let entry = entryOfValue(variable) {
      // By an entry of a name with a value: the entry of the derivative by the name.
      let gradient = graph.derivative(.gradient, of: value, wrt: entry.whole)
      return .known(graph.entry(gradient, row: entry.row, column: entry.column))
    }
    guard leavesNothingOver(of: variable, in: value, range) else { return nil }
    if kind != .hessian { noteJacobian(of: value, wrt: variable, range) }
    return .known(graph.derivative(kind, of: value, wrt: variable, in: layout))
  }

  /// The name with a value of which an expression is an entry, and its indices.
  func entryOfValue(_ variable: ExpressionID) -> (
    whole: ExpressionID, row: ExpressionID, column: ExpressionID
  )? {
    guard case .entry(let whole, let row, let column) = graph[variable],
      case .symbol(let symbol) = graph[whole],
      case .defined = graph[symbol].role
    else { return nil }
    return (whole, row, column)
  }

  /// Remembers the first Jacobian of several numbers by several, which the layouts write differently.
  mutating func noteJacobian(of function: ExpressionID, wrt variable: ExpressionID, _ range: SourceRange) {
    guard !graph.shape(function).isScalar, !graph.shape(variable).isScalar else { return }
    jacobianRange = jacobianRange ?? range
  }

  /// Whether nothing that an algebraic expression is made of stands in the function beside it; else it is reported.
  ///
  /// Of other expressions, such as `vech(S)`, the function may still be one, though its formula does not show it.
  func leftOver(of variable: ExpressionID, in function: ExpressionID) -> [SymbolID] {
    switch graph[variable] {
    case .sum, .product, .power, .hadamard, .hadamardPower, .frobenius, .kronecker: break
    case .symbol, .number, .size, .constant, .identity, .ones, .zeros, .transpose, .inverse, .apply, .map,
      .differential, .derivative, .block, .entry, .indexedSum, .indexedProduct, .member:
      return []
    }
    var trial = graph
    guard case .leftOver(let symbols) = trial.variation(of: function, by: variable) else { return [] }
    return symbols
  }

  private mutating func leavesNothingOver(
    of variable: ExpressionID,
    in function: ExpressionID,
    _ range: SourceRange
  ) -> Bool {
    let symbols = leftOver(of: variable, in: function)
    if symbols.isEmpty { return true }
    report(.leftOver(text(variable), symbols.map { graph[$0].name }, range))
    return false
  }

  mutating func directional(
    _ function: SyntaxTree,
    _ variables: [SyntaxTree],
    _ directions: [SyntaxTree],
    _ range: SourceRange
  ) -> Value? {
    guard !directions.isEmpty else {
      // `differential f wrt X`: only the named variables vary.
      let known = variables.compactMap { lowerVariable($0) }
      guard let expression = lower(function), known.count == variables.count else { return nil }
      varying += known.filter { !varying.contains($0) }
      return .known(graph.differential(expression))
    }
    if case .derivative(let form, let inner, let wrt) = function.kind {
      return secondDirectional(form, inner, wrt, directions, range)
    }
    guard let value = lower(function) else { return nil }
    guard !variables.isEmpty else {
      report(.unsaidVariable(.fraction, range))
      return nil
    }
    guard directions.count == variables.count else {
      report(.directionCount(range, variables.count))
      return nil
    }
    var terms: [ExpressionID] = []
    for (variable, direction) in zip(variables, directions) {
      guard let x = lowerVariable(variable), let v = self.direction(direction, for: x) else { return nil }
      let shape = graph.shape(value)
      if shape.isScalar {
        let gradient = graph.derivative(.gradient, of: value, wrt: x)
        terms.append(graph.frobenius(gradient, v))
      } else if graph.shape(x).isScalar {
        let derivative = graph.derivative(.jacobian, of: value, wrt: x)
        terms.append(graph.product([v, derivative]))
      } else if shape.columns.isOne, graph.shape(x).columns.isOne {
        let jacobian = graph.derivative(.jacobian, of: value, wrt: x)
        terms.append(graph.product([jacobian, v]))
      } else {
        // On vec: the Jacobian times vec of the direction, in the shape of the function.
        let jacobian = graph.derivative(.jacobian, of: value, wrt: x)
        let column = graph.shape(v).columns.isOne ? v : try? graph.apply("vec", [v])
        guard let column else {
          report(.directionalOfMatrix(range))
          return nil
        }
        let image = graph.product([jacobian, column])
        let sizes = [graph.size(shape.rows), graph.size(shape.columns)]
        guard let term = shape.columns.isOne ? image : try? graph.apply("mat", [image] + sizes) else {
          report(.directionalOfMatrix(range))
          return nil
        }
        terms.append(term)
      }
    }
    return .known(graph.sum(terms))
  }

  private mutating func direction(_ tree: SyntaxTree, for variable: ExpressionID) -> ExpressionID? {
    guard let direction = lower(tree, expecting: graph.shape(variable)) else { return nil }
    guard graph.shape(direction) == graph.shape(variable) else {
      report(
        .directionShape(tree.range, graph.shape(direction), text(variable), graph.shape(variable))
      )
      return nil
    }
    return direction
  }

  /// `hessian f wrt x along V` is the operator's value, `along U, V` the bilinear form.
  private mutating func secondDirectional(
    _ form: SyntaxTree.DerivativeForm,
    _ function: SyntaxTree,
    _ variables: [SyntaxTree],
    _ directions: [SyntaxTree],
    _ range: SourceRange
  ) -> Value? {
    guard form == .hessian, variables.count == 1, directions.count <= 2 else {
      report(.directionCount(range, 2))
      return nil
    }
    guard case .known(let hessian)? = derivative(form, function, variables, range),
      let variable = lowerVariable(variables[0])
    else { return nil }
    var along: [ExpressionID] = []
    for tree in directions {
      guard let direction = direction(tree, for: variable) else { return nil }
      along.append(direction)
    }
    let isMatrix = !graph.shape(variable).columns.isOne
    if isMatrix, along.count == 1 {
      report(.directionalOfMatrix(range))
      return nil
    }
    let columns: [ExpressionID]
    if isMatrix {
      do {
        columns = [try graph.apply("vec", [along[0]]), try graph.apply("vec", [along[1]])]
      } catch {
        report(.directionalOfMatrix(range))
        return nil
      }
    } else {
      columns = along
    }
    guard columns.count == 2 else { return .known(graph.product([hessian, columns[0]])) }
    let row = graph.transpose(columns[0])
    let image = graph.product([hessian, columns[1]])
    return .known(graph.product([row, image]))
  }
}
