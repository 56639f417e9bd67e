// The other documents of a project, which are read when a document refers to a label that it does not have.

import Diagnostics
import Foundation
import Markdown
import Notebook
import Reports
import Synchronization

/// The documents that the settings of a project name, for one of them.
final class ProjectChapters: Sendable {
  /// A document of the project.
  private struct Member: Sendable {
    /// Its path, and the address of its page from that of the document at hand.
    let path: String
    let address: String
  }

  /// A project of more documents than this is not looked through.
  private static let memberBound = 500
  private static let byteBound = 4 << 20

  private let members: [Member]
  private let read = Mutex<(chapters: [Chapter], files: FilesRead)?>(nil)

  /// The chapters of a project but for the one at hand; their paths start in its folder.
  init(_ names: [String], besides path: String) {
    let folder = path.parentPath
    let own = path.lastPathComponent
    var seen: Set<String> = []
    members = names.prefix(Self.memberBound).compactMap { name in
      guard let file = Self.file(name, in: folder), seen.insert(file).inserted, file != own else {
        return nil
      }
      let page = Self.withoutExtension(file) + ".html"
      return Member(path: ProjectFolder.path(file, in: folder), address: page)
    }
  }

  /// The addresses of pages by the paths of their documents, for links that lead to them.
  func pages(from folder: String) -> [String: String] {
    Dictionary(
      members.map { member in
        let name = folder.isEmpty ? member.path : String(member.path.dropFirst(folder.count + 1))
        return (name, member.address)
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Whether another document has a label.
  func has(_ label: String) -> Bool { chapters.contains { $0.has(label) } }

  /// The other documents, read when they are first asked for.
  var chapters: [Chapter] { all().chapters }

  /// The files that were read; none where nobody asked.
  var filesRead: FilesRead { read.withLock { $0?.files ?? FilesRead() } }

  private func all() -> (chapters: [Chapter], files: FilesRead) {
    if let known = read.withLock({ $0 }) { return known }
    var files = FilesRead()
    let chapters = members.compactMap { member -> Chapter? in
      guard let bytes = files.contents(member.path, upTo: Self.byteBound) else { return nil }
      return Self.chapter(bytes, member.path)?.page(at: member.address)
    }
    read.withLock { $0 = (chapters, files) }
    return (chapters, files)
  }

  // MARK: - Reading

  /// Every document of a project asks for the same others.
  private static let known = Mutex<[String: (size: Int, hash: Int, chapter: Chapter?)]>([:])

  private static func chapter(_ bytes: [UInt8], _ path: String) -> Chapter? {
    let hash = bytes.hashValue
    if let known = known.withLock({ $0[path] }), known.size == bytes.count, known.hash == hash {
      return known.chapter
    }
    var text: [UInt8]? = bytes
    if path.pathExtension == "ipynb" { text = JupyterNotebook.markdown(bytes).map { Array($0.utf8) } }
    let chapter = text.map { text in
      let file = SourceFile.decoding(text, path: path).file
      let notebook = NotebookReader.read(Inclusions(in: file, after: []).file).notebook
      return Chapter(
        notebook.document,
        name: withoutExtension(path.lastPathComponent),
        title: notebook.metadata.title ?? "",
        isLive: notebook.parts.contains(where: isCounted)
      )
    }
    known.withLock { $0[path] = (bytes.count, hash, chapter) }
    return chapter
  }

  /// Whether a part comes back with something that has a number.
  private static func isCounted(_ part: Notebook.Part) -> Bool {
    switch part {
    case .cell: true
    case .display(let display): !display.roles.isEmpty && !display.isOffered
    case .inlineResult: false
    }
  }

  /// The file that a project means; tables of contents of MyST leave out the ends of names.
  private static func file(_ name: String, in folder: String) -> String? {
    let plain = name.normalizedPath
    return ([""] + DocumentFile.extensions + [".ipynb"]).map { plain + $0 }.first { file in
      let end = "." + file.pathExtension
      return (DocumentFile.extensions + [".ipynb"]).contains(end)
        && FileManager.default.fileExists(atPath: ProjectFolder.path(file, in: folder))
    }
  }

  private static func withoutExtension(_ path: String) -> String {
    String(path.dropLast(path.pathExtension.count + 1))
  }
}
