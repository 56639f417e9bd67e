// What went wrong: a list at the top of the page, and an aside at the place.

import Findings
import Diagnostics

extension HTMLPage {
  /// The errors with links to their places; empty when there are none.
  func problemList() -> HTML {
    let entries = entries(of: .error)
    guard !entries.isEmpty else { return .empty }
    return .element(
      "section",
      ["class": "problems", "id": "problems", "aria-labelledby": "problems-title"],
      [
        .lines([
          .element("h2", ["id": "problems-title", "class": "unnumbered"], text: "Problems"),
          .element("ul", [:], [.lines(entries)]),
        ])
      ]
    )
  }

  /// The warnings, folded: nothing in them keeps a reader from the text.
  func warningList() -> HTML {
    let entries = entries(of: .warning)
    guard !entries.isEmpty else { return .empty }
    return .element(
      "details",
      ["class": "unread warnings"],
      [
        .element("summary", text: "\(entries.count) \(entries.count == 1 ? "warning" : "warnings")"),
        .element("ul", [:], [.lines(entries)]),
      ]
    )
  }

  private func entries(of severity: Diagnostic.Severity) -> [HTML] {
    report.diagnostics.enumerated().filter { $1.severity == severity }.map { index, diagnostic in
      let place = place(of: diagnostic)
      let message = HTML.joined(
        [message(diagnostic.message), .element("span", ["class": "code"], text: diagnostic.code)],
        by: .text(" ")
      )
      return HTML.element(
        "li",
        [:],
        [
          .text("\(diagnostic.severity.rawValue), "),
          anchor(of: diagnostic, index + 1).map { .element("a", ["href": "#\($0)"], text: place) }
            ?? .text(place),
          .text(": "), message,
        ]
      )
    }
  }

  /// Where the page says more: at the aside, or at the rows that say the same.
  private func anchor(of diagnostic: Diagnostic, _ number: Int) -> String? {
    let cells = report.notebook.cells.compactMap { report.cellsByStart[$0.blockRange.start] }
    let displays = report.notebook.displays.compactMap { report.displaysByStart[$0.formulaRange.start] }
    guard let part = (cells + displays).first(where: { $0.diagnostics.contains(diagnostic) }) else {
      return nil
    }
    if part.unsaidDiagnostics.contains(diagnostic) { return "problem-\(number)" }
    return part.outcomes.compactMap(\.item).first?.anchor
  }

  /// A diagnostic at its place, with the line it is about.
  func aside(_ diagnostic: Diagnostic) -> HTML {
    let number = report.diagnostics.firstIndex(of: diagnostic).map { $0 + 1 }
    let file = report.notebook.file
    let isError = diagnostic.severity == .error
    let excerpt = diagnostic.range.map { range -> HTML in
      let excerpt = SourceExcerpt(of: range, in: file)
      return .element(
        "pre",
        ["data-label": "Line \(excerpt.lineNumber)"],
        [
          .text("\(excerpt.text)\n"),
          .element("span", ["class": "caret", "aria-hidden": "true"], text: excerpt.marker),
        ]
      )
    }
    return .element(
      "aside",
      [
        "class": isError ? "diagnostic error" : "diagnostic warning",
        "id": number.map { "problem-\($0)" },
        "aria-label": diagnostic.severity.rawValue,
      ],
      [
        .lines([
          .element(
            "p",
            ["class": "message"],
            [
              .element("strong", text: "\(isError ? "✗" : "!") \(diagnostic.severity.rawValue)"), .text(" "),
              self.message(diagnostic.message), .text(" "),
              .element("span", ["class": "code"], text: diagnostic.code),
              .element("span", ["class": "remark"], text: place(of: diagnostic)),
            ]
          ), excerpt ?? .empty, remarks(diagnostic.notes, "note"), remarks(diagnostic.hints, "hint"),
        ])
      ]
    )
  }

  private func place(of diagnostic: Diagnostic) -> String {
    guard let range = diagnostic.range else { return "the notebook" }
    let position = report.notebook.file.position(at: range.start)
    return "line \(position.line), column \(position.column)"
  }

  private func remarks(_ texts: [String], _ kind: String) -> HTML {
    .lines(
      texts.map { text in
        .element("p", ["class": kind], [.element("em", text: "\(kind):"), .text(" "), message(text)])
      }
    )
  }
}
