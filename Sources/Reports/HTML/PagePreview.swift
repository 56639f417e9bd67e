// What a page has besides its own while its notebook is written: a script that keeps it up to date, and what is wrong, with the
// way to the line.

import Diagnostics

/// The parts of a page that only its preview has.
package struct PagePreview: Sendable {
  /// The address of the script.
  package let script: String
  /// The address of the notebook's text.
  package let source: String

  /// The parts with the addresses that the server answers at.
  package init(script: String, source: String) {
    self.script = script
    self.source = source
  }

  /// What stands at the end of the page; `more` is what the writing of the page said.
  func parts(of report: Report, _ more: [Diagnostic]) -> HTML {
    let all = (report.diagnostics + more).map { LocatedDiagnostic($0, in: report.notebook.file) }
      .sorted(by: LocatedDiagnostic.precedes)
    return .lines([panel(all), .element("script", ["src": script, "defer": ""]), .empty])
  }

  private func panel(_ diagnostics: [LocatedDiagnostic]) -> HTML {
    let errors = diagnostics.count { $0.diagnostic.severity == .error }
    let warnings = diagnostics.count - errors
    func counted(_ count: Int, _ word: String) -> String? {
      count == 0 ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    let title = [counted(errors, "error"), counted(warnings, "warning")].compactMap { $0 }.joined(
      separator: ", "
    )
    let entries = diagnostics.map { located -> HTML in
      let start = located.start
      let place =
        located.diagnostic.range == nil ? "the notebook" : "line \(start.line), column \(start.column)"
      return .element(
        "li",
        ["class": located.diagnostic.severity.rawValue],
        [
          .element("a", ["href": "\(source)#L\(start.line)"], text: place), .text(": "),
          .text(located.diagnostic.message), .text(" "), .element("code", text: located.diagnostic.code),
        ]
      )
    }
    return .lines([
      .trusted("<style>\n\(Self.css)</style>"),
      .element(
        "aside",
        ["id": "preview", "aria-label": "Preview", "class": errors > 0 ? "failing" : nil],
        [
          .element("p", ["id": "preview-state", "role": "status"], text: ""),
          diagnostics.isEmpty
            ? .element("p", [:], [.element("a", ["href": source], text: "source")])
            : .element(
              "details",
              [:],
              [
                .element("summary", text: title),
                .element("ul", [:], [.lines([.empty] + entries + [.empty])]),
              ]
            ),
        ]
      ),
    ])
  }

  private static let css = """
    #preview { position: fixed; right: 1rem; bottom: 1rem; z-index: 3; max-width: min(34rem, calc(100vw - 2rem));
      max-height: 45vh; overflow: auto; padding: 0.45rem 0.8rem; border: 1px solid var(--rule, #999);
      border-radius: 0.4rem; background: var(--card, Canvas); color: var(--ink, CanvasText);
      font: 0.85rem/1.45 var(--sans, sans-serif); box-shadow: 0 1px 6px rgb(0 0 0 / 20%); }
    #preview.failing { border-color: var(--bad, #b3201c); }
    #preview p { margin: 0; }
    #preview p:empty { display: none; }
    #preview ul { margin: 0.4rem 0 0; padding-left: 1.1rem; }
    #preview .error::marker { color: var(--bad, #b3201c); content: "✗ "; }
    #preview .warning::marker { color: var(--open, #8a5a00); content: "! "; }
    @media print { #preview { display: none; } }

    """
}
