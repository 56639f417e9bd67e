// Operations that are compositions of primitives, once for all arithmetics: dual numbers and tapes inherit
// their derivatives. An arithmetic with a better way (LAPACK, Arb) has its own.

package import Expressions

extension Arithmetic {
  /// Numbers of one size have no largest exponent.
  package var greatestExponent: Int { .max }

  /// Most primitives take as long as their shapes say.
  package func spending(_ budget: Budget) -> Self { self }

  /// Numbers of one word.
  package func words(_ a: Matrix) -> Int { 1 }

  /// The solution of A X = B through the inverse.
  package func solve(_ a: Matrix, _ b: Matrix) throws(NumericFailure) -> Matrix {
    multiply(try inverse(a), b)
  }

  /// The adjugate by the recurrence of Faddeev and LeVerrier.
  ///
  /// M₁ = I, cₖ = −tr(A Mₖ)/k, Mₖ₊₁ = A Mₖ + cₖ I, adj A = (−1)ⁿ⁻¹ Mₙ (Gantmacher, The Theory of Matrices,
  /// chapter IV, section 5). It divides by 1, …, n−1 only, never by an entry, so singular matrices are no exception.
  func leverrierAdjugate(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let n = rows(a)
    let unit = identity(n)
    guard n > 1 else { return unit }
    var m = unit
    for k in 1..<n {
      let product = multiply(a, m)
      let coefficient = try scale(trace(product), by: Rational(-1, k))
      m = add(product, scale(unit, by: coefficient))
    }
    return n.isMultiple(of: 2) ? negate(m) : m
  }

  /// The adjugate, by the recurrence.
  package func adjugate(_ a: Matrix) throws(NumericFailure) -> Matrix { try leverrierAdjugate(a) }

  /// Most arithmetics round, or only follow others, and are certain of nothing.
  package func isAsymmetric(_ a: Matrix) -> Bool { false }

  /// Fails for a matrix that is certain to differ from its transpose.
  func requireSymmetric(_ a: Matrix) throws(NumericFailure) {
    if isAsymmetric(a) { throw .outsideDomain("symmetric matrices") }
  }

  /// The Cholesky factor, column by column.
  package func cholesky(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let n = rows(a)
    guard n > 0 else { return a }
    try requireSymmetric(a)
    var rest = try symmetricPart(a)
    var factorColumns: [Matrix] = []
    var picks: [Pick?] = []
    for j in 0..<n {
      let size = n - j
      let root = try elementwise(.sqrt, entry(rest, 0, 0))
      let column = scale(self.column(rest, 0), by: try reciprocal(root))
      factorColumns.append(column)
      picks += [Pick?](repeating: nil, count: j) + (0..<size).map { Pick(j, $0) }
      let below = block(column, rows: 1..<size, columns: 0..<1)
      rest = subtract(
        block(rest, rows: 1..<size, columns: 1..<size),
        multiply(below, transpose(below))
      )
    }
    return gather(factorColumns, picks, rows: n, columns: n)
  }

  /// Eigenvalues need order and roots of polynomials, which few arithmetics have.
  package func symmetricEigen(_ a: Matrix) throws(NumericFailure) -> (values: Matrix, vectors: Matrix) {
    throw .unavailable("eigenvalues")
  }

  /// The function of the only entry of a 1×1 matrix; larger matrices need an arithmetic with limits.
  package func analytic(_ function: AnalyticFunction, _ a: Matrix) throws(NumericFailure) -> Matrix {
    guard rows(a) == 1 else { throw .unavailable("the \(function.rawValue) of a matrix") }
    return try elementwise(function.ofNumbers, a)
  }

  /// Sine and cosine as blocks of exp([0 A; −A 0]) = [cos A, sin A; −sin A, cos A].
  func blockTrigonometric(_ function: AnalyticFunction, _ a: Matrix) throws(NumericFailure) -> Matrix {
    let n = rows(a)
    let zero = zeros(n, n)
    let rotation = try exponential(blocks(zero, a, negate(a), zero))
    return block(rotation, rows: 0..<n, columns: function == .cosine ? 0..<n : n..<2 * n)
  }

  /// The exponential of a matrix.
  package func exponential(_ a: Matrix) throws(NumericFailure) -> Matrix { try analytic(.exponential, a) }
  /// The principal logarithm of a matrix.
  package func logarithm(_ a: Matrix) throws(NumericFailure) -> Matrix { try analytic(.logarithm, a) }
  /// The principal square root of a matrix.
  package func squareRoot(_ a: Matrix) throws(NumericFailure) -> Matrix { try analytic(.squareRoot, a) }
  /// The sine of a matrix.
  package func sine(_ a: Matrix) throws(NumericFailure) -> Matrix { try analytic(.sine, a) }
  /// The cosine of a matrix.
  package func cosine(_ a: Matrix) throws(NumericFailure) -> Matrix { try analytic(.cosine, a) }

  /// The integer power of a square matrix, by repeated squaring.
  package func matrixPower(_ a: Matrix, _ exponent: Int) throws(NumericFailure) -> Matrix {
    guard exponent != 0 else { return identity(rows(a)) }
    guard exponent.magnitude <= greatestExponent.magnitude else { throw .unavailable("a power of this size") }
    var square = exponent < 0 ? try inverse(a) : a
    var remaining = exponent.magnitude
    var result: Matrix?
    while true {
      if remaining & 1 == 1 { result = result.map { multiply($0, square) } ?? square }
      remaining >>= 1
      if remaining == 0 { break }
      square = multiply(square, square)
    }
    return result ?? identity(rows(a))
  }

  /// Most arithmetics cannot tell zero from a small number.
  package func independentColumns(_ a: Matrix) -> [Int]? { nil }

  /// The pseudoinverse of a matrix of full rank: (AᵀA)⁻¹Aᵀ of a tall one, Aᵀ(AAᵀ)⁻¹ of a wide one.
  ///
  /// Where the rank is smaller, the pseudoinverse is not continuous. An arithmetic that finds independent columns C
  /// has A = CF with F = C⁺A, and A⁺ = F⁺C⁺ (Matrix Cookbook, equation 224); others fail with `.singular`.
  package func pseudoinverse(_ a: Matrix) throws(NumericFailure) -> Matrix {
    if let basis = independentColumns(a), basis.count < min(rows(a), columns(a)) {
      guard !basis.isEmpty else { return zeros(columns(a), rows(a)) }
      let picks: [Pick?] = basis.flatMap { column in (0..<rows(a)).map { Pick(0, column * rows(a) + $0) } }
      let left = try pseudoinverseOfFullRank(gather([a], picks, rows: rows(a), columns: basis.count))
      return multiply(try pseudoinverseOfFullRank(multiply(left, a)), left)
    }
    return try pseudoinverseOfFullRank(a)
  }

  private func pseudoinverseOfFullRank(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let transposed = transpose(a)
    if rows(a) == columns(a) { return try inverse(a) }
    if rows(a) > columns(a) { return try solve(multiply(transposed, a), transposed) }
    return transpose(try solve(multiply(a, transposed), a))
  }

  /// The singular values, a column, descending: roots of the eigenvalues of the smaller Gram matrix.
  package func singularValues(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let transposed = transpose(a)
    let gram = rows(a) >= columns(a) ? multiply(transposed, a) : multiply(a, transposed)
    let values = try symmetricEigen(gram).values
    let n = rows(values)
    let descending = gather([values], (0..<n).map { Pick(0, n - 1 - $0) }, rows: n, columns: 1)
    return try elementwise(.sqrt, descending)
  }

  /// The solution X of A X + X B = C, through (I ⊗ A + Bᵀ ⊗ I) vec X = vec C.
  ///
  /// The system has as many unknowns as C entries; more than 400 would take minutes in balls.
  package func sylvester(_ a: Matrix, _ b: Matrix, _ c: Matrix) throws(NumericFailure) -> Matrix {
    guard rows(a) * rows(b) <= 400 else { throw .unavailable("a Sylvester equation of this size") }
    let system = add(
      kronecker(identity(rows(b)), a),
      kronecker(transpose(b), identity(rows(a)))
    )
    return reshape(try solve(system, vectorize(c)), rows: rows(a), columns: rows(b))
  }
}

extension AnalyticFunction {
  /// The same function of numbers.
  package var ofNumbers: ElementaryFunction {
    switch self {
    case .exponential: .exp
    case .logarithm: .log
    case .squareRoot: .sqrt
    case .sine: .sin
    case .cosine: .cos
    }
  }
}
