// Documents of other kinds as notebooks: Jupyter's notebooks, LaTeX, and what pandoc reads.

import Diagnostics
import Foundation
import Markdown
import Notebook
import Reports

enum DocumentFile {
  /// The kinds of files that hold notebooks, by the ends of their names.
  static let extensions = [".md", ".qmd", ".Rmd", ".rmd", ".markdown"]

  /// The bytes of a file, with those of another kind turned into Markdown where that is needed.
  static func read(_ path: String) -> Result<[UInt8], InputFile.Problem> { InputFile.read(path) }

  /// The notebook that a report is made of.
  static func notebook(_ bytes: [UInt8], path: String) -> (notebook: Notebook, diagnostics: [Diagnostic]) {
    switch path.pathExtension {
    case "ipynb":
      guard let text = JupyterNotebook.markdown(bytes) else { return unread(.notJupyter(path), path) }
      return NotebookReader.read(Array(text.utf8), path: path)
    case "tex", "latex":
      guard let text = pandoc(bytes, from: "latex", path) else {
        let (notebook, problems) = NotebookReader.readTeX(bytes, path: path)
        return (notebook, [.noPandoc(path, for: "the text around the displays")] + problems)
      }
      return NotebookReader.read(text, path: path)
    case "docx", "odt", "rst", "org", "typ":
      guard let text = pandoc(bytes, from: path.pathExtension, path) else {
        return unread(.noPandoc(path, for: "files of this kind"), path)
      }
      return NotebookReader.read(text, path: path)
    default: return NotebookReader.read(bytes, path: path)
    }
  }

  /// Whether pandoc has a part in reading a file.
  static func isConverted(_ path: String) -> Bool {
    ["tex", "latex", "docx", "odt", "rst", "org", "typ"].contains(path.pathExtension)
  }

  /// The notebook that is checked: the displays of LaTeX are judged where they stand in the file.
  static func checkable(_ bytes: [UInt8], path: String) -> (notebook: Notebook, diagnostics: [Diagnostic]) {
    let kind = path.pathExtension
    return kind == "tex" || kind == "latex"
      ? NotebookReader.readTeX(bytes, path: path) : notebook(bytes, path: path)
  }

  private static func unread(_ problem: Diagnostic, _ path: String) -> (
    notebook: Notebook, diagnostics: [Diagnostic]
  ) {
    let (notebook, diagnostics) = NotebookReader.read([], path: path)
    return (notebook, [problem] + diagnostics)
  }

  /// The Markdown that pandoc makes of a document; nil without pandoc.
  private static func pandoc(_ bytes: [UInt8], from format: String, _ path: String) -> [UInt8]? {
    guard let program = ChildProcess.program("pandoc") else { return nil }
    let target = "markdown-grid_tables-multiline_tables-simple_tables-raw_html+pipe_tables"
    let output = ChildProcess.withFolder { folder in
      ChildProcess.run(
        program,
        ["--sandbox", "-f", format, "-t", target, "-s", "--wrap=none"],
        input: bytes,
        in: folder,
        seconds: 60
      )
    }
    guard let output, let output, output.status == 0 else { return nil }
    return output.bytes
  }
}

extension Diagnostic {
  fileprivate static func notJupyter(_ path: String) -> Diagnostic {
    Diagnostic(code: "file.not-jupyter", message: "'\(path)' is no notebook of Jupyter", range: nil)
  }

  fileprivate static func noPandoc(_ path: String, for what: String) -> Diagnostic {
    Diagnostic(
      code: "file.no-pandoc",
      message: "\(what) of '\(path)' cannot be read without pandoc",
      range: nil,
      hints: ["apt-get install pandoc", "'nabla check' judges the displays of a .tex file without it"]
    )
  }
}
