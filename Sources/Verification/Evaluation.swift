// The value of an expression at given numbers: exact where it is rational, certain decimals elsewhere.

package import Expressions
@_spi(Granting) package import Findings
import Numerics

/// A value with its entries as text.
package struct Evaluation: Sendable, Hashable {
  /// The entries, row by row: fractions when exact, else decimals of which every digit is certain.
  package let rows: [[String]]
  /// Whether the entries are exact.
  package let isExact: Bool
  /// What vouches for the entries.
  package let check: Check

  /// `zeroExponent`: the power of ten below which entries shown as 0 lie, when some were only enclosed; nil for none.
  init(rows: [[String]], isExact: Bool, zeroExponent: Int? = nil) {
    self.rows = rows
    self.isExact = isExact
    let certain =
      zeroExponent.map { "every digit shown is certain, 0 stands for numbers below 10^\($0)" }
      ?? "every digit shown is certain"
    check = Check(
      isExact ? .exact : .enclosed,
      method: isExact ? "rational numbers" : "balls of 50 digits",
      points: 1,
      at: .givenValues,
      bound: isExact ? "exact" : certain,
      result: .equal
    )
  }
}

extension Verifier {
  /// The value of an expression whose declared names have the given values.
  ///
  /// - Throws: when a name has no value, or the value does not exist there.
  package func value(
    of root: ExpressionID,
    at bindings: [SymbolID: ExpressionID],
    sizes: [String: Int],
    in graph: Graph
  ) throws(EvaluationFailure) -> Evaluation {
    let needed = graph.symbols(in: [root], throughDefinitions: true).filter { symbol in
      switch graph[symbol].role {
      case .declared, .family: bindings[symbol] == nil
      case .defined, .definedFamily, .index: false
      }
    }
    guard needed.isEmpty else {
      throw EvaluationFailure(
        "no value is given for \(needed.map { "'\(graph[$0].name)'" }.joined(separator: ", "))"
      )
    }
    let exact = try evaluated(root, bindings, sizes, graph, RationalArithmetic())
    switch exact {
    case .success(let matrix) where matrix.greatestBits > Verifier.printedBits:
      return try enclosedValue(of: root, bindings, sizes, graph)
    case .success(let matrix):
      let rows = (0..<matrix.rows).map { i in (0..<matrix.columns).map { j in matrix[i, j].description } }
      return Evaluation(rows: rows, isExact: true, zeroExponent: nil)
    case .failure(.unavailable): return try enclosedValue(of: root, bindings, sizes, graph)
    case .failure(let reason): throw EvaluationFailure(Verifier.words(reason))
    }
  }

  /// The longest fraction that is printed, of about five thousand digits; a longer one is shown in decimals.
  private static let printedBits = 1 << 14
  /// The digits of balls that are tried one after the other, until all that is shown is certain.
  private static let precisions = [50, 200, 1600, 6400]
  /// The most operations times digits at which more digits are tried.
  private static let workBound = 1e7
  /// From so many digits on a small ball around 0 is shown as 0.
  private static let digitsForZero = 1600

  /// The value in certain decimals; 0 only where the most digits cannot tell it from 0.
  private func enclosedValue(
    of root: ExpressionID,
    _ bindings: [SymbolID: ExpressionID],
    _ sizes: [String: Int],
    _ graph: Graph
  ) throws(EvaluationFailure) -> Evaluation {
    var reason = NumericFailure.imprecise
    let below = graph.reachableThroughDefinitions(from: [root])
    let entries = Double(graph.largestEntryCount(below) { sizes[$0] ?? 1 })
    // A factorization of n rows takes n³ operations.
    let work = entries * entries.squareRoot()
    for digits in Verifier.precisions
    where digits == Verifier.precisions[0] || work * Double(digits) <= Verifier.workBound {
      switch try evaluated(root, bindings, sizes, graph, BallArithmetic(digits: digits)) {
      case .success(let matrix):
        let zero = digits >= Verifier.digitsForZero ? -digits / 2 : nil
        if let value = Verifier.decimals(of: matrix, zeroExponent: zero) { return value }
        reason = .imprecise
      case .failure(.imprecise): reason = .imprecise
      case .failure(let other): throw EvaluationFailure(Verifier.words(other))
      }
    }
    throw EvaluationFailure(Verifier.words(reason))
  }

  /// Ten digits of every entry; nil when one is not certain and not zero either.
  private static func decimals(of matrix: BallMatrix, zeroExponent: Int?) -> Evaluation? {
    var rows: [[String]] = []
    var hasZeros = false
    for i in 0..<matrix.rows {
      var row: [String] = []
      for j in 0..<matrix.columns {
        if let text = matrix.shortDecimal(row: i, column: j, digits: 10) {
          row.append(text)
        } else if let zeroExponent, matrix.isZero(row: i, column: j, upTo: zeroExponent) {
          row.append("0")
          hasZeros = true
        } else {
          return nil
        }
      }
      rows.append(row)
    }
    return Evaluation(rows: rows, isExact: false, zeroExponent: hasZeros ? zeroExponent : nil)
  }

  private func evaluated<A: Arithmetic>(
    _ root: ExpressionID,
    _ bindings: [SymbolID: ExpressionID],
    _ sizes: [String: Int],
    _ graph: Graph,
    _ arithmetic: A
  ) throws(EvaluationFailure) -> Result<A.Matrix, NumericFailure> {
    let free = Set(bindings.keys)
    let byExpressions = DerivativesByExpressions([root], in: graph, free: free)
    let graph = byExpressions.graph
    let compiler = Compiler(byExpressions, free: free, variables: [])
    var environment = Environment<A>()
    let setting = Setting(sizes: sizes, convention: options.convention)
    for symbol in bindings.keys.sorted() {
      guard let expression = bindings[symbol] else { continue }
      let executor = environment.executor(in: arithmetic, graph, functions, setting)
      switch executor.run(try compiler.compile([expression]))[0] {
      case .success(let value): environment.values[symbol] = value
      case .failure(let reason): return .failure(reason)
      }
    }
    let executor = environment.executor(in: arithmetic, graph, functions, setting)
    return executor.run(try compiler.compile([root]))[0]
  }

  private static func words(_ failure: NumericFailure) -> String {
    switch failure {
    case .singular: "a matrix is singular, or a divisor is zero, at these values"
    case .outsideDomain(let domain): "the values lie outside the domain: \(domain)"
    case .kink(let place): "there is no derivative at these values: \(place)"
    case .unavailable(let reason): "there is no value: \(reason)"
    case .imprecise: "the value is not determined with certainty at these values"
    }
  }
}
