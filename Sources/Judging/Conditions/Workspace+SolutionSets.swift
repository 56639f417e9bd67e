// Data that meet an equation, drawn exactly: a map P of all data onto those that meet it, which leaves these alone.
//
// An equation holds wherever the condition D(y) = 0 does just if it holds with P(y) for y. For that P must lead there,
// D(P(y)) = 0, which the verifier says, and P(y) = y wherever D(y) = 0, also where a name in D vanishes: of tx = 0 the
// map x -> 0 would forget t = 0. So each kind of map below has a form of D for which that is true.

import Derivation
import Expressions
import Findings
import Syntax
import Verification

extension Workspace {
  /// How many names of a condition are tried.
  private static let nameBound = 6

  /// The verdict on an equality for all data that meet the conditions; whether all of the conditions could be met.
  ///
  /// Nil where none can. Where some cannot, only what holds is worth something: it was tried for more data than asked.
  mutating func onSolutionSet(_ left: ExpressionID, _ right: ExpressionID, _ premises: Premises) -> (
    outcome: CheckOutcome, isComplete: Bool
  )? {
    var sides = [resolvedDerivatives(left), resolvedDerivatives(right)]
    var conditions = premises.conditions.map { explicit($0) }
    var unmet: [Int] = []
    var isMoved = false
    var isWhole = true
    for place in conditions.indices {
      guard let condition = conditions[place], let map = retraction(of: condition, sides, premises) else {
        unmet.append(place)
        continue
      }
      isMoved = true
      if hasDomain(condition) { isWhole = false }
      sides = sides.map { scope.value(of: $0, at: map) }
      for other in conditions.indices where other != place {
        guard let known = conditions[other] else { continue }
        conditions[other] = scope.value(of: known, at: map)
      }
    }
    guard isMoved else { return nil }
    for place in unmet {
      // What is left of the conditions, for data that meet the others.
      guard let condition = conditions[place] else { continue }
      if let outcome = follows(sides[0], sides[1], from: [condition], premises) { return (outcome, true) }
    }
    let isSeeking = seeksCounterexamples
    // The data of a counterexample would be those before the map, which need not meet the conditions.
    seeksCounterexamples = false
    defer { seeksCounterexamples = isSeeking }
    let outcome = judge(sides[0], sides[1], premises.variables, premises.options).outcome
    return (outcome, unmet.isEmpty && isWhole)
  }

  /// Whether an expression has no value for some data, which then do not meet a condition on it either.
  func hasDomain(_ expression: ExpressionID) -> Bool {
    scope.graph.reachableThroughDefinitions(from: [expression]).contains { id in
      // What has no data in it is one value.
      guard !isConstant(id) else { return false }
      if case .inverse(let inner) = scope.graph[id] {
        return scope.graph.properties(inner).isDisjoint(with: [.invertible, .positiveDefinite, .orthogonal])
      }
      return scope.graph.restrictsData(id)
    }
  }

  /// Whether data that meet an equation can be drawn, which is then a condition on them and no identity.
  mutating func canBeMet(_ left: ExpressionID, _ right: ExpressionID, _ premises: Premises) -> Bool {
    let difference = scope.graph.difference(left, right)
    return retraction(of: difference, [], premises) != nil
  }

  /// A name with its image on the set where a condition vanishes; nil where none of the known maps leads there.
  mutating func retraction(
    of condition: ExpressionID,
    _ sides: [ExpressionID],
    _ premises: Premises
  ) -> [ExpressionID: ExpressionID]? {
    let hasDifferentials = scope.graph.reachableThroughDefinitions(from: sides).contains {
      if case .differential = scope.graph[$0] { true } else { false }
    }
    let all = scope.graph.symbols(in: [condition], throughDefinitions: true).sorted()
    // For all values of an index it is many conditions.
    if all.contains(where: { if case .index = scope.graph[$0].role { true } else { false } }) { return nil }
    // What moves under a d moves within the set, which a map of its values alone does not say.
    if hasDifferentials, all.contains(where: { premises.variables.contains($0) }) { return nil }
    let names = all.filter {
      scope.graph[$0].role == .declared && scope.graph[$0].properties.structure == .free
    }
    let inside = Set(scope.graph.symbols(in: sides, throughDefinitions: true))
    let first = names.filter { inside.contains($0) } + names.filter { !inside.contains($0) }
    let zero = scope.graph.zeros(scope.graph.shape(condition))
    for symbol in first.prefix(Self.nameBound) {
      let variable = scope.graph.symbol(symbol)
      for image in images(of: symbol, condition) {
        let there = scope.value(of: condition, at: [variable: image])
        if verify(there, zero, [], premises.options).verdict == .holds { return [variable: image] }
      }
    }
    return nil
  }

  /// The maps that may lead to the set where a condition vanishes, and leave it alone; the simplest first.
  private mutating func images(of symbol: SymbolID, _ condition: ExpressionID) -> [ExpressionID] {
    let variable = scope.graph.symbol(symbol)
    let shape = scope.graph.shape(variable)
    let demanded = scope.graph.shape(condition)
    var images: [ExpressionID] = []
    if shape == demanded {
      // y = E, and A = A': steps along D itself vanish where D does.
      let half = scope.graph.scaled(condition, by: Rational(1, 2))
      images.append(scope.graph.difference(variable, condition))
      images.append(scope.graph.sum([variable, condition]))
      images.append(scope.graph.difference(variable, half))
    }
    if demanded.isScalar, !shape.isScalar { images += scaled(variable, condition) }
    if let image = affineImage(of: variable, symbol, condition) { images.append(image) }
    if !shape.columns.isOne, demanded.isSquare {
      if demanded.rows == shape.columns { images += orthonormal(variable, condition, ofColumns: true) }
      if demanded.rows == shape.rows { images += orthonormal(variable, condition, ofColumns: false) }
    }
    return images
  }

  /// c·y/‖y‖ where D is ‖y‖ - c, √c·y/‖y‖ where it is y'y - c, with either sign.
  private mutating func scaled(_ variable: ExpressionID, _ condition: ExpressionID) -> [ExpressionID] {
    guard let norm = try? scope.graph.apply("norm2", [variable]) else { return [] }
    let nothing = scope.graph.zeros(scope.graph.shape(variable))
    let atZero = scope.graph.substitute([variable: nothing], in: condition)
    let square = scope.graph.power(norm, 2)
    let inverse = scope.graph.power(norm, -1)
    for length in [scope.graph.negative(atZero), atZero] {
      if isPlusOrMinus(condition, scope.graph.difference(norm, length)) {
        return [scope.graph.product([length, inverse, variable])]
      }
      if isPlusOrMinus(condition, scope.graph.difference(square, length)) {
        let root = scope.graph.map("sqrt", length)
        return [scope.graph.product([root, inverse, variable])]
      }
    }
    return []
  }

  private mutating func isPlusOrMinus(_ a: ExpressionID, _ b: ExpressionID) -> Bool {
    let opposite = scope.graph.negative(b)
    return verify(a, b, [], AnswerOptions()).verdict == .holds
      || verify(a, opposite, [], AnswerOptions()).verdict == .holds
  }

  /// y - M'(MM')⁻¹D(y) of an affine condition D whose derivative M is the same for all data: the nearest point.
  private mutating func affineImage(of variable: ExpressionID, _ symbol: SymbolID, _ condition: ExpressionID)
    -> ExpressionID?
  {
    let shape = scope.graph.shape(variable)
    let demanded = scope.graph.shape(condition)
    guard demanded.columns.isOne || demanded.rows.isOne else { return nil }
    if demanded.isScalar {
      guard let normal = derivative(.gradient, of: condition, wrt: variable, symbol), isConstant(normal)
      else {
        return nil
      }
      let length = scope.graph.frobenius(normal, normal)
      let inverse = scope.graph.power(length, -1)
      let step = scope.graph.product([condition, inverse, normal])
      return scope.graph.difference(variable, step)
    }
    let column = demanded.columns.isOne ? condition : scope.graph.transpose(condition)
    guard let map = derivative(.jacobian, of: column, wrt: variable, symbol), isConstant(map) else {
      return nil
    }
    let turned = scope.graph.transpose(map)
    let gram = scope.graph.product([map, turned])
    let inverse = scope.graph.inverse(gram)
    let step = scope.graph.product([turned, inverse, column])
    if shape.columns.isOne { return scope.graph.difference(variable, step) }
    let sizes = [scope.graph.size(shape.rows), scope.graph.size(shape.columns)]
    guard let matrix = try? scope.graph.apply("mat", [step] + sizes) else { return nil }
    return scope.graph.difference(variable, matrix)
  }

  /// The polar factor U(U'U)^(-1/2) where D is U'U - I, or (UU')^(-1/2)U where it is UU' - I, with either sign.
  private mutating func orthonormal(
    _ variable: ExpressionID,
    _ condition: ExpressionID,
    ofColumns: Bool
  ) -> [ExpressionID] {
    let turned = scope.graph.transpose(variable)
    let gram = scope.graph.product(ofColumns ? [turned, variable] : [variable, turned])
    let identity = scope.graph.identity(scope.graph.shape(gram).rows)
    guard isPlusOrMinus(condition, scope.graph.difference(gram, identity)),
      let root = try? scope.graph.apply("sqrtm", [gram])
    else { return [] }
    let inverse = scope.graph.inverse(root)
    return [scope.graph.product(ofColumns ? [variable, inverse] : [inverse, variable])]
  }

  /// Whether no data stand in an expression, so that it vanishes or has an inverse for all of them alike.
  func isConstant(_ expression: ExpressionID) -> Bool {
    scope.graph.symbols(in: [expression], throughDefinitions: true).allSatisfy {
      if case .index = scope.graph[$0].role { true } else { false }
    }
  }
}
