/// The verdict that an author expects.
package enum Expectation: String, Sendable, Hashable, CaseIterable {
  /// Right; what is expected when nothing is said.
  case holds
  /// Wrong, and shown to be so.
  case refuted
  /// Without meaning.
  case illTyped = "ill-typed"
  /// Not to be decided.
  case undecided
  /// Not to be read.
  case unread
  /// Only naming something.
  case definition

  /// Whether a verdict is the expected one: `refuted` is met by ill-typed too; what only names something was not checked.
  package func isMet(by verdict: Verdict) -> Bool {
    switch self {
    case .holds: verdict == .holds
    case .refuted: verdict == .refuted || verdict == .illTyped
    case .illTyped: verdict == .illTyped
    case .undecided: verdict == .undecided
    case .unread: verdict == .unread
    case .definition: verdict == .definition
    }
  }
}
