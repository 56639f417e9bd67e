// Why a formula could not be read, with the place.

import Diagnostics

/// Why a formula could not be read.
struct UnreadableFormula: Error {
  let diagnostic: Diagnostic

  init(_ code: String, _ message: String, _ range: SourceRange, hints: [String] = []) {
    diagnostic = Diagnostic(code: code, message: message, range: range, hints: hints)
  }
}
