// Diagnostics for a terminal, where nothing sets formulas.

import Diagnostics
import Reports

extension LocatedDiagnostic {
  /// The diagnostic with the formulas of its texts as plain text.
  var inPlainText: LocatedDiagnostic {
    let plain = Diagnostic(
      code: diagnostic.code,
      severity: diagnostic.severity,
      message: PlainMessage.text(diagnostic.message),
      range: diagnostic.range,
      notes: diagnostic.notes.map(PlainMessage.text),
      hints: diagnostic.hints.map(PlainMessage.text)
    )
    return LocatedDiagnostic(plain, in: file)
  }
}
