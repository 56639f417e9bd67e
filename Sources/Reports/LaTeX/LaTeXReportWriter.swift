// A report as one LaTeX document that stock TeX Live compiles, with pdflatex and with lualatex.

import Findings
package import Diagnostics
package import Markdown

/// A document and what in the notebook could not be passed on to TeX.
package struct LaTeXReport: Sendable {
  /// The whole file.
  package let latex: String
  /// TeX that is refused; the ranges are those of the notebook.
  package let diagnostics: [Diagnostic]
}

/// Writes reports as LaTeX.
package struct LaTeXReportWriter: Sendable {
  /// The first line of documents that lualatex must compile.
  package static let unicodeMarker = LaTeXScripts.marker

  /// A writer.
  package init() {}

  /// What the preamble of a document that others write needs for blocks of reports.
  package static let header = LaTeXPreamble.header

  /// One block of a report, for documents that others write.
  package func fragment(of block: Block, in report: Report) -> String { LaTeXDocument(report).text([block]) }

  /// The document of a report; `refusedFormulas` are the places of those that the page does not set.
  package func write(_ report: Report, refusedFormulas: Set<Int> = []) -> LaTeXReport {
    let document = LaTeXDocument(report, refusedFormulas)
    let latex = document.source()
    return LaTeXReport(latex: latex, diagnostics: document.diagnostics)
  }
}

/// A document in the making; a class, since footnotes and diagnostics are met deep in the text.
final class LaTeXDocument {
  let report: Report
  private(set) var diagnostics: [Diagnostic] = []
  private var said: Set<Diagnostic> = []
  /// The notes that have been set where they were first mentioned.
  var writtenNotes: Set<Int> = []
  /// Notes mentioned where LaTeX cannot set one, to be set after the block.
  var pendingNotes: [Int] = []
  /// Lists and quotations around the text at hand, of which LaTeX takes six.
  var listDepth = 0
  /// Those of them that are numbered.
  var numberedDepth = 0
  /// Whether the author has said where the list of works stands.
  var bibliographyIsPlaced = false

  /// The notes of the notebook by their numbers.
  let footnotes: [Int: Footnote]
  /// The definitions of the notebook.
  let expansion: TeXExpansion
  /// The places of formulas that are shown as they were written.
  let refusedFormulas: Set<Int>

  init(_ report: Report, _ refusedFormulas: Set<Int> = []) {
    self.report = report
    footnotes = Dictionary(
      report.notebook.footnotes.map { ($0.number, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    self.refusedFormulas = refusedFormulas
    expansion = TeXExpansion(definitions: report.notebook.macros)
  }

  func source() -> String {
    let notebook = report.notebook
    var parts = [LaTeXPreamble.source(for: notebook)]
    let authors = report.authors.map(title).joined(separator: " \\and ")
    parts.append(
      "\\title{\(title(report.title))}\n\\author{\(authors)}\n\\date{\(LaTeXEscaping.text(notebook.date))}\n"
        + "\\hypersetup{pdftitle={\(LaTeXEscaping.text(report.title.plainText))}}"
    )
    parts.append("\\begin{document}\n\\maketitle")
    if !report.abstract.isEmpty {
      parts.append("\\begin{abstract}\n\\noindent\n\(text(report.abstract))\n\\end{abstract}")
    }
    parts.append(summary())
    parts.append(text(report.blocks))
    parts.append(bibliography())
    parts.append(rulesUsed())
    parts.append("\\end{document}\n")
    return LaTeXScripts.written(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"), notebook)
  }

  private func summary() -> String {
    let summary = report.summary
    var parts: [String] = []
    if summary.holding > 0 {
      parts.append("\\nablagood{\(summary.holding) \(summary.holding == 1 ? "claim holds" : "claims hold")}")
    }
    if summary.refutedAsExpected > 0 { parts.append("\(summary.refutedAsExpected) refuted, as expected") }
    if summary.otherAsExpected > 0 { parts.append("\(summary.otherAsExpected) open, as expected") }
    if summary.openInDraft > 0 { parts.append("\\nablaopen{\(summary.openInDraft) open in a draft}") }
    if summary.unexpected > 0 { parts.append("\\nablabad{\(summary.unexpected) not as expected}") }
    guard !parts.isEmpty else { return "" }
    return "\\begin{center}\\small \(parts.joined(separator: "\\quad ")) \\end{center}"
  }

  private func rulesUsed() -> String {
    guard !report.rules.isEmpty else { return "" }
    let rows = report.rules.map { rule in
      let source =
        rule.source.isEmpty ? "" : " \\textcolor{nablasoft}{\\quad \(LaTeXEscaping.text(rule.source))}"
      let statements = (report.notebook.ruleStatements[rule.name] ?? []).map {
        "\\newline{\\footnotesize \(LaTeXEscaping.code($0))}"
      }
      return
        "\\item\\relax \(LaTeXEscaping.text(Typography.typeset(rule.name)))\(source)\(statements.joined())"
    }
    return "\\section*{Rules used}\n{\\small\\begin{itemize}\\setlength{\\itemsep}{0pt}\n"
      + rows.joined(separator: "\n") + "\n\\end{itemize}}"
  }

  // MARK: - Refusals

  /// Notes that TeX of the author's is not passed on.
  func refuse(_ refusal: LaTeXFormula.Refusal, at range: SourceRange?) {
    let diagnostic: Diagnostic =
      switch refusal {
      case .command(let command): .refusedCommand(command, at: range)
      case .unbalanced: .unbalancedFormula(at: range)
      case .large: .largeFormula(at: range)
      }
    add(diagnostic)
  }

  func add(_ diagnostic: Diagnostic) {
    if said.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }
}

extension LaTeXDocument {
  /// Notes that source for LaTeX is left out.
  func refuseRaw(_ refusal: LaTeXFormula.Refusal, at range: SourceRange) {
    let what =
      if case .command(let command) = refusal { "with '\(command)' " } else { "whose groups do not match " }
    add(
      Diagnostic(
        code: "latex.raw",
        severity: .warning,
        message: "the source for LaTeX \(what)is left out",
        range: range,
        notes: ["source for LaTeX alone can set text, skip space and break pages"]
      )
    )
  }
}

extension Diagnostic {
  fileprivate static func refusedCommand(_ command: String, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "latex.refused-command",
      message: "'\(command)' is refused in \(range == nil ? "definitions" : "formulas") for LaTeX",
      range: range,
      notes: ["TeX in a notebook cannot read or write files or change how TeX reads"]
    )
  }

  fileprivate static func largeFormula(at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "latex.large",
      message: "the macros of the formula come to more than LaTeX is given",
      range: range
    )
  }

  fileprivate static func unbalancedFormula(at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "latex.unbalanced",
      message: "the formula's groups do not match, so that LaTeX would not find its end",
      range: range
    )
  }
}
