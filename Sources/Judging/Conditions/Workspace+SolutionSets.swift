// Data that meet an equation, drawn exactly: a map of all data onto those that meet it, which leaves these alone.
//
// With such a map P for y, an equation holds wherever the condition D(y) = 0 does just if it holds with P(y) for y. A
// map is only used when the verifier finds D(P(y)) = 0.

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
    var isComplete = true
    var isMoved = false
    for place in conditions.indices {
      guard let condition = conditions[place], let map = retraction(of: condition, sides, premises) else {
        isComplete = false
        continue
      }
      isMoved = true
      sides = sides.map { scope.value(of: $0, at: map) }
      for later in conditions.indices where later > place {
        guard let known = conditions[later] else { continue }
        conditions[later] = scope.value(of: known, at: map)
      }
    }
    guard isMoved else { return nil }
    let isSeeking = seeksCounterexamples
    // The data of a counterexample would be those before the map, which need not meet the conditions.
    seeksCounterexamples = false
    defer { seeksCounterexamples = isSeeking }
    let outcome = judge(sides[0], sides[1], premises.variables, premises.options).outcome
    return (outcome, isComplete)
  }

  /// A name with its image on the set where a condition vanishes; nil where none of the known maps leads there.
  private mutating func retraction(
    of condition: ExpressionID,
    _ sides: [ExpressionID],
    _ premises: Premises
  ) -> [ExpressionID: ExpressionID]? {
    let hasDifferentials = scope.graph.reachableThroughDefinitions(from: sides).contains {
      if case .differential = scope.graph[$0] { true } else { false }
    }
    let all = scope.graph.symbols(in: [condition], throughDefinitions: true).sorted()
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

  /// The maps that may lead to the set where a condition vanishes, the simplest first.
  private mutating func images(of symbol: SymbolID, _ condition: ExpressionID) -> [ExpressionID] {
    let variable = scope.graph.symbol(symbol)
    let shape = scope.graph.shape(variable)
    let demanded = scope.graph.shape(condition)
    var images: [ExpressionID] = []
    if shape == demanded {
      // y = E, and A = A'.
      let half = scope.graph.scaled(condition, by: Rational(1, 2))
      images.append(scope.graph.difference(variable, condition))
      images.append(scope.graph.sum([variable, condition]))
      images.append(scope.graph.difference(variable, half))
    }
    if demanded.isScalar, !shape.isScalar { images += scaled(variable, condition) }
    if let image = affineImage(of: variable, symbol, condition) { images.append(image) }
    if !shape.columns.isOne, demanded.isSquare {
      if demanded.rows == shape.columns { images += orthonormal(variable, ofColumns: true) }
      if demanded.rows == shape.rows { images += orthonormal(variable, ofColumns: false) }
    }
    return images
  }

  /// Multiples of y whose length is asked for: c·y/‖y‖ for ‖y‖ = c, √c·y/‖y‖ for y'y = c.
  private mutating func scaled(_ variable: ExpressionID, _ condition: ExpressionID) -> [ExpressionID] {
    guard let norm = try? scope.graph.apply("norm2", [variable]) else { return [] }
    let nothing = scope.graph.zeros(scope.graph.shape(variable))
    let atZero = scope.graph.substitute([variable: nothing], in: condition)
    let length = scope.graph.negative(atZero)
    let inverse = scope.graph.power(norm, -1)
    let root = scope.graph.map("sqrt", length)
    return [length, root].map { scope.graph.product([$0, inverse, variable]) }
  }

  /// y - M'(MM')⁻¹D(y) of an affine condition D with derivative M: the nearest point that meets it.
  private mutating func affineImage(of variable: ExpressionID, _ symbol: SymbolID, _ condition: ExpressionID)
    -> ExpressionID?
  {
    let shape = scope.graph.shape(variable)
    let demanded = scope.graph.shape(condition)
    guard demanded.columns.isOne || demanded.rows.isOne else { return nil }
    if demanded.isScalar {
      guard let normal = derivative(.gradient, of: condition, wrt: variable, symbol),
        isFree(normal, of: symbol)
      else { return nil }
      let length = scope.graph.frobenius(normal, normal)
      let inverse = scope.graph.power(length, -1)
      let step = scope.graph.product([condition, inverse, normal])
      return scope.graph.difference(variable, step)
    }
    let column = demanded.columns.isOne ? condition : scope.graph.transpose(condition)
    guard let map = derivative(.jacobian, of: column, wrt: variable, symbol), isFree(map, of: symbol) else {
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

  /// The polar factor: U(U'U)^(-1/2), or (UU')^(-1/2)U for rows.
  private mutating func orthonormal(_ variable: ExpressionID, ofColumns: Bool) -> [ExpressionID] {
    let turned = scope.graph.transpose(variable)
    let gram = scope.graph.product(ofColumns ? [turned, variable] : [variable, turned])
    guard let root = try? scope.graph.apply("sqrtm", [gram]) else { return [] }
    let inverse = scope.graph.inverse(root)
    return [scope.graph.product(ofColumns ? [variable, inverse] : [inverse, variable])]
  }

  private func isFree(_ expression: ExpressionID, of symbol: SymbolID) -> Bool {
    !scope.graph.symbols(in: [expression], throughDefinitions: true).contains(symbol)
  }
}
