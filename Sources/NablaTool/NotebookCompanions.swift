// What stands beside a notebook and belongs to it: the files of its bibliography and its pictures.

import Diagnostics
import Foundation
import Markdown
import Notebook
import Reports

/// The files beside a notebook, read.
struct NotebookCompanions {
  let images: ImageFiles
  private let works: NotebookBibliography
  private let chapters: [Chapter]
  private let chapterPages: [String: String]
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
    in project: ProjectChapters,
    path: String,
    name: String,
    embedding: ImageEmbedding,
    needsFiles: Bool
  ) {
    let folder = path == "-" ? "." : path.parentPath
    let base = folder.isEmpty ? "." : folder
    var problems: [Diagnostic] = []
    var files = files
    for file in notebook.metadata.included {
      _ = ProjectFolder.text(of: ProjectFolder.path(file, in: base), &files)
    }
    let works = NotebookBibliography(notebook, in: base, &files)
    self.works = works
    problems += works.diagnostics
    let blocks = notebook.document.blocks + notebook.document.footnotes.flatMap(\.blocks)
    images = ImageFiles(
      blocks,
      in: base,
      name: name,
      embedding: embedding,
      needsFiles: needsFiles,
      convert: Self.converted
    )
    // Documents that nobody refers to are not read.
    let own = Set(notebook.labels.map(\.name)).union(notebook.document.anchors)
    var refersElsewhere = false
    (notebook.document.blocks + notebook.document.footnotes.flatMap(\.blocks)).forEachInline { inline in
      switch inline {
      case .reference(let reference): if !own.contains(reference.label) { refersElsewhere = true }
      case .link(let link):
        let label = link.destination.labelOfLink
        if !label.isEmpty, !own.contains(label) { refersElsewhere = true }
      default: return
      }
    }
    chapters = refersElsewhere ? project.chapters : []
    chapterPages = project.pages(from: folder)
    files.formUnion(project.filesRead)
    diagnostics = problems + images.diagnostics
    files.formUnion(images.filesRead)
    filesRead = files
  }

  /// The notebook with what stands beside it.
  func completed(_ reported: ReportedNotebook) -> ReportedNotebook {
    var result = reported
    works.complete(&result)
    result.images = images.images
    result.chapters = chapters
    result.chapterPages = chapterPages
    result.diagnostics += diagnostics
    return result
  }

  /// The programs that pictures are turned into another kind with.
  static let converters = ["rsvg-convert", "magick", "convert"]

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
}

extension String {
  /// The label that the address of a link may be; the empty text for addresses that are none.
  fileprivate var labelOfLink: String {
    if hasPrefix("#") { return String(dropFirst()) }
    return contains { "/.?".contains($0) } ? "" : self
  }
}
