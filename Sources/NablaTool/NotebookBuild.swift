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
  /// What was built before; nil to remember nothing.
  let cache: BuildCache?
  /// Whether also what is up to date is built.
  var isForced = false
  /// Which pictures stand in the page itself.
  var embedding = ImageEmbedding.small
  /// Whether exercises stand with their solutions.
  var showsSolutions = false
}

extension BuildSettings {
  /// Whether LaTeX is written, which includes pictures as files.
  var needsFiles: Bool { formats.contains(.latex) || formats.contains(.pdf) }
}

/// A notebook and what became of it.
struct NotebookBuild: Sendable {
  /// The notebook.
  let input: InputFile.Notebook
  /// What came out.
  let outcome: BuildOutcome
  /// Whether nothing had to be built.
  let isUpToDate: Bool

  /// Reads, runs and writes a notebook.
  init(_ input: InputFile.Notebook, _ settings: BuildSettings, _ pages: HTMLReportWriter) {
    self.input = input
    switch DocumentFile.read(input.path) {
    case .failure(let problem):
      outcome = BuildOutcome(
        status: .usage,
        standing: .unexpected,
        checksNothing: true,
        summary: "not read",
        file: SourceFile(path: input.path, text: ""),
        diagnostics: [],
        failures: [LocatedDiagnostic(problem.diagnostic, in: SourceFile(path: input.path, text: ""))]
      )
      isUpToDate = false
    case .success(let bytes):
      let key = settings.cache?.key(of: bytes, input, settings)
      if let key, !settings.isForced,
        let known = settings.cache?.outcome(key, of: bytes, input, in: settings.folder)
      {
        outcome = known
        isUpToDate = true
        return
      }
      outcome = Self.written(bytes, input, settings, pages)
      isUpToDate = false
      if let key { settings.cache?.store(key, outcome, of: bytes) }
    }
  }

  private static func written(
    _ bytes: [UInt8],
    _ input: InputFile.Notebook,
    _ settings: BuildSettings,
    _ pages: HTMLReportWriter
  ) -> BuildOutcome {
    let prepared = PreparedReport(
      bytes,
      input,
      rawHTML: settings.rawHTML,
      embedding: settings.embedding,
      needsFiles: settings.needsFiles,
      showsSolutions: settings.showsSolutions
    )
    let report = prepared.report
    var written = WrittenReports(report, pages, prepared.companions.images, settings.formats)
    written.writeImages(to: settings.folder)
    let failures = written.imageFailures + settings.formats.flatMap { written.write($0, to: settings.folder) }
    let said = report.diagnostics + written.diagnostics
    let errors = said.count { $0.severity == .error }
    let standing = prepared.run.outcomes.standing
    let isRight = standing != .unexpected && errors == 0
    return BuildOutcome(
      status: !failures.isEmpty ? .usage : isRight ? .asExpected : .unexpected,
      standing: standing,
      checksNothing: prepared.run.checksNothing,
      summary: summary(of: report, checksNothing: prepared.run.checksNothing, errors: errors),
      file: prepared.file,
      diagnostics: said,
      failures: failures.map { LocatedDiagnostic($0, in: SourceFile(path: settings.folder.path, text: "")) },
      filesRead: prepared.companions.filesRead,
      entry: GalleryEntry(report),
      written: written.hashes
    )
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
  private let formats: [ReportFormat]
  private(set) var imageFailures: [Diagnostic] = []

  init(_ report: Report, _ pages: HTMLReportWriter, _ images: ImageFiles, _ formats: [ReportFormat]) {
    self.formats = formats
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
    let file = report.notebook.name.split(separator: "/").last.map { "\($0)\(ReportFormat.record.suffix)" }
    let written = pages.write(
      report,
      recordHash: RecordWriter().hash(of: recordText()),
      record: formats.contains(.record) ? file : nil
    )
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
