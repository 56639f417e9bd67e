// The reader of displays: macros, rows, statements, formulas with their readings.

public import Diagnostics
import Expressions

/// Reads LaTeX as people write it into syntax trees.
public struct LaTeXReader: Sendable {
  /// The longest text that is read, in tokens.
  static let tokenBound = 60_000
  /// How many readings of a formula are kept.
  static let candidateBound = 8

  /// The names in force.
  public var names: NameTable
  /// What could not be understood of the macros of the front matter, in offsets of that text.
  public let macroDiagnostics: [Diagnostic]
  private let macros: [String: LaTeXMacro]
  private let subject: String?
  private let variables: [String]

  /// A reader with the macros of the front matter, the names in force, and the `of=` and `wrt=` of the display.
  public init(
    macros: String = "",
    names: NameTable = NameTable(),
    subject: String? = nil,
    variables: [String] = []
  ) {
    self.names = names
    self.subject = subject
    self.variables = variables
    let (tokens, isComplete) = LaTeXTokenizer.tokens(of: macros, limit: LaTeXReader.tokenBound)
    var expander = LaTeXExpander()
    _ = expander.expand(tokens)
    self.macros = expander.macros
    var diagnostics = expander.diagnostics
    if !isComplete { diagnostics.append(LaTeXReader.tooLong(macros)) }
    macroDiagnostics = diagnostics
  }

  /// The rows of a display, in order, with every statement of each.
  public func rows(of text: String) -> [DisplayRow] {
    let (atoms, diagnostics) = atoms(of: text)
    var reader = RowReader(text: text, context: context)
    return reader.rows(atoms, diagnostics: diagnostics)
  }

  /// The readings of one formula, most likely first; none when it cannot be read.
  public func formula(_ text: String) -> (candidates: [SyntaxTree], diagnostics: [Diagnostic]) {
    let (atoms, diagnostics) = atoms(of: text)
    guard diagnostics.isEmpty else { return ([], diagnostics) }
    do throws(UnreadableFormula) {
      let place = SourceRange(0, text.utf8.count)
      let readings = try LaTeXReader.readings(
        atoms.filter { $0.kind != .rowBreak },
        context: context,
        place: place
      )
      return (readings.candidates.map(\.tree), readings.warnings)
    } catch {
      return ([], [error.diagnostic])
    }
  }

  private var context: FormulaContext {
    FormulaContext(names: names, subject: subject, variables: variables)
  }

  private static func tooLong(_ text: String) -> Diagnostic {
    Diagnostic(
      code: "latex.too-long",
      message: "a text of more than \(tokenBound) tokens is not read",
      range: SourceRange(0, text.utf8.count)
    )
  }

  /// The atoms of a text, macros replaced.
  private func atoms(of text: String) -> (atoms: [LaTeXAtom], diagnostics: [Diagnostic]) {
    let (tokens, isComplete) = LaTeXTokenizer.tokens(of: text, limit: LaTeXReader.tokenBound)
    guard isComplete else { return ([], [LaTeXReader.tooLong(text)]) }
    var expander = LaTeXExpander(macros: macros)
    let expanded = expander.expand(tokens)
    let names = names
    var builder = LaTeXAtomBuilder(expanded) { LaTeXSymbols.functions[$0] != nil || names[$0] != nil }
    let atoms = builder.atoms()
    return (atoms, expander.diagnostics + builder.diagnostics)
  }

  /// The readings of a formula under all choices that matter, the likely ones first.
  static func readings(_ atoms: [LaTeXAtom], context: FormulaContext, place: SourceRange)
    throws(UnreadableFormula)
    -> (candidates: [FormulaReading], warnings: [Diagnostic])
  {
    var candidates: [FormulaReading] = []
    var warnings: [Diagnostic] = []
    var failure: UnreadableFormula?
    var met: FormulaChoices = []
    var tried: Set<FormulaChoices> = []
    var queue: [FormulaChoices] = [[]]
    var next = 0
    while next < queue.count, candidates.count < candidateBound, tried.count < 4 * candidateBound {
      let choices = queue[next]
      next += 1
      guard tried.insert(choices).inserted else { continue }
      var parser = FormulaParser(atoms, context: context, choices: choices, place: place)
      do throws(UnreadableFormula) {
        let reading = try parser.formula()
        if !candidates.contains(where: { $0.tree == reading.tree }) { candidates.append(reading) }
        if candidates.count == 1 { warnings = parser.warnings }
      } catch {
        if failure == nil { failure = error }
      }
      met = parser.met
      for choice in FormulaChoices.all where met.contains(choice) { queue.append(choices.union(choice)) }
    }
    if candidates.isEmpty, let failure { throw failure }
    return (candidates, warnings)
  }
}
