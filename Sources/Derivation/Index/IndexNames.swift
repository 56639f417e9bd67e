// The letters of indices: k and l for the entry of the variable, i and j for the entry of the function, and for sums
// the first letter that neither the author nor the term has used.

import Expressions

/// The index symbols of one derivation, which never take a name of the author.
struct IndexNames {
  private static let sums = ["i", "j", "p", "r", "s", "t", "u", "v", "a", "h", "q", "b", "c", "g", "k", "l"]
  private static let pairs = [("k", "l"), ("r", "s"), ("u", "v"), ("p", "q"), ("a", "b"), ("g", "h")]
  private static let functionPairs = [("i", "j"), ("a", "b"), ("g", "h"), ("u", "v"), ("r", "s"), ("p", "q")]

  private struct Key: Hashable {
    let name: String
    let size: Size
  }

  private var taken: Set<String>
  private var known: [Key: SymbolID] = [:]
  /// The letters that mean something in every line, as that of the member by which one differentiates: no sum binds them.
  private let fixed: Set<String>

  /// Names beside those that occur in the expression and the variable, and beside all names and sizes of the notebook.
  init(for expression: ExpressionID, by variable: ExpressionID? = nil, in graph: Graph) {
    taken = []
    fixed = graph.freeLetters(in: variable.map { [$0] } ?? [])
    for symbol in graph.symbols {
      taken.formUnion(symbol.shape.rows.names + symbol.shape.columns.names)
      switch symbol.role {
      case .index(let size): taken.formUnion(size.names)
      default: taken.insert(symbol.name)
      }
    }
    let own = graph.symbols(in: [expression] + (variable.map { [$0] } ?? []), throughDefinitions: true)
    for id in own { taken.insert(graph[id].name) }
  }

  /// The index of that name and range.
  private mutating func index(_ name: String, _ size: Size, _ graph: inout Graph) -> SymbolID {
    let key = Key(name: name, size: size)
    if let symbol = known[key] { return symbol }
    let symbol = graph.declare(Symbol(name: name, shape: .scalar, role: .index(size)))
    known[key] = symbol
    return symbol
  }

  /// The indices of one entry of a shape, nil where the size is 1; they are never used for sums.
  mutating func open(_ shape: Shape, ofFunction: Bool, _ graph: inout Graph) -> (
    row: SymbolID?, column: SymbolID?
  ) {
    let pairs = ofFunction ? IndexNames.functionPairs : IndexNames.pairs
    let free = pairs.first { !taken.contains($0.0) && !taken.contains($0.1) }
    let names = free ?? unusedPair()
    taken.formUnion([names.0, names.1])
    let isSingle = shape.rows.isOne || shape.columns.isOne
    let row = shape.rows.isOne ? nil : index(names.0, shape.rows, &graph)
    let column = shape.columns.isOne ? nil : index(isSingle ? names.0 : names.1, shape.columns, &graph)
    return (row, column)
  }

  /// Whether a sum over an index may keep its letter in a term: nothing else in the term has it.
  func keepsLetter(_ index: SymbolID, in term: ComponentTerm, _ graph: Graph) -> Bool {
    let letter = graph[index].name
    return !fixed.contains(letter) && !term.bound.contains { graph[$0].name == letter }
      && !(term.factors + term.behind).contains { factor in
        graph.freeLetters(in: [factor.expression]).contains(letter)
          || graph.boundLetters(in: factor.expression).contains(letter)
      }
  }

  /// Whether an index is one of the letters of components.
  func isOwn(_ index: SymbolID) -> Bool { known.values.contains(index) }

  private func unusedPair() -> (String, String) {
    var number = 1
    while taken.contains("k\(number)") || taken.contains("l\(number)") { number += 1 }
    return ("k\(number)", "l\(number)")
  }

  /// An index for a sum in a term, with a letter that no other index of the term has.
  mutating func sum(over size: Size, in term: ComponentTerm, _ graph: inout Graph) -> SymbolID {
    let used = Set(term.bound.map { graph[$0].name }).union(taken)
    if let name = IndexNames.sums.first(where: { !used.contains($0) }) { return index(name, size, &graph) }
    var number = 1
    while used.contains("i\(number)") { number += 1 }
    return index("i\(number)", size, &graph)
  }
}
