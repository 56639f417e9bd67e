// Lines of derivations and claims in LaTeX: TeX measures each and decides whether its reason stands beside it.

extension LaTeXDocument {
  /// A line with its reason in a column beside it, or under it where the line is long; its mark always stands at one place.
  struct Row {
    let number: Int
    let labels: [String]
    let left: String
    let right: String
    let reason: String
    let verdict: String
  }

  func rows(_ rows: [Row]) -> String {
    let widths = rows.map(\.left).filter { !$0.isEmpty }.map { "\\nablawiden{\($0)}" }
    let lines = rows.map { row in
      "\\nablarow{\(row.number)\(labels(row.labels))}{\(row.left)}{\(row.right)}{\(row.reason)}{\(row.verdict)}"
    }
    return "\\begin{nablarows}\(widths.joined())\n\(lines.joined(separator: "\n"))\n\\end{nablarows}"
  }

  /// A formula of this program, or a row of the author's, with the places where a line may end.
  func broken(_ latex: String, _ fractions: BreakableFormula.Fractions) -> String {
    let expansion = fractions == .kept ? expansion : TeXExpansion()
    let pieces = BreakableFormula(latex, fractions: fractions).pieces
    let written = pieces.map { LaTeXFormula.checked($0.latex, expansion, marks: MarkedToken.Mark.commands) }
    guard pieces.count > 1, !FormulaReach.holdsLengths(latex), let texts = try? written.map({ try $0.get() })
    else {
      return fractions == .kept ? authored(latex) : own(latex)
    }
    return zip(pieces, texts).enumerated().map { index, part in
      index == 0 ? part.1 : "\\nablabreak{\(part.0.before.rawValue)}\(part.1)"
    }
    .joined()
  }
}
