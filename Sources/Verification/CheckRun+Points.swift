// Exact points over ℚ for what needs order, and balls for what is transcendental.

import Expressions
import Numerics

/// How two sides compare at one point.
enum Comparison {
  case equal
  case different
  /// They overlap as balls; the power of ten that bounds the difference, nil for none.
  case close(Int?)
  /// The balls overlap and are too wide to say more.
  case wide
}

extension CheckRun {
  /// The kinds of points in turn: both signs often, restricted domains now and then.
  private static let moods: [NumberSource] = [
    .signed, .positive, .small, .signed, .nearIdentity, .signed, .large, .positive,
  ]

  /// Evaluates over ℚ the rows that need order, and those whose constants GF(p) may confuse.
  func rationalPoints(_ states: inout [RowState]) {
    let wanted = states.indices.filter {
      let state = states[$0]
      return state.failure == nil && (state.ingredients.contains(.order) || state.needsIntegers)
        && state.ingredients.isDisjoint(with: [.opaque, .roots, .limits])
    }
    let kinks = KinkRecord()
    let pass = PointPass(
      run: self,
      arithmetic: RationalArithmetic(kinks: kinks),
      kinks: kinks,
      tally: \.rational
    ) {
      left,
      right in left == right ? .equal : .different
    }
    let needsOrder = wanted.filter { states[$0].hasKinks }
    points(&states, needsOrder, wanted: options.points, pass)
    // What GF(p) confuses are the constants alone, and small sizes show them.
    let others = wanted.filter { !states[$0].hasKinks }
    let costs = costs(rows: others)
    var cheap = assignments.indices.filter { costs[$0] <= Self.affordableEntries }
    let count = cheap.isEmpty ? 1 : max(options.points, cheap.count)
    if cheap.isEmpty, let cheapest = assignments.indices.min(by: { costs[$0] < costs[$1] }) {
      cheap = [cheapest]
    }
    points(&states, others, wanted: count, pass, at: cheap.map { assignments[$0] })
  }

  /// The most entries of a matrix of which fractions are computed where other arithmetic could do.
  private static let affordableEntries = 1024

  /// The number of entries of the largest matrix of some rows, for each assignment.
  private func costs(rows places: [Int]) -> [Int] {
    let below = graph.reachableThroughDefinitions(from: places.flatMap { [rows[$0].left, rows[$0].right] })
    return assignments.map { sizes in graph.largestEntryCount(below) { sizes[$0] ?? 1 } }
  }

  /// Evaluates in balls the rows that exact arithmetic cannot decide.
  func ballPoints(_ states: inout [RowState]) {
    let wanted = states.indices.filter {
      let state = states[$0]
      guard state.failure == nil else { return false }
      if state.isRational, state.worksOverField, !state.needsIntegers {
        return state.points == 0 && state.mismatches == 0
      }
      return state.rational.agreements == 0 && state.rational.mismatches == 0
    }
    points(&states, wanted, wanted: options.ballPoints, balls(digits: options.digits))
    confirm(&states, wanted)
  }

  /// A pass over points in balls.
  private func balls(digits: Int) -> PointPass<BallArithmetic> {
    let kinks = KinkRecord()
    let balls = BallArithmetic(digits: digits, kinks: kinks)
    return PointPass(run: self, arithmetic: balls, kinks: kinks, tally: \.balls) { left, right in
      guard left.isFinite, right.isFinite else { return .wide }
      if !left.overlaps(right) { return .different }
      let difference = balls.subtract(left, right).magnitudeExponent
      return (difference ?? .min) > -digits / 3 ? .wide : .close(difference)
    }
  }

  /// The digits at which rows are looked at again that hold in balls and not over GF(p).
  private static let manyDigits = 600

  /// Looks closer where unknown tables differ and balls do not: 1 + exp(−1000) is 1 to fifty digits.
  private func confirm(_ states: inout [RowState], _ wanted: [Int]) {
    let doubtful = wanted.filter {
      states[$0].mismatches > 0 && states[$0].balls.agreements > 0 && states[$0].balls.mismatches == 0
    }
    guard options.seeksSides, !doubtful.isEmpty,
      let (program, places) = program(&states, doubtful)
    else { return }
    let pass = balls(digits: Self.manyDigits)
    var open = Set(places)
    for attempt in 0..<2 * assignments.count where !open.isEmpty {
      let turn = attempt % assignments.count
      guard let point = exactPoint(assignments[turn], attempt, mood: Self.moods[attempt % 2]) else {
        continue
      }
      for place in pass.evaluate(program, places, at: point, &states) where open.contains(place) {
        open.remove(place)
      }
    }
  }

  private func points<A: Arithmetic>(
    _ states: inout [RowState],
    _ wanted: [Int],
    wanted count: Int,
    _ pass: PointPass<A>,
    at given: [[String: Int]]? = nil
  ) {
    guard let (program, places) = program(&states, wanted) else { return }
    var evaluated = (program: program, places: places)
    let tally = pass.tally
    let count = given == nil ? wantedPoints(count) : count
    let assignments = given ?? assignments
    func isOpen(_ state: RowState) -> Bool {
      state[keyPath: tally].agreements < count && state[keyPath: tally].mismatches == 0
    }
    for place in places where states[place].hasKinks { states[place].below = below(states[place].equation) }
    var met: [ExactPoint] = []
    for attempt in 0..<max(8 * count, assignments.count) {
      let open = evaluated.places.filter { isOpen(states[$0]) }
      if open.isEmpty { break }
      // Rows that are settled are not evaluated again.
      if 2 * open.count <= evaluated.places.count {
        guard let smaller = self.program(&states, open) else { break }
        evaluated = smaller
      }
      let turn = attempt % assignments.count
      let mood = Self.moods[attempt % Self.moods.count]
      guard let point = exactPoint(assignments[turn], attempt, mood: mood) else { continue }
      let hits = pass.evaluate(evaluated.program, evaluated.places, at: point, &states) { isOpen($0) }
      if !hits.isEmpty { met.append(point) }
    }
    if !options.isQuick { confirmMisses(&states, places, assignments, pass) }
    guard options.seeksSides else { return }
    explore(&states, places, from: met, pass)
    noteSigns(&states, places, from: met, pass)
  }

  /// How often a row must miss its value at some sizes for these to have none.
  static let missesWithoutValue = 3

  /// Tries sizes again at which a row had no value, since one point may be an accident and an order of sizes is none.
  private func confirmMisses<A: Arithmetic>(
    _ states: inout [RowState],
    _ places: [Int],
    _ assignments: [[String: Int]],
    _ pass: PointPass<A>
  ) {
    func isOpen(_ state: RowState, _ sizes: [String: Int]) -> Bool {
      let misses = state.misses[sizes, default: 0]
      return misses > 0 && misses < Self.missesWithoutValue && state.agreements[sizes] == nil
        && !state[keyPath: pass.tally].sizes.contains(sizes) && state[keyPath: pass.tally].mismatches == 0
    }
    for sizes in assignments {
      let doubtful = places.filter { isOpen(states[$0], sizes) }
      guard let (program, rows) = program(&states, doubtful) else { continue }
      for attempt in 0..<2 * Self.missesWithoutValue where rows.contains(where: { isOpen(states[$0], sizes) })
      {
        guard let point = exactPoint(sizes, attempt, mood: Self.moods[attempt % Self.moods.count]) else {
          continue
        }
        pass.evaluate(program, rows, at: point, &states) { isOpen($0, sizes) }
      }
    }
  }

  func below(_ equation: Equation) -> Set<ExpressionID> {
    Set(graph.reachableThroughDefinitions(from: [equation.left, equation.right]))
  }
}

/// The evaluation of rows at points in one arithmetic that notes the kinks it passes.
struct PointPass<A: Arithmetic> {
  let run: CheckRun
  let arithmetic: A
  let kinks: KinkRecord
  let tally: WritableKeyPath<RowState, PointTally>
  let compare: (A.Matrix, A.Matrix) -> Comparison

  /// Whether a row holds at the points that were met, so that others may still refute it.
  func isOpen(_ state: RowState) -> Bool {
    state[keyPath: tally].agreements > 0 && state[keyPath: tally].mismatches == 0
  }

  /// Evaluates the rows that are open and notes what is found; the rows that have a value there.
  @discardableResult
  func evaluate(
    _ program: Program,
    _ places: [Int],
    at point: ExactPoint,
    _ states: inout [RowState],
    where isOpen: (RowState) -> Bool = { _ in true }
  ) -> [Int] {
    kinks.clear()
    var point = point
    point.setting.kinks = kinks
    let values = run.values(of: program, at: point, in: arithmetic)
    var hits: [Int] = []
    let nonpositive = point.nonpositive
    for (order, place) in places.enumerated() where isOpen(states[place]) {
      do throws(NumericFailure) {
        let comparison = compare(try values[2 * order].get(), try values[2 * order + 1].get())
        states[place][keyPath: tally].record(comparison, point.setting.sizes)
        if case .wide = comparison { continue }
        if case .different = comparison, states[place].difference == nil {
          states[place].difference = point
          states[place].difference?.setting.kinks = nil
        }
        states[place].kinks.note(kinks, states[place].below)
        states[place].nonpositive.formUnion(nonpositive)
        hits.append(place)
      } catch {
        if error == .imprecise { states[place][keyPath: tally].imprecise += 1 }
        if case .outsideDomain = error { states[place].leavesDomain = true }
        states[place].misses[point.setting.sizes, default: 0] += 1
        states[place].lastMiss = error
      }
    }
    return hits
  }
}

extension PointTally {
  mutating func record(_ comparison: Comparison, _ sizes: [String: Int]) {
    switch comparison {
    case .different: mismatches += 1
    case .wide: imprecise += 1
    case .equal:
      agreements += 1
      self.sizes.insert(sizes)
    case .close(let magnitude):
      agreements += 1
      self.sizes.insert(sizes)
      if let magnitude { self.magnitude = max(self.magnitude ?? magnitude, magnitude) }
    }
  }
}
