package import Expressions

/// Matrices over one kind of number, with the few primitive operations every kernel is written in.
///
/// One evaluator serves all evidence because it is generic over this protocol. The conforming types are
/// `DoubleArithmetic` (BLAS, LAPACK), `ModularArithmetic` (GF(p), p = 2^61 − 1), `RationalArithmetic` (ℚ),
/// `BallArithmetic` (Arb) and, over any of them, `DualArithmetic<Base>` (one directional derivative; nests for
/// second derivatives) and `TapeArithmetic` (reverse mode in Double). Kernels compose these primitives, so
/// only the primitives carry derivative rules, and those share nothing with the rule book.
///
/// Shapes are concrete here. A caller checks shapes before it calls; a violated shape is a precondition.
/// All entries are column-major.
package protocol Arithmetic: Sendable {
  /// A dense matrix of numbers of this kind.
  associatedtype Matrix: Sendable

  /// The largest exponent of a power of a matrix; above it `matrixPower` is unavailable.
  ///
  /// Exact numbers grow with each product, so an arithmetic of exact numbers has a bound.
  var greatestExponent: Int { get }

  /// How many words of memory the largest entry takes, which is also a measure of what work with it costs; 0 where a
  /// matrix has no entries in memory.
  func words(_ a: Matrix) -> Int

  /// The same arithmetic, which counts on a budget what its primitives do behind one call.
  func spending(_ budget: Budget) -> Self

  /// The number of rows.
  func rows(_ a: Matrix) -> Int
  /// The number of columns.
  func columns(_ a: Matrix) -> Int

  /// The matrix of the given exact entries, column-major.
  func matrix(rows: Int, columns: Int, entries: [Rational]) throws(NumericFailure) -> Matrix
  /// The 1×1 matrix of Euler's number or π.
  func constant(_ constant: MathematicalConstant) throws(NumericFailure) -> Matrix

  /// Entrywise sum of two matrices of one shape.
  func add(_ a: Matrix, _ b: Matrix) -> Matrix
  /// Entrywise difference of two matrices of one shape.
  func subtract(_ a: Matrix, _ b: Matrix) -> Matrix
  /// The matrix times an exact number.
  func scale(_ a: Matrix, by factor: Rational) throws(NumericFailure) -> Matrix
  /// The matrix times the only entry of a 1×1 matrix.
  func scale(_ a: Matrix, by factor: Matrix) -> Matrix
  /// The matrix product.
  func multiply(_ a: Matrix, _ b: Matrix) -> Matrix
  /// The transpose.
  func transpose(_ a: Matrix) -> Matrix
  /// Entrywise product of two matrices of one shape.
  func hadamard(_ a: Matrix, _ b: Matrix) -> Matrix
  /// The 1×1 Frobenius product of two matrices of one shape.
  func frobenius(_ a: Matrix, _ b: Matrix) -> Matrix
  /// The 1×1 sum of all entries.
  func sum(_ a: Matrix) -> Matrix
  /// The same entries, column by column, in another shape of the same size.
  func reshape(_ a: Matrix, rows: Int, columns: Int) -> Matrix
  /// Entrywise reciprocal; fails with `.singular` at a zero entry.
  func reciprocal(_ a: Matrix) throws(NumericFailure) -> Matrix
  /// Entrywise power with an exact exponent; a fractional exponent needs roots that exist in this arithmetic.
  func power(_ a: Matrix, _ exponent: Rational) throws(NumericFailure) -> Matrix
  /// An elementary function, entry by entry.
  func elementwise(_ function: ElementaryFunction, _ a: Matrix) throws(NumericFailure) -> Matrix

  /// The inverse of a square matrix; fails with `.singular`.
  func inverse(_ a: Matrix) throws(NumericFailure) -> Matrix
  /// The determinant of a square matrix, 1×1.
  func determinant(_ a: Matrix) throws(NumericFailure) -> Matrix

  /// The solution X of A X = B for square A; fails with `.singular`.
  func solve(_ a: Matrix, _ b: Matrix) throws(NumericFailure) -> Matrix
  /// The adjugate of a square matrix, defined for singular ones too.
  func adjugate(_ a: Matrix) throws(NumericFailure) -> Matrix
  /// The first columns that span all of them, where the arithmetic decides what is zero; nil elsewhere.
  func independentColumns(_ a: Matrix) -> [Int]?
  /// Whether a square matrix is certain to differ from its transpose.
  func isAsymmetric(_ a: Matrix) -> Bool
  /// The lower triangular L with L Lᵀ equal to a symmetric matrix; fails with `.outsideDomain` for another one.
  func cholesky(_ a: Matrix) throws(NumericFailure) -> Matrix
  /// The eigenvalues (a column, ascending) and orthonormal eigenvectors (columns) of a symmetric matrix.
  ///
  /// Fails with `.outsideDomain` for another one, whose eigenvalues are not those of its symmetric part.
  /// The sign of a vector makes its entry of largest magnitude positive.
  func symmetricEigen(_ a: Matrix) throws(NumericFailure) -> (values: Matrix, vectors: Matrix)
  /// An analytic function of a square matrix, principal branch.
  func analytic(_ function: AnalyticFunction, _ a: Matrix) throws(NumericFailure) -> Matrix

  /// A matrix whose entry k (column-major) is the entry `picks[k]` of `sources`, or zero for nil.
  ///
  /// Every rearrangement is one of these: vec, diag, blocks, selection, commutation.
  func gather(_ sources: [Matrix], _ picks: [Pick?], rows: Int, columns: Int) -> Matrix
}

/// One entry of one of several matrices: the index of the matrix and the column-major index of the entry.
package struct Pick: Sendable, Hashable {
  /// The index of the matrix among the sources.
  package let source: Int
  /// The column-major index of the entry.
  package let index: Int

  /// The entry `index` of the matrix `source`.
  package init(_ source: Int, _ index: Int) {
    self.source = source
    self.index = index
  }
}

/// The elementary functions that arithmetic knows as primitives.
///
/// Their derivatives are in `ElementaryFunction+Derivative.swift`, apart from the rule book of `Functions`.
package enum ElementaryFunction: String, Sendable, Hashable, CaseIterable {
  case exp, log, sqrt, sin, cos, tan, sinh, cosh, tanh
  case arcsin, arccos, arctan, arsinh, arcosh, artanh
  case erf, gamma, logGamma, digamma, trigamma
  /// The natural logarithm of the magnitude, for `logdet`; over GF(p) it is the logarithm itself.
  case logMagnitude
  /// Order and sign: exact only over ordered numbers; no derivative at 0, where sign and step are 0.
  case abs, sign, positivePart, step

  /// Whether GF(p) knows the function only as a seeded table of values.
  ///
  /// A mismatch over GF(p) of expressions that contain one of these refutes nothing.
  package var isOpaque: Bool {
    switch self {
    case .sqrt, .abs, .sign, .positivePart, .step: false
    case .exp, .log, .sin, .cos, .tan, .sinh, .cosh, .tanh, .arcsin, .arccos, .arctan, .arsinh, .arcosh,
      .artanh, .erf, .gamma, .logGamma, .digamma, .trigamma, .logMagnitude:
      true
    }
  }
}

/// The analytic functions of a square matrix that arithmetic knows.
///
/// One derivative rule serves all: f([A E; 0 A]) has the derivative along E as its upper right block
/// (Higham, Functions of Matrices, 2008, equation 3.16).
package enum AnalyticFunction: String, Sendable, Hashable, CaseIterable {
  case exponential, logarithm, squareRoot, sine, cosine
}

/// Why a value does not exist in an arithmetic.
package enum NumericFailure: Error, Sendable, Hashable {
  /// A division by zero or the inverse of a singular matrix.
  case singular
  /// An argument outside the domain, with the domain in words.
  case outsideDomain(String)
  /// A point where the function has no derivative, with the place in words.
  case kink(String)
  /// The operation does not exist in this arithmetic (a root over GF(p), sign over GF(p)).
  case unavailable(String)
  /// The precision of the ball does not suffice.
  case imprecise
}
