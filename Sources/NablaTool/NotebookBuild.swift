// One notebook from its file to its reports.

import Findings
import Diagnostics
import Foundation
import Notebook
import Records
import Reports

/// How notebooks are built.
struct BuildSettings: Sendable {
  /// The folder that is written to.
  let folder: OutputFolder
  /// What is written.
  let formats: [ReportFormat]
  /// What becomes of HTML in a notebook.
  let rawHTML: ReportedNotebook.RawHTML
  /// What was built before; nil to build everything.
  let cache: BuildCache?
  /// Which pictures stand in the page itself.
  var embedding = ImageEmbedding.small
}

/// What became of one notebook.
struct NotebookBuild: Sendable {
  /// The path of the notebook.
  let path: String
  /// All is as expected, something is not, or a file is at fault.
  var status: ExitStatus
  /// How the worst of its outcomes stands.
  let standing: Standing
  /// Whether nothing of it is checked, so that it gets no tick.
  let checksNothing: Bool
  /// How its line for the terminal begins.
  var mark: String { status.mark(standing, checksNothing: checksNothing) }
  /// One line for the terminal.
  var summary: String
  /// Everything there is to say, in the order of the file.
  var diagnostics: [LocatedDiagnostic]

  /// Reads, runs and writes a notebook.
  init(_ input: InputFile.Notebook, _ settings: BuildSettings, _ pages: HTMLReportWriter) {
    path = input.path
    let bytes: [UInt8]
    switch DocumentFile.read(input.path) {
    case .success(let read): bytes = read
    case .failure(let problem):
      status = .usage
      standing = .unexpected
      checksNothing = true
      summary = "not read"
      diagnostics = [LocatedDiagnostic(problem.diagnostic, in: SourceFile(path: input.path, text: ""))]
      return
    }
    let key = settings.cache?.key(of: bytes, input, settings)
    if let key, settings.cache?.isUpToDate(key, settings.folder) == true {
      status = .asExpected
      standing = .asExpected
      // What checks nothing is not kept.
      checksNothing = false
      summary = "up to date"
      diagnostics = []
      return
    }
    let (notebook, problems) = DocumentFile.notebook(bytes, path: input.path)
    let run = NotebookRun(notebook, readingDiagnostics: problems)
    let companions = NotebookCompanions(
      notebook,
      path: input.path,
      name: input.name,
      embedding: settings.embedding,
      needsFiles: settings.formats.contains(.latex) || settings.formats.contains(.pdf)
    )
    let report = Report(companions.completed(run.reported(name: input.name, rawHTML: settings.rawHTML)))
    var written = WrittenReports(report, pages, companions.images)
    written.writeImages(to: settings.folder)
    let failures = written.imageFailures + settings.formats.flatMap { written.write($0, to: settings.folder) }
    let said = (report.diagnostics + written.diagnostics).map { LocatedDiagnostic($0, in: notebook.file) }
    diagnostics =
      said.sorted(by: LocatedDiagnostic.precedes)
      + failures.map { LocatedDiagnostic($0, in: SourceFile(path: settings.folder.path, text: "")) }
    standing = run.outcomes.standing
    checksNothing = run.checksNothing
    let isRight = standing != .unexpected && !said.contains { $0.diagnostic.severity == .error }
    status = !failures.isEmpty ? .usage : isRight ? .asExpected : .unexpected
    summary = Self.summary(
      of: report,
      checksNothing: checksNothing,
      errors: said.count { $0.diagnostic.severity == .error }
    )
    if let key, diagnostics.isEmpty, status == .asExpected, standing == .asExpected, !checksNothing {
      settings.cache?.store(key, written.hashes)
    }
  }

  private static func summary(of report: Report, checksNothing: Bool, errors: Int) -> String {
    let summary = report.summary
    func counted(_ count: Int, _ one: String, _ many: String) -> String? {
      count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    let parts = [
      counted(summary.holding, "holds", "hold"),
      counted(summary.refutedAsExpected, "refuted as expected", "refuted as expected"),
      counted(summary.otherAsExpected, "open as expected", "open as expected"),
      counted(summary.openInDraft, "open in a draft", "open in a draft"),
      counted(summary.unexpected, "not as expected", "not as expected"),
      counted(summary.lines, "line checked", "lines checked"),
      counted(errors, "error", "errors"),
    ].compactMap { $0 }
    if parts.isEmpty { return checksNothing ? "nothing to check" : "only results in the text" }
    return parts.joined(separator: ", ")
  }
}

/// The forms of one report, each made once.
private struct WrittenReports {
  let report: Report
  let pages: HTMLReportWriter
  /// What the writers have to say; the ranges are those of the notebook.
  var diagnostics: [Diagnostic] = []
  /// The hashes of the files that were written, by their names.
  var hashes: [String: String] = [:]
  private var record: String?
  private var latex: String?
  private var page: HTMLReport?
  private let images: ImageFiles
  private(set) var imageFailures: [Diagnostic] = []

  init(_ report: Report, _ pages: HTMLReportWriter, _ images: ImageFiles) {
    self.report = report
    self.pages = pages
    self.images = images
  }

  /// Writes the pictures that stand beside the report.
  mutating func writeImages(to folder: OutputFolder) {
    for file in images.files {
      do throws(OutputFolder.Failure) {
        try folder.write(file.bytes, to: file.name)
        hashes[file.name] = RecordWriter().hash(ofBytes: file.bytes)
      } catch {
        imageFailures.append(error.diagnostic)
      }
    }
  }

  /// Writes one form; what cannot be written is returned.
  mutating func write(_ format: ReportFormat, to folder: OutputFolder) -> [Diagnostic] {
    let name = report.notebook.name + format.suffix
    let text: String
    switch format {
    case .html:
      let page = writtenPage()
      diagnostics += page.diagnostics.filter { !diagnostics.contains($0) }
      text = page.html
    case .latex: text = latexText()
    case .record: text = recordText()
    case .pdf:
      let compiled = PDFCompiler.compile(latexText(), images.files, to: folder, name: report.notebook.name)
      diagnostics += compiled.warnings
      if let bytes = compiled.bytes { hashes[name] = RecordWriter().hash(ofBytes: bytes) }
      return compiled.failure.map { [$0] } ?? []
    }
    do {
      try folder.write(text, to: name)
    } catch {
      return [error.diagnostic]
    }
    hashes[name] = RecordWriter().hash(of: text)
    return []
  }

  /// The page, which also says which formulas cannot be set.
  private mutating func writtenPage() -> HTMLReport {
    if let page { return page }
    let written = pages.write(report, recordHash: RecordWriter().hash(of: recordText()))
    page = written
    return written
  }

  private mutating func recordText() -> String {
    let text = record ?? RecordSeal.text(of: RecordWriter().value(of: report))
    record = text
    return text
  }

  private mutating func latexText() -> String {
    if let latex { return latex }
    let written = LaTeXReportWriter().write(report, refusedFormulas: writtenPage().refusedFormulas)
    diagnostics += written.diagnostics.filter { !diagnostics.contains($0) }
    latex = written.latex
    return written.latex
  }
}
