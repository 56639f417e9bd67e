// The JSON of a command that came to nothing: the object its readers expect, with what went wrong.

import Diagnostics
import JSON
import Reports

/// The object that `check` and `derive` print when there is no result.
struct FailureJSON {
  /// `check` or `derive`.
  let command: String

  /// The text, in the form of the command's other output.
  func text(_ diagnostics: [LocatedDiagnostic]) -> String {
    guard command == "check" else { return AnswersJSON.derive([], diagnostics).text(indented: true) }
    return JSONValue.object([
      "version": .integer(1), "notebooks": .array([]),
      "diagnostics": .array(diagnostics.map { AnswersJSON.diagnostic($0) }),
    ]).text(indented: true)
  }
}
