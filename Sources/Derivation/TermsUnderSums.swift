// Terms G : dE under sums over indices: sums are entered, terms of one differential are collected, and of the members of
// a family the one that a question asks for is read off.

import Expressions
import Functions

extension RuleReference {
  static let memberRead = RuleReference(
    "read off the gradient by a member: what stands before its differential",
    .magnusNeudecker("ch. 9")
  )
}

extension Calculus {
  /// G : d Σ_i B_i as G : dB_i under one more sum, with letters that mean one thing each.
  mutating func entered(
    _ index: SymbolID,
    _ body: ExpressionID,
    _ cotangent: ExpressionID,
    _ indices: [SymbolID]
  ) -> CotangentTerm {
    let around = [cotangent, body] + indices.map { graph.symbol($0) }
    var (letter, inner) = (index, body)
    let taken = graph.freeLetters(in: [cotangent]).union(indices.map { graph[$0].name })
    if taken.contains(graph[index].name) {
      letter = graph.freshIndex(like: index, beside: around)
      inner = graph.renamed(index, to: letter, in: body)
    }
    let outside = graph.freeingLetter(of: letter, in: cotangent, beside: around)
    return CotangentTerm(cotangent: outside, expression: inner, indices: indices + [letter])
  }

  /// Sums of numbers and sums over an index are taken apart without a line of their own.
  ///
  /// Each term goes on by itself; with it stand the names that were unfolded to a sum over an index.
  mutating func splitSums(_ terms: [CotangentTerm], _ ready: Set<Int>) throws(DerivationFailure) -> [(
    term: CotangentTerm, isReady: Bool, definitions: [SymbolID]
  )] {
    var result: [(CotangentTerm, Bool, [SymbolID])] = []
    for (place, term) in terms.enumerated() {
      guard ready.contains(place) else {
        result.append((term, false, []))
        continue
      }
      var work: [(CotangentTerm, [SymbolID])] = [(term, [])]
      while let (next, names) = work.popLast() {
        let (expression, cotangent, definitions) = try unfolded(next)
        switch graph[expression] {
        case .sum(let operands) where graph.shape(expression).isScalar:
          for operand in operands.reversed() where depends(operand) {
            let inner = CotangentTerm(cotangent: cotangent, expression: operand, indices: next.indices)
            work.append((inner, names))
          }
        case .indexedSum(let index, let body):
          noteApplied(.indexedSum)
          work.append((entered(index, body, cotangent, next.indices), names + definitions))
        default: result.append((next, !isVariable(next.expression), names))
        }
      }
    }
    return result
  }

  /// The terms with those of one differential added up; a sum that the differential does not feel belongs to the
  /// cotangent.
  mutating func merged(_ terms: [CotangentTerm]) throws(DerivationFailure) -> [CotangentTerm] {
    var order: [CotangentTerm] = []
    for var term in terms {
      for index in term.indices.reversed() where !graph.mentions(term.expression, index) {
        term.cotangent = graph.indexedSum(index, term.cotangent)
        term.indices.removeAll { $0 == index }
      }
      if graph.isZero(term.cotangent) { continue }
      var isNew = true
      for place in order.indices where isNew {
        guard let more = cotangent(of: term, beside: order[place]) else { continue }
        order[place].cotangent = graph.sum([order[place].cotangent, more])
        isNew = false
      }
      if isNew { order.append(term) }
    }
    for place in order.indices {
      order[place].cotangent = shortened(order[place].cotangent)
    }
    return order.filter { !graph.isZero($0.cotangent) }
  }

  /// The cotangent of a term in the letters of another one, where both stand for one differential.
  ///
  /// Σ_i G_i : dx_i and Σ_j H_j : dx_j are one sum where i and j have one range.
  private mutating func cotangent(of term: CotangentTerm, beside first: CotangentTerm) -> ExpressionID? {
    if first.expression == term.expression, first.indices == term.indices { return term.cotangent }
    guard first.indices.count == 1, term.indices.count == 1,
      graph[first.indices[0]].role == graph[term.indices[0]].role,
      case .member(let family, let place) = graph[first.expression],
      case .member(family, let other) = graph[term.expression],
      graph.indexSymbol(place) == first.indices[0], graph.indexSymbol(other) == term.indices[0]
    else { return nil }
    return graph.renamed(term.indices[0], to: first.indices[0], in: term.cotangent)
  }

  // MARK: - One member of a family

  /// What stands against the differential of the variable in the terms.
  ///
  /// Against dX_e under sums, the part of a member X_k is where e is k: the one term of the sum over e, or δ_ek times it.
  ///
  /// - Throws: where nothing says over what the members run.
  mutating func cotangent(of variable: ExpressionID, in terms: [CotangentTerm]) throws(DerivationFailure)
    -> ExpressionID
  {
    var parts: [ExpressionID] = []
    for term in terms {
      var part = term.cotangent
      var indices = term.indices
      if case .member(let family, let wanted) = graph[variable],
        case .member(family, let place) = graph[term.expression]
      {
        if let index = graph.indexSymbol(place), let position = indices.firstIndex(of: index),
          graph.range(of: family) == graph.range(ofIndex: index)
        {
          indices.remove(at: position)
          part = graph.replacing(index, by: wanted, in: part)
        } else if place != wanted {
          part = graph.product([try delta(place, wanted, of: family), part])
        }
      }
      for index in indices.reversed() { part = graph.indexedSum(index, part) }
      parts.append(part)
    }
    return parts.isEmpty ? graph.zeros(graph.shape(variable)) : graph.sum(parts)
  }

  /// An answer in which the letter of the member by which one differentiates means it everywhere.
  mutating func withLetter(of variable: ExpressionID, _ answer: ExpressionID) -> ExpressionID {
    graph.unboundIndices(in: [variable]).reduce(answer) { result, index in
      graph.freeingLetter(of: index, in: result, beside: [variable])
    }
  }

  /// The rule by which a gradient is read off.
  func gradientRule(_ variable: ExpressionID) -> RuleReference {
    if case .member = graph[variable] { .memberRead } else { .gradientRead }
  }

  /// A line that is linear in differentials where of a family one member alone moves, the variable.
  ///
  /// - Throws: where nothing says over what the members run.
  mutating func moving(_ variable: ExpressionID, alone line: ExpressionID) throws(DerivationFailure)
    -> ExpressionID
  {
    guard case .member(let family, let wanted) = graph[variable] else { return line }
    var root = line
    if let letter = graph.indexSymbol(wanted) {
      root = graph.freeingLetter(of: letter, in: root, beside: [line])
    }
    let differentials = graph.reachable(from: [root]).filter { id in
      guard case .differential(let x) = graph[id], case .member(family, _) = graph[x] else { return false }
      return true
    }
    let moved = graph.differential(variable)
    var parts: [ExpressionID] = []
    for differential in differentials {
      guard case .differential(let x) = graph[differential], case .member(_, let place) = graph[x] else {
        continue
      }
      var others: [ExpressionID: ExpressionID] = [:]
      for other in differentials where other != differential {
        others[other] = graph.zeros(graph.shape(other))
      }
      var alone = graph.substitute(others, in: root)
      if place != wanted {
        if let index = graph.indexSymbol(place), graph.range(of: family) == graph.range(ofIndex: index),
          !graph.unboundIndices(in: [alone]).contains(index)
        {
          alone = graph.termOfSums(over: index, at: wanted, where: differential, in: alone)
        } else {
          let scaled = graph.product([try delta(place, wanted, of: family), moved])
          alone = graph.substitute([differential: scaled], in: alone)
        }
      }
      parts.append(alone)
    }
    return parts.isEmpty ? graph.zeros(graph.shape(line)) : graph.sum(parts)
  }

  /// Kronecker's delta of two indices of a family: an entry of the identity; of two numbers 0 or 1.
  private mutating func delta(_ first: ExpressionID, _ second: ExpressionID, of family: SymbolID)
    throws(DerivationFailure) -> ExpressionID
  {
    if first == second { return graph.number(1) }
    if graph.number(first) != nil, graph.number(second) != nil { return graph.number(0) }
    guard let range = graph.range(of: family) else {
      throw DerivationFailure(
        code: "derivation.no-range",
        "nothing says how many members '\(graph[family].name)' has",
        hints: ["declare the index that the derivative is for: 'k : index(K)'"]
      )
    }
    let unit = graph.identity(range)
    return graph.entry(unit, row: first, column: second)
  }
}

extension Graph {
  /// The range over which the members of a family run; nil where nothing has fixed it.
  func range(of family: SymbolID) -> Size? {
    switch self[family].role {
    case .family(let size): size
    case .definedFamily(let index, _): range(ofIndex: index)
    case .declared, .defined, .index: nil
    }
  }

  /// The range of an index.
  func range(ofIndex index: SymbolID) -> Size? {
    if case .index(let range) = self[index].role { range } else { nil }
  }

  /// Sums over an index whose body is linear in one differential, which one value of the index alone moves: the term there.
  fileprivate mutating func termOfSums(
    over index: SymbolID,
    at value: ExpressionID,
    where differential: ExpressionID,
    in root: ExpressionID
  ) -> ExpressionID {
    var holds = Set<ExpressionID>([differential])
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in reachable(from: [root]) {
      let children = self[id].children
      if children.contains(where: holds.contains) { holds.insert(id) }
      let renewed = children.map { memo[$0] ?? $0 }
      if case .indexedSum(index, _) = self[id], holds.contains(id) {
        memo[id] = replacing(index, by: value, in: renewed[0])
        // What is left of it is no sum over the index any more.
        holds.remove(id)
      } else if renewed != children {
        memo[id] = rebuild(self[id], renewed)
      }
    }
    return memo[root] ?? root
  }
}
