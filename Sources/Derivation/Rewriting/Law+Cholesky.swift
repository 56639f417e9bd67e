// What the factors L of A = LL' come to where they meet: determinants and products.

import Expressions
import Functions

extension Law {
  private static let positiveDefinite: [(name: String, shape: Shape)] = [("A", Shape("n", "n"))]
  private static let isSymmetric: [(argument: String, properties: Properties)] = [("A", .symmetric)]
  private static let factorization = Source("Golub & Van Loan, Matrix Computations (2013), section 4.2")

  /// The laws of Cholesky factors.
  static let cholesky: [Law] = [
    Law(
      "log determinant by the Cholesky factor",
      positiveDefinite,
      "sum(log.(diag(chol(A))))",
      to: "1/2*logdet(A)",
      when: isSymmetric,
      isSplitting: true,
      source: factorization
    ),
    Law(
      "log determinant by the Cholesky factor",
      positiveDefinite,
      "logdet(chol(A))",
      to: "1/2*logdet(A)",
      when: isSymmetric,
      isSplitting: true,
      source: factorization
    ),
    Law(
      "trace of an inverse by the Cholesky factor",
      positiveDefinite,
      "tr(inv(chol(A))'*inv(chol(A)))",
      to: "tr(inv(A))",
      when: isSymmetric,
      isSplitting: true,
      source: factorization
    ),
    Law(
      "inverse by the Cholesky factor",
      positiveDefinite,
      "inv(chol(A))'*inv(chol(A))",
      to: "inv(A)",
      when: isSymmetric,
      source: factorization
    ),
  ]
}
