// Mends a wrong line by one edit. Candidates are made on the graph, shapes checked before a node is made, and all of them
// are judged in one pass; what survives is judged again in full.

public import Expressions

/// What kind of slip an edit undoes.
public enum EditKind: String, Sendable, Hashable, CaseIterable {
  case transpose
  case order
  case sign
  case factor
  case missingTerm = "missing term"
  case inverse
  case exponent
  case variable
}

/// A wrong expression with one edit.
public struct Repair: Sendable, Hashable {
  /// What was edited.
  public let kind: EditKind
  /// The whole expression after the edit.
  public let expression: ExpressionID
}

extension Verifier {
  /// The single edits of `wrong` that make it equal to `target`, simplest kinds first.
  public func repairs(
    of wrong: ExpressionID,
    toEqual target: ExpressionID,
    in graph: inout Graph,
    variables: Set<SymbolID> = [],
    free: Set<SymbolID> = [],
    limit: Int = 3
  ) -> [Repair] {
    let names = graph.symbols(in: [wrong, target], throughDefinitions: true)
    var editor = Editor(graph, names: names)
    let candidates = editor.edits(of: wrong)
    graph = editor.graph
    var quick = self
    quick.options.seeksCounterexamples = false
    quick.options.points = 2
    quick.options.ballPoints = 1
    let outcomes = quick.check(
      candidates.map { Equation($0.expression, target) },
      in: graph,
      variables: variables,
      free: free
    )
    var thorough = self
    thorough.options.seeksCounterexamples = false
    var result: [Repair] = []
    for (candidate, outcome) in zip(candidates, outcomes) where result.count < limit {
      guard outcome.verdict == .holds else { continue }
      let equation = Equation(candidate.expression, target)
      let full = thorough.check(equation, in: graph, variables: variables, free: free)
      if full.verdict == .holds { result.append(candidate) }
    }
    return result
  }
}

/// Makes the single edits of an expression.
struct Editor {
  private(set) var graph: Graph
  private var found: [Repair] = []
  private var seen = Set<ExpressionID>()
  /// The names that may take the place of one another.
  private let names: [SymbolID]

  /// The most candidates of one line.
  static let candidateBound = 400
  /// The most places of one line that are edited.
  static let placeBound = 80

  init(_ graph: Graph, names: [SymbolID]) {
    self.graph = graph
    self.names = names
  }

  /// The expressions that differ from one by a single edit, in the order of the kinds of edits.
  mutating func edits(of root: ExpressionID) -> [Repair] {
    found = []
    seen = [root]
    let places = graph.reachable(from: [root]).suffix(Self.placeBound)
    for place in places.reversed() {
      for (kind, edited) in edits(at: place) where found.count < Self.candidateBound {
        guard graph.shape(edited) == graph.shape(place) else { continue }
        let whole = place == root ? edited : graph.substitute([place: edited], in: root)
        if seen.insert(whole).inserted { found.append(Repair(kind: kind, expression: whole)) }
      }
    }
    return EditKind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
  }

  /// The edits of one node, all of its shape.
  private mutating func edits(at place: ExpressionID) -> [(EditKind, ExpressionID)] {
    var result: [(EditKind, ExpressionID)] = []
    let shape = graph.shape(place)
    let node = graph[place]
    if shape.isSquare, !shape.isScalar, !isLeafConstant(node) {
      let transposed = graph.transpose(place)
      result.append((.transpose, transposed))
      if case .inverse(let inner) = node {
        result.append((.inverse, inner))
      } else {
        result.append((.inverse, graph.inverse(place)))
      }
    }
    switch node {
    case .product: result += chainEdits(place)
    case .sum(let terms): result += sumEdits(terms)
    case .frobenius(let a, let b), .kronecker(let a, let b):
      result += pairEdits(node, a, b)
    case .hadamard(let operands):
      for (index, operand) in operands.enumerated() where graph.shape(operand).isSquare {
        var edited = operands
        edited[index] = graph.transpose(operand)
        result.append((.transpose, graph.hadamard(edited)))
      }
    case .power(let base, let exponent):
      for change in [Rational(1), Rational(-1)] {
        let number = graph.number(change)
        let next = graph.sum([exponent, number])
        if let value = graph.number(next), value.isNegative, !shape.isScalar { continue }
        result.append((.exponent, graph.power(base, next)))
      }
    case .symbol(let symbol): result += replacements(symbol)
    case .number, .size, .constant, .identity, .ones, .zeros, .transpose, .inverse, .hadamardPower, .apply,
      .map, .differential, .derivative, .block, .entry, .indexedSum, .indexedProduct, .member:
      break
    }
    switch node {
    // A size can be the argument of a function that takes nothing else.
    case .number, .size: return result
    default: break
    }
    result.append((.sign, graph.negative(place)))
    result.append((.factor, graph.scaled(place, by: 2)))
    result.append((.factor, graph.scaled(place, by: Rational(1, 2))))
    if shape.isSquare, !shape.isScalar {
      let transposed = graph.transpose(place)
      result.append((.missingTerm, graph.sum([place, transposed])))
    }
    return result
  }

  private func isLeafConstant(_ node: Node) -> Bool {
    switch node {
    case .identity, .ones, .zeros: true
    default: false
    }
  }

  /// Transposes one factor of a chain, swaps two, leaves one out, where the sizes still fit.
  private mutating func chainEdits(_ place: ExpressionID) -> [(EditKind, ExpressionID)] {
    var result: [(EditKind, ExpressionID)] = []
    let parts = graph.parts(place)
    let shape = graph.shape(place)
    func product(_ chain: [ExpressionID]) -> ExpressionID? {
      guard let first = chain.first, let last = chain.last else { return nil }
      for (a, b) in zip(chain, chain.dropFirst())
      where graph.shape(a).columns != graph.shape(b).rows { return nil }
      guard graph.shape(first).rows == shape.rows, graph.shape(last).columns == shape.columns else {
        return nil
      }
      var edited = parts
      edited.chain = chain
      return graph.product(edited)
    }
    for index in parts.chain.indices {
      var chain = parts.chain
      chain[index] = graph.transpose(chain[index])
      if let edited = product(chain) { result.append((.transpose, edited)) }
    }
    for i in parts.chain.indices {
      for j in parts.chain.indices where i < j {
        var chain = parts.chain
        chain.swapAt(i, j)
        if let edited = product(chain) { result.append((.order, edited)) }
        // Two transposed factors that changed places: (AB)' for AB.
        chain[i] = graph.transpose(chain[i])
        chain[j] = graph.transpose(chain[j])
        if j == i + 1, let edited = product(chain) { result.append((.transpose, edited)) }
        chain = parts.chain
        chain[i] = graph.transpose(chain[i])
        chain[j] = graph.transpose(chain[j])
        if let edited = product(chain) { result.append((.transpose, edited)) }
      }
    }
    // A factor moved to the other end: W'xy' for xy'W'.
    if parts.chain.count > 2, let first = parts.chain.first, let last = parts.chain.last {
      let forward = Array(parts.chain.dropFirst()) + [first]
      let backward = [last] + Array(parts.chain.dropLast())
      for rotated in [backward, forward] {
        if let edited = product(rotated) { result.append((.order, edited)) }
      }
    }
    for index in parts.scalars.indices {
      var edited = parts
      edited.scalars.remove(at: index)
      result.append((.factor, graph.product(edited)))
    }
    return result
  }

  private mutating func sumEdits(_ terms: [ExpressionID]) -> [(EditKind, ExpressionID)] {
    var result: [(EditKind, ExpressionID)] = []
    for index in terms.indices {
      var edited = terms
      edited[index] = graph.negative(terms[index])
      result.append((.sign, graph.sum(edited)))
      // A term that stands twice is one node: here only one of the two changes.
      if terms.firstIndex(of: terms[index]) != index, case .product = graph[terms[index]] {
        for (kind, term) in chainEdits(terms[index]) {
          edited[index] = term
          result.append((kind, graph.sum(edited)))
        }
      }
      edited.remove(at: index)
      if !edited.isEmpty { result.append((.missingTerm, graph.sum(edited))) }
    }
    return result
  }

  private mutating func pairEdits(
    _ node: Node,
    _ a: ExpressionID,
    _ b: ExpressionID
  ) -> [(EditKind, ExpressionID)] {
    let (left, right) = (graph.transpose(a), graph.transpose(b))
    guard case .kronecker = node else {
      return graph.shape(left) == graph.shape(b) ? [(.transpose, graph.frobenius(left, b))] : []
    }
    return [
      (.order, graph.kronecker(b, a)), (.transpose, graph.kronecker(left, b)),
      (.transpose, graph.kronecker(a, right)), (.transpose, graph.kronecker(left, right)),
      (.transpose, graph.kronecker(right, a)), (.transpose, graph.kronecker(b, left)),
    ]
  }

  /// Another name of the same shape in its place.
  private mutating func replacements(_ symbol: SymbolID) -> [(EditKind, ExpressionID)] {
    var result: [(EditKind, ExpressionID)] = []
    for other in names where other != symbol && graph[other].shape == graph[symbol].shape {
      switch graph[other].role {
      case .declared, .defined: result.append((.variable, graph.symbol(other)))
      case .index, .family, .definedFamily: continue
      }
      if result.count >= 6 { break }
    }
    return result
  }
}
