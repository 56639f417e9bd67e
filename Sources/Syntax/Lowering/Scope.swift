// The names of a notebook, over all its cells, and the way from the syntax tree to the graph.

package import Diagnostics
package import Expressions
package import Findings

/// The names, sizes and functions known so far, with the graph that holds their expressions.
package struct Scope: Sendable {
  /// What a name means.
  package enum Binding: Sendable {
    case symbol(SymbolID)
    case function(FunctionBinding)
    case family(SymbolID, index: SymbolID?)
    /// Its declaration or definition has errors, which have been reported.
    case failed
  }

  /// What a place in a formula takes.
  enum ExpectedValue: Sendable { case any, number, size }

  /// A function of the author.
  package struct FunctionBinding: Sendable {
    package let parameters: [Statement.Name]
    package let body: SyntaxTree
    /// The symbol for its value at the declared names of its parameters, once that was needed.
    package var symbol: SymbolID?
  }

  /// The expressions of the notebook.
  package var graph: Graph
  /// Everything there was to say so far, in order.
  package var diagnostics: [Diagnostic] = []

  /// What each name means.
  package var bindings: [String: Binding] = [:]
  /// Where a name was declared or defined, and how, for notes.
  var origins: [String: String] = [:]
  /// The names that nobody declared, whose shapes were found from their use.
  package internal(set) var guessedNames: Set<String> = []
  /// The size names, with how each was first used.
  package var sizes: [String: String] = [:]
  /// The definitions that the current cell still has to make, by name, with their bodies.
  var upcoming: [String: SyntaxTree] = [:]
  /// The definition whose body is being read.
  var defining: String?
  /// Index symbols by name and range, so that equal sums are one expression.
  package var indexSymbols: [String: SymbolID] = [:]
  /// The variables of the `differential … wrt` of the current row.
  var varying: [ExpressionID] = []
  /// The functions of the author whose bodies are being read, outermost first.
  var callStack: [String] = []
  /// What is left of the bound on the expansion of one statement.
  package var budget = Scope.expansionBound
  var nesting = 0
  /// The arguments of the call that is being read, by the names of the parameters.
  var parameters: [String: ExpressionID] = [:]
  /// Whether the formulas of one row are being read, which all have one shape.
  var isReadingRow = false
  /// How derivatives that are written are laid out.
  package var layout = LayoutConvention.mixed
  /// The letters in which the author's formulas write the names.
  package var letters = AuthorsLetters()
  /// Where a Jacobian of several numbers by several was written first.
  package var jacobianRange: SourceRange?
  /// What a name must be where it is being read: a divisor, an exponent and the argument of `eye` are numbers.
  var expected = ExpectedValue.any
  private var lineStarts: [Int] = []
  private var firstLine = 1

  /// How many steps the reading of one statement may take, calls of functions expanded.
  package static let expansionBound = 200_000
  /// The largest exponent of a matrix that is a number.
  package static let matrixExponentBound = 64
  /// The largest exponent of a scalar that is a number.
  package static let exponentBound = 1_000_000
  static let nestingBound = 1024

  /// An empty scope over the given functions.
  package init(vocabulary: Vocabulary) {
    graph = Graph(vocabulary: vocabulary)
    graph.keepsPartialFactors = true
  }

  /// Says which text the ranges of the next statements refer to, so that notes can name lines.
  package mutating func enter(_ text: String, firstLine: Int = 1) {
    self.firstLine = firstLine
    lineStarts = [0]
    var offset = 0
    for byte in text.utf8 {
      offset += 1
      if byte == UInt8(ascii: "\n") { lineStarts.append(offset) }
    }
  }

  /// Reads a cell and performs its statements.
  package mutating func perform(cell text: String, firstLine: Int = 1) -> [LoweredStatement] {
    enter(text, firstLine: firstLine)
    let read = PlainParser.cell(text, in: context)
    diagnostics += read.diagnostics
    return perform(read.statements)
  }

  /// What a reader must know of the names in scope.
  package var context: PlainParser.Context {
    let (bindings, sizes, vocabulary) = (bindings, sizes, graph.vocabulary)
    return PlainParser.Context(
      functions: PlainParser.Names { name in
        // The author's name hides a function of the language.
        guard let binding = bindings[name] else {
          return vocabulary[FunctionName(name)] != nil || Scope.builtIn.contains(name)
        }
        return if case .function = binding { true } else { false }
      },
      names: PlainParser.Names { bindings[$0] != nil || sizes[$0] != nil }
    )
  }

  /// The functions of the language and those of the author, in order.
  var functionNames: [String] {
    let own = bindings.compactMap { name, binding in if case .function = binding { name } else { nil } }
    let hidden = Set(bindings.keys).subtracting(own)
    return Set(graph.vocabulary.names.map(\.text)).union(Scope.builtIn).subtracting(hidden).union(own)
      .sorted()
  }

  /// Forms that are nodes of the graph and not functions of the vocabulary.
  static let builtIn: Set<String> = [
    "inv", "kron", "eye", "ones", "zeros", "diag", "sum", "prod", "where", "clip",
  ]

  /// Removes and returns the diagnostics given so far.
  package mutating func takeDiagnostics() -> [Diagnostic] {
    defer { diagnostics = [] }
    return diagnostics
  }

  /// The symbol a name stands for; of a function, the symbol of its value when there is one.
  package func symbol(named name: String) -> SymbolID? {
    switch bindings[name] {
    case .symbol(let symbol), .family(let symbol, _): symbol
    case .function(let function): function.symbol
    case .failed, nil: nil
    }
  }

  /// The names declared or defined so far, sorted.
  package var names: [String] { bindings.keys.sorted() }

  /// The size names, sorted.
  package var sizeNames: [String] { sizes.keys.sorted() }

  // MARK: - Notes

  /// `on line 3`, when the text is known.
  func place(_ range: SourceRange) -> String {
    guard let line = lineStarts.place(ofPartAt: range.start, beginning: { $0 }) else { return "before" }
    return "on line \(firstLine + line)"
  }

  mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.last != diagnostic { diagnostics.append(diagnostic) }
  }

  /// Where the sizes of the shapes come from.
  func sizeNotes(_ shapes: [Shape]) -> [String] {
    var names: [String] = []
    for shape in shapes {
      for name in shape.rows.names + shape.columns.names where !names.contains(name) { names.append(name) }
    }
    return names.compactMap { name in sizes[name].map { "size '\(name)' is first used \($0)" } }
  }
}
