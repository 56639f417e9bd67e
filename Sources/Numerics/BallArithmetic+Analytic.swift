// Analytic functions of a matrix in balls. Arb has the exponential. The square root is Newton's, certified by its
// residual; the logarithm is a series behind repeated square roots.

import CExactArithmetic
import Expressions

extension BallArithmetic {
  /// An analytic function of a square matrix, principal branch.
  package func analytic(_ function: AnalyticFunction, _ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    precondition(a.rows == a.columns, "only a square matrix has analytic functions")
    guard a.rows > 0 else { return a }
    switch function {
    case .exponential:
      return try finite(BallMatrix(rows: a.rows, columns: a.rows) { arb_mat_exp($0, a.contents, precision) })
    case .squareRoot: return try principalSquareRoot(a)
    case .logarithm: return try seriesLogarithm(a)
    case .sine, .cosine: return try blockTrigonometric(function, a)
    }
  }

  /// The principal square root, by blocks where the matrix is block triangular, as those of derivatives are.
  ///
  /// The root of [A E; 0 D] is [X Y; 0 Z] with X² = A, Z² = D and XY + YZ = E. Without the blocks the certificate
  /// below would need a linear system of sixteen times the entries.
  private func principalSquareRoot(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    guard let parts = triangularBlocks(a) else {
      return try roots.value(of: a) { matrix throws(NumericFailure) in try certifiedSquareRoot(matrix) }
    }
    let x = try principalSquareRoot(parts.upper)
    let z = parts.upper == parts.lower ? x : try principalSquareRoot(parts.lower)
    let y = try triangularSylvester(x, z, parts.corner)
    return blocks(x, y, zeros(parts.lower.rows, parts.upper.rows), z)
  }

  /// The solution Y of A Y + Y B = C, block by block where A or B is block triangular.
  ///
  /// With A = [P Q; 0 R] the lower rows of Y solve R Y₂ + Y₂ B = C₂, the upper ones P Y₁ + Y₁ B = C₁ − Q Y₂; with
  /// B = [P Q; 0 R] the columns do, from left to right.
  private func triangularSylvester(_ a: BallMatrix, _ b: BallMatrix, _ c: BallMatrix) throws(NumericFailure)
    -> BallMatrix
  {
    let (m, n) = (a.rows, b.rows)
    if let parts = triangularBlocks(a) {
      let half = parts.upper.rows
      let lower = try triangularSylvester(parts.lower, b, block(c, rows: half..<m, columns: 0..<n))
      let rest = subtract(block(c, rows: 0..<half, columns: 0..<n), multiply(parts.corner, lower))
      let upper = try triangularSylvester(parts.upper, b, rest)
      return blocks(upper, zeros(half, 0), lower, zeros(m - half, 0))
    }
    if let parts = triangularBlocks(b) {
      let half = parts.upper.rows
      let left = try triangularSylvester(a, parts.upper, block(c, rows: 0..<m, columns: 0..<half))
      let rest = subtract(block(c, rows: 0..<m, columns: half..<n), multiply(left, parts.corner))
      let right = try triangularSylvester(a, parts.lower, rest)
      return blocks(left, right, zeros(0, half), zeros(0, n - half))
    }
    guard m * n <= 400 else { throw .unavailable("a Sylvester equation of this size") }
    // Equations of one derivative have the same matrices again and again, along one direction after the other.
    let inverse = try systems.value(of: a, b) { a, b throws(NumericFailure) in
      try pay(2 * m * m * m * n * n * n)
      return try self.inverse(add(kronecker(identity(b.rows), a), kronecker(transpose(b), identity(a.rows))))
    }
    return reshape(multiply(inverse, vectorize(c)), rows: m, columns: n)
  }

  /// The blocks of a matrix [P Q; 0 R] of halves; nil for another one.
  private func triangularBlocks(_ a: BallMatrix) -> (
    upper: BallMatrix, corner: BallMatrix, lower: BallMatrix
  )? {
    let n = a.rows
    let half = n / 2
    guard n > 0, n.isMultiple(of: 2), block(a, rows: half..<n, columns: 0..<half).isZero else { return nil }
    return (
      block(a, rows: 0..<half, columns: 0..<half), block(a, rows: 0..<half, columns: half..<n),
      block(a, rows: half..<n, columns: half..<n)
    )
  }

  /// The product of matrices that may be [A E; 0 A] and [B F; 0 B], as those of derivatives are: three products of half
  /// the size, AB and AF + EB.
  private func blockProduct(_ a: BallMatrix, _ b: BallMatrix) -> BallMatrix {
    guard a.rows > 4, let left = triangularBlocks(a), left.upper == left.lower,
      let right = triangularBlocks(b), right.upper == right.lower
    else { return multiply(a, b) }
    let diagonal = blockProduct(left.upper, right.upper)
    let corner = add(blockProduct(left.upper, right.corner), blockProduct(left.corner, right.upper))
    return blocks(diagonal, corner, zeros(diagonal.rows, diagonal.rows), diagonal)
  }

  /// The principal square root with its certificate.
  ///
  /// Let X be near it, R = A − X², and β the maximum norm of the inverse of L(E) = XE + EX. The correction solves
  /// E = L⁻¹(R − E²). On the ball ‖E‖ ≤ 2βr, where r bounds the entries of R, the right side stays in the ball
  /// when 4nβ²r ≤ 1; Brouwer's theorem then gives a root in X ± 2βr. It is the principal one when all its
  /// eigenvalues are in the right half-plane, which Hurwitz's criterion decides.
  private func certifiedSquareRoot(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    let n = a.rows
    guard n <= 16 else { throw .unavailable("the square root of a matrix of this size") }
    // The system below has n² unknowns.
    try pay(2 * n * n * n * n * n * n + 60 * n * n * n)
    let x: BallMatrix
    do throws(NumericFailure) {
      x = try approximateSquareRoot(a)
    } catch {
      // An iterate without an inverse says that there is no principal root nearby, but proves nothing.
      throw .imprecise
    }
    let unit = identity(n)
    let system = add(kronecker(unit, x), kronecker(transpose(x), unit))
    let bound = BallScratch()
    let radius = BallScratch()
    let inverse = try inverse(system)
    maximumNorm(of: inverse, into: bound.pointer)
    largestEntry(of: subtract(a, multiply(x, x)), into: radius.pointer)
    arb_mul(radius.pointer, radius.pointer, bound.pointer, precision)
    // radius is now βr: the condition is 4nβ·βr ≤ 1.
    let condition = BallScratch()
    arb_mul(condition.pointer, radius.pointer, bound.pointer, precision)
    arb_mul_si(condition.pointer, condition.pointer, 4 * n, precision)
    arb_sub_si(condition.pointer, condition.pointer, 1, precision)
    guard arb_is_nonpositive(condition.pointer) != 0 else { throw .imprecise }
    arb_mul_2exp_si(radius.pointer, radius.pointer, 1)
    let root = BallMatrix(rows: n, columns: n) { index, place in
      arb_set(place, x.place(index))
      arb_add_error(place, radius.pointer)
    }
    guard try isInRightHalfPlane(root) else { throw .imprecise }
    return root
  }

  /// The iteration of Denman and Beavers in product form, at midpoints (Higham 2008, equation 6.29).
  private func approximateSquareRoot(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    let unit = identity(a.rows)
    var x = midpoint(a)
    var m = x
    // Quadratic convergence starts after about log2 of the condition number; 60 steps pass any that balls resolve.
    for _ in 0..<60 {
      let inverse = try self.inverse(m)
      x = midpoint(try scale(multiply(x, add(unit, inverse)), by: Rational(1, 2)))
      m = midpoint(
        try scale(add(unit, scale(add(m, inverse), by: Rational(1, 2))), by: Rational(1, 2))
      )
      let rest = BallScratch()
      largestEntry(of: subtract(m, unit), into: rest.pointer)
      arb_mul_2exp_si(rest.pointer, rest.pointer, precision / 2 + 4)
      arb_sub_si(rest.pointer, rest.pointer, 1, precision)
      // M − I is below half the digits, so the next step would leave an error below all digits.
      guard arb_is_negative(rest.pointer) != 0 else { continue }
      let last = try self.inverse(m)
      return midpoint(try scale(multiply(x, add(unit, last)), by: Rational(1, 2)))
    }
    throw .imprecise
  }

  /// Whether all eigenvalues of every matrix in the balls have a positive real part.
  ///
  /// The characteristic polynomial of −A must be Hurwitz: the first column of its Routh array is positive.
  private func isInRightHalfPlane(_ a: BallMatrix) throws(NumericFailure) -> Bool {
    let n = a.rows
    let coefficients = BallMatrix(rows: n + 1, columns: 1) { _ in }
    let opposite = negate(a)
    _arb_mat_charpoly(coefficients.place(0), opposite.contents, precision)
    // Rows of the array hold every second coefficient, the leading one first.
    var upper = gather(
      [coefficients],
      stride(from: n, through: 0, by: -2).map { Pick(0, $0) },
      rows: n / 2 + 1,
      columns: 1
    )
    var lower = gather(
      [coefficients],
      stride(from: n - 1, through: 0, by: -2).map { Pick(0, $0) },
      rows: (n + 1) / 2,
      columns: 1
    )
    for _ in 0..<n {
      guard arb_is_positive(lower.place(0)) != 0 else { return false }
      let ratio = multiply(entry(upper, 0, 0), try reciprocal(entry(lower, 0, 0)))
      let shifted = gather(
        [lower],
        (1..<max(upper.rows, 1)).map { $0 < lower.rows ? Pick(0, $0) : nil },
        rows: upper.rows - 1,
        columns: 1
      )
      let next = subtract(
        block(upper, rows: 1..<upper.rows, columns: 0..<1),
        scale(shifted, by: ratio)
      )
      (upper, lower) = (lower, next)
      if lower.rows == 0 { return true }
    }
    return true
  }

  /// log A = 2ᵏ log A^(1/2ᵏ), where log B = 2 Σ Z²ⁱ⁺¹/(2i+1) with Z = (B − I)(B + I)⁻¹.
  ///
  /// With ‖Z‖ ≤ z < 1 the terms after the m-th sum to at most 2 z²ᵐ⁺¹/((2m+1)(1 − z²)).
  private func seriesLogarithm(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    let n = a.rows
    let unit = identity(n)
    var root = a
    var halvings = 0
    let norm = BallScratch()
    while true {
      maximumNorm(of: subtract(root, unit), into: norm.pointer)
      arb_mul_2exp_si(norm.pointer, norm.pointer, 3)
      arb_sub_si(norm.pointer, norm.pointer, 1, precision)
      if arb_is_negative(norm.pointer) != 0 { break }
      guard halvings < 60 else { throw .imprecise }
      root = try principalSquareRoot(root)
      halvings += 1
    }
    let z = try transpose(solve(transpose(add(root, unit)), transpose(subtract(root, unit))))
    maximumNorm(of: z, into: norm.pointer)
    // ‖Z‖ ≤ (1/8)/(2 − 1/8) < 1/8, so six bits a term suffice.
    let terms = precision / 6 + 2
    try pay(2 * n * n * n * Int(Double(terms).squareRoot()))
    let sum = try blockProduct(z, oddReciprocalSeries(blockProduct(z, z), terms))
    let tail = BallScratch()
    arb_pow_ui(tail.pointer, norm.pointer, UInt(2 * terms + 1), precision)
    arb_mul(norm.pointer, norm.pointer, norm.pointer, precision)
    arb_sub_si(norm.pointer, norm.pointer, 1, precision)
    arb_neg(norm.pointer, norm.pointer)
    guard arb_is_positive(norm.pointer) != 0 else { throw .imprecise }
    arb_div(tail.pointer, tail.pointer, norm.pointer, precision)
    let logarithm = BallMatrix(rows: n, columns: n) { index, place in
      arb_set(place, sum.place(index))
      arb_add_error(place, tail.pointer)
      arb_mul_2exp_si(place, place, halvings + 1)
    }
    return try finite(logarithm)
  }

  /// Σ Wⁱ/(2i + 1) over a number of terms, in about twice the square root of as many products.
  ///
  /// With s powers of W at hand it is a polynomial in Wˢ (Paterson, Stockmeyer 1973; Higham 2008, section 4.2).
  private func oddReciprocalSeries(_ w: BallMatrix, _ terms: Int) throws(NumericFailure) -> BallMatrix {
    let length = max(Int(Double(terms).squareRoot()), 1)
    var powers = [identity(w.rows)]
    for _ in 0..<length { powers.append(blockProduct(powers[powers.count - 1], w)) }
    var sum = zeros(w.rows, w.rows)
    for start in stride(from: (terms - 1) / length * length, through: 0, by: -length) {
      var part = zeros(w.rows, w.rows)
      for i in start..<min(start + length, terms) {
        part = add(part, try scale(powers[i - start], by: Rational(1, 2 * i + 1)))
      }
      sum = add(blockProduct(sum, powers[length]), part)
    }
    return sum
  }

  /// An upper bound of the largest sum of magnitudes in a row.
  private func maximumNorm(of a: BallMatrix, into result: UnsafeMutablePointer<arb_struct>) {
    var bound = mag_struct()
    mag_init(&bound)
    arb_mat_bound_inf_norm(&bound, a.contents)
    setBall(result, &bound)
    mag_clear(&bound)
  }

  /// An upper bound of the largest magnitude of an entry.
  private func largestEntry(of a: BallMatrix, into result: UnsafeMutablePointer<arb_struct>) {
    var bound = mag_struct()
    var entry = mag_struct()
    mag_init(&bound)
    mag_init(&entry)
    for index in 0..<a.count {
      arb_get_mag(&entry, a.place(index))
      if mag_cmp(&entry, &bound) > 0 { mag_set(&bound, &entry) }
    }
    setBall(result, &bound)
    mag_clear(&bound)
    mag_clear(&entry)
  }

  private func setBall(_ ball: UnsafeMutablePointer<arb_struct>, _ bound: UnsafeMutablePointer<mag_struct>) {
    arb_zero(ball)
    arf_set_mag(&ball.pointee.mid, bound)
  }
}
