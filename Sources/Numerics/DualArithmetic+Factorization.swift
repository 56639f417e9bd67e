// The derivatives of factorizations and of analytic functions of a matrix.

import Expressions

extension DualArithmetic {
  /// dL = L Φ(L⁻¹ dS L⁻ᵀ), where Φ keeps the lower triangle and half of the diagonal.
  ///
  /// From dS = dL Lᵀ + L dLᵀ: L⁻¹ dS L⁻ᵀ is the sum of the lower triangular L⁻¹ dL and its transpose
  /// (Giles, Collected matrix derivative results, 2008, section 3.1 has the same for the reverse mode).
  package func cholesky(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.cholesky(a.value)
    guard let tangent = a.tangent, rows(a) > 0 else { return Matrix(value) }
    let inverse = try base.inverse(value)
    let moved = base.multiply(
      base.multiply(inverse, try base.symmetricPart(tangent)),
      base.transpose(inverse)
    )
    let slope = base.multiply(value, try base.halvedLowerTriangle(moved))
    return Matrix(value, tangent: slope)
  }

  /// dλᵢ = vᵢᵀ dS vᵢ and dV = V (F ⊙ Vᵀ dS V) with Fᵢⱼ = 1/(λⱼ − λᵢ); a repeated eigenvalue is a kink.
  ///
  /// Giles, Collected matrix derivative results, 2008, section 3.1.
  package func symmetricEigen(_ a: Matrix) throws(NumericFailure) -> (values: Matrix, vectors: Matrix) {
    let (values, vectors) = try base.symmetricEigen(a.value)
    guard let tangent = a.tangent, rows(a) > 0 else { return (Matrix(values), Matrix(vectors)) }
    let moved = base.multiply(
      base.multiply(base.transpose(vectors), try base.symmetricPart(tangent)),
      vectors
    )
    let gaps = try base.reciprocalGaps(values)
    return (
      Matrix(values, tangent: base.diagonal(moved)),
      Matrix(vectors, tangent: base.multiply(vectors, base.hadamard(gaps, moved)))
    )
  }

  /// The upper right block of f([A dA; 0 A]) is the derivative of f at A along dA.
  ///
  /// Higham, Functions of Matrices, 2008, equation 3.16; the square root solves X dX + dX X = dA instead, which needs
  /// no matrix of twice the size.
  package func analytic(_ function: AnalyticFunction, _ a: Matrix) throws(NumericFailure) -> Matrix {
    guard rows(a) != 1 else { return try elementwise(function.ofNumbers, a) }
    guard let tangent = a.tangent, rows(a) > 0 else { return Matrix(try base.analytic(function, a.value)) }
    if function == .squareRoot {
      let value = try base.squareRoot(a.value)
      return Matrix(value, tangent: try base.sylvester(value, value, tangent))
    }
    let (value, slope) = try base.frechet(function, a.value, along: tangent)
    return Matrix(value, tangent: slope)
  }
}

extension Arithmetic {
  /// An analytic function at A and its derivative along E, both from one function of a matrix of twice the size.
  func frechet(
    _ function: AnalyticFunction,
    _ a: Matrix,
    along e: Matrix
  ) throws(NumericFailure) -> (value: Matrix, slope: Matrix) {
    let n = rows(a)
    let whole = try analytic(function, blocks(a, e, zeros(n, n), a))
    return (
      block(whole, rows: 0..<n, columns: 0..<n), block(whole, rows: 0..<n, columns: n..<2 * n)
    )
  }

  /// The lower triangle with half of the diagonal.
  func halvedLowerTriangle(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let n = rows(a)
    let half = Rational(1, 2)
    let mask = (0..<n * n).map { k in k % n > k / n ? Rational.one : k % n == k / n ? half : Rational.zero }
    return hadamard(a, try matrix(rows: n, columns: n, entries: mask))
  }

  /// The matrix of 1/(λⱼ − λᵢ) with zeros on the diagonal.
  func reciprocalGaps(_ values: Matrix) throws(NumericFailure) -> Matrix {
    let n = rows(values)
    let rowwise = multiply(ones(n, 1), transpose(values))
    let gaps = subtract(rowwise, transpose(rowwise))
    // The diagonal is 0; ones there keep the reciprocal defined, and are taken away after it.
    let unit = identity(n)
    do throws(NumericFailure) {
      return subtract(try reciprocal(add(gaps, unit)), unit)
    } catch {
      guard error == .singular else { throw error }
      throw .kink("a repeated eigenvalue")
    }
  }
}
