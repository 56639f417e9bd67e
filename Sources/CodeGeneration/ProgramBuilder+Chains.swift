// Products of matrices: the order of evaluation that costs least, by dynamic programming over the symbolic sizes.

import Expressions
import Functions

/// One factor of a chain.
struct ChainFactor: Hashable {
  enum Kind: Hashable {
    /// Any matrix or vector.
    case plain(ExpressionID)
    /// The inverse of an expression.
    case inverse(ExpressionID)
    /// The diagonal matrix of a vector.
    case diagonal(ExpressionID)
    /// The rows of an identity from the first to the last.
    case selection(ExpressionID, first: Size, last: Size)
  }
  let kind: Kind
  let isTransposed: Bool
  let shape: Shape
}

extension ProgramBuilder {
  /// Longer chains are evaluated as they stand.
  private static let chainLimit = 20

  /// The value of a product of matrices.
  mutating func chain(_ operands: [ExpressionID]) throws(NoCode) -> ValueID {
    if let sum = multipliedOut(operands) { return try value(sum) }
    let (factors, scalars) = best(operands)
    let value = try evaluate(factors)
    guard !scalars.isEmpty else { return value }
    var above: [ValueID] = []
    for scalar in scalars { above.append(try self.value(scalar)) }
    return scale(value, by: ScalarFactors(above: above))
  }

  /// The factors of a chain, with powers and defined products opened when that is cheaper.
  mutating func best(_ operands: [ExpressionID]) -> (factors: [ChainFactor], scalars: [ExpressionID]) {
    let closed = flattened(operands, opening: false)
    let opened = flattened(operands, opening: true)
    guard opened.factors != closed.factors, opened.factors.count <= ProgramBuilder.chainLimit else {
      return closed
    }
    var closedCost = Order(closed.factors, self).cost
    for operand in operands { closedCost += costToMake(operand) }
    return Order(opened.factors, self).cost < closedCost ? opened : closed
  }

  /// What it costs to have a factor as a matrix; nothing once it is known.
  private mutating func costToMake(_ id: ExpressionID) -> Double {
    let base = ProgramBuilder.untransposed(id, in: graph)
    if memo[base] != nil || memo[id] != nil { return 0 }
    switch graph[base] {
    case .power(let inner, let exponent):
      guard let integer = graph.number(exponent)?.integer else { return 0 }
      return Program.powerCost(graph.shape(inner).rows, integer).magnitude + costToMake(inner)
    case .product: return Order(flattened([base], opening: true).factors, self).cost
    case .symbol(let symbol):
      guard let definition = graph.definition(of: symbol), memo[definition] == nil else { return 0 }
      return costToMake(definition)
    default: return 0
    }
  }

  private func flattened(_ operands: [ExpressionID], opening: Bool) -> (
    factors: [ChainFactor], scalars: [ExpressionID]
  ) {
    var factors: [ChainFactor] = []
    var scalars: [ExpressionID] = []
    var work: [(id: ExpressionID, isTransposed: Bool)] = operands.reversed().map { ($0, false) }
    while let (id, isTransposed) = work.popLast() {
      let shape = isTransposed ? graph.shape(id).transposed : graph.shape(id)
      func add(_ kind: ChainFactor.Kind, _ transposed: Bool) {
        factors.append(ChainFactor(kind: kind, isTransposed: transposed, shape: shape))
      }
      guard factors.count + work.count <= 2 * ProgramBuilder.chainLimit else {
        add(.plain(id), isTransposed)
        continue
      }
      switch graph[id] {
      case .transpose(let inner): work.append((inner, !isTransposed))
      case .inverse(let inner):
        let base = ProgramBuilder.untransposed(inner, in: graph)
        add(.inverse(base), isTransposed != (base != inner))
      case .apply("Diag", let arguments): add(.diagonal(arguments[0]), false)
      case .apply where ends(ofSelection: id) != nil:
        guard let (first, last) = ends(ofSelection: id) else { continue }
        add(.selection(id, first: first, last: last), isTransposed)
      case .power(let base, let exponent) where opening:
        guard let count = graph.number(exponent)?.integer, (2...8).contains(count) else {
          add(.plain(id), isTransposed)
          continue
        }
        for _ in 0..<count { work.append((base, isTransposed)) }
      case .product where opening || isTransposed:
        let parts = graph.parts(id)
        guard parts.coefficient.isOne, !parts.chain.isEmpty, !shape.isScalar else {
          add(.plain(id), isTransposed)
          continue
        }
        scalars += parts.scalars
        for factor in isTransposed ? parts.chain : parts.chain.reversed() {
          work.append((factor, isTransposed))
        }
      case .symbol(let symbol):
        if opening, let definition = graph.definition(of: symbol), isProduct(definition), !isVector(shape) {
          work.append((definition, isTransposed))
        } else {
          add(.plain(id), isTransposed && !graph[symbol].properties.contains(.symmetric))
        }
      default: add(.plain(id), isTransposed)
      }
    }
    return (factors, scalars)
  }

  private func isVector(_ shape: Shape) -> Bool { shape.isVector || shape.isRow || shape.isScalar }

  private func isProduct(_ id: ExpressionID) -> Bool {
    switch graph[ProgramBuilder.untransposed(id, in: graph)] {
    case .product, .power, .symbol: true
    default: false
    }
  }

  // MARK: - Evaluation

  private mutating func evaluate(_ factors: [ChainFactor]) throws(NoCode) -> ValueID {
    if factors.count == 1 { return try value(of: factors[0]) }
    return try evaluate(factors, Order(factors, self), 0, factors.count - 1)
  }

  /// The value of the factors from `first` to `last`.
  mutating func evaluate(_ factors: [ChainFactor], _ order: Order, _ first: Int, _ last: Int) throws(NoCode)
    -> ValueID
  {
    if first == last { return try value(of: factors[first]) }
    let split = order.split(first, last)
    let shape = Shape(factors[first].shape.rows, factors[last].shape.columns)
    if split == first, case .diagonal(let v) = factors[first].kind {
      let right = try evaluate(factors, order, split + 1, last)
      return try scaleRows(v, right, shape)
    }
    if split == last - 1, case .diagonal(let v) = factors[last].kind {
      let left = try evaluate(factors, order, first, split)
      return try scaleColumns(left, v, shape)
    }
    if split == first, case .selection(_, let low, let high) = factors[first].kind {
      let right = try evaluate(factors, order, split + 1, last)
      return picked(right, .rows, low, high, of: factors[first], isPadded: factors[first].isTransposed, shape)
    }
    if split == last - 1, case .selection(_, let low, let high) = factors[last].kind {
      let left = try evaluate(factors, order, first, split)
      return picked(
        left,
        .columns,
        low,
        high,
        of: factors[last],
        isPadded: !factors[last].isTransposed,
        shape
      )
    }
    if split == first, case .inverse(let base) = factors[first].kind, isSolved(base) {
      let right = try evaluate(factors, order, split + 1, last)
      let matrix = try matrix(base, isTransposed: factors[first].isTransposed)
      return program.add(.solve, [matrix, right], ProgramBuilder.standing(shape))
    }
    if split == last - 1, case .inverse(let base) = factors[last].kind, isSolved(base) {
      // B X⁻¹ = (X⁻ᵀ Bᵀ)ᵀ.
      let left = try evaluate(factors, order, first, split)
      let matrix = try matrix(base, isTransposed: !factors[last].isTransposed)
      let solved = program.add(
        .solve,
        [matrix, transposed(left)],
        ProgramBuilder.standing(shape.rows.isOne ? shape : shape.transposed)
      )
      return shape.rows.isOne ? solved : transposed(solved)
    }
    let right = try evaluate(factors, order, split + 1, last)
    let isMirrored = Order.isMirrored(factors, first, split, last)
    let left = isMirrored ? transposed(right) : try evaluate(factors, order, first, split)
    return multiply(
      left,
      Shape(shape.rows, factors[split].shape.columns),
      right,
      Shape(factors[split + 1].shape.rows, shape.columns)
    )
  }

  /// The first and last index of rows of an identity, where both are sizes.
  private func ends(ofSelection id: ExpressionID) -> (first: Size, last: Size)? {
    guard let (_, range) = graph.selection(id) else { return nil }
    func size(_ end: ExpressionID) -> Size? {
      if case .symbol = graph[end] { nil } else { graph.argumentShape(end).size }
    }
    guard let first = size(range.first), let last = size(range.last) else { return nil }
    return (first, last)
  }

  /// Rows or columns of a value, or the value with zeros around it: nothing is multiplied.
  private mutating func picked(
    _ value: ValueID,
    _ axis: Operation.Axis,
    _ first: Size,
    _ last: Size,
    of factor: ChainFactor,
    isPadded: Bool,
    _ shape: Shape
  ) -> ValueID {
    // Rows are one-dimensional, too.
    let axis = shape.rows.isOne ? .rows : axis
    let size = factor.isTransposed ? factor.shape.rows : factor.shape.columns
    let operation: Operation =
      isPadded
      ? .pad(axis, before: first - 1, after: size - last) : .slice(axis, after: first - 1, upTo: last)
    return program.add(operation, [value], ProgramBuilder.standing(shape))
  }

  func isSolved(_ base: ExpressionID) -> Bool { inverseUses[base, default: 0] <= 1 }

  private mutating func matrix(_ base: ExpressionID, isTransposed: Bool) throws(NoCode) -> ValueID {
    let value = try value(base)
    if case .symbol(let symbol) = graph[base], graph[symbol].properties.contains(.symmetric) { return value }
    return isTransposed ? transposed(value) : value
  }

  private mutating func value(of factor: ChainFactor) throws(NoCode) -> ValueID {
    switch factor.kind {
    case .plain(let id):
      let value = try value(id)
      return factor.isTransposed ? transposed(value) : value
    case .inverse(let base):
      let value = try value(base)
      let inverse = program.add(.inverse, [value], program[value].shape)
      return factor.isTransposed ? transposed(inverse) : inverse
    case .diagonal(let v): return try call("Diag", [v], factor.shape)
    case .selection(let id, _, _):
      guard case .apply(let function, let arguments) = graph[id] else { return try value(id) }
      let value = try call(function, arguments, graph.shape(id))
      return factor.isTransposed ? transposed(value) : value
    }
  }

  mutating func transposed(_ value: ValueID) -> ValueID {
    guard program.rank(value) == .matrix else { return value }
    let shape = program[value].shape.transposed
    switch program[value].operation {
    case .transpose: return program[value].operands[0]
    case .identity: return value
    case .ones: return program.add(.ones, [], shape)
    case .zeros: return program.add(.zeros, [], shape)
    case .outer: return program.add(.outer, program[value].operands.reversed(), shape)
    default: return program.add(.transpose, [value], shape)
    }
  }

  private mutating func scaleRows(_ v: ExpressionID, _ right: ValueID, _ shape: Shape) throws(NoCode)
    -> ValueID
  {
    let v = try value(v)
    return shape.columns.isOne
      ? program.add(.product, [v, right], shape) : program.add(.scaleRows, [v, right], shape)
  }

  private mutating func scaleColumns(_ left: ValueID, _ v: ExpressionID, _ shape: Shape) throws(NoCode)
    -> ValueID
  {
    let v = try value(v)
    return shape.rows.isOne
      ? program.add(.product, [left, v], shape.transposed) : program.add(.scaleColumns, [left, v], shape)
  }

  /// The product of two values that stand for matrices of the given shapes.
  mutating func multiply(_ left: ValueID, _ leftShape: Shape, _ right: ValueID, _ rightShape: Shape)
    -> ValueID
  {
    let shape = Shape(leftShape.rows, rightShape.columns)
    let standing = ProgramBuilder.standing(shape)
    if leftShape.isScalar { return scale(right, by: ScalarFactors(above: [left])) }
    if rightShape.isScalar { return scale(left, by: ScalarFactors(above: [right])) }
    if leftShape.columns.isOne { return program.add(.outer, [left, right], shape) }
    if shape.isScalar {
      // x'y and y'x are one value.
      return program.add(.multiply, [min(left, right), max(left, right)], .scalar)
    }
    if leftShape.isRow {
      let matrix = transposed(right)
      return program.add(.multiply, [matrix, left], standing)
    }
    return program.add(.multiply, [left, right], standing)
  }
}
