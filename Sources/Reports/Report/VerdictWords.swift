// The words, signs and tones of verdicts, for all writers: a reader of the page, of the paper and of the terminal is told
// the same.

import Findings

/// How a verdict is shown: never by a colour alone.
struct VerdictMark: Sendable, Hashable {
  /// What the verdict means to the reader.
  enum Tone: Sendable, Hashable {
    /// It counts for nothing.
    case plain
    /// Checked and right.
    case good
    /// Open.
    case open
    /// Wrong.
    case bad
    /// Wrong or open, as its author expects.
    case calm
  }

  let tone: Tone
  let sign: String
  let word: String

  /// The sign and the word.
  var text: String { "\(sign) \(word)" }
}

extension VerdictMark {
  /// The mark beside a row, which names its evidence where it holds.
  init(_ verdict: Verdict, _ evidence: Evidence? = nil) {
    switch verdict {
    case .definition: self.init(tone: .plain, sign: "≔", word: "definition")
    case .holds: self.init(tone: .good, sign: "✓", word: evidence?.kind.rawValue ?? "holds")
    case .undecided: self.init(tone: .open, sign: "?", word: "undecided")
    case .unread: self.init(tone: .open, sign: "?", word: "not read")
    case .refuted: self.init(tone: .bad, sign: "✗", word: "refuted")
    case .illTyped: self.init(tone: .bad, sign: "✗", word: "ill-typed")
    }
  }

  /// The mark of a row somebody wrote: one that goes on from a slip is right only where the slip is, and is never green.
  init(_ line: CheckedLine) {
    if line.verdict == .holds, line.carriedFrom != nil {
      self.init(tone: .plain, sign: "→", word: "carried on")
    } else {
      self.init(line.verdict, line.evidence)
    }
  }

  /// The badge of an answer.
  init(_ answer: Answer) {
    switch answer.verdict {
    case .holds, .definition:
      let word = answer.evidenceOfAllSteps.map { "every step \($0.kind.rawValue)" } ?? "holds"
      self.init(tone: .good, sign: "✓", word: word)
    case .undecided, .unread: self.init(tone: .open, sign: "?", word: "undecided")
    case .refuted: self.init(tone: .bad, sign: "✗", word: "a step is refuted")
    case .illTyped: self.init(tone: .bad, sign: "✗", word: "does not type-check")
    }
  }

  /// The badge of a claim, proof or display, with what its author expects.
  init(_ statement: CheckedStatement) {
    let isCalm = statement.isAsExpected
    let expectation =
      isCalm
      ? ", as expected"
      : statement.expected == .holds ? "" : ", but expected to be \(statement.expected.rawValue)"
    switch statement.verdict {
    case .definition:
      // What only names something was not checked, whatever its author expects.
      self.init(
        tone: isCalm ? .calm : .bad,
        sign: isCalm ? "≔" : "✗",
        word: (isCalm ? "definition" : "nothing checked") + expectation
      )
    case .holds:
      let word = Self.evidenceWord(of: statement)
      self =
        isCalm && statement.expected == .holds
        ? VerdictMark(tone: .good, sign: "✓", word: word)
        : VerdictMark(tone: isCalm ? .calm : .bad, sign: isCalm ? "✓" : "✗", word: "holds" + expectation)
    case .refuted: self.init(tone: isCalm ? .calm : .bad, sign: "✗", word: "refuted" + expectation)
    case .illTyped:
      self.init(tone: isCalm ? .calm : .bad, sign: "✗", word: "does not type-check" + expectation)
    case .undecided: self.init(tone: isCalm ? .calm : .open, sign: "?", word: "undecided" + expectation)
    case .unread: self.init(tone: isCalm ? .calm : .open, sign: "?", word: "not read" + expectation)
    }
  }

  /// The word of the row where one was checked, else what all that were checked have in common.
  private static func evidenceWord(of statement: CheckedStatement) -> String {
    let checked = statement.lines.filter { $0.verdict != .definition }
    if checked.count == 1 { return VerdictMark(checked[0]).word }
    guard let common = checked.lazy.map(\.evidence).common else { return "holds" }
    let lines = checked.count == statement.lines.count ? "every line" : "every checked line"
    return "\(lines) \(common.kind.rawValue)"
  }
}

extension Check {
  /// What was found, with its bound.
  var finding: String { bound.isEmpty ? result.rawValue : "\(result.rawValue); \(bound)" }

  /// Whether it speaks against the claim.
  var isAgainst: Bool { evidence.kind == .refuted || result == .different }
}

extension Counterexample {
  /// The sizes, how small it is and where large sides differ: `n = 2; smallest with entries up to 3`.
  var details: String {
    let parts = [
      TrialWords.list([sizes]), remark, meaningOfDifferentials ?? "", differenceOfLargeSides ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

extension CodeLanguage {
  /// The name as its authors write it.
  var name: String {
    switch self {
    case .numpy: "NumPy"
    case .jax: "JAX"
    }
  }
}
