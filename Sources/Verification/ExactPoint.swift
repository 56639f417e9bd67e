// A point of exact numbers, which every arithmetic can take over: the same instance in ℚ, in balls, in machine numbers,
// and printed in a report.

import Expressions
import Findings
import Numerics

/// A matrix of exact numbers, column-major.
struct ExactMatrix: Sendable, Hashable {
  let rows: Int
  let columns: Int
  var entries: [Rational]

  init(rows: Int, columns: Int, entries: [Rational]) {
    self.rows = rows
    self.columns = columns
    self.entries = entries
  }

  init(_ matrix: RationalMatrix) {
    self.init(rows: matrix.rows, columns: matrix.columns, entries: matrix.elements)
  }

  /// The rows from top to bottom, every entry as text.
  var text: [[String]] {
    (0..<rows).map { i in (0..<columns).map { j in entries[j * rows + i].description } }
  }
}

/// The values and directions of a point, exactly.
struct ExactPoint: Sendable {
  var values: [SymbolID: ExactMatrix] = [:]
  var directions: [SymbolID: ExactMatrix] = [:]
  var members: [FamilyMember: ExactMatrix] = [:]
  var memberDirections: [FamilyMember: ExactMatrix] = [:]
  /// The sizes and the integers of exponents.
  var setting: Setting

  init(setting: Setting) { self.setting = setting }

  init<A: Arithmetic>(_ environment: Environment<A>, _ setting: Setting) where A.Matrix == RationalMatrix {
    self.setting = setting
    values = environment.values.mapValues { ExactMatrix($0) }
    directions = environment.directions.mapValues { ExactMatrix($0) }
    members = environment.members.mapValues { ExactMatrix($0) }
    memberDirections = environment.memberDirections.mapValues { ExactMatrix($0) }
  }

  /// The symbols with an entry that is not positive.
  var nonpositive: [SymbolID] {
    values.filter { $0.value.entries.contains { $0 <= .zero } }.map(\.key)
  }

  /// The point in another arithmetic.
  func environment<A: Arithmetic>(in a: A) throws(NumericFailure) -> Environment<A> {
    func matrix(_ exact: ExactMatrix) throws(NumericFailure) -> A.Matrix {
      try a.matrix(rows: exact.rows, columns: exact.columns, entries: exact.entries)
    }
    var result = Environment<A>()
    for (symbol, value) in values { result.values[symbol] = try matrix(value) }
    for (symbol, value) in directions { result.directions[symbol] = try matrix(value) }
    for (member, value) in members { result.members[member] = try matrix(value) }
    for (member, value) in memberDirections { result.memberDirections[member] = try matrix(value) }
    return result
  }

  /// The named values in the order of declaration, directions after values.
  func named(_ graph: Graph) -> [Counterexample.NamedValue] {
    var result: [Counterexample.NamedValue] = []
    func add(_ name: String, _ value: ExactMatrix, isDifferential: Bool = false) {
      result.append(
        Counterexample.NamedValue(name: name, rows: value.text, isDifferential: isDifferential)
      )
    }
    let integers = setting.integers.keys.sorted()
    for symbol in (values.keys + integers).sorted() {
      if let value = values[symbol] { add(graph[symbol].name, value) }
      if let integer = setting.integers[symbol] {
        add(graph[symbol].name, ExactMatrix(rows: 1, columns: 1, entries: [Rational(integer)]))
      }
    }
    func ordered(_ a: FamilyMember, _ b: FamilyMember) -> Bool {
      a.family == b.family ? a.index < b.index : a.family < b.family
    }
    for member in members.keys.sorted(by: ordered) {
      if let value = members[member] { add("\(graph[member.family].name)[\(member.index)]", value) }
    }
    for symbol in directions.keys.sorted() {
      if let value = directions[symbol] { add("d\(graph[symbol].name)", value, isDifferential: true) }
    }
    for member in memberDirections.keys.sorted(by: ordered) {
      if let value = memberDirections[member] {
        add("d\(graph[member.family].name)[\(member.index)]", value, isDifferential: true)
      }
    }
    return result
  }
}

extension CheckRun {
  /// A random exact point, nil where the structure has none.
  func exactPoint(_ sizes: [String: Int], _ point: Int, mood: NumberSource) -> ExactPoint? {
    let sampler = Sampler(
      arithmetic: CountedArithmetic(RationalArithmetic(), graph.budget),
      source: mood,
      seed: options.seed,
      commuting: options.commuting
    )
    return environment(sampler, sizes, point).map {
      ExactPoint($0, setting(sizes, point: point, isField: false))
    }
  }

  /// The values of a program's roots at an exact point, in the given arithmetic.
  func values<A: Arithmetic>(
    of program: Program,
    at point: ExactPoint,
    in a: A
  ) -> [Result<A.Matrix, NumericFailure>] {
    do throws(NumericFailure) {
      let environment = try point.environment(in: a)
      return environment.executor(in: a, graph, functions, point.setting).run(program)
    } catch {
      return program.roots.map { _ in .failure(error) }
    }
  }
}
