// Long fractions of this program as factors, since no line ends in a fraction.

extension BreakableFormula {
  /// Fractions with fewer visible characters above the stroke are kept together.
  private static let shortestFactoredFraction = 20
  /// So many fractions in numerators of fractions are opened.
  private static let deepestFraction = 3

  /// The formula with long fractions as factors, those in the numerators of others, too.
  static func withFactors(_ tokens: [MarkedToken]) -> [MarkedToken] {
    var result = tokens
    for _ in 0..<deepestFraction {
      let next = withOuterFactors(result)
      if next == result { break }
      result = next
    }
    return result
  }

  /// The formula with long fractions outside of all groups written as factors: N/D as 1/D · N.
  private static func withOuterFactors(_ tokens: [MarkedToken]) -> [MarkedToken] {
    var result: [MarkedToken] = []
    var depth = 0
    var place = 0
    while place < tokens.count {
      let token = tokens[place]
      if depth == 0, token.text == "\\frac", let top = group(at: place + 1, in: tokens),
        let bottom = group(at: top.upperBound + 1, in: tokens),
        tokens[top].count(where: \.isVisible) >= shortestFactoredFraction
      {
        var inside = Array(tokens[top])
        let isSum = breaks(in: inside)?.contains { $0.kind == .sum } ?? true
        // A number in front stays above the stroke: 2/n · B, not 1/n · 2B.
        var number = isSum ? [] : Array(inside.prefix { $0.text.allSatisfy(\.isNumber) })
        if number.count < inside.count, !["^", "_", "."].contains(inside[number.count].text) {
          inside = Array(inside.dropFirst(number.count).drop(while: \.isBlank))
        } else {
          number = []
        }
        var opening = MarkedToken("{", token.marks)
        opening.isOpening = true
        var closing = MarkedToken("}", token.marks)
        closing.isClosing = true
        result += [token, opening] + (number.isEmpty ? [MarkedToken("1", token.marks)] : number) + [closing]
        result += tokens[(top.upperBound + 1)...bottom.upperBound]
        result.append(MarkedToken("\\,", token.marks))
        result += isSum ? [MarkedToken(fence: "\\left(", token.marks)] + inside : inside
        if isSum { result.append(MarkedToken(fence: "\\right)", token.marks)) }
        place = bottom.upperBound + 1
        continue
      }
      if token.text == "{" || token.text == "\\begin" { depth += 1 }
      if token.text == "}" || token.text == "\\end" { depth -= 1 }
      result.append(token)
      place += 1
    }
    return result
  }

  /// What stands in the braces at a place; nil where there are none.
  private static func group(at place: Int, in tokens: [MarkedToken]) -> Range<Int>? {
    guard place < tokens.count, tokens[place].text == "{" else { return nil }
    var depth = 0
    for index in place..<tokens.count {
      if tokens[index].text == "{" { depth += 1 }
      if tokens[index].text == "}" { depth -= 1 }
      if depth == 0 { return (place + 1)..<index }
    }
    return nil
  }
}
