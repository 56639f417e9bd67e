// The reader of a formula: its place among the atoms, and sums, the loosest level of the grammar. Where a place can be
// read in several ways, all of them stand in the tree.

import Diagnostics
import Expressions
import Syntax

struct FormulaParser {
  /// How deep formulas may be nested.
  static let nestingBound = 80
  /// How many atoms a formula may have.
  static let lengthBound = 3_000

  /// How many places of a term are read on in two ways by themselves; each doubles what is read after it.
  static let mixedBound = 4
  /// How many habits of a term are read on in two ways.
  static let splitBound = mixedBound + World.bound

  var context: FormulaContext
  var atoms: [LaTeXAtom]
  var index = 0
  /// The strokes and brackets that are open, innermost last.
  var closers: [String] = []
  /// Indices bound by the sums around this place.
  var boundIndices: [String] = []
  var warnings: [Diagnostic] = []
  /// Whether a value at a place (`|_{t=0}`) belongs to what stands around this formula.
  var leavesEvaluation = false
  /// Whether a square bracket after a function without its argument is a direction: `Df[H]`, `\partial_x f[h]`.
  var bracketsAreDirections = false
  /// Whether this is the first side of a row, not a part of a formula.
  var isFirstSide: Bool
  /// The habits that are being read on in two ways around this place, with the way of each, outermost first.
  var splits: [(habit: String, way: Int)] = []
  /// Whether this is read to see how far it goes, in its plain way alone.
  var isTrial = false
  /// Whether a place was read in its plain way alone, because there were too many.
  var isCut = false
  /// The names that were made of a letter with a mark above it.
  var markedNames: Set<String> = []
  /// The names with a mark above that nobody introduced, each with the declared name whose shape it has.
  var companions: [String: String] = [:]
  /// How many factors stand around this one: operators before operators, and brackets.
  var factorDepth = 0
  var depth = 0
  let place: SourceRange

  init(_ atoms: [LaTeXAtom], context: FormulaContext, isFirstSide: Bool = false, place: SourceRange) {
    self.atoms = atoms.filter { $0.kind != .wideSpace }
    self.context = context
    self.isFirstSide = isFirstSide
    self.place = place
  }

  /// The whole list of atoms as one formula.
  mutating func formula() throws(UnreadableFormula) -> FormulaReading {
    guard atoms.count <= FormulaParser.lengthBound else {
      throw UnreadableFormula(
        "latex.too-long",
        "a formula of more than \(FormulaParser.lengthBound) signs is not read",
        place
      )
    }
    let result = try sum()
    guard let atom = peek else { return result }
    guard isClosing(atom) else { throw unexpected(atom) }
    throw UnreadableFormula(
      "latex.unbalanced-bracket",
      "nothing is open that this bracket could close",
      atom.range
    )
  }

  // MARK: Walking

  /// The next atom that prints something; what does not is passed over.
  var peek: LaTeXAtom? {
    mutating get {
      skipInvisible()
      return index < atoms.count ? atoms[index] : nil
    }
  }

  /// The visible atom `distance` places after the next one.
  func peekAfter(_ distance: Int) -> LaTeXAtom? {
    var left = distance
    var place = index
    while place < atoms.count {
      if !atoms[place].isInvisible {
        if left == 0 { return atoms[place] }
        left -= 1
      }
      place += 1
    }
    return nil
  }

  /// Goes on past the next atoms that print something.
  mutating func advance(by count: Int = 1) {
    for _ in 0..<count {
      skipInvisible()
      index += 1
    }
  }

  /// Goes on to the next atom that prints something.
  mutating func skipInvisible() {
    while index < atoms.count, atoms[index].isInvisible { index += 1 }
  }

  /// The range of the last atom that was read.
  var lastRange: SourceRange {
    index > 0 && index <= atoms.count ? atoms[index - 1].range : (atoms.first?.range ?? place)
  }

  mutating func unexpected(_ atom: LaTeXAtom?) -> UnreadableFormula {
    guard let atom else {
      let end = atoms.range?.end ?? place.end
      return UnreadableFormula(
        "latex.incomplete",
        "the formula ends where a factor is expected",
        SourceRange(end, end)
      )
    }
    if let notation = UnreadNotation(atom) { return notation.unreadable(atom.range) }
    switch atom.kind {
    case .unknown(let name) where name.isEmpty:
      return UnreadableFormula("latex.macro", "a macro here could not be replaced", atom.range)
    case .unknown("\\lim"), .unknown("\\limsup"), .unknown("\\int"), .unknown("\\iint"):
      return UnreadableFormula("latex.limit", "limits and integrals are not read", atom.range)
    case .unknown(let name) where name.hasPrefix("\\"):
      return UnreadableFormula(
        "latex.unknown-command",
        "the command '\(name)' is not known",
        atom.range,
        hints: Diagnostic.nearestNames(
          to: String(name.dropFirst()),
          among: (Array(LaTeXSymbols.letters.keys) + context.names.functionWords).sorted()
        ).map { "did you mean '\\\($0)'?" }
      )
    case .unknown(let character):
      return UnreadableFormula(
        "latex.unknown-character",
        "the character '\(character)' is not known",
        atom.range
      )
    case .text(let words):
      return UnreadableFormula("latex.text", "the words '\(words)' stand inside a formula", atom.range)
    case .operator(let name):
      return UnreadableFormula("latex.operator", "'\\\(name)' cannot stand here or is not known", atom.range)
    case .arrow(let name), .command(let name):
      return UnreadableFormula("latex.unexpected", "'\\\(name)' cannot stand here", atom.range)
    case .symbol(let sign):
      return UnreadableFormula("latex.unexpected", "'\(sign)' cannot stand here", atom.range)
    case .relation(let relation):
      return UnreadableFormula("latex.unexpected", "'\(relation.rawValue)' cannot stand here", atom.range)
    default:
      return UnreadableFormula("latex.unexpected", "this cannot stand here", atom.range)
    }
  }

  /// Reads a nested list of atoms as one formula, all of it.
  mutating func nested(
    _ inner: [LaTeXAtom],
    at place: SourceRange
  ) throws(UnreadableFormula) -> FormulaReading {
    depth += 1
    defer { depth -= 1 }
    guard depth <= FormulaParser.nestingBound else {
      throw .tooDeep(place)
    }
    let saved = (atoms, index, closers, leavesEvaluation, isFirstSide, bracketsAreDirections)
    leavesEvaluation = false
    bracketsAreDirections = false
    isFirstSide = false
    atoms = inner.filter { $0.kind != .wideSpace }
    index = 0
    closers = []
    defer { (atoms, index, closers, leavesEvaluation, isFirstSide, bracketsAreDirections) = saved }
    guard peek != nil else {
      throw UnreadableFormula("latex.incomplete", "a formula is missing here", place)
    }
    return try formula()
  }

  func isClosing(_ atom: LaTeXAtom) -> Bool {
    if case .symbol(let sign) = atom.kind { return [")", "]", "\\}", "rangle"].contains(sign) }
    return false
  }

  // MARK: Sums

  mutating func sum() throws(UnreadableFormula) -> FormulaReading {
    depth += 1
    defer { depth -= 1 }
    guard depth <= FormulaParser.nestingBound else {
      throw .tooDeep(lastRange)
    }
    var result = try signedTerm()
    while let atom = peek {
      guard case .symbol(let sign) = atom.kind, sign == "+" || sign == "-" else { break }
      advance()
      if sign == "+", let dots = peek, isDots(dots) {
        result = try sumOverDots(result, dots)
        continue
      }
      let right = try signedTerm()
      let rank = FormulaRank.sum(result.rank, right.rank)
      result = binary(sign == "+" ? .add : .subtract, result, right, rank: rank)
    }
    return result
  }

  /// A term with the signs before it.
  mutating func signedTerm() throws(UnreadableFormula) -> FormulaReading {
    var signs: [LaTeXAtom] = []
    while let atom = peek, atom.isSymbol("-") || atom.isSymbol("+"), signs.count < 8 {
      signs.append(atom)
      advance()
    }
    var result = try frobenius()
    for sign in signs.reversed() where sign.isSymbol("-") {
      result = FormulaReading(
        SyntaxTree(.negative(result.tree), sign.range.union(result.tree.range)),
        rank: result.rank
      )
    }
    return result
  }

  func binary(
    _ operation: SyntaxTree.BinaryOperator,
    _ left: FormulaReading,
    _ right: FormulaReading,
    rank: FormulaRank?
  ) -> FormulaReading {
    FormulaReading(
      SyntaxTree(.binary(operation, left.tree, right.tree), left.tree.range.union(right.tree.range)),
      rank: rank
    )
  }
}
