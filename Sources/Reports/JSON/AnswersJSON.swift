// The JSON interface of `derive` and `check`: its own form, apart from the model, which may change freely.

package import Findings
package import Diagnostics
package import JSON

/// Outcomes and diagnostics in the form of the JSON interface, version 1.
package enum AnswersJSON {
  /// The object that `nabla derive --format json` prints.
  package static func derive(_ outcomes: [Outcome], _ diagnostics: [LocatedDiagnostic]) -> JSONValue {
    .object([
      "version": .integer(1), "results": .array(results(outcomes)),
      "diagnostics": .array(diagnostics.map(diagnostic)),
    ])
  }

  /// The results among outcomes; declarations and definitions give none.
  package static func results(_ outcomes: [Outcome]) -> [JSONValue] {
    outcomes.compactMap { outcome in
      switch outcome {
      case .answer(let answer): FindingsJSON.answer(answer, as: .interface)
      case .checked(let statement): FindingsJSON.statement(statement, as: .interface)
      case .declaration, .definition, .failure: nil
      }
    }
  }

  /// A diagnostic; lines and columns from 1, columns in UTF-8 bytes.
  package static func diagnostic(_ located: LocatedDiagnostic) -> JSONValue {
    let diagnostic = located.diagnostic
    return .object([
      "code": .string(diagnostic.code), "severity": .string(diagnostic.severity.rawValue),
      "file": .string(located.file.path), "line": .integer(located.start.line),
      "column": .integer(located.start.column), "endLine": .integer(located.end.line),
      "endColumn": .integer(located.end.column), "message": .string(diagnostic.message),
      "notes": .strings(diagnostic.notes),
      "hints": .strings(diagnostic.hints),
    ])
  }
}
