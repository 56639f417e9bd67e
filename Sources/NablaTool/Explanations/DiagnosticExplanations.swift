// What every diagnostic means and what to do about it, by its code: one file a phase. A test compares the codes with
// those that the sources of the program emit.

/// A paragraph on one diagnostic.
struct DiagnosticExplanation: Sendable, Hashable {
  /// The code, as it stands in brackets after the message.
  let code: String
  /// What it means, why it is so, and what to do.
  let text: String
}

/// All explanations.
enum DiagnosticExplanations {
  /// Sorted by code.
  static let all: [DiagnosticExplanation] = [
    files, documents, markdown, notebook, syntax, bounds, scopes, shapes, latexFormulas, questions,
    derivations,
    verdicts,
    output, records,
  ]
  .flatMap(entries).sorted { $0.code < $1.code }

  /// Entries are parted by blank lines; the first line of each is its code.
  private static func entries(_ text: String) -> [DiagnosticExplanation] {
    text.split(separator: "\n\n").map { entry in
      let lines = entry.split(separator: "\n", maxSplits: 1)
      return DiagnosticExplanation(code: String(lines[0]), text: lines.count > 1 ? String(lines[1]) : "")
    }
  }
}
