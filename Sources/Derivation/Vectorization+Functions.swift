// The matrices of linear functions and of blocks on vec; where a function has no named matrix, its columns are its
// values at the unit matrices.

package import Expressions
import Functions

extension Calculus {
  /// J of a function that is linear in the one argument in which the differential stands.
  mutating func vectorizedFunction(
    _ function: FunctionName,
    _ arguments: [ExpressionID],
    _ linear: ExpressionID
  ) throws(DerivationFailure) -> ExpressionID {
    guard let record = book.functions[function] else { throw noMatrixForm }
    var parts: [ExpressionID] = []
    for (place, argument) in arguments.enumerated() where hasDifferential(argument) {
      let name = record.signature.parameters[place].name
      guard let rule = record.linearArguments.first(where: { $0.argument == name }) else {
        throw noMatrixForm
      }
      let inner = try vectorized(argument)
      let matrix: ExpressionID
      if let formula = rule.matrix {
        matrix = try book.instance(formula, book.binding(record, arguments, graph), in: &graph)
      } else {
        matrix = try unitMatrixColumns(function, arguments, place)
      }
      parts.append(graph.product([matrix, inner]))
    }
    return graph.sum(parts)
  }

  /// J = Σ vec f(E_ij) vec(E_ij)' over the unit matrices E_ij of the argument.
  private mutating func unitMatrixColumns(
    _ function: FunctionName,
    _ arguments: [ExpressionID],
    _ place: Int
  ) throws(DerivationFailure) -> ExpressionID {
    let shape = graph.shape(arguments[place])
    var taken = lettersTaken(by: arguments)
    var indices: [SymbolID] = []
    var units: [ExpressionID] = []
    for size in [shape.rows, shape.columns] where !size.isOne {
      let name = ["i", "j", "k", "l", "p", "q"].first { !taken.contains($0) } ?? "i\(graph.symbols.count)"
      taken.insert(name)
      let index = graph.declare(Symbol(name: name, shape: .scalar, role: .index(size)))
      indices.append(index)
      units.append(try apply("basis", [graph.size(size), graph.symbol(index)]))
    }
    guard let first = units.first, let last = units.last else { throw noMatrixForm }
    var unit = first
    var column = first
    if units.count == 2 {
      unit = graph.product([first, graph.transpose(last)])
      column = graph.kronecker(last, first)
    } else if shape.rows.isOne {
      unit = graph.transpose(first)
    }
    var renewed = arguments
    renewed[place] = unit
    let value = try apply(function, renewed)
    let result = graph.shape(value)
    let vector =
      result.columns.isOne ? value : result.rows.isOne ? graph.transpose(value) : try apply("vec", [value])
    var sum = graph.product([vector, graph.transpose(column)])
    for index in indices { sum = graph.indexedSum(index, sum) }
    return sum
  }

  /// The names that an index inside these expressions must not have: the author's, the sizes, and indices that occur.
  func lettersTaken(by roots: [ExpressionID]) -> Set<String> {
    var taken = Set<String>()
    for symbol in graph.symbols {
      taken.formUnion(symbol.shape.rows.names + symbol.shape.columns.names)
      if case .index = symbol.role { continue }
      taken.insert(symbol.name)
    }
    for symbol in graph.symbols(in: roots, throughDefinitions: true) { taken.insert(graph[symbol].name) }
    return taken
  }

  /// e_i e_j' in the given shape; of a vector e_i alone.
  ///
  /// - Throws: where an index is none.
  package mutating func unitMatrix(_ shape: Shape, row: ExpressionID, column: ExpressionID)
    throws(DerivationFailure) -> ExpressionID
  {
    let left = try apply("basis", [graph.size(shape.rows), row])
    guard !shape.columns.isOne else { return left }
    let right = try apply("basis", [graph.size(shape.columns), column])
    return graph.product(shape.rows.isOne ? [graph.transpose(right)] : [left, graph.transpose(right)])
  }

  /// J of a matrix of blocks: vec of one block put in its place by selectors is (R' ⊗ L) vec.
  mutating func vectorizedBlocks(_ columns: Int, _ blocks: [ExpressionID], _ shape: Shape)
    throws(DerivationFailure) -> ExpressionID
  {
    var parts: [ExpressionID] = []
    var rowStart = Size(0)
    for row in stride(from: 0, to: blocks.count, by: columns) {
      let height = graph.shape(blocks[row]).rows
      var columnStart = Size(0)
      for column in 0..<columns {
        let block = blocks[row + column]
        let width = graph.shape(block).columns
        if hasDifferential(block) {
          let left = graph.transpose(selector(height, from: rowStart, of: shape.rows))
          let right = graph.transpose(selector(width, from: columnStart, of: shape.columns))
          let inner = try vectorized(block)
          parts.append(graph.product([graph.kronecker(right, left), inner]))
        }
        columnStart = columnStart + width
      }
      rowStart = rowStart + height
    }
    return graph.sum(parts)
  }

  private var noMatrixForm: DerivationFailure {
    DerivationFailure(
      code: "derivation.no-matrix-form",
      "this differential has no form J vec(dX) in the functions of the language",
      hints: ["ask for the 'differential' or a 'directional' derivative"]
    )
  }
}
