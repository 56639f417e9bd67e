// What a check needs drawn: the names, sizes and integers that occur in the rows of one derivation.

import Expressions
import Numerics

/// What has to be given a value before rows can be evaluated.
struct Subject: Sendable {
  let graph: Graph
  /// Symbols that are given values: declared ones, and defined ones that count as free.
  let symbols: [SymbolID]
  /// Families whose members are given values.
  let families: [SymbolID]
  /// Symbols in exponents and indices, drawn as integers.
  let integers: [SymbolID]
  /// Those of them that are places in something, which has not very many.
  let places: Set<SymbolID>
  /// Indices that nothing binds, with their ranges: they are drawn, as a row must hold for every value.
  let indices: [(symbol: SymbolID, range: Size)]
  /// The symbols that move in a differential.
  let variables: Set<SymbolID>
  /// All size names, in the order in which they occur.
  let sizeNames: [String]
  /// The sizes that indices run over.
  let ranges: [Size]
  /// The largest index written as a number.
  let largestIndex: Int

  /// What the roots need; derivatives by expressions vary nothing that is not drawn for the roots already.
  init(
    _ roots: [ExpressionID],
    _ byExpressions: DerivativesByExpressions,
    variables: Set<SymbolID>,
    free: Set<SymbolID>
  ) {
    let graph = byExpressions.graph
    self.graph = graph
    self.variables = variables
    let compiler = Compiler(byExpressions, free: free, variables: variables)
    var symbols = Set<SymbolID>()
    var families = Set<SymbolID>()
    var integers = Set<SymbolID>()
    var places = Set<SymbolID>()
    var ranges: [Size] = []
    var indices: [SymbolID: Size] = [:]
    var names: [String] = []
    var largestIndex = 0
    func note(_ size: Size) { for name in size.names where !names.contains(name) { names.append(name) } }
    func note(_ shape: Shape) {
      note(shape.rows)
      note(shape.columns)
    }
    func noteIntegers(_ id: ExpressionID, arePlaces: Bool = true) {
      for inner in graph.reachableThroughDefinitions(from: [id]) {
        switch graph[inner] {
        case .symbol(let symbol) where graph[symbol].role == .declared:
          integers.insert(symbol)
          if arePlaces { places.insert(symbol) }
        case .number(let value): largestIndex = max(largestIndex, min(value.integer ?? 0, 64))
        default: continue
        }
      }
    }
    let below = Subject.reachable(roots, graph, free)
    for id in below {
      note(graph.shape(id))
      switch graph[id] {
      case .size(let size), .identity(let size): note(size)
      case .symbol(let symbol):
        if case .index(let range) = graph[symbol].role {
          ranges.append(range)
          indices[symbol] = range
          note(range)
        } else if free.contains(symbol) || graph.definition(of: symbol) == nil {
          symbols.insert(symbol)
        }
      case .indexedSum(let symbol, _), .indexedProduct(let symbol, _):
        if case .index(let range) = graph[symbol].role {
          ranges.append(range)
          note(range)
        }
      case .member(let family, let index):
        if free.contains(family) || graph.definition(of: family) == nil { families.insert(family) }
        noteIntegers(index)
      case .entry(_, let row, let column):
        noteIntegers(row)
        noteIntegers(column)
      case .power(_, let exponent), .hadamardPower(_, let exponent):
        if compiler.isExact(exponent) { noteIntegers(exponent, arePlaces: false) }
      case .apply(let function, let arguments):
        if let place = graph.vocabulary[function]?.place, arguments.indices.contains(place) {
          noteIntegers(arguments[place])
        }
        for argument in arguments { if case .size(let size) = graph[argument] { note(size) } }
      default: continue
      }
    }
    // A scalar that is the number of terms of a sum is the integer that this size is.
    for symbol in symbols
    where graph[symbol].shape.isScalar && graph[symbol].role == .declared
      && names.contains(graph[symbol].name) && !variables.contains(symbol) && !free.contains(symbol)
    {
      integers.insert(symbol)
    }
    self.symbols = symbols.subtracting(integers).sorted()
    self.families = families.sorted()
    self.integers = integers.sorted()
    self.places = places
    self.ranges = ranges
    let unbound = indices.isEmpty ? [] : graph.unboundIndices(in: roots, keeping: free)
    self.indices = unbound.compactMap { symbol in indices[symbol].map { (symbol, $0) } }
    self.largestIndex = largestIndex
    sizeNames = names
  }

  /// As `reachableThroughDefinitions`, but not through the definitions of free symbols.
  private static func reachable(
    _ roots: [ExpressionID],
    _ graph: Graph,
    _ free: Set<SymbolID>
  ) -> [ExpressionID] {
    var seen = Set<ExpressionID>()
    var result: [ExpressionID] = []
    var work = Array(roots.reversed())
    while let next = work.popLast() {
      guard seen.insert(next).inserted else { continue }
      result.append(next)
      work.append(contentsOf: graph[next].children.reversed())
      switch graph[next] {
      case .symbol(let symbol), .member(let symbol, _):
        if !free.contains(symbol), let definition = graph.definition(of: symbol) { work.append(definition) }
      default: continue
      }
    }
    return result
  }

  /// How many members of each family are needed at these sizes.
  func memberCount(_ sizes: [String: Int]) -> Int {
    let longest = ranges.compactMap { $0.value(sizes) }.max() ?? 0
    return families.isEmpty ? 0 : min(max(longest, largestIndex) + 2, 64)
  }
}
