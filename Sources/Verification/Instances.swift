// The values of expressions at one point that is written down, so that a reader, or another program, can recompute them.

package import Expressions
@_spi(Granting) package import Findings
import Numerics

extension Verifier {
  /// How many sizes are tried before there is no instance.
  private static let triedSizes = 3

  /// A point of small fractions at which all expressions have values in balls, with these values.
  ///
  /// Differentials move the variables; definitions are followed, except those of free symbols. nil where no point tried
  /// has values, as for functions without ball arithmetic.
  package func instance(
    of roots: [ExpressionID],
    in graph: Graph,
    variables: Set<SymbolID> = [],
    free: Set<SymbolID> = []
  ) -> Instance? {
    guard let recomputation = Recomputation(roots, graph, variables, free, self) else { return nil }
    let run = recomputation.run
    for sizes in run.assignments.prefix(Self.triedSizes) {
      for (attempt, mood) in [NumberSource.signed, .positive, .small, .nearIdentity, .large].enumerated() {
        guard let point = run.exactPoint(sizes, attempt, mood: mood),
          let results = recomputation.results(point)
        else { continue }
        var shown = point
        if !recomputation.movesDirections { (shown.directions, shown.memberDirections) = ([:], [:]) }
        return Instance(
          sizes: SizeInstance(sizes, run.subject.sizeNames),
          values: shown.named(run.graph),
          results: results
        )
      }
    }
    return nil
  }

  /// The values of the expressions at given sizes and values of names, in the digits of `instance`; nil where one lacks.
  ///
  /// `values` has the rows of each name as texts of fractions, of directions as `dX`, of members as `x[1]`.
  package func results(
    of roots: [ExpressionID],
    sizes: [String: Int],
    values: [String: [[String]]],
    in graph: Graph,
    variables: Set<SymbolID> = [],
    free: Set<SymbolID> = []
  ) -> [[[String]]]? {
    guard let recomputation = Recomputation(roots, graph, variables, free, self),
      let point = recomputation.run.exactPoint(sizes: sizes, values: values)
    else { return nil }
    return recomputation.results(point)
  }
}

/// Expressions compiled to be evaluated at points in balls.
private struct Recomputation {
  let run: CheckRun
  let program: Program
  let movesDirections: Bool

  init?(
    _ roots: [ExpressionID],
    _ graph: Graph,
    _ variables: Set<SymbolID>,
    _ free: Set<SymbolID>,
    _ verifier: Verifier
  ) {
    run = CheckRun(
      roots.map { Equation($0, $0) },
      in: graph,
      variables: variables,
      free: free,
      functions: verifier.functions,
      verifier.options
    )
    guard run.subject.sizeNames.count <= SizeAssignment.nameBound else { return nil }
    let compiler = Compiler(run.byExpressions, free: free, variables: variables)
    do throws(EvaluationFailure) {
      program = try compiler.compile(roots)
    } catch {
      return nil
    }
    movesDirections = graph.reachableThroughDefinitions(from: roots).contains { id in
      if case .differential = graph[id] { true } else { false }
    }
  }

  /// The value of every expression at a point.
  func results(_ point: ExactPoint) -> [[[String]]]? {
    let digits = run.options.digits
    var results: [[[String]]] = []
    for value in run.values(of: program, at: point, in: BallArithmetic(digits: digits)) {
      guard case .success(let balls) = value, balls.isFinite, let rows = balls.certainDecimals(of: digits)
      else {
        return nil
      }
      results.append(rows)
    }
    return results
  }
}

extension BallMatrix {
  /// Ten digits of every entry, 0 for a small ball around 0; nil when not even one digit of an entry is certain.
  func certainDecimals(of digits: Int) -> [[String]]? {
    var result: [[String]] = []
    for i in 0..<rows {
      var row: [String] = []
      for j in 0..<columns {
        guard
          let text = shortDecimal(row: i, column: j, digits: 10)
            ?? (isZero(row: i, column: j, upTo: -digits / 2) ? "0" : nil)
        else { return nil }
        row.append(text)
      }
      result.append(row)
    }
    return result
  }
}

extension CheckRun {
  /// The largest integer that an exponent or index of a written point may be.
  private static let integerBound = 1 << 12

  /// The point at which names have the given values; nil where one is missing or has another shape.
  fileprivate func exactPoint(sizes: [String: Int], values: [String: [[String]]]) -> ExactPoint? {
    func matrix(_ name: String, _ shape: Shape) -> ExactMatrix? {
      guard let rows = values[name], let matrix = ExactMatrix(rows), shape.rows.value(sizes) == matrix.rows,
        shape.columns.value(sizes) == matrix.columns
      else { return nil }
      return matrix
    }
    var integers: [SymbolID: Int] = [:]
    for symbol in subject.integers + subject.indices.map(\.symbol) {
      guard let number = values[graph[symbol].name]?.first?.first.flatMap(Int.init),
        number.magnitude <= Self.integerBound
      else { return nil }
      integers[symbol] = number
    }
    for (symbol, range) in subject.indices {
      guard let last = range.value(sizes), let index = integers[symbol], (1...max(last, 1)).contains(index)
      else {
        return nil
      }
    }
    var setting = Setting(sizes: sizes, integers: integers, convention: options.convention)
    setting.exponentBound = 1 << 10
    var point = ExactPoint(setting: setting)
    for symbol in subject.symbols {
      let (name, shape) = (graph[symbol].name, graph[symbol].shape)
      guard let value = matrix(name, shape) else { return nil }
      point.values[symbol] = value
      if variables.contains(symbol) { point.directions[symbol] = matrix("d" + name, shape) }
    }
    for family in subject.families {
      let (name, shape) = (graph[family].name, graph[family].shape)
      for k in 1..<subject.memberCount(sizes) + 1 {
        guard let value = matrix("\(name)[\(k)]", shape) else { return nil }
        point.members[FamilyMember(family, k)] = value
        if variables.contains(family) {
          point.memberDirections[FamilyMember(family, k)] = matrix("d\(name)[\(k)]", shape)
        }
      }
    }
    return point
  }
}

extension ExactMatrix {
  /// The longest number that is read.
  private static let digitBound = 4096

  /// The matrix of rows of fractions; nil where rows have unlike lengths or an entry is no fraction.
  fileprivate init?(_ rows: [[String]]) {
    guard let columns = rows.first?.count, columns > 0, rows.allSatisfy({ $0.count == columns }) else {
      return nil
    }
    var entries: [Rational] = []
    for column in 0..<columns {
      for row in rows {
        guard row[column].utf8.count <= Self.digitBound, let number = Rational(row[column]) else {
          return nil
        }
        entries.append(number)
      }
    }
    self.init(rows: rows.count, columns: columns, entries: entries)
  }
}
