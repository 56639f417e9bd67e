// What every diagnostic means and what to do about it, by its code: one file a phase. A test compares the codes with
// those that the sources of the program emit.

/// A paragraph on one diagnostic.
struct DiagnosticExplanation: Sendable, Hashable {
  /// The code, as it stands in brackets after the message.
  let code: String
  /// What it means, why it is so, and what to do.
  let text: String

  init(_ code: String, _ text: String) {
    self.code = code
    self.text = text
  }
}

/// All explanations.
enum DiagnosticExplanations {
  /// Sorted by code.
  static let all: [DiagnosticExplanation] = (files).sorted { $0.code < $1.code }
}
