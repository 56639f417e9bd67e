// Square roots of products of positive-definite matrices, and logarithms of quotients.

import Expressions
import Functions

extension Law {
  private static let twoMatrices: [(name: String, shape: Shape)] = [
    ("A", Shape("n", "n")), ("B", Shape("n", "n")),
  ]
  private static let areDefinite: [(argument: String, properties: Properties)] = [
    ("A", .positiveDefinite), ("B", .positiveDefinite),
  ]
  private static let ofMatrices = Source(
    "Higham, Functions of Matrices (2008), theorem 1.13 and corollary 1.34"
  )

  /// A^{1/2} B A^{1/2} is similar to AB, and f(AB)' = f(BA), B f(AB) = f(BA) B.
  static let roots: [Law] = [
    Law(
      "trace of the root of a product",
      twoMatrices,
      "tr(sqrtm(sqrtm(A)*B*sqrtm(A)))",
      to: "tr(sqrtm(A*B))",
      when: areDefinite,
      isSplitting: true,
      source: ofMatrices
    ),
    Law(
      "function of a product moved past a factor",
      twoMatrices,
      "inv(sqrtm(A*B))'*B",
      to: "B*inv(sqrtm(A*B))",
      when: areDefinite,
      source: ofMatrices
    ),
    Law(
      "function of a product moved past a factor",
      twoMatrices,
      "A*inv(sqrtm(A*B))'",
      to: "inv(sqrtm(A*B))*A",
      when: areDefinite,
      source: ofMatrices
    ),
  ]

  /// Logarithms of quotients with an exponential above.
  static let quotients: [Law] = [
    Law(
      "logarithm of a quotient",
      [("s", .scalar), ("t", .scalar)],
      "log(exp(s)/t)",
      to: "s - log(t)",
      when: [("t", .positive)],
      isSplitting: true,
      source: .calculus
    ),
    Law(
      "logarithm of a quotient",
      [("X", Shape("n", "m")), ("Y", Shape("n", "m"))],
      "log.(exp.(X) ./ Y)",
      to: "X - log.(Y)",
      when: [("Y", .positive)],
      isSplitting: true,
      source: .calculus
    ),
  ]
}
