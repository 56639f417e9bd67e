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
  private let run: CheckRun
  private let program: Program
  /// Whether GF(p) tells equal from different.
  private let isRational: Bool
  /// Whether ℚ has values of both sides.
  private let isExact: Bool
  private let movesDirections: Bool
  /// Whether the sides were found to differ at many digits only.
  private let isFineGrained: Bool
  /// Whether a second row is a condition that the instance must meet.
  private let isConditional: Bool

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
  private func randomDifference(_ sizes: [String: Int]) -> ExactPoint? {
    for (attempt, mood) in [NumberSource.signed, .signed, .positive, .small, .nearIdentity].enumerated() {
      if let point = run.exactPoint(sizes, attempt, mood: mood), differs(point) { return point }
    }
    return nil
  }

  // MARK: - Comparing

  private func differs(_ point: ExactPoint) -> Bool {
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
  private func described(_ point: ExactPoint, bound: String) -> Counterexample? {
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
      if let left = decimals(left, digits), let right = decimals(right, digits) { return (left, right) }
    }
    return nil
  }

  /// Ten digits of every entry, 0 for a small ball around 0; nil when not even one digit of an entry is certain.
  private func decimals(_ balls: BallMatrix, _ digits: Int) -> [[String]]? {
    var rows: [[String]] = []
    for i in 0..<balls.rows {
      var row: [String] = []
      for j in 0..<balls.columns {
        guard
          let text = balls.shortDecimal(row: i, column: j, digits: 10)
            ?? (balls.isZero(row: i, column: j, upTo: -digits / 2) ? "0" : nil)
        else { return nil }
        row.append(text)
      }
      rows.append(row)
    }
    return rows
  }

  // MARK: - The smallest instance

  /// What is chosen for one name or direction.
  private struct Part {
    enum Target {
      case value(SymbolID), direction(SymbolID), member(FamilyMember), memberDirection(FamilyMember), integer(
        SymbolID
      )
    }
    let target: Target
    let choice: IntegerChoice
  }

  private func parts(_ sizes: [String: Int]) -> [Part] {
    let graph = run.graph
    let bound = run.options.entryBound
    var parts: [Part] = []
    var directions: [Part] = []
    func shape(_ symbol: Symbol) -> (Int, Int) {
      (symbol.shape.rows.value(sizes) ?? 1, symbol.shape.columns.value(sizes) ?? 1)
    }
    func direction(_ symbol: Symbol) -> IntegerChoice {
      let (rows, columns) = shape(symbol)
      let values = Array(1...max(bound, 1)) + [0] + (1...max(bound, 1)).map { -$0 }
      return IntegerChoice.tied(rows, columns, symbol.properties.structure.structure, values)
    }
    for symbol in run.subject.integers {
      parts.append(
        Part(
          target: .integer(symbol),
          choice: .listed(
            [2, 3, 1, 4].map { ExactMatrix(rows: 1, columns: 1, entries: [Rational($0)]) }
          )
        )
      )
    }
    for index in run.subject.indices {
      let range = min(max(index.range.value(sizes) ?? 1, 1), 64)
      let values = (1...range).map { ExactMatrix(rows: 1, columns: 1, entries: [Rational($0)]) }
      parts.append(Part(target: .integer(index.symbol), choice: .listed(values)))
    }
    for id in run.subject.symbols {
      let (rows, columns) = shape(graph[id])
      parts.append(
        Part(target: .value(id), choice: IntegerChoice(rows, columns, graph[id].properties, bound: bound))
      )
      if movesDirections, run.variables.contains(id), !graph[id].properties.contains(.constant) {
        directions.append(Part(target: .direction(id), choice: direction(graph[id])))
      }
    }
    for id in run.subject.families {
      let (rows, columns) = shape(graph[id])
      for k in 1..<run.subject.memberCount(sizes) + 1 {
        let member = FamilyMember(id, k)
        parts.append(
          Part(
            target: .member(member),
            choice: IntegerChoice(rows, columns, graph[id].properties, bound: bound)
          )
        )
        if movesDirections, run.variables.contains(id) {
          directions.append(Part(target: .memberDirection(member), choice: direction(graph[id])))
        }
      }
    }
    return parts + directions
  }

  private func point(_ parts: [Part], _ numbers: [Int], _ sizes: [String: Int]) -> ExactPoint? {
    var point = ExactPoint(setting: Setting(sizes: sizes, convention: run.options.convention))
    var start = 0
    for part in parts {
      let end = start + part.choice.places.count
      guard var matrix = part.choice.matrix(numbers[start..<end]) else { return nil }
      start = end
      switch part.target {
      case .value(let symbol): point.values[symbol] = matrix
      case .integer(let symbol): point.setting.integers[symbol] = matrix.entries[0].integer ?? 2
      case .member(let member): point.members[member] = matrix
      case .memberDirection(let member): point.memberDirections[member] = matrix
      case .direction(let symbol):
        // On a manifold the free numbers are turned into a direction that the point allows.
        if let structure = run.graph[symbol].properties.structure.structure, !structure.isLinear,
          let value = point.values[symbol]
        {
          guard let moved = moved(matrix, structure, at: value) else { return nil }
          matrix = moved
        }
        point.directions[symbol] = matrix
      }
    }
    return point
  }

  private func moved(_ free: ExactMatrix, _ structure: Structure, at value: ExactMatrix) -> ExactMatrix? {
    let a = RationalArithmetic()
    do throws(NumericFailure) {
      let free = try a.matrix(rows: free.rows, columns: free.columns, entries: free.entries)
      let value = try a.matrix(rows: value.rows, columns: value.columns, entries: value.entries)
      return ExactMatrix(try structure.direction(free, at: value, in: a))
    } catch {
      return nil
    }
  }

  /// The first instance by the sum of absolute entries, then in order; nil when the bound on tries comes first.
  private func smallest(_ sizes: [String: Int]) -> Counterexample? {
    let parts = parts(sizes)
    let places = parts.flatMap(\.choice.places)
    var tries = isRational ? run.options.searchBound : run.options.searchBound / 8
    // What the places from one on cost at least: positive entries are never zero.
    var least = [Int](repeating: 0, count: places.count + 1)
    for place in places.indices.reversed() {
      least[place] = least[place + 1] + (places[place].values.map(places[place].cost).min() ?? 0)
    }
    let most = least[0] + 12
    for total in least[0]...most {
      // Odometer over the places: every vector of this cost, without recursion.
      var numbers: [Int] = []
      var turns = [0]
      var spent = [0]
      while !turns.isEmpty {
        let place = turns.count - 1
        if place == places.count {
          if spent[place] == total {
            tries -= 1
            if let point = point(parts, numbers, sizes), differs(point),
              let found = described(point, bound: "smallest with entries up to \(run.options.entryBound)")
            {
              return found
            }
            if tries <= 0 { return nil }
          }
          turns.removeLast()
          spent.removeLast()
          if !numbers.isEmpty { numbers.removeLast() }
          continue
        }
        guard turns[place] < places[place].values.count else {
          turns.removeLast()
          spent.removeLast()
          if !numbers.isEmpty { numbers.removeLast() }
          continue
        }
        let value = places[place].values[turns[place]]
        turns[place] += 1
        let cost = spent[place] + places[place].cost(value)
        guard cost + least[place + 1] <= total, place + 1 < places.count || cost == total else { continue }
        numbers.append(value)
        turns.append(0)
        spent.append(cost)
      }
    }
    return nil
  }

  /// A random integer instance made smaller entry by entry as long as the sides differ.
  private func shrunk(_ sizes: [String: Int]) -> Counterexample? {
    let parts = parts(sizes)
    let places = parts.flatMap(\.choice.places)
    var random = RandomSource(seed: run.options.seed)
    for _ in 0..<200 {
      var numbers = places.map { $0.values[random.integer(in: 0...$0.values.count - 1)] }
      guard let start = point(parts, numbers, sizes), differs(start) else { continue }
      for place in numbers.indices {
        let smaller = places[place].values.filter { abs($0) < abs(numbers[place]) }
          .sorted { (abs($0), $0 < 0 ? 1 : 0) < (abs($1), $1 < 0 ? 1 : 0) }
        for value in smaller {
          var next = numbers
          next[place] = value
          guard let point = point(parts, next, sizes), differs(point) else { continue }
          numbers = next
          break
        }
      }
      return point(parts, numbers, sizes).flatMap {
        described($0, bound: "small, with entries up to \(run.options.entryBound)")
      }
    }
    return nil
  }
}
