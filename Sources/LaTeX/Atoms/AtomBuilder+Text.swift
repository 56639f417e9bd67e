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
