// Messages of the program are text in which formulas stand between dollars and code between backticks.

enum ProsePiece: Sendable, Hashable {
  case text(String)
  case formula(String)
  case code(String)

  /// The pieces of a message; a delimiter without its partner is text.
  static func pieces(of message: String) -> [ProsePiece] {
    var pieces: [ProsePiece] = []
    var text = ""
    var rest = message[...]
    while let first = rest.first {
      let after = rest.dropFirst()
      if first == "$" || first == "`", let end = after.firstIndex(of: first), end > after.startIndex {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        let inside = String(after[..<end])
        pieces.append(first == "$" ? .formula(inside) : .code(inside))
        rest = after[end...].dropFirst()
      } else {
        text.append(first)
        rest = after
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }
}
