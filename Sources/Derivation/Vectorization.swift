// Jacobians and Hessians: the matrix J of vec dF = J vec dX, read off the differential by
// vec(AXB) = (B' ⊗ A) vec X and the commutation matrix.

package import Expressions
package import Findings
import Functions

extension Calculus {
  /// The Jacobian of any expression by one variable, line by line.
  ///
  /// Vectors by vectors: ∂y_i/∂x_j. By a scalar: F's shape. Where a matrix takes part: on `vec`, column-major.
  ///
  /// - Throws: when a function has no rule, or the differential has no matrix form.
  package mutating func jacobian(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    convention: StructureConvention = .ignored
  ) throws(DerivationFailure) -> Derivation {
    let left = graph.differential(function)
    let jacobian = graph.derivative(.jacobian, of: function, wrt: variable)
    var (line, steps) = try forwardLines(of: function, left)
    let free = try coefficient(of: line, wrt: variable, &steps)
    let (value, rules) = try projected(free, variable, convention)
    let isColumn = graph.shape(function).columns.isOne && graph.shape(variable).columns.isOne
    let read: RuleReference = isColumn ? .vectorJacobianRead : .jacobianRead
    steps.append(Step(left: jacobian, right: value, rules: takeRules([read] + rules)))
    return Derivation(
      of: function,
      variable: variable,
      steps: steps,
      result: value,
      helpers: [],
      conditions: conditions(of: function)
    )
  }

  /// The Hessian of a scalar by one variable: the gradient first, then its Jacobian.
  ///
  /// - Throws: as the gradient and the Jacobian do.
  package mutating func hessian(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    convention: StructureConvention = .ignored
  ) throws(DerivationFailure) -> Derivation {
    let first = try structuredGradient(of: function, wrt: variable, convention)
    let hessian = graph.derivative(.hessian, of: function, wrt: variable)
    let gradient = graph.derivative(.gradient, of: function, wrt: variable)
    let isFree = !hasStructure(variable) || convention == .ignored
    if isFree { knownGradients[function] = (variable, first.result) }
    defer { knownGradients[function] = nil }
    var (line, lines) = try forwardLines(of: first.result, graph.differential(gradient))
    let free = inAuthorsNames(try coefficient(of: line, wrt: variable, &lines), of: function)
    let (value, rules) = try projected(free, variable, convention)
    var steps = first.steps + lines
    steps.append(Step(left: hessian, right: value, rules: takeRules([.hessianRead] + rules)))
    let conditions = conditions(first.conditions, and: conditions(of: first.result))
    return Derivation(
      of: function,
      variable: variable,
      steps: steps,
      result: value,
      helpers: first.helpers,
      conditions: conditions
    )
  }

  /// The Hessian as an operator: the differential of the gradient in a direction, or as a bilinear form in two.
  ///
  /// On a structured variable both the directions and the value are on its structure.
  ///
  /// - Throws: as the gradient does, and on a manifold.
  package mutating func hessian(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    along directions: [ExpressionID],
    convention: StructureConvention = .ignored
  ) throws(DerivationFailure) -> Derivation {
    guard hasStructure(variable) else {
      return try freeHessian(of: function, wrt: variable, along: directions, .ignored)
    }
    if convention == .ignored {
      return try unstructured(of: function, wrt: variable) {
        (calculus, function, variable) throws(DerivationFailure) in
        try calculus.freeHessian(of: function, wrt: variable, along: directions, .ignored)
      }
    }
    try refuseCurved(variable)
    var projected: [ExpressionID] = []
    for direction in directions { projected.append(try onStructure(direction, variable)) }
    return try freeHessian(of: function, wrt: variable, along: projected, .projected)
  }

  private mutating func freeHessian(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    along directions: [ExpressionID],
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> Derivation {
    let first = try structuredGradient(of: function, wrt: variable, convention)
    let gradient = graph.derivative(.gradient, of: function, wrt: variable)
    if !hasStructure(variable) { knownGradients[function] = (variable, first.result) }
    defer { knownGradients[function] = nil }
    let (line, lines) = try forwardLines(of: first.result, graph.differential(gradient))
    let steps = first.steps + lines
    guard let last = directions.last else {
      throw DerivationFailure(code: "derivation.no-direction", "a direction is missing after 'along'")
    }
    var value = try along(last, variable, line)
    if directions.count == 2 { value = graph.frobenius(directions[0], value) }
    value = shortened(value)
    let conditions = conditions(first.conditions, and: conditions(of: first.result))
    var image: ExpressionID?
    if graph.shape(variable).columns.isOne {
      let hessian = graph.derivative(.hessian, of: function, wrt: variable)
      image = graph.product([hessian, last])
      if directions.count == 2 { image = image.map { graph.frobenius(directions[0], $0) } }
    }
    let ending = image.map { [Step(left: $0, right: value, rules: takeRules([.direction]))] } ?? []
    return Derivation(
      of: function,
      variable: variable,
      steps: steps + ending,
      result: value,
      helpers: first.helpers,
      conditions: conditions
    )
  }

  /// The derivative of any expression in a direction; on a structured variable the part of the direction in which it
  /// can move is taken.
  ///
  /// - Throws: as the differential does.
  package mutating func directional(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    along direction: ExpressionID,
    convention: StructureConvention = .ignored
  ) throws(DerivationFailure) -> Derivation {
    let taken = convention == .ignored ? direction : try onStructure(direction, variable)
    let derivation = try differential(of: function)
    let value = shortened(try along(taken, variable, derivation.result))
    var image: ExpressionID?
    if graph.shape(function).isScalar {
      image = graph.frobenius(graph.derivative(.gradient, of: function, wrt: variable), direction)
    } else if graph.shape(variable).columns.isOne, graph.shape(function).columns.isOne {
      image = graph.product([graph.derivative(.jacobian, of: function, wrt: variable), direction])
    }
    let ending = image.map { [Step(left: $0, right: value, rules: takeRules([.direction]))] } ?? []
    return Derivation(
      of: function,
      variable: variable,
      steps: derivation.steps + ending,
      result: value,
      helpers: derivation.helpers,
      conditions: derivation.conditions
    )
  }

  /// The part of a direction in which a variable can move.
  ///
  /// - Throws: by name, when no derivative is taken on the set where the variable moves.
  package mutating func onStructure(_ direction: ExpressionID, _ variable: ExpressionID)
    throws(DerivationFailure)
    -> ExpressionID
  {
    try structured(direction, variable, .projected)?.value ?? direction
  }

  private mutating func along(_ direction: ExpressionID, _ variable: ExpressionID, _ line: ExpressionID)
    throws(DerivationFailure) -> ExpressionID
  {
    let differential = graph.differential(variable)
    let alone = try moving(variable, alone: line)
    return graph.substitute([differential: direction], in: alone)
  }

  // MARK: - Reading off

  /// The matrix of a line that is linear in the variable's differential, with the line that shows it.
  private mutating func coefficient(of line: ExpressionID, wrt variable: ExpressionID, _ steps: inout [Step])
    throws(DerivationFailure) -> ExpressionID
  {
    let isMember = if case .member = graph[variable] { true } else { false }
    let line = try moving(variable, alone: line)
    let x = graph.shape(variable)
    let f = graph.shape(line)
    let differential = graph.differential(variable)
    if !hasDifferential(line) {
      return graph.zeros(x.isScalar ? f : Shape(f.count, x.count))
    }
    if x.isScalar {
      let one = graph.number(1)
      return shortened(graph.substitute([differential: one], in: line))
    }
    let matrix = shortened(try vectorized(line))
    // Shown as vec dF = J vec dX where a matrix takes part, and as dF = J dx for vectors.
    let vecX = x.columns.isOne ? differential : try apply("vec", [differential])
    let product = graph.product([matrix, vecX])
    let left: ExpressionID?
    if f.columns.isOne {
      left = nil
    } else if let first = steps.first(where: { $0.left != nil })?.left {
      left = try apply("vec", [first])
    } else {
      left = nil
    }
    // A line that is a matrix times dx already is not written twice.
    if left == nil, steps.last?.right == product { return matrix }
    // A line in which one member alone moves does not go on from one in which all do.
    if isMember { return matrix }
    let rule: RuleReference = x.columns.isOne && f.columns.isOne ? .columnForm : .vectorization
    steps.append(Step(left: left, right: product, rules: takeRules([rule])))
    return matrix
  }

  /// J with vec(L) = J vec(dX) for an expression L that is linear in one variable's differential.
  mutating func vectorized(_ linear: ExpressionID) throws(DerivationFailure) -> ExpressionID {
    let shape = graph.shape(linear)
    guard hasDifferential(linear) else {
      throw DerivationFailure(code: "derivation.no-matrix-form", "a constant term stands in a differential")
    }
    if shape.isScalar, case .differential = graph[linear] { return graph.number(1) }
    if shape.isScalar {
      // A scalar is G : dX, and its row is vec(G)'.
      let terms = try pull(graph.number(1), linear)
      var cotangents: [ExpressionID] = []
      for term in terms {
        var cotangent = term.cotangent
        for index in term.indices.reversed() { cotangent = graph.indexedSum(index, cotangent) }
        cotangents.append(cotangent)
      }
      let sum = graph.sum(cotangents)
      if graph.shape(sum).isScalar { return sum }
      if graph.shape(sum).columns.isOne { return graph.writtenTranspose(sum) }
      if graph.shape(sum).rows.isOne { return sum }
      let vector = try apply("vec", [sum])
      return graph.transpose(vector)
    }
    switch graph[linear] {
    case .differential(let x):
      return graph.identity(graph.shape(x).count)
    case .sum(let terms):
      var parts: [ExpressionID] = []
      for term in terms { parts.append(try vectorized(term)) }
      return graph.sum(parts)
    case .transpose(let x):
      let inner = try vectorized(x)
      let inside = graph.shape(x)
      if inside.rows.isOne || inside.columns.isOne { return inner }
      let commutation = try apply("commutation", [graph.size(inside.rows), graph.size(inside.columns)])
      return graph.product([commutation, inner])
    case .product: return try vectorizedProduct(linear, shape)
    case .hadamard(let operands):
      guard let place = operands.firstIndex(where: { hasDifferential($0) }) else { break }
      var rest = operands
      rest.remove(at: place)
      let inner = try vectorized(operands[place])
      let factor = graph.hadamard(rest)
      let vector = shape.columns.isOne ? factor : try apply("vec", [factor])
      let column = graph.shape(vector).rows.isOne ? graph.transpose(vector) : vector
      return graph.product([try apply("Diag", [column]), inner])
    case .apply(let function, let arguments) where function == "vec" || function == "mat":
      return try vectorized(arguments[0])
    case .indexedSum(let index, let body):
      let inner = try vectorized(body)
      return graph.indexedSum(index, inner)
    case .kronecker(let a, let b): return try vectorizedKronecker(a, b)
    case .apply(let function, let arguments): return try vectorizedFunction(function, arguments, linear)
    case .block(let columns, let blocks): return try vectorizedBlocks(columns, blocks, shape)
    default: break
    }
    throw DerivationFailure(
      code: "derivation.no-matrix-form",
      "this differential has no form J vec(dX) in the functions of the language",
      hints: ["ask for the 'differential' or a 'directional' derivative"]
    )
  }

  private mutating func vectorizedProduct(_ linear: ExpressionID, _ shape: Shape) throws(DerivationFailure)
    -> ExpressionID
  {
    var parts = graph.parts(linear)
    if let place = parts.scalars.firstIndex(where: { hasDifferential($0) }) {
      // d(s) R = vec(R) · (row of ds).
      let scalar = parts.scalars.remove(at: place)
      let rest = graph.product(parts)
      let column =
        shape.columns.isOne ? rest : shape.rows.isOne ? graph.transpose(rest) : try apply("vec", [rest])
      let row = try vectorized(scalar)
      return graph.product([column, row])
    }
    guard let place = parts.chain.firstIndex(where: { hasDifferential($0) }) else {
      throw DerivationFailure(code: "derivation.no-matrix-form", "a constant term stands in a differential")
    }
    let middle = parts.chain[place]
    if case .apply("Diag", let arguments) = graph[middle] {
      // Diag(v) w = v ⊙ w, and w' Diag(v) = (w ⊙ v)'.
      let front = graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
      let before = Array(parts.chain[..<place])
      let after = Array(parts.chain[(place + 1)...])
      if let last = after.last, graph.shape(last).columns.isOne {
        let product = graph.hadamard([arguments[0], graph.product(after)])
        return try vectorized(graph.product([front] + before + [product]))
      }
      if let first = before.first, graph.shape(first).rows.isOne {
        let row = graph.writtenTranspose(graph.product(before))
        let product = graph.transpose(graph.hadamard([row, arguments[0]]))
        return try vectorized(graph.product([front, product] + after))
      }
    }
    let inner = try vectorized(middle)
    let inside = graph.shape(middle)
    let scalars = graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
    let left = parts.chain[..<place].isEmpty ? nil : graph.product(Array(parts.chain[..<place]))
    let right =
      parts.chain[(place + 1)...].isEmpty
      ? nil : graph.writtenTranspose(graph.product(Array(parts.chain[(place + 1)...])))
    var factors: [ExpressionID] = [scalars]
    switch (left, right) {
    case (nil, nil): break
    case (let left?, nil):
      factors.append(inside.columns.isOne ? left : graph.kronecker(graph.identity(inside.columns), left))
    case (nil, let right?):
      factors.append(inside.rows.isOne ? right : graph.kronecker(right, graph.identity(inside.rows)))
    case (let left?, let right?): factors.append(graph.kronecker(right, left))
    }
    return graph.product(factors + [inner])
  }

  /// The matrix of a Kronecker product: vec(A ⊗ B) = (I ⊗ K ⊗ I)(vec A ⊗ vec B).
  ///
  /// Source: Magnus & Neudecker, chapter 3.
  private mutating func vectorizedKronecker(_ a: ExpressionID, _ b: ExpressionID) throws(DerivationFailure)
    -> ExpressionID
  {
    let left = graph.shape(a)
    let right = graph.shape(b)
    let commutation = try apply("commutation", [graph.size(right.columns), graph.size(left.rows)])
    let middle = graph.kronecker(
      graph.identity(left.columns),
      graph.kronecker(commutation, graph.identity(right.rows))
    )
    if hasDifferential(b) {
      let column = try columnVector(a)
      let inner = try vectorized(b)
      return graph.product([middle, graph.kronecker(column, graph.identity(right.count)), inner])
    }
    let column = try columnVector(b)
    let inner = try vectorized(a)
    return graph.product([middle, graph.kronecker(graph.identity(left.count), column), inner])
  }

  private mutating func columnVector(_ id: ExpressionID) throws(DerivationFailure) -> ExpressionID {
    let shape = graph.shape(id)
    if shape.columns.isOne { return id }
    return shape.rows.isOne ? graph.transpose(id) : try apply("vec", [id])
  }
}
