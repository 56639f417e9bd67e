import Foundation
@testable import Reports
import Testing

@Suite("KaTeX's style sheet and fonts")
struct KaTeXStyleSheetTests {
  let engine: KaTeXEngine
  let sheet: KaTeXStyleSheet

  init() throws {
    let installation = try KaTeXInstallation.find().get()
    engine = try KaTeXEngine(installation)
    sheet = try KaTeXStyleSheet(installation)
  }

  /// Formulas with the font files a reader's browser needs for them.
  static let fonts: [(tex: String, files: [String])] = [
    ("1 + 2", ["Main-Regular"]),
    ("x", ["Math-Italic"]),
    (#"\mathbf x"#, ["Main-Bold"]),
    (#"\boldsymbol \beta"#, ["Math-BoldItalic"]),
    (#"\mathbb R"#, ["AMS-Regular"]),
    (#"\mathcal L"#, ["Caligraphic-Regular"]),
    (#"\mathscr L"#, ["Script-Regular"]),
    (#"\mathfrak g"#, ["Fraktur-Regular"]),
    (#"\mathtt t"#, ["Typewriter-Regular"]),
    (#"\mathsf s"#, ["SansSerif-Regular"]),
    (#"\textit{i}"#, ["Main-Italic"]),
    (#"\textbf{\textit{i}}"#, ["Main-BoldItalic"]),
    (#"\textsf{\textbf{s}}"#, ["SansSerif-Bold"]),
    (#"\sum"#, ["Size2-Regular"]),
    (#"\textstyle\sum"#, ["Size1-Regular"]),
    (#"\Bigl( \Bigr."#, ["Size2-Regular"]),
    (#"\Biggl( \Biggr."#, ["Size4-Regular"]),
    (
      #"\left\{ \begin{matrix} 1 \\ 2 \\ 3 \\ 4 \\ 5 \\ 6 \end{matrix} \right."#,
      ["Main-Regular", "Size4-Regular"]
    ),
    (#"\rule{1em}{1em}"#, []),
    (#"W \in \mathbb R^{n\times n}"#, ["AMS-Regular", "Main-Regular", "Math-Italic"]),
  ]

  @Test("a formula needs the fonts of its letters and no others", arguments: fonts)
  func facesOfFormulas(tex: String, files: [String]) throws {
    let html = try engine.html(of: tex, display: true).get()
    #expect(sheet.faces(for: [html]).map(\.file).sorted() == files.map { "KaTeX_\($0).woff2" })
  }

  @Test("a page needs the fonts of all its formulas, in the order of the sheet")
  func facesOfPages() throws {
    let pages = try Self.fonts.map { try engine.html(of: $0.tex, display: true).get() }
    let all = sheet.faces(for: pages)
    #expect(Set(all) == Set(pages.flatMap { sheet.faces(for: [$0]) }))
    #expect(all == sheet.faces.filter(all.contains))
    #expect(sheet.faces(for: pages.reversed()) == all)
  }

  @Test("the style sheet of a page holds its fonts and points to nothing outside")
  func selfContained() throws {
    let html = try engine.html(of: #"\mathbf A x = \Bigl(b\Bigr)"#, display: true).get()
    let css = try sheet.css(for: [html], FontLibrary()).get()
    #expect(css.components(separatedBy: "@font-face").count - 1 == sheet.faces(for: [html]).count)
    #expect(
      css.components(separatedBy: "url(").count
        == css.components(separatedBy: "url(data:font/ttf;base64,").count
    )
    #expect(!css.contains("http") && !css.contains("@import") && !css.contains("</"))
    #expect(css.contains(".katex .mathbf{font-family:KaTeX_Main;font-weight:bold}"))
    #expect(!css.contains("mathfrak"))
    #expect(try sheet.css(for: [html], FontLibrary()).get() == css)
  }

  @Test("the style sheet numbers no equations, which is for the report to do")
  func noNumbers() throws {
    let html = try engine.html(of: #"\begin{align} a &= b \\ c &= d \end{align}"#, display: true).get()
    #expect(html.contains("eqn-num"))
    let css = try sheet.css(for: [html], FontLibrary()).get()
    #expect(!css.contains("counter"))
  }

  @Test("a page without formulas has no style sheet")
  func empty() throws {
    #expect(try sheet.css(for: [], FontLibrary()).get() == "")
  }

  @Test("every font that the sheet declares is installed")
  func fontsAreThere() {
    #expect(sheet.faces.count == 20)
    for face in sheet.faces {
      #expect(FileManager.default.isReadableFile(atPath: "\(engine.installation.fonts)/\(face.file)"))
    }
  }

  @Test("text that is not KaTeX's HTML does no harm")
  func oddHTML() throws {
    for html in ["", "<", "</span></span>", "<span class=\"", "<span class=\"katex\">x", "a<b>c</d>>>"] {
      _ = try sheet.css(for: [html], FontLibrary()).get()
    }
  }

  @Test("Chromium loads exactly the fonts that were found to be needed")
  func browserAgrees() throws {
    let formulas = try (Self.fonts.map(\.tex) + KaTeXEngineTests.formulas).map {
      try engine.html(of: $0, display: true).get()
    }
    for formulas in [formulas, Array(formulas.prefix(3)), Array(formulas.suffix(4))] {
      let loaded = try loadedFonts(of: formulas)
      let needed = sheet.faces(for: formulas).map {
        "\($0.family) \($0.isBold ? "bold" : "normal") \($0.isItalic ? "italic" : "normal")"
      }
      #expect(loaded.sorted() == needed.sorted())
    }
  }

  /// The fonts that the browser loads for a page with KaTeX's whole style sheet.
  private func loadedFonts(of formulas: [String]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-fonts-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = folder.appendingPathComponent("page.html")
    try """
    <!doctype html><meta charset="utf-8">
    <link rel="stylesheet" href="file://\(engine.installation.styleSheet)">
    \(formulas.joined(separator: "\n"))
    <pre id="fonts"></pre>
    <script>
      window.onload = () => document.fonts.ready.then(() => {
        document.getElementById("fonts").textContent = [...document.fonts]
          .filter((font) => font.status === "loaded")
          .map((font) => `${font.family} ${font.weight} ${font.style}`).join("\\n");
      });
    </script>
    """.write(to: page, atomically: true, encoding: .utf8)
    let browser = Process()
    browser.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    browser.arguments = [
      "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--user-data-dir=\(folder.path)/profile", "--virtual-time-budget=5000", "--dump-dom", page.path,
    ]
    let output = Pipe()
    browser.standardOutput = output
    browser.standardError = FileHandle.nullDevice
    try browser.run()
    let html = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    browser.waitUntilExit()
    let start = try #require(html.range(of: "<pre id=\"fonts\">"))
    let end = try #require(html.range(of: "</pre>", range: start.upperBound..<html.endIndex))
    return html[start.upperBound..<end.lowerBound].split(separator: "\n").map {
      $0.replacingOccurrences(of: "\"", with: "")
    }
  }
}
