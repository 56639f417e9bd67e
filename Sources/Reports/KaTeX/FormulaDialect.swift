// What LaTeX and MathJax take and KaTeX does not, in words that it takes: environments that only differ in how they number,
// rows without an environment.

enum FormulaDialect {
  /// A formula on lines of its own.
  static func display(_ tex: String) -> String {
    let known = environments(tex)
    switch LaTeXText.rowStructure(of: known) {
    case .single: return known
    case .rows: return "\\begin{gathered}\(known)\\end{gathered}"
    case .aligned: return "\\begin{aligned}\(known)\\end{aligned}"
    }
  }

  /// A formula in the line.
  static func inline(_ tex: String) -> String { environments(tex) }

  /// The text in the braces that a text begins with, and what follows.
  private static func group(_ text: Substring) -> (String, Substring)? {
    let start = text.drop(while: \.isWhitespace)
    guard start.first == "{" else { return nil }
    var depth = 0
    var index = start.startIndex
    while index < start.endIndex {
      if start[index] == "{" { depth += 1 }
      if start[index] == "}" { depth -= 1 }
      index = start.index(after: index)
      if depth == 0 { return (String(start[..<index].dropFirst().dropLast()), start[index...]) }
    }
    return nil
  }

  private static func environments(_ tex: String) -> String {
    guard tex.contains("\\begin") else { return tex }
    var result = ""
    var rest = tex[...]
    while let start = rest.firstRange(of: "\\begin{") ?? rest.firstRange(of: "\\end{") {
      // Whichever comes first.
      let first =
        rest.firstRange(of: "\\end{").flatMap { $0.lowerBound < start.lowerBound ? $0 : nil } ?? start
      result += rest[..<first.lowerBound]
      let name = rest[first.upperBound...].prefix { $0 != "}" }
      var after = rest[name.endIndex...].dropFirst()
      if let inner = LaTeXFormula.displayEnvironments[String(name)] {
        if !inner.isEmpty { result += rest[first] + inner + "}" }
        rest = name.hasPrefix("IEEE") && after.first == "{" ? after.drop { $0 != "}" }.dropFirst() : after
      } else {
        result += rest[first] + name + "}"
        if name == "array", rest[first].hasPrefix("\\begin"), let (columns, end) = group(after) {
          result += "{\(ArrayColumns.normalized(columns))}"
          after = end
        }
        rest = after
      }
    }
    return result + rest
  }
}
