// A dry run: what an expression is made of, before any number is put in. A matrix here is its shape, a bound on the
// degree of its entries as rational functions of the random numbers, and the kinds of functions met on the way. Kernels
// and dual numbers run in it unchanged, so nothing about a function has to be declared twice.
//
// Entries are seen as Pᵢⱼ/Q with one common denominator. The rules are those of fractions; they overestimate, which
// makes the stated probability larger than the true one, never smaller.

import Expressions
import Numerics

/// What kinds of functions an expression uses.
struct Ingredients: OptionSet, Sendable, Hashable {
  let rawValue: UInt8
  /// Functions that GF(p) knows only as tables.
  static let opaque = Ingredients(rawValue: 1 << 0)
  /// Roots, of which GF(p) picks one of two.
  static let roots = Ingredients(rawValue: 1 << 1)
  /// Order and sign, which GF(p) does not have.
  static let order = Ingredients(rawValue: 1 << 2)
  /// Eigenvalues and functions of matrices, which only limits give.
  static let limits = Ingredients(rawValue: 1 << 3)
  /// Functions that join branches: what holds at some points may fail at others with other signs.
  static let branches = Ingredients(rawValue: 1 << 4)
}

/// A matrix without numbers.
struct DegreeMatrix: Sendable {
  var rows: Int
  var columns: Int
  var numerator: Int
  var denominator: Int
  var ingredients: Ingredients
  /// The bits of the numbers that were put in, multiplied as the numbers are.
  var bits = 0
}

/// The arithmetic of degrees.
struct DegreeArithmetic: Arithmetic {
  /// Degrees cost nothing, whatever the size.
  func words(_ a: DegreeMatrix) -> Int { 0 }

  typealias Matrix = DegreeMatrix

  private func make(
    _ rows: Int,
    _ columns: Int,
    _ numerator: Int,
    _ denominator: Int,
    _ ingredients: Ingredients,
    bits: Int
  ) -> DegreeMatrix {
    // Past this bound the probability says nothing anyway; the bound keeps sums of degrees in range.
    let most = 1 << 40
    return DegreeMatrix(
      rows: rows,
      columns: columns,
      numerator: min(numerator, most),
      denominator: min(denominator, most),
      ingredients: ingredients,
      bits: min(bits, most)
    )
  }

  func rows(_ a: DegreeMatrix) -> Int { a.rows }
  func columns(_ a: DegreeMatrix) -> Int { a.columns }

  func matrix(rows: Int, columns: Int, entries: [Rational]) throws(NumericFailure) -> DegreeMatrix {
    make(rows, columns, 0, 0, [], bits: entries.map(\.bits).max() ?? 0)
  }
  func constant(_ constant: MathematicalConstant) throws(NumericFailure) -> DegreeMatrix {
    make(1, 1, 1, 0, .opaque, bits: 0)
  }
  func add(_ a: DegreeMatrix, _ b: DegreeMatrix) -> DegreeMatrix {
    make(
      a.rows,
      a.columns,
      max(a.numerator + b.denominator, b.numerator + a.denominator),
      a.denominator + b.denominator,
      a.ingredients.union(b.ingredients),
      bits: max(a.bits, b.bits)
    )
  }
  func subtract(_ a: DegreeMatrix, _ b: DegreeMatrix) -> DegreeMatrix { add(a, b) }
  func scale(_ a: DegreeMatrix, by factor: Rational) throws(NumericFailure) -> DegreeMatrix {
    var scaled = a
    scaled.bits += factor.bits
    return scaled
  }
  func scale(_ a: DegreeMatrix, by factor: DegreeMatrix) -> DegreeMatrix {
    times(a, factor, a.rows, a.columns)
  }
  func multiply(_ a: DegreeMatrix, _ b: DegreeMatrix) -> DegreeMatrix { times(a, b, a.rows, b.columns) }
  func hadamard(_ a: DegreeMatrix, _ b: DegreeMatrix) -> DegreeMatrix { times(a, b, a.rows, a.columns) }
  private func times(_ a: DegreeMatrix, _ b: DegreeMatrix, _ rows: Int, _ columns: Int) -> DegreeMatrix {
    make(
      rows,
      columns,
      a.numerator + b.numerator,
      a.denominator + b.denominator,
      a.ingredients.union(b.ingredients),
      bits: a.bits + b.bits
    )
  }
  func transpose(_ a: DegreeMatrix) -> DegreeMatrix {
    make(a.columns, a.rows, a.numerator, a.denominator, a.ingredients, bits: a.bits)
  }

  /// Q/Pᵢⱼ: the product of all numerators is the common denominator.
  func reciprocal(_ a: DegreeMatrix) throws(NumericFailure) -> DegreeMatrix {
    let count = a.rows * a.columns
    return make(
      a.rows,
      a.columns,
      a.denominator + (count - 1) * a.numerator,
      count * a.numerator,
      a.ingredients,
      bits: a.bits
    )
  }

  func power(_ a: DegreeMatrix, _ exponent: Rational) throws(NumericFailure) -> DegreeMatrix {
    let base = exponent.isNegative ? try reciprocal(a) : a
    let magnitude = exponent.magnitude
    let times = (magnitude.isInteger ? magnitude : magnitude + 1).double
    let factor = Int(min(times, 1e9))
    return make(
      a.rows,
      a.columns,
      saturated(base.numerator, factor),
      saturated(base.denominator, factor),
      exponent.isInteger ? a.ingredients : a.ingredients.union([.roots, .branches]),
      bits: saturated(base.bits, factor)
    )
  }

  /// The values of an opaque function are as independent of each other as random numbers.
  func elementwise(_ function: ElementaryFunction, _ a: DegreeMatrix) throws(NumericFailure) -> DegreeMatrix {
    switch function {
    case .sqrt: try power(a, Rational(1, 2))
    case .abs, .positivePart:
      make(a.rows, a.columns, a.numerator, a.denominator, a.ingredients.union(.order), bits: a.bits)
    case .sign, .step: make(a.rows, a.columns, 0, 0, a.ingredients.union(.order), bits: a.bits)
    case .arcsin, .arccos, .arctan, .arcosh, .logMagnitude:
      make(a.rows, a.columns, 1, 0, a.ingredients.union([.opaque, .branches]), bits: a.bits)
    case .exp, .log, .sin, .cos, .tan, .sinh, .cosh, .tanh, .arsinh, .artanh, .erf, .gamma, .logGamma,
      .digamma, .trigamma:
      make(a.rows, a.columns, 1, 0, a.ingredients.union(.opaque), bits: a.bits)
    }
  }

  /// Q·adj(P)/det(P).
  func inverse(_ a: DegreeMatrix) throws(NumericFailure) -> DegreeMatrix {
    make(
      a.rows,
      a.rows,
      a.denominator + (a.rows - 1) * a.numerator,
      a.rows * a.numerator,
      a.ingredients,
      bits: a.rows * a.bits
    )
  }
  func determinant(_ a: DegreeMatrix) throws(NumericFailure) -> DegreeMatrix {
    make(1, 1, a.rows * a.numerator, a.rows * a.denominator, a.ingredients, bits: a.rows * a.bits)
  }
  func solve(_ a: DegreeMatrix, _ b: DegreeMatrix) throws(NumericFailure) -> DegreeMatrix {
    multiply(try inverse(a), b)
  }
  func adjugate(_ a: DegreeMatrix) throws(NumericFailure) -> DegreeMatrix {
    let n = max(a.rows - 1, 0)
    return make(a.rows, a.rows, n * a.numerator, n * a.denominator, a.ingredients, bits: n * a.bits)
  }
  func cholesky(_ a: DegreeMatrix) throws(NumericFailure) -> DegreeMatrix {
    make(
      a.rows,
      a.rows,
      a.rows * a.numerator,
      a.rows * a.denominator + a.numerator,
      a.ingredients.union([.roots, .branches]),
      bits: a.rows * a.bits
    )
  }
  func symmetricEigen(
    _ a: DegreeMatrix
  ) throws(NumericFailure) -> (values: DegreeMatrix, vectors: DegreeMatrix) {
    let ingredients = a.ingredients.union([.limits, .branches])
    return (
      make(a.rows, 1, 1, 0, ingredients, bits: a.bits), make(a.rows, a.rows, 1, 0, ingredients, bits: a.bits)
    )
  }
  func analytic(_ function: AnalyticFunction, _ a: DegreeMatrix) throws(NumericFailure) -> DegreeMatrix {
    switch function {
    case .exponential, .sine, .cosine: make(a.rows, a.rows, 1, 0, a.ingredients.union(.limits), bits: a.bits)
    case .logarithm, .squareRoot:
      make(a.rows, a.rows, 1, 0, a.ingredients.union([.limits, .branches]), bits: a.bits)
    }
  }

  func gather(_ sources: [DegreeMatrix], _ picks: [Pick?], rows: Int, columns: Int) -> DegreeMatrix {
    var numerator = 0
    var denominator = 0
    var ingredients: Ingredients = []
    var bits = 0
    // With different denominators every entry is expanded to their product.
    for source in sources {
      numerator = max(numerator + source.denominator, source.numerator + denominator)
      denominator += source.denominator
      ingredients.formUnion(source.ingredients)
      bits = max(bits, source.bits)
      numerator = min(numerator, 1 << 40)
      denominator = min(denominator, 1 << 40)
    }
    return make(rows, columns, numerator, denominator, ingredients, bits: bits)
  }

  private func saturated(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? 1 << 40 : product
  }
}
