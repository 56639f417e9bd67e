// The text of a notebook with its lines numbered, each an anchor, and under a line what is wrong in it.

package import Diagnostics

/// A page of a preview that shows what its author wrote.
package enum SourcePage {
  /// The page of a text; `back` is the address of the report, `script` that of the script that keeps it up to date.
  package static func html(
    of file: SourceFile,
    _ diagnostics: [LocatedDiagnostic],
    title: String,
    back: String,
    script: String
  ) -> String {
    var said: [Int: [LocatedDiagnostic]] = [:]
    for diagnostic in diagnostics { said[diagnostic.start.line, default: []].append(diagnostic) }
    let lines = (1...file.lineCount).map { number -> HTML in
      let remarks = (said[number] ?? []).map { located -> HTML in
        let diagnostic = located.diagnostic
        let column = diagnostic.range == nil ? "" : "column \(located.start.column): "
        let more = diagnostic.notes.map { "note: \($0)" } + diagnostic.hints.map { "hint: \($0)" }
        return .element(
          "p",
          ["class": diagnostic.severity.rawValue],
          [
            .element("strong", text: diagnostic.severity.rawValue), .text(" \(column)\(diagnostic.message) "),
            .element("code", text: diagnostic.code),
          ] + more.flatMap { [.trusted("<br>"), .text($0)] }
        )
      }
      return .element(
        "li",
        ["id": "L\(number)"],
        [.element("code", text: file.line(number)), .joined(remarks)]
      )
    }
    let head = HTML.lines([
      .element("meta", ["charset": "utf-8"]),
      .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .element("meta", ["name": "color-scheme", "content": "light dark"]),
      .element(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'",
        ]
      ),
      .element("title", text: title),
      .trusted("<style>\n\(css)</style>"),
    ])
    let body = HTML.lines([
      .empty,
      .element(
        "main",
        [:],
        [
          .element("h1", text: title),
          .element("p", [:], [.element("a", ["href": back], text: "the report")]),
          .element("ol", ["class": "source"], [.lines([.empty] + lines + [.empty])]),
        ]
      ),
      .element("p", ["id": "preview-state", "role": "status"], text: ""),
      .element("script", ["src": script, "defer": ""]), .empty,
    ])
    let document = HTML.element(
      "html",
      ["lang": "en"],
      [.element("head", [:], [.lines([.empty, head, .empty])]), .element("body", [:], [body])]
    )
    return "<!DOCTYPE html>\n\(document.source)\n"
  }

  private static let css = """
    :root { color-scheme: light dark; }
    body { font: 1rem/1.5 sans-serif; max-width: 70rem; margin: 1.5rem auto; padding: 0 1rem; }
    h1 { font-size: 1.3rem; }
    .source { font-family: ui-monospace, monospace; font-size: 0.9rem; padding-left: 3.5rem; }
    .source li::marker { color: GrayText; }
    .source code { white-space: pre-wrap; overflow-wrap: anywhere; }
    .source li > code:empty::after { content: " "; }
    .source li:target { background: color-mix(in srgb, Highlight 25%, transparent); }
    .source p { margin: 0.2rem 0 0.4rem; padding: 0.2rem 0.6rem; border-left: 3px solid #b3201c; font-family: sans-serif; }
    .source p.warning { border-color: #8a5a00; }

    """
}
