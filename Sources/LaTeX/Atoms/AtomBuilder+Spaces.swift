// Spaces of a stated length: `\hspace{1cm}`, `\kern 2em`, `\mkern-3mu`.

import Diagnostics

extension AtomBuilder {
  /// From how many em on a space parts statements, as `\quad` does.
  private static let wideLength = 1.0

  /// The units of TeX in em, roughly: 1 em is 10 pt in text of that size.
  private static let units: [String: Double] = [
    "em": 1, "ex": 0.43, "pt": 0.1, "bp": 0.1, "cm": 2.85, "mm": 0.285, "in": 7.2, "pc": 1.2, "mu": 1.0 / 18,
  ]

  /// A space whose length follows, in braces or not; a wide one is an atom, a small one leaves no trace.
  mutating func measuredSpace(_ token: Token) -> [LaTeXAtom] {
    if index < tokens.count, tokens[index].isCharacter("*") { index += 1 }
    var length = ""
    if index < tokens.count, tokens[index].kind == .open {
      length = rawGroup()?.text ?? ""
    } else if token.text != "hspace" {
      length = bareLength()
    }
    let number = length.prefix { !$0.isLetter }.filter { $0 != " " }
    let unit = length.drop { !$0.isLetter }.prefix { $0.isLetter }
    guard let count = Double(number), let em = Self.units[String(unit)], count * em >= Self.wideLength else {
      return []
    }
    // The length belongs to the row as it is shown.
    return [LaTeXAtom(.wideSpace, token.range.union(tokens[index - 1].range))]
  }

  /// A length without braces: a sign, digits, and a unit of two letters.
  private mutating func bareLength() -> String {
    var text = ""
    var letters = 0
    while index < tokens.count, tokens[index].kind == .character, let sign = tokens[index].text.first {
      let isNumber = sign.isNumber || sign == "." || ((sign == "-" || sign == "+") && text.isEmpty)
      guard letters == 0 && isNumber || sign.isASCII && sign.isLetter && letters < 2 else { break }
      if sign.isLetter { letters += 1 }
      text += tokens[index].text
      index += 1
    }
    return text
  }
}
