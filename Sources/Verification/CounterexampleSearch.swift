// The smallest instance at which two sides differ: sizes first, then the sum of absolute entries, then order. Sizes at
// which the sides agree at random points are passed over; at the first other size, integers are tried from small to
// large until the stated bound.

import Expressions
@_spi(Granting) import Findings
import Numerics

extension CheckRun {
  /// An instance at which the second of two rows holds and the first does not.
  func counterexampleUnderCondition() -> Counterexample? {
    var states = rows.map { RowState(equation: $0) }
    dryRun(&states)
    guard states.allSatisfy({ $0.failure == nil }) else { return nil }
    return CounterexampleSearch(states[0], given: states[1], self)?.foundUnderCondition()
  }

  /// An instance at which the sides of a refuted row differ.
  func counterexample(_ state: RowState) -> Counterexample? {
    let search = CounterexampleSearch(state, self)
    return search?.found() ?? state.difference.flatMap { search?.simplified($0) }
  }
}

/// A search for one row.
struct CounterexampleSearch {
  let run: CheckRun
  let program: Program
  /// Whether GF(p) tells equal from different.
  let isRational: Bool
  /// Whether ℚ has values of both sides.
  let isExact: Bool
  let movesDirections: Bool
  /// Whether the sides were found to differ at many digits only.
  let isFineGrained: Bool
  /// Whether a second row is a condition that the instance must meet.
  let isConditional: Bool

  /// A search for an instance that meets the second row and not the first.
  init?(_ state: RowState, given condition: RowState, _ run: CheckRun) {
    var states = [state, condition]
    guard let compiled = run.program(&states, [0, 1]), compiled.places.count == 2,
      [state, condition].allSatisfy({ $0.isRational && $0.worksOverField })
    else { return nil }
    self.run = run
    program = compiled.program
    isRational = true
    isExact = true
    isConditional = true
    isFineGrained = false
    movesDirections = false
  }

  /// The smallest instance that meets the condition, at the smallest sizes that have one.
  func foundUnderCondition() -> Counterexample? {
    for sizes in sizes().prefix(6) { if let found = smallest(sizes) { return found } }
    return nil
  }

  init?(_ state: RowState, _ whole: CheckRun) {
    let run = CheckRun(
      [state.equation],
      in: whole.graph,
      variables: whole.variables,
      free: whole.free,
      functions: whole.functions,
      whole.options
    )
    var states = [state]
    guard let program = run.program(&states, [0])?.program else { return nil }
    self.run = run
    self.program = program
    isConditional = false
    isFineGrained = state.balls.agreements > 0
    isRational = state.isRational && state.worksOverField && !state.needsIntegers
    isExact = state.ingredients.isDisjoint(with: [.opaque, .roots, .limits])
    movesDirections = run.graph.reachableThroughDefinitions(
      from: [state.equation.left, state.equation.right]
    ).contains { id in if case .differential = run.graph[id] { true } else { false } }
  }

  /// The smallest instance that the bounds allow to find.
  func found() -> Counterexample? {
    var fallback: Counterexample?
    for sizes in sizes() {
      guard let random = randomDifference(sizes) else { continue }
      if let smallest = smallest(sizes) { return smallest }
      if fallback == nil { fallback = shrunk(sizes) ?? described(random, bound: "found at random") }
      // Larger sizes have more instances still.
      break
    }
    return fallback
  }

  /// A point at which the sides differ, with whole numbers where they differ there too.
  func simplified(_ point: ExactPoint) -> Counterexample? {
    let whole = point.mapped {
      run.graph[$0].properties.structure == .free ? $1.mapped(\.roundedAwayFromZero) : $1
    } members: {
      run.graph[$0.family].properties.structure == .free ? $1.mapped(\.roundedAwayFromZero) : $1
    }
    return described(whole, bound: "small enough to find, not the smallest")
      ?? described(point, bound: "found at random")
  }

  /// Sizes from small to large: by sum, then by the largest, then in order.
  private func sizes() -> [[String: Int]] {
    let names = run.subject.sizeNames
    let fixed = run.options.sizes
    var all: [[Int]] = [[]]
    for name in names {
      let values = fixed[name].map { [$0] } ?? (names.count > 4 ? [1, 2] : [1, 2, 3, 4])
      all = all.flatMap { part in values.map { part + [$0] } }
      if all.count > 1024 { all = Array(all.prefix(1024)) }
    }
    func key(_ a: [Int]) -> [Int] { [a.reduce(0, +), a.max() ?? 0] + a }
    let sorted = all.sorted { key($0).lexicographicallyPrecedes(key($1)) }
    return sorted.prefix(80).map { values in
      Dictionary(zip(names, values)) { first, _ in first }
    }
  }

  /// A random point of these sizes at which the sides differ.
  func randomDifference(_ sizes: [String: Int]) -> ExactPoint? {
    for (attempt, mood) in [NumberSource.signed, .signed, .positive, .small, .nearIdentity].enumerated() {
      if let point = run.exactPoint(sizes, attempt, mood: mood), differs(point) { return point }
    }
    return nil
  }

  // MARK: - Comparing

  func differs(_ point: ExactPoint) -> Bool {
    if isRational {
      let field = ModularArithmetic(seed: run.options.seed)
      let values = run.values(of: program, at: point, in: field)
      guard case .success(let left) = values[0], case .success(let right) = values[1] else { return false }
      if isConditional {
        guard case .success(let demanded) = values[2], case .success(let value) = values[3], demanded == value
        else { return false }
      }
      return left != right
    }
    return described(point, bound: "") != nil
  }

  /// The counterexample with both values; nil when the sides do not differ there.
  func described(_ point: ExactPoint, bound: String) -> Counterexample? {
    let sides: (left: [[String]], right: [[String]])?
    if isExact {
      let values = run.values(of: program, at: point, in: RationalArithmetic())
      guard case .success(let left) = values[0], case .success(let right) = values[1], left != right else {
        return nil
      }
      sides = (ExactMatrix(left).text, ExactMatrix(right).text)
    } else {
      sides = enclosedSides(at: point)
    }
    var shown = point
    if !movesDirections { (shown.directions, shown.memberDirections) = ([:], [:]) }
    return sides.map { sides in
      Counterexample(
        sizes: SizeInstance(point.setting.sizes, run.subject.sizeNames),
        values: shown.named(run.graph),
        left: sides.left,
        right: sides.right,
        remark: bound
      )
    }
  }

  /// Both values in certain decimals; nil when the sides do not differ there.
  private func enclosedSides(at point: ExactPoint) -> (left: [[String]], right: [[String]])? {
    // More digits for the few values whose first digit is not certain otherwise.
    for digits in [run.options.digits, 12 * run.options.digits] {
      let values = run.values(of: program, at: point, in: BallArithmetic(digits: digits))
      guard case .success(let left) = values[0], case .success(let right) = values[1], left.isFinite,
        right.isFinite
      else { return nil }
      if left.overlaps(right) {
        // What fifty digits do not tell apart is looked at again only where it is known to differ.
        if isFineGrained { continue }
        return nil
      }
      if let left = left.certainDecimals(of: digits), let right = right.certainDecimals(of: digits) {
        return (left, right)
      }
    }
    return nil
  }
}
