// Maps that are written once and evaluated in every arithmetic, so that the arithmetics can be compared.

import Expressions

@testable import Numerics

/// A map of one matrix that can be evaluated in any arithmetic.
protocol DifferenceMap<Tag> {
  associatedtype Tag
  func value<A: Arithmetic>(of x: A.Matrix, in a: A) throws(NumericFailure) -> A.Matrix
}

struct ElementaryMap: DifferenceMap {
  typealias Tag = Void
  let function: ElementaryFunction

  func value<A: Arithmetic>(of x: A.Matrix, in a: A) throws(NumericFailure) -> A.Matrix {
    try a.elementwise(function, x)
  }
}

/// Operations on a positive definite matrix.
enum MatrixMap: String, CaseIterable, DifferenceMap {
  typealias Tag = Void
  case inverse, determinant, adjugate, solve, cholesky, eigenvalues, eigenvectors, pseudoinverse,
    singularValues
  case power, scale, quartic, exponential, logarithm, squareRoot, sine, cosine

  func value<A: Arithmetic>(of x: A.Matrix, in a: A) throws(NumericFailure) -> A.Matrix {
    let n = a.rows(x)
    switch self {
    case .inverse: return try a.inverse(x)
    case .determinant: return try a.determinant(x)
    case .adjugate: return try a.adjugate(x)
    case .solve: return try a.solve(x, a.add(a.multiply(x, x), a.ones(n, n)))
    case .cholesky: return try a.cholesky(x)
    case .eigenvalues: return try a.symmetricEigen(x).values
    case .eigenvectors:
      let vectors = try a.symmetricEigen(x).vectors
      return a.hadamard(vectors, vectors)
    case .pseudoinverse: return try a.pseudoinverse(a.block(x, rows: 0..<n, columns: 0..<n - 1))
    case .singularValues: return try a.singularValues(a.block(x, rows: 0..<n - 1, columns: 0..<n))
    case .exponential: return try a.exponential(a.scale(x, by: Rational(1, 8)))
    case .logarithm: return try a.logarithm(x)
    case .squareRoot: return try a.squareRoot(x)
    case .sine: return try a.sine(a.scale(x, by: Rational(1, 8)))
    case .cosine: return try a.cosine(a.scale(x, by: Rational(1, 8)))
    case .power: return try a.power(a.add(a.hadamard(x, x), a.ones(n, n)), Rational(-3, 2))
    case .scale: return a.scale(x, by: a.trace(a.multiply(x, x)))
    case .quartic:
      let y = a.multiply(a.transpose(try a.matrixPower(x, 2)), a.column(x, 0))
      return a.frobenius(y, y)
    }
  }
}
