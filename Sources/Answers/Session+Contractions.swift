// What a colon means beside a derivative of a matrix by a matrix, and what a row set to zero says of the next ones.

import Diagnostics
import Expressions
import Syntax
import Verification

extension Session {
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

  /// `∂f/∂x = 0` demands, it does not claim; what follows from it is judged by it.
  mutating func judgeCondition(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ reading: inout Reading,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    let forms = (reading.expressions + [left, state.previous, state.base].compactMap { $0 }).filter {
      !scope.graph.isZero($0) && scope.graph.shape($0) == scope.graph.shape(left)
    }
    if scope.graph.isZero(right) {
      let isOnly = state.isFirstRow && state.isLastRow && reading.expressions.count < 3
      guard hasDerivative(forms), !isOnly else { return }
      state.conditions.append(forms)
      reading.withdraw("taken as the condition that this vanishes", .definition)
      return
    }
    guard !hasDerivative([left, right]) else { return }
    let isSolution =
      if case .symbol(let symbol) = scope.graph[left] {
        state.variables.contains(symbol)
          && !scope.graph.symbols(in: [right], throughDefinitions: true).contains(symbol)
      } else { false }
    if isSolution, state.conditions.isEmpty, let gradient = state.gradient { state.conditions = [[gradient]] }
    if state.conditions.isEmpty, let gradient = state.gradient,
      follows(left, right, from: [gradient], state, options)
    {
      // Setting the derivative to zero goes without saying.
      state.conditions = [[gradient]]
      reading.withdraw("this is the derivative of a row before, set to zero", .holds)
      return
    }
    guard !state.conditions.isEmpty else {
      if isSolution { reading.withdraw("this would be a solution of an equation that is not stated") }
      return
    }
    for condition in state.conditions {
      if follows(left, right, from: condition, state, options) {
        reading.withdraw("this is the condition of a row before, rearranged", .holds)
        return
      }
      if isSolution, solves(left, right, condition, state, options) {
        reading.withdraw("this solves the condition of a row before", .holds)
        return
      }
    }
    let isExplicit = state.conditions.allSatisfy { $0.contains { !hasDerivative([$0]) } }
    if isSolution, isExplicit, state.conditions.count == 1 { return }
    reading.withdraw("whether this follows from the condition of a row before is not decided")
  }

  /// Whether the difference of the sides is the condition, but for a factor.
  private mutating func follows(
    _ left: ExpressionID,
    _ right: ExpressionID,
    from condition: [ExpressionID],
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Bool {
    guard let first = condition.first, scope.graph.shape(first) == scope.graph.shape(left) else {
      return false
    }
    let difference = scope.graph.difference(left, right)
    for factor in [Rational(1), Rational(-1), Rational(2), Rational(-2), Rational(1, 2), Rational(-1, 2)] {
      let scaled = scope.graph.scaled(difference, by: factor)
      if judge(first, scaled, state.variables, options).0 == .holds { return true }
    }
    return false
  }

  /// Whether the condition holds with the right side put in for the name on the left.
  private mutating func solves(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ condition: [ExpressionID],
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Bool {
    guard let explicit = condition.map({ expanded($0) }).first(where: { !hasDerivative([$0]) }) else {
      return false
    }
    let value = scope.graph.substitute([left: expanded(right)], in: explicit)
    let zero = scope.graph.zeros(scope.graph.shape(value))
    return judge(value, zero, state.variables, options).0 == .holds
  }
}
