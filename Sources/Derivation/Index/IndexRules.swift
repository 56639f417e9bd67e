// The rules of the index method: their names and where they are printed.

import Expressions
import Functions

extension RuleReference {
  static let components = RuleReference("write out the entries: (AB)_ij = Σ_p A_ip B_pj", .definition)
  static let partialOfEntry = RuleReference("∂X_ij/∂X_kl = δ_ik δ_jl", .matrixCookbook(32))
  static let deltaContraction = RuleReference("Σ_i δ_ik a_i = a_k", .definition)
  static let toMatrices = RuleReference("back to matrices: Σ_p A_ip B_pj = (AB)_ij", .definition)
  static let matrixOfEntries = RuleReference("the matrix with these entries", .definition)
  static let entriesOnVec = RuleReference(
    "A_ik B_jl is an entry of B ⊗ A on vec",
    .magnusNeudecker("ch. 2")
  )
  static let sumOfUnits = RuleReference("Σ_ij G_ij L(e_i e_j') = L(G) for a linear L", Source("linearity"))
  static let matrixOnVec = RuleReference("the matrix with these entries on vec", .definition)
  static let adjointInComponents = RuleReference(
    "Σ_ij C_ij L(E)_ij = Σ_pq L*(C)_pq E_pq for a linear L with adjoint L*",
    .definition
  )
  static let linearity = RuleReference("constants stand before the derivative", Source("linearity"))
  static let entryOfInverse = RuleReference(
    "∂(X⁻¹)_ij/∂X_kl = −(X⁻¹)_ik (X⁻¹)_lj",
    .matrixCookbook(60)
  )
  static let entryOfDeterminant = RuleReference("∂det X/∂X_kl = det X (X⁻¹)_lk", .matrixCookbook(49))
  static let entryOfLogDeterminant = RuleReference("∂log|det X|/∂X_kl = (X⁻¹)_lk", .matrixCookbook(57))
  static let squareOfEntries = RuleReference("∂Σ a_i²/∂t = 2 Σ a_i ∂a_i/∂t", .calculus)

  /// The rule as the index method states it.
  var inComponents: RuleReference {
    switch self {
    case .inverseRule: .entryOfInverse
    case .constantFactor, .collect, .transposeRule: .linearity
    case .squaredNorm: .squareOfEntries
    case RuleReference("determinant", .matrixCookbook(42)): .entryOfDeterminant
    case RuleReference("log determinant", .matrixCookbook(43)): .entryOfLogDeterminant
    default: self
    }
  }
}
