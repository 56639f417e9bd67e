// Under `tied` a gradient holds the sum over tied entries, so that its product with a direction counts them several times:
// it is not the derivative along that direction, which is what such a product is written for.

import Expressions
import Findings

extension Verifier {
  /// The outcomes under `tied`, those of refuted rows undecided that contract a derivative and hold with the projected one.
  func forgivingContractions(
    _ outcomes: [CheckOutcome],
    of rows: [Equation],
    in graph: Graph,
    variables: Set<SymbolID>,
    free: Set<SymbolID>
  ) -> [CheckOutcome] {
    guard options.convention == .tied else { return outcomes }
    var projected = self
    projected.options.convention = .projected
    projected.options.seeksCounterexamples = false
    projected.options.seeksProofs = false
    return zip(rows, outcomes).map { row, outcome in
      guard outcome.verdict == .refuted, graph.contractsTiedDerivative([row.left, row.right]),
        projected.check(row, in: graph, variables: variables, free: free).verdict == .holds
      else { return outcome }
      return .undecided(
        because:
          "a gradient under 'structured: tied' is no derivative along a direction when it is multiplied by one: "
          + "this holds under 'structured: projected'"
      )
    }
  }
}

extension Graph {
  /// Whether a derivative by a variable with tied entries is multiplied by something.
  fileprivate func contractsTiedDerivative(_ roots: [ExpressionID]) -> Bool {
    reachableThroughDefinitions(from: roots).contains { id in
      switch self[id] {
      case .frobenius(let a, let b): isTiedDerivative(a) || isTiedDerivative(b)
      case .product(let factors):
        factors.contains { factor in
          isTiedDerivative(factor) && factors.contains { $0 != factor && !shape($0).isScalar }
        }
      case .symbol, .number, .size, .constant, .identity, .ones, .zeros, .sum, .transpose, .inverse, .power,
        .hadamard, .hadamardPower, .kronecker, .apply, .map, .differential, .derivative, .block, .entry,
        .indexedSum, .indexedProduct, .member:
        false
      }
    }
  }

  private func isTiedDerivative(_ id: ExpressionID) -> Bool {
    guard case .derivative(_, _, let variable) = self[id], case .symbol(let symbol) = self[variable] else {
      return false
    }
    return self[symbol].properties.structure != .free
  }
}
