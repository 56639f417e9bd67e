// A formula in the pieces between which a line may end, as a textbook ends it: before a relation, before a sign of a sum,
// before a sign of a product, and inside long brackets only where nothing else is left.
//
// Nothing is understood beyond groups, fences and brackets; a formula with anything that reaches over a break (a change of
// font, an `\over`) is one piece.

/// A formula in the pieces between which a line may end.
struct BreakableFormula: Sendable, Hashable {
  /// What a line may end before; the first is the best place.
  enum Break: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// A relation: `=`, `⟹`.
    case relation
    /// A sign of a sum outside of all brackets.
    case sum
    /// A sign of a product outside of all brackets.
    case product
    /// A sign of a sum or a product in brackets.
    case inside
    /// Between factors without a sign, before a function or a bracket.
    case factor

    static func < (left: Break, right: Break) -> Bool { left.rawValue < right.rawValue }
  }

  /// What stands between two breaks.
  struct Piece: Sendable, Hashable {
    /// The break before it; that of the first piece says nothing.
    let before: Break
    /// Its LaTeX, which is set like the middle of a formula.
    let latex: String
  }

  /// What becomes of fractions that are too long for a line.
  enum Fractions: Sendable, Hashable {
    /// They stay as they are written.
    case kept
    /// What divides becomes a factor in front, behind which the line may end.
    case factored
  }

  /// The whole formula.
  let latex: String
  /// The pieces; one where there is no place to break.
  let pieces: [Piece]

  /// The pieces of a formula; `fractions` are those of a person, which stay, or of this program.
  init(_ latex: String, fractions: Fractions = .kept) {
    self.latex = latex
    guard let read = MarkedToken.tokens(of: latex) else {
      pieces = [Piece(before: .relation, latex: latex)]
      return
    }
    let tokens = fractions == .kept ? read : Self.withFactors(read)
    guard let breaks = Self.breaks(in: tokens), !breaks.isEmpty else {
      pieces = [Piece(before: .relation, latex: latex)]
      return
    }
    let starts = [0] + breaks.map(\.place)
    let ends = breaks.map(\.place) + [tokens.count]
    pieces = zip(starts.indices, zip(starts, ends)).map { index, range in
      let before = index == 0 ? Break.relation : breaks[index - 1].kind
      // Fences that open before the piece and close behind it are as high as all that they hold.
      let opened = index > 0 ? breaks[index - 1].fences : []
      let closed = index < breaks.count ? breaks[index].fences : []
      // A sign is set as one with two sides.
      let empty = index == 0 || before == .factor ? "" : "{}"
      let inside =
        opened.map { MarkedToken("\\left.\($0.phantom)\(empty)", $0.marks) } + tokens[range.0..<range.1]
        + closed.reversed().map { MarkedToken("\($0.phantom)\\right.", $0.marks) }
      let text = MarkedToken.latex(of: inside[...])
      return Piece(before: before, latex: opened.isEmpty ? empty + text : text)
    }
  }

  // MARK: - Places

  private struct Place {
    let place: Int
    let kind: Break
    /// The fences that are cut here, the outermost first.
    let fences: [Fence]
  }

  /// A pair of `\left` and `\right` that is cut, which must stay as high as before.
  private struct Fence {
    /// A phantom as high as what it holds.
    let phantom: String
    let marks: [MarkedToken.Mark]
  }

  /// Brackets in which fewer visible characters stand are kept together.
  private static let shortestOpenedBracket = 12
  /// Brackets inside of this many are kept together.
  private static let deepestOpenedBracket = 3
  /// Fractions with fewer visible characters above the stroke are kept together.
  private static let shortestFactoredFraction = 20

  /// The places before which a line may end; nil where the formula has to stay whole.
  private static func breaks(in tokens: [MarkedToken]) -> [Place]? {
    var places: [Place] = []
    var open: [Bracket] = []
    // What an operator needs on its left to be one of two sides.
    var hasOperand = false
    for (index, token) in tokens.enumerated() {
      if hasOperand, open.allSatisfy(\.isLong), isFactor(at: index, in: tokens) {
        places.append(Place(place: index, kind: .factor, fences: open.compactMap(\.fence)))
      }
      if open.allSatisfy(\.isLong), unbreakable.contains(token.text) { return nil }
      if token.isClosing {
        guard open.popLast() != nil else { return nil }
        hasOperand = true
        continue
      }
      if token.isOpening {
        let mayOpen = open.count < deepestOpenedBracket && open.allSatisfy(\.isLong)
        open.append(mayOpen ? Bracket(opening: index, in: tokens) : Bracket())
        hasOperand = false
        continue
      }
      guard !token.isScript, let kind = kind(of: token.text) else {
        if !token.isBlank { hasOperand = true }
        continue
      }
      defer { hasOperand = false }
      guard hasOperand || kind == .relation, index > 0 else { continue }
      if open.isEmpty {
        places.append(Place(place: index, kind: kind, fences: []))
      } else if kind != .relation, open.allSatisfy(\.isLong) {
        places.append(Place(place: index, kind: .inside, fences: open.compactMap(\.fence)))
      }
    }
    return open.isEmpty ? places : nil
  }

  /// Whether a factor begins that nobody takes for part of the one before: a function or a bracket behind a space, a bracket
  /// behind a bracket.
  private static func isFactor(at index: Int, in tokens: [MarkedToken]) -> Bool {
    guard index > 0, !tokens[index].isScript else { return false }
    let before = tokens[index - 1]
    let isBracket = tokens[index].isOpening && tokens[index].text.hasSuffix("(")
    if before.text == "\\," {
      // A number stays with what it counts.
      let isNumber = index < 2 || tokens[index - 2].text.allSatisfy(\.isNumber)
      return !isNumber && (isBracket || factors.contains(tokens[index].text))
    }
    return isBracket && before.isClosing && before.text.hasSuffix(")")
  }

  /// A bracket that is open.
  private struct Bracket {
    /// Whether it holds so much that a line may end in it.
    let isLong: Bool
    /// What has to be done where it is cut; nil for brackets of one height.
    let fence: Fence?

    /// A bracket inside of another one, which is kept together.
    init() {
      isLong = false
      fence = nil
    }

    init(opening index: Int, in tokens: [MarkedToken]) {
      var depth = 0
      var end = index
      repeat {
        if tokens[end].isOpening { depth += 1 }
        if tokens[end].isClosing { depth -= 1 }
        end += 1
      } while depth > 0 && end < tokens.count
      let inside = tokens[(index + 1)..<max(index + 1, end - 1)]
      let visible = inside.count { $0.isVisible }
      let isGroup = tokens[index].text == "{" || tokens[index].text == "\\begin"
      isLong = !isGroup && visible >= BreakableFormula.shortestOpenedBracket
      fence =
        tokens[index].text.hasPrefix("\\left") && tokens[index].text != "\\left"
        ? Fence(
          phantom: BreakableFormula.phantom(of: inside),
          marks: tokens[index].marks
        ) : nil
    }
  }

  /// Something invisible as high as the first high thing of a bracket; nothing where letters alone stand in it.
  private static func phantom(of inside: ArraySlice<MarkedToken>) -> String {
    guard let start = inside.firstIndex(where: { high.contains($0.text) }) else { return "" }
    var end = start + 1
    var depth = 0
    while end < inside.endIndex, depth > 0 || inside[end].text == "{" {
      if inside[end].isOpening { depth += 1 }
      if inside[end].isClosing { depth -= 1 }
      end += 1
    }
    return "\\vphantom{\(MarkedToken.latex(of: inside[start..<end], marks: false))}"
  }

  private static let high: Set<String> = ["\\frac", "\\dfrac", "\\sum", "\\prod", "\\int"]

  // MARK: - Fractions

  /// The formula with long fractions outside of all groups written as factors: N/D as 1/D · N.
  private static func withFactors(_ tokens: [MarkedToken]) -> [MarkedToken] {
    var result: [MarkedToken] = []
    var depth = 0
    var place = 0
    while place < tokens.count {
      let token = tokens[place]
      if depth == 0, token.text == "\\frac", let top = group(at: place + 1, in: tokens),
        let bottom = group(at: top.upperBound + 1, in: tokens),
        tokens[top].count(where: \.isVisible) >= shortestFactoredFraction
      {
        let inside = Array(tokens[top])
        let isSum = breaks(in: inside)?.contains { $0.kind == .sum } ?? true
        result += [token] + ["{", "1", "}"].map { MarkedToken($0, token.marks) }
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

  // MARK: - Words

  private static func kind(of text: String) -> Break? {
    if relations.contains(text) { return .relation }
    if sums.contains(text) { return .sum }
    if products.contains(text) { return .product }
    return nil
  }

  /// What begins a factor that is longer than a letter.
  private static let factors: Set<String> = [
    "\\operatorname", "\\sqrt", "\\frac", "\\exp", "\\log", "\\sin", "\\cos", "\\tanh", "\\det", "\\min",
    "\\max",
    "\\sum", "\\prod",
  ]
  private static let relations: Set<String> = [
    "=", "\\implies", "\\Rightarrow", "\\iff", "\\Leftrightarrow", "\\equiv", "\\approx", "\\leq", "\\geq",
    "\\le", "\\ge", "\\to", "\\Longrightarrow", "\\coloneqq", "\\neq", "\\ne", "\\overset", "\\stackrel",
  ]
  private static let sums: Set<String> = ["+", "-", "\\pm", "\\mp", "\\oplus"]
  private static let products: Set<String> = [
    ":", "\\colon", "\\odot", "\\circ", "\\otimes", "\\cdot", "\\times",
  ]
  /// What reaches over all that follows.
  private static let unbreakable: Set<String> = [
    "\\over", "\\atop", "\\choose", "\\above", "\\brack", "\\brace", "\\color", "\\bf", "\\rm", "\\it",
    "\\cal",
    "\\middle", "&", "\\\\", "\\cr", "\\tag", "\\displaylimits", "\\scriptstyle", "\\textstyle", "\\large",
    "\\small", "\\tiny", "\\Large", "\\boldmath",
  ]
}
