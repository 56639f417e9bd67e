// The sides of kinks: what was met at them, which rows are looked at again elsewhere, and what is said of a row whose points
// all lie on one side.

import Expressions
import Findings
import Numerics

/// The kinks of one row, and what was met at them where both of its sides have a value.
struct KinkTally {
  private(set) var visits: [KinkPlace: KinkVisit] = [:]
  private(set) var order: [KinkPlace] = []

  /// Adds what one evaluation met at the kinks below a row.
  mutating func note(_ record: KinkRecord, _ below: Set<ExpressionID>) {
    for place in record.order where below.contains(place.expression) {
      guard let visit = record.visits[place] else { continue }
      if visits[place] == nil { order.append(place) }
      visits[place, default: visit].merge(visit)
    }
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
  /// Evaluates rows with kinks or branches at points that lie elsewhere.
  func explore<A: Arithmetic>(
    _ states: inout [RowState],
    _ places: [Int],
    from met: [ExactPoint],
    _ pass: PointPass<A>
  ) {
    let wanted = places.filter {
      pass.isOpen(states[$0]) && (states[$0].hasKinks || hasBranches(states[$0]))
    }
    guard !met.isEmpty, let (program, places) = program(&states, wanted) else { return }
    let bases = met.enumerated().sorted { a, b in
      (a.element.entryCount, a.offset) < (b.element.entryCount, b.offset)
    }.map(\.element)
    let moves = PointMoves(run: self, constants: constants(wanted.map { rows[$0] }))
    let isConfirmed = places.allSatisfy { self.isConfirmed(states[$0]) }
    guard places.contains(where: { states[$0].hasKinks }) else {
      for point in moves.brief(bases[0], isConfirmed: isConfirmed) {
        pass.evaluate(program, places, at: point, &states, where: pass.isOpen)
      }
      return
    }
    var search = KinkSearch(pass, program, places, states)
    if places.contains(where: { hasBranches(states[$0]) }) {
      // Signs at branches are in no cell.
      for point in moves.brief(bases[0], isConfirmed: isConfirmed) { search.evaluate(point, &states) }
    }
    let cells = search.visit(moves.thorough(bases), &states)
    search.bisect(cells, moves, &states)
    search.cross(moves.ray(bases[0]), moves, &states)
    for line in moves.acrossConstants(bases[0]) { search.cross(line, moves, &states) }
    if let other = moves.random(bases[0], 1) { search.cross(moves.ray(other), moves, &states) }
    guard places.contains(where: { pass.isOpen(states[$0]) }) else { return }
    if subject.sizeNames.contains(where: { options.sizes[$0] == nil }), hasSizeKinks(places, states) {
      for point in moves.sizes(1...SizeAssignment.largest) { search.evaluate(point, &states) }
    }
    search.wander(from: bases, moves, &states)
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
        states[place].signs.append(NameCondition(graph[symbol].name, .greater, "0"))
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
