// Documents of other tools in reports: numbers, references, citations, formulas of both writers.

import Diagnostics
import Markdown
import Testing

@testable import Reports

@Suite("A report of a document of another tool") struct DocumentReportTests {
  private func report(_ text: String, bibliography: String? = nil, language: String = "") -> Report {
    let document = MarkdownDocument(SourceFile(path: "a.md", text: text))
    var notebook = ReportedNotebook(name: "a", document: document)
    notebook.bibliography = bibliography.map { Bibliography(bibTeX: [$0]) }
    notebook.language = language
    notebook.macros = document.definitions.map(\.text).joined(separator: "\n")
    return Report(notebook)
  }

  @Test("numbers figures, tables and statements by their kinds, and refers to them")
  func numbers() {
    let text = """
      ![one](a.png){#fig-one}

      ::: {#thm-a}
      ## Title
      Text.
      :::

      ![two](b.png){#fig-two}

      By @thm-a and @fig-two, [-@fig-one], $$ x $$ {#eq-a}

      \\eqref{eq-a} and \\ref{eq-a}.
      """
    let report = report(text)
    #expect(report.diagnostics.isEmpty)
    let html = HTMLReportWriter().write(report).html
    #expect(html.contains("href=\"#thm-a\">Theorem 1<") && html.contains("href=\"#fig-two\">Figure 2<"))
    #expect(
      html.contains("href=\"#fig-one\">1<") && html.contains("href=\"#eq-a\">(1)<")
        && html.contains("href=\"#eq-a\">1<")
    )
    let latex = LaTeXReportWriter().write(report).latex
    #expect(latex.contains("\\hyperref[fig-two]{Figure~2}") && latex.contains("\\label{thm-a}"))
    #expect(latex.contains("\\textbf{Theorem 1 (Title).}"))
  }

  @Test("has the one heading of the first level for its title, below logos and anchors, but not below text")
  func titles() {
    #expect(report("(a)=\n\n[![logo](a.png)](https://a.b)\n\n# T\n\nx\n").title.plainText == "T")
    #expect(report("Text.\n\n# T\n\nx\n").title.plainText == "a")
    #expect(report("# T\n\n# U\n").title.plainText == "a")
    let logo = report("[![logo](a.png)](https://a.b)\n\n# T\n\n## S\n")
    #expect(logo.headings.map(\.number) == ["1"] && logo.blocks.count == 2)
  }

  @Test("says where labels are missing that formulas mention")
  func formulaReferences() {
    let found = report("$$ a = b \\quad \\text{by } \\ref{x} \\text{ and } \\eqref{y} \\label{y} $$\n")
      .diagnostics
    #expect(found.map(\.code) == ["reference.unknown"] && found.map(\.severity) == [.warning])
  }

  @Test("says where labels and works are missing")
  func missing() {
    #expect(report("@fig-x").diagnostics.map(\.code) == ["reference.unknown"])
    #expect(report("[@a]").diagnostics.map(\.code) == ["citation.no-bibliography"])
    #expect(report("@someone wrote").diagnostics.isEmpty)
    #expect(
      report("@smiht", bibliography: "@book{smith, title={T}}").diagnostics.map(\.code) == [
        "citation.unknown"
      ]
    )
    #expect(
      report("@smiht", bibliography: "@book{smith, title={T}}").diagnostics.first?.hints == [
        "did you mean '@smith'?"
      ]
    )
  }

  @Test("cites by author and year, with letters where they are the same, in pages and on paper")
  func citations() {
    let works = """
      @article{a, author = {Petersen, K. B. and Pedersen, M. S.}, title = "The {Matrix} Cookbook", year = 2012}
      @book{b, author={G{\\"o}del, Kurt}, title={B}, year={1931}}
      @book{c, author={G{\\"o}del, Kurt}, title={C}, year={1931}}
      """
    let report = report("See [@a, p. 3; -@b] and @c.", bibliography: works)
    let html = HTMLReportWriter().write(report).html
    #expect(html.contains("Petersen and Pedersen 2012</a>, p. 3; <a href=\"#ref-b\">1931a</a>)"))
    #expect(html.contains("Go\u{308}del (1931b)") || html.contains("Gödel (1931b)"))
    #expect(html.contains("<li id=\"ref-a\">") && html.contains("The Matrix Cookbook"))
    #expect(LaTeXReportWriter().write(report).latex.contains("\\section*{References}"))
  }

  @Test("has the quotation marks of its language, unless its author typed them")
  func quotes() {
    #expect(HTMLReportWriter().write(report("\"so\"", language: "de")).html.contains("„so“"))
    #expect(
      HTMLReportWriter().write(report("\"so\"", language: "fr")).html.contains("«\u{202f}so\u{202f}»")
        || HTMLReportWriter().write(report("\"so\"", language: "fr")).html.contains("«so»")
    )
    #expect(HTMLReportWriter().write(report("“so” \"x\"", language: "de")).html.contains("“so” “x”"))
  }

  @Test(
    "sets for LaTeX what KaTeX knows and LaTeX does not, and takes no command that is not one of mathematics",
    arguments: [
      ("\\R^n", "\\mathbb{R}^n"), ("\\argmin_x f", "\\operatorname*{arg\\,min}_x f"),
      ("\\llbracket x\\rrbracket", "\\mathopen{[\\![} x\\mathclose{]\\!]}"), ("\\mbox{a_b}", "\\mbox{a\\_b}"),
      ("\\begin{eqnarray} a &=& b \\end{eqnarray}", "\\begin{aligned} a &=& b \\end{aligned}"),
      ("a \\label{eq} \\nonumber", "a"), ("\\color{red} x \\color{#123456} y", "\\color{red} x  y"),
      ("\\begin{lstinputlisting}{x}\\end{lstinputlisting}", nil), ("\\left( x", nil), ("x}", nil),
      ("^^5c", nil),
      ("\\class{red}{n}\\cssId{a}{m}", "nm"), ("\\text{if $x$ then}", "\\text{if $x$ then}"),
      ("\\tg x", "\\operatorname{tg} x"),
    ] as [(String, String?)]
  )
  func formulas(_ tex: String, _ expected: String?) {
    switch LaTeXFormula.checked(tex) {
    case .success(let written): #expect(written == expected)
    case .failure: #expect(expected == nil, "\(tex)")
    }
  }

  @Test("bounds what macros come to")
  func bombs() {
    let expansion = TeXExpansion(definitions: "\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\a\\a}\\def\\d{\\d}")
    for tex in ["\\a", "\\d", "\\def\\e{\\e\\e}\\e"] {
      guard case .failure = LaTeXFormula.checked(tex, expansion) else {
        return #expect(Bool(false), "\(tex)")
      }
    }
  }
}
