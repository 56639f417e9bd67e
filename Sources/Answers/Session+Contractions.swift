// What a colon means beside a derivative of a matrix by a matrix, and what a row set to zero says of the next ones.

import Diagnostics
import Expressions
import Findings
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
    continues: Bool,
    _ reading: inout Reading,
    _ state: inout DisplayState,
    _ options: AnswerOptions
  ) {
    let forms = (reading.expressions + [left, state.previous, state.base].compactMap { $0 }).filter {
      !scope.graph.isZero($0) && scope.graph.shape($0) == scope.graph.shape(left)
    }
    if scope.graph.isZero(right) {
      let isOnly = state.isFirstRow && state.isLastRow && reading.expressions.count < 3
      if follows(left, right, state, options) {
        state.conditions.append(forms)
        reading.withdraw("taken as the condition that the gradient vanishes", .definition)
        return
      }
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
    if !continues, follows(left, right, state, options) {
      reading.withdraw("this is the condition that the gradient vanishes, rearranged", .holds)
      return
    }
    if isDifferentiated(left, right, state, options) {
      let difference = scope.graph.difference(left, right)
      state.conditions += [[difference], [scope.graph.differential(difference)]]
      reading.withdraw("taken as a condition, which the rows below differentiate", .definition)
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
    if mendCondition(left, right, &reading, state, options, isSolution: isSolution) { return }
    let isExplicit = state.conditions.allSatisfy { $0.contains { !hasDerivative([$0]) } }
    if isSolution, isExplicit, state.conditions.count == 1 { return }
    reading.withdraw("whether this follows from the condition of a row before is not decided")
  }

  /// Whether a later row is the differential of this one, which then is an equation that is given: Hu = λu.
  private mutating func isDifferentiated(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Bool {
    let isGiven = scope.graph.reachableThroughDefinitions(from: [left, right]).allSatisfy {
      if case .differential = scope.graph[$0] { false } else { true }
    }
    guard isGiven else { return false }
    let rate = scope.graph.differential(scope.graph.difference(left, right))
    let shape = scope.graph.shape(rate)
    for case .chain(let formulas, _) in state.following.prefix(3).flatMap(\.statements).map(\.kind)
    where formulas.count == 2 && formulas.contains(where: { $0.tree.hasDifferential }) {
      var trial = self
      let row = trial.scope.lower(chain: formulas.map(\.tree.plain), range: formulas[0].range)
      guard row.formulas.count == 2, let a = row.formulas[0].expression, let b = row.formulas[1].expression,
        trial.scope.graph.shape(a) == shape, trial.scope.graph.shape(b) == shape
      else { continue }
      let difference = trial.scope.graph.difference(a, b)
      if trial.judge(rate, difference, state.variables, options).0 == .holds { return true }
    }
    return false
  }

  /// Whether the difference of the sides is what a row set to zero, or the gradient that `of=` and `wrt=` ask for.
  private mutating func follows(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Bool {
    var conditions = state.conditions
    if let gradient = state.gradient { conditions.append([gradient]) }
    if let subject = state.subject, let variable = state.variable, scope.graph.shape(subject).isScalar {
      conditions.append([scope.graph.derivative(.gradient, of: subject, wrt: variable)])
    }
    let isStatement = !scope.graph.isZero(left) && !scope.graph.isZero(right)
    if isStatement, scope.graph.shape(left).isScalar { return false }
    let nothing = scope.graph.zeros(scope.graph.shape(left))
    for condition in conditions {
      // `G = 2G` of a gradient G is a slip, not the condition that G vanishes.
      if isStatement,
        [left, right].contains(where: { follows($0, nothing, from: condition, state, options) })
      {
        continue
      }
      if follows(left, right, from: condition, state, options) { return true }
      let transposed = condition.prefix(1).map { scope.graph.transpose($0) }
      if follows(left, right, from: transposed, state, options) { return true }
    }
    return false
  }

  /// Whether the difference of the sides is the condition, but for a factor.
  private mutating func follows(
    _ left: ExpressionID,
    _ right: ExpressionID,
    from condition: [ExpressionID],
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Bool {
    guard var first = condition.first else { return false }
    if scope.graph.shape(left).isScalar, scope.graph.shape(first).columns.isOne {
      // The condition multiplied by a vector that stands in it: uᵀ(Hu − λu).
      let rows = scope.graph.shape(first)
      let vectors = scope.graph.symbols(in: [first], throughDefinitions: false).sorted().filter {
        scope.graph[$0].shape == rows && !rows.isScalar
      }
      if let vector = vectors.first {
        first = scope.graph.product([scope.graph.transpose(scope.graph.symbol(vector)), first])
      }
    }
    guard scope.graph.shape(first) == scope.graph.shape(left) else { return false }
    let difference = scope.graph.difference(left, right)
    for factor in [Rational(1), Rational(-1), Rational(2), Rational(-2), Rational(1, 2), Rational(-1, 2)] {
      let scaled = scope.graph.scaled(difference, by: factor)
      if judge(first, scaled, state.variables, options).0 == .holds { return true }
    }
    return isParallel(resolvedDerivatives(first), difference, state, options)
  }

  /// Whether two vectors differ by a factor that is a number, wherever they are taken: ab' = ba'.
  private mutating func isParallel(
    _ a: ExpressionID,
    _ b: ExpressionID,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> Bool {
    let shape = scope.graph.shape(a)
    guard shape.columns.isOne, !shape.isScalar, shape == scope.graph.shape(b), !scope.graph.isZero(b) else {
      return false
    }
    let left = scope.graph.product([a, scope.graph.transpose(b)])
    let right = scope.graph.product([b, scope.graph.transpose(a)])
    return judge(left, right, state.variables, options).0 == .holds
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
