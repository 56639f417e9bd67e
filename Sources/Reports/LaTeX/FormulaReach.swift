// How far a formula of an author's may reach out of its own place. Raised boxes, boxes without a width and negative space could
// lay one thing over another, a formula over a verdict; in the small they are how signs are put together, and that is left.

enum FormulaReach {
  /// Horizontal space that one formula may take back, and how far it may be moved up or down, in ems.
  private static let backBound = 8.0
  private static let heightBound = 2.0
  private static let widthBound = 60.0
  /// The longest content of a box without width or height.
  private static let overlapBound = 16

  /// Whether a text may hold what reaches out of its place; most texts do not.
  static func mayReach(_ tex: String) -> Bool {
    let words = ["kern", "skip", "space", "lap", "clap", "smash", "raisebox", "\\rule", "\\above", "\\!"]
    return tex.contains("\\") && (words.contains { tex.contains($0) } || tex.contains(#/\\\\\s*\[/#))
  }

  /// Whether a text holds lengths, in which no minus sign is one of mathematics.
  static func holdsLengths(_ tex: String) -> Bool {
    ["kern", "skip", "space", "raisebox", "\\rule"].contains { tex.contains($0) }
  }

  /// Whether a text without blanks is a length, such as `3pt`.
  static func isLength(_ text: String) -> Bool {
    let number = text.dropLast(2)
    return units[String(text.suffix(2))] != nil && !number.isEmpty
      && number.allSatisfy { "+-.,0123456789".contains($0) }
  }

  /// The tokens with what reaches too far held back.
  static func contained(_ tokens: [TeXToken]) -> [TeXToken] {
    var containment = Containment(tokens)
    return containment.run()
  }

  /// Commands whose argument takes no room.
  private static let overlaps: Set<String> = [
    "smash", "rlap", "llap", "clap", "mathrlap", "mathllap", "mathclap",
  ]

  /// Commands with lengths behind them, and how many.
  private static let lengths: [String: Int] = [
    "kern": 1, "mkern": 1, "hskip": 1, "mskip": 1, "hspace": 1, "hspace*": 1, "mspace": 1, "raisebox": 1,
    "rule": 2, "above": 1, "\\": 1,
  ]

  /// Spaces that go back, in ems.
  private static let backSpaces = [
    "!": 3.0 / 18, "negthinspace": 3.0 / 18, "negmedspace": 4.0 / 18, "negthickspace": 5.0 / 18,
  ]

  /// Ems to a unit, for type of ten points.
  private static let units: [String: Double] = [
    "em": 1, "ex": 0.43, "mu": 1.0 / 18, "pt": 0.1, "bp": 0.1, "px": 0.075, "pc": 1.2, "dd": 0.107,
    "cc": 1.28,
    "cm": 2.85, "mm": 0.285, "in": 7.23, "sp": 0.000_001_5,
  ]

  private struct Containment {
    private let tokens: [TeXToken]
    private var index = 0
    private var result: [TeXToken] = []
    private var back = FormulaReach.backBound
    private var height = FormulaReach.heightBound

    init(_ tokens: [TeXToken]) { self.tokens = tokens }

    mutating func run() -> [TeXToken] {
      while index < tokens.count {
        let token = tokens[index]
        index += 1
        guard case .command(let name) = token else {
          result.append(token)
          continue
        }
        if let space = FormulaReach.backSpaces[name] {
          back -= space
          if back >= 0 { result.append(token) }
        } else if FormulaReach.overlaps.contains(name) {
          if isSmall(after: index) { result.append(token) } else { skipBracket() }
        } else if let count = FormulaReach.lengths[name] {
          result.append(token)
          takeLengths(count, of: name)
        } else {
          result.append(token)
        }
      }
      return result
    }

    /// Whether a box without room holds no more than a sign or two.
    private func isSmall(after start: Int) -> Bool {
      var place = start
      var depth = 0
      var isBracket = false
      for token in tokens[start...].prefix(FormulaReach.overlapBound + 8) {
        place += 1
        switch token {
        case .character("["): if depth == 0 { isBracket = true }
        case .character("]"): isBracket = false
        case .character("{"): depth += 1
        case .character("}"):
          depth -= 1
          if depth <= 0 { return place - start <= FormulaReach.overlapBound }
        case .command(let name):
          let isSpace = ["quad", "qquad", "phantom", "hphantom", "vphantom", "begin", "color", "colorbox"]
            .contains(name)
          if isSpace || FormulaReach.lengths[name] != nil || FormulaReach.overlaps.contains(name) {
            return false
          }
          if depth == 0 { return true }
        case .character: if depth == 0, !isBracket { return true }
        case .space, .lineBreak: break
        }
      }
      return false
    }

    private mutating func skipSpace() {
      while index < tokens.count, tokens[index].isSpace {
        result.append(tokens[index])
        index += 1
      }
    }

    private mutating func skipBracket() {
      while index < tokens.count, tokens[index].isSpace { index += 1 }
      guard index < tokens.count, tokens[index] == .character("[") else { return }
      while index < tokens.count, tokens[index] != .character("]") { index += 1 }
      index += 1
    }

    private mutating func takeLengths(_ count: Int, of name: String) {
      // The length behind a row stands in brackets, and so does the height of a rule.
      if name == "\\" || name == "rule" {
        let start = (index, result.count)
        skipSpace()
        if index < tokens.count, tokens[index] == .character("[") {
          takeLength(name == "\\" ? .row : .raise)
        } else {
          index = start.0
          result.removeLast(result.count - start.1)
        }
        if name == "\\" { return }
      }
      for _ in 0..<count {
        skipSpace()
        takeLength(name == "rule" || name == "above" ? .size : name == "raisebox" ? .raise : .space)
      }
    }

    /// Takes one length, with its braces where it has some, and writes one that is within the bounds.
    private mutating func takeLength(_ kind: Length) {
      let isOpened = index < tokens.count && [.character("{"), .character("[")].contains(tokens[index])
      if isOpened {
        result.append(tokens[index])
        index += 1
      }
      defer {
        if isOpened, index < tokens.count, [.character("}"), .character("]")].contains(tokens[index]) {
          result.append(tokens[index])
          index += 1
        }
      }
      var end = index
      var number = ""
      var unit = ""
      while end < tokens.count, unit.count < 2, number.count < 40 {
        if case .character(let character) = tokens[end] {
          if unit.isEmpty, "+-.,0123456789".contains(character) {
            number.append(character)
          } else if character.isASCII, character.isLetter {
            unit.append(character)
          } else {
            break
          }
        } else if !tokens[end].isSpace || !unit.isEmpty {
          break
        }
        end += 1
      }
      guard let ems = FormulaReach.units[unit] else { return }
      let sign = number.count { $0 == "-" } % 2 == 0 ? 1.0 : -1.0
      let magnitude = Double(number.filter { !"+-".contains($0) }.replacing(",", with: "."))
      let value = magnitude.map { sign * $0 * ems } ?? 0
      let bounded = bounded(value, kind)
      index = end
      if bounded == value, magnitude != nil {
        result += (number + unit).map { .character($0) }
      } else {
        // Hundredths of a unit, so that the text is the same everywhere.
        let hundredths = Int((bounded / ems * 100).rounded(.towardZero))
        let digits =
          "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(abs(hundredths) % 100 / 10)\(abs(hundredths) % 10)"
        result += (digits + unit).map { .character($0) }
      }
    }

    private mutating func bounded(_ value: Double, _ kind: Length) -> Double {
      switch kind {
      case .size: return min(max(value, 0), FormulaReach.widthBound)
      case .space, .row:
        guard value < 0 else { return min(value, FormulaReach.widthBound) }
        let allowed = min(-value, max(kind == .row ? height : back, 0))
        if kind == .row { height -= allowed } else { back -= allowed }
        return -allowed
      case .raise:
        let allowed = min(abs(value), height)
        height -= allowed
        return value < 0 ? -allowed : allowed
      }
    }
  }

  /// What a length is one of.
  private enum Length {
    case space, row, raise, size
  }
}
