// An arithmetic whose work is counted: every primitive spends what it is about to cost, so that whatever is composed of
// primitives, dual numbers and tapes among it, is counted with them. When nothing is left, what may fail fails, and what
// cannot gives zeros at once, since nobody will look at them.

package import Expressions

extension NumericFailure {
  /// The budget is spent; what else is said of the value is thrown away.
  package static let overBudget = NumericFailure.unavailable("work left to find it")
}

/// The arithmetic of another one with its work counted on a budget.
package struct CountedArithmetic<Base: Arithmetic>: Arithmetic {
  /// A matrix of the arithmetic below.
  package typealias Matrix = Base.Matrix

  /// The arithmetic that does the work.
  package let base: Base
  private let budget: Budget

  /// An arithmetic that spends what it costs.
  package init(_ base: Base, _ budget: Budget) {
    self.base = base.spending(budget)
    self.budget = budget
  }

  // MARK: - Costs

  /// Spends a number of products of numbers as long as those of one or two matrices; false when nothing is left.
  private func pay(_ products: Double, _ a: Matrix, _ b: Matrix? = nil) -> Bool {
    let words = max(base.words(a), b.map { base.words($0) } ?? 0)
    // A product of two words is one step; long numbers are multiplied faster than by the book.
    let long = words > 1 ? words + min(words * words / 128, 16 * words) : words
    let steps = products * Double(long)
    return budget.spend(
      steps < 1e18 ? Self.stepsPerCall + Int(steps) : .max,
      on: occasion(a, words)
    )
  }

  /// What every operation costs besides: a call of a library, and memory for the result.
  private static var stepsPerCall: Int { 25 }

  private func occasion(_ a: Matrix, _ words: Int) -> String {
    words > 256
      ? "work with numbers of \(words * 19) digits" : "work with \(base.rows(a))×\(base.columns(a)) matrices"
  }

  private func entries(_ a: Matrix) -> Double { Double(base.rows(a)) * Double(base.columns(a)) }

  /// n³ for a square matrix, and what its factorization takes for one that is not.
  private func cube(_ a: Matrix) -> Double {
    entries(a) * Double(min(base.rows(a), base.columns(a)))
  }

  /// What may fail, after it is paid for.
  private func paid<Value>(
    _ products: Double,
    _ a: Matrix,
    work: () throws(NumericFailure) -> Value
  ) throws(NumericFailure) -> Value {
    guard pay(products, a) else { throw .overBudget }
    return try work()
  }

  // MARK: - The arithmetic below

  /// That of the arithmetic below.
  package var greatestExponent: Int { base.greatestExponent }
  /// Those of the arithmetic below.
  package func words(_ a: Matrix) -> Int { base.words(a) }
  /// The number of rows.
  package func rows(_ a: Matrix) -> Int { base.rows(a) }
  /// The number of columns.
  package func columns(_ a: Matrix) -> Int { base.columns(a) }

  /// The matrix of the given entries.
  package func matrix(rows: Int, columns: Int, entries: [Rational]) throws(NumericFailure) -> Matrix {
    guard budget.spend(20 * entries.count) else { throw .overBudget }
    return try base.matrix(rows: rows, columns: columns, entries: entries)
  }
  /// Euler's number or π.
  package func constant(_ constant: MathematicalConstant) throws(NumericFailure) -> Matrix {
    try base.constant(constant)
  }

  /// The sum.
  package func add(_ a: Matrix, _ b: Matrix) -> Matrix {
    pay(entries(a), a, b) ? base.add(a, b) : a
  }
  /// The difference.
  package func subtract(_ a: Matrix, _ b: Matrix) -> Matrix {
    pay(entries(a), a, b) ? base.subtract(a, b) : a
  }
  /// The matrix times an exact number.
  package func scale(_ a: Matrix, by factor: Rational) throws(NumericFailure) -> Matrix {
    try paid(entries(a), a) { () throws(NumericFailure) in try base.scale(a, by: factor) }
  }
  /// The matrix times the only entry of another.
  package func scale(_ a: Matrix, by factor: Matrix) -> Matrix {
    pay(entries(a), a, factor) ? base.scale(a, by: factor) : a
  }
  /// The matrix product.
  package func multiply(_ a: Matrix, _ b: Matrix) -> Matrix {
    pay(entries(a) * Double(base.columns(b)), a, b)
      ? base.multiply(a, b) : base.zeros(base.rows(a), base.columns(b))
  }
  /// The transpose.
  package func transpose(_ a: Matrix) -> Matrix {
    pay(entries(a), a) ? base.transpose(a) : base.zeros(base.columns(a), base.rows(a))
  }
  /// The entrywise product.
  package func hadamard(_ a: Matrix, _ b: Matrix) -> Matrix {
    pay(entries(a), a, b) ? base.hadamard(a, b) : a
  }
  /// The Frobenius product.
  package func frobenius(_ a: Matrix, _ b: Matrix) -> Matrix {
    pay(entries(a), a, b) ? base.frobenius(a, b) : base.zeros(1, 1)
  }
  /// The sum of all entries.
  package func sum(_ a: Matrix) -> Matrix { pay(entries(a), a) ? base.sum(a) : base.zeros(1, 1) }
  /// The entries in another shape.
  package func reshape(_ a: Matrix, rows: Int, columns: Int) -> Matrix {
    pay(entries(a), a) ? base.reshape(a, rows: rows, columns: columns) : base.zeros(rows, columns)
  }
  /// The entrywise reciprocal.
  package func reciprocal(_ a: Matrix) throws(NumericFailure) -> Matrix {
    try paid(4 * entries(a), a) { () throws(NumericFailure) in try base.reciprocal(a) }
  }
  /// The entrywise power.
  package func power(_ a: Matrix, _ exponent: Rational) throws(NumericFailure) -> Matrix {
    try paid(16 * entries(a), a) { () throws(NumericFailure) in try base.power(a, exponent) }
  }
  /// An elementary function, entry by entry.
  package func elementwise(_ function: ElementaryFunction, _ a: Matrix) throws(NumericFailure) -> Matrix {
    try paid(16 * entries(a), a) { () throws(NumericFailure) in try base.elementwise(function, a) }
  }
  /// The inverse.
  package func inverse(_ a: Matrix) throws(NumericFailure) -> Matrix {
    try paid(2 * cube(a), a) { () throws(NumericFailure) in try base.inverse(a) }
  }
  /// The determinant.
  package func determinant(_ a: Matrix) throws(NumericFailure) -> Matrix {
    try paid(cube(a), a) { () throws(NumericFailure) in try base.determinant(a) }
  }
  /// The solution of A X = B.
  package func solve(_ a: Matrix, _ b: Matrix) throws(NumericFailure) -> Matrix {
    try paid(2 * cube(a) + Double(base.rows(a)) * entries(b), a) { () throws(NumericFailure) in
      try base.solve(a, b)
    }
  }
  /// The adjugate.
  package func adjugate(_ a: Matrix) throws(NumericFailure) -> Matrix {
    try paid(cube(a) * Double(base.rows(a)), a) { () throws(NumericFailure) in try base.adjugate(a) }
  }
  /// The first columns that span all of them.
  package func independentColumns(_ a: Matrix) -> [Int]? {
    pay(cube(a), a) ? base.independentColumns(a) : nil
  }
  /// Whether a matrix is certain to differ from its transpose.
  package func isAsymmetric(_ a: Matrix) -> Bool { pay(entries(a), a) && base.isAsymmetric(a) }
  /// The Cholesky factor.
  package func cholesky(_ a: Matrix) throws(NumericFailure) -> Matrix {
    try paid(cube(a), a) { () throws(NumericFailure) in try base.cholesky(a) }
  }
  /// Eigenvalues and eigenvectors of a symmetric matrix.
  package func symmetricEigen(_ a: Matrix) throws(NumericFailure) -> (values: Matrix, vectors: Matrix) {
    try paid(40 * cube(a), a) { () throws(NumericFailure) in try base.symmetricEigen(a) }
  }
  /// An analytic function: some dozens of products, and what an arithmetic counts itself.
  package func analytic(_ function: AnalyticFunction, _ a: Matrix) throws(NumericFailure) -> Matrix {
    let products: Double =
      switch function {
      case .exponential: 15
      case .sine, .cosine: 120
      case .squareRoot, .logarithm: 10
      }
    return try paid(products * cube(a), a) { () throws(NumericFailure) in try base.analytic(function, a) }
  }
  /// Rearranged entries.
  package func gather(_ sources: [Matrix], _ picks: [Pick?], rows: Int, columns: Int) -> Matrix {
    // The names of the places take longer than short entries.
    budget.spend(Self.stepsPerCall + 4 * picks.count)
    guard !budget.isSpent else { return base.zeros(rows, columns) }
    return base.gather(sources, picks, rows: rows, columns: columns)
  }
}
