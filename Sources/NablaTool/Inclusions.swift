// Files that a document takes in: `{{< include part.qmd >}}` of Quarto, `{include}` of MyST, `\input` and packages of its own of
// LaTeX. The document is read as one text, and what is said of a part is said of the file that it comes from.

import Diagnostics
import Foundation
import Markdown
import Reports

/// A document with everything that it includes.
struct Inclusions {
  /// The text, put together.
  private(set) var file: SourceFile
  /// What is wrong with the bytes and with what is included.
  private(set) var diagnostics: [Diagnostic]
  /// The files that were read or looked for.
  private(set) var filesRead = FilesRead()

  /// Files inside one another, and files and bytes altogether.
  private static let depthBound = 8
  private static let fileBound = 256
  private static let byteBound = 8 << 20

  private let main: SourceFile
  private let isTeX: Bool
  private var parts: [SourceFile.Part] = []
  private var length = 0
  private var fileCount = 0
  /// The files that are being included, and where the first of them is.
  private var open: [String] = []
  private var place: Int?

  /// Reads what a document includes; `problems` are those of its bytes.
  init(in file: SourceFile, after problems: [Diagnostic]) {
    self.file = file
    main = file
    diagnostics = problems
    isTeX = ["tex", "latex"].contains(file.path.pathExtension)
    let marks = isTeX ? ["\\in", "\\subfile", "\\usepackage", "\\documentclass", "!TeX root"] : ["include"]
    let isPart = isTeX && !file.text.contains("\\documentclass")
    guard isPart || marks.contains(where: { file.text.contains($0) }) else { return }
    if isTeX { addRoot() }
    add(file)
    if parts.count > 1 { self.file = SourceFile(main, of: parts) }
  }

  private var folder: String { main.path == "-" ? "" : main.path.parentPath }

  private mutating func append(_ part: SourceFile.Part) {
    guard part.range.end > part.range.start else { return }
    parts.append(part)
    length += part.range.end - part.range.start
  }

  // The depth is bounded.
  private mutating func add(_ file: SourceFile) {
    open.append(file.path)
    defer { open.removeLast() }
    let directives = isTeX ? TeXInclusion.all(in: file.text) : MarkdownInclusion.all(in: file.text)
    var copied = 0
    for directive in directives {
      let isMain = open.count == 1
      // The first part has to be one of the main file, whatever it includes first.
      append(SourceFile.Part(of: file, SourceRange(copied, directive.range.start), includedAt: place))
      copied = directive.range.start
      if isMain { place = directive.range.start }
      defer { if isMain { place = nil } }
      if directive.isPackage {
        append(SourceFile.Part(of: file, directive.range, includedAt: isMain ? nil : place))
        copied = directive.range.end
        for name in directive.names { addDefinitions(of: name) }
      } else if let name = directive.names.first, let included = read(name, from: file, directive.range) {
        copied = directive.range.end
        add(included)
      }
    }
    append(SourceFile.Part(of: file, SourceRange(copied, file.text.utf8.count), includedAt: place))
  }

  /// The file of an inclusion; nil, with the reason said, where it is not to be had.
  private mutating func read(_ name: String, from file: SourceFile, _ range: SourceRange) -> SourceFile? {
    let folders = isTeX ? [folder, file.path.parentPath] : [file.path == "-" ? "" : file.path.parentPath]
    let names = isTeX && name.pathExtension != "tex" ? [name + ".tex", name] : [name]
    let candidates = folders.flatMap { folder in names.map { ProjectFolder.path($0, in: folder) } }
    let said = SourceRange(length, length + range.end - range.start)
    for path in candidates { _ = ProjectFolder.text(of: path, &filesRead) }
    guard let path = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      diagnostics.append(.missingInclusion(name, isTeX: isTeX, at: said))
      return nil
    }
    guard !open.contains(path), open.count < Self.depthBound else {
      diagnostics.append(.endlessInclusion(name, at: said))
      return nil
    }
    fileCount += 1
    guard fileCount <= Self.fileBound, length < Self.byteBound,
      let text = ProjectFolder.text(of: path, &filesRead)
    else {
      diagnostics.append(.refusedInclusion(name, at: said))
      return nil
    }
    return SourceFile(path: path, text: text)
  }

  /// More files than this in one folder are not looked through.
  private static let rootBound = 64

  /// The document above a file that is none itself, as a path from its folder: it has a class and includes the file.
  private mutating func includingRoot() -> String? {
    guard main.path != "-", !main.text.contains("\\documentclass") else { return nil }
    let own = main.path.normalizedPath
    for up in ["", "../", "../../"] {
      let place = ProjectFolder.path(up.isEmpty ? "." : up, in: folder)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
      let documents = names.filter { $0.pathExtension == "tex" }.sorted().prefix(Self.rootBound)
      for name in documents {
        let path = ProjectFolder.path(up + name, in: folder)
        guard let text = ProjectFolder.text(of: path, &filesRead), text.contains("\\documentclass") else {
          continue
        }
        let included = TeXInclusion.all(in: text).filter { !$0.isPackage }.flatMap(\.names)
        let isRoot = included.contains { part in
          let file = part.pathExtension.isEmpty ? part + ".tex" : part
          return ProjectFolder.path(up + file, in: folder).normalizedPath == own
        }
        if isRoot { return up + name }
      }
    }
    return nil
  }

  /// Takes the definitions of commands in a package or class that stands beside the document.
  private mutating func addDefinitions(of name: String) {
    for kind in ["", ".sty", ".cls"] {
      let path = ProjectFolder.path(name + kind, in: folder)
      guard fileCount < Self.fileBound, let text = ProjectFolder.text(of: path, &filesRead) else { continue }
      fileCount += 1
      add(definitionsOf: SourceFile(path: path, text: text))
    }
  }

  private mutating func add(definitionsOf file: SourceFile) {
    for definition in TeXDefinitions.all(in: SourceFragment(text: file.text, fileStart: 0))
    where !KnownCommands.isRedefinedByOtherMeans(definition.text) {
      append(SourceFile.Part(of: file, definition.fileRange, includedAt: place ?? 0))
    }
  }

  /// A part of a larger document names it in its first lines: `% !TeX root = main.tex`; else one that includes it is looked for.
  private mutating func addRoot() {
    guard let name = TeXInclusion.root(of: main.text) ?? includingRoot() else { return }
    let path = ProjectFolder.path(name, in: folder)
    guard path != main.path, path.pathExtension == "tex", let text = ProjectFolder.text(of: path, &filesRead)
    else {
      return
    }
    let root = SourceFile(path: path, text: text)
    let rest = parts
    parts = []
    add(definitionsOf: root)
    for directive in TeXInclusion.all(in: text) {
      for name in directive.names {
        let path = ProjectFolder.path(directive.isPackage ? name + ".sty" : name, in: path.parentPath)
        let file = path.pathExtension.isEmpty ? path + ".tex" : path
        guard file != main.path, fileCount < Self.fileBound,
          let text = ProjectFolder.text(of: file, &filesRead)
        else {
          continue
        }
        fileCount += 1
        add(definitionsOf: SourceFile(path: file, text: text))
      }
    }
    parts += rest
  }
}

extension Diagnostic {
  fileprivate static func missingInclusion(_ name: String, isTeX: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "include.missing",
      // A name may be that of a file of TeX's own.
      severity: isTeX ? .warning : .error,
      message: "there is no file '\(name)' to include",
      range: range,
      hints: ["the path is read from the folder of the \(isTeX ? "document" : "file that includes it")"]
    )
  }

  fileprivate static func endlessInclusion(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "include.endless",
      message: "'\(name)' is included in itself, or too deep",
      range: range
    )
  }

  fileprivate static func refusedInclusion(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "include.refused",
      message: "'\(name)' is not included",
      range: range,
      notes: [
        "included are texts whose names end with \(ProjectFolder.kinds.sorted().map { "'.\($0)'" }.joined(separator: ", ")), "
          + "up to 1 MiB each and 8 MiB together"
      ]
    )
  }
}
