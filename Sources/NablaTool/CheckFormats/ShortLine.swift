// One line for a diagnostic, for editors and build logs: what is wrong, with what fault, and what would be right.

import Diagnostics
import Notebook

extension CheckedNotebook {
  /// The diagnostics, each to be shown on one line.
  var shortDiagnostics: [LocatedDiagnostic] {
    diagnostics.map { located in
      let diagnostic = located.diagnostic
      let isInDisplay = run?.notebook.parts.contains { part in
        guard case .display = part, let place = diagnostic.range?.start else { return false }
        return part.range.start <= place && place < part.range.end
      }
      // What is to be pasted into a display stays LaTeX.
      let hint = diagnostic.hints.first.map { isInDisplay == true ? $0 : $0.plain }
      let parts =
        [diagnostic.message.plain] + diagnostic.notes.prefix(1).map(\.plain) + [hint].compactMap { $0 }
      return LocatedDiagnostic(
        Diagnostic(
          code: diagnostic.code,
          severity: diagnostic.severity,
          message: parts.joined(separator: "; "),
          range: diagnostic.range
        ),
        in: located.file
      )
    }
  }
}
