// An equation that fails may hold under an assumption its author forgot to declare. The usual ones are tried one by one.

package import Expressions
import Findings

/// A single assumption.
package struct Assumption: Sendable, Hashable {
  /// What is assumed.
  package enum Kind: Sendable, Hashable {
    /// A name has an attribute.
    case property(SymbolID, Properties)
    /// Two sizes are equal.
    case equalSizes(String, String)
    /// Two matrices commute.
    case commuting(SymbolID, SymbolID)
  }

  /// What is assumed.
  package let kind: Kind
  /// The assumption in words: `W symmetric`, `n = m`, `A*B = B*A`.
  package let text: String
}

extension Verifier {
  /// The single assumptions under which an equation holds, the weaker ones first.
  package func assumptions(
    for equation: Equation,
    in graph: Graph,
    variables: Set<SymbolID> = [],
    free: Set<SymbolID> = [],
    limit: Int = 3
  ) -> [Assumption] {
    let roots = [equation.left, equation.right]
    let byExpressions = DerivativesByExpressions(roots, in: graph, free: free)
    let subject = Subject(roots, byExpressions, variables: variables, free: free)
    var found: [Assumption] = []
    var settled = Set<SymbolID>()
    for assumption in candidates(subject, graph).prefix(60) where found.count < limit {
      // What a weaker attribute of the same name explains needs no stronger one.
      if case .property(let symbol, _) = assumption.kind, settled.contains(symbol) { continue }
      guard holds(equation, under: assumption, graph, variables, free) else { continue }
      if case .property(let symbol, _) = assumption.kind { settled.insert(symbol) }
      found.append(assumption)
    }
    return found
  }

  private func candidates(_ subject: Subject, _ graph: Graph) -> [Assumption] {
    var result: [Assumption] = []
    let matrices = subject.symbols.filter { symbol in
      graph[symbol].shape.isSquare && !graph[symbol].shape.isScalar
    }
    func add(_ property: Properties, _ symbols: [SymbolID]) {
      for symbol in symbols where !graph[symbol].properties.contains(property) {
        let name = Properties.named.first { $0.property == property }?.name ?? ""
        result.append(
          Assumption(kind: .property(symbol, property), text: "\(graph[symbol].name) \(name)")
        )
      }
    }
    add(.symmetric, matrices)
    for (place, a) in subject.sizeNames.enumerated() {
      for b in subject.sizeNames[(place + 1)...] {
        result.append(Assumption(kind: .equalSizes(a, b), text: "\(a) = \(b)"))
      }
    }
    for (place, a) in matrices.enumerated() {
      for b in matrices[(place + 1)...] where graph[a].shape == graph[b].shape {
        let text = "\(graph[a].name)*\(graph[b].name) = \(graph[b].name)*\(graph[a].name)"
        result.append(Assumption(kind: .commuting(a, b), text: text))
      }
    }
    add(.orthogonal, matrices)
    add(.positiveDefinite, matrices)
    add(.skew, matrices)
    add(.diagonal, matrices)
    add(.positive, subject.symbols.filter { graph[$0].shape.columns.isOne })
    add(.unit, subject.symbols.filter { graph[$0].shape.isVector })
    return result
  }

  private func holds(
    _ equation: Equation,
    under assumption: Assumption,
    _ graph: Graph,
    _ variables: Set<SymbolID>,
    _ free: Set<SymbolID>
  ) -> Bool {
    var graph = graph
    var verifier = self
    verifier.options.seeksCounterexamples = false
    verifier.options.seeksProofs = false
    switch assumption.kind {
    case .property(let symbol, let property): graph.addProperties(property, to: symbol)
    case .equalSizes(let a, let b): verifier.options.equalSizes.append([a, b])
    case .commuting(let a, let b): verifier.options.commuting.append([a, b])
    }
    return verifier.check(equation, in: graph, variables: variables, free: free).verdict == .holds
  }
}
