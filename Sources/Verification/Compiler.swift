// From expressions to a program. Every walk is a loop with its own stack, because users decide how deep
// expressions are; only the nesting of sums, differentials and derivatives recurses, and it is bounded.

import Expressions

/// Compiles expressions of one graph under one choice of what is free and what varies.
struct Compiler {
  let graph: Graph
  /// The symbols whose definitions are not entered.
  let free: Set<SymbolID>
  /// The symbols that a differential moves.
  let variables: Set<SymbolID>
  /// The derivatives by expressions.
  private let byExpressions: DerivativesByExpressions
  /// The symbols by which something in the graph is differentiated: as exponents they are no integers.
  private let differentiated: Set<SymbolID>

  init(_ byExpressions: DerivativesByExpressions, free: Set<SymbolID>, variables: Set<SymbolID>) {
    self.byExpressions = byExpressions
    let graph = byExpressions.graph
    self.graph = graph
    self.free = free
    self.variables = variables
    var differentiated = Set<SymbolID>()
    for node in graph.nodes {
      guard case .derivative(_, _, let variable) = node else { continue }
      if case .symbol(let symbol) = graph[variable] { differentiated.insert(symbol) }
      if let part = graph.determinedPart(of: variable)?.part, case .symbol(let symbol) = graph[part] {
        differentiated.insert(symbol)
      }
    }
    self.differentiated = differentiated
  }

  /// How deep sums, differentials and derivatives may be nested in one another.
  static let nestingBound = 12
  /// How deep differentials and derivatives alone may be nested: each level doubles the work.
  static let differentialBound = 3

  /// The program that evaluates the roots.
  func compile(_ roots: [ExpressionID]) throws(EvaluationFailure) -> Program {
    try scope(roots, variable: nil, varying: nil, depth: 0, order: 0) { _ throws(EvaluationFailure) in 0 }
  }

  /// A program for the roots; what does not vary in it is asked for from outside.
  private func scope(
    _ roots: [ExpressionID],
    variable: ExpressionID?,
    varying: Set<ExpressionID>?,
    depth: Int,
    order: Int,
    capture: (ExpressionID) throws(EvaluationFailure) -> Int
  ) throws(EvaluationFailure) -> Program {
    guard depth <= Self.nestingBound else {
      throw EvaluationFailure("sums and derivatives are nested deeper than \(Self.nestingBound)")
    }
    guard order <= Self.differentialBound else {
      throw EvaluationFailure("derivatives of higher order than \(Self.differentialBound)")
    }
    var builder = ProgramBuilder()
    let moving = try movingDifferentials(roots, variable: variable, varying: varying)
    if !moving.bodies.isEmpty {
      let inside = try self.moving(moving.bodies, variable)
      // What stands still inside the differentials is evaluated here first.
      var needed: [ExpressionID] = []
      let program = try scope(
        moving.bodies,
        variable: nil,
        varying: inside,
        depth: depth + 1,
        order: order + 1
      ) { id throws(EvaluationFailure) in
        needed.append(id)
        return needed.count - 1
      }
      for id in needed {
        try build(
          id,
          variable: variable,
          varying: varying,
          depth: depth,
          order: order,
          into: &builder,
          capture: capture
        )
      }
      let slots = needed.map { builder.slots[$0] ?? 0 }
      builder.differentials = SubProgram(program: program, captures: slots)
      builder.differentialsAt = builder.steps.count
      builder.differentialRoots = moving.places
    }
    for root in roots {
      try build(
        root,
        variable: variable,
        varying: varying,
        depth: depth,
        order: order,
        into: &builder,
        capture: capture
      )
    }
    return Program(
      steps: builder.steps,
      roots: roots.map { builder.slots[$0] ?? 0 },
      differentials: builder.differentials,
      differentialsAt: builder.differentialsAt
    )
  }

  /// The bodies of the differentials that belong to this program and not to one inside it.
  ///
  /// A differential whose body contains a bound index or the variable of a derivative belongs to that program, which
  /// calls this for its own roots; a differential inside a differential belongs to the dual program.
  private func movingDifferentials(
    _ roots: [ExpressionID],
    variable: ExpressionID?,
    varying: Set<ExpressionID>?
  ) throws(EvaluationFailure) -> (bodies: [ExpressionID], places: [ExpressionID: Int]) {
    var bodies: [ExpressionID] = []
    var places: [ExpressionID: Int] = [:]
    var seen = Set<ExpressionID>()
    var stack = Array(roots.reversed())
    while let id = stack.popLast() {
      guard id != variable, varying?.contains(id) ?? true, seen.insert(id).inserted else { continue }
      switch graph[id] {
      case .differential(let body):
        places[body] = bodies.count
        bodies.append(body)
      case .symbol(let symbol):
        if let definition = definition(symbol) { stack.append(definition) }
      case .indexedSum, .indexedProduct, .member, .derivative:
        // Differentials in there may need the bound index or variable; that program has its own.
        continue
      default: stack.append(contentsOf: graph[id].children.reversed())
      }
    }
    return (bodies, places)
  }

  private func definition(_ symbol: SymbolID) -> ExpressionID? {
    free.contains(symbol) ? nil : graph.definition(of: symbol)
  }

  /// The expressions that an expression is computed from, definitions included.
  private func sources(_ id: ExpressionID) -> [ExpressionID] {
    switch graph[id] {
    case .symbol(let symbol), .member(let symbol, _):
      graph[id].children + (definition(symbol).map { [$0] } ?? [])
    case .derivative:
      switch byExpressions[id] {
      case .occurrences(let function, let variable): [function, variable]
      case .through, .leftOver, nil: graph[id].children
      }
    default: graph[id].children
    }
  }

  /// What varies inside differentials.
  private func moving(
    _ bodies: [ExpressionID],
    _ variable: ExpressionID?
  ) throws(EvaluationFailure) -> Set<ExpressionID> {
    let inside = try dependents(of: bodies) { node in
      switch node {
      case .symbol(let symbol), .member(let symbol, _): variables.contains(symbol)
      default: false
      }
    }
    for id in inside {
      if case .symbol(let symbol) = graph[id], variables.contains(symbol),
        case .refused(let elements) = graph[symbol].properties.structure
      {
        throw EvaluationFailure("nothing is known of the directions on the \(elements)")
      }
    }
    if let variable, inside.contains(variable) {
      guard case .symbol = graph[variable] else {
        throw EvaluationFailure("a differential inside a derivative by an expression")
      }
    }
    return inside
  }

  /// Everything below the roots that depends on a node for which the test holds.
  private func dependents(
    of roots: [ExpressionID],
    _ test: (Node) -> Bool
  ) throws(EvaluationFailure) -> Set<ExpressionID> {
    var found = Set<ExpressionID>()
    for id in try ordered(roots, sources) where test(graph[id]) || sources(id).contains(where: found.contains)
    {
      found.insert(id)
    }
    return found
  }

  private func dependents(
    of roots: [ExpressionID],
    on variable: ExpressionID
  ) throws(EvaluationFailure) -> Set<ExpressionID> {
    var found = Set<ExpressionID>()
    let below = try ordered(roots) { $0 == variable ? [] : sources($0) }
    for id in below where id == variable || sources(id).contains(where: found.contains) { found.insert(id) }
    return found
  }

  /// The roots and all they are computed from, sources first.
  private func ordered(
    _ roots: [ExpressionID],
    _ sources: (ExpressionID) -> [ExpressionID]
  ) throws(EvaluationFailure) -> [ExpressionID] {
    var done = Set<ExpressionID>()
    var open = Set<ExpressionID>()
    var result: [ExpressionID] = []
    var stack = roots.reversed().map { (id: $0, isLeaving: false) }
    while let (id, isLeaving) = stack.popLast() {
      if isLeaving {
        open.remove(id)
        if done.insert(id).inserted { result.append(id) }
        continue
      }
      if done.contains(id) { continue }
      guard open.insert(id).inserted else { throw EvaluationFailure("a name is defined by itself") }
      stack.append((id, true))
      for source in sources(id).reversed() where !done.contains(source) { stack.append((source, false)) }
    }
    return result
  }

  /// Adds the steps of one expression and of all it needs.
  private func build(
    _ root: ExpressionID,
    variable: ExpressionID?,
    varying: Set<ExpressionID>?,
    depth: Int,
    order: Int,
    into builder: inout ProgramBuilder,
    capture: (ExpressionID) throws(EvaluationFailure) -> Int
  ) throws(EvaluationFailure) {
    var stack = [(id: root, isLeaving: false)]
    while let (id, isLeaving) = stack.popLast() {
      if builder.slots[id] != nil { continue }
      let shape = graph.shape(id)
      if id == variable {
        builder.add(id, .variable, [], shape)
        continue
      }
      if let varying, !varying.contains(id) {
        let place = try builder.capture(id, capture)
        builder.add(id, .captured(place), [], shape)
        continue
      }
      if !isLeaving {
        if let inner = try innerProgram(id, builder, variable: variable, depth: depth, order: order) {
          builder.inner[id] = inner
        }
        stack.append((id, true))
        for source in operandSources(id, variable, inner: builder.inner[id]).reversed()
        where builder.slots[source] == nil { stack.append((source, false)) }
        continue
      }
      if case .symbol(let symbol) = graph[id], let definition = definition(symbol) {
        builder.slots[id] = builder.slots[definition]
        continue
      }
      let sources = operandSources(id, variable, inner: builder.inner[id])
      let operands = sources.map { builder.slots[$0] ?? 0 }
      var scalars = Set<Int>()
      if case .product = graph[id] {
        for (source, slot) in zip(sources, operands) where graph.shape(source).isScalar {
          scalars.insert(slot)
        }
      }
      let operation = try operation(id, variable, operands: operands, builder)
      builder.add(id, operation, operands, shape, scalars: scalars)
    }
  }

  /// What a step needs evaluated in its own program.
  private func operandSources(_ id: ExpressionID, _ variable: ExpressionID?, inner: InnerProgram?)
    -> [ExpressionID]
  {
    if let matrix = matrixOfSquaredNorm(id, variable) { return [matrix, matrix] }
    return switch graph[id] {
    case .symbol(let symbol): definition(symbol).map { [$0] } ?? []
    case .differential: inner?.needed ?? []
    case .derivative(_, _, let wrt): (inner?.needed ?? []) + [movingVariable(of: id) ?? wrt]
    case .indexedSum, .indexedProduct, .member: inner?.needed ?? []
    case .entry(let matrix, _, _): [matrix]
    case .power(let base, let exponent), .hadamardPower(let base, let exponent):
      isExact(exponent) ? [base] : [base, exponent]
    default: graph[id].children
    }
  }

  /// The matrix X of ‖X‖², which is X : X and needs no root; nil when the norm is what varies.
  private func matrixOfSquaredNorm(_ id: ExpressionID, _ variable: ExpressionID?) -> ExpressionID? {
    guard case .power(let norm, let exponent) = graph[id], norm != variable,
      case .number(2) = graph[exponent], case .apply(let function, let arguments) = graph[norm],
      function == "norm2" || function == "normF"
    else { return nil }
    return arguments.first
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

  private func innerProgram(
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
      let inside = try dependents(of: [body]) { bound($0, index) }
      return try inner([body], inside, nil, order: order)
    case .member(let family, _):
      guard case .definedFamily(let index, let body) = graph[family].role, !free.contains(family) else {
        return nil
      }
      let inside = try dependents(of: [body]) { bound($0, index) }
      return try inner([body], inside, nil, order: order)
    case .derivative(let kind, let body, let wrt):
      let (roots, moving) = try self.roots(ofDerivative: id, body, wrt)
      let inside = try dependents(of: roots, on: moving)
      return try inner(roots, inside, moving, order: order + (kind == .hessian ? 2 : 1))
    default: return nil
    }
  }

  /// What a derivative evaluates, and what moves in it.
  private func roots(ofDerivative id: ExpressionID, _ body: ExpressionID, _ wrt: ExpressionID)
    throws(EvaluationFailure) -> (roots: [ExpressionID], moving: ExpressionID)
  {
    switch byExpressions[id] {
    case nil: return ([body], wrt)
    case .through(let part, _): return ([body, wrt], part)
    case .occurrences(let function, let variable): return ([function], variable)
    case .leftOver(let names):
      throw EvaluationFailure(
        "the function still depends on \(names.joined(separator: ", ")) beside the expression it is differentiated by"
      )
    }
  }

  /// What moves in a derivative by an expression; nil for one by a name.
  private func movingVariable(of id: ExpressionID) -> ExpressionID? {
    switch byExpressions[id] {
    case nil, .leftOver: nil
    case .through(let part, _): part
    case .occurrences(_, let variable): variable
    }
  }

  private func bound(_ node: Node, _ index: SymbolID) -> Bool {
    if case .symbol(index) = node { true } else { false }
  }

  private func operation(
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
      if case .symbol(let name) = graph[moving] { symbol = name }
      var structure = symbol.map { graph[$0].properties.structure } ?? .free
      var isDetermined = false
      if case .through(_, let image) = byExpressions[id] {
        structure = image
        isDetermined = true
      }
      let variable = DerivativeVariable(
        symbol: symbol,
        shape: graph.shape(wrt),
        structure: structure,
        isDetermined: isDetermined
      )
      return .derivative(kind, sub, of: graph.shape(of), wrt: variable)
    case .indexedSum(let index, _):
      guard let sub = sub(), case .index(let range) = graph[index].role else { break }
      return .indexedSum(index, range, sub)
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
}

/// A compiled inside, and the outside expressions it captures.
private struct InnerProgram {
  let program: Program
  let needed: [ExpressionID]
}

/// A program under construction.
private struct ProgramBuilder {
  var steps: [Step] = []
  var slots: [ExpressionID: Int] = [:]
  var inner: [ExpressionID: InnerProgram] = [:]
  var differentials: SubProgram?
  var differentialsAt = 0
  var differentialRoots: [ExpressionID: Int] = [:]
  private var captured: [ExpressionID: Int] = [:]

  mutating func add(
    _ id: ExpressionID,
    _ operation: Step.Operation,
    _ operands: [Int],
    _ shape: Shape,
    scalars: Set<Int> = []
  ) {
    slots[id] = steps.count
    steps.append(
      Step(expression: id, operation: operation, operands: operands, shape: shape, scalars: scalars)
    )
  }

  mutating func capture(
    _ id: ExpressionID,
    _ outside: (ExpressionID) throws(EvaluationFailure) -> Int
  ) throws(EvaluationFailure) -> Int {
    if let known = captured[id] { return known }
    let place = try outside(id)
    captured[id] = place
    return place
  }
}
