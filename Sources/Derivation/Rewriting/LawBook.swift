// The laws compiled into patterns, once in a process, and found by the kind of node and the function they begin with.

import Expressions
import Functions

/// A law with its two sides in a graph of patterns.
struct CompiledLaw: Sendable {
  let law: Law
  let pattern: ExpressionID
  let replacement: ExpressionID
  /// The variables of the law by their names.
  let variables: [String: SymbolID]
}

/// The laws that a simplifier tries, by where they apply.
struct LawBook: Sendable {
  /// Where a law applies: the kind of the node, and the function of the node or of one of its operands.
  struct Place: Hashable, Sendable {
    let kind: Kind
    let function: String
  }

  /// The kinds of nodes that patterns have at their root.
  enum Kind: Hashable, Sendable {
    case apply, map, product, sum, hadamard, hadamardPower, power, transpose, inverse
  }

  /// The graph that holds the patterns.
  let patterns: Graph
  private let table: [Place: [CompiledLaw]]
  /// The laws that could not be read or have no place; a test holds this to be empty.
  let unread: [String]

  /// The laws of this build.
  static let standard = LawBook(Law.all)

  init(_ laws: [Law]) {
    var graph = Graph(vocabulary: Catalogue.vocabulary)
    let book = RuleBook(Catalogue.all, vocabulary: Catalogue.vocabulary)
    var table: [Place: [CompiledLaw]] = [:]
    var unread: [String] = []
    for law in laws {
      guard let compiled = LawBook.compiled(law, &graph, book),
        let place = LawBook.places(of: compiled.pattern, graph).first(where: { !$0.function.isEmpty })
      else {
        unread.append(law.pattern)
        continue
      }
      table[place, default: []].append(compiled)
    }
    patterns = graph
    self.table = table
    self.unread = unread
  }

  private static func compiled(_ law: Law, _ graph: inout Graph, _ book: RuleBook) -> CompiledLaw? {
    var binding = RuleBook.Binding(expressions: [:])
    var variables: [String: SymbolID] = [:]
    for (name, shape) in law.variables {
      let symbol = graph.declare(Symbol(name: name, shape: shape))
      variables[name] = symbol
      binding.expressions[name] = graph.symbol(symbol)
      for size in [shape.rows, shape.columns] {
        if let name = size.name { binding.sizes[name] = size }
      }
    }
    let isScalar = !law.variables.isEmpty && law.variables.allSatisfy { $0.shape.isScalar }
    for name in law.sizes where binding.sizes[name] == nil && binding.expressions[name] == nil {
      binding.sizes[name] = isScalar ? .one : Size(named: name)
    }
    guard let pattern = try? book.instance(law.pattern, binding, in: &graph),
      let replacement = try? book.instance(law.replacement, binding, in: &graph)
    else { return nil }
    return CompiledLaw(law: law, pattern: pattern, replacement: replacement, variables: variables)
  }

  /// The laws of this build that may apply at a node, in their order; nothing is read where no function stands.
  static func candidates(at id: ExpressionID, _ graph: Graph) -> [CompiledLaw] {
    var found: [CompiledLaw] = []
    var seen: [Place] = []
    for place in LawBook.places(of: id, graph) where !seen.contains(place) {
      seen.append(place)
      if let laws = standard.table[place] { found.append(contentsOf: laws) }
    }
    return found
  }

  /// The kind of a node with the functions it can be found by.
  private static func places(of id: ExpressionID, _ graph: Graph) -> [Place] {
    func named(_ kind: Kind, _ operands: [ExpressionID]) -> [Place] {
      operands.compactMap { operand in head(operand, graph).map { Place(kind: kind, function: $0) } }
    }
    switch graph[id] {
    case .apply(let function, _): return [Place(kind: .apply, function: function.text)]
    case .map(let function, _): return [Place(kind: .map, function: function.text)]
    case .product(let operands): return named(.product, operands)
    case .sum(let operands): return named(.sum, operands)
    case .hadamard(let operands): return named(.hadamard, operands)
    case .hadamardPower(let base, _): return named(.hadamardPower, [base])
    case .power(let base, _): return named(.power, [base])
    case .transpose(let x): return named(.transpose, [x])
    case .inverse(let x): return named(.inverse, [x])
    default: return []
    }
  }

  /// The function an operand is found by: its own, or that of its base.
  private static func head(_ id: ExpressionID, _ graph: Graph) -> String? {
    switch graph[id] {
    case .apply(let function, _), .map(let function, _): return function.text
    case .kronecker: return "kron"
    case .hadamardPower(let base, _), .power(let base, _), .transpose(let base), .inverse(let base):
      switch graph[base] {
      case .apply(let function, _), .map(let function, _): return function.text
      case .inverse: return "inv"
      default:
        if case .inverse = graph[id] { return "inv" }
        return nil
      }
    case .product(let operands):
      for operand in operands {
        if let name = head(operand, graph) { return name }
      }
      return nil
    default: return nil
    }
  }
}
