// Structured variables: the gradient is projected onto the structure (its differential moves in a subspace), or
// tied entries move together, or the structure is ignored.

public import Expressions
public import Findings
import Functions

extension Calculus {
  /// The gradient under a convention, with the line that shows the change; nil when nothing changes.
  ///
  /// - Throws: when a function of the projection is missing.
  public mutating func structured(
    _ gradient: ExpressionID,
    _ variable: ExpressionID,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> (value: ExpressionID, rule: RuleReference)? {
    guard convention != .ignored, case .symbol(let symbol) = graph[variable] else { return nil }
    let properties = graph[symbol].properties
    let rule: RuleReference = convention == .tied ? .tiedEntries : .structure
    let value: ExpressionID
    if properties.contains(.diagonal) {
      value = diagonalPart(gradient)
    } else if properties.contains(.symmetric) {
      let transposed = graph.writtenTranspose(gradient)
      let sum = graph.sum([gradient, transposed])
      if convention == .projected {
        value = graph.scaled(sum, by: Rational(1, 2))
      } else {
        let diagonal = diagonalPart(gradient)
        value = graph.difference(sum, diagonal)
      }
    } else if properties.contains(.skew) {
      let transposed = graph.writtenTranspose(gradient)
      let difference = graph.difference(gradient, transposed)
      value = convention == .projected ? graph.scaled(difference, by: Rational(1, 2)) : difference
    } else if properties.contains(.upperTriangular) {
      value = try apply("triu", [gradient])
    } else if properties.contains(.lowerTriangular) {
      value = try apply("tril", [gradient])
    } else if properties.contains(.toeplitz) {
      value = try apply(convention == .projected ? "toepmean" : "toepsum", [gradient])
    } else if properties.contains(.orthogonal) {
      // G − Q sym(Q'G): the part of G tangent to the orthogonal group at Q.
      let inner = graph.product([graph.inverse(variable), gradient])
      let transposed = graph.writtenTranspose(inner)
      let symmetric = graph.scaled(graph.sum([inner, transposed]), by: Rational(1, 2))
      let normal = graph.product([variable, symmetric])
      value = graph.difference(gradient, normal)
    } else {
      return nil
    }
    let short = shortened(value)
    return short == gradient ? nil : (short, rule)
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
  mutating func onStructure(
    _ free: Derivation,
    _ variable: ExpressionID,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> Derivation {
    guard let (value, rule) = try structured(free.result, variable, convention) else { return free }
    var steps = free.steps
    let last = steps.removeLast()
    steps.append(Step(left: last.left, right: value, rules: takeRules([rule])))
    return Derivation(
      of: free.of,
      variable: variable,
      steps: steps,
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
    guard !graph.shape(variable).columns.isOne else { return (matrix, []) }
    // The projection of a free matrix, which is linear in it, on vec.
    let free = graph.declare(Symbol(name: "V", shape: graph.shape(variable)))
    let direction = graph.differential(graph.symbol(free))
    guard let (value, rule) = try structured(direction, variable, convention) else { return (matrix, []) }
    let projector = try vectorized(value)
    return (shortened(graph.product([matrix, projector])), [rule])
  }

  private mutating func diagonalPart(_ id: ExpressionID) -> ExpressionID {
    let identity = graph.identity(graph.shape(id).rows)
    return graph.hadamard([id, identity])
  }
}
