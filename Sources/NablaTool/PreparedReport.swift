// A notebook that was read and run, with everything its writers need.

import Diagnostics
import Notebook
import Reports

/// A notebook on its way from its bytes to its reports.
struct PreparedReport: Sendable {
  /// The notebook with the outcomes of its parts.
  let run: NotebookRun
  /// What stands beside it.
  let companions: NotebookCompanions
  /// What is written.
  let report: Report

  /// The file of the notebook.
  var file: SourceFile { run.notebook.file }

  /// Reads and runs the bytes of a notebook.
  ///
  /// `needsFiles` says whether LaTeX is written, which includes pictures as files; `memory` is of earlier runs of the notebook.
  init(
    _ bytes: [UInt8],
    _ input: InputFile.Notebook,
    rawHTML: ReportedNotebook.RawHTML,
    embedding: ImageEmbedding,
    needsFiles: Bool,
    showsSolutions: Bool = false,
    memory: RunMemory? = nil
  ) {
    let reading = DocumentFile.notebook(bytes, path: input.path)
    run = NotebookRun(reading.notebook, readingDiagnostics: reading.diagnostics, memory: memory)
    companions = NotebookCompanions(
      reading.notebook,
      after: reading.filesRead,
      in: reading.chapters,
      path: input.path,
      name: input.name,
      embedding: embedding,
      needsFiles: needsFiles
    )
    var reported = companions.completed(run.reported(name: input.name, rawHTML: rawHTML))
    reported.showsSolutions = showsSolutions
    reported.ruleStatements = RuleStatements.all
    report = Report(reported)
  }
}
