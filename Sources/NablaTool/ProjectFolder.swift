// The folder of a project around a document: its settings stand in files with fixed names, in the folder of the document or
// above it.

import Foundation
import Notebook
import Reports

enum ProjectFolder {
  /// The kinds of texts that a document may take in, by the ends of their names.
  static let kinds: Set<String> = [
    "md", "qmd", "rmd", "markdown", "txt", "tex", "ltx", "sty", "cls", "html", "jax", "js", "yml", "yaml",
  ]

  private static let settings = [
    "_metadata.yml", "_quarto.yml", "_quarto.yaml", "myst.yml", "_toc.yml", "_bookdown.yml", "_output.yml",
    "_config.yml",
  ]
  /// Settings of a folder alone, which belong to a project further up.
  private static let partial: Set<String> = ["_metadata.yml", "_output.yml", "_bookdown.yml", "_toc.yml"]
  /// Settings further up than this are those of something else.
  private static let levelBound = 6
  private static let byteBound = 1 << 20

  /// What stands around the document at a path; `files` notes what was read and looked for.
  static func surroundings(of path: String, _ files: inout FilesRead) -> (
    NotebookSurroundings, ProjectChapters
  ) {
    let folder = path == "-" ? "" : path.parentPath
    var result = NotebookSurroundings { name in
      var files = FilesRead()
      return text(of: Self.path(name, in: folder), &files)
    }
    var chapters: [String] = []
    for level in 0..<levelBound {
      let up = String(repeating: "../", count: level)
      var isProject = false
      for name in settings {
        guard let yaml = text(of: Self.path(up + name, in: folder), &files) else { continue }
        isProject = isProject || !partial.contains(name)
        let found = ProjectSettings(yaml)
        var included: [String] = []
        for file in found.included {
          if let text = text(of: Self.path(up + file, in: folder), &files) { included.append(text) }
        }
        result.definitions =
          included.flatMap(ProjectSettings.definitions) + found.definitions + result.definitions
        chapters += found.chapters.map { up + $0 }
        if name == "_bookdown.yml", found.chapters.isEmpty { chapters += sheets(folder, up) }
        result.language = result.language ?? found.language
        if result.citationStyle == nil, let style = found.citationStyle {
          result.citationStyle = style.contains("://") || style.hasPrefix("/") ? style : up + style
        }
        result.bibliography += found.bibliography.map { up + $0 }.filter {
          FileManager.default.fileExists(atPath: Self.path($0, in: folder))
        }
      }
      let isRoot = FileManager.default.fileExists(atPath: Self.path(up + ".git", in: folder))
      if isProject || isRoot { break }
    }
    let project = ProjectChapters(path == "-" ? [] : chapters, besides: path)
    result.hasLabelElsewhere = { project.has($0) }
    return (result, project)
  }

  /// The documents of a book of bookdown that names none: all of its folder.
  private static func sheets(_ folder: String, _ up: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: Self.path(up + ".", in: folder))
    return (names ?? []).filter { $0.pathExtension == "rmd" && !$0.hasPrefix("_") }.sorted().map { up + $0 }
  }

  /// A path from a folder; the folder is empty for the one that the program runs in.
  static func path(_ name: String, in folder: String) -> String {
    name.hasPrefix("/") || folder.isEmpty ? name : folder + "/" + name
  }

  /// The text of a file of a kind that documents take in; nil for anything else.
  static func text(of path: String, _ files: inout FilesRead) -> String? {
    guard kinds.contains(path.pathExtension), let bytes = files.contents(path, upTo: byteBound) else {
      return nil
    }
    // A line break of two characters is one of Swift's, and would be no line end to those who look for one.
    return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  }
}
