// Small matrices and vectors of numbers, written out: determinants as polynomials, sums of unit vectors as columns, and
// entries in place of products with unit vectors.

import Expressions

enum WrittenOutForms {
  /// The largest matrix of numbers whose determinant is written as a polynomial.
  private static let determinantLimit = 3

  /// The determinant of a small matrix of numbers as a polynomial; nil for another matrix.
  static func determinant(_ matrix: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    guard case .block(let columns, let blocks) = graph[matrix], blocks.count == columns * columns,
      columns <= determinantLimit, blocks.allSatisfy({ graph.shape($0).isScalar })
    else { return nil }
    let rows = (0..<columns).map { Array(blocks[($0 * columns)..<(($0 + 1) * columns)]) }
    return minor(rows, Array(0..<columns), &graph)
  }

  /// The determinant of some rows and columns, expanded along the first row; at most three of them.
  private static func minor(_ rows: [[ExpressionID]], _ columns: [Int], _ graph: inout Graph) -> ExpressionID
  {
    guard let row = rows.first else { return graph.number(1) }
    var terms: [ExpressionID] = []
    for (place, column) in columns.enumerated() {
      let rest = minor(Array(rows.dropFirst()), columns.filter { $0 != column }, &graph)
      for part in summands(rest, graph) {
        terms.append(graph.product([graph.number(place % 2 == 0 ? 1 : -1), row[column], part]))
      }
    }
    return graph.sum(terms)
  }

  private static func summands(_ id: ExpressionID, _ graph: Graph) -> [ExpressionID] {
    if case .sum(let terms) = graph[id] { terms } else { [id] }
  }

  /// The adjugate of a matrix of two by two numbers.
  static func adjugate(_ matrix: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    guard case .block(let columns, let blocks) = graph[matrix], columns == 2, blocks.count == 4,
      blocks.allSatisfy({ graph.shape($0).isScalar })
    else { return nil }
    let (above, below) = (graph.negative(blocks[1]), graph.negative(blocks[2]))
    return graph.block(columns: 2, [blocks[3], above, below, blocks[0]])
  }

  /// The longest vector that is written out of multiples of unit vectors.
  private static let vectorLimit: Size = 6

  /// Σ c_i e_i with numbers i as the vector of the c_i; nil where it is not shorter.
  static func vector(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    guard case .sum(let terms) = graph[id], graph.shape(id).isVector,
      let length = graph.shape(id).rows.constant, length <= vectorLimit.constant ?? 0
    else { return nil }
    var entries: [Int: [ExpressionID]] = [:]
    for term in terms {
      let parts = graph.parts(term)
      guard parts.chain.count == 1, case .apply("basis", let arguments) = graph[parts.chain[0]],
        let place = graph.number(arguments[1])?.integer
      else { return nil }
      entries[place, default: []].append(
        graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
      )
    }
    let blocks = (1...length).map { graph.sum(entries[$0] ?? []) }
    let vector = graph.block(columns: 1, blocks)
    return graph.readingCost(vector) < graph.readingCost(id) ? vector : nil
  }

  /// e_i'x is x_i and e_i'A e_j is A_ij, for numbers i and j; nil for other products.
  static func entry(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID? {
    guard graph.shape(id).isScalar else { return nil }
    let parts = graph.parts(id)
    var chain = parts.chain
    guard chain.count > 1 else { return nil }
    let one = graph.number(1)
    var (row, column) = (one, one)
    if case .transpose(let unit) = graph[chain[0]], let place = place(of: unit, graph) {
      row = place
      chain.removeFirst()
    } else if !graph.shape(chain[0]).rows.isOne {
      return nil
    }
    if chain.count > 1 || !graph.shape(chain[0]).columns.isOne,
      let place = place(of: chain[chain.count - 1], graph)
    {
      column = place
      chain.removeLast()
    }
    guard chain.count < parts.chain.count, !chain.isEmpty else { return nil }
    let entry = graph.entry(graph.product(chain), row: row, column: column)
    return graph.product([
      graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars)), entry,
    ])
  }

  /// The place of the 1 in a unit vector, a number.
  private static func place(of unit: ExpressionID, _ graph: Graph) -> ExpressionID? {
    guard case .apply("basis", let arguments) = graph[unit], graph.number(arguments[1]) != nil else {
      return nil
    }
    return arguments[1]
  }
}
