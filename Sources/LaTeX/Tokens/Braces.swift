// A brace that nobody closes takes the rows after it with it. It is closed at the end of its own row instead, so that
// one row alone is unread.

import Diagnostics

/// Pairs the braces of a display, each in the row that opens it.
struct Braces {
  private(set) var diagnostics: [Diagnostic] = []

  /// The tokens with braces in pairs; what is missing or too many is reported at its place.
  mutating func paired(_ given: [Token]) -> [Token] {
    var missing = 0
    var tokens: [Token] = []
    for token in given {
      if token.kind == .close, missing == 0 {
        report("nothing is open that this brace could close", token)
        continue
      }
      if token.kind == .open { missing += 1 }
      if token.kind == .close { missing -= 1 }
      tokens.append(token)
    }
    guard missing > 0 else { return tokens }
    var closers: [Int: Int] = [:]
    // The last rows first: the brace of an early row may be closed by a later one, as that of \eqalign{…} is.
    for row in Braces.rows(of: tokens).reversed() where missing > 0 {
      var open: [Int] = []
      for place in row {
        if tokens[place].kind == .open { open.append(place) }
        if tokens[place].kind == .close { _ = open.popLast() }
      }
      for place in open.suffix(missing) {
        report("this brace is never closed", tokens[place])
        closers[row.upperBound, default: 0] += 1
        missing -= 1
      }
    }
    var result: [Token] = []
    for place in 0...tokens.count {
      for _ in 0..<(closers[place] ?? 0) {
        let range = result.last?.range ?? SourceRange(0, 0)
        result.append(Token(kind: .close, text: "}", range: range, isSpaced: false))
      }
      if place < tokens.count { result.append(tokens[place]) }
    }
    return result
  }

  private mutating func report(_ message: String, _ token: Token) {
    diagnostics.append(Diagnostic(code: "latex.unbalanced-brace", message: message, range: token.range))
  }

  /// The places of the tokens of each row of the outermost environment.
  private static func rows(of tokens: [Token]) -> [Range<Int>] {
    var rows: [Range<Int>] = []
    var start = 0
    var depth = 0
    let outermost = tokens.first { $0.isCommand("begin") } == nil ? 0 : 1
    for (place, token) in tokens.enumerated() where token.kind == .command {
      let isBreak = LaTeXSymbols.rowBreaks.contains(token.text)
      if token.text == "begin" { depth += 1 }
      if (isBreak && depth <= outermost) || (token.text == "end" && depth == outermost) {
        rows.append(start..<place)
        start = place
      }
      if token.text == "end" { depth -= 1 }
    }
    if start < tokens.count { rows.append(start..<tokens.count) }
    return rows
  }
}
