// Why a formula could not be read, with the place.

import Diagnostics

/// Why a formula could not be read.
struct UnreadableFormula: Error {
  let diagnostic: Diagnostic

  init(_ code: String, _ message: String, _ range: SourceRange, hints: [String] = []) {
    diagnostic = Diagnostic(code: code, message: message, range: range, hints: hints)
  }

  /// A formula inside more formulas than are followed.
  static func tooDeep(_ range: SourceRange) -> UnreadableFormula {
    UnreadableFormula(
      "latex.nesting",
      "formulas are nested more than \(FormulaParser.nestingBound) deep",
      range
    )
  }
}
