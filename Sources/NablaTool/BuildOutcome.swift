// What a build of a notebook came to: what is said on the terminal, and what was read and written.

import Diagnostics
import Findings
import Reports

/// What became of one notebook.
struct BuildOutcome: Sendable, Hashable {
  /// All is as expected, something is not, or a file is at fault.
  var status: ExitStatus
  /// How the worst of its outcomes stands.
  var standing: Standing
  /// Whether nothing of it is checked, so that it gets no tick.
  var checksNothing: Bool
  /// What came out, in a few words.
  var summary: String
  /// The text that the places of the diagnostics belong to.
  var file: SourceFile
  /// Everything there is to say, in the order of the file.
  var diagnostics: [Diagnostic]
  /// What is wrong with the output folder, or with the file of the notebook.
  var failures: [LocatedDiagnostic] = []
  /// What was read beside the notebook.
  var filesRead = FilesRead()
  /// What the gallery says of its report; nil where there is none.
  var entry: GalleryEntry?
  /// The hashes of the files that were written, by their names in the output folder.
  var written: [String: String] = [:]

  /// How its line for the terminal begins.
  var mark: String { status.mark(standing, checksNothing: checksNothing) }

  /// The diagnostics and failures with their files.
  var located: [LocatedDiagnostic] {
    diagnostics.map { LocatedDiagnostic($0, in: file) }.sorted(by: LocatedDiagnostic.precedes) + failures
  }
}
