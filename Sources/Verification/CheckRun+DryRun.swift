// The dry run: degrees and ingredients of the rows, and the rows that cannot be evaluated at any size.

import Expressions
import Numerics

/// What the two sides of a row are made of.
private struct Making: Equatable {
  let ingredients: Ingredients
  /// A bound on the degree of the difference.
  let degree: Int
  let bits: Int

  init(_ left: DegreeMatrix, _ right: DegreeMatrix) {
    ingredients = left.ingredients.union(right.ingredients)
    degree = max(left.numerator + right.denominator, right.numerator + left.denominator)
    bits = left.bits + right.bits
  }

  /// Whether both have a value, and the same.
  static func areEqual(_ a: Result<Making, NumericFailure>, _ b: Result<Making, NumericFailure>) -> Bool {
    guard case .success(let a) = a, case .success(let b) = b else { return false }
    return a == b
  }
}

extension CheckRun {
  /// Finds degrees and ingredients, and rows that cannot be evaluated at any size.
  func dryRun(_ states: inout [RowState]) {
    guard let (program, places) = program(&states, Array(rows.indices)) else { return }
    let tried = assignments.prefix(Self.dryRuns)
    guard let first = tried.first else { return }
    var runs = [makings(program, first)]
    // Degrees grow with sizes: where the largest give what the first give, no others give more.
    let largest = tried.reduce(first) { $0.merging($1, uniquingKeysWith: max) }
    if largest != first, !zip(makings(program, largest), runs[0]).allSatisfy({ Making.areEqual($0, $1) }) {
      runs += tried.dropFirst().map { makings(program, $0) }
    }
    for (order, place) in places.enumerated() {
      var failure: NumericFailure?
      var hasValue = false
      for run in runs {
        do throws(NumericFailure) {
          let making = try run[order].get()
          hasValue = true
          states[place].ingredients.formUnion(making.ingredients)
          states[place].degree = max(states[place].degree, making.degree)
          states[place].constantBits = max(states[place].constantBits, making.bits)
        } catch {
          failure = error
        }
      }
      if !hasValue { states[place].failure = failure.map(CheckRun.words) ?? "it has no value" }
    }
  }

  /// At how many sizes degrees are looked at, where they depend on them.
  private static let dryRuns = 6

  /// What each row is made of at some sizes.
  private func makings(_ program: Program, _ sizes: [String: Int]) -> [Result<Making, NumericFailure>] {
    var executor = degrees(sizes).executor(
      in: DegreeArithmetic(),
      graph,
      functions,
      setting(sizes, point: CheckRun.largeExponentPoint)
    )
    executor.isBlind = true
    let values = executor.run(program)
    return stride(from: 0, to: values.count, by: 2).map { place in
      values[place].flatMap { left in values[place + 1].map { Making(left, $0) } }
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
}
