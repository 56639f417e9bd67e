/// How what came out stands to what its author expects, best first.
package enum Standing: Sendable, Hashable, CaseIterable, Comparable {
  /// It is as expected.
  case asExpected
  /// It is open in a draft: no error while one writes, and no pass either.
  case openInDraft
  /// It is not as expected.
  case unexpected

  init(isAsExpected: Bool, isDraft: Bool, verdict: Verdict) {
    self = isAsExpected ? .asExpected : isDraft && verdict.isOpen ? .openInDraft : .unexpected
  }
}

extension Verdict {
  /// Whether nothing is known either way.
  package var isOpen: Bool {
    switch self {
    case .undecided, .unread: true
    case .definition, .holds, .refuted, .illTyped: false
    }
  }

  /// Whether the row is wrong.
  package var isWrong: Bool {
    switch self {
    case .refuted, .illTyped: true
    case .definition, .holds, .undecided, .unread: false
    }
  }
}

extension Answer {
  /// How it stands: an answer is expected to hold.
  package var standing: Standing {
    Standing(isAsExpected: verdict == .holds, isDraft: isDraft, verdict: verdict)
  }
}

extension CheckedStatement {
  /// How it stands.
  package var standing: Standing {
    Standing(isAsExpected: expected.isMet(by: verdict), isDraft: isDraft, verdict: verdict)
  }

  /// Whether the verdict is the expected one.
  package var isAsExpected: Bool { standing == .asExpected }
}

extension Outcome {
  /// How it stands: names are as expected, failures never.
  package var standing: Standing {
    switch self {
    case .declaration, .definition: .asExpected
    case .answer(let answer): answer.standing
    case .checked(let statement): statement.standing
    case .failure: .unexpected
    }
  }
}

extension Sequence<Outcome> {
  /// How a whole stands: as its worst part.
  package var standing: Standing { map(\.standing).max() ?? .asExpected }
}
