// Formulas in LaTeX: the author's are kept as they are or shown as text, those of this program get its marks.

import Findings
import Diagnostics
import Markdown

extension LaTeXDocument {
  /// A formula of this program, in which no definition of the author's holds.
  func own(_ latex: String) -> String { marked(latex, TeXExpansion()) }

  /// A row of the author's with marks of this program.
  func authored(_ latex: String) -> String { marked(latex, expansion) }

  /// A formula in a message, of this program or, with commands of their own, the author's.
  func quoted(_ latex: String) -> String {
    if case .success(let tex) = LaTeXFormula.checked(latex) { tex } else { authored(latex) }
  }

  private func marked(_ latex: String, _ expansion: TeXExpansion) -> String {
    switch LaTeXFormula.checked(latex, expansion, marks: MarkedToken.Mark.commands) {
    case .success(let tex): tex
    case .failure: "\\text{\(LaTeXEscaping.code(latex))}"
    }
  }

  /// A formula of the author's in the line.
  func formula(_ formula: TeXFormula) -> String {
    switch checked(formula) {
    // Two dollars with nothing between them would begin a display.
    case .success(let tex): return tex.isEmpty ? "" : "$\(tex)$"
    case .failure: return LaTeXEscaping.code(formula.tex.text)
    }
  }

  /// The TeX of a formula of the author's; a formula that the page does not set is not set here either.
  private func checked(_ formula: TeXFormula) -> Result<String, LaTeXFormula.Refusal> {
    guard !refusedFormulas.contains(formula.range.start) else { return .failure(.unbalanced) }
    let result = LaTeXFormula.checked(report.tex(of: formula), expansion)
    if case .failure(let refusal) = result { refuse(refusal, at: formula.range) }
    return result
  }

  /// A formula on lines of its own, live or not.
  func display(_ formula: TeXFormula) -> String {
    if let part = report.displaysByStart[formula.range.start] {
      let results = part.outcomes.map(outcome).filter { !$0.isEmpty } + part.unsaidDiagnostics.map(problem)
      if part.outcomes.contains(where: { $0.item != nil }) { return results.joined(separator: "\n\n") }
      return ([equation(formula)] + results).joined(separator: "\n\n")
    }
    return equation(formula)
  }

  /// A display that its author gave one number, `\tag{3}`, which stands at the margin as on the page; nil for any other.
  private func tagged(_ formula: TeXFormula) -> String? {
    let tex = report.tex(of: formula)
    guard report.equationsByStart[formula.range.start] == nil,
      report.rowItemsByStart[formula.range.start] == nil, !refusedFormulas.contains(formula.range.start),
      tex.ranges(of: "\\tag").count == 1, let start = tex.firstRange(of: "\\tag"),
      let open = tex[start.upperBound...].firstIndex(of: "{"), let close = tex[open...].firstIndex(of: "}"),
      ["", "*"].contains(tex[start.upperBound..<open]),
      case .success(let content) = LaTeXFormula.checked(
        String(tex[..<start.lowerBound] + tex[tex.index(after: close)...]),
        expansion
      ), !content.isEmpty
    else { return nil }
    let words = tex[open..<close].dropFirst().filter { !"\\{}$".contains($0) }
    let mark = "\\tag\(tex[start.upperBound..<open]){\(LaTeXEscaping.text(String(words)))}"
    return "\\begin{equation*}\n\(LaTeXFormula.displayContent(content))\n\(mark)\n\\end{equation*}"
  }

  private func equation(_ formula: TeXFormula) -> String {
    if let tagged = self.tagged(formula) { return tagged }
    switch checked(formula) {
    case .success(let tex):
      // Definitions alone are put in where they are used.
      guard !tex.isEmpty else { return "" }
      let rows = report.numberedRows(
        of: formula,
        as: { (try? LaTeXFormula.checked($0, expansion).get()) ?? "" },
        label: { "\\label{\(LaTeXEscaping.label($0))}" }
      )
      if let rows { return rows }
      let content = LaTeXFormula.displayContent(tex)
      guard let item = report.equationsByStart[formula.range.start] else { return "\\[\n\(content)\n\\]" }
      return
        "\\begin{equation}\n\(content)\n\\tag{\(item.mark)}\\label{\(LaTeXEscaping.label(item.anchor))}\n"
        + "\\end{equation}"
    case .failure:
      return listing(formula.tex.text)
    }
  }
}
