// The single edits of an expression: what a slip of the pen, of memory or of a rule may have changed.

import Expressions

/// Makes the single edits of an expression.
struct Editor {
  var graph: Graph
  private var found: [Repair] = []
  private var seen = Set<ExpressionID>()
  /// The names that may take the place of one another.
  let names: [SymbolID]
  /// What may have been left out as a factor.
  let factors: [ExpressionID]

  /// An edited expression with its kind.
  typealias Edit = (EditKind, ExpressionID)

  /// The most candidates of one line.
  static let candidateBound = 600
  /// The most candidates of one kind.
  static let kindBound = 120
  /// The most places of one line that are edited.
  static let placeBound = 80

  init(_ graph: Graph, names: [SymbolID], factors: [ExpressionID] = []) {
    self.graph = graph
    self.names = names
    self.factors = factors
  }

  /// The expressions that differ from one by a single edit, in the order of the kinds of edits.
  mutating func edits(of root: ExpressionID) -> [Repair] {
    found = []
    seen = [root]
    let places = graph.reachable(from: [root]).suffix(Self.placeBound)
    var counts: [EditKind: Int] = [:]
    let fixed = sizesAndIndices(below: root)
    for place in places.reversed() where !fixed.contains(place) {
      for (kind, edited) in edits(at: place, in: root) where counts[kind, default: 0] < Self.kindBound {
        guard graph.shape(edited) == graph.shape(place) else { continue }
        let whole = place == root ? edited : graph.substitute([place: edited], in: root)
        guard graph.shape(whole) == graph.shape(root), seen.insert(whole).inserted else { continue }
        counts[kind, default: 0] += 1
        for one in inOneTerm(place, edited, of: root) where seen.insert(one).inserted {
          found.append(Repair(kind: kind, expression: one, found: place, meant: edited))
        }
        found.append(Repair(kind: kind, expression: whole, found: place, meant: edited))
      }
    }
    let ordered = EditKind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
    return Array(ordered.prefix(Self.candidateBound))
  }

  /// The edit in one term of a sum, where the place stands in several.
  private mutating func inOneTerm(_ place: ExpressionID, _ edited: ExpressionID, of root: ExpressionID)
    -> [ExpressionID]
  {
    guard case .sum(let terms) = graph[root], terms.count <= 4 else { return [] }
    let holding = terms.indices.filter { graph.reachable(from: [terms[$0]]).contains(place) }
    guard holding.count > 1 else { return [] }
    return holding.map { index in
      var changed = terms
      changed[index] = graph.substitute([place: edited], in: terms[index])
      return graph.sum(changed)
    }
  }

  /// What must stay a size or an index: the arguments of functions that take one, and bound names.
  private func sizesAndIndices(below root: ExpressionID) -> Set<ExpressionID> {
    var result = Set<ExpressionID>()
    for id in graph.reachable(from: [root]) {
      switch graph[id] {
      case .symbol(let symbol): if case .index = graph[symbol].role { result.insert(id) }
      case .apply(_, let arguments):
        for argument in arguments where graph.argumentShape(argument).size != nil {
          result.formUnion(graph.reachable(from: [argument]))
        }
      case .entry(_, let row, let column): result.formUnion(graph.reachable(from: [row, column]))
      case .member(_, let index): result.formUnion(graph.reachable(from: [index]))
      default: continue
      }
    }
    return result
  }

  /// The edits of one node, all of its shape.
  private mutating func edits(at place: ExpressionID, in root: ExpressionID) -> [Edit] {
    var result: [Edit] = []
    let shape = graph.shape(place)
    let node = graph[place]
    if place == root {
      for number in [Rational(-2), Rational(-1, 2), 4, Rational(1, 4), 3, Rational(1, 3)] {
        result.append((.factor, graph.scaled(place, by: number)))
      }
    }
    if place == root, shape.isSquare, !shape.isScalar { result += diagonalEdits(place) }
    if shape.isSquare, !shape.isScalar, !isLeafConstant(node) {
      let transposed = turned(place)
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
    case .frobenius(let a, let b), .kronecker(let a, let b): result += pairEdits(node, a, b)
    case .hadamard(let operands): result += hadamardEdits(operands)
    case .power(let base, let exponent), .hadamardPower(let base, let exponent):
      let isMatrixPower = if case .power = node { !shape.isScalar } else { false }
      for change in [Rational(1), Rational(-1)] {
        let number = graph.number(change)
        let next = graph.sum([exponent, number])
        if let value = graph.number(next), value.isNegative, isMatrixPower { continue }
        result.append(
          (
            .exponent,
            isMatrixPower || shape.isScalar
              ? graph.power(base, next) : graph.hadamardPower(base, next)
          )
        )
      }
      if isMatrixPower { result += chainEdits(place) }
    case .symbol(let symbol): result += replacements(symbol)
    case .entry(let matrix, let row, let column): result += entryEdits(matrix, row, column)
    case .member(let family, let index):
      result += otherIndices(than: index).map { (.index, graph.member(family, at: $0)) }
    case .apply(_, let arguments):
      // A function too many: tr A for A, a norm that is its own argument.
      if arguments.count == 1, graph.shape(arguments[0]) == shape {
        result.append((.missingFactor, arguments[0]))
      }
      if shape.isScalar { result.append((.exponent, graph.power(place, 2))) }
    case .number, .size, .constant, .identity, .ones, .zeros, .transpose, .inverse, .map, .differential,
      .derivative, .block, .indexedSum, .indexedProduct:
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
      let both = graph.sum([place, graph.transpose(place)])
      result.append((.missingTerm, both))
      if !isLeafConstant(node) { result.append((.symmetricPart, graph.scaled(both, by: Rational(1, 2)))) }
    }
    return result + missingFactors(place, isTerm: place == root || isTerm(place, of: root))
  }

  /// A matrix whose diagonal counts half, as where the two entries of a pair are one variable: G + Gᵀ − G ⊙ I.
  private mutating func diagonalEdits(_ root: ExpressionID) -> [Edit] {
    let identity = graph.identity(graph.shape(root).rows)
    var halves: [ExpressionID] = []
    if case .sum(let terms) = graph[root], terms.count <= 4 { halves += terms }
    halves.append(graph.scaled(root, by: Rational(1, 2)))
    return halves.map { half in
      (.diagonal, graph.difference(root, graph.hadamard([half, identity])))
    }
  }

  private func isTerm(_ place: ExpressionID, of root: ExpressionID) -> Bool {
    if case .sum(let terms) = graph[root] { terms.contains(place) } else { false }
  }

  private func isLeafConstant(_ node: Node) -> Bool {
    switch node {
    case .identity, .ones, .zeros: true
    default: false
    }
  }

  private mutating func sumEdits(_ terms: [ExpressionID]) -> [Edit] {
    var result: [Edit] = []
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
    return result + mixedLayouts(terms)
  }

  /// Several terms of a sum transposed, the others not: two layouts in one sum.
  private mutating func mixedLayouts(_ terms: [ExpressionID]) -> [Edit] {
    guard (3...5).contains(terms.count), graph.shape(terms[0]).isSquare, !graph.shape(terms[0]).isScalar
    else {
      return []
    }
    var result: [Edit] = []
    for choice in 1..<(1 << terms.count) - 1 where choice.nonzeroBitCount > 1 {
      let edited = terms.enumerated().map { place, term in
        choice >> place & 1 == 1 ? turned(term) : term
      }
      result.append((.layout, graph.sum(edited)))
    }
    return result
  }

  private mutating func hadamardEdits(_ operands: [ExpressionID]) -> [Edit] {
    var result: [Edit] = []
    for (index, operand) in operands.enumerated() {
      var edited = operands
      if graph.shape(operand).isSquare {
        edited[index] = graph.transpose(operand)
        result.append((.transpose, graph.hadamard(edited)))
      }
      edited = operands
      edited.remove(at: index)
      if !edited.isEmpty { result.append((.missingFactor, graph.hadamard(edited))) }
    }
    return result
  }

  private mutating func pairEdits(_ node: Node, _ a: ExpressionID, _ b: ExpressionID) -> [Edit] {
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

  // MARK: - Names and indices

  /// Another name of the same shape in its place.
  private mutating func replacements(_ symbol: SymbolID) -> [Edit] {
    var result: [Edit] = []
    for other in names where other != symbol && graph[other].shape == graph[symbol].shape {
      switch graph[other].role {
      case .declared, .defined: result.append((.variable, graph.symbol(other)))
      case .index, .family, .definedFamily: continue
      }
      if result.count >= 6 { break }
    }
    return result
  }

  /// The indices of an entry exchanged, or another index in the place of one.
  private mutating func entryEdits(_ matrix: ExpressionID, _ row: ExpressionID, _ column: ExpressionID)
    -> [Edit]
  {
    var result: [Edit] = []
    if graph.shape(matrix).isSquare, row != column {
      result.append((.index, graph.entry(matrix, row: column, column: row)))
    }
    for other in otherIndices(than: row) {
      result.append((.index, graph.entry(matrix, row: other, column: column)))
    }
    if !graph.shape(matrix).columns.isOne {
      for other in otherIndices(than: column) {
        result.append((.index, graph.entry(matrix, row: row, column: other)))
      }
    }
    return result
  }

  /// The other indices of the line that run over the same range.
  private mutating func otherIndices(than index: ExpressionID) -> [ExpressionID] {
    guard case .symbol(let symbol) = graph[index], case .index(let range) = graph[symbol].role else {
      return []
    }
    return names.filter { other in
      if case .index(let others) = graph[other].role { other != symbol && others == range } else { false }
    }.prefix(4).map { graph.symbol($0) }
  }

  // MARK: - Factors that were left out

  /// A place with a forgotten factor: numbers beside a term, entries beside a vector or matrix of their shape.
  private mutating func missingFactors(_ place: ExpressionID, isTerm: Bool) -> [Edit] {
    var result: [Edit] = []
    for factor in factors {
      let shape = graph.shape(factor)
      if shape.isScalar {
        guard isTerm else { continue }
        result.append((.missingFactor, graph.product([factor, place])))
        result.append((.missingFactor, graph.quotient(place, by: factor)))
      } else if shape == graph.shape(place), place != factor {
        result.append((.missingFactor, graph.hadamard([place, factor])))
      }
    }
    return result
  }
}
