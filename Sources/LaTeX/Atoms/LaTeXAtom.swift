// TeX's second reading: commands with their arguments, scripts, fonts and delimiters, still without precedence.

import Diagnostics

/// One piece of a formula.
struct LaTeXAtom: Sendable, Hashable {
  indirect enum Kind: Sendable, Hashable {
    /// A letter, by its name in the plain language: `x`, `Sigma`.
    case letter(String)
    /// A digit or a decimal point.
    case digit(String)
    /// The name of a function or another word set upright by its command.
    case word(String)
    /// A bracket, comma, sign or stroke.
    case symbol(String)
    /// An operator by its command name.
    case `operator`(String)
    /// A relation.
    case relation(DisplayRelation)
    /// An arrow between statements.
    case connective(DisplayConnective)
    /// An arrow inside a statement.
    case arrow(String)
    /// ∂, ∇ or another command that the formula's grammar knows by name.
    case command(String)
    /// ∑, ∏.
    case large(String)
    /// A superscript or subscript.
    case script(isSuper: Bool, [LaTeXAtom])
    /// An apostrophe.
    case prime
    case fraction([LaTeXAtom], [LaTeXAtom])
    case root([LaTeXAtom]?, [LaTeXAtom])
    case accent(String, [LaTeXAtom])
    /// What stands over or under a brace, and its label.
    case labelled([LaTeXAtom], label: [LaTeXAtom])
    /// Words in the formula.
    case text(String)
    /// An environment with the rows and cells of a matrix.
    case matrix(String, [[[LaTeXAtom]]])
    /// The braces of a group, which are not seen.
    case groupOpen, groupClose
    /// A wide space.
    case wideSpace
    case rowBreak
    /// `\over`.
    case over
    /// A command that is not known.
    case unknown(String)
  }

  let kind: Kind
  let range: SourceRange
  /// Whether nothing stands between this and the atom before.
  let isJoined: Bool
  /// The font of a letter or digit; nil for the ordinary one.
  let font: String?
  /// Whether a space that prints stands before it: `\,`.
  var isSpaced = false
  /// Whether it is the first of a column.
  var beginsColumn = false

  init(_ kind: Kind, _ range: SourceRange, isJoined: Bool = false, font: String? = nil) {
    self.kind = kind
    self.range = range
    self.isJoined = isJoined
    self.font = font
  }

  var isInvisible: Bool {
    switch kind {
    case .groupOpen, .groupClose, .wideSpace: true
    default: false
    }
  }

  var letter: String? {
    if case .letter(let name) = kind { return name }
    return nil
  }

  func isSymbol(_ text: String) -> Bool { kind == .symbol(text) }

  /// Whether it opens a bracket.
  var opensBracket: Bool { isSymbol("(") || isSymbol("[") || isSymbol("\\{") }

  /// Whether the atom is a round, square or curly bracket that closes.
  var closesBracket: Bool { isSymbol(")") || isSymbol("]") || isSymbol("\\}") }
}

extension [LaTeXAtom] {
  /// The atoms that print something.
  var visible: [LaTeXAtom] { filter { !$0.isInvisible } }

  /// The range from the first to the last atom.
  var range: SourceRange? {
    guard let first, let last else { return nil }
    return first.range.union(last.range)
  }
}
