// The three methods behind one question, and Hessians by each of them.

package import Expressions
package import Findings
import Functions

extension Calculus {
  /// A gradient, Jacobian or Hessian by one variable, by the method asked for.
  ///
  /// A structured variable is taken by its convention, except for the gradient of the differential and the
  /// vectorization method, which is free.
  ///
  /// - Throws: when the method has no derivation.
  package mutating func derivation(
    _ kind: DerivativeKind,
    of function: ExpressionID,
    wrt variable: ExpressionID,
    by method: DerivationMethod,
    convention: StructureConvention = .ignored
  ) throws(DerivationFailure) -> Derivation {
    if kind == .hessian, hasStructure(variable) {
      if convention == .ignored {
        return try unstructured(of: function, wrt: variable) {
          (calculus, function, variable) throws(DerivationFailure) in
          try calculus.derivation(kind, of: function, wrt: variable, by: method)
        }
      }
      try refuseCurved(variable)
    }
    return try onVariable(kind, of: function, wrt: variable, by: method, convention)
  }

  /// - Throws: when the variable moves on a manifold, on which second derivatives depend on how one moves.
  func refuseCurved(_ variable: ExpressionID) throws(DerivationFailure) {
    guard let structure = try structure(of: variable), !structure.isLinear else { return }
    throw DerivationFailure(
      code: "derivation.curved-structure",
      "the \(structure.elements) are curved, so that the second derivative on them depends on how one moves",
      hints: ["ask for the gradient", "or write 'structured: ignored'"]
    )
  }

  private mutating func onVariable(
    _ kind: DerivativeKind,
    of function: ExpressionID,
    wrt variable: ExpressionID,
    by method: DerivationMethod,
    _ convention: StructureConvention
  ) throws(DerivationFailure) -> Derivation {
    switch (kind, method) {
    case (.gradient, .differential): try gradient(of: function, wrt: variable)
    case (.gradient, .index): try indexGradient(of: function, wrt: variable, convention: convention)
    case (.gradient, .vectorization): try vectorizedGradient(of: function, wrt: variable)
    case (.jacobian, .index): try indexJacobian(of: function, wrt: variable, convention: convention)
    case (.jacobian, .differential), (.jacobian, .vectorization):
      try jacobian(of: function, wrt: variable, convention: convention)
    case (.hessian, .differential): try hessian(of: function, wrt: variable, convention: convention)
    case (.hessian, .index): try indexHessian(of: function, wrt: variable, convention: convention)
    case (.hessian, .vectorization):
      try vectorizedHessian(of: function, wrt: variable, convention: convention)
    }
  }

  /// A derivative by a variable whose structure is ignored: a symbol without it stands in its place in every line, as a
  /// gradient simplified by the structure has no free derivative.
  mutating func unstructured(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    _ derive: (inout Calculus, ExpressionID, ExpressionID) throws(DerivationFailure) -> Derivation
  ) throws(DerivationFailure) -> Derivation {
    guard case .symbol(let symbol) = graph[variable] else {
      throw DerivationFailure(code: "derivation.no-rule", "the variable is not a name")
    }
    let free = graph.symbol(
      graph.declare(
        Symbol(name: graph[symbol].name, latex: graph[symbol].latex, shape: graph.shape(variable))
      )
    )
    var body = function
    // Names that stand for something with the variable in it are put in.
    while let name = graph.reachable(from: [body]).first(where: {
      isNamed($0) && depends($0) && $0 != variable
    }),
      let definition = graph.indexSymbol(name).flatMap({ graph.definition(of: $0) })
    {
      body = graph.substitute([name: definition], in: body)
    }
    guard case .symbol(let place) = graph[free] else { return try gradient(of: function, wrt: variable) }
    var calculus = Calculus(graph: graph, book: book, variables: [place])
    let moved = calculus.graph.substitute([variable: free], in: body)
    let derivation = try derive(&calculus, moved, free)
    graph = calculus.graph
    func back(_ id: ExpressionID) -> ExpressionID {
      let restored = graph.substitute([free: variable], in: id)
      return graph.substitute([body: function], in: restored)
    }
    return Derivation(
      of: function,
      variable: variable,
      steps: derivation.steps.map { step in
        Step(
          left: step.left.map(back),
          right: back(step.right),
          rules: step.rules,
          rewritten: step.rewritten.map(back),
          definitions: step.definitions
        )
      },
      result: back(derivation.result),
      helpers: derivation.helpers,
      conditions: conditions(of: function)
    )
  }

  private func isNamed(_ id: ExpressionID) -> Bool {
    guard let symbol = graph.indexSymbol(id) else { return false }
    return graph.definition(of: symbol) != nil
  }

  /// The Hessian of a scalar by one variable, in components: the gradient, then its entries by the entries again.
  ///
  /// - Throws: as the gradient does.
  package mutating func indexHessian(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    convention: StructureConvention = .ignored
  ) throws(DerivationFailure) -> Derivation {
    let first = try indexGradient(of: function, wrt: variable, convention: convention)
    let second = try indexJacobian(of: first.result, wrt: variable, convention: convention)
    return hessian(of: function, variable, first, second)
  }

  /// The Hessian of a scalar by one variable on vec: the gradient, then its Jacobian.
  ///
  /// - Throws: as the gradient does.
  package mutating func vectorizedHessian(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    convention: StructureConvention = .ignored
  ) throws(DerivationFailure) -> Derivation {
    let free = try vectorizedGradient(of: function, wrt: variable)
    let first = try onStructure(free, variable, convention)
    let second = try jacobian(of: first.result, wrt: variable, convention: convention)
    return hessian(of: function, variable, first, second)
  }

  private mutating func hessian(
    of function: ExpressionID,
    _ variable: ExpressionID,
    _ first: Derivation,
    _ second: Derivation
  ) -> Derivation {
    let hessian = graph.derivative(.hessian, of: function, wrt: variable)
    let rules = second.steps.last?.rules ?? []
    let last = Step(left: hessian, right: second.result, rules: rules)
    let conditions = conditions(first.conditions, and: conditions(of: first.result))
    return Derivation(
      of: function,
      variable: variable,
      steps: first.steps + second.steps.dropLast() + [last],
      result: second.result,
      helpers: first.helpers + second.helpers,
      conditions: conditions
    )
  }
}
