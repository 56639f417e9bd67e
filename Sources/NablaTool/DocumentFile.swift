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

  /// A notebook, what is wrong with its text, and the files that were read for it.
  struct Reading {
    var notebook: Notebook
    var diagnostics: [Diagnostic]
    var filesRead = FilesRead()
    /// The other documents of its project.
    var chapters = ProjectChapters([], besides: "")
  }

  /// The notebook that a report is made of.
  static func notebook(_ bytes: [UInt8], path: String) -> Reading {
    switch path.pathExtension {
    case "ipynb":
      guard let text = JupyterNotebook.markdown(bytes) else { return unread(.notJupyter(path), path) }
      return read(Array(text.utf8), path)
    case "tex", "latex":
      let inclusions = inclusions(bytes, path)
      guard let text = pandoc(LiveTeX.marked(inclusions.file), from: "latex", path) else {
        var reading = readTeX(inclusions, path)
        reading.diagnostics.insert(.noPandoc(path, for: "the text around the displays"), at: 0)
        return reading
      }
      // Definitions that pandoc does not know are still in the formulas.
      let whole = SourceFragment(text: inclusions.file.text, fileStart: 0)
      let definitions = TeXDefinitions.all(in: whole).map(\.text)
      var reading = read(LiveTeX.unmarked(text), path, definitions)
      reading.diagnostics = inclusions.diagnostics.map(\.withoutPlace) + reading.diagnostics
      reading.filesRead.formUnion(inclusions.filesRead)
      return reading
    case "docx", "odt", "rst", "org", "typ":
      guard let text = pandoc(bytes, from: path.pathExtension, path) else {
        return unread(.noPandoc(path, for: "files of this kind"), path)
      }
      return read(text, path)
    default: return read(bytes, path)
    }
  }

  /// The notebook that is checked: the displays of LaTeX are judged where they stand in the file.
  static func checkable(_ bytes: [UInt8], path: String) -> Reading {
    let kind = path.pathExtension
    return kind == "tex" || kind == "latex"
      ? readTeX(inclusions(bytes, path), path) : notebook(bytes, path: path)
  }

  private static func inclusions(_ bytes: [UInt8], _ path: String) -> Inclusions {
    let (file, problems) = SourceFile.decoding(bytes, path: path)
    return Inclusions(in: file, after: problems)
  }

  private static func read(_ bytes: [UInt8], _ path: String, _ definitions: [String] = []) -> Reading {
    let inclusions = inclusions(bytes, path)
    var files = inclusions.filesRead
    let (around, chapters) = ProjectFolder.surroundings(of: path, &files)
    var surroundings = around
    surroundings.definitions += definitions
    let (notebook, problems) = NotebookReader.read(inclusions.file, in: surroundings)
    return Reading(
      notebook: notebook,
      diagnostics: inclusions.diagnostics + problems,
      filesRead: files,
      chapters: chapters
    )
  }

  private static func readTeX(_ inclusions: Inclusions, _ path: String) -> Reading {
    var files = inclusions.filesRead
    let (surroundings, chapters) = ProjectFolder.surroundings(of: path, &files)
    let (notebook, problems) = NotebookReader.readTeX(inclusions.file, in: surroundings)
    return Reading(
      notebook: notebook,
      diagnostics: inclusions.diagnostics + problems,
      filesRead: files,
      chapters: chapters
    )
  }

  private static func unread(_ problem: Diagnostic, _ path: String) -> Reading {
    let (notebook, diagnostics) = NotebookReader.read([], path: path)
    return Reading(notebook: notebook, diagnostics: [problem] + diagnostics)
  }

  /// The Markdown that pandoc makes of a document; nil without pandoc.
  private static func pandoc(_ bytes: [UInt8], from format: String, _ path: String) -> [UInt8]? {
    guard let program = ChildProcess.program("pandoc") else { return nil }
    let target = "markdown-grid_tables-multiline_tables-simple_tables-raw_html+pipe_tables"
    let run = { (arguments: [String], input: [UInt8]) in
      ChildProcess.withFolder { folder in
        ChildProcess.run(program, ["--sandbox"] + arguments, input: input, in: folder, seconds: 60)
      } ?? nil
    }
    guard let tree = run(["-f", format, "-t", "json"], bytes), tree.status == 0 else { return nil }
    let output = run(["-f", "json", "-t", target, "-s", "--wrap=none"], PandocMetadata.moved(tree.bytes))
    guard let output, output.status == 0 else { return nil }
    return Array(PandocReferences.read(String(decoding: output.bytes, as: UTF8.self)).utf8)
  }
}

extension Diagnostic {
  /// What is said of a file that was turned into another text, in which its places mean nothing.
  fileprivate var withoutPlace: Diagnostic {
    var result = self
    result.range = nil
    return result
  }

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
