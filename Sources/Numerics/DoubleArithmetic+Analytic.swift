// Analytic functions of a matrix of machine numbers.

import Expressions

extension DoubleArithmetic {
  /// An analytic function of a square matrix, principal branch.
  package func analytic(_ function: AnalyticFunction, _ a: DenseMatrix) throws(NumericFailure) -> DenseMatrix
  {
    precondition(a.rows == a.columns, "only a square matrix has analytic functions")
    guard a.rows > 0 else { return a }
    if a.rows == 1 { return try elementwise(function.ofNumbers, a) }
    _ = try finite(a)
    switch function {
    case .exponential: return try padeExponential(a)
    case .squareRoot: return try iteratedSquareRoot(a)
    case .logarithm: return try seriesLogarithm(a)
    case .sine, .cosine: return try blockTrigonometric(function, a)
    }
  }

  /// exp A = (r(A/2ˢ))^(2ˢ) with the diagonal Padé approximant r of degree 8 and ‖A/2ˢ‖ ≤ 1/2.
  ///
  /// The coefficients are c₀ = 1, cₖ = cₖ₋₁ (m − k + 1)/(k (2m − k + 1)) with m = 8 (Golub, Van Loan, Matrix Computations,
  /// section 9.3.1); the relative error is then below 2³⁻²·⁸ (8!)²/(16! 17!) ‖A‖ < 10⁻²².
  private func padeExponential(_ a: DenseMatrix) throws(NumericFailure) -> DenseMatrix {
    let degree = 8
    let norm = a.oneNorm
    guard norm < 1e5 else { throw .outsideDomain("the range of machine numbers") }
    var squarings = 0
    var scale = 1.0
    while norm * scale > 0.5 {
      scale /= 2
      squarings += 1
    }
    let x = map(a) { $0 * scale }
    var power = identity(a.rows)
    var even = power
    var odd = zeros(a.rows, a.rows)
    var coefficient = 1.0
    for k in 1...degree {
      coefficient *= Double(degree - k + 1) / Double(k * (2 * degree - k + 1))
      power = multiply(power, x)
      let term = map(power) { $0 * coefficient }
      if k.isMultiple(of: 2) { even = add(even, term) } else { odd = add(odd, term) }
    }
    var result = try solve(subtract(even, odd), add(even, odd))
    for _ in 0..<squarings { result = multiply(result, result) }
    return try finite(result)
  }

  /// The iteration of Denman and Beavers in product form (Higham 2008, equation 6.29).
  private func iteratedSquareRoot(_ a: DenseMatrix) throws(NumericFailure) -> DenseMatrix {
    let unit = identity(a.rows)
    var x = a
    var m = a
    do throws(NumericFailure) {
      for _ in 0..<60 {
        let inverse = try self.inverse(m)
        x = map(multiply(x, add(unit, inverse))) { $0 / 2 }
        m = map(add(unit, map(add(m, inverse)) { $0 / 2 })) { $0 / 2 }
        // The error squares in each step: from 1e-9 it falls below the last digit.
        guard subtract(m, unit).largestMagnitude < 1e-9 else { continue }
        x = map(multiply(x, add(unit, try self.inverse(m)))) { $0 / 2 }
        let residual = subtract(multiply(x, x), a).largestMagnitude
        guard residual <= 1e-9 * max(a.largestMagnitude, x.largestMagnitude * x.largestMagnitude) else {
          break
        }
        return try finite(x)
      }
    } catch {
      guard error == .singular else { throw error }
    }
    throw .outsideDomain("matrices without eigenvalues from 0 downwards")
  }

  /// log A = 2ᵏ log A^(1/2ᵏ), where log B = 2 Σ Z²ⁱ⁺¹/(2i+1) with Z = (B − I)(B + I)⁻¹.
  ///
  /// At ‖B − I‖ < 1/8 is ‖Z‖ < 1/15, so eight terms leave 15⁻¹⁷ < 10⁻¹⁹.
  private func seriesLogarithm(_ a: DenseMatrix) throws(NumericFailure) -> DenseMatrix {
    let unit = identity(a.rows)
    var root = a
    var factor = 2.0
    var steps = 0
    while !(subtract(root, unit).oneNorm < 0.125) {
      guard steps < 60 else { throw .outsideDomain("matrices without eigenvalues from 0 downwards") }
      root = try iteratedSquareRoot(root)
      factor *= 2
      steps += 1
    }
    // B − I and (B + I)⁻¹ commute.
    let z = try solve(add(root, unit), subtract(root, unit))
    let square = multiply(z, z)
    var power = z
    var sum = z
    for i in 1..<8 {
      power = multiply(power, square)
      sum = add(sum, map(power) { $0 / Double(2 * i + 1) })
    }
    return try finite(map(sum) { $0 * factor })
  }
}
