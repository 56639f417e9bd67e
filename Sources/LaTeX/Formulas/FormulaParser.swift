// The grammar of a formula, level by level: sums, the Frobenius product, the entrywise and Kronecker products,
// explicit products, juxtaposition. Where a place can be read in several ways, all of them stand in the tree.

import Diagnostics
import Expressions
import Syntax

struct FormulaParser {
  /// How deep formulas may be nested.
  static let nestingBound = 120
  /// How many atoms a formula may have.
  static let lengthBound = 3_000

  /// How many places of one formula are read on in two ways; each doubles what is read after it.
  static let splitBound = 6

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
  /// Whether this is the first side of a row, not a part of a formula.
  var isFirstSide: Bool
  /// How many places have been read on in two ways.
  var splits = 0
  /// Whether a place was read in its plain way alone, because there were too many.
  var isCut = false
  /// How many factors stand around this one: operators before operators, and brackets.
  var factorDepth = 0
  private var depth = 0
  private let place: SourceRange

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

  /// The next atom that prints something.
  var peek: LaTeXAtom? {
    mutating get {
      while index < atoms.count, atoms[index].isInvisible { index += 1 }
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

  mutating func advance() { index += 1 }

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
          among: (Array(LaTeXSymbols.letters.keys) + Array(LaTeXSymbols.functionCommands)).sorted()
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

  /// Reads a nested list of atoms with `read`, and all of it.
  mutating func nested(
    _ inner: [LaTeXAtom],
    at place: SourceRange
  ) throws(UnreadableFormula) -> FormulaReading {
    depth += 1
    defer { depth -= 1 }
    guard depth <= FormulaParser.nestingBound else {
      throw UnreadableFormula(
        "latex.nesting",
        "formulas are nested more than \(FormulaParser.nestingBound) deep",
        place
      )
    }
    let saved = (atoms, index, closers, leavesEvaluation, isFirstSide)
    leavesEvaluation = false
    isFirstSide = false
    atoms = inner.filter { $0.kind != .wideSpace }
    index = 0
    closers = []
    defer { (atoms, index, closers, leavesEvaluation, isFirstSide) = saved }
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
      throw UnreadableFormula(
        "latex.nesting",
        "formulas are nested more than \(FormulaParser.nestingBound) deep",
        lastRange
      )
    }
    var result = try signedTerm()
    while let atom = peek {
      guard case .symbol(let sign) = atom.kind, sign == "+" || sign == "-" else { break }
      advance()
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

  // MARK: Products

  /// A term, of which the first factor may have been read.
  mutating func frobenius(from first: FormulaReading? = nil) throws(UnreadableFormula) -> FormulaReading {
    var result = try entrywise(from: first)
    while let atom = peek, atom.isSymbol(":") {
      advance()
      let right = try negated { (parser) throws(UnreadableFormula) in try parser.entrywise() }
      let operands = (ones(result), ones(right))
      if isOnes(operands.0.tree) {
        result = total(of: right, result.tree.range)
      } else if isOnes(operands.1.tree) {
        result = total(of: result, right.tree.range)
      } else {
        result = binary(.frobenius, result, right, rank: .scalar)
      }
    }
    return result
  }

  /// The number 1 where a matrix is expected is a matrix of ones: `1 : X`.
  private func ones(_ reading: FormulaReading) -> FormulaReading {
    guard case .number(let value, _) = reading.tree.kind, value == .one else { return reading }
    return FormulaReading(
      SyntaxTree(
        .call(name: "ones", nameRange: reading.tree.range, isElementwise: false, arguments: []),
        reading.tree.range
      )
    )
  }

  private func isOnes(_ tree: SyntaxTree) -> Bool {
    if case .call(name: "ones", _, _, let arguments) = tree.kind { return arguments.isEmpty }
    return false
  }

  /// `1 : X`, the sum of all entries.
  private func total(of reading: FormulaReading, _ place: SourceRange) -> FormulaReading {
    FormulaReading(
      SyntaxTree(
        .call(name: "sum", nameRange: place, isElementwise: false, arguments: [reading.tree]),
        place.union(reading.tree.range)
      ),
      rank: .scalar
    )
  }

  private mutating func negated(
    _ read: (inout FormulaParser) throws(UnreadableFormula) -> FormulaReading
  ) throws(UnreadableFormula) -> FormulaReading {
    guard let sign = peek, sign.isSymbol("-") else { return try read(&self) }
    advance()
    let operand = try read(&self)
    return FormulaReading(
      SyntaxTree(.negative(operand.tree), sign.range.union(operand.tree.range)),
      rank: operand.rank
    )
  }

  private mutating func entrywise(from first: FormulaReading? = nil) throws(UnreadableFormula)
    -> FormulaReading
  {
    var result = try explicit(from: first)
    while let atom = peek, case .operator(let name) = atom.kind {
      let operation: SyntaxTree.BinaryOperator
      switch name {
      case "odot", "circ", "bigodot": operation = .elementwiseMultiply
      case "otimes", "bigotimes": operation = .kronecker
      case "oslash": operation = .elementwiseDivide
      default:
        throw UnreadableFormula(
          "latex.unknown-operator",
          "the product '\\\(name)' has no one meaning",
          atom.range,
          hints: ["write \\odot for the entrywise product, \\otimes for the Kronecker product"]
        )
      }
      advance()
      let right = try negated { (parser) throws(UnreadableFormula) in try parser.explicit() }
      let rank: FormulaRank? =
        operation == .kronecker
        ? (result.rank == .scalar && right.rank == .scalar ? .scalar : .matrix)
        : FormulaRank.sum(result.rank == .scalar ? nil : result.rank, right.rank)
      result = binary(operation, result, right, rank: rank)
    }
    return result
  }

  private mutating func explicit(from first: FormulaReading? = nil) throws(UnreadableFormula)
    -> FormulaReading
  {
    var result = try product(from: first)
    while let atom = peek {
      let operation: SyntaxTree.BinaryOperator
      var isDivision = false
      switch atom.kind {
      case .operator("cdot"), .operator("bullet"): operation = .dot
      case .operator("times"), .operator("ast"), .symbol("*"): operation = .multiply
      case .operator("div"):
        operation = .divide
        isDivision = true
      default: return result
      }
      advance()
      let right = try negated { (parser) throws(UnreadableFormula) in try parser.product() }
      let isInner = operation == .dot && result.rank == .column && right.rank == .column
      let rank: FormulaRank? =
        isInner ? .scalar : isDivision ? result.rank : FormulaRank.product(result.rank, right.rank)
      let isPlain = operation == .dot && rank != nil && !isInner
      result = binary(isPlain ? .multiply : operation, result, right, rank: rank)
    }
    return result
  }

  /// Factors side by side.
  mutating func product(from first: FormulaReading? = nil) throws(UnreadableFormula) -> FormulaReading {
    if let first { return try continueProduct(first) }
    return try continueProduct(try factor())
  }

  /// The factors that follow one that has been read.
  ///
  /// `word` is the last factor so far, when that is a function's word with its argument and no brackets, and what
  /// stands before it.
  mutating func continueProduct(
    _ first: FormulaReading,
    word: OpenWord? = nil
  ) throws(UnreadableFormula) -> FormulaReading {
    var result = first
    var word = word ?? first.word.map { OpenWord(before: nil, word: $0) }
    while let atom = peek {
      if !leavesEvaluation, isEvaluation(atom) {
        // `\frac{…}{…}\Big|_{X = A}`: all factors before it are meant.
        advance()
        result = try scripts(on: evaluated(result, result.tree.range))
        word = nil
      } else if atom.isSymbol("/") {
        return try quotient(result, word)
      } else if let open = word, startsFactor(atom), isBracket(atom) {
        return try argumentGoingOn(result, open)
      } else if startsFactor(atom) {
        if let map = result.map, atom.isSymbol("("), isList(after: 0) {
          result = try bilinear(map, from: result.tree.range)
          continue
        }
        if atom.isSymbol("("), let end = timeArgument() {
          // `X^{-1}(t)` is X⁻¹, whatever it depends on.
          index = end
          continue
        }
        let right = try factor()
        word = right.word.map { OpenWord(before: result, word: $0) }
        if let map = result.map, !map.isSecond,
          map.takesFactor || atom.isSymbol("(") || atom.isSymbol("[")
        {
          result = direction(map, right, from: result.tree.range)
        } else {
          result = binary(.multiply, result, right, rank: FormulaRank.product(result.rank, right.rank))
        }
      } else {
        break
      }
    }
    return result
  }

  /// The place after `(t)`, the argument of what depends on an undeclared time.
  func timeArgument() -> Int? {
    var inner: [LaTeXAtom] = []
    for place in index..<min(index + 8, atoms.count) where !atoms[place].isInvisible {
      inner.append(atoms[place])
      if inner.count == 3 {
        return inner[0].isSymbol("(") && inner[2].isSymbol(")") && context.isTime(inner[1].letter)
          ? place + 1 : nil
      }
    }
    return nil
  }

  /// Whether a stroke here has a place below it.
  func isEvaluation(_ atom: LaTeXAtom) -> Bool {
    guard atom.isSymbol("|") || atom.isSymbol("|(") || atom.isSymbol("|)"), closers.last != "|",
      let next = peekAfter(1),
      case .script(isSuper: false, let content) = next.kind
    else { return false }
    return content.contains { $0.kind == .relation(.equal) }
  }

  /// A second derivative with its two directions: `\operatorname{Hess} f(x)(v, w)`.
  private mutating func bilinear(_ map: FormulaReading.Map, from range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading
  {
    let (items, end) = try bracketItems()
    guard items.count == 2 else {
      throw UnreadableFormula("latex.derivative", "a second derivative has two directions", end)
    }
    return items.reduce(FormulaReading(map.of)) { inner, along in
      FormulaReading(
        SyntaxTree(.directional(of: inner.tree, wrt: map.wrt, along: [along.tree]), range.union(end)),
        rank: .scalar
      )
    }
  }

  /// A derivative with its direction.
  func direction(_ map: FormulaReading.Map, _ along: FormulaReading, from range: SourceRange)
    -> FormulaReading
  {
    var vector = along.tree
    if case .parenthesized(let inner) = vector.kind { vector = inner }
    return FormulaReading(
      SyntaxTree(.directional(of: map.of, wrt: map.wrt, along: [vector]), range.union(along.tree.range))
    )
  }

  /// Whether an atom after a factor begins another one.
  mutating func startsFactor(_ atom: LaTeXAtom) -> Bool {
    switch atom.kind {
    case .letter, .digit, .word, .fraction, .root, .accent, .labelled, .matrix: return true
    case .large(let name): return !isBoundAgain(name)
    case .command(let name): return ["partial", "nabla", "d", "hbar"].contains(name)
    case .symbol("|"):
      return closers.last != "|" && !isEvaluation(atom)
    case .symbol("‖"):
      if closers.last == "|" {
        // `|A||B|`: the first stroke closes, the second opens.
        atoms[index] = LaTeXAtom(.symbol("|"), atom.range)
        atoms.insert(LaTeXAtom(.symbol("|"), atom.range), at: index)
        return false
      }
      return closers.last != "‖"
    case .symbol(let sign): return ["(", "[", "\\{", "|(", "‖(", "langle", "eval("].contains(sign)
    default: return false
    }
  }

  /// Whether a sum begins here over an index that is bound already, so that the sum before it ends.
  private func isBoundAgain(_ name: String) -> Bool {
    guard let script = peekAfter(1), case .script(_, let content) = script.kind,
      let bound = content.visible.first?.letter
    else { return false }
    return boundIndices.contains(bound)
  }
}
