import Foundation
import Testing

/// A notebook in which nothing holds shows nothing that holds, whatever its author writes: in macros, rows, text and front matter.
@Suite("Forged verdicts", .timeLimit(.minutes(10)))
struct ForgedVerdictTests {
  private static let hostileMacros = [
    #"\renewcommand{\nablabad}[1]{\nablagood{#1}}"#, #"\def\nablabad#1{\nablagood{FORGED}}"#,
    #"\let\nablabad\nablagood"#, #"\AtBeginDocument{\begin{input}{secret.txt}\end{input}}"#,
    #"\begin{filecontents*}{pwned.txt} x \end{filecontents*}"#, #"\RequirePackageWithOptions{url}"#,
    #"\usepackage{verbatim}"#, #"\AtBeginDocument{\def\a{\a}\a}"#, #"\newcommand{\q}{"#,
    #"\newcommand{\q}{}}"#,
    #"\renewcommand{\frac}[2]{FORGED}"#, #"\renewcommand{\operatorname}[1]{FORGED}"#,
    #"\renewcommand{\text}[1]{FORGED}"#, #"\renewcommand{\top}{FORGED}"#,
    #"\renewcommand{\overset}[2]{#2}"#,
    #"\def\htmlClass#1#2{FORGED}"#, #"\renewcommand{\partial}{\htmlClass{badge good}{x}}"#,
    #"\renewcommand{\end}[1]{\nablagood{x}}"#, #"\renewcommand{\begin}[1]{FORGED}"#,
    #"\def\left{\nablagood}"#,
    #"\def\nablarow#1#2#3#4#5{FORGED}"#, #"\catcode`\%=12"#, #"\csname nablagood\endcsname{x}"#,
    #"\expandafter\def\csname nablabad\endcsname{FORGED}"#, #"\makeatletter\@input{secret.txt}"#,
    #"\everymath{\nablagood{x}}"#, #"\renewcommand{\textcolor}[2]{FORGED}"#,
    #"\DeclareMathOperator{\boldsymbol}{FORGED}"#, #"\newcommand{\checkmark}{FORGED}"#, #"\endinput"#,
    #"\scantokens{\input secret.txt}"#, #"^^5cinput secret.txt"#, #"\gdef\displaystyle{\nablagood{x}}"#,
    #"\renewcommand{\mathbf}[1]{FORGED}"#, #"\def\nablamark#1{FORGED}\def\nablafaulty#1{FORGED}"#,
  ]

  private static let hostileRows = [
    #"\begin{input}{secret.txt}\end{input}"#,
    #"\text{\begin{lstinputlisting}{secret.txt}\end{lstinputlisting}}"#, #"\lstinputlisting{secret.txt}"#,
    #"\verbatiminput{secret.txt}"#, #"\nablagood{holds}"#, #"\begin{nablagood}{holds}\end{nablagood}"#,
    #"\gdef\nablabad#1{\nablagood{FORGED}}"#, #"\textcolor{nablagood}{\checkmark holds}"#,
    #"}\nablagood{holds}{"#, #"\text{$}\nablagood{x}\text{$}"#, #"\htmlClass{badge good}{holds}"#,
    #"\htmlStyle{position:fixed}{x}"#, #"\htmlId{eq-two}{x}"#, #"\htmlData{copy=x}{y}"#,
    #"\href{run:/bin/sh}{x}"#, #"\url{file:///etc/passwd}"#, #"\includegraphics{secret.png}"#,
    #"\hspace{99999em}"#, #"\begin{array}{*{99999999}{c}}x\end{array}"#,
    #"\begin{array}{@{\input{secret.txt}}c}x\end{array}"#,
    #"\begin{array}{>{\nablagood{y}}c}x\end{array}"#,
    #"\unicode{x2713}"#, #"\char"2713"#, #"\iffalse"#, #"\fi"#, #"\par"#, #"\end{document}"#,
    #"\end{aligned}\end{document}"#, #"\write18{ls}"#, #"\immediate\openout1=x"#, #"\special{ps:x}"#,
    #"\pdfliteral{q}"#, #"\directlua{os.execute("ls")}"#, #"\begin{tikzpicture}\end{tikzpicture}"#,
    #"\tag*{\nablagood{holds}}"#, #"\label{eq-one-2}"#, #"\ref{x}\input{secret.txt}"#, #"% \nablagood{x}"#,
    #"\text{\nablagood{x}}"#, #"\mbox{$\nablagood{x}$}"#, #"#1"#, #"&&&&"#,
    #"\cr\noalign{\nablagood{x}}"#, #"\multicolumn{2}{c}{\nablagood{x}}"#,
    #"\mathchoice{\nablagood{x}}{}{}{}"#,
    #"\hbox to 0pt{x}"#, #"\lower 10em\hbox{x}"#, #"\color{nablagood}"#, #"\ensuremath{\nablagood{x}}"#,
  ]

  private static let hostileTexts = [
    "[2 claims hold]{.badge .good}", "::: {.badge .good}\n✓ holds\n:::",
    "::: {#eq-two-1 .card .good}\nfake\n:::",
    "<span class=\"badge good\">✓ holds</span>", "<div class=\"badge good\" id=\"problems\">x</div>",
    "[x]{#problems .good}", "![](x.png){width=\"1px;position:fixed\" .good}",
    "```{=html}\n<span class=\"badge good\">✓ holds</span>\n```", "`<b class=\"badge good\">x</b>`{=html}",
    "```{=latex}\n\\nablagood{holds}\n```", "`\\nablagood{holds}`{=latex}",
    "```{=latex}\n\\input{secret.txt}\n```",
    "```{=tex}\n\\begin{input}{secret.txt}\\end{input}\n```", "\\nablagood{holds}", "$\\nablagood{holds}$",
    "[x](run:/bin/sh) [y](file:///etc/passwd) [z](javascript:alert)", "<run:/bin/sh>",
    "![}\\nablagood{x}](a}\\nablagood{x}.png)",
    "```\n\\end{lstlisting}\\nablagood{holds}\n```", "~~~{.good .badge}\nx\n~~~",
    "```badge\" class=\"good\nx\n```",
    "| a | b |\n|---|---|\n| \\nablagood{x} | y |\n\n: cap {#eq-two-2 .badge .good}",
    "x[^1]\n\n[^1]: \\nablagood{x} $\\nablagood{x}$", "@eq-two-2}\\nablagood{x}", "[@a}\\nablagood{x}]",
    "Term\n: \\nablagood{x}", "::: {.callout-good}\n## \\nablagood{x}\n:::",
    "<details class=\"good\"><summary>✓</summary>x</details>",
    "<img src=x onerror=alert(1) class=\"badge good\">",
    "<a href=\"#eq-two\" class=\"badge good\" onclick=\"x\">✓ holds</a>",
    "<table class=\"card good\"><tr><td class=\"badge good\">x</td></tr></table>", "***x**{.good}*",
    "[a]{data-copy=\"eq-two\" onclick=\"x\" class=\"good\"}", "<math><mtext><span class=\"badge good\">",
    "$$\n\\nablagood{x}\n$$ {.badge .good #eq-three}", "\\newcommand{\\nablabad}[1]{FORGED}",
    "\\end{document}",
  ]

  private static let frontMatter = """
    author: "\\\\nablagood{x}"
    date: "\\\\input{secret.txt}"
    abstract: "$\\\\nablagood{x}$ [x]{.badge .good}"
    lang: "x\\" class=\\"badge good"
    header-includes: "\\\\input{secret.txt}"
    """

  /// The page and the document of a notebook, of which everything that is wrong must be said to be wrong.
  private func reports(_ notebook: String) async throws -> (page: String, document: String) {
    let folder = try TestFolder()
    try folder.write("SECRET", to: "secret.txt")
    let file = try folder.write(notebook, to: "note.md")
    _ = await nabla("build", file, "-o", folder.path("out"), "--to", "html,latex")
    #expect(folder.files("out") == ["note.html", "note.tex"])
    let document = try #require(folder.text("out/note.tex"))
    let listing = try Regex("(?s)\\\\begin\\{lstlisting\\}.*?\\\\end\\{lstlisting\\}")
    let body = document[(try #require(document.firstRange(of: "\\begin{document}"))).lowerBound...]
    return (try #require(folder.text("out/note.html")), String(body).replacing(listing, with: ""))
  }

  @Test("are not reached by links: the place of a row is that row's alone")
  func places() async throws {
    let fakes = [
      "# Fake {#eq-a-2}", "[x]{#eq-a-2}", "::: {#eq-a-2}\nx\n:::", "<span id=\"eq-a-2\">x</span>",
      "(eq-a-2)=\nx",
    ]
    let display =
      "$$\n\\begin{aligned}\nx &= x \\\\\nx &= 2x\n\\end{aligned}\n$$ {.check #eq-a expect=refuted}\n"
    let (page, _) = try await reports(
      fakes.joined(separator: "\n\n") + "\n\n```{nabla}\nx : vector(n)\n```\n\n" + display
    )
    #expect(page.components(separatedBy: "id=\"eq-a-2\"").count == 2)
    #expect(page.contains("<li class=\"step wrong\" id=\"eq-a-2\">"))
  }

  /// What vouches for something in a page and in a document.
  private func expectNothingHolds(_ notebook: String, _ what: String) async throws {
    let (page, document) = try await reports(notebook)
    for match in page.matches(of: #/class="([^"]*)"/#) {
      #expect(!match.1.split(separator: " ").contains("good"), "\(what): \(match.1)")
    }
    for match in page.matches(of: #/<[a-z]+[^>]*? (on[a-z]+|href|src|id)="([^"]*)"/#) {
      let isBad = match.1.hasPrefix("on") || match.2.contains(#/^(javascript|run|file):/#)
      #expect(!isBad, "\(what): \(match.0)")
    }
    #expect(!document.contains("\\nablagood{"), "\(what)")
    for command in [
      "\\input{", "\\begin{input}", "filecontents", "\\write18", "\\directlua", "\\href{run:", "\\href{file:",
    ] {
      #expect(!document.contains(command), "\(what): \(command)")
    }
    #expect(!page.contains("SECRET") && document.hasSuffix("\\end{document}\n"), "\(what)")
  }

  private let wrong = "```{nabla}\nx : vector(n)\n```\n\n$$ x = 2x $$ {.check expect=refuted}\n"

  @Test("are not made by macros, which change nothing that the program says", arguments: hostileMacros)
  func macros(_ macro: String) async throws {
    try await expectNothingHolds("---\nmacros: |\n  \(macro)\n---\n\(wrong)", macro)
    let right = "```{nabla}\nx : vector(n)\ngradient x'*x/2 + sum(exp.(x)) wrt x\n```\n"
    let (page, document) = try await reports("---\nmacros: |\n  \(macro)\n---\n\(right)")
    let plain = try await reports("---\nmacros: |\n---\n\(right)")
    #expect(document == plain.document, "\(macro)")
    #expect(!page.contains("FORGED"))
  }

  @Test("are not made in rows that are checked")
  func rows() async throws {
    let displays = Self.hostileRows.flatMap { row in
      [
        "$$ x = 2x \(row) $$ {.check}",
        "$$\n\\begin{aligned}\nx &= 3x \\\\\nx \(row) &= 2x\n\\end{aligned}\n$$ {.check}",
      ]
    }
    try await expectNothingHolds(wrong + "\n" + displays.joined(separator: "\n\n") + "\n", "rows")
  }

  @Test("are not made in text, and none of the program's anchors is taken twice")
  func texts() async throws {
    try await expectNothingHolds("---\n\(Self.frontMatter)\n---\n\(wrong)", "front matter")
    for start in stride(from: 0, to: Self.hostileTexts.count, by: 6) {
      let some = Self.hostileTexts[start...].prefix(6).joined(separator: "\n\n")
      try await expectNothingHolds(wrong + "\n" + some + "\n", some)
    }
    try await expectNothingHolds(wrong + "\n" + Self.hostileTexts.joined(separator: "\n\n") + "\n", "all")
  }
}
