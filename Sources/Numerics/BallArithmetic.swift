// Rigorous arithmetic by Arb: every result contains the true value, or the operation fails with `.imprecise`.
// Digits that a reader sees come from here, because balls say which digits are certain.

import CExactArithmetic
package import Expressions

/// Ball arithmetic with a given number of digits.
package struct BallArithmetic: Arithmetic {
  /// A dense matrix of balls.
  package typealias Matrix = BallMatrix

  /// The decimal digits that results of moderate conditioning keep.
  package let digits: Int
  /// The working precision in bits: the digits, and 64 bits that cancellation may take.
  let precision: Int

  /// Where the sides of kinks are noted, if anyone asks.
  package let kinks: KinkRecord?

  /// Square roots that were found, and the inverses of the Sylvester equations of derivatives.
  let roots = FoundMatrices()
  let systems = FoundMatrices()
  /// What the searches for these, and series, may cost.
  private var budget = Budget.unlimited

  /// The same balls, with series and searches counted.
  package func spending(_ budget: Budget) -> BallArithmetic {
    var result = self
    result.budget = budget
    return result
  }

  /// Spends the products of numbers that a search or a series is about to take.
  func pay(_ products: Int) throws(NumericFailure) {
    guard budget.spend(products * (precision / 64 + 6), on: "functions of matrices") else {
      throw .overBudget
    }
  }

  /// Ball arithmetic with a number of decimal digits, from 1 to 100 000.
  package init(digits: Int = 50, kinks: KinkRecord? = nil) {
    self.kinks = kinks
    self.digits = min(max(digits, 1), 100_000)
    // log2 10 < 10/3
    precision = self.digits * 10 / 3 + 1 + 64
  }

  /// Balls of the precision of machine numbers: their radii bound the rounding errors of an evaluation in such numbers.
  package static var machinePrecision: BallArithmetic { BallArithmetic(precision: 53) }

  private init(precision: Int) {
    kinks = nil
    digits = 15
    self.precision = precision
  }

  /// A midpoint of the working precision and a radius.
  package func words(_ a: BallMatrix) -> Int { precision / 64 + 6 }

  /// The number of rows.
  package func rows(_ a: BallMatrix) -> Int { a.rows }
  /// The number of columns.
  package func columns(_ a: BallMatrix) -> Int { a.columns }

  /// The balls around the given entries; dyadic fractions of moderate size have no radius.
  package func matrix(rows: Int, columns: Int, entries: [Rational]) throws(NumericFailure) -> BallMatrix {
    precondition(entries.count == rows * columns, "a matrix has as many entries as places")
    return BallMatrix(rows: rows, columns: columns) { index, place in
      let fraction = FractionScratch(entries[index])
      arb_set_fmpq(place, fraction.pointer, precision)
    }
  }

  /// The balls of the given midpoints with one radius 2 to the power `radiusExponent`.
  package func matrix(
    rows: Int,
    columns: Int,
    midpoints: [Rational],
    radiusExponent: Int
  ) throws(NumericFailure) -> BallMatrix {
    let exact = try matrix(rows: rows, columns: columns, entries: midpoints)
    return BallMatrix(rows: rows, columns: columns) { index, place in
      arb_set(place, exact.place(index))
      arb_add_error_2exp_si(place, radiusExponent)
    }
  }

  /// Euler's number or π.
  package func constant(_ constant: MathematicalConstant) throws(NumericFailure) -> BallMatrix {
    BallMatrix(rows: 1, columns: 1) { _, place in
      switch constant {
      case .e: arb_const_e(place, precision)
      case .pi: arb_const_pi(place, precision)
      }
    }
  }

  /// The sum.
  package func add(_ a: BallMatrix, _ b: BallMatrix) -> BallMatrix {
    checkShapes(a, b)
    return BallMatrix(rows: a.rows, columns: a.columns) { arb_mat_add($0, a.contents, b.contents, precision) }
  }

  /// The difference.
  package func subtract(_ a: BallMatrix, _ b: BallMatrix) -> BallMatrix {
    checkShapes(a, b)
    return BallMatrix(rows: a.rows, columns: a.columns) { arb_mat_sub($0, a.contents, b.contents, precision) }
  }

  /// The matrix times an exact number.
  package func scale(_ a: BallMatrix, by factor: Rational) throws(NumericFailure) -> BallMatrix {
    scale(a, by: try scalar(factor))
  }

  /// The matrix times the only entry of another.
  package func scale(_ a: BallMatrix, by factor: BallMatrix) -> BallMatrix {
    BallMatrix(rows: a.rows, columns: a.columns) {
      arb_mat_scalar_mul_arb($0, a.contents, factor.place(0), precision)
    }
  }

  /// The matrix product.
  package func multiply(_ a: BallMatrix, _ b: BallMatrix) -> BallMatrix {
    precondition(a.columns == b.rows, "a product needs as many columns as rows")
    guard a.rows > 0, a.columns > 0, b.columns > 0 else { return zeros(a.rows, b.columns) }
    return BallMatrix(rows: a.rows, columns: b.columns) { arb_mat_mul($0, a.contents, b.contents, precision) }
  }

  /// The transpose.
  package func transpose(_ a: BallMatrix) -> BallMatrix {
    BallMatrix(rows: a.columns, columns: a.rows) { arb_mat_transpose($0, a.contents) }
  }

  /// The entrywise product.
  package func hadamard(_ a: BallMatrix, _ b: BallMatrix) -> BallMatrix {
    checkShapes(a, b)
    return BallMatrix(rows: a.rows, columns: a.columns) {
      arb_mat_mul_entrywise($0, a.contents, b.contents, precision)
    }
  }

  /// The entrywise reciprocal; a ball that only contains zero is `.imprecise`.
  package func reciprocal(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    for index in 0..<a.count where arb_contains_zero(a.place(index)) != 0 {
      throw arb_is_zero(a.place(index)) != 0 ? .singular : .imprecise
    }
    return try finite(
      BallMatrix(rows: a.rows, columns: a.columns) { index, place in arb_inv(place, a.place(index), precision)
      }
    )
  }

  /// The entrywise power.
  package func power(_ a: BallMatrix, _ exponent: Rational) throws(NumericFailure) -> BallMatrix {
    for index in 0..<a.count {
      if exponent.isNegative, arb_contains_zero(a.place(index)) != 0 {
        throw arb_is_zero(a.place(index)) != 0 ? .singular : .imprecise
      }
      guard !exponent.isInteger, arb_is_nonnegative(a.place(index)) == 0 else { continue }
      throw arb_is_negative(a.place(index)) != 0
        ? .outsideDomain("a fractional power of a negative number") : .imprecise
    }
    let fraction = FractionScratch(exponent)
    return try finite(
      BallMatrix(rows: a.rows, columns: a.columns) { index, place in
        if exponent.isInteger {
          arb_pow_fmpz(place, a.place(index), &fraction.pointer.pointee.num, precision)
        } else if arb_is_zero(a.place(index)) == 0 {
          arb_pow_fmpq(place, a.place(index), fraction.pointer, precision)
        }
      }
    )
  }

  /// An elementary function of every entry.
  package func elementwise(
    _ function: ElementaryFunction,
    _ a: BallMatrix
  ) throws(NumericFailure) -> BallMatrix {
    for index in 0..<a.count { try checkDomain(function, a.place(index)) }
    if let kinks, function.hasKink {
      kinks.note(function, count: a.count) { index in
        let ball = a.place(index)
        let side: KinkSides =
          arb_is_positive(ball) != 0 ? .positive : arb_is_negative(ball) != 0 ? .negative : .zero
        return (side, arf_get_d(&ball.pointee.mid, ARF_RND_NEAR))
      }
    }
    return try finite(
      BallMatrix(rows: a.rows, columns: a.columns) { index, place in
        evaluate(function, at: a.place(index), into: place)
      }
    )
  }

  /// The inverse, when every matrix in the balls has one.
  package func inverse(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    precondition(a.rows == a.columns, "only a square matrix has an inverse")
    guard a.rows > 0 else { return a }
    var exists = false
    let inverse = BallMatrix(rows: a.rows, columns: a.rows) {
      exists = arb_mat_inv($0, a.contents, precision) != 0
    }
    guard exists else { throw singularity(of: a) }
    return try finite(inverse)
  }

  /// The solution of A X = B, when every A in the balls is invertible.
  package func solve(_ a: BallMatrix, _ b: BallMatrix) throws(NumericFailure) -> BallMatrix {
    precondition(
      a.rows == a.columns && a.rows == b.rows,
      "a linear system needs a square matrix and its height"
    )
    guard a.rows > 0, b.columns > 0 else { return b }
    var exists = false
    let solution = BallMatrix(rows: b.rows, columns: b.columns) {
      exists = arb_mat_solve($0, a.contents, b.contents, precision) != 0
    }
    guard exists else { throw singularity(of: a) }
    return try finite(solution)
  }

  /// The determinant.
  package func determinant(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    precondition(a.rows == a.columns, "only a square matrix has a determinant")
    guard a.rows > 0 else { return ones(1, 1) }
    return try finite(
      BallMatrix(rows: 1, columns: 1) { _, place in arb_mat_det(place, a.contents, precision) }
    )
  }

  /// Rearranged entries of several matrices.
  package func gather(_ sources: [BallMatrix], _ picks: [Pick?], rows: Int, columns: Int) -> BallMatrix {
    precondition(picks.count == rows * columns, "a matrix has as many entries as places")
    return BallMatrix(rows: rows, columns: columns) { index, place in
      if let pick = picks[index] { arb_set(place, sources[pick.source].place(pick.index)) }
    }
  }

  func checkShapes(_ a: BallMatrix, _ b: BallMatrix) {
    precondition(a.rows == b.rows && a.columns == b.columns, "entrywise operations need one shape")
  }

  func finite(_ a: BallMatrix) throws(NumericFailure) -> BallMatrix {
    guard a.isFinite else { throw .imprecise }
    return a
  }

  /// Why there is no inverse: an exact matrix can be proved singular, a wide one cannot.
  private func singularity(of a: BallMatrix) -> NumericFailure {
    guard a.isExact else { return .imprecise }
    var entries: [Rational] = []
    for j in 0..<a.columns {
      for i in 0..<a.rows {
        guard let entry = a.midpoint(row: i, column: j) else { return .imprecise }
        entries.append(entry)
      }
    }
    let exact = RationalArithmetic()
    guard let matrix = try? exact.matrix(rows: a.rows, columns: a.columns, entries: entries),
      let determinant = try? exact.determinant(matrix)
    else { return .imprecise }
    return determinant.isZero ? .singular : .imprecise
  }
}
