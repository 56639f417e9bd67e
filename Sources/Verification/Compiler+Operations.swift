// From one node to its step: the operands, the program inside it, and the operation.

import Expressions

extension Compiler {
  /// What a step needs evaluated in its own program.
  func operandSources(_ id: ExpressionID, _ variable: ExpressionID?, inner: InnerProgram?)
    -> [ExpressionID]
  {
    if let matrix = matrixOfSquaredNorm(id, variable) { return [matrix, matrix] }
    return switch graph[id] {
    case .symbol(let symbol): definition(symbol).map { [$0] } ?? []
    case .differential: inner?.needed ?? []
    case .derivative where resolved(id) != nil: resolved(id).map { [$0] } ?? []
    case .derivative(_, _, let wrt): (inner?.needed ?? []) + [movingVariable(of: id) ?? wrt]
    case .indexedSum, .indexedProduct, .member: inner?.needed ?? []
    case .entry(let matrix, _, _): [matrix]
    case .power(let base, let exponent), .hadamardPower(let base, let exponent):
      isExact(exponent) ? [evenPowerBase(base, exponent, variable) ?? base] : [base, exponent]
    default: graph[id].children
    }
  }

  /// The matrix X of ‖X‖², which is X : X and needs no root; nil when the norm is what varies.
  func matrixOfSquaredNorm(_ id: ExpressionID, _ variable: ExpressionID?) -> ExpressionID? {
    guard case .power(let norm, let exponent) = graph[id], norm != variable,
      case .number(2) = graph[exponent], case .apply(let function, let arguments) = graph[norm],
      function == "norm2" || function == "normF"
    else { return nil }
    return arguments.first
  }

  /// The t of |t| where an even power is taken of it, which has no kink; nil for others, and where |t| is what varies.
  private func evenPowerBase(_ base: ExpressionID, _ exponent: ExpressionID, _ variable: ExpressionID?)
    -> ExpressionID?
  {
    guard case .map("abs", let inner) = graph[base], base != variable, let order = graph.number(exponent),
      (order / 2).isInteger
    else { return nil }
    return inner
  }

  /// Whether the value of an exponent is an exact number at every point: it has only sizes, indices and
  /// symbols that nothing varies, which are drawn as integers.
  func isExact(_ exponent: ExpressionID) -> Bool {
    guard graph.shape(exponent).isScalar else { return false }
    var stack = [exponent]
    var seen = Set<ExpressionID>()
    while let id = stack.popLast() {
      guard seen.insert(id).inserted else { continue }
      switch graph[id] {
      case .number, .size: continue
      case .symbol(let symbol):
        if variables.contains(symbol) || differentiated.contains(symbol) { return false }
        if let definition = definition(symbol) { stack.append(definition) }
      case .sum(let operands), .product(let operands): stack.append(contentsOf: operands)
      default: return false
      }
    }
    return true
  }

  func innerProgram(
    _ id: ExpressionID,
    _ builder: ProgramBuilder,
    variable: ExpressionID?,
    depth: Int,
    order: Int
  ) throws(EvaluationFailure) -> InnerProgram? {
    var needed: [ExpressionID] = []
    func inner(
      _ bodies: [ExpressionID],
      _ inside: Set<ExpressionID>,
      _ variable: ExpressionID?,
      order: Int
    ) throws(EvaluationFailure) -> InnerProgram {
      let program = try scope(bodies, variable: variable, varying: inside, depth: depth + 1, order: order) {
        id throws(EvaluationFailure) in
        needed.append(id)
        return needed.count - 1
      }
      return InnerProgram(program: program, needed: needed)
    }
    switch graph[id] {
    case .differential(let body) where builder.differentialRoots[body] == nil:
      let inside = try moving([body], variable)
      return try inner([body], inside, nil, order: order + 1)
    case .indexedSum(let index, let body), .indexedProduct(let index, let body):
      let inside = try dependents(of: [body], onIndex: index)
      return try inner([body], inside, nil, order: order)
    case .member(let family, _):
      guard case .definedFamily(let index, let body) = graph[family].role, !free.contains(family) else {
        return nil
      }
      let inside = try dependents(of: [body], onIndex: index)
      return try inner([body], inside, nil, order: order)
    case .derivative where resolved(id) != nil: return nil
    case .derivative(let kind, let body, let wrt):
      let (roots, moving) = try self.roots(ofDerivative: id, body, wrt)
      let deeper = order + (kind == .hessian ? 2 : 1)
      if case .member(let family, _) = graph[moving] {
        // Which members are the one that moves is known where their indices have values.
        let inside = try dependents(of: roots) { node in
          if case .member(family, _) = node { true } else { false }
        }
        return try inner(roots, inside, nil, order: deeper)
      }
      let inside = try dependents(of: roots, on: moving)
      return try inner(roots, inside, moving, order: deeper)
    default: return nil
    }
  }

  /// What a derivative evaluates, and what moves in it.
  func roots(ofDerivative id: ExpressionID, _ body: ExpressionID, _ wrt: ExpressionID)
    throws(EvaluationFailure) -> (roots: [ExpressionID], moving: ExpressionID)
  {
    switch byExpressions[id] {
    case nil, .resolved: return ([body], wrt)
    case .through(let part, _): return ([body, wrt], part)
    case .occurrences(let function, let variable): return ([function], variable)
    case .leftOver(let names):
      throw EvaluationFailure(
        "the function still depends on \(names.joined(separator: ", ")) beside the expression it is differentiated by"
      )
    }
  }

  /// What a derivative by an entry is made of; nil for others.
  func resolved(_ id: ExpressionID) -> ExpressionID? {
    if case .resolved(let expression) = byExpressions[id] { expression } else { nil }
  }

  /// What moves in a derivative by an expression; nil for one by a name.
  func movingVariable(of id: ExpressionID) -> ExpressionID? {
    switch byExpressions[id] {
    case nil, .leftOver, .resolved: nil
    case .through(let part, _): part
    case .occurrences(_, let variable): variable
    }
  }

  func operation(
    _ id: ExpressionID,
    _ variable: ExpressionID?,
    operands: [Int],
    _ builder: ProgramBuilder
  ) throws(EvaluationFailure) -> Step.Operation {
    if matrixOfSquaredNorm(id, variable) != nil { return .frobenius }
    func sub() -> SubProgram? {
      builder.inner[id].map { inner in
        SubProgram(program: inner.program, captures: inner.needed.map { builder.slots[$0] ?? 0 })
      }
    }
    switch graph[id] {
    case .symbol(let symbol):
      if case .index = graph[symbol].role { return .index(symbol) }
      return .symbol(symbol)
    case .number(let value): return .number(value)
    case .size(let size): return .size(size)
    case .constant(let constant): return .constant(constant)
    case .identity: return .identity
    case .ones: return .ones
    case .zeros: return .zeros
    case .sum: return .sum
    case .product: return .product
    case .transpose: return .transpose
    case .inverse: return .inverse
    case .power(_, let exponent): return .power(exponent: isExact(exponent) ? exponent : nil)
    case .hadamard: return .hadamard
    case .hadamardPower(_, let exponent): return .hadamardPower(exponent: isExact(exponent) ? exponent : nil)
    case .frobenius: return .frobenius
    case .kronecker: return .kronecker
    case .apply(let function, let arguments): return .apply(function, arguments: arguments)
    case .map(let function, let argument): return .apply(function, arguments: [argument])
    case .block(let columns, _): return .block(columns: columns)
    case .entry(_, let row, let column): return .entry(row: row, column: column)
    case .differential(let body):
      if let place = builder.differentialRoots[body] { return .differential(place) }
      guard let sub = sub() else { throw EvaluationFailure("a differential stands where nothing varies") }
      return .loneDifferential(sub)
    case .derivative(let kind, let of, let wrt):
      guard let sub = sub() else { break }
      let moving = movingVariable(of: id) ?? wrt
      var symbol: SymbolID?
      var member: (family: SymbolID, index: ExpressionID)?
      switch graph[moving] {
      case .symbol(let name): symbol = name
      case .member(let family, let index): member = (family, index)
      default: break
      }
      var structure = (symbol ?? member?.family).map { graph[$0].properties.structure } ?? .free
      var isDetermined = false
      if case .through(_, let image) = byExpressions[id] {
        structure = image
        isDetermined = true
      }
      let variable = DerivativeVariable(
        symbol: symbol,
        member: member,
        shape: graph.shape(wrt),
        structure: structure,
        isDetermined: isDetermined
      )
      return .derivative(kind, sub, of: graph.shape(of), wrt: variable)
    case .indexedSum(let index, let body):
      guard let sub = sub(), case .index(let range) = graph[index].role else { break }
      return .indexedSum(index, range, sub, isUniform: onlyNames(index, in: body))
    case .indexedProduct(let index, _):
      guard let sub = sub(), case .index(let range) = graph[index].role else { break }
      return .indexedProduct(index, range, sub)
    case .member(let family, let index):
      guard let sub = sub(), case .definedFamily(let bound, _) = graph[family].role else {
        return .member(family, at: index)
      }
      return .definedMember(bound, at: index, sub)
    }
    throw EvaluationFailure("an index has no range")
  }

  /// Whether an index stands as the index of an entry or of a member only, and no derivative asks which member it is.
  private func onlyNames(_ index: SymbolID, in body: ExpressionID) -> Bool {
    let inside = graph.reachable(from: [body])
    return inside.allSatisfy { id in
      switch graph[id] {
      case .entry(let x, _, _): graph[x] != .symbol(index)
      case .member(let family, _):
        if case .definedFamily = graph[family].role { false } else { true }
      case .derivative, .differential: false
      case .symbol(let symbol):
        if case .index = graph[symbol].role { true } else { graph.definition(of: symbol) == nil }
      default: graph[id].children.allSatisfy { graph[$0] != .symbol(index) }
      }
    } && graph[body] != .symbol(index)
  }
}
