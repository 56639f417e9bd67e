// The tokens of a formula of this program, with the marks that lie over them: a mark is no group, so that a formula can be
// cut under it, and each part gets a mark of its own.

/// A token of a formula.
struct MarkedToken: Sendable, Hashable {
  /// What is drawn over a part of a formula; the raw values are the commands of the documents.
  enum Mark: String, Sendable, Hashable, CaseIterable {
    /// The next line rewrites it.
    case changed = "nablamark"
    /// The line before was rewritten to it.
    case image = "nablaimage"
    /// It is at fault.
    case faulty = "nablafaulty"
  }

  /// A control word, a character, or a fence with its size: `\left(`.
  let text: String
  /// The marks over it, the outermost first.
  var marks: [Mark]
  /// Whether it opens a group, a fence or a bracket.
  var isOpening = false
  /// Whether it closes one.
  var isClosing = false
  /// Whether it is an index or exponent without braces, and so no operator.
  var isScript = false

  /// Whether it only makes space.
  var isBlank: Bool { Self.blanks.contains(text) || text.allSatisfy(\.isWhitespace) }

  /// Whether a reader sees it.
  var isVisible: Bool { !isBlank && !Self.invisible.contains(text) && !text.hasPrefix("\\operatorname") }

  /// A token that opens and closes nothing.
  init(_ text: String, _ marks: [Mark]) {
    self.text = text
    self.marks = marks
  }

  /// A fence with its size: `\left(`, `\right)`.
  init(fence: String, _ marks: [Mark]) {
    self.init(fence, marks)
    isOpening = fence.hasPrefix("\\left")
    isClosing = !isOpening
  }

  /// The tokens of a formula; nil where its groups do not match.
  static func tokens(of latex: String) -> [MarkedToken]? {
    var result: [MarkedToken] = []
    var marks: [Mark] = []
    // What each open group is: one of a mark, or one of TeX.
    var groups: [Mark?] = []
    var toggles: [String] = []
    var pending: Mark?
    var fence: String?
    for token in LaTeXText.tokens(latex) {
      var text = String(token.text)
      if let mark = Mark(command: text) {
        guard pending == nil, fence == nil else { return nil }
        pending = mark
        continue
      }
      if let mark = pending {
        if text.allSatisfy(\.isWhitespace) { continue }
        guard text == "{" else { return nil }
        groups.append(mark)
        marks.append(mark)
        pending = nil
        continue
      }
      let size = fence
      if let size {
        text = size + text
        fence = nil
      } else if fences.contains(text) {
        fence = text
        continue
      }
      if text == "{" { groups.append(nil) }
      if text == "}" {
        guard let group = groups.popLast() else { return nil }
        if group != nil {
          marks.removeLast()
          continue
        }
      }
      var next = MarkedToken(text, marks)
      next.isScript = result.last.map { $0.text == "^" || $0.text == "_" } ?? false
      next.classify(&toggles, size: size ?? "")
      result.append(next)
    }
    return groups.isEmpty && pending == nil && fence == nil ? result : nil
  }

  /// Says whether the token opens or closes something; `size` is the command before a fence.
  private mutating func classify(_ toggles: inout [String], size: String) {
    guard !isScript || text == "{" else { return }
    if size == "\\left" || size == "\\right" || size.hasSuffix("l") || size.hasSuffix("r") {
      isOpening = size == "\\left" || size.hasSuffix("l")
      isClosing = !isOpening
      return
    }
    let delimiter = String(text.dropFirst(size.count))
    if Self.bars.contains(delimiter) {
      // The first of two bars opens, the second closes.
      isClosing = toggles.last == delimiter
      isOpening = !isClosing
      if isClosing { toggles.removeLast() } else { toggles.append(delimiter) }
      return
    }
    isOpening = Self.opening.contains(delimiter)
    isClosing = Self.closing.contains(delimiter)
  }

  /// The LaTeX of some tokens, with one command for each run under a mark.
  static func latex(of tokens: ArraySlice<MarkedToken>, marks shows: Bool = true) -> String {
    var result = ""
    var open: [Mark] = []
    for token in tokens {
      let wanted = shows ? token.marks : []
      while open.count > wanted.count || !zip(open, wanted).allSatisfy({ $0 == $1 }) {
        open.removeLast()
        result += "}"
      }
      for mark in wanted.dropFirst(open.count) {
        result += "\\\(mark.rawValue){"
        open.append(mark)
      }
      // Two letters in a row would be one control word.
      if let last = token.text.first, last.isLetter, result.endsInControlWord { result += " " }
      result += token.text
    }
    return result + String(repeating: "}", count: open.count)
  }

  // MARK: - Words

  private static let blanks: Set<String> = [
    "\\,", "\\;", "\\:", "\\!", "\\ ", "\\quad", "\\qquad", "\\>", "~", "\\displaystyle",
  ]
  private static let invisible: Set<String> = [
    "{", "}", "^", "_", "\\frac", "\\mathrm", "\\mathbf", "\\boldsymbol", "\\text", "\\bm", "\\mathbb",
    "\\tfrac", "\\dfrac", "\\left.", "\\right.", "\\limits", "\\begin", "\\end", "&",
  ]
  private static let bars: Set<String> = ["|", "\\|", "\\vert", "\\Vert"]
  private static let sized = ["\\big", "\\Big", "\\bigg", "\\Bigg"]
  private static let fences: Set<String> = Set(
    ["\\left", "\\right"] + sized.flatMap { [$0 + "l", $0 + "r", $0] }
  )
  private static let opening: Set<String> = [
    "{", "(", "[", "\\{", "\\langle", "\\lVert", "\\lvert", "\\lfloor", "\\lceil", "\\begin",
  ]
  private static let closing: Set<String> = [
    "}", ")", "]", "\\}", "\\rangle", "\\rVert", "\\rvert", "\\rfloor", "\\rceil", "\\end",
  ]
}

extension MarkedToken.Mark {
  /// The names of the commands.
  static let commands = Set(allCases.map(\.rawValue))

  init?(command: String) {
    guard command.first == "\\" else { return nil }
    self.init(rawValue: String(command.dropFirst()))
  }
}

extension String {
  /// Whether a letter after the text would belong to its last control word.
  fileprivate var endsInControlWord: Bool {
    let letters = reversed().prefix { $0.isASCII && $0.isLetter }
    return !letters.isEmpty && dropLast(letters.count).last == "\\"
  }
}
