// The columns of an array as LaTeX takes them, `@{}r@{\;=\;}*{3}{c}>{\bf}p{3cm}`, in the letters that both outputs set. What stands
// between columns could hold any command, and `*{1000000}{c}` would keep TeX busy for ever.

enum ArrayColumns {
  /// More columns than this are left out.
  private static let columnBound = 100
  /// `*{2}{*{2}{c}}` inside one another.
  private static let depthBound = 3

  /// The columns in letters and bars alone; `text` is what stands in the braces behind `\begin{array}`.
  static func normalized(_ text: String) -> String {
    let columns = columns(Array(text), depth: 0)
    return columns.isEmpty ? "c" : String(columns)
  }

  // The depth is bounded.
  private static func columns(_ text: [Character], depth: Int) -> [Character] {
    var result: [Character] = []
    var index = 0
    func group() -> [Character] {
      while index < text.count, text[index].isWhitespace { index += 1 }
      guard index < text.count else { return [] }
      guard text[index] == "{" else {
        index += 1
        return [text[index - 1]]
      }
      let start = index + 1
      var open = 0
      while index < text.count {
        if text[index] == "{" { open += 1 }
        if text[index] == "}" { open -= 1 }
        index += 1
        if open == 0 { return Array(text[start..<(index - 1)]) }
      }
      return Array(text[start...])
    }
    while index < text.count, result.count < columnBound {
      let letter = text[index]
      index += 1
      switch letter {
      case "l", "c", "r", "|": result.append(letter)
      case ":": result.append("|")
      case "L", "X", "J": result.append("l")
      case "C": result.append("c")
      case "R", "S": result.append("r")
      case "@", "!", ">", "<": _ = group()
      case "p", "m", "b":
        _ = group()
        result.append("l")
      case "D":
        for _ in 0..<3 { _ = group() }
        result.append("r")
      case "*":
        let count = Int(String(group())) ?? 1
        let inner = group()
        guard depth < depthBound else { continue }
        let repeated = columns(inner, depth: depth + 1)
        for _ in 0..<min(max(count, 0), columnBound) where result.count < columnBound { result += repeated }
      default: break
      }
    }
    return Array(result.prefix(columnBound))
  }
}
