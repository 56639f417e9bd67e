// The adjoints of factorizations and of analytic functions of a matrix (Giles 2008, sections 2 and 3).

import Expressions

extension TapeArithmetic {
  /// S = LLᵀ: S̄ = L⁻ᵀ Φ(LᵀL̄) L⁻¹, symmetrized, where Φ keeps the lower triangle and half of the diagonal.
  package func cholesky(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.cholesky(a.value)
    guard rows(a) > 0 else { return Matrix(value) }
    return Matrix(value, from: [a]) { base, adjoint throws(NumericFailure) in
      let inverse = try base.inverse(value)
      let lower = try base.halvedLowerTriangle(base.multiply(base.transpose(value), adjoint))
      let whole = base.multiply(base.multiply(base.transpose(inverse), lower), inverse)
      return [try base.symmetricPart(whole)]
    }
  }

  /// S = V diag(λ) Vᵀ: S̄ = V (diag λ̄ + F ⊙ VᵀV̄) Vᵀ, symmetrized, with Fᵢⱼ = 1/(λⱼ − λᵢ).
  package func symmetricEigen(_ a: Matrix) throws(NumericFailure) -> (values: Matrix, vectors: Matrix) {
    let (values, vectors) = try base.symmetricEigen(a.value)
    guard rows(a) > 0 else { return (Matrix(values), Matrix(vectors)) }
    let valuesOnTape = Matrix(values, from: [a]) { base, adjoint throws(NumericFailure) in
      // A repeated eigenvalue is a kink; the gaps say so.
      _ = try base.reciprocalGaps(values)
      return [base.multiply(base.multiply(vectors, base.diagonalMatrix(adjoint)), base.transpose(vectors))]
    }
    let vectorsOnTape = Matrix(vectors, from: [a]) { base, adjoint throws(NumericFailure) in
      let gaps = try base.reciprocalGaps(values)
      let transposed = base.transpose(vectors)
      let inner = base.hadamard(gaps, base.multiply(transposed, adjoint))
      return [try base.symmetricPart(base.multiply(base.multiply(vectors, inner), transposed))]
    }
    return (valuesOnTape, vectorsOnTape)
  }

  /// Y = f(A): Ā is the derivative of f at Aᵀ along Ȳ, because the adjoint of a Fréchet derivative is that at Aᵀ.
  package func analytic(_ function: AnalyticFunction, _ a: Matrix) throws(NumericFailure) -> Matrix {
    guard rows(a) != 1 else { return try elementwise(function.ofNumbers, a) }
    let value = try base.analytic(function, a.value)
    guard rows(a) > 0 else { return Matrix(value) }
    return Matrix(value, from: [a]) { base, adjoint throws(NumericFailure) in
      let transposed = base.transpose(a.value)
      guard function == .squareRoot else {
        return [try base.frechet(function, transposed, along: adjoint).slope]
      }
      let root = base.transpose(value)
      return [try base.sylvester(root, root, adjoint)]
    }
  }
}
