// The author's TeX on its way into a document: it holds commands and environments of mathematics and nothing else, and ends
// what it begins. Formulas that hold anything else are shown as text.

import Markdown

enum LaTeXFormula {
  /// Why TeX is not passed on.
  enum Refusal: Error, Sendable, Hashable {
    /// A command that reaches beyond mathematics.
    case command(String)
    /// Groups or dollars that do not match.
    case unbalanced
    /// More macro calls or tokens than a formula comes to.
    case large
  }

  /// TeX that can stand inside mathematics, its macros replaced by what they stand for.
  static func checked(
    _ tex: String,
    _ expansion: TeXExpansion = TeXExpansion(),
    marks: Set<String> = []
  ) -> Result<String, Refusal> {
    // Two carets spell any character, also those of a command.
    if tex.contains("^^") { return .failure(.command("^^")) }
    var expansion = expansion
    return expansion.expand(tex).map(FormulaReach.contained).flatMap { TeXChecking.tex($0, marks: marks) }
      .map(trimmed)
  }

  private static func trimmed(_ tex: String) -> String {
    let start = tex.drop(while: \.isWhitespace)
    // A backslash keeps the blank behind it.
    let end = start.reversed().drop(while: \.isWhitespace).reversed()
    return String(end) + (end.last == "\\" ? " " : "")
  }

  /// The content of a display that LaTeX takes where KaTeX did: rows and alignments get an environment.
  static func displayContent(_ tex: String) -> String {
    switch LaTeXText.rowStructure(of: tex) {
    case .single: tex
    case .rows: "\\begin{gathered}\n\(tex)\n\\end{gathered}"
    case .aligned: "\\begin{aligned}\n\(tex)\n\\end{aligned}"
    }
  }

  /// Environments that are displays of their own, and what stands for them inside of one.
  static let displayEnvironments: [String: String] = {
    let table = [
      "align": "aligned", "gather": "gathered", "alignat": "alignedat", "equation": "", "split": "aligned",
      "eqnarray": "aligned", "multline": "gathered", "flalign": "aligned", "displaymath": "", "math": "",
      "subequations": "", "dmath": "", "IEEEeqnarray": "aligned",
    ]
    return table.merging(table.map { ($0.key + "*", $0.value) }, uniquingKeysWith: { first, _ in first })
  }()
}
