// Indices of sums, products and families: where they are free, and how they are put in. A letter that a sum binds means
// nothing outside it, so what is put under a sum never takes the sum's letter for its own. Letters are compared and not
// symbols, as a formula is read back by its letters.

extension Graph {
  /// The letters that an index may be given, in order, beside those that stand in the expressions already.
  private static let indexLetters = ["j", "k", "l", "i", "p", "q", "r", "s", "t", "u", "v", "a", "b", "c"]

  /// Whether an index stands in an expression without a sum, product or family that binds it; definitions are entered.
  package func mentions(_ root: ExpressionID, _ index: SymbolID) -> Bool {
    var seen = Set<ExpressionID>()
    var work = [root]
    while let next = work.popLast() {
      guard seen.insert(next).inserted else { continue }
      switch self[next] {
      case .indexedSum(index, _), .indexedProduct(index, _): continue
      case .symbol(index): return true
      case .symbol(let symbol):
        if let definition = definition(of: symbol) { work.append(definition) }
      case .member(let family, let place):
        work.append(place)
        if let definition = definition(of: family), !binds(family, index) { work.append(definition) }
      default: work.append(contentsOf: self[next].children)
      }
    }
    return false
  }

  /// The name that a variable is, or the family of which it is a member; nil for other expressions.
  package func movingSymbol(_ variable: ExpressionID) -> SymbolID? {
    switch self[variable] {
    case .symbol(let symbol), .member(let symbol, _): symbol
    default: nil
    }
  }

  /// Whether the members of a defined family are written in an index of their own, this one.
  private func binds(_ family: SymbolID, _ index: SymbolID) -> Bool {
    if case .definedFamily(index, _) = self[family].role { true } else { false }
  }

  /// The indices that reach a root without a sum, product or family that binds them, in the order they were declared;
  /// the definitions of the given symbols are not entered.
  package func unboundIndices(in roots: [ExpressionID], keeping free: Set<SymbolID> = []) -> [SymbolID] {
    var unbound: [ExpressionID: Set<SymbolID>] = [:]
    for id in reachableThroughDefinitions(from: roots) {
      var here = self[id].children.reduce(into: Set<SymbolID>()) { $0.formUnion(unbound[$1] ?? []) }
      switch self[id] {
      case .indexedSum(let index, _), .indexedProduct(let index, _): here.remove(index)
      case .symbol(let symbol), .member(let symbol, _):
        if case .index = self[symbol].role { here.insert(symbol) }
        if !free.contains(symbol), let definition = definition(of: symbol) {
          var inside = unbound[definition] ?? []
          if case .definedFamily(let index, _) = self[symbol].role { inside.remove(index) }
          here.formUnion(inside)
        }
      default: break
      }
      if !here.isEmpty { unbound[id] = here }
    }
    return roots.reduce(into: Set<SymbolID>()) { $0.formUnion(unbound[$1] ?? []) }.sorted()
  }

  /// The letters of the indices that stand in expressions without a sum, product or family that binds them.
  package func freeLetters(in roots: [ExpressionID]) -> Set<String> {
    Set(unboundIndices(in: roots).map { self[$0].name })
  }

  /// The letters that sums and products in an expression bind; definitions are not entered.
  package func boundLetters(in root: ExpressionID) -> Set<String> {
    Set(boundIndices(in: root).map { self[$0].name })
  }

  /// The indices that sums and products in an expression bind; definitions are not entered.
  package func boundIndices(in root: ExpressionID) -> Set<SymbolID> {
    reachable(from: [root]).reduce(into: []) { found, id in
      switch self[id] {
      case .indexedSum(let index, _), .indexedProduct(let index, _): found.insert(index)
      default: break
      }
    }
  }

  /// The expression with a value for every free occurrence of an index.
  ///
  /// A sum whose letter stands in the value gets another letter. A name whose definition has the index in it is put in.
  package mutating func replacing(_ index: SymbolID, by value: ExpressionID, in root: ExpressionID)
    -> ExpressionID
  {
    guard symbol(index) != value, mentions(root, index) else { return root }
    let letters = freeLetters(in: [value])
    var memo: [ExpressionID: ExpressionID] = [symbol(index): value]
    for id in reachable(from: [root]) where memo[id] == nil {
      switch self[id] {
      case .indexedSum(index, _), .indexedProduct(index, _): memo[id] = id
      case .indexedSum(let bound, let body), .indexedProduct(let bound, let body):
        var (letter, inner) = (bound, memo[body] ?? body)
        if inner != body, letters.contains(self[bound].name) {
          letter = freshIndex(like: bound, beside: [body, value])
          inner = replacing(index, by: value, in: renamed(bound, to: letter, in: body))
          // The letter that goes is the best one where it fits: of Σ_i f(x_i, x_j), j becomes i and i becomes j.
          if self[index].role == self[bound].role, !letters.contains(self[index].name),
            !freeLetters(in: [inner]).contains(self[index].name),
            !boundLetters(in: inner).contains(self[index].name)
          {
            inner = renamed(letter, to: index, in: inner)
            letter = index
          }
        }
        let isSum = if case .indexedSum = self[id] { true } else { false }
        memo[id] = isSum ? indexedSum(letter, inner) : indexedProduct(letter, inner)
      case .symbol(let name):
        guard let definition = definition(of: name), mentions(definition, index) else { continue }
        memo[id] = replacing(index, by: value, in: definition)
      case .member(let family, let place):
        let moved = memo[place] ?? place
        guard let body = definition(of: family), !binds(family, index), mentions(body, index) else {
          memo[id] = member(family, at: moved)
          continue
        }
        memo[id] = replacing(index, by: value, in: instance(of: family, at: moved) ?? id)
      default:
        let children = self[id].children
        let renewed = children.map { memo[$0] ?? $0 }
        if renewed != children { memo[id] = rebuild(self[id], renewed) }
      }
    }
    return memo[root] ?? root
  }

  /// The expression with another letter for an index.
  package mutating func renamed(_ index: SymbolID, to other: SymbolID, in root: ExpressionID) -> ExpressionID
  {
    let letter = symbol(other)
    return replacing(index, by: letter, in: root)
  }

  /// The expression whose sums and products over the letter of an index have another one, so that they can stand under a
  /// sum over that index and be read.
  package mutating func freeingLetter(
    of index: SymbolID,
    in root: ExpressionID,
    beside roots: [ExpressionID]
  ) -> ExpressionID {
    let letter = self[index].name
    return boundIndices(in: root).sorted().filter { self[$0].name == letter }.reduce(root) { result, bound in
      let fresh = freshIndex(like: bound, beside: roots + [result, symbol(index)])
      return rebinding(bound, as: fresh, in: result)
    }
  }

  private mutating func rebinding(_ index: SymbolID, as fresh: SymbolID, in root: ExpressionID)
    -> ExpressionID
  {
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in reachable(from: [root]) {
      let children = self[id].children
      let renewed = children.map { memo[$0] ?? $0 }
      switch self[id] {
      case .indexedSum(index, _): memo[id] = indexedSum(fresh, renamed(index, to: fresh, in: renewed[0]))
      case .indexedProduct(index, _):
        memo[id] = indexedProduct(fresh, renamed(index, to: fresh, in: renewed[0]))
      default: if renewed != children { memo[id] = rebuild(self[id], renewed) }
      }
    }
    return memo[root] ?? root
  }

  /// What a member of a defined family stands for; nil for a declared one.
  package mutating func instance(of family: SymbolID, at place: ExpressionID) -> ExpressionID? {
    guard case .definedFamily(let index, let body) = self[family].role else { return nil }
    return replacing(index, by: place, in: body)
  }

  /// An index over the range of another, with a letter that stands neither in the expressions nor for a name or size of
  /// the author.
  package mutating func freshIndex(like index: SymbolID, beside roots: [ExpressionID]) -> SymbolID {
    guard case .index(let range) = self[index].role else { return index }
    return freshIndex(over: range, beside: roots)
  }

  /// An index over a range, with a letter that stands neither in the expressions nor for a name or size of the author.
  package mutating func freshIndex(over range: Size, beside roots: [ExpressionID]) -> SymbolID {
    var taken = Set(range.names)
    for symbol in symbols {
      taken.formUnion(symbol.shape.rows.names + symbol.shape.columns.names)
      switch symbol.role {
      case .index(let size): taken.formUnion(size.names)
      case .declared, .defined, .family, .definedFamily: taken.insert(symbol.name)
      }
    }
    for symbol in symbols(in: roots, throughDefinitions: true) { taken.insert(self[symbol].name) }
    var name = Graph.indexLetters.first { !taken.contains($0) }
    var number = 1
    while name == nil {
      if !taken.contains("i\(number)") { name = "i\(number)" }
      number += 1
    }
    let wanted = name ?? "i"
    if let known = symbols.firstIndex(where: { $0.name == wanted && $0.role == .index(range) }) {
      return SymbolID(known)
    }
    return declare(Symbol(name: wanted, shape: .scalar, role: .index(range)))
  }
}
