// Matrices of balls: each entry is an interval, midpoint and radius, that contains the true number.

import CExactArithmetic
package import Expressions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A dense matrix of balls.
package struct BallMatrix: Sendable {
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  let storage: SharedStorage<arb_mat_struct>

  init(rows: Int, columns: Int, write: (UnsafeMutablePointer<arb_mat_struct>) -> Void) {
    self.rows = rows
    self.columns = columns
    storage = SharedStorage(
      initialize: { contents in
        arb_mat_init(contents, rows, columns)
        write(contents)
      },
      clear: { arb_mat_clear($0) }
    )
  }

  /// The matrix whose entries are written one by one, by column-major index.
  init(rows: Int, columns: Int, entries write: (Int, UnsafeMutablePointer<arb_struct>) -> Void) {
    self.init(rows: rows, columns: columns) { contents in
      for index in 0..<rows * columns {
        write(index, contents.pointee.place(row: index % rows, column: index / rows))
      }
    }
  }

  var contents: UnsafeMutablePointer<arb_mat_struct> { storage.contents }

  /// The place of the entry with a column-major index.
  func place(_ index: Int) -> UnsafeMutablePointer<arb_struct> {
    contents.pointee.place(row: index % rows, column: index / rows)
  }

  func place(_ row: Int, _ column: Int) -> UnsafeMutablePointer<arb_struct> {
    contents.pointee.place(row: row, column: column)
  }

  var count: Int { rows * columns }
}

extension BallMatrix: Equatable {
  /// Whether the balls are the same, centre and radius; of what lies in them this says nothing.
  package static func == (a: BallMatrix, b: BallMatrix) -> Bool {
    a.rows == b.rows && a.columns == b.columns && arb_mat_equal(a.contents, b.contents) != 0
  }
}

extension arb_mat_struct {
  func place(row: Int, column: Int) -> UnsafeMutablePointer<arb_struct> {
    guard let start = rows[row] else { preconditionFailure("a row of a matrix with entries") }
    return start + column
  }
}

// MARK: - What balls say

extension BallMatrix {
  /// Whether every entry may be zero.
  package var containsZero: Bool { (0..<count).allSatisfy { arb_contains_zero(place($0)) != 0 } }

  /// Whether every entry is zero and has no radius.
  package var isZero: Bool { (0..<count).allSatisfy { arb_is_zero(place($0)) != 0 } }

  /// Whether no entry has a radius.
  package var isExact: Bool { arb_mat_is_exact(contents) != 0 }

  /// Whether no entry is unbounded or indeterminate.
  package var isFinite: Bool { arb_mat_is_finite(contents) != 0 }

  /// Whether two matrices of one shape may be equal.
  package func overlaps(_ other: BallMatrix) -> Bool { firstDisjointEntry(from: other) == nil }

  /// The first entry, column by column, where two matrices of one shape are proved different.
  package func firstDisjointEntry(from other: BallMatrix) -> (row: Int, column: Int)? {
    precondition(rows == other.rows && columns == other.columns, "only matrices of one shape are compared")
    for index in 0..<count where arb_overlaps(place(index), other.place(index)) == 0 {
      return (index % rows, index / rows)
    }
    return nil
  }

  /// Whether every ball of the other matrix lies in the ball here.
  package func contains(_ other: BallMatrix) -> Bool { arb_mat_contains(contents, other.contents) != 0 }

  /// Whether the ball of an entry contains an exact number.
  package func contains(_ value: Rational, row: Int, column: Int) -> Bool {
    let fraction = FractionScratch(value)
    return arb_contains_fmpq(place(row, column), fraction.pointer) != 0
  }

  /// The smallest k for which every entry is at most 10ᵏ in magnitude; nil when all are exactly zero.
  ///
  /// `Int.max` when an entry is unbounded, or the largest is past 2 to the power ±10⁵.
  package var magnitudeExponent: Int? {
    guard isFinite else { return .max }
    let (entries, logarithm) = largestEntries
    // A machine number tells it but beside a power of ten; exact values are slow to come by.
    if let logarithm, abs(logarithm - logarithm.rounded()) > 1e-9 { return Int(logarithm.rounded(.up)) }
    var largest: Rational?
    for index in entries where arb_is_zero(place(index)) == 0 {
      guard let ends = ends(index) else { return .max }
      largest = max(largest ?? .zero, ends.lower.magnitude, ends.upper.magnitude)
    }
    return largest.map { $0.isZero ? 0 : $0.ceilingOfDecimalLogarithm }
  }

  /// The entries of the largest magnitude, as far as 64 bits tell, and its decimal logarithm to at least ten places;
  /// nil for zero and what is past 2 to the power ±10⁵.
  private var largestEntries: (entries: [Int], logarithm: Double?) {
    var largest = arf_struct()
    var bound = arf_struct()
    arf_init(&largest)
    arf_init(&bound)
    defer {
      arf_clear(&largest)
      arf_clear(&bound)
    }
    var entries: [Int] = []
    for index in 0..<count {
      arb_get_abs_ubound_arf(&bound, place(index), 64)
      let order = arf_cmp(&bound, &largest)
      if order > 0 {
        entries = []
        arf_set(&largest, &bound)
      }
      if order >= 0 { entries.append(index) }
    }
    let bits = arf_abs_bound_lt_2exp_si(&largest)
    guard arf_is_zero(&largest) == 0, abs(bits) < 100_000 else { return (entries, nil) }
    arf_mul_2exp_si(&bound, &largest, -bits)
    let mantissa = arf_get_d(&bound, ARF_RND_NEAR)
    return (entries, log10(mantissa) + Double(bits) * log10(2))
  }

  /// The entry rounded to significant digits, nil when the ball is too wide to determine them.
  package func decimal(row: Int, column: Int, digits: Int) -> String? {
    guard let ends = ends(column * rows + row) else { return scientific(column * rows + row, digits) }
    if ends.lower == ends.upper { return ends.lower.decimal(significantDigits: digits) }
    let text = ends.lower.decimal(significantDigits: digits, trailingZeros: .kept)
    return text == ends.upper.decimal(significantDigits: digits, trailingZeros: .kept) ? text : nil
  }

  /// The entry to at most the given number of digits, as many as are certain, without zeros at its end; nil when not
  /// even the first is certain.
  package func shortDecimal(row: Int, column: Int, digits: Int) -> String? {
    for count in stride(from: digits, through: 1, by: -1) {
      guard let text = decimal(row: row, column: column, digits: count) else { continue }
      // An exact 2 and a ball around 2 are the same to a reader.
      guard let mark = text.firstIndex(of: "e") else {
        return Rational(text)?.decimal(significantDigits: digits) ?? text
      }
      var mantissa = text[..<mark]
      while mantissa.contains("."), mantissa.hasSuffix("0") || mantissa.hasSuffix(".") {
        mantissa.removeLast()
      }
      return String(mantissa) + String(text[mark...])
    }
    return nil
  }

  /// Whether an entry may be zero and is at most 10 to the power of an exponent in magnitude.
  package func isZero(row: Int, column: Int, upTo exponent: Int) -> Bool {
    let ball = place(row, column)
    guard arb_is_finite(ball) != 0, arb_contains_zero(ball) != 0 else { return false }
    let bound = BallScratch()
    arb_set_ui(bound.pointer, 10)
    arb_pow_ui(bound.pointer, bound.pointer, UInt(exponent.magnitude), 64)
    if exponent < 0 { arb_inv(bound.pointer, bound.pointer, 64) }
    let magnitude = BallScratch()
    arb_abs(magnitude.pointer, ball)
    return arb_le(magnitude.pointer, bound.pointer) != 0
  }

  /// An entry whose exact value would take long to write, as `1.5e434294`; nil when it may be zero, or is past all bounds.
  private func scientific(_ index: Int, _ digits: Int) -> String? {
    let entry = place(index)
    guard arb_is_finite(entry) != 0, arb_contains_zero(entry) == 0,
      abs(arf_abs_bound_lt_2exp_si(&entry.pointee.mid)) < 1 << 56
    else { return nil }
    let precision = 10 * digits / 3 + 256
    let scaled = BallMatrix(rows: 1, columns: 1) { _, place in
      arb_abs(place, entry)
      arb_log(place, place, precision)
      let logarithm = BallScratch()
      arb_const_log10(logarithm.pointer, precision)
      arb_div(place, place, logarithm.pointer, precision)
    }
    var exponent = arf_get_si(&scaled.place(0).pointee.mid, ARF_RND_FLOOR)
    let mantissa = BallMatrix(rows: 1, columns: 1) { _, place in
      let power = BallScratch()
      arb_set_ui(power.pointer, 10)
      var count = fmpz()
      fmpz_init_set_si(&count, -exponent)
      arb_pow_fmpz(power.pointer, power.pointer, &count, precision)
      fmpz_clear(&count)
      arb_abs(place, entry)
      arb_mul(place, place, power.pointer, precision)
    }
    guard let ends = mantissa.ends(0) else { return nil }
    var text = ends.lower.decimal(significantDigits: digits, trailingZeros: .kept)
    guard text == ends.upper.decimal(significantDigits: digits, trailingZeros: .kept) else { return nil }
    // The logarithm is rounded, so that the mantissa may be just below 1; or it may round up to 10.
    if text.hasPrefix("0") { return nil }
    if text.hasPrefix("10") {
      exponent += 1
      text = digits == 1 ? "1" : "1." + String(repeating: "0", count: digits - 1)
    }
    return (arb_is_negative(entry) != 0 ? "-" : "") + text + "e\(exponent)"
  }

  /// The exact midpoint of an entry, nil when it is not a number of moderate size.
  package func midpoint(row: Int, column: Int) -> Rational? {
    exactValue(of: &place(row, column).pointee.mid)
  }

  /// The midpoints, rounded to machine numbers.
  package var midpoints: DenseMatrix {
    DenseMatrix(
      rows: rows,
      columns: columns,
      columnMajor: (0..<count).map { arf_get_d(&place($0).pointee.mid, ARF_RND_NEAR) }
    )
  }

  /// The largest radius, rounded up to a machine number.
  package var largestRadius: Double {
    (0..<count).reduce(0) { max($0, mag_get_d(&place($1).pointee.rad)) }
  }

  /// Both ends of an entry's interval, exactly.
  private func ends(_ index: Int) -> (lower: Rational, upper: Rational)? {
    guard arb_is_finite(place(index)) != 0, let middle = exactValue(of: &place(index).pointee.mid) else {
      return nil
    }
    if arb_is_exact(place(index)) != 0 { return (middle, middle) }
    var radius = arf_struct()
    arf_init(&radius)
    defer { arf_clear(&radius) }
    arf_set_mag(&radius, &place(index).pointee.rad)
    guard let radius = exactValue(of: &radius) else { return nil }
    return (middle - radius, middle + radius)
  }
}

/// The exact value of a floating-point number; nil past 2 to the power ±10⁵, whose digits would take long.
private func exactValue(of number: UnsafeMutablePointer<arf_struct>) -> Rational? {
  if arf_is_zero(number) != 0 { return .zero }
  guard arf_is_finite(number) != 0, abs(arf_abs_bound_lt_2exp_si(number)) <= 100_000 else { return nil }
  let fraction = FractionScratch()
  arf_get_fmpq(fraction.pointer, number)
  return rational(fraction.pointer)
}
