// One run over the rows of a derivation: a dry run for degrees and ingredients, exact points over GF(p), exact points
// over ℚ where order matters, balls where functions are transcendental, and a counterexample for what fails.

import Expressions
import Findings
import Numerics

/// What has been found of one row so far.
struct RowState {
  let equation: Equation
  /// Why the row cannot be evaluated at all.
  var failure: String?
  /// What the two sides are made of.
  var ingredients: Ingredients = []
  /// The bound on the degree of the difference, the largest over the sizes.
  var degree = 0
  /// The bits of the constants of both sides together.
  var constantBits = 0
  /// The points at which the sides agree exactly, by sizes.
  var agreements: [[String: Int]: Int] = [:]
  /// The points at which the sides differ exactly.
  var mismatches = 0
  /// The points without a value, by sizes.
  var misses: [[String: Int]: Int] = [:]
  /// Why the last point had no value.
  var lastMiss: NumericFailure?
  /// The same over ℚ.
  var rational = PointTally()
  /// The same for balls.
  var balls = PointTally()
  /// The kinks, and the sides of them that were met where both sides of the row have a value.
  var kinks = KinkTally()
  /// The symbols with an entry that is not positive at a point where the row has a value.
  var nonpositive = Set<SymbolID>()
  /// The first exact point at which the sides were found to differ.
  var difference: ExactPoint?
  /// Whether points lay outside the domain.
  var leavesDomain = false
  /// The signs of names without which a side has no value.
  var signs: [String] = []
  /// Everything the row is computed from, once kinks are looked for.
  var below = Set<ExpressionID>()

  var points: Int { agreements.values.reduce(0, +) }
  /// Whether a mismatch over GF(p) proves that the sides differ.
  var isRational: Bool { ingredients.isDisjoint(with: [.opaque, .roots]) }
  var worksOverField: Bool { ingredients.isDisjoint(with: [.order, .limits]) }
  var hasKinks: Bool { ingredients.contains(.order) }
  /// Whether the constants are so large that p may divide what they make: 2^61 is 1 in GF(p).
  var needsIntegers: Bool { constantBits >= 48 }
}

/// Agreements and differences at the points of one arithmetic.
struct PointTally {
  var agreements = 0
  var mismatches = 0
  var imprecise = 0
  /// The sizes at which both sides have a value.
  var sizes = Set<[String: Int]>()
  /// The largest power of ten that bounds a difference; nil when all differences are zero.
  var magnitude: Int?
}

/// A check of several rows at once.
struct CheckRun {
  /// The derivatives by expressions, and the graph with what they need.
  let byExpressions: DerivativesByExpressions
  let variables: Set<SymbolID>
  let free: Set<SymbolID>
  let functions: FunctionTable
  let options: VerificationOptions
  let subject: Subject
  let assignments: [[String: Int]]
  /// How many of the first assignments a row must have been tried with.
  let requiredAssignments: Int
  let rows: [Equation]

  init(
    _ rows: [Equation],
    in graph: Graph,
    variables: Set<SymbolID>,
    free: Set<SymbolID>,
    functions: FunctionTable,
    _ options: VerificationOptions
  ) {
    self.rows = rows
    let roots = rows.flatMap { [$0.left, $0.right] }
    byExpressions = DerivativesByExpressions(roots, in: graph, free: free)
    self.variables = variables
    self.free = free
    self.functions = functions
    self.options = options
    subject = Subject(roots, byExpressions, variables: variables, free: free)
    let doubles = options.equalSizes.flatMap { $0.dropFirst() }
    let names = subject.sizeNames.filter { options.sizes[$0] == nil && !doubles.contains($0) }
    let fixed = options.sizes
    // A quick look finds out what is worth a full check, which asks for its sizes itself.
    let sizes = SizeAssignment.all(names, options.isQuick ? [] : rows.map { SizeDemand($0, in: graph) })
    requiredAssignments = sizes.required
    assignments = sizes.all.map { free in
      var sizes = free.merging(fixed) { _, fixed in fixed }
      for names in options.equalSizes {
        for name in names { sizes[name] = names.lazy.compactMap { sizes[$0] }.first }
      }
      return sizes
    }
  }

  var graph: Graph { byExpressions.graph }

  /// The outcome of every row.
  func outcomes() -> [CheckOutcome] {
    var states = rows.map { RowState(equation: $0) }
    if subject.sizeNames.count > SizeAssignment.nameBound {
      return rows.map { _ in
        CheckOutcome(.undecided, reason: "more than \(SizeAssignment.nameBound) different sizes")
      }
    }
    dryRun(&states)
    fieldPoints(&states)
    rationalPoints(&states)
    ballPoints(&states)
    return proving(states.map(outcome))
  }

  /// The compiled sides of the rows that are still to be evaluated; rows that cannot be are marked.
  func program(_ states: inout [RowState], _ places: [Int]) -> (program: Program, places: [Int])? {
    let compiler = Compiler(byExpressions, free: free, variables: variables)
    func compiled(_ places: [Int]) throws(EvaluationFailure) -> Program {
      try compiler.compile(places.flatMap { [rows[$0].left, rows[$0].right] })
    }
    var places = places
    do throws(EvaluationFailure) {
      return places.isEmpty ? nil : (try compiled(places), places)
    } catch {
      // One row is at fault; the others are judged without it.
      for place in places {
        do throws(EvaluationFailure) { _ = try compiled([place]) } catch {
          states[place].failure = error.message
        }
      }
      places.removeAll { states[$0].failure != nil }
      do throws(EvaluationFailure) {
        return places.isEmpty ? nil : (try compiled(places), places)
      } catch {
        for place in places { states[place].failure = error.message }
        return nil
      }
    }
  }

  // MARK: - The dry run

  /// Finds degrees and ingredients, and rows that cannot be evaluated at any size.
  func dryRun(_ states: inout [RowState]) {
    guard let (program, places) = program(&states, Array(rows.indices)) else { return }
    var failures: [Int: NumericFailure] = [:]
    var known = Set<Int>()
    for sizes in assignments.prefix(6) {
      let executor = Executor(
        arithmetic: DegreeArithmetic(),
        environment: degrees(sizes),
        graph: graph,
        functions: functions,
        setting: setting(sizes, point: CheckRun.largeExponentPoint)
      )
      let values = executor.run(program)
      for (order, place) in places.enumerated() {
        do throws(NumericFailure) {
          let left = try values[2 * order].get()
          let right = try values[2 * order + 1].get()
          known.insert(place)
          states[place].ingredients.formUnion(left.ingredients.union(right.ingredients))
          let degree = max(left.numerator + right.denominator, right.numerator + left.denominator)
          states[place].degree = max(states[place].degree, degree)
          states[place].constantBits = max(states[place].constantBits, left.bits + right.bits)
        } catch {
          failures[place] = error
        }
      }
    }
    for place in places where !known.contains(place) {
      states[place].failure = failures[place].map(CheckRun.words) ?? "it has no value"
    }
  }

  /// The random numbers as indeterminates: a free entry has degree 1, a structured one that of its construction.
  private func degrees(_ sizes: [String: Int]) -> Environment<DegreeArithmetic> {
    var result = Environment<DegreeArithmetic>()
    func matrix(_ symbol: Symbol) -> DegreeMatrix {
      let (rows, columns) = (symbol.shape.rows.value(sizes) ?? 1, symbol.shape.columns.value(sizes) ?? 1)
      let properties = symbol.properties
      var degree = (numerator: 1, denominator: 0)
      if properties.contains(.orthogonal) {
        degree = (rows + 1, rows)
      } else if properties.contains(.unit) {
        degree = (2, 2)
      } else if properties.contains(.positiveSemidefinite) || properties.contains(.nonnegative) {
        degree = (2, 0)
      }
      return DegreeMatrix(
        rows: rows,
        columns: columns,
        numerator: degree.numerator,
        denominator: degree.denominator,
        ingredients: []
      )
    }
    for id in subject.symbols {
      let value = matrix(graph[id])
      result.values[id] = value
      var direction = value
      direction.numerator *= 3
      direction.denominator *= 2
      direction.numerator += 1
      if subject.variables.contains(id) { result.directions[id] = direction }
    }
    for id in subject.families {
      for k in 1..<subject.memberCount(sizes) + 1 {
        result.members[FamilyMember(id, k)] = matrix(graph[id])
        if subject.variables.contains(id) {
          result.memberDirections[FamilyMember(id, k)] = matrix(graph[id])
        }
      }
    }
    return result
  }

  // MARK: - Points

  /// The integers that exponents take from point to point: small ones, and now and then a large one.
  private static let exponents = [3, 2, 5, 4, 1, 7, 6, 257]
  private static let largeExponentPoint = 7

  /// The setting of a point; ℚ and balls keep to small exponents, whose numbers stay small.
  func setting(_ sizes: [String: Int], point: Int, isField: Bool = true) -> Setting {
    var integers: [SymbolID: Int] = [:]
    for (place, symbol) in subject.integers.enumerated() {
      let turn = (point + 3 * place) % (isField ? CheckRun.exponents.count : 4)
      // An exponent that is also the number of terms of a sum is that size.
      integers[symbol] = sizes[graph[symbol].name] ?? CheckRun.exponents[turn]
    }
    let values = FreeIndices.values(indexRanges(sizes), visit: point)
    for (index, value) in zip(subject.indices, values) { integers[index.symbol] = value }
    var setting = Setting(sizes: sizes, integers: integers, convention: options.convention)
    setting.exponentBound = isField ? 1 << 20 : 1 << 10
    return setting
  }

  private func indexRanges(_ sizes: [String: Int]) -> [Int] {
    subject.indices.map { $0.range.value(sizes) ?? 1 }
  }

  /// The number of points to try before a row without values is given up.
  private func patience(_ states: [RowState]) -> Int {
    let points = states.contains { $0.ingredients.contains(.roots) } ? 400 : 8 * options.points
    return max(points, 2 * wantedPoints(options.points))
  }

  private func fieldPoints(_ states: inout [RowState]) {
    let wanted = states.indices.filter { states[$0].failure == nil && states[$0].worksOverField }
    guard var (program, places) = program(&states, wanted) else { return }
    let field = ModularArithmetic(seed: options.seed)
    let sampler = Sampler(arithmetic: field, source: .field, seed: options.seed, commuting: options.commuting)
    for point in 0..<patience(states) {
      let turn = point % assignments.count
      let active = places.filter { isOpen(states[$0], turn) }
      if places.allSatisfy({ !isOpen(states[$0]) }) { break }
      guard !active.isEmpty else { continue }
      let sizes = assignments[turn]
      guard let environment = environment(sampler, sizes, point) else { continue }
      let executor = Executor(
        arithmetic: field,
        environment: environment,
        graph: graph,
        functions: functions,
        setting: setting(sizes, point: point)
      )
      let values = executor.run(program)
      for (order, place) in places.enumerated() where isOpen(states[place], turn) {
        do throws(NumericFailure) {
          let left = try values[2 * order].get()
          let right = try values[2 * order + 1].get()
          if left == right {
            states[place].agreements[sizes, default: 0] += 1
          } else {
            states[place].mismatches += 1
          }
        } catch {
          states[place].misses[sizes, default: 0] += 1
          states[place].lastMiss = error
        }
      }
      // Rows that are done leave the pass when some others need many more points.
      if point >= 2 * options.points, point.isMultiple(of: 16) {
        let rest = places.filter { isOpen(states[$0]) }
        guard rest.count < places.count else { continue }
        guard let smaller = self.program(&states, rest) else { break }
        (program, places) = smaller
      }
    }
  }

  /// Whether the row needs more points over GF(p), at all or with the assignment of one turn.
  private func isOpen(_ state: RowState, _ turn: Int? = nil) -> Bool {
    if state.points >= wantedPoints(options.points) || state.mismatches >= 2 { return false }
    if state.isRational, state.mismatches > 0 { return false }
    guard let turn else { return true }
    // Three misses and no value: these sizes have none (roots need more patience).
    let patience = state.ingredients.contains(.roots) ? 64 : 3
    let sizes = assignments[turn]
    return state.agreements[sizes] != nil || state.misses[sizes, default: 0] < patience
  }

  /// A number of points, or as many as there are sizes to try; quick looks have one point.
  ///
  /// With free indices every tuple of their values is met, as far as there is room, at sizes that take turns.
  func wantedPoints(_ count: Int) -> Int {
    if options.isQuick { return 1 }
    guard !subject.indices.isEmpty else { return max(count, requiredAssignments) }
    let tuples = assignments.map { FreeIndices.count(indexRanges($0)) }.max() ?? 1
    return max(count, requiredAssignments, tuples)
  }

  /// A random point; nil when the structure has none there (a singular I + S), which the next point mends.
  func environment<A: Arithmetic>(
    _ sampler: Sampler<A>,
    _ sizes: [String: Int],
    _ point: Int
  ) -> Environment<A>? {
    do throws(NumericFailure) {
      return try sampler.environment(subject, sizes: sizes, point: point)
    } catch {
      return nil
    }
  }

  /// A failure in words.
  static func words(_ failure: NumericFailure) -> String {
    switch failure {
    case .singular: "a division by zero or a singular matrix at every point tried"
    case .outsideDomain(let domain): "no point tried lies in the domain: \(domain)"
    case .kink(let place): "there is no derivative: \(place)"
    case .unavailable(let operation): "no exact arithmetic has \(operation)"
    case .imprecise: "the precision does not suffice"
    }
  }
}
