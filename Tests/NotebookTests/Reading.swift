// Short ways to read a notebook and to look at what was said about it.

import Diagnostics
import Markdown

@testable import Notebook

func read(_ text: String) -> (notebook: Notebook, diagnostics: [Diagnostic]) {
  NotebookReader.read(SourceFile(path: "test.md", text: text))
}

/// What is said about a notebook, as `code line:column`.
func complaints(_ text: String) -> [String] {
  let (notebook, diagnostics) = read(text)
  return diagnostics.map { diagnostic in
    let place = notebook.file.position(at: diagnostic.range?.start ?? 0)
    return "\(diagnostic.code) \(place.line):\(place.column)"
  }
}

extension Notebook {
  var cells: [Cell] { parts.compactMap { if case .cell(let cell) = $0 { cell } else { nil } } }

  var displays: [Display] { parts.compactMap { if case .display(let display) = $0 { display } else { nil } } }

  /// The text of the file at a range.
  func text(_ range: SourceRange) -> String {
    String(decoding: Array(file.text.utf8)[range.start..<range.end], as: UTF8.self)
  }
}
