// Reverse mode and central differences in machine numbers, Taylor's test in balls. Every tolerance is derived: from the
// rounding unit, the measured rounding error of the value, and the measured error of the difference quotient.

import Expressions
import Numerics

extension DerivativeRun {
  // MARK: - Taylor

  /// F(X + hD) − F(X) − h·F′(X)D for ten steps that halve; nil where F has no value at some step.
  ///
  /// The law of the remainder rules for short steps only, and how short depends on the instance. So shorter ones
  /// are tried until the slope is there; with a wrong derivative it never is.
  func taylor(_ point: ExactPoint, _ symbol: SymbolID) -> TaylorTest? {
    var last: TaylorTest?
    for first in [4, 10, 20, 40] {
      let test = taylor(point, symbol, steps: first...first + 9)
      if let test, test.result != .failed { return test }
      last = last ?? test
    }
    return last
  }

  private func taylor(_ point: ExactPoint, _ symbol: SymbolID, steps: ClosedRange<Int>) -> TaylorTest? {
    let balls = BallArithmetic(digits: base.options.digits)
    do throws(NumericFailure) {
      let start = try point.environment(in: balls)
      guard let value = start.values[symbol], let direction = start.directions[symbol] else { return nil }
      let here = try values(start, point.setting, in: balls)
      let linear = try applied(here[1].get(), to: direction, at: here[0].get(), in: balls)
      let first = try here[0].get()
      var points: [TaylorPoint] = []
      var logarithms: [(step: Double, remainder: Double)] = []
      var isAffine = true
      for exponent in steps {
        let step = Rational(1, 1 << exponent)
        var moved = start
        moved.values[symbol] = balls.add(value, try balls.scale(direction, by: step))
        let there = try valueOfFunction(moved, point.setting, in: balls)
        let change = balls.subtract(there, first)
        let remainder = balls.subtract(change, try balls.scale(linear, by: step))
        let size = try magnitude(remainder, in: balls)
        points.append(
          TaylorPoint(
            step: step.decimal(significantDigits: 8),
            withDerivative: size.shortDecimal(row: 0, column: 0, digits: 6),
            withoutDerivative: try magnitude(change, in: balls).shortDecimal(row: 0, column: 0, digits: 6)
          )
        )
        let isZero = remainder.containsZero
        isAffine = isAffine && isZero
        if !isZero, let middle = size.midpoint(row: 0, column: 0) {
          logarithms.append((-Double(exponent), middle.binaryLogarithm))
        }
      }
      if isAffine { return TaylorTest(points: points, slope: nil, result: .affine) }
      // The last half of the steps: there the leading term of the remainder rules.
      let slope = slope(Array(logarithms.suffix(5)))
      return TaylorTest(
        points: points,
        slope: Rational(Int((slope * 100).rounded()), 100).decimal(significantDigits: 3),
        result: slope >= 1.9 ? .quadratic : .failed
      )
    } catch {
      return nil
    }
  }

  private func slope(_ points: [(step: Double, remainder: Double)]) -> Double {
    guard points.count > 1 else { return 0 }
    let count = Double(points.count)
    let meanStep = points.reduce(0) { $0 + $1.step } / count
    let meanRemainder = points.reduce(0) { $0 + $1.remainder } / count
    var covariance = 0.0
    var variance = 0.0
    for point in points {
      covariance += (point.step - meanStep) * (point.remainder - meanRemainder)
      variance += (point.step - meanStep) * (point.step - meanStep)
    }
    return covariance / variance
  }

  /// The Frobenius norm, as a ball; of a number its magnitude.
  private func magnitude(_ a: BallMatrix, in balls: BallArithmetic) throws(NumericFailure) -> BallMatrix {
    if a.isZero { return balls.zeros(1, 1) }
    if a.rows == 1, a.columns == 1 {
      if !a.containsZero { return try balls.elementwise(.abs, a) }
      return a
    }
    let square = balls.frobenius(a, a)
    return a.containsZero ? square : try balls.elementwise(.sqrt, square)
  }

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
  private func valueOfFunction<A: Arithmetic>(
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
  ) -> Executor<A> {
    Executor(
      arithmetic: a,
      environment: environment,
      graph: base.graph,
      functions: base.functions,
      setting: setting
    )
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
  /// Balls tell how much rounding changed each of the two; more than that is not tolerated.
  func reverseMode(_ point: ExactPoint, _ certain: [BallMatrix]) -> Check? {
    let machine = DoubleArithmetic()
    do throws(NumericFailure) {
      let values = try values(point.environment(in: machine), point.setting, in: machine)
      let (claimed, automatic) = (try values[1].get(), try values[2].get())
      let error = machine.subtract(claimed, automatic).largestMagnitude
      let scale = max(claimed.largestMagnitude, automatic.largestMagnitude)
      let rounding =
        machine.subtract(claimed, certain[1].midpoints).largestMagnitude
        + machine.subtract(automatic, certain[2].midpoints).largestMagnitude
      let unit = 0x1p-52 * Double(program.steps.count + 8)
      return check(
        "reverse-mode automatic differentiation",
        error,
        2 * rounding + unit * max(scale, 0x1p-40),
        scale
      )
    } catch {
      return nil
    }
  }

  /// (F(X + hD) − F(X − hD))/2h against the derivative along D, with h about the cube root of the rounding unit.
  func centralDifferences(_ point: ExactPoint, _ symbol: SymbolID, _ certain: [BallMatrix]) -> Check? {
    let machine = DoubleArithmetic()
    do throws(NumericFailure) {
      let start = try point.environment(in: machine)
      guard let value = start.values[symbol], let direction = start.directions[symbol] else { return nil }
      let here = try values(start, point.setting, in: machine)
      let first = try here[0].get()
      let expected = try applied(here[1].get(), to: direction, at: first, in: machine)
      func quotient(_ exponent: Int) throws(NumericFailure) -> DenseMatrix {
        let step = Rational(1, 1 << exponent)
        let shift = try machine.scale(direction, by: step)
        var forward = start
        forward.values[symbol] = machine.add(value, shift)
        var backward = start
        backward.values[symbol] = machine.subtract(value, shift)
        let change = machine.subtract(
          try valueOfFunction(forward, point.setting, in: machine),
          try valueOfFunction(backward, point.setting, in: machine)
        )
        return try machine.scale(change, by: Rational(1 << exponent, 2))
      }
      let error = machine.subtract(first, certain[0].midpoints).largestMagnitude
      let unit = 0x1p-52 * Double(program.steps.count + 8) * max(first.largestMagnitude, 0x1p-40)
      // Long steps err by truncation, short ones by rounding; the step with the least error expected is taken.
      var best: (quotient: DenseMatrix, tolerance: Double)?
      for exponent in [11, 14, 17, 20, 23] {
        let (fine, coarse) = (try quotient(exponent), try quotient(exponent - 1))
        // The error falls with h², so the two quotients differ by three times that of the finer one.
        let truncation = machine.subtract(fine, coarse).largestMagnitude
        let rounding = Rational(1 << exponent).double * (unit + 4 * error)
        let tolerance = 2 * truncation + rounding
        if tolerance < best?.tolerance ?? .infinity { best = (fine, tolerance) }
      }
      guard let best else { return nil }
      return check(
        "central differences",
        machine.subtract(best.quotient, expected).largestMagnitude,
        best.tolerance,
        max(expected.largestMagnitude, best.quotient.largestMagnitude)
      )
    } catch {
      return nil
    }
  }

  /// Only the power of ten of the tolerance is shown: other digits would differ between machines.
  private func check(_ name: String, _ error: Double, _ tolerance: Double, _ scale: Double) -> Check {
    let relative = tolerance / max(scale, 0x1p-40)
    var exponent = -15
    while exponent < 0, power(exponent) < relative { exponent += 1 }
    return Check(
      kind: .numeric,
      arithmetic: name,
      points: 1,
      sizes: [],
      bound: error <= tolerance
        ? "agrees to a relative 10^\(exponent)" : "differs by more than a relative 10^\(exponent)",
      result: error <= tolerance ? .equal : .different
    )
  }

  private func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<(-exponent) { result /= 10 }
    return result
  }
}

extension Rational {
  /// The logarithm to base 2 of a positive number, to machine precision of a slope.
  var binaryLogarithm: Double {
    let value = double
    guard value > 0, value.isFinite else { return -1074 }
    // The significand lies between 1 and 2, where the series of artanh converges fast.
    let x = value.significand
    let t = (x - 1) / (x + 1)
    var term = t
    var total = 0.0
    for k in stride(from: 1, through: 61, by: 2) {
      total += term / Double(k)
      term *= t * t
    }
    return Double(value.exponent) + 2 * total / 0.6931471805599453
  }
}
