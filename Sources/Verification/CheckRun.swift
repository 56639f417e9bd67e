// One run over the rows of a derivation: a dry run for degrees and ingredients, exact points over GF(p), exact points
// over ℚ where order matters, balls where functions are transcendental, and a counterexample for what fails.

import Expressions
import Findings
import Numerics

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

  /// The integers that exponents take from point to point: small ones, and now and then a large one.
  private static let exponents = [3, 2, 5, 4, 1, 7, 6, 257]
  static let largeExponentPoint = 7

  /// The setting of a point; ℚ and balls keep to small exponents, whose numbers stay small.
  func setting(_ sizes: [String: Int], point: Int, isField: Bool = true) -> Setting {
    var integers: [SymbolID: Int] = [:]
    for (place, symbol) in subject.integers.enumerated() {
      let turn = (point + 3 * place) % (isField ? CheckRun.exponents.count : 4)
      if subject.places.contains(symbol) {
        // A place is met everywhere in the shortest of what is there.
        integers[symbol] = sizes[graph[symbol].name] ?? 1 + (point + place) % max(sizes.values.min() ?? 2, 1)
      } else {
        // An exponent that is also the number of terms of a sum is that size.
        integers[symbol] = sizes[graph[symbol].name] ?? CheckRun.exponents[turn]
      }
    }
    let values = FreeIndices.values(indexRanges(sizes), visit: point)
    for (index, value) in zip(subject.indices, values) { integers[index.symbol] = value }
    var setting = Setting(sizes: sizes, integers: integers, convention: options.convention)
    setting.exponentBound = isField ? 1 << 20 : 1 << 10
    return setting
  }

  func indexRanges(_ sizes: [String: Int]) -> [Int] {
    subject.indices.map { $0.range.value(sizes) ?? 1 }
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
