// Taylor's test in balls: with a right derivative what the linear part leaves over falls with the square of the step.

import Expressions
import Findings
import Numerics

extension DerivativeRun {
  /// F(X + hD) − F(X) − h·F′(X)D for ten steps that halve; nil where F has no value at some step.
  ///
  /// The law of the remainder rules for short steps only, and how short depends on the instance. So shorter ones
  /// are tried until the slope is there. With a wrong derivative it never is: what is left falls with the step itself,
  /// slope 1. Where it falls otherwise even at the shortest steps, they are too long, and the test says nothing.
  func taylor(_ point: ExactPoint, _ symbol: SymbolID) -> TaylorTest? {
    var first: TaylorTest?
    var last: TaylorTest?
    for start in [4, 10, 20, 40] {
      let test = taylor(point, symbol, steps: start...start + 9)
      if let test, test.result == .affine || test.result == .quadratic { return test }
      first = first ?? test
      last = test
    }
    // The longest steps are what is drawn of a wrong derivative; the shortest tell that it is one.
    guard let first, last?.result != .failed else { return first }
    return TaylorTest(points: first.points, slope: first.slope, result: .inconclusive)
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
      var changes: [(step: Double, remainder: Double)] = []
      var isAffine = true
      for exponent in steps {
        let step = Rational(1, 1 << exponent)
        var moved = start
        moved.values[symbol] = balls.add(value, try balls.scale(direction, by: step))
        let there = try valueOfFunction(moved, point.setting, in: balls)
        let change = balls.subtract(there, first)
        let remainder = balls.subtract(change, try balls.scale(linear, by: step))
        let size = try magnitude(remainder, in: balls)
        let whole = try magnitude(change, in: balls)
        guard let with = digits(of: size, 0, 0), let without = digits(of: whole, 0, 0) else { return nil }
        points.append(
          TaylorPoint(
            step: step.decimal(significantDigits: 8),
            withoutGradient: without,
            withGradient: with
          )
        )
        let isZero = remainder.containsZero
        isAffine = isAffine && isZero
        if !isZero, let middle = size.midpoint(row: 0, column: 0) {
          logarithms.append((-Double(exponent), middle.binaryLogarithm))
        }
        if !change.containsZero, let middle = whole.midpoint(row: 0, column: 0) {
          changes.append((-Double(exponent), middle.binaryLogarithm))
        }
      }
      if isAffine { return TaylorTest(points: points, slope: nil, result: .affine) }
      // The last half of the steps: there the leading term of the remainder rules.
      let slope = slope(Array(logarithms.suffix(5)))
      // Over steps that are too long a function may not even change with the step, and what is left is the linear part.
      let isShort = changes.isEmpty || self.slope(Array(changes.suffix(5))) > 0.9
      return TaylorTest(
        points: points,
        slope: Rational(Int((slope * 100).rounded()), 100).decimal(significantDigits: 3),
        result: slope >= 1.9 ? .quadratic : isShort && abs(slope - 1) < 0.1 ? .failed : .inconclusive
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
}
