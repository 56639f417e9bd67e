// Words of `\text{…}` and its kin, and arguments that are taken as they are written.

import Diagnostics

extension AtomBuilder {
  /// `\text{…}`: part of the formula when it is a name, words otherwise.
  mutating func text(_ token: Token) -> [LaTeXAtom] {
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
      if names.function(called: word) != nil {
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
    if namesValue(raw, from: start - 2) {
      spokenNames.insert(word)
      return [LaTeXAtom(.letter(word), place, isJoined: !token.isSpaced, font: "roman")]
    }
    let words = raw.split(separator: " ").joined(separator: " ")
    // White space alone parts what stands around it, as `\quad` does.
    if words.isEmpty { return tokens[index - 1].isSpaced ? [LaTeXAtom(.wideSpace, place)] : [] }
    return [LaTeXAtom(.text(words), place, isJoined: !token.isSpaced)]
  }

  /// Whether words are the name of a value: at the beginning of a row before its relation or its arguments,
  /// `\text{loss}(\theta) = …`, and wherever they stand after that.
  ///
  /// What is derived of a function that is named elsewhere, `\text{Hessian} = …`, is a claim and no name.
  private func namesValue(_ raw: String, from place: Int) -> Bool {
    let word = raw.filter { $0 != " " }
    if spokenNames.contains(word) { return true }
    let parts = raw.split(separator: " ").map(String.init)
    guard let first = parts.first, parts.count <= 5, word.allSatisfy({ $0.isASCII && $0.isLetter }),
      word.count > 1, RowReader.connective(of: first) == nil, UnreadNotation(word: first) == nil,
      !["hessian", "gradient", "jacobian", "derivative", "differential"].contains(word.lowercased())
    else { return false }
    var after = index
    while after < tokens.count, tokens[after].kind == .alignment { after += 1 }
    guard beginsRow(after: place), after < tokens.count else { return false }
    // One row alone says something of what the words mean: `\text{prox}(x) = x` names nothing that is used.
    guard isDefining || tokens[after...].contains(where: isBreak) else { return false }
    return tokens[after].isCharacter("=") || tokens[after].isCharacter("(") && parts.count == 1
      || tokens[after].isCharacter(":") && after + 1 < tokens.count && tokens[after + 1].isCharacter("=")
  }

  private func isBreak(_ token: Token) -> Bool {
    token.kind == .command && LaTeXSymbols.rowBreaks.contains(token.text)
  }

  /// Whether a row begins behind a token: at a break, perhaps with its distance, a column or an environment.
  private func beginsRow(after place: Int) -> Bool {
    guard tokens.indices.contains(place) else { return true }
    if tokens[place].kind == .alignment || isBreak(tokens[place]) { return true }
    guard tokens[place].kind == .close || tokens[place].isCharacter("]") else { return false }
    let opened = tokens[..<place].lastIndex { $0.kind == .open || $0.isCharacter("[") } ?? 0
    guard opened > 0 else { return false }
    let owner = tokens[opened - 1]
    return tokens[place].kind == .close ? owner.isCommand("begin") : isBreak(owner)
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

  /// The tokens of a group as they are written, for names of environments and words.
  mutating func rawGroup() -> (text: String, range: SourceRange)? {
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
}
