// The search for the sides of kinks that random points did not meet. Numbers are negated, scaled, set beside the constants
// at hand, and halved between two points that lie in different cells, since an identity may fail in one cell alone.

import Expressions
import Numerics

/// The kinks of one row, and what was met at them where both of its sides have a value.
struct KinkTally {
  private(set) var visits: [KinkPlace: KinkVisit] = [:]
  private(set) var order: [KinkPlace] = []
  /// The cells that were met: the signs at all kinks together.
  private(set) var cells = Set<UInt64>()
  /// The cell of the last point.
  private(set) var lastCell: UInt64 = 0

  /// Adds what one evaluation met at the kinks below a row.
  mutating func note(_ record: KinkRecord, _ below: Set<ExpressionID>) {
    var cell = RandomSource(seed: 0)
    for place in record.order where below.contains(place.expression) {
      guard let visit = record.visits[place] else { continue }
      if visits[place] == nil { order.append(place) }
      visits[place, default: visit].merge(visit)
      cell.absorb(
        UInt64(place.expression.index) << 32 | UInt64(place.application) << 16 | UInt64(place.entry)
      )
      cell.absorb(UInt64(visit.sides.rawValue))
    }
    lastCell = cell.next()
    cells.insert(lastCell)
  }

  /// The first kink of which a side was not met that its argument can reach.
  func oneSided(_ possible: inout PossibleSides) -> KinkPlace? {
    // A kernel that compares entries with each other meets one comparison alone at large sizes only.
    var within: [ExpressionID: KinkSides] = [:]
    for (place, visit) in visits where possible.comparesEntries(place.expression) {
      within[place.expression, default: []].formUnion(visit.sides)
    }
    for place in order {
      guard let visit = visits[place], visit.varies, !visit.joinsBranches else { continue }
      let missing = KinkSides([.negative, .positive]).subtracting(within[place.expression] ?? visit.sides)
      if missing.isEmpty { continue }
      if !possible.ofKinks(in: place.expression).isDisjoint(with: missing) { return place }
    }
    return nil
  }
}

extension CheckRun {
  /// The most points of a search, and the points without a new cell after which it ends.
  private static let searchBound = 96
  private static let patience = 16

  /// Evaluates rows with kinks or branches at points that lie elsewhere.
  func explore<A: Arithmetic>(
    _ states: inout [RowState],
    _ places: [Int],
    from met: [ExactPoint],
    _ pass: PointPass<A>
  ) {
    func isOpen(_ state: RowState) -> Bool {
      state[keyPath: pass.tally].agreements > 0 && state[keyPath: pass.tally].mismatches == 0
    }
    let wanted = places.filter { isOpen(states[$0]) && (states[$0].hasKinks || hasBranches(states[$0])) }
    guard !met.isEmpty, let (program, places) = program(&states, wanted) else { return }
    let bases = met.enumerated().sorted { a, b in
      (a.element.entryCount, a.offset) < (b.element.entryCount, b.offset)
    }.map(\.element)
    let hasKinks = places.contains { states[$0].hasKinks }
    let moves = PointMoves(run: self, constants: constants(wanted.map { rows[$0] }))
    let systematic =
      hasKinks
      ? moves.thorough(bases)
      : moves.brief(bases[0], isConfirmed: places.allSatisfy { isConfirmed(states[$0]) })
    var cells: [(point: ExactPoint, cell: UInt64)] = []
    for point in systematic {
      pass.evaluate(program, places, at: point, &states, where: isOpen)
      guard let first = places.first(where: { isOpen(states[$0]) }) else {
        return
      }
      cells.append((point, states[first].kinks.lastCell))
    }
    guard hasKinks else { return }
    var left = Self.searchBound
    bisect(cells, moves) { point in
      left -= 1
      pass.evaluate(program, places, at: point, &states, where: isOpen)
      return places.first { isOpen(states[$0]) }.map { states[$0].kinks.lastCell }
    }
    if subject.sizeNames.contains(where: { options.sizes[$0] == nil }), hasSizeKinks(places, states) {
      for point in moves.sizes(1...SizeAssignment.largest) {
        pass.evaluate(program, places, at: point, &states, where: isOpen)
      }
    }
    wander(&states, places, from: bases, moves, pass, program, left)
  }

  /// Evaluates at random points until they lie in no new cell and both sides of all kinks were met, or the bound is reached.
  private func wander<A: Arithmetic>(
    _ states: inout [RowState],
    _ places: [Int],
    from bases: [ExactPoint],
    _ moves: PointMoves,
    _ pass: PointPass<A>,
    _ program: Program,
    _ bound: Int
  ) {
    var possible = PossibleSides(graph, free: free)
    var quiet = 0
    for attempt in 0..<max(bound, 0) {
      let open = places.filter {
        states[$0][keyPath: pass.tally].agreements > 0 && states[$0][keyPath: pass.tally].mismatches == 0
      }
      if open.isEmpty { return }
      if quiet >= Self.patience, !open.contains(where: { states[$0].kinks.oneSided(&possible) != nil }) {
        return
      }
      // Cells are few at small sizes; an entry that large ones alone have is met in turn.
      let base =
        attempt.isMultiple(of: 2) && quiet < Self.patience ? bases[0] : bases[attempt / 2 % bases.count]
      guard let point = moves.random(base, attempt) else { continue }
      let before = open.map { states[$0].kinks.cells.count }
      pass.evaluate(program, places, at: point, &states) { state in
        state[keyPath: pass.tally].agreements > 0 && state[keyPath: pass.tally].mismatches == 0
      }
      quiet = before == open.map { states[$0].kinks.cells.count } ? quiet + 1 : 0
    }
  }

  /// Whether signs may matter although nothing in the row asks for them.
  private func hasBranches(_ state: RowState) -> Bool {
    state.ingredients.contains(.branches)
      || state.ingredients.contains(.opaque) && !isConfirmed(state) && hasSignedLogarithm(state.equation)
  }

  /// Whether arithmetic over GF(p), whose roots have random signs, has found the sides equal.
  private func isConfirmed(_ state: RowState) -> Bool {
    state.points >= options.points && state.mismatches == 0 && state.worksOverField
  }

  /// Whether the logarithm is taken of something that can be zero or negative: its domain may fall into parts.
  private func hasSignedLogarithm(_ equation: Equation) -> Bool {
    var possible = PossibleSides(graph, free: free)
    return graph.reachableThroughDefinitions(from: [equation.left, equation.right]).contains { id in
      guard case .map("log", let argument) = graph[id] else { return false }
      if case .symbol(let symbol) = graph[argument], graph.definition(of: symbol) == nil { return false }
      return possible.ofKinks(in: id) != .positive
    }
  }

  /// Whether a kink of a row depends on sizes alone, and one side of it was not met.
  private func hasSizeKinks(_ places: [Int], _ states: [RowState]) -> Bool {
    var possible = PossibleSides(graph, free: free)
    return places.contains { row in
      guard let place = states[row].kinks.oneSided(&possible) else { return false }
      return graph.reachableThroughDefinitions(from: [place.expression]).contains {
        if case .size = graph[$0] { true } else { false }
      }
    }
  }

  /// Points between two that lie in different cells, as long as they lie in a third one.
  private func bisect(
    _ cells: [(point: ExactPoint, cell: UInt64)],
    _ moves: PointMoves,
    _ evaluate: (ExactPoint) -> UInt64?
  ) {
    var tries = 48
    var known = Set(cells.map(\.cell))
    for (start, end) in zip(cells, cells.dropFirst()) where start.cell != end.cell && tries > 0 {
      var (low, high) = (start, end)
      for _ in 0..<6 {
        guard tries > 0, let middle = moves.middle(low.point, high.point), let cell = evaluate(middle) else {
          break
        }
        tries -= 1
        if known.insert(cell).inserted { break }
        if cell == low.cell { low = (middle, cell) } else { high = (middle, cell) }
      }
    }
  }

  /// The magnitudes of the numbers in the rows other than 0 and 1, the largest first.
  private func constants(_ rows: [Equation]) -> [Rational] {
    let below = graph.reachableThroughDefinitions(from: rows.flatMap { [$0.left, $0.right] })
    let numbers = below.compactMap { graph.number($0)?.magnitude }.filter { !$0.isZero && !$0.isOne }
    return Array(Set(numbers).sorted(by: >).prefix(4))
  }

  /// Notes the names that must be positive: the row has values only where they are, and none where one alone is negated.
  func noteSigns<A: Arithmetic>(
    _ states: inout [RowState],
    _ places: [Int],
    from met: [ExactPoint],
    _ pass: PointPass<A>
  ) {
    let wanted = places.filter {
      states[$0].leavesDomain && states[$0][keyPath: pass.tally].agreements > 0
        && states[$0][keyPath: pass.tally].mismatches == 0
    }
    guard let base = met.first(where: { $0.nonpositive.count < $0.values.count }),
      let (program, places) = program(&states, wanted)
    else { return }
    let moves = PointMoves(run: self, constants: [])
    pass.evaluate(program, places, at: moves.scaled(base, by: -1), &states)
    for symbol in subject.symbols.prefix(8) where moves.canBeNegative(symbol) {
      let open = places.filter { !states[$0].nonpositive.contains(symbol) }
      guard !open.isEmpty, !base.nonpositive.contains(symbol) else { continue }
      let hits = pass.evaluate(program, places, at: moves.scaled(base, by: -1, only: symbol), &states)
      for place in open where !hits.contains(place) && below(rows[place]).contains(graph, symbol) {
        states[place].signs.append("\(graph[symbol].name) > 0")
      }
    }
  }

  /// Why a row is undecided whose points all lie on one side of a kink; nil when both sides of all were met.
  func oneSidedness(_ state: RowState) -> String? {
    guard state.hasKinks else { return nil }
    var possible = PossibleSides(graph, free: free)
    guard let place = state.kinks.oneSided(&possible) else { return nil }
    switch graph[place.expression] {
    case .map(let function, _), .apply(let function, _):
      return "all points tried lie on one side of the kink of '\(function)'"
    case .symbol, .number, .size, .constant, .identity, .ones, .zeros, .sum, .product, .transpose, .inverse,
      .power, .hadamard, .hadamardPower, .frobenius, .kronecker, .differential, .derivative, .block, .entry,
      .indexedSum, .indexedProduct, .member:
      return "all points tried lie on one side of a kink"
    }
  }
}

extension Set<ExpressionID> {
  /// Whether a name occurs.
  fileprivate func contains(_ graph: Graph, _ symbol: SymbolID) -> Bool {
    contains { if case .symbol(symbol) = graph[$0] { true } else { false } }
  }
}
