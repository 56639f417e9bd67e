// The dry run: degrees and ingredients of the rows, and the rows that cannot be evaluated at any size.

import Expressions
import Numerics

extension CheckRun {
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
}
