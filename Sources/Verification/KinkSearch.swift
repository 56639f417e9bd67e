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
