// Tokens of a formula written out for LaTeX, each command looked up, every group closed, text told from mathematics.

/// Writes the tokens of a formula, or says why not.
struct TeXChecking {
  private enum Mode { case mathematics, text }

  private enum Open: Equatable {
    case group
    case environment(String)
    case dollar
  }

  private var output = ""
  private var open: [(kind: Open, mode: Mode, isBold: Bool)] = []
  private var mode = Mode.mathematics
  private var opensText = false
  /// Bold type inside of bold type is left out: the package for it would never come to an end.
  private var isBold = false
  private var opensBold = false
  private var fences = 0
  private var endsInWord = false
  private let tokens: [TeXToken]
  private let marks: Set<String>
  private var index = 0

  private init(_ tokens: [TeXToken], _ marks: Set<String>) {
    self.tokens = tokens
    self.marks = marks
  }

  /// The TeX of some tokens, all macros of which are replaced; `marks` are commands of this program's own.
  static func tex(_ tokens: [TeXToken], marks: Set<String> = []) -> Result<String, LaTeXFormula.Refusal> {
    var checking = TeXChecking(tokens, marks)
    if let refusal = checking.run() { return .failure(refusal) }
    return .success(checking.output)
  }

  /// The TeX of running text that an author wrote for LaTeX alone.
  static func text(_ tokens: [TeXToken]) -> Result<String, LaTeXFormula.Refusal> {
    var checking = TeXChecking(tokens, layout)
    checking.mode = .text
    if let refusal = checking.run() { return .failure(refusal) }
    return .success(checking.output)
  }

  /// Commands that lay out running text.
  private static let layout: Set<String> = [
    "newpage", "clearpage", "pagebreak", "bigskip", "medskip", "smallskip", "noindent", "vspace", "hspace",
    "vfill",
    "centering", "raggedright", "par", "small", "footnotesize", "large", "Large", "normalsize", "bfseries",
    "itshape",
    "item", "quad", "textbackslash", "ldots", "dots", "newline", "linebreak",
  ]

  private static let layoutEnvironments: Set<String> = [
    "center", "quote", "quotation", "flushleft", "flushright", "itemize", "enumerate", "description",
  ]

  private mutating func run() -> LaTeXFormula.Refusal? {
    while index < tokens.count {
      let token = tokens[index]
      index += 1
      switch token {
      case .space:
        write(" ", isWord: false)
      case .lineBreak:
        // An empty line would end the formula.
        if !output.hasSuffix("\n") { write("\n", isWord: false) }
      case .command(let name):
        if let refusal = command(name) { return refusal }
      case .character(let character):
        if let refusal = self.character(character) { return refusal }
      }
    }
    return open.isEmpty && fences == 0 ? nil : .unbalanced
  }

  private mutating func write(_ text: String, isWord: Bool) {
    // A word of TeX ends where no letter follows.
    if endsInWord, let first = text.first, first.isASCII, first.isLetter { output += " " }
    output += text
    endsInWord = isWord
  }

  private mutating func command(_ name: String) -> LaTeXFormula.Refusal? {
    opensBold = false
    switch name {
    case "begin", "end": return environment(begins: name == "begin")
    case "left":
      fences += 1
      write("\\left", isWord: true)
    case "right":
      fences -= 1
      if fences < 0 { return .unbalanced }
      write("\\right", isWord: true)
    case "label", "tag", "tag*":
      // Labels and numbers are those of the report; a tag of the author's stands beside it as text.
      guard let content = group() else { return .unbalanced }
      if name != "label" {
        let words = content.map(\.text).joined().filter { !"\\{}$#%&_^~".contains($0) }
        write("\\qquad\\text{(\(words))}", isWord: false)
      }
      return nil
    case "eqref", "ref", "nonumber", "notag":
      if name.hasSuffix("ref") { _ = group() }
      return nil
    case "color", "textcolor", "colorbox", "fcolorbox": return colour(name)
    case "cr": return character(pair: "\\\\")
    // In mathematics it says nothing.
    case "ensuremath" where mode == .mathematics: break
    case "\\":
      return character(pair: "\\\\")
    case "*": write("*", isWord: false)
    case "(", ")":
      guard mode == .text || open.last?.kind == .dollar else { return .unbalanced }
      return character("$")
    case "[", "]": return .unbalanced
    case ",", ";", ":", "!", ">", " ", "{", "}", "|", "#", "$", "%", "&", "_", "/", "-", "'", "`", "^", "~",
      "\"", "=", ".":
      let isAccent = mode == .mathematics && "'`^~\"=.-".contains(name)
      write(isAccent ? "" : "\\" + name, isWord: false)
    // The letters with a double stroke are capitals; digits and small letters of that font are other signs.
    case "mathbb" where !hasCapitals(), "Bbb" where !hasCapitals(): write("\\mathbf", isWord: true)
    case "boldsymbol" where isBold, "bm" where isBold, "pmb" where isBold: break
    default:
      let word = name.hasSuffix("*") ? String(name.dropLast()) : name
      let isLetter = mode == .text && TeXVocabulary.textLetters.contains(word)
      guard TeXVocabulary.commands.contains(word) || isLetter || marks.contains(word) else {
        return .command("\\" + name)
      }
      write("\\" + name, isWord: name == word)
      if TeXVocabulary.text.contains(word) { opensText = true }
      if ["boldsymbol", "bm", "pmb"].contains(word) {
        opensBold = true
        return nil
      }
    }
    return nil
  }

  /// Colours that the document knows are kept, others left out.
  private mutating func colour(_ name: String) -> LaTeXFormula.Refusal? {
    guard let words = group() else { return .unbalanced }
    let colour = words.map(\.text).joined()
    if name == "fcolorbox" { _ = group() }
    let isKnown = TeXVocabulary.colours.contains(colour)
    switch name {
    case "color": if isKnown { write("\\color{\(colour)}", isWord: false) }
    case "textcolor": if isKnown { write("\\textcolor{\(colour)}", isWord: false) }
    default:
      write(isKnown ? "\\colorbox{\(colour)}" : "\\mbox", isWord: !isKnown)
      opensText = true
    }
    return nil
  }

  private mutating func character(pair: String) -> LaTeXFormula.Refusal? {
    write(pair, isWord: false)
    return nil
  }

  /// Whether nothing has been written since a row ended.
  private var endsRow: Bool {
    output.utf8.reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.starts(
      with: "\\\\".utf8
    )
  }

  /// Whether nothing but a length follows, up to the bracket that closes.
  private var beginsLength: Bool {
    FormulaReach.isLength(
      tokens[index...].prefix(24).prefix { $0 != .character("]") }.filter { !$0.isSpace }.map(\.text).joined()
    )
  }

  /// Whether the argument that follows holds nothing but capital letters.
  private func hasCapitals() -> Bool {
    var depth = 0
    for token in tokens[index...] {
      switch token {
      case .space, .lineBreak: continue
      case .character("{"): depth += 1
      case .character("}"): return true
      case .character(let character):
        guard character.isASCII, character.isUppercase || !(character.isLetter || character.isNumber) else {
          return !character.isASCII
        }
        if depth == 0 { return true }
      case .command: return true
      }
    }
    return true
  }

  /// Takes a group behind a command that is not written.
  private mutating func group() -> [TeXToken]? {
    while index < tokens.count, tokens[index].isSpace { index += 1 }
    guard index < tokens.count, tokens[index] == .character("{") else { return nil }
    var depth = 0
    let start = index + 1
    while index < tokens.count {
      if tokens[index] == .character("{") { depth += 1 }
      if tokens[index] == .character("}") { depth -= 1 }
      index += 1
      if depth == 0 { return Array(tokens[start..<(index - 1)]) }
    }
    return nil
  }

  private mutating func environment(begins: Bool) -> LaTeXFormula.Refusal? {
    guard let words = group() else { return .unbalanced }
    let name = words.map(\.text).joined()
    if mode == .text, open.allSatisfy({ $0.kind != .group }), LaTeXFormula.displayEnvironments[name] != nil {
      return .command("\\begin{\(name)}")
    }
    if let inner = LaTeXFormula.displayEnvironments[name] {
      // An environment that is a display of its own is one inside a display here.
      if inner.isEmpty { return nil }
      // Their numbers of columns and lines are not needed.
      if begins, name.hasPrefix("alignat") == false, name.hasPrefix("IEEE") { _ = group() }
      return environment(inner, begins)
    }
    let isText = mode == .text && Self.layoutEnvironments.contains(name)
    guard TeXVocabulary.environments.contains(name) || isText else { return .command("\\begin{\(name)}") }
    return environment(name, begins)
  }

  private mutating func environment(_ name: String, _ begins: Bool) -> LaTeXFormula.Refusal? {
    if begins {
      open.append((.environment(name), mode, isBold))
    } else {
      guard open.popLast()?.kind == .environment(name) else { return .unbalanced }
    }
    write("\\\(begins ? "begin" : "end"){\(name)}", isWord: false)
    if begins, ["array", "subarray"].contains(name) {
      guard let columns = group() else { return .unbalanced }
      write("{\(ArrayColumns.normalized(columns.map(\.text).joined()))}", isWord: false)
    }
    return nil
  }

  private mutating func character(_ character: Character) -> LaTeXFormula.Refusal? {
    switch character {
    case "{":
      open.append((.group, mode, isBold))
      if opensText { mode = .text }
      if opensBold { isBold = true }
      write("{", isWord: false)
    case "}":
      guard let last = open.popLast(), last.kind == .group else { return .unbalanced }
      mode = last.mode
      isBold = last.isBold
      write("}", isWord: false)
    case "$":
      if mode == .text {
        open.append((.dollar, mode, isBold))
        mode = .mathematics
      } else {
        guard let last = open.popLast(), last.kind == .dollar else { return .unbalanced }
        mode = last.mode
      }
      write("$", isWord: false)
    case "[" where endsRow && !beginsLength:
      // A row that begins with a bracket is no length behind the row before it.
      write("{}[", isWord: false)
    case "_" where mode == .text: write("\\_", isWord: false)
    case "^" where mode == .text: write("\\textasciicircum{}", isWord: false)
    case "#": return .unbalanced
    case "^":
      if output.hasSuffix("^") { return .command("^^") }
      write("^", isWord: false)
    case "~", "&": write(String(character), isWord: false)
    default:
      if character.isASCII {
        if (character.asciiValue ?? 0) >= 0x20 { write(String(character), isWord: false) }
      } else if mode == .text {
        write(LaTeXCharacters.text(character), isWord: false)
      } else if let command = LaTeXCharacters.mathematical(character) {
        write(command + " ", isWord: false)
      } else {
        write("\\text{\(LaTeXCharacters.text(character))}", isWord: false)
      }
    }
    opensText = false
    opensBold = false
    return nil
  }
}
