// One point at which expressions vanish, found by Newton's method: in machine numbers first, then, with the same Jacobian,
// in rational numbers whose residual is measured in balls, until nothing is left of it to the digits asked.

import Expressions
import Findings
import Numerics

/// A system of expressions that shall vanish, and what may be moved to make them.
struct SolutionPoint {
  let run: CheckRun
  /// The program whose roots, but for the first ones, shall vanish.
  let program: Program
  /// The roots of the program that shall vanish.
  let residuals: Range<Int>
  /// What vanishes of the last residual where it is a matrix: all of it, or its product with a fixed vector.
  var annihilated: Annihilated = .all

  /// What may still be evaluated, for all points of one row together.
  let allowance: Allowance

  /// A number of evaluations, counted so that the same input ends at the same place on every machine.
  final class Allowance {
    private(set) var left: Int
    init(_ count: Int) { left = count }
    /// Whether one more is allowed.
    func take(_ weight: Int) -> Bool {
      left -= weight
      return left > 0
    }
  }

  /// What shall vanish of a matrix: all of it, or its action on a fixed column or row, which makes it singular.
  enum Annihilated { case all, column, row }

  /// The most numbers that are moved, and the most equations.
  private static let coordinateBound = 96
  private static let equationBound = 96
  /// The most steps in machine numbers, and the most halvings of one step.
  private static let stepBound = 40
  private static let halvingBound = 6
  /// The most steps in rational numbers; each gains about eight digits, as many as the Jacobian has.
  private static let refinementBound = 16
  /// The grid on which refined numbers lie, as a power of two: far below the digits that are asked.
  private static let grid = 480

  /// A number of the point that moves, with the entries that follow it and their signs.
  struct Coordinate {
    enum Target: Hashable {
      case value(SymbolID), direction(SymbolID), member(FamilyMember), memberDirection(FamilyMember)
    }
    let target: Target
    let entries: [(place: Int, sign: Int)]
  }

  /// A point near `start` at which all residuals are below 10^-digits; nil where none was found.
  func near(_ start: ExactPoint, digits: Int) -> ExactPoint? {
    let coordinates = coordinates(of: start)
    guard !coordinates.isEmpty, coordinates.count <= Self.coordinateBound,
      let rough = roughly(MachinePoint(start), coordinates),
      let exact = refined(start.taking(rough.point), coordinates, rough.jacobian, digits: digits),
      isDeclared(exact)
    else { return nil }
    return exact
  }

  // MARK: - What moves

  private func coordinates(of point: ExactPoint) -> [Coordinate] {
    var result: [Coordinate] = []
    func add(_ target: Coordinate.Target, _ symbol: SymbolID, _ value: ExactMatrix) {
      let structure = run.graph[symbol].properties.structure.structure
      guard let structure, structure.isLinear, value.rows == value.columns else {
        for place in value.entries.indices {
          result.append(Coordinate(target: target, entries: [(place, 1)]))
        }
        return
      }
      var classes: [Int: [(place: Int, sign: Int)]] = [:]
      for (place, source) in structure.sources(value.rows).enumerated() {
        guard let source else { continue }
        classes[source.place, default: []].append((place, source.sign))
      }
      for place in classes.keys.sorted() {
        result.append(Coordinate(target: target, entries: classes[place] ?? []))
      }
    }
    for symbol in point.values.keys.sorted() { point.values[symbol].map { add(.value(symbol), symbol, $0) } }
    for symbol in point.directions.keys.sorted() {
      point.directions[symbol].map { add(.direction(symbol), symbol, $0) }
    }
    func ordered(_ a: FamilyMember, _ b: FamilyMember) -> Bool {
      a.family == b.family ? a.index < b.index : a.family < b.family
    }
    for member in point.members.keys.sorted(by: ordered) {
      point.members[member].map { add(.member(member), member.family, $0) }
    }
    for member in point.memberDirections.keys.sorted(by: ordered) {
      point.memberDirections[member].map { add(.memberDirection(member), member.family, $0) }
    }
    return result
  }

  /// The point where the residuals are still smaller, as far as the same Jacobian leads.
  func sharpened(_ point: ExactPoint, digits: Int) -> ExactPoint? {
    let coordinates = coordinates(of: point)
    guard let machine = MachinePoint(point), let here = residual(machine),
      let jacobian = jacobian(machine, coordinates, here)
    else { return nil }
    return refined(point, coordinates, jacobian, digits: digits)
  }

  private func moved(_ point: ExactPoint, _ coordinates: [Coordinate], by steps: [Rational]) -> ExactPoint {
    var result = point
    func move(_ matrix: inout ExactMatrix?, _ coordinate: Coordinate, _ step: Rational) {
      guard var known = matrix else { return }
      for (place, sign) in coordinate.entries {
        known.entries[place] = known.entries[place] + (sign > 0 ? step : -step)
      }
      matrix = known
    }
    for (coordinate, step) in zip(coordinates, steps) where !step.isZero {
      switch coordinate.target {
      case .value(let symbol): move(&result.values[symbol], coordinate, step)
      case .direction(let symbol): move(&result.directions[symbol], coordinate, step)
      case .member(let member): move(&result.members[member], coordinate, step)
      case .memberDirection(let member): move(&result.memberDirections[member], coordinate, step)
      }
    }
    return result
  }

  // MARK: - Machine numbers

  private func residual(_ point: MachinePoint) -> [Double]? {
    guard allowance.take(1) else { return nil }
    let values = point.values.executor(in: DoubleArithmetic(), run.graph, run.functions, point.setting)
      .run(program)
    var result: [Double] = []
    for place in residuals {
      guard case .success(let value) = values[place] else { return nil }
      result += place == residuals.upperBound - 1 ? annihilatedPart(value) : value.elements
    }
    return result.allSatisfy(\.isFinite) && result.count <= Self.equationBound ? result : nil
  }

  /// The entries that shall vanish of the last residual.
  private func annihilatedPart(_ value: DenseMatrix) -> [Double] {
    switch annihilated {
    case .all: value.elements
    case .column:
      (0..<value.rows).map { i in (0..<value.columns).reduce(0) { $0 + value[i, $1] * weight($1) } }
    case .row: (0..<value.columns).map { j in (0..<value.rows).reduce(0) { $0 + value[$1, j] * weight($1) } }
    }
  }

  /// The entries of the fixed vector: small, and no two the same.
  private func weight(_ place: Int) -> Double { Double(place % 5 + 1) / Double(3 + place) }

  private func norm(_ vector: [Double]) -> Double { vector.reduce(0) { max($0, $1.magnitude) } }

  private func jacobian(_ point: MachinePoint, _ coordinates: [Coordinate], _ here: [Double]) -> DenseMatrix?
  {
    var elements: [Double] = []
    for coordinate in coordinates {
      var trial = point
      trial.move(coordinate, by: 0x1p-26)
      guard let there = residual(trial) else { return nil }
      elements += zip(there, here).map { ($0 - $1) * 0x1p26 }
    }
    return DenseMatrix(rows: here.count, columns: coordinates.count, columnMajor: elements)
  }

  /// The shortest step −J⁺r, damped where equations depend on each other.
  private func step(_ jacobian: DenseMatrix, _ residual: [Double]) -> [Double]? {
    let machine = DoubleArithmetic()
    let turned = machine.transpose(jacobian)
    let gram = machine.multiply(jacobian, turned)
    let damping = max(gram.largestMagnitude, 1e-12) * 1e-11
    var elements = gram.elements
    for place in 0..<gram.rows { elements[place * gram.rows + place] += damping }
    let system = DenseMatrix(rows: gram.rows, columns: gram.columns, columnMajor: elements)
    let right = DenseMatrix(rows: residual.count, columns: 1, columnMajor: residual)
    do throws(NumericFailure) {
      return machine.multiply(turned, try machine.solve(system, right)).elements.map { -$0 }
    } catch {
      return nil
    }
  }

  private func roughly(_ start: MachinePoint?, _ coordinates: [Coordinate]) -> (
    point: MachinePoint, jacobian: DenseMatrix
  )? {
    guard var point = start, var here = residual(point), var jacobian = jacobian(point, coordinates, here)
    else { return nil }
    var isFresh = true
    for _ in 0..<Self.stepBound {
      if norm(here) < 1e-12, isFresh { return (point, jacobian) }
      var next: (point: MachinePoint, residual: [Double])?
      var scale = 1.0
      if norm(here) >= 1e-12, let step = step(jacobian, here) {
        for _ in 0..<(isFresh ? Self.halvingBound : 1) where next == nil {
          var trial = point
          for (coordinate, length) in zip(coordinates, step) { trial.move(coordinate, by: length * scale) }
          if let there = residual(trial), norm(there) < norm(here) * (isFresh ? 1 : 0.3) {
            next = (trial, there)
          }
          scale /= 2
        }
      }
      if let next {
        isFresh = false
        (point, here) = next
      } else {
        // The last digits do not get better where the numbers are large.
        if isFresh { return norm(here) < 1e-9 ? (point, jacobian) : nil }
        guard let again = self.jacobian(point, coordinates, here) else { return nil }
        (jacobian, isFresh) = (again, true)
      }
    }
    return nil
  }

  // MARK: - Rational numbers

  private func refined(
    _ rough: ExactPoint,
    _ coordinates: [Coordinate],
    _ jacobian: DenseMatrix,
    digits: Int
  ) -> ExactPoint? {
    let balls = BallArithmetic(digits: 2 * digits)
    var point = rough
    for _ in 0..<Self.refinementBound {
      guard allowance.take(10) else { return nil }
      let values = run.values(of: program, at: point, in: balls)
      var here: [Double] = []
      var isMet = true
      for place in residuals {
        guard case .success(let value) = values[place], value.isFinite else { return nil }
        if place == residuals.upperBound - 1, annihilated != .all {
          // Machine numbers do not tell the last digits of a sum; that the matrix is singular is kept as it is.
          here += annihilatedPart(value.midpoints).map { _ in 0 }
          continue
        }
        here += value.midpoints.elements
        if !value.isZero, (value.magnitudeExponent ?? .min) > -digits { isMet = false }
      }
      if isMet { return point }
      guard norm(here) < 1e-6, let step = step(jacobian, here) else { return nil }
      point = moved(point, coordinates, by: step.map { Rational(rounding: $0, grid: Self.grid) })
    }
    return nil
  }

  // MARK: - Declarations

  /// Whether the point is one that the declarations allow.
  private func isDeclared(_ point: ExactPoint) -> Bool {
    point.values.allSatisfy { isDeclared(run.graph[$0].properties, $1) }
      && point.members.allSatisfy { isDeclared(run.graph[$0.family].properties, $1) }
  }

  private func isDeclared(_ properties: Properties, _ value: ExactMatrix) -> Bool {
    let isSquare = value.rows == value.columns
    if isSquare, value.rows > 1 {
      let machine = DoubleArithmetic()
      do throws(NumericFailure) {
        let matrix = try machine.matrix(rows: value.rows, columns: value.columns, entries: value.entries)
        if properties.contains(.invertible) { _ = try machine.inverse(matrix) }
        if !properties.isDisjoint(with: [.positiveDefinite, .positiveSemidefinite]) {
          _ = try machine.cholesky(matrix)
        }
      } catch {
        return false
      }
      if !properties.isDisjoint(with: [.positiveDefinite, .positiveSemidefinite]) { return true }
    } else if isSquare, properties.contains(.invertible) || properties.contains(.positiveDefinite) {
      let number = value.entries[0]
      if number.magnitude < Rational(1, 1 << 30) { return false }
    }
    if properties.contains(.positive) { return value.entries.allSatisfy { $0 > .zero } }
    if properties.contains(.nonnegative) { return value.entries.allSatisfy { $0 >= .zero } }
    return true
  }
}
