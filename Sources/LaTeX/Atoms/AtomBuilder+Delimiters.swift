// Brackets and strokes with a size: `\big|`, `\left( … \right)`.

import Diagnostics

extension AtomBuilder {
  func beginsBracket(_ place: Int) -> Bool {
    let token = tokens[place]
    if token.isCharacter("(") || token.isCharacter("[") { return true }
    return token.isCommand("left") || token.isCommand("big") || token.isCommand("bigl")
      || token.isCommand("Big")
      || token.isCommand("Bigl")
  }

  mutating func sizedDelimiter(_ token: Token) -> [LaTeXAtom] {
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
  mutating func fence(_ token: Token) -> [LaTeXAtom] {
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
}
