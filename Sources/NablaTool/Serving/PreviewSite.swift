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
    let title: String
    let html: String
    let file: SourceFile
    let diagnostics: [LocatedDiagnostic]
    let files: [String: [UInt8]]
    let filesRead: FilesRead
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
  private var pages: [String: Page] = [:]

  init(_ path: PreviewedPath, formulas: FormulaStore) {
    self.path = path
    writer = HTMLReportWriter(formulas: formulas)
  }

  /// What stands at a path of the preview.
  func response(at path: String) -> PageResponse {
    if path.isEmpty { return start() }
    if path == Self.script { return .script(PreviewScript.source) }
    if let name = path.dropping(prefix: Self.source), let page = page(name) {
      return .html(sourcePage(name, page))
    }
    if path.hasSuffix(Self.pageSuffix), let page = page(String(path.dropLast(Self.pageSuffix.count))) {
      return .html(page.html)
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

  /// The page of a notebook; nil when there is no such notebook.
  private func page(_ name: String) -> Page? {
    guard let input = path.notebooks.first(where: { $0.name == name }) else {
      pages[name] = nil
      return nil
    }
    guard let signature = FileSignature(input.path) else { return nil }
    if let page = pages[name], page.signature == signature,
      page.filesRead.areUnchanged(upTo: ImageFiles.byteBound)
    {
      return page
    }
    let made = made(input, signature)
    pages[name] = made
    return made
  }

  private func made(_ input: InputFile.Notebook, _ signature: FileSignature) -> Page? {
    guard case .success(let bytes) = DocumentFile.read(input.path) else { return nil }
    let prepared = PreparedReport(bytes, input, rawHTML: .escaped, embedding: .small, needsFiles: false)
    let preview = PagePreview(
      script: "/" + Self.script,
      source: "/" + PagePath.encoded(Self.source + input.name)
    )
    let written = writer.write(prepared.report, preview: preview)
    let said = (prepared.report.diagnostics + written.diagnostics).map {
      LocatedDiagnostic($0, in: prepared.file)
    }
    return Page(
      signature: signature,
      title: prepared.report.title.plainText,
      html: written.html,
      file: prepared.file,
      diagnostics: said.sorted(by: LocatedDiagnostic.precedes),
      files: Dictionary(prepared.companions.images.files.map { ($0.name, $0.bytes) }) { first, _ in first },
      filesRead: prepared.companions.filesRead
    )
  }

  private func start() -> PageResponse {
    if let only = path.only { return .moved(to: only.name + Self.pageSuffix) }
    let entries = path.notebooks.map {
      (title: pages[$0.name]?.title ?? $0.name, address: PagePath.encoded($0.name + Self.pageSuffix))
    }
    return .html(PreviewIndex.html(entries, folder: path.folder, script: "/" + Self.script))
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
}

extension String {
  /// The rest behind a beginning; nil when it begins otherwise.
  fileprivate func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
