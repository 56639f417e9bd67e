// The pages of a preview, each made when it is asked for and kept until what it was made of changes.

import Diagnostics
import Findings
import Foundation
import Markdown
import Notebook
import Preview
import Reports

/// The notebooks of a path as pages.
///
/// It holds the engine for formulas, which belongs to one thread at a time.
actor PreviewSite {
  /// A notebook as it was when its page was made.
  private struct Page {
    let signature: FileSignature
    let html: String
    let file: SourceFile
    let diagnostics: [LocatedDiagnostic]
    let files: [String: [UInt8]]
    let filesRead: FilesRead

    func isUpToDate(_ signature: FileSignature) -> Bool {
      self.signature == signature && filesRead.areUnchanged(upTo: ImageFiles.byteBound)
    }
  }

  /// The addresses that no notebook has.
  static let script = "-/preview.js"
  private static let source = "-/source/"
  private static let pageSuffix = ".html"

  /// Pages take long to make, and meanwhile the server has to answer: they are made on a thread of their own.
  private let thread = SerialThread(name: "pages")
  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  private let path: PreviewedPath
  private let writer: HTMLReportWriter
  private let formulas: FormulaStore
  private let alsoWatch: @Sendable (String) -> Void
  private var pages: [String: Page] = [:]
  private var memories: [String: RunMemory] = [:]
  /// What the gallery says of the notebooks, and whether they have been run for it.
  private var entries: [String: (signature: FileSignature, entry: GalleryEntry, isComplete: Bool)] = [:]
  /// That somebody looks at the gallery, for which notebooks have to be run.
  nonisolated let visitsOfGallery: AsyncStream<Void>
  private let visitOfGallery: AsyncStream<Void>.Continuation
  /// The new names of notebooks that were renamed, by their old ones.
  private var moves: [String: String] = [:]
  /// The notebooks that were there when somebody looked last.
  private var known: [String: FileSignature]

  /// The pages of a path; `alsoWatch` is told the folders of files that stand elsewhere and belong to a notebook.
  init(
    _ path: PreviewedPath,
    formulas: FormulaStore,
    alsoWatch: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.path = path
    self.formulas = formulas
    self.alsoWatch = alsoWatch
    writer = HTMLReportWriter(formulas: formulas)
    known = Self.signatures(path.notebooks)
    (visitsOfGallery, visitOfGallery) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// What stands at a path of the preview.
  func response(at path: String) -> PageResponse {
    if path.isEmpty { return start() }
    if path == Self.script { return .script(PreviewScript.source) }
    if let name = path.dropping(prefix: Self.source) {
      if let page = page(name) { return .html(sourcePage(name, page)) }
      if let new = moves[name] { return .moved(to: Self.source + new) }
    }
    if path.hasSuffix(Self.pageSuffix) {
      let name = String(path.dropLast(Self.pageSuffix.count))
      if let page = page(name) { return .html(page.html) }
      if let new = moves[name] { return .moved(to: new + Self.pageSuffix) }
    }
    for page in pages.values {
      if let bytes = page.files[path] {
        return PageResponse(
          mediaType: ImageFiles.mediaType(of: bytes) ?? "application/octet-stream",
          bytes: bytes
        )
      }
    }
    return .text("there is no page at /\(path.escapingControls); the notebooks are listed at /")
  }

  /// Looks at what has changed, and makes anew the pages that somebody has seen; returns the paths at which something is new.
  func refresh() -> [String] {
    let before = known
    known = Self.signatures(path.notebooks)
    let gone = before.filter { known[$0.key] == nil }
    let come = known.filter { before[$0.key] == nil }
    var changed = Set(gone.keys).union(come.keys).union(known.filter { before[$0.key] != $0.value }.keys)
    for (name, page) in pages where known[name].map({ !page.isUpToDate($0) }) ?? false {
      changed.insert(name)
    }
    guard !changed.isEmpty else { return [] }
    // A file that has another name now takes its readers along.
    for (old, signature) in gone {
      guard let new = come.first(where: { $0.value.isSameFile(as: signature) })?.key else { continue }
      moves[old] = new
      memories[new] = memories.removeValue(forKey: old)
    }
    for name in changed where pages[name] != nil { _ = page(name) }
    formulas.save()
    return changed.sorted().flatMap { ["/" + $0 + Self.pageSuffix, "/" + Self.source + $0] } + ["/"]
  }

  /// The page of a notebook; nil when there is no such notebook.
  private func page(_ name: String) -> Page? {
    guard let input = path.notebooks.first(where: { $0.name == name }),
      let signature = FileSignature(input.path)
    else {
      pages[name] = nil
      memories[name] = nil
      return nil
    }
    if let page = pages[name], page.isUpToDate(signature) { return page }
    // A file that cannot be read just now shows what was there.
    if let made = made(input, signature) { pages[name] = made }
    return pages[name]
  }

  private func made(_ input: InputFile.Notebook, _ signature: FileSignature) -> Page? {
    guard let prepared = prepared(input, signature) else { return nil }
    let preview = PagePreview(
      script: "/" + Self.script,
      source: "/" + PagePath.encoded(Self.source + input.name)
    )
    let written = writer.write(prepared.report, preview: preview)
    let said = (prepared.report.diagnostics + written.diagnostics).map {
      LocatedDiagnostic($0, in: prepared.file)
    }
    for file in prepared.companions.filesRead.hashes.keys {
      alsoWatch(file.parentPath.isEmpty ? "." : file.parentPath)
    }
    return Page(
      signature: signature,
      html: written.html,
      file: prepared.file,
      diagnostics: said.sorted(by: LocatedDiagnostic.precedes),
      files: Dictionary(prepared.companions.images.files.map { ($0.name, $0.bytes) }) { first, _ in first },
      filesRead: prepared.companions.filesRead
    )
  }

  /// Runs a notebook; what was run before and has not changed comes back as it did.
  private func prepared(_ input: InputFile.Notebook, _ signature: FileSignature) -> PreparedReport? {
    guard case .success(let bytes) = DocumentFile.read(input.path) else { return nil }
    let memory = memories[input.name] ?? RunMemory()
    memories[input.name] = memory
    let prepared = PreparedReport(
      bytes,
      input,
      rawHTML: .escaped,
      embedding: .small,
      needsFiles: false,
      memory: memory
    )
    entries[input.name] = (signature, GalleryEntry(prepared.report), true)
    return prepared
  }

  // MARK: - The gallery

  private func start() -> PageResponse {
    if let only = path.only { return .moved(to: only.name + Self.pageSuffix) }
    let page = GalleryPage(
      path.notebooks.compactMap(entry),
      title: path.title,
      preview: "/" + Self.script
    )
    visitOfGallery.yield()
    return .html(page.html())
  }

  /// What the gallery says of a notebook: as long as it has not been run, what its text says.
  private func entry(of input: InputFile.Notebook) -> GalleryEntry? {
    guard let signature = FileSignature(input.path) else { return entries[input.name]?.entry }
    if let known = entries[input.name], known.signature == signature { return known.entry }
    guard case .success(let bytes) = DocumentFile.read(input.path) else { return entries[input.name]?.entry }
    let notebook = DocumentFile.notebook(bytes, path: input.path).notebook
    let entry = GalleryEntry(
      Report(ReportedNotebook(name: input.name, notebook: notebook, parts: [], diagnostics: []))
    )
    entries[input.name] = (signature, entry, false)
    return entry
  }

  /// Runs one of the notebooks that the gallery shows and that have not been run as they are; the paths at which something
  /// is new, nil when all have been run.
  func runNext() -> [String]? {
    for input in path.notebooks {
      guard let signature = FileSignature(input.path) else { continue }
      if let known = entries[input.name], known.isComplete, known.signature == signature { continue }
      guard prepared(input, signature) != nil else { continue }
      return ["/"]
    }
    return nil
  }

  private func sourcePage(_ name: String, _ page: Page) -> String {
    SourcePage.html(
      of: page.file,
      page.diagnostics,
      title: page.file.path,
      back: "/" + PagePath.encoded(name + Self.pageSuffix),
      script: "/" + Self.script
    )
  }

  private static func signatures(_ notebooks: [InputFile.Notebook]) -> [String: FileSignature] {
    var signatures: [String: FileSignature] = [:]
    for notebook in notebooks { signatures[notebook.name] = FileSignature(notebook.path) }
    return signatures
  }
}

extension String {
  /// The rest behind a beginning; nil when it begins otherwise.
  fileprivate func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
