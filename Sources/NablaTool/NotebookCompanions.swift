// What stands beside a notebook and belongs to it: the files of its bibliography and its pictures.

import Diagnostics
import Foundation
import Markdown
import Notebook
import Reports

/// The files beside a notebook, read.
struct NotebookCompanions {
  let bibliography: Bibliography?
  let images: ImageFiles
  private let citesByNumber: Bool
  let diagnostics: [Diagnostic]
  /// The files that were read or looked for.
  let filesRead: FilesRead

  /// Reads what a notebook at a path names.
  ///
  /// `needsFiles` says whether LaTeX is written, which includes pictures as files.
  /// `files` are those that were read for its text.
  init(
    _ notebook: Notebook,
    after files: FilesRead = FilesRead(),
    path: String,
    name: String,
    embedding: ImageEmbedding,
    needsFiles: Bool
  ) {
    let folder = path == "-" ? "." : path.parentPath
    let base = folder.isEmpty ? "." : folder
    var problems: [Diagnostic] = []
    var texts: [String] = []
    var files = files
    for file in notebook.metadata.included {
      _ = ProjectFolder.text(of: ProjectFolder.path(file, in: base), &files)
    }
    for file in notebook.metadata.bibliography {
      let place = Self.place(of: file, in: notebook.file)
      guard file.hasSuffix(".bib") else {
        problems.append(.unreadBibliography(file, at: place))
        continue
      }
      let path = file.hasPrefix("/") ? file : base + "/" + file
      if let bytes = files.contents(path, upTo: InputFile.byteBound) {
        texts.append(String(decoding: bytes, as: UTF8.self))
      } else {
        problems.append(.missingBibliography(file, at: place))
      }
    }
    citesByNumber = Self.isNumeric(notebook.metadata.citationStyle, in: base)
    if let style = notebook.metadata.citationStyle {
      problems.append(
        .simpleCitations(style, byNumber: citesByNumber, at: Self.place(of: style, in: notebook.file))
      )
    }
    bibliography = texts.isEmpty ? nil : Bibliography(bibTeX: texts)
    let blocks = notebook.document.blocks + notebook.document.footnotes.flatMap(\.blocks)
    images = ImageFiles(
      blocks,
      in: base,
      name: name,
      embedding: embedding,
      needsFiles: needsFiles,
      convert: Self.converted
    )
    diagnostics = problems + images.diagnostics
    files.formUnion(images.filesRead)
    filesRead = files
  }

  /// The notebook with what stands beside it.
  func completed(_ reported: ReportedNotebook) -> ReportedNotebook {
    var result = reported
    result.bibliography = bibliography
    result.citesByNumber = citesByNumber
    result.images = images.images
    result.diagnostics += diagnostics
    return result
  }

  /// The programs that pictures are turned into another kind with.
  static let converters = ["rsvg-convert", "magick", "convert"]

  /// Whether a citation style is one of numbers: its file says so, or its name where the file is not there.
  private static func isNumeric(_ style: String?, in folder: String) -> Bool {
    guard let style else { return false }
    let path = style.hasPrefix("/") || style.contains("://") ? style : folder + "/" + style
    if case .success(let bytes) = InputFile.read(path) {
      return String(decoding: bytes, as: UTF8.self).contains("citation-format=\"numeric\"")
    }
    let name = style.lowercased()
    return ["ieee", "vancouver", "numeric", "nature", "acm", "siam", "springer-lncs", "plos"].contains {
      name.contains($0)
    }
  }

  /// A picture of a kind that LaTeX includes; nil without a program that makes it.
  private static func converted(_ kind: String, _ bytes: [UInt8]) -> [UInt8]? {
    let tools: [(String, [String])] =
      kind == "svg"
      ? [("rsvg-convert", ["-f", "pdf"])]
      : [("magick", ["\(kind):-[0]", "png:-"]), ("convert", ["\(kind):-[0]", "png:-"])]
    for (name, arguments) in tools {
      guard let program = ChildProcess.program(name) else { continue }
      let output = ChildProcess.withFolder { folder in
        // The same input gives the same bytes, whenever it is made.
        ChildProcess.run(
          program,
          arguments,
          input: bytes,
          in: folder,
          environment: ["SOURCE_DATE_EPOCH": "0"],
          seconds: 20
        )
      }
      if let output, let output, output.status == 0, !output.bytes.isEmpty { return output.bytes }
    }
    return nil
  }

  private static func place(of text: String, in file: SourceFile) -> SourceRange? {
    guard let found = file.text.firstRange(of: text) else { return nil }
    let start = file.text.utf8.distance(from: file.text.startIndex, to: found.lowerBound)
    return SourceRange(start, start + text.utf8.count)
  }
}

extension Diagnostic {
  fileprivate static func missingBibliography(_ file: String, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "citation.missing-file",
      message: "there is no bibliography '\(file)'",
      range: range,
      hints: ["the path is read from the folder of the notebook"]
    )
  }

  fileprivate static func simpleCitations(_ style: String, byNumber: Bool, at range: SourceRange?)
    -> Diagnostic
  {
    Diagnostic(
      code: "citation.style",
      severity: .warning,
      message:
        "of the citation style '\(style)' is followed that it cites by \(byNumber ? "numbers" : "author and year")",
      range: range,
      notes: ["the list of works has one form for all styles"]
    )
  }

  fileprivate static func unreadBibliography(_ file: String, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "citation.unread-file",
      severity: .warning,
      message: "the bibliography '\(file)' is not read",
      range: range,
      notes: ["bibliographies are files of BibTeX, whose names end with '.bib'"]
    )
  }
}
