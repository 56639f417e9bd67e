// The stages of a build one by one, for the benchmarks.

import Diagnostics
import Findings
import Notebook
import Records
import Reports

/// A notebook of which each stage of a build can be run by itself.
package struct BuildStages {
  private let bytes: [UInt8]
  private let path: String
  private let report: Report
  private let pages = HTMLReportWriter()

  /// The stages of a notebook; nil when it cannot be read.
  package init?(notebook path: String) {
    guard case .success(let bytes) = InputFile.read(path) else { return nil }
    self.bytes = bytes
    self.path = path
    let (notebook, problems) = NotebookReader.read(bytes, path: path)
    let run = NotebookRun(notebook, readingDiagnostics: problems)
    report = Report(run.reported(name: OutputFolder.name(ofNotebookAt: path), rawHTML: .escaped))
    _ = pages.write(report)
  }

  /// Reading the notebook, deriving and checking.
  package func run() {
    let (notebook, problems) = NotebookReader.read(bytes, path: path)
    _ = NotebookRun(notebook, readingDiagnostics: problems).outcomes
  }

  /// Writing the record.
  package func record() { _ = RecordSeal.text(of: RecordWriter().value(of: report)) }

  /// Writing LaTeX.
  package func latex() { _ = LaTeXReportWriter().write(report) }

  /// Writing HTML, with an engine for formulas that runs already.
  package func html() { _ = pages.write(report) }

  /// Starting an engine for formulas.
  package func startKaTeX() {
    guard case .success(let installation) = KaTeXInstallation.find() else { return }
    _ = try? KaTeXEngine(installation)
  }
}
