// Builds the atoms of a display from its tokens: arguments of commands, groups, fonts, delimiters, environments.

import Diagnostics

struct LaTeXAtomBuilder {
  /// How deep groups and arguments may be nested.
  static let nestingBound = 60

  private let tokens: [LaTeXToken]
  private var index = 0
  private var depth = 0
  private(set) var diagnostics: [Diagnostic] = []
  /// The delimiters of `\left` that are open, innermost last.
  private var fences: [String] = []
  /// Whether a word inside `\text` belongs to the formula.
  private let isFormulaWord: (String) -> Bool

  init(_ tokens: [LaTeXToken], isFormulaWord: @escaping (String) -> Bool) {
    self.tokens = tokens
    self.isFormulaWord = isFormulaWord
  }

  /// All atoms of the display.
  mutating func atoms() -> [LaTeXAtom] {
    var atoms: [LaTeXAtom] = []
    while index < tokens.count {
      atoms += list(font: nil, isTop: true)
      if index < tokens.count {
        report("latex.unbalanced-brace", "nothing is open that this brace could close", tokens[index].range)
        index += 1
      }
    }
    return atoms
  }

  // MARK: Lists

  /// The atoms up to a closing brace or an `\end` or `\right` that belongs to someone else.
  private mutating func list(font start: String?, isTop: Bool = false) -> [LaTeXAtom] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= LaTeXAtomBuilder.nestingBound else {
      report(
        "latex.nesting",
        "groups are nested more than \(LaTeXAtomBuilder.nestingBound) deep",
        tokens[min(index, tokens.count - 1)].range
      )
      index = tokens.count
      return []
    }
    var font = start
    var atoms: [LaTeXAtom] = []
    var isSpaced = false
    var beginsColumn = false
    while index < tokens.count {
      let token = tokens[index]
      if token.kind == .close { break }
      if token.kind == .command, LaTeXSymbols.spaces.contains(token.text) { isSpaced = true }
      if token.kind == .alignment { beginsColumn = true }
      if token.isCommand("end") { break }
      if token.kind == .command, let name = LaTeXSymbols.switches[token.text] {
        font = name
        index += 1
        continue
      }
      var new = unit(font: font)
      if !new.isEmpty {
        new[0].isSpaced = new[0].isSpaced || isSpaced
        new[0].beginsColumn = new[0].beginsColumn || beginsColumn
        isSpaced = false
        beginsColumn = false
      }
      append(new, to: &atoms)
    }
    return LaTeXAtomBuilder.joined(atoms)
  }

  /// Signs of two characters as one (`:=`, `==`), and `<a, b>` as an inner product.
  private static func joined(_ atoms: [LaTeXAtom]) -> [LaTeXAtom] {
    var result: [LaTeXAtom] = []
    for atom in atoms {
      if atom.kind == .relation(.equal), let last = result.last,
        last.isSymbol(":") || last.kind == .relation(.equal),
        atom.isJoined
      {
        let kind: LaTeXAtom.Kind = last.isSymbol(":") ? .relation(.defined) : .relation(.equal)
        result[result.count - 1] = LaTeXAtom(kind, last.range.union(atom.range))
      } else if atom.isSymbol(":"), result.last?.kind == .relation(.equal), atom.isJoined,
        let last = result.last
      {
        result[result.count - 1] = LaTeXAtom(.relation(.defined), last.range.union(atom.range))
      } else {
        result.append(atom)
      }
    }
    return angles(LaTeXAtomBuilder.letteredSums(LaTeXAtomBuilder.dottedProducts(result)))
  }

  /// `R.dY` without spaces: a full stop between factors is a product.
  private static func dottedProducts(_ atoms: [LaTeXAtom]) -> [LaTeXAtom] {
    var result = atoms
    for place in atoms.indices.dropFirst().dropLast() where atoms[place].isSymbol(".") {
      let next = atoms[place + 1]
      guard atoms[place].isJoined, next.isJoined else { continue }
      let begins =
        switch next.kind {
        case .letter, .word, .fraction, .symbol("("): true
        default: false
        }
      let ends =
        switch atoms[place - 1].kind {
        case .letter, .prime, .script, .fraction, .symbol(")"), .symbol("]"): true
        default: false
        }
      if begins, ends { result[place] = LaTeXAtom(.operator("cdot"), atoms[place].range) }
    }
    return result
  }

  /// `\Sigma_{i=1}^n` and `\Pi_{i=1}^n` for `\sum` and `\prod`: the letters with a range below.
  private static func letteredSums(_ atoms: [LaTeXAtom]) -> [LaTeXAtom] {
    var result = atoms
    for place in atoms.indices.dropLast() {
      guard let letter = atoms[place].letter, letter == "Sigma" || letter == "Pi",
        case .script(isSuper: false, let content) = atoms[place + 1].kind,
        content.contains(where: { $0.kind == .relation(.equal) })
      else { continue }
      result[place] = LaTeXAtom(.large(letter == "Sigma" ? "sum" : "prod"), atoms[place].range)
    }
    return result
  }

  /// `i'` in a subscript is another index, not a transpose.
  private static func primedIndices(_ content: [LaTeXAtom]) -> [LaTeXAtom] {
    guard content.contains(where: { $0.kind == .prime }) else { return content }
    var result: [LaTeXAtom] = []
    for atom in content {
      guard atom.kind == .prime, let last = result.last, let letter = last.letter,
        letter.first?.isLowercase == true, letter.count <= 8
      else {
        result.append(atom)
        continue
      }
      result[result.count - 1] = LaTeXAtom(
        .letter(letter + "prime"),
        last.range.union(atom.range),
        isJoined: last.isJoined,
        font: last.font
      )
    }
    return result
  }

  /// `<a, b>` with a comma between its signs is an inner product; other `<` and `>` are relations.
  private static func angles(_ atoms: [LaTeXAtom]) -> [LaTeXAtom] {
    guard atoms.contains(where: { $0.isSymbol("<") || $0.isSymbol(">") }) else { return atoms }
    var result = atoms
    var opened: [(place: Int, hasComma: Bool)] = []
    for (place, atom) in atoms.enumerated() {
      switch atom.kind {
      case .symbol("<"): opened.append((place, false))
      case .symbol(","), .symbol("mid"), .symbol("|"):
        if !opened.isEmpty { opened[opened.count - 1].hasComma = true }
      case .symbol(">"):
        guard let last = opened.popLast(), last.hasComma else { break }
        result[last.place] = LaTeXAtom(.symbol("langle"), atoms[last.place].range)
        result[place] = LaTeXAtom(.symbol("rangle"), atom.range)
      case .relation, .connective, .rowBreak: opened = []
      default: break
      }
    }
    return result.map { atom in
      switch atom.kind {
      case .symbol("<"): LaTeXAtom(.relation(.less), atom.range)
      case .symbol(">"): LaTeXAtom(.relation(.greater), atom.range)
      default: atom
      }
    }
  }

  /// Appends atoms; two strokes side by side are a double stroke.
  private func append(_ new: [LaTeXAtom], to atoms: inout [LaTeXAtom]) {
    if new.count == 1, let stroke = new.first, stroke.isSymbol("|"), stroke.isJoined, let last = atoms.last,
      last.isSymbol("|")
    {
      atoms[atoms.count - 1] = LaTeXAtom(
        .symbol("‖"),
        last.range.union(stroke.range),
        isJoined: last.isJoined
      )
      return
    }
    for (single, double) in [("|(", "‖("), ("|)", "‖)")] {
      if new.count == 1, new[0].isSymbol(single), new[0].isJoined, let last = atoms.last,
        last.isSymbol(single)
      {
        atoms[atoms.count - 1] = LaTeXAtom(
          .symbol(double),
          last.range.union(new[0].range),
          isJoined: last.isJoined
        )
        return
      }
    }
    atoms += new
  }

  private mutating func group(font: String?) -> [LaTeXAtom] {
    let open = tokens[index]
    index += 1
    let content = list(font: font)
    var end = open.range
    if index < tokens.count, tokens[index].kind == .close {
      end = tokens[index].range
      index += 1
    } else {
      report("latex.unbalanced-brace", "this brace is never closed", open.range)
    }
    if let place = content.firstIndex(where: { $0.kind == .over }) {
      let top = Array(content[..<place])
      let bottom = Array(content[(place + 1)...])
      return [LaTeXAtom(.fraction(top, bottom), open.range.union(end))]
    }
    return [LaTeXAtom(.groupOpen, open.range)] + content + [LaTeXAtom(.groupClose, end)]
  }

  /// The argument of a command or script: a group or the next unit.
  private mutating func argument(font: String? = nil) -> [LaTeXAtom] {
    while index < tokens.count, tokens[index].kind == .command, LaTeXSymbols.silent[tokens[index].text] == 0 {
      index += 1
    }
    guard index < tokens.count, !endsCell(tokens[index]) else {
      report(
        "latex.missing-argument",
        "an argument is missing here",
        tokens[min(index, tokens.count - 1)].range
      )
      return []
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= LaTeXAtomBuilder.nestingBound else {
      index = tokens.count
      report(
        "latex.nesting",
        "groups are nested more than \(LaTeXAtomBuilder.nestingBound) deep",
        tokens[0].range
      )
      return []
    }
    return unit(font: font)
  }

  /// Whether a token ends what stands before it, so that it is nobody's argument.
  private func endsCell(_ token: LaTeXToken) -> Bool {
    switch token.kind {
    case .close, .alignment: true
    case .command: ["\\", "cr", "newline", "tabularnewline", "end"].contains(token.text)
    case .character, .open, .superscript, .subscript: false
    }
  }

  /// The tokens of a group as they are written, for names of environments and words.
  private mutating func rawGroup() -> (text: String, range: SourceRange)? {
    guard index < tokens.count else { return nil }
    guard tokens[index].kind == .open else {
      let token = tokens[index]
      index += 1
      return (token.kind == .command ? "\\" + token.text : token.text, token.range)
    }
    var range = tokens[index].range
    index += 1
    var open = 1
    var text = ""
    while index < tokens.count {
      let token = tokens[index]
      index += 1
      range = range.union(token.range)
      if token.kind == .open { open += 1 }
      if token.kind == .close {
        open -= 1
        if open == 0 { return (text, range) }
      }
      if token.isSpaced { text += " " }
      if token.kind == .command {
        if token.text.count == 1, token.text.first?.isLetter == false { text += " " }
        if LaTeXSymbols.silent[token.text] == nil, LaTeXSymbols.switches[token.text] == nil {
          text += LaTeXSymbols.fonts[token.text] == nil ? "\\" + token.text : ""
        }
      } else if token.kind == .character {
        text += token.text
      } else if token.kind == .superscript || token.kind == .subscript {
        text += token.text
      }
    }
    report("latex.unbalanced-brace", "this brace is never closed", range)
    return (text, range)
  }

  // MARK: Units

  /// The atoms of one token, or of one command with its arguments.
  private mutating func unit(font: String?) -> [LaTeXAtom] {
    let token = tokens[index]
    switch token.kind {
    case .open: return group(font: font)
    case .close: return []
    case .alignment:
      index += 1
      return []
    case .superscript, .subscript:
      index += 1
      let isSuper = token.kind == .superscript
      let content = isSuper ? argument() : LaTeXAtomBuilder.primedIndices(argument())
      let range = content.range.map { token.range.union($0) } ?? token.range
      return [LaTeXAtom(.script(isSuper: isSuper, content), range)]
    case .character:
      index += 1
      return [character(token, font: font)]
    case .command:
      index += 1
      return command(token, font: font)
    }
  }

  private func character(_ token: LaTeXToken, font: String?) -> LaTeXAtom {
    let isJoined = !token.isSpaced
    let text = token.text
    let kind: LaTeXAtom.Kind
    if text == "'" {
      kind = .prime
    } else if text == "=" {
      kind = .relation(.equal)
    } else if text == "ℝ" {
      return LaTeXAtom(.letter("R"), token.range, isJoined: isJoined, font: "double")
    } else if text.count == 1, let scalar = text.unicodeScalars.first, scalar.isASCII {
      if scalar.properties.isAlphabetic {
        kind = .letter(text)
      } else if ("0"..."9").contains(scalar) {
        kind = .digit(text)
      } else if ".,;:+-*/()[]|<>!?".unicodeScalars.contains(scalar) {
        kind = .symbol(text)
      } else {
        kind = .unknown(text)
      }
    } else if let scalar = text.unicodeScalars.first, scalar.properties.isAlphabetic {
      kind = .letter(text)
    } else {
      kind = .unknown(text)
    }
    return LaTeXAtom(kind, token.range, isJoined: isJoined, font: font)
  }

  private mutating func command(_ token: LaTeXToken, font: String?) -> [LaTeXAtom] {
    let name = token.text
    if name == "grad", index < tokens.count, tokens[index].kind == .open {
      // `\grad{f}{X}`, as many pages define it.
      let first = argument(font: font)
      guard index < tokens.count, tokens[index].kind == .open else {
        return [LaTeXAtom(.command("nabla"), token.range)] + first
      }
      let second = argument(font: font)
      let sign = LaTeXAtom(.command("partial"), token.range)
      return [LaTeXAtom(.fraction([sign] + first, [sign] + second), token.range)]
    }
    if name == "\\" { skipRowSkip() }
    if let fixed = fixed(name) {
      return [LaTeXAtom(fixed, token.range, isJoined: !token.isSpaced, font: font)]
    }
    if let new = LaTeXSymbols.fonts[name] {
      if name == "vec", index < tokens.count, beginsBracket(index) {
        return [LaTeXAtom(.word("vec"), token.range)]
      }
      return argument(font: new)
    }
    if LaTeXSymbols.texts[name] != nil { return text(token) }
    if let accent = LaTeXSymbols.accents[name] {
      let content = argument(font: font)
      return [LaTeXAtom(.accent(accent, content), content.range.map { token.range.union($0) } ?? token.range)]
    }
    if LaTeXSymbols.delimiterSizes[name] != nil { return sizedDelimiter(token) }
    if let count = LaTeXSymbols.silent[name] {
      for _ in 0..<count { _ = rawGroup() }
      return []
    }
    return structure(token, font: font)
  }

  /// Drops the star and the skip of `\\*[2pt]`.
  private mutating func skipRowSkip() {
    if index < tokens.count, tokens[index].isCharacter("*") { index += 1 }
    guard index < tokens.count, tokens[index].isCharacter("["), !tokens[index].isSpaced else { return }
    guard let end = tokens[index...].prefix(12).firstIndex(where: { $0.isCharacter("]") }) else { return }
    let skip = tokens[(index + 1)..<end].map(\.text).joined()
    if ["pt", "em", "ex", "mm", "cm", "in", "jot", "skip"].contains(where: skip.hasSuffix) {
      index = end + 1
    }
  }

  /// Commands that are one atom and take no argument.
  private func fixed(_ name: String) -> LaTeXAtom.Kind? {
    if let letter = LaTeXSymbols.letters[name] { return .letter(letter) }
    if let relation = LaTeXSymbols.relations[name] { return .relation(relation) }
    if let connective = LaTeXSymbols.implications[name] { return .connective(connective) }
    if LaTeXSymbols.arrows.contains(name) { return .arrow(name) }
    if LaTeXSymbols.operators.contains(name) { return .operator(name) }
    if LaTeXSymbols.functionCommands.contains(name) { return .word(name) }
    switch name {
    case "\\", "cr", "newline", "tabularnewline": return .rowBreak
    case "quad", "qquad": return .wideSpace
    case "partial": return .command("partial")
    case "nabla", "triangledown", "bigtriangledown", "grad": return .command("nabla")
    case "dd", "diff": return .command("d")
    case "sum", "prod", "lim": return .large(name)
    case "prime": return .prime
    case "lbrace", "{": return .symbol("\\{")
    case "rbrace", "}": return .symbol("\\}")
    case "lbrack": return .symbol("[")
    case "rbrack": return .symbol("]")
    case "langle", "rangle", "mid": return .symbol(name)
    case "lvert": return .symbol("|(")
    case "rvert": return .symbol("|)")
    case "vert": return .symbol("|")
    case "lVert": return .symbol("‖(")
    case "rVert": return .symbol("‖)")
    case "|", "Vert": return .symbol("‖")
    case "colon": return .symbol(":")
    case "lparen": return .symbol("(")
    case "rparen": return .symbol(")")
    case "over": return .over
    case "T", "tp", "trans", "transp", "transpose": return .command("top")
    case "top", "intercal", "dagger", "infty", "dots", "cdots", "ldots", "dotsc", "dotsb", "vdots", "ddots",
      "hbar":
      return .command(name)
    case "forall", "exists": return .command(name)
    case "imath": return .letter("i")
    case "jmath": return .letter("j")
    default: return nil
    }
  }

  private func beginsBracket(_ place: Int) -> Bool {
    let token = tokens[place]
    if token.isCharacter("(") || token.isCharacter("[") { return true }
    return token.isCommand("left") || token.isCommand("big") || token.isCommand("bigl")
      || token.isCommand("Big")
      || token.isCommand("Bigl")
  }

  // MARK: Commands with arguments

  private mutating func structure(_ token: LaTeXToken, font: String?) -> [LaTeXAtom] {
    let isJoined = !token.isSpaced
    func atom(_ kind: LaTeXAtom.Kind) -> LaTeXAtom {
      LaTeXAtom(
        kind,
        index > 0 ? token.range.union(tokens[index - 1].range) : token.range,
        isJoined: isJoined
      )
    }
    switch token.text {
    case "frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac", "flatfrac":
      let top = argument(font: font)
      let bottom = argument(font: font)
      return [atom(.fraction(top, bottom))]
    case "sqrt":
      var order: [LaTeXAtom]?
      if index < tokens.count, tokens[index].isCharacter("["),
        let end = tokens[index...].firstIndex(where: { $0.isCharacter("]") })
      {
        let inner = Array(tokens[(index + 1)..<end])
        index = end + 1
        var builder = LaTeXAtomBuilder(inner, isFormulaWord: isFormulaWord)
        order = builder.atoms()
      }
      let radicand = argument(font: font)
      return [atom(.root(order, radicand))]
    case "dv", "pdv", "odv":
      let sign = LaTeXAtom(.command(token.text == "pdv" ? "partial" : "d"), token.range)
      let first = argument(font: font)
      guard index < tokens.count, tokens[index].kind == .open else {
        return [atom(.fraction([sign], [sign] + first))]
      }
      let second = argument(font: font)
      return [atom(.fraction([sign] + first, [sign] + second))]
    case "norm", "abs":
      let stroke = token.text == "norm" ? "‖" : "|"
      let content = argument(font: font)
      return [atom(.symbol(stroke + "("))] + content + [atom(.symbol(stroke + ")"))]
    case "operatorname":
      guard let (word, _) = rawGroup() else { return [] }
      return [atom(.word(word.filter { $0 != " " }))]
    case "left", "right": return fence(token)
    case "begin": return environment(token, font: font)
    case "eqalign", "displaylines", "eqalignno":
      return argument(font: font)
    case "matrix", "pmatrix", "bmatrix":
      return plainMatrix(token)
    case "underbrace", "overbrace", "underbracket", "overbracket":
      let content = argument(font: font)
      if index < tokens.count, tokens[index].kind == .subscript || tokens[index].kind == .superscript {
        index += 1
        return [atom(.labelled(content, label: argument()))]
      }
      return [atom(.labelled(content, label: []))]
    case "overset", "stackrel", "underset":
      let label = argument()
      let content = argument(font: font)
      let word = label.compactMap { $0.letter ?? ($0.kind == .symbol("?") ? "?" : nil) }.joined()
      if word.hasPrefix("def") || label.contains(where: { $0.kind == .text("def") }),
        content.contains(where: { $0.kind == .relation(.equal) })
      {
        return [atom(.relation(.defined))]
      }
      return content
    case "not":
      let content = argument()
      return content.contains { $0.kind == .relation(.equal) }
        ? [atom(.relation(.notEqual))] : [atom(.unknown("\\not"))]
    case "R": return [LaTeXAtom(.letter("R"), token.range, isJoined: isJoined, font: "double")]
    case LaTeXExpander.failure: return [atom(.unknown(""))]
    default: return [atom(.unknown("\\" + token.text))]
    }
  }

  /// `\text{…}`: part of the formula when it is a name, words otherwise.
  private mutating func text(_ token: LaTeXToken) -> [LaTeXAtom] {
    let start = index
    guard let (raw, range) = rawGroup() else { return [] }
    let place = token.range.union(range)
    let word = raw.filter { $0 != " " }
    let isOneWord = !raw.split(separator: " ").isEmpty && raw.split(separator: " ").count == 1
    if let font = LaTeXSymbols.texts[token.text], font != "text", isFormula(raw) {
      index = start
      return argument(font: font)
    }
    if isOneWord, word.allSatisfy({ $0.isASCII && $0.isLetter }), isFormulaWord(word) {
      if LaTeXSymbols.functions[word] != nil {
        return [LaTeXAtom(.word(word), place, isJoined: !token.isSpaced)]
      }
      index = start
      return argument(font: LaTeXSymbols.texts[token.text] == "bold" ? "bold" : "roman")
    }
    if isOneWord, word.count == 1,
      word.first?.isLetter == true || word.first?.isNumber == true || "+-=−".contains(word)
    {
      index = start
      return argument(font: LaTeXSymbols.texts[token.text] == "bold" ? "bold" : "roman")
    }
    let words = raw.split(separator: " ").joined(separator: " ")
    return words.isEmpty ? [] : [LaTeXAtom(.text(words), place, isJoined: !token.isSpaced)]
  }

  /// Whether the content of `\textbf` or `\textit` is a formula in that font: names side by side and signs.
  private func isFormula(_ raw: String) -> Bool {
    guard raw.allSatisfy({ $0.isLetter || $0.isNumber || " +-−=()".contains($0) }),
      raw.contains(where: \.isLetter)
    else { return false }
    return raw.split { !$0.isLetter }.allSatisfy { word in
      word.count <= 4 && (isFormulaWord(String(word)) || word.allSatisfy { isFormulaWord(String($0)) })
    }
  }

  private mutating func sizedDelimiter(_ token: LaTeXToken) -> [LaTeXAtom] {
    guard index < tokens.count else { return [] }
    let next = tokens[index]
    guard next.isCharacter("|") || next.isCommand("|") || next.isCommand("vert") || next.isCommand("Vert")
    else {
      return []
    }
    index += 1
    let stroke = next.isCharacter("|") || next.isCommand("vert") ? "|" : "‖"
    let suffix =
      switch LaTeXSymbols.delimiterSizes[token.text] {
      case .left: "("
      case .right: ")"
      case .either, nil: ""
      }
    return [LaTeXAtom(.symbol(stroke + suffix), token.range.union(next.range))]
  }

  /// `\left` and `\right` with their delimiter.
  private mutating func fence(_ token: LaTeXToken) -> [LaTeXAtom] {
    guard index < tokens.count else { return [] }
    let next = tokens[index]
    index += 1
    let place = token.range.union(next.range)
    let isLeft = token.text == "left"
    let name = next.text
    var sign =
      switch name {
      case "(", "[", ")", "]", ".", "|", "<", ">", "/": name
      case "lbrace", "{": "\\{"
      case "rbrace", "}": "\\}"
      case "lbrack": "["
      case "rbrack": "]"
      case "vert", "lvert", "rvert": "|"
      case "Vert", "lVert", "rVert": "‖"
      case "langle": "<"
      case "rangle": ">"
      default: name
      }
    if next.isCommand("|") { sign = "‖" }
    if sign == "<" || sign == ">" { sign = isLeft ? "langle" : "rangle" }
    if isLeft {
      fences.append(sign)
      if sign == "." { return [LaTeXAtom(.symbol("eval("), place)] }
      return [LaTeXAtom(.symbol(sign == "|" || sign == "‖" ? sign + "(" : sign), place)]
    }
    let opened = fences.popLast()
    if opened == ".", sign == "|" { return [LaTeXAtom(.symbol("eval)"), place)] }
    if sign == "." {
      switch opened {
      case "\\{": return [LaTeXAtom(.symbol("\\}"), place)]
      case "(": return [LaTeXAtom(.symbol(")"), place)]
      case "[": return [LaTeXAtom(.symbol("]"), place)]
      default: return [LaTeXAtom(.symbol("eval)"), place)]
      }
    }
    return [LaTeXAtom(.symbol(sign == "|" || sign == "‖" ? sign + ")" : sign), place)]
  }

  // MARK: Environments

  private mutating func environment(_ token: LaTeXToken, font: String?) -> [LaTeXAtom] {
    guard let (name, range) = rawGroup() else { return [] }
    if name.hasPrefix("alignat") || name.hasPrefix("alignedat") { _ = rawGroup() }
    if index < tokens.count, tokens[index].isCharacter("["), LaTeXSymbols.rowEnvironments.contains(name),
      let end = tokens[index...].firstIndex(where: { $0.isCharacter("]") }), end - index <= 2
    {
      index = end + 1
    }
    if LaTeXSymbols.rowEnvironments.contains(name) {
      let content = list(font: font)
      end(of: name, opened: token.range.union(range))
      return content
    }
    guard LaTeXSymbols.matrixEnvironments.contains(name) || name == "cases" || name == "dcases" else {
      let content = list(font: font)
      end(of: name, opened: token.range.union(range))
      return [LaTeXAtom(.unknown("\\begin{\(name)}"), token.range.union(range))] + content
    }
    if name == "array" || name.hasSuffix("*"), index < tokens.count { _ = rawGroup() }
    let rows = cells(opened: token.range.union(range))
    end(of: name, opened: token.range.union(range))
    if name == "array", fences.isEmpty, let lines = LaTeXAtomBuilder.lines(of: rows) { return lines }
    return [LaTeXAtom(.matrix(name, rows), token.range.union(tokens[index - 1].range))]
  }

  /// The rows of an array that lays out relations, not a matrix.
  private static func lines(of rows: [[[LaTeXAtom]]]) -> [LaTeXAtom]? {
    let cells = rows.flatMap { $0 }
    let hasRelation = cells.contains { cell in
      cell.contains { if case .relation = $0.kind { true } else { false } }
    }
    guard hasRelation else { return nil }
    var result: [LaTeXAtom] = []
    for row in rows {
      if let last = result.last { result.append(LaTeXAtom(.rowBreak, last.range)) }
      result += row.flatMap { $0 }
    }
    return result
  }

  private mutating func plainMatrix(_ token: LaTeXToken) -> [LaTeXAtom] {
    guard index < tokens.count, tokens[index].kind == .open else {
      return [LaTeXAtom(.unknown("\\" + token.text), token.range)]
    }
    index += 1
    let rows = cells(opened: token.range)
    if index < tokens.count, tokens[index].kind == .close { index += 1 }
    return [LaTeXAtom(.matrix(token.text, rows), token.range.union(tokens[index - 1].range))]
  }

  /// The cells of a matrix up to its `\end` or closing brace.
  private mutating func cells(opened: SourceRange) -> [[[LaTeXAtom]]] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= LaTeXAtomBuilder.nestingBound else {
      report("latex.nesting", "groups are nested more than \(LaTeXAtomBuilder.nestingBound) deep", opened)
      index = tokens.count
      return []
    }
    var rows: [[[LaTeXAtom]]] = [[[]]]
    while index < tokens.count {
      let token = tokens[index]
      if token.kind == .close || token.isCommand("end") { break }
      if token.kind == .alignment {
        index += 1
        rows[rows.count - 1].append([])
        continue
      }
      let new = unit(font: nil)
      if new.count == 1, new[0].kind == .rowBreak {
        rows.append([[]])
        continue
      }
      let row = rows.count - 1
      append(new, to: &rows[row][rows[row].count - 1])
    }
    return rows.filter { row in row.contains { !$0.visible.isEmpty } }
  }

  private mutating func end(of name: String, opened: SourceRange) {
    guard index < tokens.count, tokens[index].isCommand("end") else {
      report("latex.unbalanced-environment", "the environment '\(name)' is never closed", opened)
      return
    }
    let place = tokens[index].range
    index += 1
    let closed = rawGroup()?.text
    if closed != name {
      report("latex.unbalanced-environment", "'\(name)' is closed as '\(closed ?? "")'", place)
    }
  }

  private mutating func report(_ code: String, _ message: String, _ range: SourceRange) {
    diagnostics.append(Diagnostic(code: code, message: message, range: range))
  }
}
