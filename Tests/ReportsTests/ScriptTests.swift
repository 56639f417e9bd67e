import Diagnostics
import Foundation
import Markdown
import Testing

@testable import Reports

/// Text in other scripts on paper: letters stay letters, and what is read from the right is.
@Suite("Other scripts in LaTeX")
struct ScriptTests {
  private func latex(_ text: String, _ language: String = "") -> String {
    var notebook = ReportedNotebook(
      name: "a",
      document: MarkdownDocument(SourceFile(path: "a.md", text: text))
    )
    notebook.language = language
    return LaTeXReportWriter().write(Report(notebook)).latex
  }

  @Test("Latin text needs no other engine, nor do single letters of Greek")
  func latin() {
    for text in ["Łódź, naïve, λ and Σ", "$\\lambda$", ""] {
      #expect(!latex(text).contains("lualatex") && !latex(text).contains("fallback"))
    }
  }

  @Test("every letter is there, Greek words in letters and Greek signs in formulas")
  func letters() {
    for text in ["Привет", "对于时刻", "行列カタカナ", "Έστω λόγος", "מטריצה", "المصفوفة", "행렬"] {
      let document = latex("\(text) and *\(text)* $x$\n\n# \(text)\n")
      #expect(document.hasPrefix(LaTeXReportWriter.unicodeMarker))
      #expect(document.components(separatedBy: text).count == 4, "\(text)")
      #expect(!document.contains("\\nablachar{") || !document.contains("\\nablachar{4"))
    }
    let greek = latex("λόγος $\\ensuremath{\\lambda} + \\text{λόγος}$")
    #expect(greek.contains("${\\lambda} + \\text{λόγος}$"))
  }

  @Test("Hebrew and Arabic run to the left, and Arabic has its forms")
  func rightToLeft() {
    #expect(latex("מטריצה").contains("bidi=basic") && !latex("Привет").contains("bidi=basic"))
    #expect(latex("المصفوفة").contains("script=arab]{") && !latex("מטריצה").contains("script=arab]{"))
    #expect(latex("מטריצה", "he").contains("\\babelprovide[import,main]{hebrew}"))
  }

  @Test(
    "a document in six scripts compiles",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/lualatex"))
  )
  func compiles() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = "# Привет 字体\n\nΈστω *λόγος*, **מטריצה**, المصفوفة, `код`, 行列カタカナ $\\text{其中} x$\n"
    try Data(latex(text, "ru").utf8).write(to: folder.appendingPathComponent("a.tex"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/lualatex")
    process.arguments = ["-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
