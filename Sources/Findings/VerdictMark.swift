// The word, sign and tone of a verdict, made here alone: the head of a card, its rows, the page, the paper, the terminal and
// JSON say the same of the same thing.

/// How a verdict is shown: never by a colour alone.
package struct VerdictMark: Sendable, Hashable {
  /// What the verdict means to the reader.
  package enum Tone: String, Sendable, Hashable {
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

  /// What it means to the reader.
  package let tone: Tone
  /// One character, which tells the tones apart without colours.
  package let sign: String
  /// The verdict in words: the strongest evidence where it holds.
  package let word: String

  /// The sign and the word.
  package var text: String { "\(sign) \(word)" }
}

extension VerdictMark {
  /// The mark of a verdict, which names its evidence where it holds.
  package init(_ verdict: Verdict, _ evidence: Evidence? = nil) {
    switch verdict {
    case .definition: self.init(tone: .plain, sign: "≔", word: "definition")
    case .holds: self.init(tone: .good, sign: "✓", word: evidence?.kind.rawValue ?? "holds")
    case .undecided: self.init(tone: .open, sign: "?", word: "undecided")
    case .unread: self.init(tone: .open, sign: "?", word: "not read")
    case .refuted: self.init(tone: .bad, sign: "✗", word: "refuted")
    case .illTyped: self.init(tone: .bad, sign: "✗", word: "ill-typed")
    }
  }

  /// The mark of a line of a derivation.
  package init(_ step: AnswerStep) { self.init(step.verdict, step.evidence) }

  /// The mark of a row somebody wrote: one that goes on from a slip is right only where the slip is, and is never green.
  package init(_ line: CheckedLine) {
    if line.isCarriedOn {
      self.init(tone: .plain, sign: "→", word: "carried on")
    } else {
      self.init(line.verdict, line.evidence)
    }
  }

  /// The mark of an answer.
  package init(_ answer: Answer) { self.init(answer.verdict, answer.evidence) }

  /// The mark of a claim, proof or display, with what its author expects.
  package init(_ statement: CheckedStatement) {
    let isCalm = statement.isAsExpected
    let mark = VerdictMark(statement.verdict, statement.evidence)
    if statement.expected == .holds {
      // What only names something was not checked, whatever its author expects.
      self =
        statement.verdict == .definition
        ? VerdictMark(tone: .bad, sign: "✗", word: "nothing checked") : mark
      return
    }
    let expectation = isCalm ? ", as expected" : ", but expected to be \(statement.expected.rawValue)"
    let isOpen = !isCalm && statement.verdict.isOpen
    self.init(
      tone: isCalm ? .calm : isOpen ? .open : .bad,
      sign: isCalm || isOpen || statement.verdict.isWrong ? mark.sign : "✗",
      word: mark.word + expectation
    )
  }
}
