// Names: letters with subscripts, words of several letters, entries of matrices, members of families, and calls.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The call that stands for a matrix whose only entry is a 1 at two indices, of a size that fits.
  static let singleEntry = "singleentry"
  /// The call that stands for a unit vector of a size that fits.
  static let unitVector = "unitvector"

  /// The letters that stand together from here, as single letters of one font.
  private func run() -> [LaTeXAtom] {
    guard index < atoms.count, let first = atoms[index].letter, first.count == 1 else { return [] }
    var result = [atoms[index]]
    var place = index + 1
    while place < atoms.count, result.count < 24, atoms[place].isJoined,
      atoms[place].font == atoms[index].font,
      let letter = atoms[place].letter, letter.count == 1, letter.first?.isASCII == true
    {
      result.append(atoms[place])
      place += 1
    }
    return result
  }

  /// The word that stands here as the name of something declared, and how many letters it has.
  func declaredWord() -> (name: String, count: Int)? {
    if index + 1 < atoms.count, let mark = atoms[index].letter, mark == "Delta" || mark == "delta",
      let letter = atoms[index + 1].letter, let entry = context.names[mark + letter]
    {
      return (entry.name, 2)
    }
    let letters = run()
    guard letters.count >= 2 else { return nil }
    for count in stride(from: letters.count, through: 2, by: -1) {
      let word = letters.prefix(count).compactMap(\.letter).joined()
      if let entry = context.names[word] { return (entry.name, count) }
    }
    return nil
  }

  /// A word that is a name of its own though nobody declared it: RSS, MSE, Loss.
  private func longName() -> (name: String, count: Int)? {
    let letters = run()
    let word = letters.compactMap(\.letter).joined()
    guard letters.count >= 2, word.first?.isUppercase == true,
      letters.allSatisfy({ context.names[$0.letter ?? ""] == nil })
    else { return nil }
    let isAcronym = word.allSatisfy(\.isUppercase) && !word.contains("I") && Set(word).count < 6
    let isWord = letters.count >= 3 && word.dropFirst().allSatisfy(\.isLowercase)
    return isAcronym || isWord ? (word, letters.count) : nil
  }

  /// The word that stands here as the name of a function, and how many letters it has.
  func functionWord() -> (name: String, count: Int)? {
    let letters = run()
    guard letters.count >= 2 else { return nil }
    let isUpright = ["roman", "bold", "type", "sans", "text"].contains(letters[0].font)
    for count in stride(from: letters.count, through: 2, by: -1) {
      let word = letters.prefix(count).compactMap(\.letter).joined()
      if LaTeXSymbols.derivativeWords[word] != nil { return (word, count) }
      guard LaTeXSymbols.functions[word] != nil else { continue }
      if let after = atomAfter(index + count), opensArgument(after) { return (word, count) }
      let isWhole = count == letters.count && word != "dg"
      let isUnknown = !letters.prefix(count).allSatisfy { context.names[$0.letter ?? ""] != nil }
      if isWhole, isUpright || isUnknown { return (word, count) }
    }
    return nil
  }

  private func atomAfter(_ place: Int) -> LaTeXAtom? {
    atoms[min(place, atoms.count)...].first { !$0.isInvisible }
  }

  /// Whether an atom after a word opens its argument.
  private func opensArgument(_ atom: LaTeXAtom) -> Bool {
    if case .symbol(let sign) = atom.kind { return ["(", "[", "\\{"].contains(sign) }
    return false
  }

  /// A name with its subscripts; a call if it is a function.
  mutating func name() throws(UnreadableFormula) -> FormulaReading {
    if let (word, count) = declaredWord() {
      let range = atoms[index].range.union(atoms[index + count - 1].range)
      index += count
      return try named(word, latex: word, range)
    }
    if let (word, count) = functionWord() {
      let range = atoms[index].range.union(atoms[index + count - 1].range)
      index += count
      return try application(of: word, wordRange: range)
    }
    if let (word, count) = longName() {
      let range = atoms[index].range.union(atoms[index + count - 1].range)
      index += count
      return try named(word, latex: "\\mathrm{\(word)}", range)
    }
    guard let atom = peek, var letter = atom.letter else { throw unexpected(peek) }
    advance()
    if letter == "ell", context.names["ell"] == nil, context.names["l"] != nil { letter = "l" }
    if atom.font == "double", context.names[letter] == nil, letter != "I" {
      // 𝔼, ℙ, ℝ: operators and sets that have no meaning in a formula here, and are no names to be guessed.
      throw UnreadableFormula(
        "latex.notation",
        "'\\mathbb \(letter)' is not known",
        atom.range,
        hints: ["declare '\(letter)' if it is a name"]
      )
    }
    return try named(letter, latex: nil, atom.range)
  }

  // MARK: Subscripts

  /// A base name, and what its scripts make of it.
  private mutating func named(_ base: String, latex: String?, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    if let (text, item, place) = bracketedSuperscript() {
      if let entry = context.names[base + "_" + text] {
        advance()
        return try resolved(entry.name, range.union(place))
      }
      if let entry = context.names[base], case .family(let kind) = entry.kind {
        advance()
        let index = try nested(item, at: place).tree
        let name = SyntaxTree(.name(entry.name, latex: nil), range)
        return FormulaReading(SyntaxTree(.entry(name, [index]), range.union(place)), rank: FormulaRank(kind))
      }
      if context.names[base] == nil {
        advance()
        return unknownName(base, text, range.union(place))
      }
      throw UnreadableFormula("latex.superscript", "'\(base)^{(\(text))}' is not a member of a family", place)
    }
    let before = leadingSuperscript()
    guard let place = subscriptPlace(after: before), case .script(_, let content) = atoms[place].kind else {
      return try resolved(base, range)
    }
    let end = atoms[place].range
    if let text = FormulaParser.subscriptText(content), let entry = context.names[base + "_" + text] {
      atoms.remove(at: place)
      return try resolved(entry.name, range.union(end))
    }
    if base == "I" || base == "J", context.names[base] == nil, items(content, isMatrix: true).count == 1 {
      guard base == "I" else { return try member(base, content, place: place, range) }
      return try onesOrIdentity("eye", range, rank: .matrix)
    }
    return try member(base, content, place: place, range)
  }

  /// The index of `x^{(i)}`, a member of a family.
  private mutating func bracketedSuperscript() -> (text: String, item: [LaTeXAtom], place: SourceRange)? {
    guard let atom = peek, case .script(isSuper: true, let content) = atom.kind else { return nil }
    let visible = content.visible
    guard visible.count >= 3, visible[0].isSymbol("("), visible[2].isSymbol(")"),
      let text = FormulaParser.subscriptText([visible[1]])
    else { return nil }
    if visible.count > 3 {
      // `W^{(2)\top}`: what follows the bracket is a superscript of its own.
      let rest = Array(visible[3...])
      atoms.insert(LaTeXAtom(.script(isSuper: true, rest), atom.range), at: index + 1)
    }
    return (text, [visible[1]], atom.range)
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
    _ = peek
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
    if let alias = matrixAlias(of: base, isPair: pair) {
      return try matrixEntry(alias, content, place: place, range: range, end: end)
    }
    switch known?.kind {
    case .function:
      return try resolved(base, range)
    case .vector, .row, .family, .other, .matrix:
      let items = try indices(content, at: atoms[place].range, isMatrix: pair && known?.kind == .matrix)
      let text = FormulaParser.subscriptText(content)
      if known?.kind == .matrix, items.count == 1 {
        atoms.remove(at: place)
        return unknownName(base, text, end)
      }
      let name = SyntaxTree(.name(known?.name ?? base, latex: nil), range)
      if case .family(let kind) = known?.kind {
        atoms.remove(at: place)
        let first = SyntaxTree(.entry(name, [items[0]]), end)
        guard items.count > 1 else { return FormulaReading(first, rank: FormulaRank(kind)) }
        return FormulaReading(SyntaxTree(.entry(first, Array(items.dropFirst())), end), rank: .scalar)
      }
      atoms.remove(at: place)
      return FormulaReading(SyntaxTree(.entry(name, items), end), rank: .scalar)
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

  private func unknownName(_ base: String, _ text: String?, _ range: SourceRange) -> FormulaReading {
    let name = CanonicalName.plain(base + "_" + (text ?? ""))
    return FormulaReading(SyntaxTree(.name(name, latex: "\(base)_{\(text ?? "")}"), range))
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
    } else if let atom = peek, case .script(isSuper: true, let above) = atom.kind,
      case .transpose = meaning(of: above, rank: .matrix)
    {
      advance()
      items.reverse()
    }
    return FormulaReading(SyntaxTree(.entry(base.tree, items), end), rank: .scalar)
  }

  /// Kronecker's delta, unit vectors and matrices with a single 1, when the author has not taken their names.
  private mutating func specialEntry(_ base: String, _ content: [LaTeXAtom], place: Int, _ range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading?
  {
    let count = items(content, isMatrix: true).count
    if base == "K" || base == "I", count == 2, let sizes = sizePair(content, range) {
      // The commutation matrix K_mn, the identity I_mn.
      atoms.remove(at: place)
      var product = SyntaxTree(.binary(.multiply, sizes[0], sizes[1]), range)
      // `I_{mm}` is m by m, `I_{mn}` the identity of order mn.
      if base == "I", sizes[0].kind == sizes[1].kind { product = sizes[0] }
      let call = SyntaxTree.Kind.call(
        name: base == "K" ? "commutation" : "eye",
        nameRange: range,
        isElementwise: false,
        arguments: base == "K" ? sizes : [product]
      )
      return FormulaReading(SyntaxTree(call, range), rank: .matrix)
    }
    switch (base, count) {
    case ("delta", 2), ("I", 2):
      let items = try indices(content, at: range, isMatrix: true)
      atoms.remove(at: place)
      return FormulaReading(
        SyntaxTree(.entry(SyntaxTree(.name("I", latex: nil), range), items), range),
        rank: .scalar
      )
    case ("E", 2), ("e", 1):
      let items = try indices(content, at: range, isMatrix: true)
      atoms.remove(at: place)
      return FormulaReading(
        SyntaxTree(
          .call(
            name: count == 1 ? FormulaParser.unitVector : FormulaParser.singleEntry,
            nameRange: range,
            isElementwise: false,
            arguments: items
          ),
          range
        ),
        rank: count == 1 ? .column : .matrix
      )
    default: return nil
    }
  }

  /// The two sizes of a subscript such as `mn`, if both are sizes.
  private func sizePair(_ content: [LaTeXAtom], _ range: SourceRange) -> [SyntaxTree]? {
    let names = items(content, isMatrix: true).compactMap { item -> String? in
      guard item.count == 1, let letter = item[0].letter, context.names[letter]?.kind == .size else {
        return nil
      }
      return letter
    }
    return names.count == 2 ? names.map { SyntaxTree(.name($0, latex: nil), range) } : nil
  }

  // MARK: What a name stands for

  /// A whole name: a function with its argument, a known name, Euler's number, or an unknown one.
  private mutating func resolved(_ name: String, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    guard let entry = context.names[name] else { return try unknown(name, range) }
    let tree = SyntaxTree(.name(entry.name, latex: nil), range)
    if case .function(let parameters, let value) = entry.kind {
      return try functionCall(entry.name, parameters, value, range)
    }
    // `f(x)` of a value named f, written with the names it depends on, is that value.
    if entry.isDefined, let next = peek, next.isSymbol("("), let end = variableArgument() { index = end }
    if peek?.isSymbol("(") == true, let end = timeArgument() { index = end }
    if entry.kind == .matrix, name == "J" || name == "E" { return FormulaReading(tree, rank: .matrix) }
    return FormulaReading(tree, rank: FormulaRank(entry.kind))
  }

  /// The place after a bracket that holds only names that vary: `f(x)` for a value named f.
  private func variableArgument() -> Int? {
    var place = index + 1
    var count = 0
    while place < atoms.count {
      let atom = atoms[place]
      place += 1
      if atom.isInvisible || atom.isSymbol(",") { continue }
      if atom.isSymbol(")") { return count > 0 ? place : nil }
      guard let letter = atom.letter, let entry = context.names[letter] else { return nil }
      let isVariable = context.variables.isEmpty ? !entry.isDefined : context.variables.contains(entry.name)
      guard isVariable else { return nil }
      count += 1
    }
    return nil
  }

  private mutating func unknown(_ name: String, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    let tree = SyntaxTree(.name(name, latex: nil), range)
    guard let next = peek else { return FormulaReading(tree, rank: name == "I" ? .matrix : nil) }
    if name == "e", case .script(isSuper: true, let content) = next.kind,
      case .power = meaning(of: content, rank: nil)
    {
      advance()
      let exponent = try nested(content, at: next.range)
      return applied("exp", [exponent], range.union(next.range), nameRange: range)
    }
    if name == "I" { return FormulaReading(tree, rank: .matrix) }
    if name == "e" || name == "pi" { return FormulaReading(tree, rank: .scalar) }
    if case .script(isSuper: true, let content) = next.kind, isIndexPair(content) {
      advance()
      let items = try indices(FormulaParser.unbracketed(content), at: next.range, isMatrix: true)
      let place = range.union(next.range)
      guard name == "J" || name == "E" else {
        return unknownName(name, FormulaParser.subscriptText(content), place)
      }
      return FormulaReading(
        SyntaxTree(
          .call(name: FormulaParser.singleEntry, nameRange: place, isElementwise: false, arguments: items),
          place
        ),
        rank: .matrix
      )
    }
    if next.isSymbol("(") || next.kind == .prime, name == "sigma", bracketFollowsPrimes() {
      return try application(of: "sigmoid", wordRange: range)
    }
    if bracketFollowsPrimes(), !boundIndices.contains(name) { return try callOrProduct(name, range) }
    return FormulaReading(tree)
  }

  /// Whether a superscript is a pair of unknown letters, as in `J^{ij}`.
  private func isIndexPair(_ content: [LaTeXAtom]) -> Bool {
    let visible = FormulaParser.unbracketed(content)
    return visible.count == 2
      && visible.allSatisfy { atom in
        guard let letter = atom.letter, letter.count == 1, letter != "T" else { return false }
        return context.names[letter] == nil && letter.first?.isLowercase == true
      }
  }

  /// The letters of `ij`, `i,j`, `(i, j)` and `[ij]`.
  private static func unbracketed(_ content: [LaTeXAtom]) -> [LaTeXAtom] {
    content.visible.filter { atom in !["(", ")", "[", "]", ","].contains { atom.isSymbol($0) } }
  }

  /// Whether a round bracket follows, perhaps after apostrophes.
  private func bracketFollowsPrimes() -> Bool {
    var place = 0
    while let atom = peekAfter(place), atom.kind == .prime { place += 1 }
    return peekAfter(place)?.isSymbol("(") == true
  }

  /// An unknown name before a bracket is a function that is not known; in a size it is a factor.
  private mutating func callOrProduct(_ name: String, _ range: SourceRange) throws(UnreadableFormula)
    -> FormulaReading
  {
    guard !context.bracketsAreFactors else {
      return FormulaReading(SyntaxTree(.name(name, latex: nil), range))
    }
    return try functionCall(name, [], nil, range)
  }

  // MARK: Calls

  /// A function with whatever stands between its name and its argument: `f'(x)`, `X^{-1}(x)`, `X'_{ij}(x)`.
  private mutating func functionCall(
    _ name: String,
    _ parameters: [String],
    _ value: NameTable.Kind?,
    _ range: SourceRange
  ) throws(UnreadableFormula) -> FormulaReading {
    let start = index
    var between: [LaTeXAtom] = []
    while let atom = peek {
      guard atom.kind == .prime || { if case .script = atom.kind { true } else { false } }() else { break }
      between.append(atom)
      advance()
    }
    let primes = between.filter { atom in
      if case .script(isSuper: true, let content) = atom.kind {
        return !content.visible.isEmpty && content.visible.allSatisfy { $0.kind == .prime }
      }
      return atom.kind == .prime
    }
    let order = primes.reduce(0) { count, atom in
      if case .script(_, let content) = atom.kind { return count + content.visible.count }
      return count + 1
    }
    var arguments: [FormulaReading]
    var place = range
    if let next = peek, opensArgument(next) {
      let (items, end) = try bracketItems()
      arguments = items
      place = range.union(end)
    } else {
      guard !parameters.isEmpty, order > 0 || between.isEmpty,
        parameters.allSatisfy({ context.names[$0] != nil })
      else {
        index = start
        return FormulaReading(
          try ownArguments(name, parameters, range),
          rank: FormulaRank(value)
        )
      }
      arguments = parameters.map { FormulaReading(SyntaxTree(.name($0, latex: nil), range)) }
    }
    let call = FormulaReading(
      SyntaxTree(
        .call(name: name, nameRange: range, isElementwise: false, arguments: arguments.map(\.tree)),
        place
      ),
      rank: FormulaRank(value)
    )
    var result =
      order > 0
      ? derivative(
        of: call,
        arguments.map(\.tree),
        parameters,
        order: order,
        isByVector: arguments.first?.rank == .column,
        place
      ) : call
    for atom in between where !primes.contains(atom) {
      if case .script(isSuper: true, let content) = atom.kind {
        result = try superscript(content, on: result, atom)
      } else if case .script(isSuper: false, let content) = atom.kind {
        let items = try indices(content, at: atom.range, isMatrix: result.rank != .column)
        result = FormulaReading(SyntaxTree(.entry(result.tree, items), place), rank: .scalar)
      }
    }
    return result
  }

  /// A function named without its argument: its value at its own parameters, when these are known.
  private func ownArguments(_ name: String, _ parameters: [String], _ range: SourceRange)
    throws(UnreadableFormula)
    -> SyntaxTree
  {
    guard !parameters.isEmpty, parameters.allSatisfy({ context.names[$0] != nil }) else {
      return SyntaxTree(.name(name, latex: nil), range)
    }
    let arguments = parameters.map { SyntaxTree(.name($0, latex: nil), range) }
    return SyntaxTree(.call(name: name, nameRange: range, isElementwise: false, arguments: arguments), range)
  }

  /// `f'(x)` and `f''(x)`; at a number, the derivative at the parameter is taken there.
  func derivative(
    of call: FormulaReading,
    _ arguments: [SyntaxTree],
    _ parameters: [String],
    order: Int,
    isByVector: Bool = false,
    _ range: SourceRange
  ) -> FormulaReading {
    let form: SyntaxTree.DerivativeForm = order == 1 ? .fraction : .hessian
    if arguments.count == 1, case .number = arguments[0].kind, let parameter = parameters.first,
      case .call(let name, let nameRange, _, _) = call.tree.kind
    {
      let variable = SyntaxTree(.name(parameter, latex: nil), nameRange)
      let general = SyntaxTree(
        .call(name: name, nameRange: nameRange, isElementwise: false, arguments: [variable]),
        range
      )
      let derivative = SyntaxTree(.derivative(form, of: general, wrt: [variable]), range)
      let binding = Statement.Binding(name: Statement.Name(parameter, range: nameRange), value: arguments[0])
      return FormulaReading(SyntaxTree(.evaluated(derivative, at: [binding]), range))
    }
    let derivative = SyntaxTree(.derivative(form, of: call.tree, wrt: arguments), range)
    guard order == 1, call.rank == .scalar || call.rank == nil, arguments.count == 1, isByVector else {
      return FormulaReading(derivative)
    }
    let row = SyntaxTree(.transpose(derivative), range)
    return FormulaReading(SyntaxTree(.ambiguous(Habit.primeIsRow.name, [derivative, row]), range))
  }
}
