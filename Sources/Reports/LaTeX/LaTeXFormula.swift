// The author's TeX on its way into a document. It is kept as it is, but it may not read or write files, change how
// TeX reads, or end what the writer has begun; formulas that do are shown as text.

import Markdown

enum LaTeXFormula {
  /// Why TeX is not passed on.
  enum Refusal: Error, Sendable, Hashable {
    /// A command that reaches beyond mathematics.
    case command(String)
    /// Groups or dollars that do not match.
    case unbalanced
  }

  /// TeX that can stand inside mathematics.
  static func checked(_ tex: String) -> Result<String, Refusal> {
    if let command = refusedCommand(in: tex) { return .failure(.command(command)) }
    guard isBalanced(tex) else { return .failure(.unbalanced) }
    let lines = tex.split(whereSeparator: \.isNewline)
      .filter { !$0.allSatisfy(\.isWhitespace) }
      .map { mapped(String($0)) }
    // A comment ends with its line, not with the formula.
    return .success(lines.joined(separator: "\n") + (tex.contains("%") ? "\n" : ""))
  }

  /// The first command that is refused in formulas and definitions.
  static func refusedCommand(in tex: String) -> String? {
    var rest = tex[...]
    while let start = rest.firstIndex(where: { $0 == "\\" || $0 == "^" }) {
      if rest[start] == "^" {
        // Two carets spell any character, also those of a refused command.
        let next = rest.index(after: start)
        if next < rest.endIndex, rest[next] == "^" { return "^^" }
        rest = rest[next...]
        continue
      }
      let name = rest[rest.index(after: start)...].prefix { $0.isLetter || $0 == "@" }
      if refused.contains(String(name)) || refusedPrefixes.contains(where: { name.hasPrefix($0) }) {
        return "\\\(name)"
      }
      let after = rest.index(after: start)
      let skipped = max(name.count, after < rest.endIndex ? 1 : 0)
      rest = rest[rest.index(after, offsetBy: skipped)...]
    }
    return nil
  }

  private static let refused: Set<String> = [
    "input", "include", "includeonly", "InputIfFileExists", "IfFileExists", "endinput", "read", "readline",
    "openin",
    "openout", "closein", "closeout", "write", "immediate", "special", "catcode", "csname", "scantokens",
    "lstinputlisting", "verbatiminput", "includegraphics", "usepackage", "RequirePackage", "documentclass",
    "makeatletter", "makeatother", "newread", "newwrite", "shipout", "output", "everypar", "everymath",
    "everydisplay", "everyjob", "jobname", "batchmode", "scrollmode", "nonstopmode", "errorstopmode",
    "tracingall",
    "loop", "repeat", "ShellEscape", "latelua", "directlua", "luadirect", "luaexec", "lowercase", "uppercase",
    "string", "meaning", "detokenize", "begindocument", "enddocument", "bye", "stop", "end@", "font",
    "openlog",
  ]

  private static let refusedPrefixes = ["pdf", "lua", "XeTeX", "@", "file", "lst", "verb"]

  /// Whether groups and dollars match, no document is begun or ended, and no display is.
  private static func isBalanced(_ tex: String) -> Bool {
    var depth = 0
    var dollars = 0
    var rest = tex[...]
    if tex.contains("{document}") { return false }
    while let first = rest.popFirst() {
      switch first {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth < 0 { return false }
      case "$":
        guard depth > 0 else { return false }
        dollars += 1
      case "%": rest = rest.drop { !$0.isNewline }
      case "\\":
        guard let next = rest.popFirst() else { return false }
        if depth == 0, "()[]".contains(next) { return false }
      default: continue
      }
    }
    return depth == 0 && dollars.isMultiple(of: 2)
  }

  /// The TeX with letters and signs beyond ASCII as commands.
  private static func mapped(_ tex: String) -> String {
    var result = ""
    for character in tex {
      if character.isASCII {
        if (character.asciiValue ?? 0) >= 0x20 || character == "\t" { result.append(character) }
      } else if let command = LaTeXCharacters.mathematical(character) {
        result += "\(command) "
      } else {
        result += "\\text{\(LaTeXCharacters.literal(character))}"
      }
    }
    return result
  }

  /// The content of a display that LaTeX takes where KaTeX did: rows and alignments get an environment.
  static func displayContent(_ tex: String) -> String {
    var result = tex
    for (name, inner) in environments {
      result = result.replacing("\\begin{\(name)}", with: inner.isEmpty ? "" : "\\begin{\(inner)}")
        .replacing("\\end{\(name)}", with: inner.isEmpty ? "" : "\\end{\(inner)}")
    }
    switch LaTeXText.rowStructure(of: result) {
    case .single: return result
    case .rows: return "\\begin{gathered}\n\(result)\n\\end{gathered}"
    case .aligned: return "\\begin{aligned}\n\(result)\n\\end{aligned}"
    }
  }

  private static let environments = [
    ("align*", "aligned"), ("align", "aligned"), ("gather*", "gathered"), ("gather", "gathered"),
    ("alignat*", "alignedat"), ("alignat", "alignedat"), ("equation*", ""), ("equation", ""),
    ("split", "aligned"),
    ("eqnarray*", "aligned"), ("eqnarray", "aligned"),
  ]
}
