// A report as one HTML file that needs nothing else: no network, and no script to be read.

package import Diagnostics
import Hashing
package import Markdown

/// A page and what went wrong while its formulas were set.
package struct HTMLReport: Sendable {
  /// The whole file.
  package let html: String
  /// Formulas that KaTeX refused; the ranges are those of the notebook.
  package let diagnostics: [Diagnostic]
  /// The places of the formulas among them.
  package let refusedFormulas: Set<Int>
}

/// Writes reports as HTML; one writer serves all notebooks of a worker, since the engine takes a while to start.
package final class HTMLReportWriter {
  private var engine: KaTeXEngine?
  private var styleSheet: Result<KaTeXStyleSheet, KaTeXError>?
  private let formulas: FormulaStore?
  private let fonts = FontLibrary()

  /// A writer whose engine starts at the first formula that the store does not know.
  package init(formulas: FormulaStore? = nil) { self.formulas = formulas }

  /// The page of a report; `recordHash` identifies its record, `record` is the record's file beside the page, `preview` is what
  /// a page has that is shown while it is written.
  package func write(
    _ report: Report,
    recordHash: String? = nil,
    record: String? = nil,
    preview: PagePreview? = nil
  ) -> HTMLReport {
    let page = HTMLPage(report, engine: engine, formulas: formulas)
    var content = page.content(recordHash: recordHash, record: record)
    engine = page.runningEngine ?? engine
    var mathematics = formulaStyle(for: page)
    if !page.formulas.isEmpty, case .success(let sheet) = mathematicsSheet() {
      var markup = SlimMarkup(keeping: sheet.classes)
      content = .trusted(markup.slimmed(content.source))
      mathematics = markup.renamed(mathematics) + markup.css
    }
    let letters = TextFonts(fonts, katex: try? KaTeXInstallation.find().get().fonts).css(
      for: TextWalk(content.source)
    )
    let head = HTML.lines([
      .element("meta", ["charset": "utf-8"]),
      .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .element("meta", ["name": "color-scheme", "content": "light dark"]),
      report.notebook.rawHTML == .escaped
        ? .element("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy(preview)])
        : .empty,
      .element("title", text: report.title.plainText),
      report.notebook.authors.isEmpty
        ? .empty
        : .element(
          "meta",
          ["name": "author", "content": report.authors.map(\.plainText).joined(separator: ", ")]
        ),
      .element("meta", ["name": "generator", "content": "nabla"]),
      .trusted("<style>\n\(letters)\(mathematics)\(ReportStyle.css)</style>"),
    ])
    let language = report.notebook.language.isEmpty ? "en" : report.notebook.language
    let document = HTML.lines([
      .element(
        "html",
        ["lang": language],
        [
          .lines([
            .trusted(""), .element("head", [:], [.lines([.empty, head])]),
            .element(
              "body",
              [:],
              [
                content, .trusted("\n<script>\(ReportScript.source)</script>\n"),
                preview?.parts(of: report, page.formulaDiagnostics) ?? .empty,
              ]
            ),
          ])
        ]
      )
    ])
    return HTMLReport(
      html: "<!DOCTYPE html>\n\(document.source)\n",
      diagnostics: page.formulaDiagnostics,
      refusedFormulas: page.refusedFormulas
    )
  }

  /// The HTML of one block of a report, for documents that others write; formulas are MathML.
  package func fragment(of block: Block, in report: Report) -> String {
    let page = HTMLPage(report, engine: engine, formulas: formulas)
    var content = page.writer.html(of: [block])
    // Only the MathML is kept: a page of another writer lacks the fonts and styles of the rest.
    for formula in page.formulas {
      guard let start = formula.firstRange(of: "<math"), let end = formula.firstRange(of: "</math>") else {
        continue
      }
      content = content.replacing(formula, with: String(formula[start.lowerBound..<end.upperBound]))
    }
    engine = page.runningEngine ?? engine
    return "<div class=\"nabla\">\n\(content)</div>"
  }

  /// What the page may load: nothing but what stands in it, and pictures the author refers to.
  private static func policy(_ preview: PagePreview?) -> String {
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src * data:; "
      + "script-src \(scriptHash)\(preview == nil ? "" : " 'self'"); "
      + (preview == nil ? "" : "connect-src 'self'; ") + "base-uri 'none'; form-action 'none'"
  }

  private static let scriptHash = "'sha256-\(SHA256.digest(of: Array(ReportScript.source.utf8)).base64)'"

  private func formulaStyle(for page: HTMLPage) -> String {
    guard !page.formulas.isEmpty else { return "" }
    switch mathematicsSheet().flatMap({ $0.css(for: page.formulas, fonts) }) {
    case .success(let css): return css
    case .failure(let error):
      page.formulaDiagnostics.append(error.diagnostic(at: nil))
      return ""
    }
  }

  /// KaTeX's style sheet, read once for all pages.
  private func mathematicsSheet() -> Result<KaTeXStyleSheet, KaTeXError> {
    let sheet =
      styleSheet
      ?? KaTeXInstallation.find().flatMap { installation in
        Result { () throws(KaTeXError) in try KaTeXStyleSheet(installation) }
      }
    styleSheet = sheet
    return sheet
  }
}
