// Messages of the program are text in which formulas stand between dollars and code between backticks.

import Notation

enum ProsePiece: Sendable, Hashable {
  case text(String)
  case formula(String)
  case code(String)

  /// The pieces of a message; a delimiter without its partner is text, and so are two dollars side by side.
  static func pieces(of message: String) -> [ProsePiece] {
    var pieces: [ProsePiece] = []
    var text = ""
    var rest = message[...]
    while let first = rest.first {
      let run = rest.prefix { $0 == first }.count
      let after = rest.dropFirst()
      if first == "$" && run == 1 || first == "`", let end = after.firstIndex(of: first),
        end > after.startIndex,
        first == "`" || isFormula(after[..<end], before: after[end...].dropFirst().first)
      {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        let inside = String(after[..<end])
        pieces.append(first == "$" ? .formula(inside) : .code(inside))
        rest = after[end...].dropFirst()
      } else {
        let length = first == "$" ? run : 1
        text += rest.prefix(length)
        rest = rest.dropFirst(length)
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }

  /// Whether what stands between two dollars is a formula, by the rule of Markdown: no blank at its ends.
  private static func isFormula(_ inside: Substring, before next: Character?) -> Bool {
    inside.first?.isWhitespace == false && inside.last?.isWhitespace == false && next != "$"
  }
}

/// Messages where nothing sets formulas: in a terminal, in a line of a build log.
package enum PlainMessage {
  /// The message with its formulas as plain text; what the reader is to write, and what has no plain text, stays TeX.
  package static func text(_ message: String) -> String { text(ProsePiece.pieces(of: message)) }

  static func text(_ pieces: [ProsePiece]) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .code(let code): result += "`\(code)`"
      case .formula(let tex): result += result.hasSuffix("write ") ? "'\(tex)'" : formula(tex)
      }
    }
    return result
  }

  /// A formula as plain text, or as it is where it has none.
  static func formula(_ tex: String) -> String { Layout(latex: tex)?.text ?? tex }
}
