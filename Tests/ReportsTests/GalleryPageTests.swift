import Findings
import Testing

@testable import Reports

@Suite("The gallery")
struct GalleryPageTests {
  private var entry: GalleryEntry { GalleryEntry(SampleReport.report()) }

  @Test("lists every report by its title, with its verdicts, and leads to its sections, without a script")
  func list() {
    let page = GalleryPage([entry]).html()
    let report = SampleReport.report()
    #expect(page.contains("<a href=\"\(report.notebook.name).html\">"))
    for heading in report.headings {
      #expect(page.contains("\(report.notebook.name).html#\(heading.anchor)"))
    }
    #expect(entry.counts.first == report.summary.holding && entry.rules.count == report.rules.count)
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("src="))
  }

  @Test("shows whatever a user writes as text, and is the same bytes in any order")
  func strangeTexts() {
    for strange in SampleReport.strangeTexts {
      let page = GalleryPage([GalleryEntry(SampleReport.report(strange: strange))]).html()
      #expect(page.components(separatedBy: "<script").count == 2, "\(strange)")
    }
    let other = GalleryEntry(SampleReport.report(strange: "x"))
    #expect(GalleryPage([entry, other]).html() == GalleryPage([entry, other]).html())
    #expect(GalleryPage([]).html().contains("no report"))
  }
}

@Suite("How results are shown")
struct PresentationTests {
  private func pages(_ change: (inout Presentation) -> Void, solutions: Bool = false) -> (
    html: String, latex: String
  ) {
    var notebook = SampleReport.report().notebook
    for place in notebook.cells.indices { change(&notebook.cells[place].presentation) }
    for place in notebook.displays.indices { change(&notebook.displays[place].presentation) }
    notebook.showsSolutions = solutions
    let report = Report(notebook)
    return (HTMLReportWriter().write(report).html, LaTeXReportWriter().write(report).latex)
  }

  @Test(
    "an exercise hides lines and answer, on paper altogether, and the other sheet is that without exercises"
  )
  func exercise() {
    let plain = pages { _ in }
    let sheet = pages { $0.isExercise = true }
    #expect(sheet.html.contains("<summary>Solution</summary>"))
    #expect(plain.latex.contains("\\nablaanswer{") && plain.latex.contains("\\begin{nablarows}"))
    let document = sheet.latex.components(separatedBy: "\\begin{document}").last ?? ""
    #expect(!document.contains("\\nablaanswer{") && !document.contains("nablarows"))
    let solved = pages({ $0.isExercise = true }, solutions: true)
    #expect(solved.html == plain.html && solved.latex == plain.latex)
  }

  @Test("a hint has the reasons and no lines")
  func hint() {
    let (html, latex) = pages { $0.isHint = true }
    #expect(html.contains("<ol class=\"hints\"") && !html.contains("<ol class=\"steps\""))
    #expect(!(latex.components(separatedBy: "\\begin{document}").last ?? "").contains("nablarows"))
  }

  @Test("lines are folded, and figures shown, where that is asked for")
  func folded() {
    let plain = pages { _ in }
    #expect(pages { $0.isCollapsed = true }.html.contains("<details class=\"folded\">"))
    #expect(plain.html.contains("<details class=\"evidence\">"))
    #expect(pages { $0.showsFigures = true }.html.contains("<details class=\"evidence\" open=\"\">"))
  }

  @Test("a brief derivation keeps its first and last lines, and the reasons and places of those between")
  func brief() {
    var answer = SampleReport.answer()
    let step = answer.steps[0]
    var plain = step
    plain.left = nil
    plain.definitions = []
    answer.steps =
      [step]
      + (0..<4).map { number in
        var next = plain
        next.rules = [RuleName(name: "rule \(number)", source: "")]
        return next
      }
    let lines = answer.shownLines(.brief)
    #expect(lines.map(\.number) == [1, 5])
    #expect(lines.last?.numbers == [2, 3, 4, 5])
    #expect(lines.last?.step.rules.map(\.name) == ["rule 0", "rule 1", "rule 2", "rule 3"])
    #expect(answer.shownLines(.normal).map(\.number) == [1, 2, 3, 4, 5])
  }
}
