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
  let byExpressions: DerivativesByExpressions
  /// The symbols by which something in the graph is differentiated: as exponents they are no integers.
  let differentiated: Set<SymbolID>

  init(_ byExpressions: DerivativesByExpressions, free: Set<SymbolID>, variables: Set<SymbolID>) {
    self.byExpressions = byExpressions
    let graph = byExpressions.graph
    self.graph = graph
    self.free = free
    self.variables = variables
    var differentiated = Set<SymbolID>()
    for derivative in graph.derivatives {
      guard case .derivative(_, _, let variable) = graph[derivative] else { continue }
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
  func scope(
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
      case .derivative where resolved(id) != nil: if let inner = resolved(id) { stack.append(inner) }
      case .indexedSum, .indexedProduct, .member, .derivative:
        // Differentials in there may need the bound index or variable; that program has its own.
        continue
      default: stack.append(contentsOf: graph[id].children.reversed())
      }
    }
    return (bodies, places)
  }

  func definition(_ symbol: SymbolID) -> ExpressionID? {
    free.contains(symbol) ? nil : graph.definition(of: symbol)
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
      guard graph.budget.spend(20 + graph[id].children.count) else { throw .overBudget }
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
      if let inner = resolved(id) {
        builder.slots[id] = builder.slots[inner]
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
}
