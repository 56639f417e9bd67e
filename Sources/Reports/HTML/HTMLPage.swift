// The content of a page: top, contents, text. The parts of the text that are live are in the files beside.

import Findings
import Diagnostics
import Markdown

/// A page in the making.
///
/// A class, since the hooks of the Markdown writer share its formulas.
final class HTMLPage {
  let report: Report
  /// The HTML of every formula, by which the fonts of the page are chosen.
  private(set) var formulas: [String] = []
  /// What KaTeX refused.
  var formulaDiagnostics: [Diagnostic] = []
  private var renderer: FormulaRenderer
  /// Whether the author has said where the list of works stands.
  var bibliographyIsPlaced = false
  /// The places of formulas that KaTeX refused.
  private(set) var refusedFormulas: Set<Int> = []

  init(_ report: Report, engine: KaTeXEngine?, formulas store: FormulaStore?) {
    self.report = report
    renderer = FormulaRenderer(definitions: report.notebook.macros, engine: engine, store: store)
  }

  /// The places of results and of their rows.
  private lazy var resultAnchors: Set<String> = {
    var anchors: Set<String> = []
    for part in Array(report.cellsByStart.values) + Array(report.displaysByStart.values) {
      for outcome in part.outcomes {
        guard let item = outcome.item else { continue }
        let rows =
          switch outcome.outcome {
          case .answer(let answer): answer.steps.count
          case .checked(let statement): statement.lines.count
          case .declaration, .definition, .failure: 0
          }
        anchors.insert(item.anchor)
        for row in 0..<rows { anchors.insert(item.anchor(ofRow: row + 1)) }
      }
    }
    return anchors
  }()

  /// A name that an author gave to a place of the text; none where a result has it, since links lead to the first of a name.
  func placeName(_ name: String?) -> String? { name.flatMap { resultAnchors.contains($0) ? nil : $0 } }

  var runningEngine: KaTeXEngine? { renderer.runningEngine }

  // MARK: - Formulas

  /// Where a formula stands in a page.
  enum Place {
    case inline
    case display
  }

  /// A formula of this program, which falls back to TeX when KaTeX is not there.
  func formula(_ tex: String, _ place: Place = .inline, origin: FormulaOrigin = .program) -> HTML {
    let marked = Self.withClassMarks(tex)
    switch renderer.html(of: marked, display: place == .display, origin: origin) {
    case .success(let html):
      formulas.append(html)
      return .trusted(html)
    case .failure(let error):
      let diagnostic = error.diagnostic(at: nil)
      if !formulaDiagnostics.contains(diagnostic) { formulaDiagnostics.append(diagnostic) }
      return .element("code", ["class": "tex"], text: tex)
    }
  }

  /// The HTML of a formula of this program in the line, its fonts noted; nil where KaTeX refuses it.
  func note(_ tex: String, origin: FormulaOrigin = .program) -> String? {
    guard
      case .success(let html) = renderer.html(of: Self.withClassMarks(tex), display: false, origin: origin)
    else { return nil }
    formulas.append(html)
    return html
  }

  /// A formula of this program, or a plainer one where the marks in it do not fit.
  func formula(_ tex: String, else plain: String, origin: FormulaOrigin = .program) -> HTML {
    switch renderer.html(of: Self.withClassMarks(tex), display: false, origin: origin) {
    case .success: formula(tex, origin: origin)
    case .failure: formula(plain, origin: origin)
    }
  }

  /// Whether KaTeX takes a formula of the author's.
  func accepts(_ tex: String, _ place: Place) -> Bool {
    switch renderer.html(of: tex, display: place == .display) {
    case .success: true
    case .failure: false
    }
  }

  /// A formula in a message; what KaTeX refuses is shown between its dollars, since the message is about something else.
  func authored(message tex: String) -> HTML {
    switch renderer.html(of: tex, display: false) {
    case .success(let html):
      formulas.append(html)
      return .trusted(html)
    case .failure: return .text("$\(tex)$")
    }
  }

  /// A formula of this program in a message, or one of the author's that it quotes.
  func quoted(_ tex: String) -> HTML { note(tex) == nil ? authored(message: tex) : formula(tex) }

  /// A formula of the author's; what KaTeX refuses is shown as it was written, with the reason.
  func formula(_ formula: TeXFormula) -> HTML {
    let isDisplay = formula.placement == .display
    let tex = report.tex(of: formula)
    let rows = report.numberedRows(of: formula, as: FormulaDialect.inline, label: { _ in "" })
    switch renderer.html(
      of: rows ?? (isDisplay ? FormulaDialect.display(tex) : FormulaDialect.inline(tex)),
      display: isDisplay
    ) {
    case .success(let html):
      formulas.append(html)
      return .trusted(html)
    case .failure(let error):
      refusedFormulas.insert(formula.range.start)
      let isInDefinitions = if case .definitions = error { true } else { false }
      let inside = isInDefinitions ? nil : error.range.map(formula.tex.fileRange)
      let diagnostic = error.diagnostic(at: inside ?? formula.range)
      formulaDiagnostics.append(diagnostic)
      return .element(
        "code",
        ["class": "tex failed", "title": diagnostic.message],
        text: formula.tex.text
      )
    }
  }

  /// Parts are marked with commands of the documents; KaTeX marks with a class of its element.
  private static func withClassMarks(_ tex: String) -> String {
    guard tex.contains("\\nabla") else { return tex }
    return MarkedToken.Mark.allCases.reduce(tex) { tex, mark in
      tex.replacing("\\\(mark.rawValue){", with: "\\htmlClass{\(mark)}{")
    }
  }

  // MARK: - The page

  func content(recordHash: String?, record: String?) -> HTML {
    let text = HTML.trusted(writer.html(of: report.blocks))
    let notes = HTML.trusted(writer.html(of: report.notebook.footnotes))
    let works =
      report.citations.isEmpty || bibliographyIsPlaced
      ? HTML.empty
      : .lines([
        .element("h2", ["id": "references", "class": "unnumbered"], text: "References"), bibliography(),
      ])
    let rules = rulesUsed()
    let problems = problemList()
    return .lines([
      .empty,
      .element("a", ["class": "skip", "href": "#content"], text: "Skip to the content"),
      .element(
        "div",
        ["class": "page"],
        [
          .lines([
            .empty, top(recordHash: recordHash, record: record), contents(),
            .element(
              "main",
              ["id": "content"],
              [
                .lines([
                  .empty, problems, text, notes, works, symbols(), rules, warningList(),
                  passedOver(),
                  .empty,
                ])
              ]
            ), .empty,
          ])
        ]
      ),
    ])
  }

  private func top(recordHash: String?, record: String?) -> HTML {
    let notebook = report.notebook
    let people = report.authors.map { writer.html(of: $0) }.joined(separator: ", ")
    let byline = [people, notebook.date.escapedForHTML].filter { !$0.isEmpty }.joined(separator: " · ")
    return .element(
      "header",
      ["class": "top"],
      [
        .lines([
          .element("h1", [:], [.trusted(writer.html(of: report.title))]),
          byline.isEmpty ? .empty : .element("p", ["class": "byline"], [.trusted(byline)]),
          badges(recordHash: recordHash, record: record),
          report.abstract.isEmpty
            ? .empty
            : .element("div", ["class": "abstract"], [.trusted(writer.html(of: report.abstract))]),
        ])
      ]
    )
  }

  private func badges(recordHash: String?, record: String?) -> HTML {
    let summary = report.summary
    func counted(_ count: Int, _ one: String, _ many: String) -> String {
      "\(count) \(count == 1 ? one : many)"
    }
    var badges: [HTML] = []
    if summary.holding > 0 {
      badges.append(
        .element(
          "span",
          ["class": "badge good", "title": "\(counted(summary.lines, "line", "lines")) checked"],
          text: "✓ " + counted(summary.holding, "claim holds", "claims hold")
        )
      )
    }
    if summary.refutedAsExpected > 0 {
      badges.append(
        .element("span", ["class": "badge calm"], text: "\(summary.refutedAsExpected) refuted, as expected")
      )
    }
    if summary.otherAsExpected > 0 {
      badges.append(
        .element("span", ["class": "badge calm"], text: "\(summary.otherAsExpected) open, as expected")
      )
    }
    if summary.openInDraft > 0 {
      badges.append(
        .element("span", ["class": "badge open"], text: "? \(summary.openInDraft) open in a draft")
      )
    }
    if summary.unexpected > 0 {
      badges.append(
        .element("span", ["class": "badge bad"], text: "✗ \(summary.unexpected) not as expected")
      )
    }
    let errors = report.diagnostics.filter { $0.severity == .error }.count
    if errors > 0 {
      badges.append(
        .element(
          "a",
          ["class": "badge bad", "href": "#problems"],
          text: "✗ " + counted(errors, "error", "errors")
        )
      )
    }
    if let recordHash {
      badges.append(
        .element(
          record == nil ? "span" : "a",
          ["class": "note", "href": record.map { GalleryPage.address($0) }, "title": recordHash],
          text: "record " + Self.shortened(recordHash)
        )
      )
    }
    guard !badges.isEmpty else { return .empty }
    return .element("p", ["class": "badges"], [.joined(badges, by: .text(" "))])
  }

  private static func shortened(_ hash: String) -> String {
    hash.count > 8 ? "\(hash.prefix(4))…\(hash.suffix(4))" : hash
  }

  private func contents() -> HTML {
    var entries = report.headings.filter { $0.depth <= 2 }.map { heading in
      HTML.element(
        "li",
        ["class": "depth-\(heading.depth)"],
        [
          .element(
            "a",
            ["href": "#\(heading.anchor)"],
            [
              .element("span", ["class": "number"], text: heading.number), .text(" "),
              .trusted(linkless.html(of: heading.content)),
            ]
          )
        ]
      )
    }
    if !report.rules.isEmpty {
      entries.append(
        .element("li", ["class": "depth-1"], [.element("a", ["href": "#rules-used"], text: "Rules used")])
      )
    }
    guard entries.count > 1, report.notebook.hasContents else {
      return .element("div", ["class": "no-contents"])
    }
    return .element(
      "nav",
      ["class": "contents", "aria-label": "Contents"],
      [
        .lines([
          .element(
            "a",
            ["class": "contents-title", "href": "#content"],
            [
              .trusted(linkless.html(of: report.title))
            ]
          ),
          .element("ol", [:], [.lines([.empty] + entries + [.empty])]),
        ])
      ]
    )
  }
}
