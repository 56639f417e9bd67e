// Texts made of pieces that mean something to Markdown, for laws that hold for every text.

/// A generator of random numbers whose sequence is given by its seed (the SplitMix64 sequence).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

enum RandomMarkdown {
  private static let beginnings = [
    "", "", "", "", "> ", ">", "- ", "  - ", "1. ", "   ", "    ", "\t", "# ", "## ", "```", "~~~ x", "```",
    "---", "===",
    "<div>", "<!-- ", "* * *", "+ ", "2) ", ">     ", "-\t", "[a]: /u ", "- - ", "> > ", "</div>", "  ",
    "      ",
  ]
  private static let inlines = [
    "a", "word", " ", " ", "*", "**", "_", "`", "``", "[", "]", "](x)", "![", "<b>", "<http://e.org>", "\\",
    "&amp;",
    "<", ">", "é", "  ", "\"", "(", ")", "[a]", "!", "#", "\\*", "x.", "-->", "~~~", ":", "1",
  ]
  static let extended = [
    "$", "$$", "$x$", "$a_1*b$", "\\(", "\\)", "\\[", "\\]", "@eq-a", "[^1]", "[^1]: ", "|", " | ",
    "|---|---|", "`{nabla} x`",
    "{#eq-a .check}", "$`a`$", "```math", "{", "}", "\\|", "$$y\n+ z$$",
  ]

  /// A text of a few lines.
  static func text(
    using random: inout SeededGenerator,
    with more: [String] = []
  ) -> String {
    (0..<Int.random(in: 1...8, using: &random)).map { _ in
      var line = beginnings.randomElement(using: &random) ?? ""
      for _ in 0..<Int.random(in: 0...7, using: &random) {
        line += (inlines + more + more).randomElement(using: &random) ?? ""
      }
      return line
        + (Bool.random(using: &random) ? "\n" : "\n\n").prefix(Int.random(in: 1...2, using: &random))
    }
    .joined()
  }
}
