// Commands: those that are one atom, and those with arguments.

import Diagnostics

extension AtomBuilder {
  /// The command between lines below each other, as below a sum.
  static let atop = "atop"

  mutating func command(_ token: Token, font: String?) -> [LaTeXAtom] {
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
    if LaTeXSymbols.measuredSpaces.contains(name) { return measuredSpace(token) }
    if let count = LaTeXSymbols.silent[name] {
      for _ in 0..<count { _ = rawGroup() }
      return []
    }
    return structure(token, font: font)
  }

  /// Commands that are one atom and take no argument.
  private func fixed(_ name: String) -> LaTeXAtom.Kind? {
    if let letter = LaTeXSymbols.letters[name] { return .letter(letter) }
    if let relation = LaTeXSymbols.relations[name] { return .relation(relation) }
    if let connective = LaTeXSymbols.implications[name] { return .connective(connective) }
    if LaTeXSymbols.arrows.contains(name) { return .arrow(name) }
    if LaTeXSymbols.operators.contains(name) { return .operator(name) }
    switch name {
    case _ where LaTeXSymbols.rowBreaks.contains(name): return .rowBreak
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
    case AtomBuilder.atop: return .command(AtomBuilder.atop)
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

  private mutating func structure(_ token: Token, font: String?) -> [LaTeXAtom] {
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
        var builder = AtomBuilder(inner, names: names, isDefining: isDefining)
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
      guard let (raw, _) = rawGroup() else { return [] }
      let word = raw.filter { $0 != " " }
      // `\operatorname{d}` is the upright d of a differential.
      if word == "d", names.function(called: word) == nil {
        return [LaTeXAtom(.letter("d"), token.range, isJoined: isJoined, font: "roman")]
      }
      return [atom(.word(word))]
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
      if token.text == "underset", case .word? = content.last(where: { !$0.isInvisible })?.kind {
        // `\underset{x}{\min}` is `\min_x`.
        return content + [atom(.script(isSuper: false, label))]
      }
      return content
    case "substack":
      // Lines below each other: what `\atop` parts.
      return argument(font: font).map { line in
        line.kind == .rowBreak ? LaTeXAtom(.command(AtomBuilder.atop), line.range) : line
      }
    case "not":
      let content = argument()
      return content.contains { $0.kind == .relation(.equal) }
        ? [atom(.relation(.notEqual))] : [atom(.unknown("\\not"))]
    case "R": return [LaTeXAtom(.letter("R"), token.range, isJoined: isJoined, font: "double")]
    case MacroExpander.failure: return [atom(.unknown(""))]
    case let name where names.function(called: name) != nil: return [atom(.word(name))]
    default: return [atom(.unknown("\\" + token.text))]
    }
  }
}
