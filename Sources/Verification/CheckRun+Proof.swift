// Proofs by normal form: both sides of a row that arithmetic agrees with have one form in the ring of matrices, for all
// sizes. A derivative is read as what it means first: ∂φ/∂X = G as dφ = G : dX, J likewise on vec.

import Expressions
@_spi(Granting) import Findings

extension CheckRun {
  /// The outcomes with the proof put first where there is one; what arithmetic has not confirmed gets none.
  func proving(_ outcomes: [CheckOutcome]) -> [CheckOutcome] {
    guard options.seeksProofs, outcomes.contains(where: { $0.verdict == .holds }) else { return outcomes }
    var prover = Prover(graph: graph, variables: variables, free: free)
    return zip(rows, outcomes).map { row, outcome in
      // What the sampler takes to commute, or of one size, the normal form does not know.
      guard outcome.verdict == .holds, outcome.evidence.contains(where: { $0.result == .equal }),
        let laws = prover.proof(of: row)
      else { return outcome }
      var proved = outcome
      proved.evidence.insert(
        Check(
          .proved,
          method: "normal form",
          points: 0,
          at: .everywhere,
          bound: "both sides have one form, by \(laws.words)",
          result: .equal
        ),
        at: 0
      )
      return proved
    }
  }
}

/// Compares the normal forms of rows, each with the rows before it in mind.
private struct Prover {
  /// The most terms of a form, and the most steps for the rows of one derivation.
  private static let termLimit = 48
  private static let workLimit = 6000

  private var graph: Graph
  private let free: Set<SymbolID>
  private var normalizers: [Set<SymbolID>: Normalizer] = [:]
  private let variables: Set<SymbolID>

  init(graph: Graph, variables: Set<SymbolID>, free: Set<SymbolID>) {
    self.graph = graph
    self.graph.keepsPartialFactors = false
    self.variables = variables
    self.free = free
  }

  /// The laws by which both sides have one form; nil when they have two, or past the bounds.
  mutating func proof(of row: Equation) -> RingLaws? {
    if case .derivative(let kind, let function, let variable) = graph[row.left] {
      return proof(that: row.left, kind, of: function, wrt: variable, is: row.right)
    }
    if case .derivative(let kind, let function, let variable) = graph[row.right] {
      return proof(that: row.right, kind, of: function, wrt: variable, is: row.left)
    }
    if case .transpose(let left) = graph[row.left], case .derivative = graph[left] {
      return proof(of: Equation(left, graph.transpose(row.right)))
    }
    let moves = hasDifferential([row.left, row.right])
    guard !moves || variables.allSatisfy({ isFree($0) }) else { return nil }
    return proof(row.left, row.right, moves ? variables : [])
  }

  /// A derivative is what the differential says it is, and from then on may be put in.
  private mutating func proof(
    that derivative: ExpressionID,
    _ kind: DerivativeKind,
    of function: ExpressionID,
    wrt variable: ExpressionID,
    is value: ExpressionID
  ) -> RingLaws? {
    guard case .symbol(let symbol) = graph[variable], isFree(symbol), !graph[symbol].isPlace,
      !hasDifferential([function, value])
    else { return nil }
    let moved = graph.differential(variable)
    let sides: (ExpressionID, ExpressionID)?
    switch kind {
    case .gradient:
      let left = graph.differential(function)
      let right = graph.frobenius(value, moved)
      sides = (left, right)
    case .jacobian: sides = linear(value, function, variable)
    case .hessian:
      // The gradient has been shown in a row before this one, if at all.
      let gradient = graph.derivative(.gradient, of: function, wrt: variable)
      sides = linear(value, gradient, variable)
    }
    guard let (left, right) = sides, let laws = proof(left, right, [symbol]) else { return nil }
    normalizers[[symbol]]?.establish(derivative, as: value, in: &graph)
    return laws
  }

  /// vec dF and J vec dX.
  private mutating func linear(_ matrix: ExpressionID, _ function: ExpressionID, _ variable: ExpressionID)
    -> (ExpressionID, ExpressionID)?
  {
    let left = graph.differential(function)
    let moved = graph.differential(variable)
    if graph.shape(variable).isScalar { return (left, graph.product([moved, matrix])) }
    guard let image = column(left), let direction = column(moved),
      graph.shape(matrix).columns == graph.shape(direction).rows
    else { return nil }
    return (image, graph.product([matrix, direction]))
  }

  private mutating func column(_ id: ExpressionID) -> ExpressionID? {
    let shape = graph.shape(id)
    if shape.columns.isOne { return id }
    if shape.rows.isOne { return graph.transpose(id) }
    return try? graph.apply("vec", [id])
  }

  private mutating func proof(_ left: ExpressionID, _ right: ExpressionID, _ moving: Set<SymbolID>)
    -> RingLaws?
  {
    var normalizer = normalizers[moving] ?? Prover.normalizer(moving, free)
    defer { normalizers[moving] = normalizer }
    guard let first = normalizer.normalForm(left, in: &graph),
      let second = normalizer.normalForm(right, in: &graph), first == second
    else { return nil }
    return normalizer.laws(of: left).union(normalizer.laws(of: right))
  }

  private static func normalizer(_ moving: Set<SymbolID>, _ free: Set<SymbolID>) -> Normalizer {
    var options = Normalizer.Options(termLimit: termLimit, workLimit: workLimit)
    options.variables = moving
    options.free = free
    return Normalizer(options)
  }

  /// Whether the entries of a symbol move on their own.
  private func isFree(_ symbol: SymbolID) -> Bool {
    graph[symbol].properties.structure == .free
  }

  private func hasDifferential(_ roots: [ExpressionID]) -> Bool {
    graph.reachableThroughDefinitions(from: roots).contains {
      if case .differential = graph[$0] { true } else { false }
    }
  }
}
