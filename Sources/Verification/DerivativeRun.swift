// Everything about one claimed derivative: the exact comparison that any row gets, and beside it what a numerical analyst
// would do: reverse mode, central differences and Taylor's test.

package import Expressions
@_spi(Granting) import Findings
import Numerics

extension Verifier {
  /// Checks a claimed derivative in every way that applies.
  package func check(
    _ claim: DerivativeClaim,
    in graph: Graph,
    free: Set<SymbolID> = []
  ) -> VerificationReport {
    var graph = graph
    let derivative = graph.derivative(claim.kind, of: claim.function, wrt: claim.variable)
    var free = free
    if case .symbol(let symbol) = graph[claim.variable] { free.insert(symbol) }
    let equation = Equation(derivative, claim.claimed)
    var report = VerificationReport(
      outcome: check(equation, in: graph, free: free),
      derived: [],
      automatic: [],
      seed: options.seed
    )
    guard report.outcome.verdict != .undecided || report.outcome.reason == nil else { return report }
    guard graph.shape(derivative) == graph.shape(claim.claimed) else { return report }
    let run = DerivativeRun(claim, derivative, graph, free, functions, options)
    run?.complete(&report)
    return report
  }
}

/// The numerical side of the check of one derivative, at one instance.
struct DerivativeRun {
  let claim: DerivativeClaim
  let symbol: SymbolID?
  /// The function F whose linear part is claimed: f itself, or its gradient when the claim is a Hessian.
  let function: ExpressionID
  let base: CheckRun
  /// Roots: F, the claimed derivative, the derivative by definition.
  let program: Program
  /// F alone, for the many points of Taylor's test and of difference quotients.
  let functionProgram: Program

  init?(
    _ claim: DerivativeClaim,
    _ derivative: ExpressionID,
    _ graph: Graph,
    _ free: Set<SymbolID>,
    _ functions: FunctionTable,
    _ options: VerificationOptions
  ) {
    var graph = graph
    self.claim = claim
    if case .symbol(let symbol) = graph[claim.variable] { self.symbol = symbol } else { symbol = nil }
    function =
      claim.kind == .hessian
      ? graph.derivative(
        graph.shape(claim.function).isScalar ? .gradient : .jacobian,
        of: claim.function,
        wrt: claim.variable
      ) : claim.function
    // The variable is declared as varying, so that points carry a direction for it.
    base = CheckRun(
      [Equation(derivative, claim.claimed), Equation(function, function)],
      in: graph,
      variables: symbol.map { [$0] } ?? [],
      free: free,
      functions: functions,
      options
    )
    let compiler = Compiler(base.byExpressions, free: free, variables: [])
    do throws(EvaluationFailure) {
      program = try compiler.compile([function, claim.claimed, derivative])
      functionProgram = try compiler.compile([function])
    } catch {
      return nil
    }
  }

  /// Adds what this instance shows to the report.
  func complete(_ report: inout VerificationReport) {
    guard let point = instance() else { return }
    let balls = BallArithmetic(digits: base.options.digits)
    let values = base.values(of: program, at: point, in: balls)
    guard case .success(let function) = values[0], case .success(let claimed) = values[1],
      case .success(let automatic) = values[2]
    else { return }
    let certain = [function, claimed, automatic]
    report.sizes = SizeInstance(point.setting.sizes, base.subject.sizeNames)
    if let derived = decimals(claimed), let found = decimals(automatic) {
      report.derived = derived
      report.automatic = found
    }
    if !report.outcome.evidence.contains(where: { $0.evidence.kind == .enclosed }),
      let enclosed = enclosure(claimed, automatic, point)
    {
      report.outcome.evidence.append(enclosed)
    }
    guard let symbol else { return }
    report.taylor = taylor(point, symbol)
    report.outcome.evidence += [
      reverseMode(point, certain), centralDifferences(point, symbol, certain),
    ].compactMap { $0 }
    if let taylor = report.taylor { report.outcome.evidence.append(check(taylor)) }
    if report.outcome.verdict == .holds,
      let against = report.outcome.evidence.first(where: { $0.result == .different })
    {
      // No tick stands beside a check that says the opposite.
      report.outcome.verdict = .undecided
      report.outcome.reason = "the checks contradict each other: '\(against.method)' finds a difference"
    }
  }

  /// An instance of sizes near 3 at which function and derivative have values in balls.
  func instance() -> ExactPoint? {
    let names = base.subject.sizeNames
    var preferred: [[String: Int]] = []
    for values in [[3, 4, 2, 5, 6, 7], [4, 3, 2, 5, 6, 7], [2, 3, 4, 5, 6, 7]] {
      let pairs = names.enumerated().map { ($1, values[$0 % values.count]) }
      preferred.append(
        Dictionary(pairs) { first, _ in first }.merging(base.options.sizes) { _, fixed in fixed }
      )
    }
    let balls = BallArithmetic(digits: base.options.digits)
    for (attempt, mood) in [NumberSource.signed, .positive, .small, .nearIdentity, .large].enumerated() {
      for sizes in preferred {
        guard let point = base.exactPoint(sizes, attempt, mood: mood) else { continue }
        let isDefined = base.values(of: program, at: point, in: balls).allSatisfy { value in
          if case .success(let matrix) = value { matrix.isFinite } else { false }
        }
        if isDefined { return point }
      }
    }
    return nil
  }

  /// The difference of the derived value and that of automatic differentiation, in balls.
  private func enclosure(_ claimed: BallMatrix, _ automatic: BallMatrix, _ point: ExactPoint) -> Check? {
    guard claimed.overlaps(automatic) else { return nil }
    let balls = BallArithmetic(digits: base.options.digits)
    let exponent = balls.subtract(claimed, automatic).magnitudeExponent
    guard exponent != Int.max else { return nil }
    return Check(
      .enclosed,
      method: "balls of \(base.options.digits) digits",
      points: 1,
      at: .sizes([SizeInstance(point.setting.sizes, base.subject.sizeNames)]),
      bound: exponent.map { "the difference is below 10^\($0)" } ?? "the difference is exactly zero",
      result: .equal,
      digits: base.options.digits
    )
  }

  /// Six digits of every entry; nil when one is not certain.
  private func decimals(_ balls: BallMatrix) -> [[String]]? {
    var rows: [[String]] = []
    for i in 0..<balls.rows {
      var row: [String] = []
      for j in 0..<balls.columns {
        guard let text = digits(of: balls, i, j) else { return nil }
        row.append(text)
      }
      rows.append(row)
    }
    return rows
  }

  /// Six digits of an entry, or 0 for a ball around 0 that is small against the digits; nil when none is certain.
  func digits(of balls: BallMatrix, _ row: Int, _ column: Int) -> String? {
    balls.shortDecimal(row: row, column: column, digits: 6)
      ?? (balls.isZero(row: row, column: column, upTo: -base.options.digits / 2) ? "0" : nil)
  }

  private func check(_ taylor: TaylorTest) -> Check {
    let words =
      switch taylor.result {
      case .affine: "no remainder at any step: the function is affine along the direction"
      case .quadratic: "the remainder falls with slope \(taylor.slope ?? "2")"
      case .failed: "the remainder falls with slope \(taylor.slope ?? "0") only"
      case .inconclusive: "the values change too fast for the steps tried"
      }
    let result: Check.Result =
      switch taylor.result {
      case .affine, .quadratic: .equal
      case .failed: .different
      case .inconclusive: .inconclusive
      }
    return Check(
      .numeric,
      method: "Taylor remainder in balls",
      points: taylor.points.count,
      at: .sizes([]),
      bound: words,
      result: result
    )
  }
}
