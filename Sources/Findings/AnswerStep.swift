/// A line of a derivation with its evidence.
package struct AnswerStep: Sendable, Hashable {
  /// The left side; nil where the line goes on with `=`.
  package var left: Formula?
  /// The right side.
  package var right: Formula
  /// The right side in LaTeX, the parts that the next line rewrites in `\nablamark{…}`.
  package var markedLaTeX: String
  /// The rules used, the main one first.
  package var rules: [RuleName]
  /// What is unfolded or named here: `y = (W^2)' * x`.
  package var definitions: [Formula]
  /// The parts of the line before that were rewritten, in plain text; none where it goes into this line as a whole.
  package var places: [String] = []
  /// The names that vary in the line; nil for those that vary in the whole derivation.
  package var varying: [String]?
  /// Whether the line follows.
  package var verdict: Verdict
  /// The strongest evidence; nil when there is none.
  package var evidence: Evidence?

  /// A line.
  package init(
    left: Formula?,
    right: Formula,
    markedLaTeX: String,
    rules: [RuleName],
    definitions: [Formula],
    verdict: Verdict,
    evidence: Evidence?
  ) {
    self.left = left
    self.right = right
    self.markedLaTeX = markedLaTeX
    self.rules = rules
    self.definitions = definitions
    self.verdict = verdict
    self.evidence = evidence
  }
}
