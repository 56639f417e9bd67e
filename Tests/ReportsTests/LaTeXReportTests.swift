import Findings
import Diagnostics
import Foundation
import Markdown
import Testing

@testable import Reports

@Suite("A LaTeX report")
struct LaTeXReportTests {
  private static let compiler = [
    "/usr/bin/pdflatex", "/usr/local/bin/pdflatex", "/Library/TeX/texbin/pdflatex",
  ]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// The log of TeX when it does not take a document.
  private func failure(of latex: String) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(latex.utf8).write(to: folder.appendingPathComponent("report.tex"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.compiler))
    process.arguments = ["-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "report.tex"]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus != 0 else { return nil }
    let log = try String(
      decoding: Data(contentsOf: folder.appendingPathComponent("report.log")),
      as: UTF8.self
    )
    return String(log.suffix(from: log.firstRange(of: "\n!")?.lowerBound ?? log.startIndex).prefix(700))
  }

  @Test("compiles, whatever text stands in the notebook", .enabled(if: compiler != nil))
  func compiles() throws {
    let all = SampleReport.strangeTexts.joined(separator: " ")
    for strange in ["", all] {
      let report = LaTeXReportWriter().write(SampleReport.report(strange: strange))
      #expect(try failure(of: report.latex) == nil)
    }
  }

  @Test(
    "refuses TeX that reaches beyond mathematics, and shows it as text",
    arguments: [
      "\\input{x}", "\\immediate\\write18{ls}", "\\openout1=x", "\\include{x}", "\\catcode`\\%=12",
      "^^5cinput x",
      "\\csname input\\endcsname x", "\\directlua{x}", "\\text{\\input{x}}", "\\makeatletter\\@@input x",
    ]
  )
  func refused(_ tex: String) {
    let document = MarkdownDocument(SourceFile(path: "a.md", text: "Text $\(tex)$.\n\n$$\n\(tex)\n$$\n"))
    let report = LaTeXReportWriter().write(Report(ReportedNotebook(name: "a", document: document)))
    #expect(report.diagnostics.map(\.code) == ["latex.refused-command", "latex.refused-command"])
    #expect(!report.latex.contains("$\(tex)$") && !report.latex.contains("\\[\n\(tex)"))
  }

  @Test(
    "puts definitions into formulas, so that no name of an author's meets one of LaTeX's, and refuses the others"
  )
  func definitions() {
    let text = "By $\\q{x} + \\d y$ and Łódź."
    var notebook = ReportedNotebook(
      name: "a",
      document: MarkdownDocument(SourceFile(path: "a.md", text: text))
    )
    notebook.macros =
      "\\newcommand{\\q}[1]{\\mathbf{#1}^2}\n\\def\\d{\\mathrm{d}}\\renewcommand{\\nablabad}{\\nablagood}"
    let latex = LaTeXReportWriter().write(Report(notebook)).latex
    #expect(latex.contains("$\\mathbf{x}^2 + \\mathrm{d} y$"))
    #expect(!latex.contains("\\def\\d") && !latex.contains("\\renewcommand"))
    for hostile in [
      "\\input{x}", "\\begin{input}{x}\\end{input}", "\\begin{filecontents*}{x}\\end{filecontents*}",
      "\\nablagood{x}",
    ] {
      notebook.macros = "\\newcommand{\\q}[1]{\(hostile)}\\newcommand{\\d}{d}"
      let report = LaTeXReportWriter().write(Report(notebook))
      #expect(report.diagnostics.map(\.code) == ["latex.refused-command"], "\(hostile)")
      #expect(!report.latex.contains(hostile), "\(hostile)")
    }
  }

  @Test(
    "sets what KaTeX sets as KaTeX does: numbers of the author's at the margin, no small letters with double strokes"
  )
  func likeThePage() {
    func body(_ text: String) -> String {
      let document = MarkdownDocument(SourceFile(path: "a.md", text: text), extensions: .all)
      return LaTeXReportWriter().write(Report(ReportedNotebook(name: "a", document: document))).latex
    }
    #expect(body("$$ x = y \\tag{3} $$").contains("\\begin{equation*}\nx = y\n\\tag{3}\n\\end{equation*}"))
    #expect(
      body("$\\mathbb{1} \\mathbb 1 \\mathbb{R} \\mathbb{E}$").contains(
        "$\\mathbf{1} \\mathbf 1 \\mathbb{R} \\mathbb{E}$"
      )
    )
    #expect(
      body("$\\begin{array}{*{9999999}{c}@{\\input{x}}r>{\\nablagood{x}}|p{3cm}}a\\end{array}$").contains(
        "{array}{\(String(repeating: "c", count: 100))}"
      )
    )
    #expect(
      body("$\\begin{array}{c} a \\\\ [0, 1] \\\\[2pt] [b] \\end{array}$").contains(
        "\\\\ {}[0, 1] \\\\[2pt] [b]"
      )
    )
    #expect(body("$$\n\\newcommand{\\x}{y}\n$$\n\n$\\newcommand{\\z}{y}$\n").contains("$$") == false)
  }

  @Test("gives every label that is referred to")
  func labels() {
    let latex = LaTeXReportWriter().write(SampleReport.report()).latex
    for match in latex.matches(of: /\\(?:eqref|ref|hyperref)[{\[]([^}\]]*)[}\]]/) {
      #expect(latex.contains("\\label{\(match.1)}"), "\(match.1)")
    }
    #expect(latex.contains("\\hyperref[eq-quartic-2]{"))
  }

  @Test("splits a row at its first relation outside of groups")
  func rows() {
    let row = LaTeXText.withoutAlignment("\\sum_{i=1}^n x &= \\left( a = b \\right) \\tag{77}")
    let split = LaTeXText.splitAtRelation(row)
    #expect(split?.left == "\\sum_{i=1}^n x")
    #expect(split?.right == "\\left( a = b \\right)")
    #expect(LaTeXText.splitAtRelation("x^{a=b}") == nil)
    #expect(LaTeXText.onOneLine("\\frac{\\partial f}{\\partial X}") == "\\partial f / \\partial X")
    #expect(LaTeXText.onOneLine("\\frac{a}{b} c") == "\\frac{a}{b} c")
  }

  @Test("marks a part of a row only where it stands as a whole")
  func marking() {
    #expect(LaTeXText.marking("a", in: "\\alpha a") == "\\alpha \\nablafaulty{a}")
    #expect(LaTeXText.marking("b", in: "\\alpha a") == "\\alpha a")
    #expect(LaTeXText.marking(nil, in: "a") == "a")
  }
}
