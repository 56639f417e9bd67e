// The reader of cells: text -> statements and diagnostics. It is total: every text gives a result.

package import Diagnostics
import Expressions

/// Reads the text of a cell, or a single formula.
package struct PlainParser {
  /// What the reader must know of the names in scope, since `f (x)` and `dX` depend on it.
  package struct Context: Sendable {
    /// The functions of the language and those the author defined.
    package var functions: Names
    /// The names declared or defined so far, sizes among them.
    package var names: Names

    /// A context of known functions and names.
    package init(functions: Names = Names([]), names: Names = Names([])) {
      self.functions = functions
      self.names = names
    }

    /// A context of known functions and names.
    package init(functions: Set<String>, names: Set<String> = []) {
      self.init(functions: Names(functions), names: Names(names))
    }
  }

  /// Names that a reader asks for one by one, with those it meets itself; the others are not copied for each cell.
  package struct Names: Sendable {
    private let known: @Sendable (String) -> Bool
    private var added: Set<String> = []
    private var removed: Set<String> = []

    /// The names of a set.
    package init(_ names: Set<String>) { known = { names.contains($0) } }

    /// The names for which the closure says so.
    package init(where known: @escaping @Sendable (String) -> Bool) { self.known = known }

    /// Whether a name is among them.
    package func contains(_ name: String) -> Bool {
      added.contains(name) || (!removed.contains(name) && known(name))
    }

    /// Takes a name in; whether it is new.
    @discardableResult
    package mutating func insert(_ name: String) -> Bool {
      guard !contains(name) else { return false }
      removed.remove(name)
      added.insert(name)
      return true
    }

    /// Takes a name out.
    package mutating func remove(_ name: String) {
      added.remove(name)
      removed.insert(name)
    }
  }

  /// How deep brackets and prefixes may nest.
  package static let nestingBound = 256
  /// How many operators a line may have.
  package static let operatorBound = 4096
  /// How long a cell may be, in bytes.
  package static let cellBound = 262_144

  /// Reads a whole cell; the statements are in order, unreadable lines among them.
  package static func cell(_ text: String, in context: Context)
    -> (statements: [Statement], diagnostics: [Diagnostic])
  {
    guard text.utf8.count <= cellBound else {
      return ([], [.cellTooLong(SourceRange(0, text.utf8.count))])
    }
    var parser = PlainParser(text, context)
    let statements = parser.statements()
    return (statements, parser.sortedDiagnostics)
  }

  /// Reads a single formula, for inline results and for the formulas of rules.
  package static func expression(_ text: String, in context: Context)
    -> (tree: SyntaxTree, diagnostics: [Diagnostic])
  {
    let whole = SourceRange(0, text.utf8.count)
    guard text.utf8.count <= cellBound else { return (SyntaxTree(.unreadable, whole), [.cellTooLong(whole)]) }
    var parser = PlainParser(text, context)
    parser.tokens.removeAll { $0.kind == .newline }
    let tree = parser.sum()
    if parser.current.kind != .end { parser.report(.unexpected(parser.current, expected: "an operator")) }
    return (tree, parser.sortedDiagnostics)
  }

  /// Reads the first statement of a text, for an inline question such as `gradient f wrt X`; nil when there is none.
  package static func question(_ text: String, in context: Context)
    -> (statement: Statement?, diagnostics: [Diagnostic])
  {
    let result = cell(text, in: context)
    return (result.statements.first, result.diagnostics)
  }

  var tokens: [Token]
  var position = 0
  var context: Context
  var diagnostics: [Diagnostic]
  /// Names that end a formula here: `wrt`, `along`, `at`, `because`.
  var stops: Set<String> = []
  var depth = 0
  /// Whether a formula between double strokes is being read, where the next stroke ends it.
  var isInNorm = false
  /// Whether an index is being read, where `:` makes a range.
  var isAmongIndices = false
  var operatorCount = 0
  /// Whether the current line was given up; further messages about it would only repeat.
  var isGivenUp = false
  let text: String

  private init(_ text: String, _ context: Context) {
    let words = Lexer.words(of: text)
    self.text = text
    tokens = words.tokens
    diagnostics = words.diagnostics
    self.context = context
  }

  private var sortedDiagnostics: [Diagnostic] {
    diagnostics.enumerated().sorted {
      ($0.element.range?.start ?? 0, $0.offset) < ($1.element.range?.start ?? 0, $1.offset)
    }.map(\.element)
  }

  // MARK: - Words

  var current: Token { tokens[min(position, tokens.count - 1)] }

  func token(after distance: Int) -> Token { tokens[min(position + distance, tokens.count - 1)] }

  /// The end of the last word that was taken.
  var lastEnd: Int { position > 0 ? tokens[min(position, tokens.count) - 1].range.end : 0 }

  mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  /// Takes the mark if it stands here.
  mutating func take(_ mark: String) -> Bool {
    guard current.mark == mark else { return false }
    advance()
    return true
  }

  /// Gives a diagnostic unless the line was given up; one error a place is enough.
  mutating func report(_ diagnostic: Diagnostic) {
    guard !isGivenUp else { return }
    if let last = diagnostics.last, last.severity == .error, last.range == diagnostic.range { return }
    diagnostics.append(diagnostic)
  }

  /// Reports that something else was expected; unreadable characters have been reported already.
  mutating func expected(_ what: String, hints: [String] = []) {
    if current.kind == .invalid {
      isGivenUp = true
    } else {
      report(.unexpected(current, expected: what, hints: hints))
      isGivenUp = true
    }
  }

  /// Whether the line ends here.
  var isAtLineEnd: Bool {
    switch current.kind {
    case .newline, .end: true
    case .mark(";"): depth == 0
    default: false
    }
  }
}
