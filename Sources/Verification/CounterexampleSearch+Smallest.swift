// The instances of integers from small to large: what is chosen for every name, and the first choice at which the sides differ.

import Expressions
@_spi(Granting) import Findings
import Numerics

extension CounterexampleSearch {
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
  func smallest(_ sizes: [String: Int]) -> Counterexample? {
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
  func shrunk(_ sizes: [String: Int]) -> Counterexample? {
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
