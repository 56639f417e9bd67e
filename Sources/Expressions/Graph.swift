/// All expressions of one notebook, each stored once (hash-consed), children before parents.
///
/// Passes are loops over arrays with array memos: no recursion on the user's depth. The constructors in
/// `Graph+Construction.swift` do the silent bookkeeping (associativity, scalars to the front, numbers folded)
/// and nothing else, so that an expression still reads as its author wrote it.
package struct Graph: Sendable {
  /// The functions that can occur.
  package let vocabulary: Vocabulary
  /// The nodes, children before parents.
  package private(set) var nodes: [Node] = []
  /// The shape of each node.
  package private(set) var shapes: [Shape] = []
  /// A hash of each node's structure by names, the same in every run and whatever else the graph holds.
  package private(set) var structuralHashes: [UInt64] = []
  /// The symbols, in the order they were declared.
  package private(set) var symbols: [Symbol] = []
  /// The names of symbols and of sizes in their shapes, and those of functions: what `dX` must not hide.
  package private(set) var takenNames: Set<String>
  /// The derivatives that stand unevaluated, in the order they were made.
  package private(set) var derivatives: [ExpressionID] = []
  private var index: [Node: ExpressionID] = [:]
  /// Whether each node may have no value for some data: a logarithm, an inverse, or a part like these.
  private var partial: [Bool] = []
  /// Whether what may have no value stays written where it is multiplied by zero.
  ///
  /// What an author writes is kept, so that `0*log(0)` has no value; a derivation, whose lines are compared where they
  /// have values, lets such factors go.
  package var keepsPartialFactors = false
  /// The names that stand for others at a value, by the name and the value.
  var places: [Place: SymbolID] = [:]
  /// What the work on the graph and its copies may cost.
  package var budget = Budget.unlimited

  /// An empty graph over the given functions.
  package init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    takenNames = Set(vocabulary.names.map(\.text))
  }

  /// The node of an expression.
  package subscript(id: ExpressionID) -> Node { nodes[Int(id.index)] }
  /// The symbol with an identity.
  package subscript(id: SymbolID) -> Symbol { symbols[Int(id.index)] }
  /// The shape of an expression.
  package func shape(_ id: ExpressionID) -> Shape { shapes[Int(id.index)] }
  /// The structural hash of an expression.
  package func structuralHash(_ id: ExpressionID) -> UInt64 { structuralHashes[Int(id.index)] }

  /// Adds a symbol.
  ///
  /// Names need not be unique: scopes decide which symbol a name means.
  package mutating func declare(_ symbol: Symbol) -> SymbolID {
    symbols.append(symbol)
    takenNames.insert(symbol.name)
    takenNames.formUnion(symbol.shape.rows.names + symbol.shape.columns.names)
    return SymbolID(symbols.count - 1)
  }

  /// Sets the range of a family, or the definition of a declared name, once it is known.
  package mutating func setRole(_ role: Symbol.Role, of id: SymbolID) {
    replace(id, properties: self[id].properties, role: role)
  }

  /// Adds a fact about a symbol: an attribute found to hold or assumed for a try.
  package mutating func addProperties(_ properties: Properties, to id: SymbolID) {
    setProperties(self[id].properties.union(properties), of: id)
  }

  /// Sets what is known of a symbol, as it was before an assumption for a try.
  package mutating func setProperties(_ properties: Properties, of id: SymbolID) {
    replace(id, properties: properties, role: self[id].role)
  }

  private mutating func replace(_ id: SymbolID, properties: Properties, role: Symbol.Role) {
    let old = self[id]
    symbols[Int(id.index)] = Symbol(
      name: old.name,
      latex: old.latex,
      shape: old.shape,
      properties: properties,
      role: role,
      isIntroduced: old.isIntroduced,
      origin: old.origin
    )
  }

  /// Stores a node whose operands fit, and returns its identity; the constructors are the way in.
  mutating func intern(_ node: Node, _ shape: Shape) -> ExpressionID {
    let children = node.children
    budget.spend(Graph.stepsPerNode + children.count)
    if let known = index[node] { return known }
    budget.take(bytes: Graph.bytesPerNode + 16 * children.count)
    let id = ExpressionID(nodes.count)
    nodes.append(node)
    shapes.append(shape)
    structuralHashes.append(structure(of: node))
    let isDefinedPartial =
      switch node {
      case .symbol(let symbol), .member(let symbol, _):
        definition(of: symbol).map { partial[Int($0.index)] } ?? false
      default: false
      }
    partial.append(
      isDefinedPartial || restrictsData(id) || children.contains { partial[Int($0.index)] }
    )
    if case .derivative = node { derivatives.append(id) }
    index[node] = id
    return id
  }

  /// What a node costs besides its operands: the look for an equal one, its entries in the tables.
  private static let stepsPerNode = 40
  private static let bytesPerNode = 300

  /// Whether an expression may have no value for some data.
  package func mayHaveNoValue(_ id: ExpressionID) -> Bool { partial[Int(id.index)] }

  /// Whether an expression may have no value where all its parts have one: an inverse, a logarithm, a root.
  package func restrictsData(_ id: ExpressionID) -> Bool {
    switch self[id] {
    case .inverse: true
    case .power(_, let exponent), .hadamardPower(_, let exponent):
      number(exponent).map { $0.isNegative || !$0.isInteger } ?? true
    case .map(let function, _), .apply(let function, _): vocabulary[function]?.hasDomain ?? true
    default: false
    }
  }

  private func structure(of node: Node) -> UInt64 {
    var hash = StructuralHash()
    switch node {
    case .symbol(let symbol): hash.add(1, self[symbol].name)
    case .number(let value): hash.add(2, value.description)
    case .size(let size): hash.add(3, size.description)
    case .constant(let constant): hash.add(4, constant.rawValue)
    case .identity(let n): hash.add(5, n.description)
    case .ones(let n, let m): hash.add(6, "\(n),\(m)")
    case .zeros(let n, let m): hash.add(7, "\(n),\(m)")
    case .sum: hash.add(byte: 8)
    case .product: hash.add(byte: 9)
    case .transpose: hash.add(byte: 10)
    case .inverse: hash.add(byte: 11)
    case .power: hash.add(byte: 12)
    case .hadamard: hash.add(byte: 13)
    case .hadamardPower: hash.add(byte: 14)
    case .frobenius: hash.add(byte: 15)
    case .kronecker: hash.add(byte: 16)
    case .apply(let function, _): hash.add(17, function.text)
    case .map(let function, _): hash.add(18, function.text)
    case .differential: hash.add(byte: 19)
    case .derivative(let kind, _, _): hash.add(20, kind.rawValue)
    case .block(let columns, _): hash.add(21, "\(columns)")
    case .entry: hash.add(byte: 22)
    case .indexedSum(let symbol, _): hash.add(23, self[symbol].name)
    case .indexedProduct(let symbol, _): hash.add(24, self[symbol].name)
    case .member(let symbol, _): hash.add(25, self[symbol].name)
    }
    for child in node.children { hash.add(word: structuralHash(child)) }
    return hash.value
  }

  // MARK: - Walks

  /// Every expression below and including the roots, children before parents; definitions are not entered.
  package func reachable(from roots: [ExpressionID]) -> [ExpressionID] {
    guard let top = roots.max() else { return [] }
    if Int(top.index) > Graph.fewNodes * Graph.fewNodes,
      let few = reachable(from: roots, atMost: Graph.fewNodes)
    {
      return few
    }
    var seen = [Bool](repeating: false, count: Int(top.index) + 1)
    for root in roots { seen[Int(root.index)] = true }
    var result: [ExpressionID] = []
    for position in stride(from: Int(top.index), through: 0, by: -1) where seen[position] {
      result.append(ExpressionID(position))
      for child in nodes[position].children { seen[Int(child.index)] = true }
    }
    budget.spend(seen.count / 16 + 4 * result.count)
    result.reverse()
    return result
  }

  /// How many nodes are collected one by one before the whole graph is walked.
  private static let fewNodes = 64

  /// The expressions below and including the roots, nil where there are more than a bound: a small formula costs what
  /// it has, however large the graph is.
  private func reachable(from roots: [ExpressionID], atMost bound: Int) -> [ExpressionID]? {
    var seen = Set(roots)
    var work = Array(seen)
    while let next = work.popLast() {
      for child in self[next].children where seen.insert(child).inserted {
        guard seen.count <= bound else { return nil }
        work.append(child)
      }
    }
    budget.spend(8 * seen.count)
    return seen.count <= bound ? seen.sorted() : nil
  }

  /// As `reachable(from:)`, and through the definitions of defined symbols and families as well.
  package func reachableThroughDefinitions(from roots: [ExpressionID]) -> [ExpressionID] {
    var seen = Set<ExpressionID>()
    var work = roots
    while let next = work.popLast() {
      guard seen.insert(next).inserted else { continue }
      let node = self[next]
      work.append(contentsOf: node.children)
      switch node {
      case .symbol(let symbol), .member(let symbol, _):
        if let definition = definition(of: symbol) { work.append(definition) }
      default: break
      }
    }
    budget.spend(16 * seen.count)
    return seen.sorted()
  }

  /// The expression a defined symbol or family stands for.
  package func definition(of symbol: SymbolID) -> ExpressionID? {
    switch self[symbol].role {
    case .defined(let expression), .definedFamily(_, let expression): expression
    case .declared, .index, .family: nil
    }
  }

  /// The names that stand for exactly this expression, in the order they were declared.
  package func symbols(definedAs expression: ExpressionID) -> [SymbolID] {
    symbols.indices.lazy.filter { symbols[$0].role == .defined(expression) }.map { SymbolID($0) }
  }

  /// The symbols that occur, definitions entered as asked, in the order they were declared.
  package func symbols(in roots: [ExpressionID], throughDefinitions: Bool) -> [SymbolID] {
    let all = throughDefinitions ? reachableThroughDefinitions(from: roots) : reachable(from: roots)
    var found = Set<SymbolID>()
    for id in all {
      switch self[id] {
      case .symbol(let symbol), .member(let symbol, _), .indexedSum(let symbol, _),
        .indexedProduct(let symbol, _):
        found.insert(symbol)
      default: break
      }
    }
    return found.sorted()
  }

  /// For every node of the graph, whether its value changes with one of the symbols.
  ///
  /// Definitions are followed, except those of the symbols themselves: they count as free.
  package func dependence(on variables: Set<SymbolID>) -> [Bool] {
    budget.spend(2 * nodes.count)
    var depends = [Bool](repeating: false, count: nodes.count)
    for position in nodes.indices {
      let node = nodes[position]
      var result = node.children.contains { depends[Int($0.index)] }
      switch node {
      case .symbol(let symbol), .member(let symbol, _):
        if variables.contains(symbol) {
          result = true
        } else if let definition = definition(of: symbol), Int(definition.index) < position {
          result = result || depends[Int(definition.index)]
        }
      default: break
      }
      depends[position] = result
    }
    return depends
  }

  /// Checks the invariants: children before parents, no node twice, shapes that fit.
  ///
  /// For debug and tests.
  package func checkInvariants() -> Bool {
    var seen = Set<Node>()
    for (position, node) in nodes.enumerated() {
      guard seen.insert(node).inserted else { return false }
      guard node.children.allSatisfy({ Int($0.index) < position }) else { return false }
    }
    return nodes.count == shapes.count && nodes.count == structuralHashes.count
  }
}

/// A 64-bit hash that is the same in every run and on every machine (FNV-1a, mixed at the end).
struct StructuralHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  mutating func add(_ tag: UInt8, _ text: String) {
    add(byte: tag)
    for byte in text.utf8 { add(byte: byte) }
  }

  mutating func add(word: UInt64) {
    var mixed = word &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ mixed) &* 0x0000_0100_0000_01b3
    value ^= value >> 29
  }
}
