// The laws of the Frobenius product that move everything off the differential: G : L(dE) = L*(G) : dE.

import Expressions
import Functions

/// A cotangent with the expression whose differential it stands against, under bound indices.
struct CotangentTerm: Hashable {
  /// G, in the shape of the expression.
  var cotangent: ExpressionID
  /// E, of G : dE.
  var expression: ExpressionID
  /// The indices that are summed over, outermost first.
  var indices: [SymbolID] = []
}

extension Calculus {
  /// The cotangents of all differentials in an expression that is linear in them.
  mutating func pull(_ cotangent: ExpressionID, _ linear: ExpressionID, _ indices: [SymbolID] = [])
    throws(DerivationFailure) -> [CotangentTerm]
  {
    try requireBudget()
    guard hasDifferential(linear) else { return [] }
    switch graph[linear] {
    case .differential(let x):
      return [CotangentTerm(cotangent: cotangent, expression: x, indices: indices)]
    case .sum(let terms):
      var result: [CotangentTerm] = []
      for term in terms { result += try pull(cotangent, term, indices) }
      return result
    case .product: return try pullProduct(cotangent, linear, indices)
    case .transpose(let x):
      let transposed = graph.writtenTranspose(cotangent)
      return try pull(transposed, x, indices)
    case .hadamard(let operands):
      guard let place = operands.firstIndex(where: { hasDifferential($0) }) else { return [] }
      var rest = operands
      rest.remove(at: place)
      // Constants in front, derivatives behind: y ⊙ G, G ⊙ f'(Z).
      let constants = rest.filter { !depends($0) }
      let varying = rest.filter { depends($0) }
      let product = graph.hadamard(constants + [cotangent] + varying)
      return try pull(product, operands[place], indices)
    case .frobenius(let a, let b):
      let (constant, inner) = hasDifferential(b) ? (a, b) : (b, a)
      let product = graph.product([cotangent, constant])
      return try pull(product, inner, indices)
    case .indexedSum(let index, let body):
      let term = entered(index, body, cotangent, indices)
      return try pull(term.cotangent, term.expression, term.indices)
    case .entry(let x, let row, let column):
      let shape = graph.shape(x)
      let left = try apply("basis", [graph.size(shape.rows), row])
      var factors = [cotangent, left]
      if !shape.columns.isOne {
        let right = try apply("basis", [graph.size(shape.columns), column])
        factors.append(graph.transpose(right))
      }
      return try pull(graph.product(factors), x, indices)
    case .apply(let function, let arguments):
      guard let record = book.functions[function] else { break }
      var result: [CotangentTerm] = []
      for (parameter, inner) in zip(record.signature.parameters, arguments) where hasDifferential(inner) {
        guard let linear = record.linearArguments.first(where: { $0.argument == parameter.name }) else {
          throw DerivationFailure(
            code: "derivation.no-adjoint",
            "'\(function)' has no adjoint in its argument '\(parameter.name)'"
          )
        }
        var binding = book.binding(record, arguments, graph)
        binding.expressions["G"] = cotangent
        let pulled = try book.instance(linear.adjoint, binding, in: &graph)
        result += try pull(pulled, inner, indices)
      }
      return result
    case .kronecker(let a, let b): return try pullKronecker(cotangent, a, b, indices)
    case .block(let columns, let blocks): return try pullBlocks(cotangent, columns, blocks, indices)
    default: break
    }
    throw DerivationFailure(
      code: "derivation.no-adjoint",
      "there is no rule that moves this operation to the other side of ':'"
    )
  }

  private mutating func pullProduct(
    _ cotangent: ExpressionID,
    _ linear: ExpressionID,
    _ indices: [SymbolID]
  ) throws(DerivationFailure) -> [CotangentTerm] {
    var parts = graph.parts(linear)
    if let place = parts.scalars.firstIndex(where: { hasDifferential($0) }) {
      // G : s·R = (G : R) s for a scalar s that varies.
      let scalar = parts.scalars.remove(at: place)
      let coefficient: ExpressionID
      if graph.shape(linear).isScalar {
        coefficient = graph.product([cotangent, graph.product(parts)])
      } else {
        let rest = graph.product(parts)
        coefficient = graph.frobenius(cotangent, rest)
      }
      return try pull(coefficient, scalar, indices)
    }
    guard let place = parts.chain.firstIndex(where: { hasDifferential($0) }) else { return [] }
    let inner = parts.chain[place]
    let left = parts.chain[..<place].reversed().map { graph.writtenTranspose($0) }
    let right = parts.chain[(place + 1)...].reversed().map { graph.writtenTranspose($0) }
    let moved = zip(left + right, parts.chain[..<place].reversed() + parts.chain[(place + 1)...].reversed())
    if moved.contains(where: { $0 == $1 && isSymmetricName($0) }) { noteApplied(.symmetry) }
    let scalars = graph.product(.init(coefficient: parts.coefficient, scalars: parts.scalars))
    let product = graph.product([scalars] + left + [cotangent] + right)
    return try pull(product, inner, indices)
  }

  /// Whether an expression is the name of a symmetric matrix, whose transpose is written as it is.
  private func isSymmetricName(_ id: ExpressionID) -> Bool {
    guard case .symbol(let symbol) = graph[id], !graph.shape(id).isScalar else { return false }
    return graph[symbol].properties.contains(.symmetric)
  }

  /// G : (A ⊗ Z) is a sum over the blocks: Z gets Σ A_ij G_ij, where G_ij are the blocks of G.
  private mutating func pullKronecker(
    _ cotangent: ExpressionID,
    _ a: ExpressionID,
    _ b: ExpressionID,
    _ indices: [SymbolID]
  ) throws(DerivationFailure) -> [CotangentTerm] {
    let isRight = hasDifferential(b)
    let function: FunctionName = isRight ? "kronright" : "kronleft"
    guard book.functions[function] != nil else {
      throw DerivationFailure(
        code: "derivation.no-adjoint",
        "there is no rule that moves a Kronecker product to the other side of ':'"
      )
    }
    let constant = isRight ? a : b
    let inner = isRight ? b : a
    let shape = graph.shape(inner)
    let pulled = try apply(
      function,
      [cotangent, constant, graph.size(shape.rows), graph.size(shape.columns)]
    )
    return try pull(pulled, inner, indices)
  }

  /// G : [A B; C D] takes the matching block of G for each block.
  private mutating func pullBlocks(
    _ cotangent: ExpressionID,
    _ columns: Int,
    _ blocks: [ExpressionID],
    _ indices: [SymbolID]
  ) throws(DerivationFailure) -> [CotangentTerm] {
    var result: [CotangentTerm] = []
    let shape = graph.shape(cotangent)
    var rowStart = Size(0)
    for row in stride(from: 0, to: blocks.count, by: columns) {
      let height = graph.shape(blocks[row]).rows
      var columnStart = Size(0)
      for column in 0..<columns {
        let block = blocks[row + column]
        let width = graph.shape(block).columns
        if hasDifferential(block) {
          // Selectors: [0 I 0] picks the rows, its transpose the columns.
          let left = selector(height, from: rowStart, of: shape.rows)
          let right = selector(width, from: columnStart, of: shape.columns)
          let transposed = graph.transpose(right)
          result += try pull(graph.product([left, cotangent, transposed]), block, indices)
        }
        columnStart = columnStart + width
      }
      rowStart = rowStart + height
    }
    return result
  }

  mutating func selector(_ size: Size, from start: Size, of total: Size) -> ExpressionID {
    if size == total { return graph.identity(size) }
    if size.isOne, let unit = try? graph.apply("basis", [graph.size(total), graph.size(start + 1)]) {
      return graph.transpose(unit)
    }
    var blocks: [ExpressionID] = []
    if start != Size(0) { blocks.append(graph.zeros(Shape(size, start))) }
    blocks.append(graph.identity(size))
    let rest = total - start - size
    if rest != Size(0) { blocks.append(graph.zeros(Shape(size, rest))) }
    return graph.block(columns: blocks.count, blocks)
  }
}
