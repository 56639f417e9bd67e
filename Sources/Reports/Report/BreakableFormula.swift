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
    /// Between any two factors, or in brackets that are kept together while there is another way.
    case deep

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

  /// Whether a left side is so long that what it equals stands under it.
  static func isLong(_ left: String) -> Bool {
    // Letters and signs, not ems: what is needed is which of two ways a row is set, and both hold all of it.
    (MarkedToken.tokens(of: left)?.count { $0.isVisible } ?? left.count) > longestLeftSide
  }

  private static let longestLeftSide = 16

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
    guard let breaks = Self.breaks(in: tokens).map({ Self.needed($0, in: tokens) }), !breaks.isEmpty else {
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
        opened.map { MarkedToken("\\left.\($0.phantom("open"))\(empty)", $0.marks) }
        + tokens[range.0..<range.1]
        + closed.reversed().map { MarkedToken("\($0.phantom("close"))\\right.", $0.marks) }
      let text = MarkedToken.latex(of: inside[...])
      return Piece(before: before, latex: opened.isEmpty ? empty + text : text)
    }
  }

  // MARK: - Places

  struct Place {
    let place: Int
    let kind: Break
    /// The fences that are cut here, the outermost first.
    let fences: [Fence]
  }

  /// A pair of `\left` and `\right` that is cut, which must stay as high as before.
  struct Fence {
    /// Something invisible as high as what it holds; empty where nothing is needed.
    let strut: String
    let marks: [MarkedToken.Mark]

    /// The strut as the opening or closing half of a bracket, beside which no space is set, without the space of the
    /// delimiter that is not there.
    func phantom(_ side: String) -> String {
      (strut.isEmpty ? "" : "\\math\(side){\(strut)}") + "\\mkern-2.16mu "
    }
  }

  /// Brackets in which fewer visible characters stand are kept together.
  private static let shortestOpenedBracket = 12
  /// Brackets inside of this many are kept together while there is another way.
  private static let deepestOpenedBracket = 3
  /// Brackets inside of this many are always kept together.
  private static let deepestBracket = 8

  /// What stands between two breaks is short enough for a phone when it has so many visible characters.
  private static let longestPiece = 14

  /// The breaks without the deep ones between which little would stand: every break costs a page its weight.
  private static func needed(_ breaks: [Place], in tokens: [MarkedToken]) -> [Place] {
    var result: [Place] = []
    var deep: [Place] = []
    var start = 0
    func closePiece(at end: Int) {
      if tokens[start..<end].count(where: \.isVisible) > longestPiece { result += deep }
      deep = []
      start = end
    }
    for place in breaks {
      if place.kind == .deep {
        deep.append(place)
      } else {
        closePiece(at: place.place)
        result.append(place)
      }
    }
    closePiece(at: tokens.count)
    return result
  }

  /// The places before which a line may end; nil where the formula has to stay whole.
  static func breaks(in tokens: [MarkedToken]) -> [Place]? {
    var places: [Place] = []
    var open: [Bracket] = []
    // What an operator needs on its left to be one of two sides.
    var hasOperand = false
    // Where the scripts of the last factor end; a line may end behind them.
    var endOfScripts: Int?
    for (index, token) in tokens.enumerated() {
      let isDeep = open.count > deepestOpenedBracket
      if hasOperand, open.allSatisfy(\.isLong) {
        let isAfterScripts = endOfScripts == index && isAtom(at: index, in: tokens)
        if isFactor(at: index, in: tokens) {
          places.append(
            Place(place: index, kind: isDeep ? .deep : .factor, fences: open.compactMap(\.fence))
          )
        } else if isAfterScripts || isSpacedFactor(at: index, in: tokens) {
          places.append(Place(place: index, kind: .deep, fences: open.compactMap(\.fence)))
        }
      }
      if token.isBlank, endOfScripts == index { endOfScripts = index + 1 }
      if token.isScript, !token.isOpening, !carriesBounds(before: index, in: tokens) {
        endOfScripts = index + 1
      }
      if open.allSatisfy(\.isLong), unbreakable.contains(token.text) { return nil }
      if token.isClosing {
        guard let closed = open.popLast() else { return nil }
        if closed.isScript { endOfScripts = index + 1 }
        hasOperand = true
        continue
      }
      if token.isOpening {
        let mayOpen = open.count < deepestBracket && open.allSatisfy(\.isLong)
        var bracket = mayOpen ? Bracket(opening: index, in: tokens) : Bracket()
        bracket.isScript = token.isScript && !carriesBounds(before: index, in: tokens)
        open.append(bracket)
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
        places.append(Place(place: index, kind: isDeep ? .deep : .inside, fences: open.compactMap(\.fence)))
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

  /// Whether a factor begins behind a space: `\,` stands between factors that would run together.
  private static func isSpacedFactor(at index: Int, in tokens: [MarkedToken]) -> Bool {
    guard index > 1, tokens[index - 1].text == "\\,", isAtom(at: index, in: tokens) else { return false }
    return !tokens[index - 2].text.allSatisfy(\.isNumber)
  }

  /// Whether what can stand alone begins at a place: a letter, a function, a bracket; not the differential of one letter,
  /// which stays with its factor.
  private static func isAtom(at index: Int, in tokens: [MarkedToken]) -> Bool {
    let token = tokens[index]
    if token.text == "\\mathrm", index + 3 < tokens.count,
      tokens[index + 1].text == "d" || tokens[index + 2].text == "d"
    {
      let moved = tokens[(index + 2)...].first { !$0.isBlank && $0.text != "d" && $0.text != "}" }
      if moved.map({ !$0.isOpening && !factors.contains($0.text) }) ?? true { return false }
    }
    guard !token.isBlank, !token.isClosing, !token.isScript, kind(of: token.text) == nil else { return false }
    return token.text.first?.isLetter == true || token.isOpening && token.text.hasSuffix("(")
      || token.text.hasPrefix("\\") && token.text.dropFirst().first?.isLetter == true
  }

  /// Whether the scripts that begin at a place are the bounds of a sum, which stay with what is summed.
  private static func carriesBounds(before index: Int, in tokens: [MarkedToken]) -> Bool {
    var place = index - 1
    // Over `^`, `_`, and the script that stands before this one.
    var depth = 0
    while place > 0,
      depth > 0 || tokens[place].text == "^" || tokens[place].text == "_" || tokens[place].text == "}"
    {
      if tokens[place].isClosing { depth += 1 }
      if tokens[place].isOpening { depth -= 1 }
      place -= 1
    }
    return place >= 0 && bounded.contains(tokens[place].text)
  }

  private static let bounded: Set<String> = [
    "\\sum", "\\prod", "\\int", "\\min", "\\max", "\\log", "\\operatorname",
  ]

  /// A bracket that is open.
  private struct Bracket {
    /// Whether it holds so much that a line may end in it.
    let isLong: Bool
    /// What has to be done where it is cut; nil for brackets of one height.
    let fence: Fence?
    /// Whether it is an index or an exponent of a factor.
    var isScript = false

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
          strut: BreakableFormula.phantom(of: inside),
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
}
