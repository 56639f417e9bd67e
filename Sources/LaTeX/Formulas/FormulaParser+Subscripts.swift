// What the scripts after a letter make of it: a longer name, an entry, a member of a family.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// A base name, and what its scripts make of it.
  mutating func named(_ base: String, latex: String?, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    if let delta = try mixedDelta(base, range) { return delta }
    if let derivative = try derivativeBySubscript(base, range) { return derivative }
    if let member = try bracketedMember(base, range) { return member }
    if let entry = try upperEntry(base, range) { return entry }
    if let marked = try markedName(base, range) { return marked }
    let before = leadingSuperscript()
    guard let place = subscriptPlace(after: before), case .script(_, let content) = atoms[place].kind else {
      return try resolved(base, range)
    }
    let end = atoms[place].range
    if let longer = entryBelow(base, content) {
      // `\hat y_{t_k}`: the entry k of the declared \hat y_t.
      atoms[place] = LaTeXAtom(.script(isSuper: false, longer.index), end)
      return try named(longer.name, latex: nil, range)
    }
    if let step = stepBeside(base, content) {
      atoms.remove(at: place)
      let name = CanonicalName.plain(base + "_" + step.text)
      accompany(name, of: step.declared)
      return unknownName(base, step.text, range.union(end))
    }
    if listsParameters(content, of: base) {
      atoms.remove(at: place)
      return try resolved(base, range)
    }
    if let text = FormulaParser.subscriptText(content), let entry = context.names[base + "_" + text] {
      atoms.remove(at: place)
      return try resolved(entry.name, range.union(end))
    }
    if let whole = context.names[FormulaContext.entryName(of: base)]?.name,
      content.visible.allSatisfy({ $0.isIndexPart })
    {
      return try member(whole, content, place: place, range)
    }
    if let extreme = try extremeOfSpectrum(base, place: place, range.union(end)) { return extreme }
    if base == "I" || base == "J", context.names[base] == nil, items(content, isMatrix: true).count == 1 {
      guard base == "I" else { return try member(base, content, place: place, range) }
      return try onesOrIdentity("eye", range, rank: .matrix)
    }
    return try member(base, content, place: place, range)
  }

  /// A declared name with a subscript, and what stands below that subscript.
  private func entryBelow(_ base: String, _ content: [LaTeXAtom]) -> (name: String, index: [LaTeXAtom])? {
    let parts = content.visible
    guard parts.count == 2, let letter = parts[0].letter,
      case .script(isSuper: false, let index) = parts[1].kind
    else { return nil }
    let name = CanonicalName.plain(base + "_" + letter)
    return context.names[name] == nil ? nil : (name, index)
  }

  /// The name of `x_{k+1}` beside an x_k that is declared: the next step of it, and no entry of an x.
  private func stepBeside(_ base: String, _ content: [LaTeXAtom]) -> (text: String, declared: String)? {
    let parts = content.visible
    guard parts.count == 3, let letter = parts[0].letter, parts[1].isSymbol("+") || parts[1].isSymbol("-"),
      case .digit = parts[2].kind, context.names[letter] == nil, context.names[base + "_" + letter] != nil,
      let text = FormulaParser.subscriptText(content)
    else { return nil }
    return (text, base + "_" + letter)
  }

  /// Whether a subscript only says what a value depends on: `J_{(w)}` for J(w).
  private func listsParameters(_ content: [LaTeXAtom], of base: String) -> Bool {
    let visible = content.visible
    guard let entry = context.names[base], entry.isDefined, visible.count > 2, visible[0].isSymbol("("),
      visible[visible.count - 1].isSymbol(")")
    else { return false }
    let names = visible.dropFirst().dropLast().split { $0.isSymbol(",") }
    return names.allSatisfy { name in
      guard name.count == 1, let letter = name.first?.letter else { return false }
      return context.names[letter] != nil
    }
  }

  /// A superscript that stands between a name and its subscript: `w^T_{kj}`.
  private mutating func leadingSuperscript() -> LaTeXAtom? {
    guard let atom = peek else { return nil }
    switch atom.kind {
    case .prime: return atom
    case .script(isSuper: true, _): return atom
    default: return nil
    }
  }

  private mutating func subscriptPlace(after superscript: LaTeXAtom?) -> Int? {
    skipInvisible()
    var place = index
    if superscript != nil {
      place += 1
      while place < atoms.count, atoms[place].isInvisible || atoms[place].kind == .prime { place += 1 }
    }
    guard place < atoms.count, case .script(isSuper: false, _) = atoms[place].kind else { return nil }
    return place
  }

  /// The text of a subscript that can be part of a name.
  static func subscriptText(_ content: [LaTeXAtom]) -> String? {
    var text = ""
    for atom in content.visible {
      switch atom.kind {
      case .letter(let letter): text += letter
      case .digit(let digit): text += digit
      case .word(let word), .text(let word): text += word.filter { $0.isLetter || $0.isNumber }
      case .symbol("*"), .operator("ast"), .operator("star"): text += "star"
      case .symbol("+") where !text.isEmpty: text += "plus"
      case .symbol("-") where !text.isEmpty: text += "minus"
      case .symbol("|"), .symbol("mid"): text += "given"
      default: return nil
      }
    }
    return text.isEmpty ? nil : text
  }

  /// `x_i`, `X_{ij}`, `x_{ij}` for an entry of X, `a_{ij}` for an entry of a member, or a name of its own.
  private mutating func member(_ base: String, _ content: [LaTeXAtom], place: Int, _ range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading
  {
    let end = range.union(atoms[place].range)
    let known = context.names[base]
    let pair = items(content, isMatrix: true).count == 2
    if base == "K", known?.isDefined == true, known?.kind == .matrix,
      let special = try specialEntry(base, content, place: place, end)
    {
      return special
    }
    if let word = word(content, below: known?.kind) {
      atoms.remove(at: place)
      return unknownName(base, word, end)
    }
    if let alias = matrixAlias(of: base, isPair: pair) {
      return try matrixEntry(alias, content, place: place, range: range, end: end)
    }
    switch known?.kind {
    case .function:
      return try resolved(base, range)
    case .vector, .row, .family, .other, .matrix:
      var items = try indices(content, at: atoms[place].range, isMatrix: pair && known?.kind == .matrix)
      if let index = columnEntry(content, known?.kind) { items = [try nested([index], at: range).tree] }
      let text = FormulaParser.subscriptText(content)
      if known?.kind == .matrix, items.count == 1, !items[0].isRange {
        atoms.remove(at: place)
        return unknownName(base, text, end)
      }
      let name = SyntaxTree(.name(known?.name ?? base, latex: nil), range)
      if case .family(let kind) = known?.kind {
        atoms.remove(at: place)
        if kind != .scalar, let (_, item, bracket) = bracketedSuperscript(on: base) {
          // `y_k^{(i)}`: the index above in brackets tells the member, the one below its entry.
          advance()
          let index = try nested(item, at: bracket).tree
          let member = SyntaxTree(.entry(name, [index]), end.union(bracket))
          return FormulaReading(
            SyntaxTree(.entry(member, items), end.union(bracket)),
            rank: FormulaParser.rank(ofEntry: items)
          )
        }
        let first = SyntaxTree(.entry(name, [items[0]]), end)
        guard items.count > 1 else { return FormulaReading(first, rank: FormulaRank(kind)) }
        return FormulaReading(SyntaxTree(.entry(first, Array(items.dropFirst())), end), rank: .scalar)
      }
      atoms.remove(at: place)
      return FormulaReading(SyntaxTree(.entry(name, items), end), rank: FormulaParser.rank(ofEntry: items))
    case .scalar, .size, nil:
      if known == nil, !pair, let vector = capitalVector(base) {
        // `x_i` for an entry of the vector X.
        let items = try indices(content, at: atoms[place].range, isMatrix: false)
        atoms.remove(at: place)
        return FormulaReading(
          SyntaxTree(.entry(SyntaxTree(.name(vector, latex: nil), range), items), end),
          rank: .scalar
        )
      }
      if known == nil, let special = try specialEntry(base, content, place: place, end) { return special }
      if known == nil, let entry = try entryOfLongerName(base, content, place: place, end) { return entry }
      let text = FormulaParser.subscriptText(content)
      guard text != nil || known == nil else {
        throw UnreadableFormula("latex.subscript", "'\(base)' is a number and has no entries", end)
      }
      guard let text else {
        let items = try indices(content, at: atoms[place].range, isMatrix: pair)
        atoms.remove(at: place)
        return FormulaReading(SyntaxTree(.entry(SyntaxTree(.name(base, latex: nil), range), items), end))
      }
      atoms.remove(at: place)
      if let next = peek, next.isSymbol("("), known == nil {
        return try callOrProduct(CanonicalName.plain(base + "_" + text), end)
      }
      return unknownName(base, text, end)
    }
  }

  /// The i of `x_{i1}`, an entry of a column that is written as that of a matrix.
  private func columnEntry(_ content: [LaTeXAtom], _ kind: NameTable.Kind?) -> LaTeXAtom? {
    let parts = content.visible.filter { !$0.isSymbol(",") }
    guard kind == .vector, parts.count == 2, parts[1].kind == .digit("1"), let letter = parts[0].letter,
      letter.first?.isLowercase == true, context.names[letter] == nil
    else { return nil }
    return parts[0]
  }

  /// The letters below a vector or matrix that are a word, not indices, as in `x_{new}` and `B_{LS}`.
  ///
  /// They are more than it has indices, or capitals that nobody declared, or a star; with them the name is one of its own.
  private func word(_ content: [LaTeXAtom], below kind: NameTable.Kind?) -> String? {
    // `P_{k|k-1}`: an estimate at one time from what is known at another is a name of its own.
    if kind != nil, content.contains(where: { $0.isSymbol("|") || $0.isSymbol("mid") }) {
      return FormulaParser.subscriptText(content)
    }
    if content.visible.count == 1, FormulaParser.subscriptText(content) == "star" {
      return kind == .vector || kind == .row || kind == .matrix ? "star" : nil
    }
    // Upright words are never indices: `\omega_\text{mvp}`, `x_{\max}`.
    if content.visible.count == 1, kind != nil {
      switch content.visible[0].kind {
      case .text(let word), .word(let word):
        if word.count > 1, word.allSatisfy({ $0.isLetter || $0.isNumber }) {
          return FormulaParser.subscriptText(content)
        }
      default: break
      }
    }
    let letters = content.visible.compactMap { atom -> Character? in
      if case .letter(let letter) = atom.kind { letter.first } else { nil }
    }
    guard letters.count == content.visible.count, letters.count > 1,
      let text = FormulaParser.subscriptText(content)
    else { return nil }
    let isOfCapitals = letters.allSatisfy { $0.isUppercase && context.names["\($0)"] == nil }
    switch kind {
    case .vector, .row: return text
    case .matrix: return letters.count > 2 || isOfCapitals ? text : nil
    case .function, .family, .other, .scalar, .size, nil: return nil
    }
  }

  /// `\mu_{si}` and `\mu_{s,i}`: an entry of the vector or matrix μ_s, whose subscript is the first part of this one.
  private mutating func entryOfLongerName(
    _ base: String,
    _ content: [LaTeXAtom],
    place: Int,
    _ range: SourceRange
  ) throws(UnreadableFormula) -> FormulaReading? {
    let parts = content.visible.filter { !$0.isSymbol(",") }
    for count in stride(from: parts.count - 1, through: 1, by: -1) {
      guard let text = FormulaParser.subscriptText(Array(parts[..<count])),
        let entry = context.names[base + "_" + text]
      else { continue }
      let rest = parts[count...]
      let isVector = entry.kind == .vector || entry.kind == .row
      guard isVector ? rest.count == 1 : entry.kind == .matrix && rest.count == 2,
        rest.allSatisfy({ atom in
          guard let letter = atom.letter else { return false }
          return letter.first?.isLowercase == true && context.names[letter] == nil
        })
      else { return nil }
      let items = try indices(Array(rest), at: range, isMatrix: !isVector)
      atoms.remove(at: place)
      let name = SyntaxTree(.name(entry.name, latex: nil), range)
      return FormulaReading(SyntaxTree(.entry(name, items), range), rank: .scalar)
    }
    return nil
  }

  func unknownName(_ base: String, _ text: String?, _ range: SourceRange) -> FormulaReading {
    let name = CanonicalName.plain(base + "_" + (text ?? ""))
    let latex = "\(LaTeXSymbols.command(forLetter: base))_{\(text ?? "")}"
    return FormulaReading(SyntaxTree(.name(name, latex: latex), range))
  }

  /// The matrix whose entries `base` stands for: itself, or the capital letter.
  func matrixAlias(of base: String, isPair: Bool) -> String? {
    guard isPair else { return nil }
    if let entry = context.names[base] {
      switch entry.kind {
      case .matrix: return entry.name
      case .family, .function, .other: return nil
      case .scalar, .size, .vector, .row: break
      }
    }
    let capital = base.prefix(1).uppercased() + base.dropFirst()
    guard capital != base, let entry = context.names[capital], entry.kind == .matrix else { return nil }
    return entry.name
  }

  /// The vector named by the capital of a letter that names nothing itself.
  private func capitalVector(_ base: String) -> String? {
    let capital = base.prefix(1).uppercased() + base.dropFirst()
    guard capital != base, base != "e", let entry = context.names[capital], entry.kind == .vector else {
      return nil
    }
    return entry.name
  }

  /// `(x^T)_{ji}` for an entry of Xᵀ.
  func capitalized(_ tree: SyntaxTree) -> SyntaxTree {
    switch tree.kind {
    case .name(let name, _):
      matrixAlias(of: name, isPair: true).map { SyntaxTree(.name($0, latex: nil), tree.range) } ?? tree
    case .parenthesized(let inner): SyntaxTree(.parenthesized(capitalized(inner)), tree.range)
    case .transpose(let inner): SyntaxTree(.transpose(capitalized(inner)), tree.range)
    default: tree
    }
  }

  /// An entry of a matrix; a transpose or inverse before the subscript, or a transpose after it, belongs to the matrix.
  private mutating func matrixEntry(
    _ matrix: String,
    _ content: [LaTeXAtom],
    place: Int,
    range: SourceRange,
    end: SourceRange
  ) throws(UnreadableFormula) -> FormulaReading {
    var items = try indices(content, at: atoms[place].range, isMatrix: true)
    var base = FormulaReading(SyntaxTree(.name(matrix, latex: nil), range), rank: .matrix)
    atoms.remove(at: place)
    if place > index, let atom = peek {
      advance()
      if case .script(_, let above) = atom.kind {
        base = try superscript(above, on: base, atom)
      } else {
        base = transposed(base, atom.range)
      }
    } else if !items.contains(where: \.isRange), let atom = peek,
      case .script(isSuper: true, let above) = atom.kind,
      case .transpose = meaning(of: above, rank: .matrix)
    {
      advance()
      items.reverse()
    }
    return FormulaReading(SyntaxTree(.entry(base.tree, items), end), rank: FormulaParser.rank(ofEntry: items))
  }
}

extension LaTeXAtom {
  /// Whether it can stand among indices and in no word: a small letter, a digit, a comma.
  fileprivate var isIndexPart: Bool {
    switch kind {
    case .letter(let letter): letter.count == 1 && letter.first?.isLowercase == true
    case .digit: true
    default: isSymbol(",")
    }
  }
}
