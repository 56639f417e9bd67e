import CodeGeneration
import Expressions
import Functions

/// A graph with the names that the tests' data has.
final class Sample {
  var graph = Graph(vocabulary: Catalogue.vocabulary)
  private(set) var symbols: [String: SymbolID] = [:]

  init() {
    for name in ["x", "y", "a", "b"] { declare(name, .vector("n")) }
    for name in ["u", "v"] { declare(name, .vector("m")) }
    for name in ["W", "X", "A", "B"] { declare(name, Shape("n", "n")) }
    declare("S", Shape("n", "n"), properties: .positiveDefinite)
    declare("M", Shape("n", "m"))
    declare("N", Shape("m", "n"))
    for name in ["s", "t", "q", "lambda"] { declare(name, .scalar) }
    declare("f", .vector("n"), role: .family("m"))
    declare("g", .scalar, role: .family("m"))
    declare("i", .scalar, role: .index("m"))
    declare("j", .scalar, role: .index("m"))
  }

  func declare(
    _ name: String,
    _ shape: Shape,
    properties: Properties = [],
    role: Symbol.Role = .declared
  ) {
    symbols[name] = graph.declare(Symbol(name: name, shape: shape, properties: properties, role: role))
  }

  func define(_ name: String, _ value: ExpressionID) -> ExpressionID {
    declare(name, graph.shape(value), role: .defined(value))
    return self[name]
  }

  /// The expression for a name; an unknown one is the number 0, which no expectation meets.
  subscript(name: String) -> ExpressionID {
    guard let symbol = symbols[name] else { return graph.number(0) }
    return graph.symbol(symbol)
  }

  func symbol(_ name: String) throws -> SymbolID {
    guard let symbol = symbols[name] else { throw UnknownName() }
    return symbol
  }

  struct UnknownName: Error {}

  // MARK: - Shorter ways to write

  func T(_ a: ExpressionID) -> ExpressionID { graph.transpose(a) }
  func product(_ factors: ExpressionID...) -> ExpressionID { graph.product(factors) }
  func sum(_ terms: ExpressionID...) -> ExpressionID { graph.sum(terms) }
  func inverse(_ a: ExpressionID) -> ExpressionID { graph.inverse(a) }
  func number(_ value: Rational) -> ExpressionID { graph.number(value) }
  func d(_ name: String) -> ExpressionID { graph.differential(self[name]) }
  func apply(_ name: FunctionName, _ arguments: ExpressionID...) throws -> ExpressionID {
    try graph.apply(name, arguments)
  }

  func code(_ id: ExpressionID, named name: String = "result") -> GeneratedCode? {
    CodeGenerator(graph).code(for: id, named: name)
  }
}
