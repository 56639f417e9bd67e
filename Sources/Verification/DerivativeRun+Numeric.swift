// Reverse mode and central differences in machine numbers. Every tolerance is derived in balls, from
// the rounding that machine precision allows and from the step, so that what is stated is the same on every machine.

import Expressions
@_spi(Granting) import Findings
import Numerics

extension DerivativeRun {
  // MARK: - The linear part

  /// F, the claimed derivative and the derivative by definition.
  func values<A: Arithmetic>(
    _ environment: Environment<A>,
    _ setting: Setting,
    in a: A
  ) throws(NumericFailure) -> [Result<A.Matrix, NumericFailure>] {
    executor(environment, setting, in: a).run(program)
  }

  /// F alone.
  func valueOfFunction<A: Arithmetic>(
    _ environment: Environment<A>,
    _ setting: Setting,
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    try executor(environment, setting, in: a).run(functionProgram)[0].get()
  }

  private func executor<A: Arithmetic>(
    _ environment: Environment<A>,
    _ setting: Setting,
    in a: A
  ) -> Executor<CountedArithmetic<A>> {
    environment.executor(in: a, base.graph, base.functions, setting)
  }

  /// The claimed derivative applied to a direction, in the shape of F.
  func applied<A: Arithmetic>(
    _ derivative: A.Matrix,
    to direction: A.Matrix,
    at value: A.Matrix,
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let free = try independent(direction, in: a)
    let (rows, columns) = (a.rows(value), a.columns(value))
    let isScalarVariable = base.graph.shape(claim.variable).isScalar
    if isScalarVariable, claim.kind != .hessian {
      return a.scale(a.reshape(derivative, rows: rows, columns: columns), by: direction)
    }
    if claim.kind == .gradient, base.graph.shape(claim.function).isScalar {
      return a.frobenius(derivative, free)
    }
    return a.reshape(a.multiply(derivative, a.vectorize(free)), rows: rows, columns: columns)
  }

  /// Under the convention `tied` a derivative counts every class of tied entries once.
  private func independent<A: Arithmetic>(_ direction: A.Matrix, in a: A) throws(NumericFailure) -> A.Matrix {
    guard base.options.convention == .tied, let symbol,
      let structure = base.graph[symbol].properties.structure.structure, structure.isLinear,
      a.rows(direction) > 1
    else { return direction }
    let sources = structure.sources(a.rows(direction))
    let mask = sources.enumerated().map { place, source in
      source?.place == place ? Rational.one : Rational.zero
    }
    let n = a.rows(direction)
    return a.hadamard(direction, try a.matrix(rows: n, columns: n, entries: mask))
  }

  // MARK: - Machine numbers

  /// The claimed derivative against the derivative by definition, reverse mode where it is of one number.
  ///
  /// Balls of machine precision tell how much rounding may change each of the two; more is not tolerated.
  func reverseMode(_ point: ExactPoint, _ certain: [BallMatrix]) -> Check? {
    let machine = DoubleArithmetic()
    let rounded = base.values(of: program, at: point, in: BallArithmetic.machinePrecision)
    guard case .success(let first) = rounded[1], case .success(let second) = rounded[2] else { return nil }
    do throws(NumericFailure) {
      let values = try values(point.environment(in: machine), point.setting, in: machine)
      let (claimed, automatic) = (try values[1].get(), try values[2].get())
      return try check(
        "reverse-mode automatic differentiation",
        machine.subtract(claimed, automatic).largestMagnitude,
        asked: first.largestRadius + second.largestRadius,
        scale: max(scale(of: certain[1]), scale(of: certain[2])),
        isReal: !certain[1].overlaps(certain[2])
      )
    } catch {
      return nil
    }
  }

  /// (F(X + hD) − F(X − hD))/2h against the derivative along D.
  func centralDifferences(_ point: ExactPoint, _ symbol: SymbolID, _ certain: [BallMatrix]) -> Check? {
    let machine = DoubleArithmetic()
    do throws(NumericFailure) {
      let step = try differenceStep(point, symbol)
      let start = try point.environment(in: machine)
      let here = try values(start, point.setting, in: machine)
      guard let direction = start.directions[symbol], let step else { return nil }
      let expected = try applied(here[1].get(), to: direction, at: here[0].get(), in: machine)
      let found = try differenceQuotient(point, symbol, step.exponent, in: machine)
      let balls = BallArithmetic(digits: base.options.digits)
      let slope = try applied(
        certain[1],
        to: point.environment(in: balls).directions[symbol] ?? certain[1],
        at: certain[0],
        in: balls
      )
      return try check(
        "central differences",
        machine.subtract(found, expected).largestMagnitude,
        asked: step.error,
        scale: scale(of: slope),
        isReal: try misses(found, slope, point, symbol, step.exponent)
      )
    } catch {
      return nil
    }
  }

  /// Whether a difference quotient in machine numbers is that in balls, and a shorter step leaves as much between it and
  /// the slope: what the step cuts off would fall with its square.
  private func misses(
    _ found: DenseMatrix,
    _ slope: BallMatrix,
    _ point: ExactPoint,
    _ symbol: SymbolID,
    _ exponent: Int
  ) throws(NumericFailure) -> Bool {
    let balls = BallArithmetic(digits: base.options.digits)
    let long = try differenceQuotient(point, symbol, exponent, in: balls)
    let short = try differenceQuotient(point, symbol, exponent + 1, in: balls)
    let machine = DoubleArithmetic()
    let excess = balls.subtract(long, slope).midpoints.largestMagnitude
    let rest = balls.subtract(short, slope).midpoints.largestMagnitude
    return machine.subtract(found, long.midpoints).largestMagnitude <= 0.1 * excess
      && abs(rest - excess) <= 0.1 * excess
      // Over steps that are too long the quotients are those of no slope.
      && balls.subtract(long, short).midpoints.largestMagnitude <= 0.1 * long.midpoints.largestMagnitude
  }

  /// The largest magnitude; of a derivative that may be zero, a small one.
  private func scale(of balls: BallMatrix) -> Double {
    balls.containsZero ? 0x1p-40 : balls.midpoints.largestMagnitude
  }

  /// The step 2⁻ᵉ with the least error that is to be expected of a difference quotient in machine numbers.
  ///
  /// The error of truncation falls with h², so that it follows for all steps from two quotients in balls; that of rounding
  /// is the radius of F in balls of machine precision over h. Nothing here is measured in machine numbers, whose last
  /// digits depend on the kernels of a library.
  private func differenceStep(
    _ point: ExactPoint,
    _ symbol: SymbolID
  ) throws(NumericFailure) -> (exponent: Int, error: Double)? {
    let balls = BallArithmetic(digits: base.options.digits)
    let rough = BallArithmetic.machinePrecision
    let value = try valueOfFunction(point.environment(in: rough), point.setting, in: rough)
    let first = 11
    let coarse = try differenceQuotient(point, symbol, first, in: balls)
    let fine = try differenceQuotient(point, symbol, first + 1, in: balls)
    let change = balls.subtract(coarse, fine).midpoints.largestMagnitude
    var best: (exponent: Int, error: Double)?
    var truncation = change
    for exponent in stride(from: first, through: 23, by: 3) {
      let rounding = value.largestRadius * Rational(1 << exponent).double
      let error = 2 * (truncation + rounding)
      if error < best?.error ?? .infinity { best = (exponent, error) }
      truncation /= 64
    }
    return best
  }

  /// (F(X + hD) − F(X − hD))/2h with h = 2⁻ᵉ.
  private func differenceQuotient<A: Arithmetic>(
    _ point: ExactPoint,
    _ symbol: SymbolID,
    _ exponent: Int,
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let start = try point.environment(in: a)
    guard let value = start.values[symbol], let direction = start.directions[symbol] else {
      throw .unavailable("a direction")
    }
    let shift = try a.scale(direction, by: Rational(1, 1 << exponent))
    var (forward, backward) = (start, start)
    forward.values[symbol] = a.add(value, shift)
    backward.values[symbol] = a.subtract(value, shift)
    let change = a.subtract(
      try valueOfFunction(forward, point.setting, in: a),
      try valueOfFunction(backward, point.setting, in: a)
    )
    return try a.scale(change, by: Rational(1 << exponent, 2))
  }

  /// How often the expected error is tolerated: products are summed in another order than balls sum them.
  private static let allowance = 8.0

  /// What was asked is stated, never what came out: the power of ten above the error that is to be expected.
  ///
  /// A difference beyond it is one of the derivatives only where balls see it as well. Else it is one of machine numbers,
  /// which end at 10³⁰⁸ and 10⁻³⁰⁸ and lose digits near what is singular, and nothing is said of the derivatives.
  private func check(
    _ name: String,
    _ error: Double,
    asked expected: Double,
    scale: Double,
    isReal: @autoclosure () throws(NumericFailure) -> Bool
  ) throws(NumericFailure) -> Check? {
    let relative = Self.allowance * expected / scale
    guard relative < 0.1 else { return nil }
    var exponent = -15
    while exponent < -1, power(exponent) < relative { exponent += 1 }
    let result: Check.Result =
      error <= power(exponent) * scale ? .equal : try isReal() ? .different : .inconclusive
    let bound =
      switch result {
      case .equal: "agrees within the tolerance, a relative 10^\(exponent)"
      case .different: "differs by more than the tolerance, a relative 10^\(exponent)"
      case .inconclusive: "machine numbers do not hold the values at this point"
      }
    return Check(.numeric, method: name, points: 1, at: .sizes([]), bound: bound, result: result)
  }

  private func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<(-exponent) { result /= 10 }
    return result
  }
}
