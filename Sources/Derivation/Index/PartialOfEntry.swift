// What the derivative of an entry of the variable by an entry of the variable is: δ_ik δ_jl for a free matrix, and for
// a structured one what its convention says, as a sum of products of deltas.

import Expressions
import Findings
import Functions

/// ∂X_ij/∂X_kl as numbers times products of factors, the slots of X_ij still to be put in.
struct PartialOfEntry {
  /// A slot of one of the factors.
  enum Slot { case row, column, fixed(ExpressionID) }

  /// A factor between two slots.
  struct Factor {
    let matrix: ExpressionID
    let row: Slot
    let column: Slot
  }

  /// A product with its number.
  struct Product {
    let coefficient: Rational
    let factors: [Factor]
  }

  var terms: [Product]
  var rule: RuleReference
}

extension RuleReference {
  static let partialOfSymmetric = RuleReference(
    "∂S_ij/∂S_kl = ½ (δ_ik δ_jl + δ_il δ_jk) for a symmetric S",
    Source("arXiv 1911.06491")
  )
  static let partialOfSkew = RuleReference(
    "∂K_ij/∂K_kl = ½ (δ_ik δ_jl − δ_il δ_jk) for a skew K",
    Source("arXiv 1911.06491")
  )
  static let partialOfTiedSymmetric = RuleReference(
    "∂S_ij/∂S_kl = δ_ik δ_jl + δ_il δ_jk − δ_ij δ_ik δ_jl for tied entries",
    .matrixCookbook(138)
  )
  static let partialOfTiedSkew = RuleReference(
    "∂K_ij/∂K_kl = δ_ik δ_jl − δ_il δ_jk for tied entries",
    .matrixCookbook(138)
  )
  static let partialOfDiagonal = RuleReference("∂D_ij/∂D_kl = δ_ij δ_ik δ_jl for a diagonal D", .definition)
  static let partialOfTriangular = RuleReference(
    "∂T_ij/∂T_kl = δ_ik δ_jl inside the triangle",
    .definition
  )
}

extension Calculus {
  /// Whether the variable has a structure that a convention speaks of.
  func hasStructure(_ variable: ExpressionID) -> Bool {
    guard let symbol = graph.movingSymbol(variable) else { return false }
    return graph[symbol].properties.structure != .free
  }

  /// ∂X_ij/∂X_kl.
  mutating func partialOfEntry(
    _ variable: ExpressionID,
    _ row: ExpressionID?,
    _ column: ExpressionID?,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> PartialOfEntry {
    let shape = graph.shape(variable)
    var straight: [PartialOfEntry.Factor] = []
    if let row { straight.append(.init(matrix: graph.identity(shape.rows), row: .row, column: .fixed(row))) }
    if let column {
      let identity = graph.identity(shape.columns)
      straight.append(.init(matrix: identity, row: .column, column: .fixed(column)))
    }
    let free = PartialOfEntry(terms: [.init(coefficient: 1, factors: straight)], rule: .partialOfEntry)
    guard convention != .ignored, let row, let column, let structure = try structure(of: variable) else {
      return free
    }
    let identity = graph.identity(shape.rows)
    let crossed: [PartialOfEntry.Factor] = [
      .init(matrix: identity, row: .row, column: .fixed(column)),
      .init(matrix: identity, row: .column, column: .fixed(row)),
    ]
    let diagonal = [PartialOfEntry.Factor(matrix: identity, row: .row, column: .column)] + straight
    let isTied = convention == .tied
    let half = isTied ? Rational.one : Rational(1, 2)
    switch structure {
    case .diagonal:
      return PartialOfEntry(terms: [.init(coefficient: 1, factors: diagonal)], rule: .partialOfDiagonal)
    case .symmetric:
      var terms = [straight, crossed].map { PartialOfEntry.Product(coefficient: half, factors: $0) }
      if isTied { terms.append(.init(coefficient: -1, factors: diagonal)) }
      return PartialOfEntry(terms: terms, rule: isTied ? .partialOfTiedSymmetric : .partialOfSymmetric)
    case .skew:
      return PartialOfEntry(
        terms: [
          .init(coefficient: half, factors: straight),
          .init(coefficient: Rational.zero - half, factors: crossed),
        ],
        rule: isTied ? .partialOfTiedSkew : .partialOfSkew
      )
    case .upperTriangular: return try partial(insideOf: "triu", shape, straight)
    case .lowerTriangular: return try partial(insideOf: "tril", shape, straight)
    case .toeplitz, .symmetricToeplitz, .skewToeplitz, .upperTriangularToeplitz, .lowerTriangularToeplitz,
      .scalarMatrix, .zero, .orthogonal, .unit:
      throw DerivationFailure(
        code: "derivation.no-index-form",
        "the entries of \(structure.elements) have no derivatives in Kronecker deltas",
        hints: ["ask for 'method: differential'", "or write 'structured: ignored'"]
      )
    }
  }

  /// δ_ik δ_jl inside a triangle.
  private mutating func partial(
    insideOf triangle: FunctionName,
    _ shape: Shape,
    _ straight: [PartialOfEntry.Factor]
  ) throws(DerivationFailure) -> PartialOfEntry {
    let mask = try apply(triangle, [graph.ones(shape)])
    let inside = PartialOfEntry.Factor(matrix: mask, row: .row, column: .column)
    return PartialOfEntry(
      terms: [.init(coefficient: 1, factors: [inside] + straight)],
      rule: .partialOfTriangular
    )
  }

  /// The term with the derivative of an entry by an entry of a variable put in; of another member of its family there is
  /// none.
  mutating func deltas(
    _ given: ComponentTerm,
    _ partial: [PartialOfEntry.Product],
    by variable: ExpressionID
  ) -> [ComponentTerm] {
    guard let place = given.derivative else { return [given] }
    let entry = given.factors[place]
    var same: [ComponentFactor] = []
    if case .member(let family, let wanted) = graph[variable],
      case .member(family, let member) = graph[entry.expression], member != wanted,
      let range = graph.range(of: family)
    {
      same = [ComponentFactor(expression: graph.identity(range), row: member, column: wanted)]
    }
    func slot(_ slot: PartialOfEntry.Slot) -> ExpressionID? {
      switch slot {
      case .row: entry.row
      case .column: entry.column
      case .fixed(let index): index
      }
    }
    return partial.map { product in
      var term = given
      term.coefficient = term.coefficient * product.coefficient
      let factors = product.factors.map {
        ComponentFactor(expression: $0.matrix, row: slot($0.row), column: slot($0.column))
      }
      term.factors.replaceSubrange(place...place, with: same + factors)
      return term
    }
  }
}

extension Structure {
  /// Whether the derivatives of the entries by the entries are sums of products of Kronecker deltas.
  var hasDeltas: Bool {
    switch self {
    case .symmetric, .skew, .diagonal, .upperTriangular, .lowerTriangular: true
    case .toeplitz, .symmetricToeplitz, .skewToeplitz, .upperTriangularToeplitz, .lowerTriangularToeplitz,
      .scalarMatrix, .zero, .orthogonal, .unit:
      false
    }
  }
}
