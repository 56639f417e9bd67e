// Whether an equation holds where others do, at points that are found: what no map of the data leads to, an eigenvector
// or the solution of a system, Newton's method does. Such points satisfy the conditions to fifty digits and no more, so
// what is seen there is numeric evidence, never a proof; and a difference there refutes nothing by itself.

package import Expressions
@_spi(Granting) import Findings
import Numerics

extension Verifier {
  /// Judges an equation for the data at which the conditions vanish.
  ///
  /// It holds where the sides agree at points of several sizes, at ordinary ones and at those where a factor in a condition
  /// is zero or singular as well: from tx = 0 follows tx² = 0, and not x = 0. Else it is undecided, with the factor, if one
  /// was found, at whose zeros it fails. Points that are known already are not searched again.
  package func check(
    _ row: Equation,
    where conditions: [ExpressionID],
    in graph: Graph,
    variables: Set<SymbolID>,
    known store: SolutionStore = SolutionStore()
  ) -> (outcome: CheckOutcome, exception: ExpressionID?) {
    var graph = graph
    var all = conditions
    var isMovable = true
    let roots = [row.left, row.right] + conditions
    let hasDifferentials = graph.reachableThroughDefinitions(from: roots).contains {
      if case .differential = graph[$0] { true } else { false }
    }
    for symbol in graph.symbols(in: roots, throughDefinitions: true) where graph[symbol].role == .declared {
      switch graph[symbol].properties.structure {
      case .free: continue
      case .refused: isMovable = false
      case .on(let structure):
        guard let demand = graph.demand(structure, on: symbol) else { continue }
        all.append(demand)
        if hasDifferentials, variables.contains(symbol) { all.append(graph.differential(demand)) }
      }
    }
    guard isMovable, options.commuting.isEmpty else { return (.undecided(because: nil), nil) }
    let factors = graph.factors(of: conditions)
    let demands = (all + factors).map { Equation($0, graph.zeros(graph.shape($0))) }
    let run = CheckRun(
      [row] + demands,
      in: graph,
      variables: variables,
      free: [],
      functions: functions,
      options
    )
    guard run.subject.sizeNames.count <= SizeAssignment.nameBound else {
      return (.undecided(because: nil), nil)
    }
    var points = SolutionPoints(run: run, system: run, conditions: all, factors: factors, store: nil)
    // Integers, indices and members are drawn for a row as a whole; other points are those of the conditions alone.
    if run.subject.integers.isEmpty, run.subject.indices.isEmpty, run.subject.families.isEmpty {
      points.system =
        CheckRun(demands, in: graph, variables: variables, free: [], functions: functions, options)
      points.store = (store, SolutionStore.System(all, of: points.system))
    }
    return points.outcome(of: row)
  }
}

/// The search for points that meet conditions, and the comparison of two sides there.
struct SolutionPoints {
  /// The row with its conditions.
  let run: CheckRun
  /// What is made to vanish: the conditions with their factors, where these say it all.
  var system: CheckRun
  let conditions: [ExpressionID]
  let factors: [ExpressionID]
  /// Where points are kept, and what they are the points of.
  var store: (points: SolutionStore, system: SolutionStore.System)?

  /// How many factors are made to vanish.
  static let factorBound = 10
  /// At how many sizes points are wanted, how many at each, and how many starts there are for one.
  private static let sizesBound = 3
  private static let pointsBound = 4
  private static let starts = 3
  /// The most entries of a point.
  private static let entryBound = 48
  /// How often the conditions of one row are evaluated.
  private static let evaluationBound = 8000

  private static let moods: [NumberSource] = [.signed, .signed, .positive, .signed, .nearIdentity, .small]

  /// What the sides of the row, the first of the run's rows, say at the points.
  func outcome(of row: Equation) -> (outcome: CheckOutcome, exception: ExpressionID?) {
    let nothing = (outcome: CheckOutcome.undecided(because: nil), exception: ExpressionID?.none)
    let digits = run.options.digits
    let allowance = SolutionPoint.Allowance(Self.evaluationBound)
    let compiler = Compiler(run.byExpressions, free: [], variables: run.variables)
    let systemCompiler = Compiler(system.byExpressions, free: [], variables: system.variables)
    var magnitude: Int?
    var sizesMet: [[String: Int]] = []
    var points = 0
    do throws(EvaluationFailure) {
      let program = try compiler.compile([row.left, row.right] + conditions)
      let ordinary = SolutionPoint(
        run: system,
        program: try systemCompiler.compile(conditions),
        residuals: conditions.indices,
        allowance: allowance
      )
      for sizes in run.assignments where sizesMet.count < Self.sizesBound && isSmall(sizes) {
        // Roots have branches, of which one point shows one; without sizes all points are met at once.
        let wanted = run.subject.sizeNames.isEmpty ? Self.sizesBound * Self.pointsBound : Self.pointsBound
        var found = 0
        for attempt in 0..<Self.starts * wanted where found < wanted {
          guard let point = self.point(ordinary, sizes, points + attempt) else { continue }
          switch compare(program, at: point) {
          case .equal: break
          case .close(let exponent): magnitude = exponent.map { max(magnitude ?? $0, $0) } ?? magnitude
          case .different: return nothing
          case .wide, nil: continue
          }
          found += 1
        }
        guard found > 0 else { continue }
        points += found
        sizesMet.append(sizes)
      }
      let demanded = run.subject.sizeNames.isEmpty ? 1 : min(2, run.assignments.count)
      guard points >= Self.pointsBound, sizesMet.count >= demanded else { return nothing }
      for factor in factors
      where try differsWhereVanishing(factor, program, systemCompiler, sizesMet, allowance) {
        return (nothing.outcome, factor)
      }
    } catch {
      return nothing
    }
    let bound =
      (magnitude.map { "the sides differ by less than 10^\($0)" } ?? "the sides do not differ")
      + " where the conditions hold up to 10^-\(digits)"
    let check = Check(
      .numeric,
      method: "points found by Newton's method, in balls of \(digits) digits",
      points: points,
      at: .sizes(sizesMet.map { SizeInstance($0, run.subject.sizeNames) }),
      bound: bound,
      result: .equal
    )
    return (CheckOutcome(.holds, evidence: [check]), nil)
  }

  /// Whether a point at which a factor vanishes, or is singular, tells the sides apart.
  private func differsWhereVanishing(
    _ factor: ExpressionID,
    _ program: Program,
    _ compiler: Compiler,
    _ sizes: [[String: Int]],
    _ allowance: SolutionPoint.Allowance
  ) throws(EvaluationFailure) -> Bool {
    let shape = run.graph.shape(factor)
    let vanishing = try compiler.compile(conditions + [factor])
    func entries(_ sizes: [String: Int]) -> Int { sizes.values.reduce(0) { $0 + $1 * $1 } }
    for sizes in sizes.sorted(by: { entries($0) < entries($1) }).prefix(1) {
      guard let rows = shape.rows.value(sizes), let columns = shape.columns.value(sizes) else { continue }
      for attempt in 0..<2 {
        let isMatrix = rows > 1 && columns > 1
        var search = SolutionPoint(
          run: system,
          program: vanishing,
          residuals: 0..<conditions.count + 1,
          allowance: allowance
        )
        if isMatrix { search.annihilated = attempt == 0 ? .column : .row }
        for start in 0..<Self.starts - 1 {
          guard let point = self.point(search, sizes, start, factor) else { continue }
          if case .different = compare(program, at: point), hasValues(program, at: point, search) {
            return true
          }
          break
        }
        if !isMatrix { break }
      }
    }
    return false
  }

  /// Whether the sides have values that stay as they are when the point is sharpened: a quotient of two numbers that vanish
  /// has none.
  private func hasValues(_ program: Program, at point: ExactPoint, _ search: SolutionPoint) -> Bool {
    let digits = run.options.digits
    guard let sharper = search.sharpened(point, digits: digits + digits / 2) else { return false }
    let balls = BallArithmetic(digits: 2 * digits)
    let (first, second) = (
      run.values(of: program, at: point, in: balls), run.values(of: program, at: sharper, in: balls)
    )
    return (0..<2).allSatisfy { side in
      guard case .success(let a) = first[side], case .success(let b) = second[side] else { return false }
      let change = balls.subtract(a, b)
      return change.isZero || (change.magnitudeExponent ?? .min) < -digits / 3
    }
  }

  /// Whether a condition holds, as far as half the digits tell.
  private func vanishes(_ value: Result<BallMatrix, NumericFailure>) -> Bool {
    guard case .success(let value) = value, value.isFinite else { return false }
    return value.isZero || (value.magnitudeExponent ?? .min) <= -run.options.digits / 2
  }

  private func isSmall(_ sizes: [String: Int]) -> Bool {
    let members = run.subject.memberCount(sizes)
    func entries(_ symbols: [SymbolID]) -> Int {
      symbols.reduce(0) { $0 + (run.graph[$1].shape.count.value(sizes) ?? 1) }
    }
    return entries(run.subject.symbols) + members * entries(run.subject.families) <= Self.entryBound
  }

  /// A point of the row at which the system vanishes.
  private func point(
    _ search: SolutionPoint,
    _ sizes: [String: Int],
    _ attempt: Int,
    _ factor: ExpressionID? = nil
  ) -> ExactPoint? {
    let names = Set(system.subject.sizeNames)
    let systemSizes = sizes.filter { names.contains($0.key) }
    guard let found = found(search, systemSizes, attempt, factor),
      var point = start(of: run, sizes, attempt)
    else { return nil }
    point.values.merge(found.values) { $1 }
    point.directions.merge(found.directions) { $1 }
    point.members.merge(found.members) { $1 }
    point.memberDirections.merge(found.memberDirections) { $1 }
    return point
  }

  private func found(
    _ search: SolutionPoint,
    _ sizes: [String: Int],
    _ attempt: Int,
    _ factor: ExpressionID?
  ) -> ExactPoint? {
    let key = store.map { store in
      SolutionStore.Key(
        system: store.system,
        sizes: sizes,
        attempt: attempt,
        factor: factor.map { system.graph.structuralHash($0) },
        annihilated: search.annihilated
      )
    }
    if let key, let known = store?.points.known(key) {
      return search.allowance.take(known.cost) ? known.point : nil
    }
    let before = search.allowance.left
    // The point meets the conditions to more digits than the sides are compared with.
    let point = start(of: system, sizes, attempt).flatMap { search.near($0, digits: run.options.digits) }
    if let key, search.allowance.left > 0 {
      store?.points.keep(SolutionStore.Found(point: point, cost: before - search.allowance.left), key)
    }
    return point
  }

  /// Where a search begins.
  private func start(of run: CheckRun, _ sizes: [String: Int], _ attempt: Int) -> ExactPoint? {
    guard
      var start = run.exactPoint(sizes, attempt, mood: Self.moods[attempt % Self.moods.count])
    else { return nil }
    // Of several names each is met with either sign beside the others.
    let moves = PointMoves(run: run, constants: [])
    for (place, symbol) in run.subject.symbols.enumerated()
    where moves.canBeNegative(symbol) && attempt >> (place % 4) & 1 == 1 {
      start = moves.scaled(start, by: -1, only: symbol)
    }
    return start
  }

  /// How the sides compare at a point; nil where one has no value, or bends or jumps nearby, or where a condition does not
  /// hold.
  private func compare(_ program: Program, at point: ExactPoint) -> Comparison? {
    let kinks = KinkRecord()
    let balls = BallArithmetic(digits: run.options.digits, kinks: kinks)
    var point = point
    point.setting.kinks = kinks
    let values = run.values(of: program, at: point, in: balls)
    guard case .success(let left) = values[0], case .success(let right) = values[1],
      left.isFinite, right.isFinite, kinks.visits.values.allSatisfy(\.joinsBranches),
      values.dropFirst(2).allSatisfy({ vanishes($0) })
    else { return nil }
    let difference = balls.subtract(left, right)
    if difference.isZero { return .equal }
    let exponent = difference.magnitudeExponent ?? .min
    if exponent <= -run.options.digits / 2 { return .close(exponent) }
    return left.overlaps(right) || exponent <= -run.options.digits / 5 ? .wide : .different
  }
}
