// The one owner of memory of FLINT and Arb, and the passage of exact numbers to and from it.

import BigInt
import CExactArithmetic
import Expressions

/// Owns one matrix of a C library, written once by `init` and only read afterwards.
///
/// `@unchecked`: the compiler cannot see that nothing writes through the pointer after `init`. FLINT and Arb read
/// their arguments without touching them, and may be called from several threads.
final class SharedStorage<Contents>: @unchecked Sendable {
  /// The matrix, to be passed to functions that only read it.
  let contents: UnsafeMutablePointer<Contents>
  private let clear: @Sendable (UnsafeMutablePointer<Contents>?) -> Void

  init(
    initialize: (UnsafeMutablePointer<Contents>) -> Void,
    clear: @escaping @Sendable (UnsafeMutablePointer<Contents>?) -> Void
  ) {
    contents = .allocate(capacity: 1)
    self.clear = clear
    initialize(contents)
  }

  deinit {
    clear(contents)
    contents.deallocate()
  }
}

/// A fraction of FLINT for a short time.
struct FractionScratch: ~Copyable {
  let pointer: UnsafeMutablePointer<fmpq>

  init() {
    pointer = .allocate(capacity: 1)
    fmpq_init(pointer)
  }

  init(_ value: Rational) {
    self.init()
    write(value, to: pointer)
  }

  deinit {
    fmpq_clear(pointer)
    pointer.deallocate()
  }
}

/// Writes an exact number to a fraction of FLINT; both are in lowest terms.
func write(_ value: Rational, to fraction: UnsafeMutablePointer<fmpq>) {
  if let (numerator, denominator) = value.words {
    fmpz_set_si(&fraction.pointee.num, numerator)
    fmpz_set_si(&fraction.pointee.den, denominator)
    return
  }
  write(value.numerator, to: &fraction.pointee.num)
  write(value.denominator, to: &fraction.pointee.den)
}

/// The exact number of a fraction of FLINT.
func rational(_ fraction: UnsafePointer<fmpq>) -> Rational {
  var copy = fraction.pointee
  if fmpz_fits_si(&copy.num) != 0, fmpz_fits_si(&copy.den) != 0 {
    return Rational(fmpz_get_si(&copy.num), fmpz_get_si(&copy.den))
  }
  let numerator = integer(&copy.num)
  return copy.den == 1 ? Rational(numerator) : Rational(numerator, integer(&copy.den))
}

private func write(_ value: BigInt, to integer: inout fmpz) {
  if let small = Int(exactly: value) {
    fmpz_set_si(&integer, small)
    return
  }
  let words = value.magnitude.words.map { mp_limb_t($0) }
  fmpz_set_ui_array(&integer, words, words.count)
  if value.sign == .minus { withUnsafeMutablePointer(to: &integer) { fmpz_neg($0, $0) } }
}

private func integer(_ value: UnsafeMutablePointer<fmpz>) -> BigInt {
  if fmpz_fits_si(value) != 0 { return BigInt(fmpz_get_si(value)) }
  let isNegative = fmpz_sgn(value) < 0
  var magnitude = fmpz()
  fmpz_init(&magnitude)
  defer { fmpz_clear(&magnitude) }
  fmpz_abs(&magnitude, value)
  let count = Int(fmpz_size(&magnitude))
  var words = [mp_limb_t](repeating: 0, count: count)
  fmpz_get_ui_array(&words, count, &magnitude)
  return BigInt(sign: isNegative ? .minus : .plus, magnitude: BigUInt(words: words.map { UInt($0) }))
}
