// The reader of displays: macros, rows, statements, formulas with their readings.

package import Diagnostics
import Expressions
package import Syntax

/// Reads LaTeX as people write it into syntax trees.
package struct LaTeXReader: Sendable {
  /// The longest text that is read, in tokens.
  static let tokenBound = 1_000_000
  /// The call that stands for a limit: of its second argument, as its first goes to 0.
  package static let limitAtZero = "limitatzero"
  /// The names in force.
  package var names: NameTable
  /// What could not be understood of the macros of the front matter, in offsets of that text.
  package let macroDiagnostics: [Diagnostic]
  private let macros: [String: Macro]
  private let subject: String?
  private let variables: [String]
  /// What names are whose entries rows state, where they are no vectors or matrices that are defined by that.
  package var entryForms: [String: EntryForm] = [:]
  /// The names of functions that have a meaning by convention and that a row of the display defines.
  package var ownFunctions: Set<String> = []
  /// Whether the text is there to give names their meaning, as a `.define` display is.
  package var isDefining = false
  /// Whether the slips of writing are read beside what is written, to explain a row that is wrong.
  package var readsExcuses = false

  /// A reader with the macros of the front matter, the names in force, and the `of=` and `wrt=` of the display.
  package init(
    macros: String = "",
    names: NameTable = NameTable(),
    subject: String? = nil,
    variables: [String] = []
  ) {
    self.names = names
    self.subject = subject
    self.variables = variables
    let (tokens, isComplete) = Tokenizer.tokens(of: macros, limit: LaTeXReader.tokenBound)
    var expander = MacroExpander()
    _ = expander.expand(tokens)
    self.macros = expander.macros
    var diagnostics = expander.diagnostics
    if !isComplete { diagnostics.append(LaTeXReader.tooLong(macros)) }
    macroDiagnostics = diagnostics
  }

  /// The rows of a display, in order, with every statement of each.
  package func rows(of text: String) -> [DisplayRow] {
    let (read, diagnostics) = atoms(of: text)
    let atoms = LaTeXReader.withZeros(read, names)
    var context = context
    // The k of X^k is a number: `k(X^{k-1})^T` is a product.
    for letter in LaTeXReader.exponents(in: atoms) where context.names[letter] == nil {
      context.names.insert(NameTable.Entry(letter, .size))
      context.exponents.insert(letter)
    }
    context.zeroPlaces = IndexLetters.places(from: "0", in: atoms, names)
    if !context.zeroPlaces.isEmpty { context.onePlaces = IndexLetters.places(from: "1", in: atoms, names) }
    context.constraint = RowReader.constraint(in: atoms)
    context.ownFunctions = ownFunctions
    context.hasExponential = LaTeXReader.hasExponential(atoms)
    namesByEntries(in: atoms, &context)
    context.loweredNames = LaTeXReader.loweredNames(in: atoms).filter { names[$0] == nil }
    context.raisedNames = LaTeXReader.raisedNames(in: atoms, context)
      .union(LaTeXReader.starredArguments(in: atoms, context.names))
    context.daggerIsTranspose = LaTeXReader.hasDaggerOnVector(atoms, context.names)
    context.transposesByApostrophe = LaTeXReader.hasApostropheOnArray(atoms, context.names)
    var reader = RowReader(text: text, context: context)
    let rows = reader.rows(atoms, diagnostics: diagnostics)
    guard context.variables.isEmpty, let only = LaTeXReader.unsaidVariable(of: rows, names) else {
      return rows
    }
    context.variables = [only]
    reader = RowReader(text: text, context: context)
    return reader.rows(atoms, diagnostics: diagnostics)
  }

  /// One formula, with the ways of all its places; nil when it cannot be read.
  package func formula(_ text: String) -> (tree: SyntaxTree?, diagnostics: [Diagnostic]) {
    let (atoms, diagnostics) = atoms(of: text)
    guard diagnostics.isEmpty else { return (nil, diagnostics) }
    do throws(UnreadableFormula) {
      let visible = atoms.filter { $0.kind != .rowBreak }
      let place = SourceRange(0, text.utf8.count)
      return (try LaTeXReader.formula(visible, context: context, place: place).formula.tree, [])
    } catch {
      return (nil, [error.diagnostic])
    }
  }

  /// The declarations and definitions of a display that is there to make them, with what cannot be read of it.
  package func statements(of text: String) -> (statements: [Statement], diagnostics: [Diagnostic]) {
    statements(of: text, reading: rows(of: text))
  }

  /// The same of rows that have been read from the text.
  package func statements(of text: String, reading rows: [DisplayRow])
    -> (statements: [Statement], diagnostics: [Diagnostic])
  {
    var statements: [Statement] = []
    var diagnostics: [Diagnostic] = []
    for row in rows {
      diagnostics += row.diagnostics
      for statement in row.statements {
        switch statement.kind {
        case .declaration(let declaration): statements.append(declaration)
        case .remark(let words): LaTeXReader.describe(&statements, words, statement.range)
        case .unreadable: continue
        case .chain(let formulas, let relations):
          if LaTeXReader.describe(&statements, formulas, relations) {
            continue
          } else if let assumptions = assumptions(formulas, relations, statement) {
            statements += assumptions
          } else if let definition = LaTeXReader.definition(formulas, relations, statement) {
            statements.append(definition)
          } else if let taken = takenName(formulas, in: text, statement.range) {
            diagnostics.append(taken)
          } else {
            diagnostics.append(
              Diagnostic(
                code: "latex.not-a-definition",
                message: "this neither declares nor defines a name",
                range: statement.range,
                hints: ["write 'W \\in \\mathbb R^{n \\times n}' or 'A = W^2'"]
              )
            )
          }
        }
      }
    }
    return (statements, diagnostics)
  }

  /// `A = …`, `f(X) = …`: a definition, also of a name that is known already, so that its second meaning is reported.
  private static func definition(
    _ formulas: [DisplayFormula],
    _ relations: [DisplayRelation],
    _ statement: DisplayStatement
  ) -> Statement? {
    guard formulas.count == 2, let relation = relations.first,
      [.equal, .defined, .identical].contains(relation)
    else { return nil }
    let (left, body) = (formulas[0].tree, formulas[1].tree)
    if let definition = statement.definition {
      return Statement(
        .definition(
          name: definition.name,
          parameters: definition.parameters,
          index: definition.memberIndex,
          body: definition.whole(of: body)
        ),
        statement.range
      )
    }
    guard case .name(let name, let latex) = left.kind else { return nil }
    let known = Statement.Name(name, latex: latex, range: left.range)
    return Statement(.definition(name: known, parameters: nil, index: nil, body: body), statement.range)
  }

  /// Words after a declaration that name attributes: `\text{symmetric}`.
  private static func describe(_ statements: inout [Statement], _ words: String, _ range: SourceRange) {
    guard let last = statements.last,
      case .declaration(let names, let indices, let type, let attributes) = last.kind
    else { return }
    let text = "-" + words.lowercased().split { !$0.isLetter }.joined(separator: "-") + "-"
    var new: [Statement.Name] = []
    for (name, _) in Properties.named where text.contains("-" + name + "-") {
      if !attributes.contains(where: { $0.text == name }) { new.append(Statement.Name(name, range: range)) }
    }
    statements[statements.count - 1] = Statement(
      .declaration(
        names: names,
        indices: indices,
        type: type,
        attributes: attributes + new
      ),
      last.range
    )
  }

  /// `A \succ 0` and `A = A^T` beside the declaration of A; whether the formula was such an attribute.
  private static func describe(
    _ statements: inout [Statement],
    _ formulas: [DisplayFormula],
    _ relations: [DisplayRelation]
  ) -> Bool {
    guard formulas.count == 2, case .name(let name, _) = formulas[0].tree.kind else { return false }
    let right = formulas[1].tree
    guard
      let place = statements.lastIndex(where: {
        if case .declaration(let names, _, _, _) = $0.kind {
          names.contains { $0.text == name }
        } else {
          false
        }
      }), case .declaration(let names, let indices, let type, var attributes) = statements[place].kind
    else { return false }
    let isMatrix = if case .matrix = type { true } else { false }
    var isZero = false
    if case .number(let value, _) = right.kind { isZero = value.isZero }
    var isTranspose = false
    if case .transpose(let inner) = right.kind, case .name(name, _) = inner.kind { isTranspose = true }
    let attribute: String
    switch relations.first {
    case .equal where isTranspose: attribute = "symmetric"
    case .greater where isZero: attribute = isMatrix ? "positive-definite" : "positive"
    case .greaterOrEqual where isZero: attribute = isMatrix ? "positive-semidefinite" : "nonnegative"
    default: return false
    }
    if !attributes.contains(where: { $0.text == attribute }) {
      attributes.append(Statement.Name(attribute, range: right.range))
    }
    statements[place] = Statement(
      .declaration(names: names, indices: indices, type: type, attributes: attributes),
      statements[place].range
    )
    return true
  }

  private var context: FormulaContext {
    FormulaContext(
      names: names,
      subject: subject,
      variables: variables,
      readsExcuses: readsExcuses
    )
  }

  private static func tooLong(_ text: String) -> Diagnostic {
    Diagnostic(
      code: "latex.too-long",
      message: "a text of more than \(tokenBound) tokens is not read",
      range: SourceRange(0, text.utf8.count)
    )
  }

  /// The tokens of a text with its macros replaced, as far as they can be.
  func expandedTokens(of text: String) -> [Token] {
    let (tokens, isComplete) = Tokenizer.tokens(of: text, limit: LaTeXReader.tokenBound)
    guard isComplete else { return [] }
    var expander = MacroExpander(macros: macros)
    return expander.expand(tokens)
  }

  /// The atoms of a text, macros replaced.
  private func atoms(of text: String) -> (atoms: [LaTeXAtom], diagnostics: [Diagnostic]) {
    let (tokens, isComplete) = Tokenizer.tokens(of: text, limit: LaTeXReader.tokenBound)
    guard isComplete else { return ([], [LaTeXReader.tooLong(text)]) }
    var expander = MacroExpander(macros: macros)
    var braces = Braces()
    let expanded = expander.expand(braces.paired(tokens))
    var builder = AtomBuilder(expanded, names: names, isDefining: isDefining)
    let atoms = builder.atoms()
    var said = Set<Diagnostic>()
    let problems = (braces.diagnostics + expander.diagnostics + builder.diagnostics)
      .filter { said.insert($0).inserted }
    return (atoms, problems)
  }

  /// The small letters that stand in exponents, alone or with a number added, of something else than Euler's number.
  private static func exponents(in atoms: [LaTeXAtom]) -> [String] {
    var found: [String] = []
    var work = [atoms]
    while let list = work.popLast() {
      for (place, atom) in list.enumerated() {
        switch atom.kind {
        case .script(isSuper: true, let content):
          let base = list[..<place].last { !$0.isInvisible }
          if base?.letter != "e", let letter = exponent(content.visible) { found.append(letter) }
          work.append(content)
        case .script(isSuper: false, let content), .accent(_, let content): work.append(content)
        case .fraction(let top, let bottom): work += [top, bottom]
        case .root(_, let content), .labelled(let content, _): work.append(content)
        default: continue
        }
      }
    }
    return found
  }

  /// The letter of `k`, `k-1` and `k+1`.
  private static func exponent(_ content: [LaTeXAtom]) -> String? {
    guard let letter = content.first?.letter, letter.count == 1, letter.first?.isLowercase == true,
      letter != "t"
    else { return nil }
    if content.count == 1 { return letter }
    guard content.count == 3, content[1].isSymbol("-") || content[1].isSymbol("+"),
      case .digit = content[2].kind
    else { return nil }
    return letter
  }

  /// One formula with the ways of all its places.
  static func formula(
    _ atoms: [LaTeXAtom],
    context: FormulaContext,
    isFirstSide: Bool = false,
    place: SourceRange
  ) throws(UnreadableFormula) -> (formula: DisplayFormula, rank: FormulaRank?) {
    var parser = FormulaParser(atoms, context: context, isFirstSide: isFirstSide, place: place)
    let reading = try parser.formula()
    let formula = DisplayFormula(
      reading.tree,
      range: place,
      isCut: parser.isCut,
      companions: parser.companions
    )
    return (formula, reading.rank)
  }
}
