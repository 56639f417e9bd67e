// Structured variables: the gradient is projected onto the structure (its differential moves in a subspace), or
// tied entries move together, or the structure is ignored.

package import Expressions
package import Findings
import Functions

extension Calculus {
  /// The gradient under a convention, with the line that shows the change; nil when nothing changes.
  ///
  /// - Throws: when a function of the projection is missing.
  package mutating func structured(
    _ gradient: ExpressionID,
    _ variable: ExpressionID,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> (value: ExpressionID, rule: RuleReference)? {
    guard convention != .ignored, !graph.shape(variable).isScalar,
      let structure = try structure(of: variable)
    else { return nil }
    let value = try onStructure(gradient, structure, variable, convention)
    let short = shortened(value)
    let rule: RuleReference = convention == .tied && structure.isLinear ? .tiedEntries : .structure
    return short == gradient ? nil : (short, rule)
  }

  /// The structure on which a variable moves; nil when it is free.
  ///
  /// - Throws: by name, when no derivative is taken on the set where it moves.
  func structure(of variable: ExpressionID) throws(DerivationFailure) -> Structure? {
    guard let symbol = graph.movingSymbol(variable) else { return nil }
    switch graph[symbol].properties.structure {
    case .free: return nil
    case .on(let structure): return structure
    case .refused(let elements):
      throw DerivationFailure(
        code: "derivation.structure",
        "no derivative is taken on the \(elements), which are no structure of the language",
        hints: ["declare '\(graph[symbol].name)' with fewer attributes"]
      )
    }
  }

  /// The gradient on one structure: the orthogonal projection, or for `tied` the sum over tied entries.
  private mutating func onStructure(
    _ gradient: ExpressionID,
    _ structure: Structure,
    _ variable: ExpressionID,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> ExpressionID {
    let alongDiagonals: FunctionName = convention == .tied ? "toepsum" : "toepmean"
    switch structure {
    case .symmetric: return symmetricPart(gradient, convention)
    case .skew: return skewPart(gradient, convention)
    case .diagonal: return diagonalPart(gradient)
    case .upperTriangular: return try apply("triu", [gradient])
    case .lowerTriangular: return try apply("tril", [gradient])
    case .toeplitz: return try apply(alongDiagonals, [gradient])
    // Along the diagonals first: those of one pair are of one length, so both steps commute.
    case .symmetricToeplitz: return symmetricPart(try apply(alongDiagonals, [gradient]), convention)
    case .skewToeplitz: return skewPart(try apply(alongDiagonals, [gradient]), convention)
    case .upperTriangularToeplitz: return try apply("triu", [try apply(alongDiagonals, [gradient])])
    case .lowerTriangularToeplitz: return try apply("tril", [try apply(alongDiagonals, [gradient])])
    case .scalarMatrix:
      let size = graph.shape(variable).rows
      var factors = [try apply("tr", [gradient]), graph.identity(size)]
      if convention == .projected { factors.insert(graph.power(graph.size(size), -1), at: 0) }
      return graph.product(factors)
    case .zero: return graph.zeros(graph.shape(variable))
    case .orthogonal:
      // G − Q sym(Q'G): the part of G tangent to the orthogonal group at Q.
      let inner = graph.product([graph.inverse(variable), gradient])
      return graph.difference(gradient, graph.product([variable, symmetricPart(inner, .projected)]))
    case .unit:
      // g − v (v'g): the part of g tangent to the sphere at v.
      let along = graph.frobenius(variable, gradient)
      return graph.difference(gradient, graph.product([along, variable]))
    }
  }

  /// sym G, or G + G' − G ∘ I for tied entries.
  private mutating func symmetricPart(_ id: ExpressionID, _ convention: StructureConvention) -> ExpressionID {
    let sum = graph.sum([id, graph.writtenTranspose(id)])
    guard convention == .tied else { return graph.scaled(sum, by: Rational(1, 2)) }
    return graph.difference(sum, diagonalPart(id))
  }

  /// ½ (G − G'), or G − G' for tied entries.
  private mutating func skewPart(_ id: ExpressionID, _ convention: StructureConvention) -> ExpressionID {
    let difference = graph.difference(id, graph.writtenTranspose(id))
    return convention == .tied ? difference : graph.scaled(difference, by: Rational(1, 2))
  }

  /// The gradient with its last line on the structure of the variable.
  ///
  /// - Throws: as the gradient does.
  mutating func structuredGradient(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> Derivation {
    try onStructure(try gradient(of: function, wrt: variable), variable, convention)
  }

  /// A gradient with its last line on the structure of the variable.
  package mutating func onStructure(
    _ free: Derivation,
    _ variable: ExpressionID,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> Derivation {
    guard let (value, rule) = try structured(free.result, variable, convention) else { return free }
    let rules = takeRules([rule])
    guard convention == .projected, let last = free.steps.last, free.steps.count > 1 else {
      return free.ending(in: value, left: free.steps.last?.left, by: rules)
    }
    // dφ = G : dX, where dX has the structure: the part of G on it is all that counts.
    let line = Step(left: nil, right: graph.frobenius(value, graph.differential(variable)), rules: rules)
    return Derivation(
      of: free.of,
      variable: free.variable,
      steps: free.steps.dropLast() + [
        line, Step(left: last.left, right: value, rules: [gradientRule(variable)]),
      ],
      result: value,
      helpers: free.helpers,
      conditions: free.conditions
    )
  }

  /// A Jacobian or Hessian times the projector onto the structure of the variable, with the rule of its convention.
  mutating func projected(
    _ matrix: ExpressionID,
    _ variable: ExpressionID,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> (ExpressionID, [RuleReference]) {
    // The projection of a free matrix, which is linear in it, on vec.
    guard !graph.shape(variable).isScalar else { return (matrix, []) }
    let free = graph.declare(Symbol(name: "V", shape: graph.shape(variable)))
    let direction = graph.differential(graph.symbol(free))
    guard let (value, rule) = try structured(direction, variable, convention) else { return (matrix, []) }
    // Nothing moves where the zero matrix is the only one.
    guard hasDifferential(value) else { return (graph.zeros(graph.shape(matrix)), [rule]) }
    let projector = try vectorized(value)
    return (shortened(graph.product([matrix, projector])), [rule])
  }

  private mutating func diagonalPart(_ id: ExpressionID) -> ExpressionID {
    let identity = graph.identity(graph.shape(id).rows)
    return graph.hadamard([id, identity])
  }
}

extension Calculus {
  /// A derivative along a unit matrix as that by the entry, with a line that says so.
  package mutating func byEntry(_ entry: ExpressionID, _ along: Derivation) -> Derivation {
    let kind: DerivativeKind = graph.shape(along.of).isScalar ? .gradient : .jacobian
    let left = graph.derivative(kind, of: along.of, wrt: entry)
    let line = Step(left: left, right: along.result, rules: [.unitDirection])
    let before =
      along.steps.last?.rules.contains(.direction) == true ? along.steps.dropLast() : along.steps[...]
    return Derivation(
      of: along.of,
      variable: along.variable,
      steps: before + [line],
      result: along.result,
      helpers: along.helpers,
      conditions: along.conditions
    )
  }
}
