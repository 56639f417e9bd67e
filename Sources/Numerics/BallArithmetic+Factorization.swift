// Factorizations in balls. Arb has Cholesky; eigenvalues of symmetric matrices are enclosed here.

import CExactArithmetic
import Expressions

extension BallArithmetic {
  /// Whether no symmetric matrix lies in the balls.
  package func isAsymmetric(_ a: BallMatrix) -> Bool { !a.overlaps(transpose(a)) }

  /// The Cholesky factor of a symmetric matrix.
  package func cholesky(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    try requireSymmetric(a)
    let symmetric = try symmetricPart(a)
    guard a.rows > 0 else { return symmetric }
    for i in 0..<a.rows where arb_is_nonpositive(symmetric.place(i, i)) != 0 {
      throw .outsideDomain("positive definite matrices")
    }
    var exists = false
    let factor = BallMatrix(rows: a.rows, columns: a.rows) {
      exists = arb_mat_cho($0, symmetric.contents, precision) != 0
    }
    guard exists else { throw .imprecise }
    return try finite(factor)
  }

  /// Enclosures of eigenvalues, ascending, and eigenvectors of a symmetric matrix; clusters are `.imprecise`.
  ///
  /// With approximate eigenvectors V, the matrix D = V⁻¹ A V is almost diagonal. When its Gershgorin discs are disjoint,
  /// each holds one eigenvalue λᵢ. Let y be the eigenvector of D for λᵢ, its largest entry 1. If that entry were the j-th,
  /// λᵢ would lie in disc j; so it is the i-th, and row j of D y = λᵢ y gives |yⱼ| ≤ (radius of disc j)/|Dⱼⱼ − λᵢ|.
  package func symmetricEigen(_ a: BallMatrix) throws(NumericFailure) -> (
    values: BallMatrix, vectors: BallMatrix
  ) {
    let n = a.rows
    try requireSymmetric(a)
    let symmetric = try symmetricPart(a)
    guard n > 0 else { return (zeros(0, 1), symmetric) }
    let basis = try approximateEigenvectors(midpoint(symmetric))
    let diagonalized = try solve(basis, multiply(symmetric, basis))
    let radii = discRadii(diagonalized)
    let values = BallMatrix(rows: n, columns: 1) { index, place in
      arb_set(place, diagonalized.place(index, index))
      arb_add_error(place, radii.place(index))
    }
    for i in 1..<max(n, 1) where arb_lt(values.place(i - 1), values.place(i)) == 0 { throw .imprecise }
    // Row i of `tilts` bounds what the eigenvector i has of the others.
    let gaps = subtract(multiply(ones(n, 1), transpose(diagonal(diagonalized))), multiply(values, ones(1, n)))
    let inverses = try reciprocal(
      BallMatrix(rows: n, columns: n) { index, place in
        if index % n == index / n { arb_one(place) } else { arb_set(place, gaps.place(index)) }
      }
    )
    let coordinates = BallMatrix(rows: n, columns: n) { index, place in
      let (other, own) = (index % n, index / n)
      guard other != own else { return arb_one(place) }
      let bound = BallScratch()
      arb_mul(bound.pointer, radii.place(other), inverses.place(own, other), precision)
      arb_add_error(place, bound.pointer)
    }
    return (values, try normalized(multiply(basis, coordinates)))
  }

  /// The sums of magnitudes off the diagonal, row by row.
  private func discRadii(_ a: BallMatrix) -> BallMatrix {
    BallMatrix(rows: a.rows, columns: 1) { row, place in
      let magnitude = BallScratch()
      for column in 0..<a.columns where column != row {
        arb_abs(magnitude.pointer, a.place(row, column))
        arb_add(place, place, magnitude.pointer, precision)
      }
    }
  }

  /// Columns of length 1 whose entry of largest magnitude is positive.
  private func normalized(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    let approximate = a.midpoints
    var columns = zeros(a.rows, 0)
    for j in 0..<a.columns {
      var leading = 0
      for i in 0..<a.rows where approximate[i, j].magnitude > approximate[leading, j].magnitude {
        leading = i
      }
      guard arb_contains_zero(a.place(leading, j)) == 0 else { throw .imprecise }
      let column = self.column(a, j)
      let length = try elementwise(.sqrt, frobenius(column, column))
      let sign = Rational(approximate[leading, j] < 0 ? -1 : 1)
      let unit = try scale(scale(column, by: reciprocal(length)), by: sign)
      columns = blocks(columns, unit, zeros(0, j), zeros(0, 1))
    }
    return columns
  }

  /// The midpoints as exact balls.
  func midpoint(_ a: BallMatrix) -> BallMatrix {
    BallMatrix(rows: a.rows, columns: a.columns) { arb_mat_get_mid($0, a.contents) }
  }

  /// Eigenvectors of a symmetric matrix to working precision, without a guarantee.
  ///
  /// Vectors X to machine precision are refined: with R = I − XᵀX and S = XᵀAX, λᵢ = Sᵢᵢ/(1 − Rᵢᵢ), X becomes X + XE where
  /// Eᵢⱼ = (Sᵢⱼ + λⱼRᵢⱼ)/(λⱼ − λᵢ) and Eᵢᵢ = Rᵢᵢ/2; the digits double (Ogita, Aishima 2018).
  private func approximateEigenvectors(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    let n = a.rows
    let machine = DoubleArithmetic()
    let start = try machine.finite(a.midpoints).jacobiEigenvectors
    var x = BallMatrix(rows: n, columns: n) { index, place in arb_set_d(place, start.elements[index]) }
    var correctDigits = 12
    while correctDigits < precision {
      let transposed = transpose(x)
      let r = midpoint(subtract(identity(n), multiply(transposed, x)))
      let s = midpoint(multiply(multiply(transposed, a), x))
      let values = midpoint(
        hadamard(diagonal(s), try reciprocal(midpoint(subtract(ones(n, 1), diagonal(r)))))
      )
      let correction = BallMatrix(rows: n, columns: n) { index, place in
        let (i, j) = (index % n, index / n)
        if i == j { return arb_mul_2exp_si(place, r.place(i, i), -1) }
        let gap = BallScratch()
        arb_sub(gap.pointer, values.place(j), values.place(i), precision)
        // Equal eigenvalues: leave the vectors; the discs will overlap and say so.
        guard arb_contains_zero(gap.pointer) == 0 else { return }
        arb_mul(place, values.place(j), r.place(i, j), precision)
        arb_add(place, place, s.place(i, j), precision)
        arb_div(place, place, gap.pointer, precision)
      }
      x = midpoint(add(x, multiply(x, midpoint(correction))))
      correctDigits *= 2
    }
    return try finite(x)
  }
}
