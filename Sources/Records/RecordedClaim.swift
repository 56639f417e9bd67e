// A claim of a record as expressions: what a reading says, with the options, names and assumptions it brings along.

import Diagnostics
import Expressions
import Findings
import Syntax
import Verification

/// A chain of equal formulas read from the text of a record, with all that its truth depends on.
struct RecordedClaim {
  /// The names after the lines before the claim.
  var names: RecordScope
  /// The formulas; nil for one that has errors.
  let sides: [ExpressionID?]
  /// Whether a formula is at odds with shapes, its own or those of the others.
  var isIllTyped = false
  /// What moves in differentials.
  let varying: Set<SymbolID>
  /// The defined names that count as free.
  let free: Set<SymbolID>
  /// How derivatives by structured variables are meant.
  let convention: StructureConvention
  /// The sizes that are fixed.
  var sizes: [String: Int] = [:]

  /// A claim between expressions, in which some names vary and are free.
  init(
    _ sides: [ExpressionID],
    varying: Set<SymbolID>,
    _ convention: StructureConvention,
    in names: RecordScope,
    sizes: [String: Int] = [:]
  ) {
    self.names = names
    self.sides = sides
    self.varying = varying
    free = varying
    self.convention = convention
    self.sizes = sizes
  }

  /// The last claim of a reading; nil where it claims nothing or a line before it cannot be read.
  init?(reading: String, after names: RecordScope) {
    var names = names
    var convention = StructureConvention.projected
    var lines = reading.split(separator: "\n", omittingEmptySubsequences: false)[...]
    names.scope.layout = .mixed
    while let line = lines.first, line.hasPrefix("#| ") {
      lines.removeFirst()
      let words = line.dropFirst(3).split(separator: " ")
      switch words.first {
      case "layout:": names.scope.layout = LayoutConvention(rawValue: String(words.last ?? "")) ?? .mixed
      case "structured:": convention = StructureConvention(rawValue: String(words.last ?? "")) ?? .projected
      default: return nil
      }
    }
    guard lines.last?.hasPrefix("claim ") == true else { return nil }
    let statements = names.scope.perform(cell: lines.joined(separator: "\n"))
    let problems = names.scope.takeDiagnostics()
    names.note(statements)
    guard case .claim(let row)? = statements.last,
      !problems.contains(where: { $0.severity == .error }), !statements.contains(.failed)
    else { return nil }
    self.init(row, convention, in: names)
  }

  /// A row that was read; `previous` is the formula that it goes on from.
  init(
    _ row: LoweredRow,
    continuing previous: ExpressionID? = nil,
    _ convention: StructureConvention,
    in names: RecordScope,
    sizes: [String: Int] = [:]
  ) {
    self.names = names
    self.sizes = sizes
    self.convention = convention
    let read = row.formulas.map(\.expression)
    sides = row.continues ? [previous] + read : read
    isIllTyped = row.formulas.contains { formula in
      !formula.fits || formula.diagnostics.contains { $0.isOfShapes }
    }
    let graph = names.scope.graph
    let named = row.varying.compactMap { id -> SymbolID? in
      if case .symbol(let symbol) = graph[id] { symbol } else { nil }
    }
    varying =
      named.isEmpty ? names.movingNames(in: sides.compactMap { $0 }) : Set(named).subtracting(names.held)
    free = []
  }

  /// The formulas in the forms that the evaluator knows; nil where one was not read.
  mutating func resolvedSides() -> [ExpressionID]? {
    var resolved: [ExpressionID] = []
    for side in sides {
      guard let side else { return nil }
      resolved.append(names.scope.graph.resolvingDerivatives(side))
    }
    return resolved.count > 1 ? resolved : nil
  }

  /// The formulas in the forms that the evaluator knows, where nothing but arithmetic is left to ask of them.
  mutating func comparableSides() -> [ExpressionID]? {
    guard !isIllTyped, let sides = resolvedSides(), sides.count == 2,
      names.scope.graph.shape(sides[0]) == names.scope.graph.shape(sides[1])
    else { return nil }
    return sides
  }

  /// What arithmetic says of the claim.
  mutating func outcome() -> (verdict: Verdict, reason: String?, conditions: [NameCondition]) {
    if isIllTyped { return (.illTyped, "the shapes do not fit", []) }
    guard let sides = resolvedSides() else { return (.unread, "a formula cannot be read", []) }
    let graph = names.scope.graph
    guard zip(sides, sides.dropFirst()).allSatisfy({ graph.shape($0) == graph.shape($1) }) else {
      return (.illTyped, "the sides have different shapes", [])
    }
    let equations = zip(sides, sides.dropFirst()).map { Equation($0, $1) }
    let outcomes = RecordScope.verifier(convention, sizes: sizes)
      .check(equations, in: graph, variables: varying, free: free)
    let verdict = outcomes.map(\.verdict).worst
    return (verdict, outcomes.compactMap(\.reason).first, outcomes.flatMap(\.conditions))
  }

  /// What is wrong with the directions of a written instance, by its names; nil where they fit.
  ///
  /// Where one name has a direction, `dX` or `dx[2]` of a family, so has every name that moves in the formulas, and no other.
  func fault(ofDirectionsAmong written: Set<String>) -> String? {
    func symbol(_ name: some StringProtocol) -> SymbolID? {
      names.scope.symbol(named: String(name.prefix { $0 != "[" }))
    }
    let directions = written.filter { name in
      name.hasPrefix("d") && symbol(name) == nil && symbol(name.dropFirst()) != nil
    }
    let moves = { (name: Substring) in symbol(name).map(varying.contains) ?? false }
    if let still = directions.sorted().first(where: { !moves($0.dropFirst()) }) {
      return "'\(still)' does not move in its formulas, and has a direction at the written instance"
    }
    let lacking = written.sorted().first { moves($0[...]) && !directions.contains("d" + $0) }
    guard !directions.isEmpty, let lacking else { return nil }
    return "'\(lacking)' moves in its formulas, and has no direction at the written instance"
  }

  /// A point with the values of all formulas there.
  mutating func instance() -> Instance? {
    guard !isIllTyped, let sides = resolvedSides() else { return nil }
    return RecordScope.verifier(convention, sizes: sizes)
      .instance(of: sides, in: names.scope.graph, variables: varying, free: free)
  }

  /// The values of all formulas at a written point.
  mutating func results(sizes: [String: Int], values: [String: [[String]]]) -> [[[String]]]? {
    guard !isIllTyped, let sides = resolvedSides() else { return nil }
    return RecordScope.verifier(convention, sizes: self.sizes)
      .results(of: sides, sizes: sizes, values: values, in: names.scope.graph, variables: varying, free: free)
  }
}
