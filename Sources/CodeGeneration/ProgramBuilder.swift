// From an expression to array operations: definitions are computed once, rows and columns become one-dimensional,
// products are associated by their cost.

import Expressions
import Functions

/// Why there is no code for an expression, in words.
struct NoCode: Error, Sendable, Hashable {
  let reason: String
}

/// Builds the program of one expression.
struct ProgramBuilder {
  /// Its own copy, to which rearranged products are added.
  var graph: Graph
  let functions: (FunctionName) -> MatrixFunction?
  let names: ArgumentNames
  var program = Program()
  var memo: [ExpressionID: ValueID] = [:]
  /// How often the inverse of an expression is used; one that is used once is solved with.
  let inverseUses: [ExpressionID: Int]
  private var depth = 0

  init(
    _ graph: Graph,
    names: ArgumentNames,
    root: ExpressionID,
    functions: @escaping (FunctionName) -> MatrixFunction?
  ) {
    self.graph = graph
    self.names = names
    self.functions = functions
    inverseUses = ProgramBuilder.countInverses(graph, root)
  }

  /// Nested operations deeper than this have no code; a parser's bound is far below.
  private static let depthLimit = 400

  /// The value of an expression.
  mutating func value(_ id: ExpressionID) throws(NoCode) -> ValueID {
    if let known = memo[id] { return known }
    guard depth < ProgramBuilder.depthLimit else {
      throw NoCode(reason: "the expression is nested too deeply")
    }
    depth += 1
    defer { depth -= 1 }
    let result = try build(id)
    memo[id] = result
    return result
  }

  private mutating func build(_ id: ExpressionID) throws(NoCode) -> ValueID {
    let shape = ProgramBuilder.standing(graph.shape(id))
    switch graph[id] {
    case .symbol(let symbol): return try self.symbol(symbol)
    case .number(let value): return number(value)
    case .size(let size): return program.add(.size(size), [], .scalar)
    case .constant(let constant): return program.add(.constant(constant), [], .scalar)
    case .identity: return program.add(.identity, [], shape)
    case .ones: return program.add(.ones, [], shape)
    case .zeros: return program.add(.zeros, [], shape)
    case .sum(let terms): return try sum(terms, shape)
    case .product: return try product(graph.parts(id), shape)
    case .transpose, .inverse: return try chain([id])
    case .power(let base, let exponent): return try power(base, exponent)
    case .hadamard(let factors): return try hadamard(factors, shape)
    case .hadamardPower(let base, let exponent): return try hadamardPower(base, exponent, shape)
    case .frobenius(let a, let b): return try frobenius(a, b)
    case .kronecker(let a, let b): return try kronecker(a, b, shape)
    case .apply(let function, let arguments): return try apply(function, arguments, shape)
    case .map(let function, let x): return try call(function, [x], shape)
    case .differential(let x): return try direction(x)
    case .derivative: throw NoCode(reason: "a derivative that is not derived has no code")
    case .block(let columns, let blocks): return try block(columns, blocks, graph.shape(id))
    case .entry(let x, let row, let column): return try entry(x, row, column)
    case .indexedSum(let index, let body): return try loop(.sum, index, body)
    case .indexedProduct(let index, let body): return try loop(.product, index, body)
    case .member(let family, let index): return try member(family, index)
    }
  }

  /// One-dimensional arrays have the shape of a column.
  static func standing(_ shape: Shape) -> Shape { shape.isRow ? shape.transposed : shape }

  mutating func number(_ value: Rational) -> ValueID { program.add(.number(value), [], .scalar) }

  // MARK: - Names

  private mutating func symbol(_ symbol: SymbolID) throws(NoCode) -> ValueID {
    let shape = ProgramBuilder.standing(graph[symbol].shape)
    switch graph[symbol].role {
    case .declared: return program.add(.argument(names.name(of: symbol)), [], shape)
    case .index: return program.add(.index(symbol), [], .scalar)
    case .defined(let definition):
      let value = try value(definition)
      program.names[value] = program.names[value] ?? graph[symbol].name
      return value
    case .family, .definedFamily: throw NoCode(reason: "a family needs an index")
    }
  }

  private mutating func member(_ family: SymbolID, _ index: ExpressionID) throws(NoCode) -> ValueID {
    let shape = ProgramBuilder.standing(graph[family].shape)
    switch graph[family].role {
    case .family, .declared:
      let place = try value(index)
      let array = program.add(.argument(names.name(of: family)), [], shape)
      return program.add(.member, [array, place], shape)
    case .definedFamily(let variable, let definition):
      if graph.symbol(variable) == index { return try value(definition) }
      let instance = graph.replacing(variable, by: index, in: definition)
      return try value(instance)
    case .defined, .index: throw NoCode(reason: "only a family has members")
    }
  }

  private mutating func direction(_ x: ExpressionID) throws(NoCode) -> ValueID {
    switch graph[x] {
    case .symbol(let symbol) where graph[symbol].role == .declared:
      let shape = ProgramBuilder.standing(graph[symbol].shape)
      return program.add(.argument(names.direction(of: symbol)), [], shape)
    case .member(let family, let index):
      let shape = ProgramBuilder.standing(graph[family].shape)
      let place = try value(index)
      let array = program.add(.argument(names.direction(of: family)), [], shape)
      return program.add(.member, [array, place], shape)
    case .transpose(let inner):
      let differential = graph.differential(inner)
      let transpose = graph.transpose(differential)
      return try value(transpose)
    default: throw NoCode(reason: "a differential of an expression has no code until it is expanded")
    }
  }

  // MARK: - Loops, blocks, entries

  private mutating func loop(_ kind: Operation.Loop, _ index: SymbolID, _ body: ExpressionID) throws(NoCode)
    -> ValueID
  {
    guard case .index(let count) = graph[index].role else {
      throw NoCode(reason: "the index '\(graph[index].name)' has no range")
    }
    let value = try value(body)
    return program.add(.loop(kind, index, count), [value], program[value].shape)
  }

  private mutating func entry(_ x: ExpressionID, _ row: ExpressionID, _ column: ExpressionID) throws(NoCode)
    -> ValueID
  {
    let array = try value(x)
    let shape = graph.shape(x)
    let places = shape.isVector ? [row] : shape.isRow ? [column] : [row, column]
    var operands = [array]
    for place in places { operands.append(try value(place)) }
    return program.add(.entry, operands, .scalar)
  }

  private mutating func block(_ columns: Int, _ blocks: [ExpressionID], _ shape: Shape) throws(NoCode)
    -> ValueID
  {
    var operands: [ValueID] = []
    let isVector = shape.isVector || shape.isRow
    for block in blocks {
      let value = try value(block)
      operands.append(isVector ? value : twoDimensional(value, graph.shape(block), keepingScalars: true))
    }
    return program.add(
      .block(columns: isVector ? operands.count : columns),
      operands,
      ProgramBuilder.standing(shape)
    )
  }

  /// A vector as a matrix of one column or one row, a scalar as a 1×1 matrix.
  mutating func twoDimensional(_ value: ValueID, _ shape: Shape, keepingScalars: Bool = false) -> ValueID {
    if shape.isScalar { return keepingScalars ? value : program.add(.single, [value], shape) }
    if shape.isVector { return program.add(.column, [value], shape) }
    return shape.isRow ? program.add(.row, [value], shape) : value
  }

  // MARK: - Inverses

  private static func countInverses(_ graph: Graph, _ root: ExpressionID) -> [ExpressionID: Int] {
    var uses: [ExpressionID: Int] = [:]
    for id in graph.reachableThroughDefinitions(from: [root]) {
      if case .transpose = graph[id] { continue }
      for child in graph[id].children {
        var base = child
        while case .transpose(let inner) = graph[base] { base = inner }
        switch graph[base] {
        case .inverse(let inner): uses[untransposed(inner, in: graph), default: 0] += 1
        case .power(let inner, let exponent) where graph.number(exponent)?.isNegative == true:
          uses[untransposed(inner, in: graph), default: 0] += 2
        default: break
        }
      }
    }
    return uses
  }

  static func untransposed(_ id: ExpressionID, in graph: Graph) -> ExpressionID {
    if case .transpose(let inner) = graph[id] { inner } else { id }
  }
}
