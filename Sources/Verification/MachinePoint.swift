// Points in machine numbers, in which Newton's method takes its first steps: nothing is exact there, and nothing long.

import Expressions
import Numerics

/// A point in machine numbers.
struct MachinePoint {
  var values: Environment<DoubleArithmetic>
  let setting: Setting

  init?(_ point: ExactPoint) {
    do throws(NumericFailure) { values = try point.environment(in: DoubleArithmetic()) } catch { return nil }
    setting = point.setting
  }

  mutating func move(_ coordinate: SolutionPoint.Coordinate, by step: Double) {
    func move(_ matrix: inout DenseMatrix?) {
      guard let known = matrix else { return }
      var elements = known.elements
      for (place, sign) in coordinate.entries { elements[place] += sign > 0 ? step : -step }
      matrix = DenseMatrix(rows: known.rows, columns: known.columns, columnMajor: elements)
    }
    switch coordinate.target {
    case .value(let symbol): move(&values.values[symbol])
    case .direction(let symbol): move(&values.directions[symbol])
    case .member(let member): move(&values.members[member])
    case .memberDirection(let member): move(&values.memberDirections[member])
    }
  }
}

extension ExactPoint {
  /// The point with the numbers of another one, exactly.
  func taking(_ point: MachinePoint) -> ExactPoint {
    func exact(_ value: DenseMatrix) -> ExactMatrix {
      ExactMatrix(
        rows: value.rows,
        columns: value.columns,
        entries: value.elements.map { Rational(rounding: $0, grid: 60) }
      )
    }
    var result = self
    result.values = point.values.values.mapValues(exact)
    result.directions = point.values.directions.mapValues(exact)
    result.members = point.values.members.mapValues(exact)
    result.memberDirections = point.values.memberDirections.mapValues(exact)
    return result
  }
}

extension Rational {
  /// The nearest multiple of 2^-grid, exactly.
  init(rounding value: Double, grid: Int) {
    guard value.isFinite, value != 0 else {
      self = .zero
      return
    }
    // The significand as an integer times a power of two.
    let exponent = Int(value.exponent) - 52
    guard exponent > -1020, exponent < 200, exponent + 53 > -grid else {
      self = .zero
      return
    }
    let whole = Int((value.significand * 0x1p52).rounded()) * (value.sign == .minus ? -1 : 1)
    self = Rational(whole) * Rational(2).power(exponent)
  }
}
