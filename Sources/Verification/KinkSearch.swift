// The search for the sides of kinks that random points did not meet. Numbers are negated, scaled, set beside the constants
// at hand, and halved between two points that lie in different cells, since an identity may fail in one cell alone.

import Expressions
import Numerics

/// The visits of rows with kinks at points that lie in different cells.
struct KinkSearch<A: Arithmetic> {
  /// The most points of the search beside the systematic ones, and the points without a new cell after which it ends.
  private static var bound: Int { 96 }
  private static var patience: Int { 16 }
  /// The most points between others.
  private static var middles: Int { 48 }

  private let pass: PointPass<A>
  private let program: Program
  private let places: [Int]
  private let scout: KinkScout?
  private var visits: [Int: CellVisits] = [:]
  private var left = Self.bound

  init(_ pass: PointPass<A>, _ program: Program, _ places: [Int], _ states: [RowState]) {
    self.pass = pass
    self.program = program
    self.places = places
    let kinks = Set(places.flatMap { states[$0].kinks.order.map(\.expression) })
    scout = KinkScout(kinks, of: places.map { pass.run.rows[$0] }, in: pass.run)
  }

  private func open(_ states: [RowState]) -> [Int] { places.filter { pass.isOpen(states[$0]) } }

  /// Evaluates all rows that are open.
  func evaluate(_ point: ExactPoint, _ states: inout [RowState]) {
    pass.evaluate(program, places, at: point, &states, where: pass.isOpen)
  }

  /// Evaluates the rows where one of them is not settled in its cell; the cell of the first one, nil when none is open.
  mutating func visit(_ point: ExactPoint, _ states: inout [RowState]) -> UInt64? {
    let open = open(states)
    guard let first = open.first else { return nil }
    guard let scout else {
      evaluate(point, &states)
      for place in open {
        visits[place, default: CellVisits()].note(pass.kinks.cell(states[place].below), hasValue: true)
      }
      return pass.kinks.cell(states[first].below)
    }
    scout.visit(point, pass.run, in: pass.arithmetic, pass.kinks)
    let cells = open.map { pass.kinks.cell(states[$0].below) }
    let isDue = zip(open, cells).contains { visits[$0, default: CellVisits()].needs($1) }
    guard isDue else { return cells[0] }
    let hits = Set(pass.evaluate(program, places, at: point, &states, where: pass.isOpen))
    for (place, cell) in zip(open, cells) {
      visits[place, default: CellVisits()].note(cell, hasValue: hits.contains(place))
    }
    return cells[0]
  }

  /// Visits points in turn; those that were visited, with their cells.
  mutating func visit(_ points: [ExactPoint], _ states: inout [RowState]) -> [(
    point: ExactPoint, cell: UInt64
  )] {
    var result: [(point: ExactPoint, cell: UInt64)] = []
    for point in points {
      guard let cell = visit(point, &states) else { break }
      result.append((point, cell))
    }
    return result
  }

  /// Visits points between two that lie in different cells, as long as they lie in a third one.
  mutating func bisect(
    _ cells: [(point: ExactPoint, cell: UInt64)],
    _ moves: PointMoves,
    _ states: inout [RowState]
  ) {
    var tries = Self.middles
    var known = Set(cells.map(\.cell))
    for (start, end) in zip(cells, cells.dropFirst()) where start.cell != end.cell && tries > 0 {
      var (low, high) = (start, end)
      for _ in 0..<6 {
        guard tries > 0, let middle = moves.middle(low.point, high.point) else { break }
        left -= 1
        guard let cell = visit(middle, &states) else { break }
        tries -= 1
        if known.insert(cell).inserted { break }
        if cell == low.cell { low = (middle, cell) } else { high = (middle, cell) }
      }
    }
  }

  /// The most looks at arguments of kinks, and those for one of them on one segment.
  private static var looks: Int { 240 }
  private static var looksAtOne: Int { 10 }
  /// The part of a segment below which two kinks are not told apart.
  private static var resolution: Double { 0x1p-36 }

  /// Visits every cell that a line through points passes, however narrow it is: the kinks on the line are found as zeros of
  /// their arguments, and the middle of every two neighbours is a point between them.
  mutating func cross(_ line: [ExactPoint], _ moves: PointMoves, _ states: inout [RowState]) {
    var looks = Self.looks
    var start: (point: ExactPoint, kinks: [KinkPlace: KinkVisit])?
    for point in line where looks > 0 {
      let end = (point: point, kinks: arguments(at: point, &states))
      looks -= 1
      defer { start = end }
      guard let start else { continue }
      var zeros: [Double] = []
      for place in pass.kinks.order {
        guard let low = start.kinks[place]?.argument, let high = end.kinks[place]?.argument, low * high < 0
        else {
          continue
        }
        let zero = zero(of: place, from: low, to: high) { part in
          looks -= 1
          guard looks > 0, let point = moves.between(start.point, end.point, at: Rational(part)) else {
            return nil
          }
          return arguments(at: point, &states)[place]?.argument
        }
        if let zero { zeros.append(zero) }
      }
      zeros.sort()
      for (low, high) in zip(zeros, zeros.dropFirst()) where high - low > Self.resolution {
        guard let point = moves.between(start.point, end.point, at: Rational((low + high) / 2)) else {
          continue
        }
        _ = visit(point, &states)
      }
    }
  }

  /// The arguments of the kinks at a point.
  private func arguments(at point: ExactPoint, _ states: inout [RowState]) -> [KinkPlace: KinkVisit] {
    if let scout {
      scout.visit(point, pass.run, in: pass.arithmetic, pass.kinks)
    } else {
      evaluate(point, &states)
    }
    return pass.kinks.visits
  }

  /// Where on a segment an argument changes its sign, by the Illinois method, exact at once for what is linear.
  private func zero(
    of place: KinkPlace,
    from first: Double,
    to last: Double,
    _ argument: (Double) -> Double?
  ) -> Double? {
    var (low, high) = ((part: 0.0, value: first), (part: 1.0, value: last))
    let scale = abs(first) + abs(last)
    for _ in 0..<Self.looksAtOne {
      let part = low.part + (high.part - low.part) * low.value / (low.value - high.value)
      guard part > 0, part < 1, let value = argument(part) else { return nil }
      if abs(value) <= scale * 0x1p-44 { return part }
      if value * high.value < 0 {
        low = high
      } else {
        low.value /= 2
      }
      high = (part, value)
    }
    return abs(high.part - low.part) < Self.resolution ? high.part : nil
  }

  /// Visits random points until they lie in no new cell and both sides of all kinks were met, or the bound is reached.
  mutating func wander(from bases: [ExactPoint], _ moves: PointMoves, _ states: inout [RowState]) {
    var possible = PossibleSides(pass.run.graph, free: pass.run.free)
    var quiet = 0
    for attempt in 0..<max(left, 0) {
      let open = open(states)
      if open.isEmpty { return }
      if quiet >= Self.patience, !open.contains(where: { states[$0].kinks.oneSided(&possible) != nil }) {
        return
      }
      // Cells are few at small sizes; an entry that large ones alone have is met in turn.
      let base =
        attempt.isMultiple(of: 2) && quiet < Self.patience ? bases[0] : bases[attempt / 2 % bases.count]
      guard let point = moves.random(base, attempt) else { continue }
      let before = open.map { visits[$0]?.count }
      _ = visit(point, &states)
      quiet = before == open.map { visits[$0]?.count } ? quiet + 1 : 0
    }
  }
}

extension Rational {
  /// A number between 0 and 1, exactly but for what lies below 2⁻⁵².
  fileprivate init(_ part: Double) { self.init(Int((part * 0x1p52).rounded()), 1 << 52) }
}
