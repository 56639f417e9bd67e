// Functions, traces, Frobenius and Kronecker products.

import Expressions
import Functions

extension ProgramBuilder {
  /// Functions whose code takes a vector as well as a matrix.
  private static let takesAnyRank: Set<FunctionName> = [
    "sum", "prod", "norm1", "norm2", "normF", "vec", "min", "max",
  ]

  mutating func apply(_ name: FunctionName, _ arguments: [ExpressionID], _ shape: Shape) throws(NoCode)
    -> ValueID
  {
    if name == "tr", arguments.count == 1, let trace = try trace(arguments[0]) { return trace }
    return try call(name, arguments, shape)
  }

  mutating func call(_ name: FunctionName, _ arguments: [ExpressionID], _ shape: Shape) throws(NoCode)
    -> ValueID
  {
    guard let function = functions(name) else { throw NoCode(reason: "the function '\(name)' has no code") }
    var operands: [ValueID] = []
    for (parameter, argument) in zip(function.signature.parameters, arguments) {
      let value = try value(argument)
      guard case .matrix(_, let rows, let columns) = parameter, !function.signature.isElementwise,
        !ProgramBuilder.takesAnyRank.contains(name), !(rows.isOne && columns.isOne), !columns.isOne
      else {
        operands.append(value)
        continue
      }
      operands.append(twoDimensional(value, graph.shape(argument)))
    }
    let result = function.signature.result
    let isMatrix =
      !function.signature.isElementwise && !result.columns.isOne
      && !ProgramBuilder.takesAnyRank.contains(name)
    let value = program.add(.call(name), operands, shape)
    if isMatrix, shape.isScalar { return program.add(.item, [value], shape) }
    if isMatrix, shape.columns.isOne { return program.add(.flattened, [value], shape) }
    if !function.signature.isElementwise, shape.isScalar, !result.isScalar {
      return program.add(.item, [value], shape)
    }
    return value
  }

  // MARK: - Traces

  /// The trace of a product without the product; nil when there is nothing to gain.
  private mutating func trace(_ x: ExpressionID) throws(NoCode) -> ValueID? {
    if graph.shape(x).isScalar { return try value(x) }
    let parts = graph.parts(x)
    guard !parts.chain.isEmpty else { return nil }
    let (factors, scalars) = best(parts.chain)
    guard (2...24).contains(factors.count) else { return nil }
    let (core, _) = try trace(of: factors)
    let outside = Graph.ProductParts(coefficient: parts.coefficient, scalars: parts.scalars + scalars)
    let factor = graph.product(outside)
    if graph.number(factor)?.isOne == true { return core }
    return scale(core, by: ScalarFactors(above: [try value(factor)]))
  }

  /// tr(PQ) is the sum of the entries of P ∘ Qᵀ; the chain is turned and cut where that is cheapest.
  private mutating func trace(of factors: [ChainFactor]) throws(NoCode) -> (value: ValueID, cost: Double) {
    var best: (turned: [ChainFactor], cut: Int, cost: Double)?
    for turn in factors.indices {
      let turned = Array(factors[turn...] + factors[..<turn])
      let order = Order(turned, self)
      for cut in 1..<turned.count {
        let rows = FlopCount(of: turned[0].shape.rows * turned[cut].shape.rows).magnitude
        let cost = order.cost(0, cut - 1) + order.cost(cut, turned.count - 1) + 2 * rows
        if cost < (best?.cost ?? .infinity) { best = (turned, cut, cost) }
      }
    }
    guard let best else { throw NoCode(reason: "an empty product has no trace") }
    let order = Order(best.turned, self)
    let left = try evaluate(best.turned, order, 0, best.cut - 1)
    let right = try evaluate(best.turned, order, best.cut, best.turned.count - 1)
    let inner = transposed(right)
    return (innerProduct(left, inner), best.cost)
  }

  private mutating func innerProduct(_ a: ValueID, _ b: ValueID) -> ValueID {
    if program.rank(a) == .scalar { return scale(a, by: ScalarFactors(above: [b])) }
    let operation: Operation = program.rank(a) == .vector ? .multiply : .innerProduct
    return program.add(operation, [min(a, b), max(a, b)], .scalar)
  }

  // MARK: - Other products

  mutating func frobenius(_ a: ExpressionID, _ b: ExpressionID) throws(NoCode) -> ValueID {
    if let value = try narrowFrobenius(a, b) { return value }
    if let value = try narrowFrobenius(b, a) { return value }
    let (left, right) = (try value(a), try value(b))
    return innerProduct(left, right)
  }

  /// (c·PQ) : B with P a column and Q a row is c·P'BQ'.
  private mutating func narrowFrobenius(_ a: ExpressionID, _ b: ExpressionID) throws(NoCode) -> ValueID? {
    let parts = graph.parts(a)
    guard !graph.shape(a).columns.isOne, !graph.shape(a).rows.isOne,
      let cut = parts.chain.dropLast().firstIndex(where: { graph.shape($0).columns.isOne })
    else { return nil }
    let left = graph.product(Graph.ProductParts(chain: Array(parts.chain[...cut])))
    let right = graph.product(Graph.ProductParts(chain: Array(parts.chain[(cut + 1)...])))
    let (leftT, rightT) = (graph.transpose(left), graph.transpose(right))
    let scalar = graph.product([leftT, b, rightT])
    let outside = graph.product(Graph.ProductParts(coefficient: parts.coefficient, scalars: parts.scalars))
    let whole = graph.product([outside, scalar])
    return try value(whole)
  }

  mutating func kronecker(_ a: ExpressionID, _ b: ExpressionID, _ shape: Shape) throws(NoCode) -> ValueID {
    let (left, right) = (try value(a), try value(b))
    let (leftShape, rightShape) = (graph.shape(a), graph.shape(b))
    if leftShape.isVector, rightShape.isRow { return program.add(.outer, [left, right], shape) }
    if leftShape.isRow, rightShape.isVector { return program.add(.outer, [right, left], shape) }
    if shape.columns.isOne { return program.add(.kronecker, [left, right], shape) }
    let operands = [twoDimensional(left, leftShape), twoDimensional(right, rightShape)]
    return program.add(.kronecker, operands, shape)
  }
}
