import Diagnostics
import Markdown
import Testing

@testable import Reports

@Suite("Rows with labels of their own") struct NumberedRowsTests {
  private func report(_ text: String) -> Report {
    Report(ReportedNotebook(name: "a", document: MarkdownDocument(SourceFile(path: "a.md", text: text))))
  }

  @Test("have each a number, to which references lead, the same in pages and on paper")
  func numbers() {
    let text = """
      \\begin{align}
      a &= \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix} \\label{eq:a} \\\\
      b &= c \\nonumber \\\\
      d &= e \\label{eq:d} \\\\
      f &= g \\tag{$*$} \\label{eq:f}
      \\end{align}

      $$ h = i $$ {#eq-h}

      By \\eqref{eq:a}, \\eqref{eq:d}, \\eqref{eq:f} and @eq-h; $\\eqref{eq:d}$.
      """
    let report = report(text)
    #expect(report.diagnostics.isEmpty)
    let page = HTMLReportWriter().write(report)
    #expect(page.diagnostics.isEmpty)
    for (label, number) in [("eq:a", "1"), ("eq:d", "2"), ("eq:f", "*"), ("eq-h", "4")] {
      #expect(page.html.contains("href=\"#\(label)\">(\(number))<"), "\(label)")
      #expect(page.html.contains("id=\"\(label)\""))
    }
    let latex = LaTeXReportWriter().write(report).latex
    #expect(latex.contains("\\begin{align*}") && latex.contains("\\tag{1}\\label{eq:a}"))
    #expect(latex.contains("d &= e\\tag{2}\\label{eq:d}") && latex.contains("\\tag{*}\\label{eq:f}"))
    #expect(latex.contains("b &= c\\\\"))
  }

  @Test("Links on paper lead to the web, to people and to paths, and start nothing")
  func links() {
    let text =
      "[a](run:/bin/sh) [b](RUN:x) [c](mailto:a@b.org) [d](https://e.org) [f](notes/g.html) [h](x-y:z)"
    let latex = LaTeXReportWriter().write(report(text)).latex
    #expect(!latex.lowercased().contains("{run:") && !latex.contains("x-y"))
    #expect(latex.contains("\\href{mailto:a@b.org}") && latex.contains("\\href{https://e.org}"))
    #expect(latex.contains("\\href{notes/g.html}"))
  }

  @Test("are none where one label stands for all")
  func single() {
    #expect(NumberedRows("\\begin{align} a &= b \\label{x} \\\\ c &= d \\end{align}") == nil)
    #expect(NumberedRows("\\begin{align} a \\label{x} \\\\ b \\label{y} \\end{align} + 1") == nil)
    #expect(
      NumberedRows("\\begin{eqnarray*} a \\label{x} \\\\ b \\label{y} \\end{eqnarray*}")?.environment
        == "align"
    )
  }
}
