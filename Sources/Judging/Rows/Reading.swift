// What one reading of a row is worth.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax
import Verification

/// A row as it was read, with its verdict.
struct Reading {
  var verdict = Verdict.holds
  var evidence: Evidence?
  var message = ""
  var fault: Fault?
  var counterexample: Counterexample?
  /// Right lines near the wrong one, when they are known already.
  var suggestions: [String] = []
  /// What was checked of it.
  var outcomes: [CheckOutcome] = []
  /// The sides that differ.
  var sides: (ExpressionID, ExpressionID)?
  /// The pairs of formulas side by side that are wrong by themselves, in their order.
  var failing: [(sides: (ExpressionID, ExpressionID), outcome: CheckOutcome)] = []
  /// Whether the first formula was compared with the row before, not with the last right one.
  var followsPrevious = false

  /// The formulas as they were read, and the places that were decided.
  var trees: [SyntaxTree] = []
  /// The formula of the row before, where it was read in another way than by its own row.
  var treeBefore: SyntaxTree?
  /// The formula of a row further above from which it follows, where it does not follow from the row before.
  var followed: ExpressionID?
  var expressions: [ExpressionID] = []
  /// Sides whose repeated indices were summed over, with the sums written out.
  var sums: [ExpressionID: ExpressionID] = [:]
  var uses: [HabitUse] = []
  /// The indices that stand on both sides of an equation of the row, each of which is one for the whole row.
  var sharedIndices = Set<SymbolID>()
  /// What a row that is only an expression was taken to equal.
  var claimed: ExpressionID?
  /// The sides that were compared, that of the row before first.
  var chain: [ExpressionID] = []
  /// What was granted to it, as equations of the cell language.
  var granted: [String] = []
  /// Whether it was judged for the data that meet the assumptions of the scope, which its cell has.
  var standsOnAssumptions = false
  /// Whether it is wrong for data that meet all conditions.
  var meetsConditions = false
  /// The places at which more than one reading was judged.
  var openUses: [HabitUse] = []
  /// The readings of a row that differ in their verdict.
  var alternatives: [Reading] = []
  /// What was taken of names that nobody declared.
  var inferred: [Snippet.Declaration] = []
  /// What keeps it from being read, at its place.
  var problem: Diagnostic?
  /// The last formula of a row that could not be read as a whole.
  var lastReadable: ExpressionID?

  /// How derivatives were laid out.
  var layout = LayoutConvention.mixed
  /// The layout in which a wrong row would hold, though another one is in force.
  var mixture: LayoutConvention?

  /// Takes a refutation back.
  mutating func withdraw(_ reason: String, _ verdict: Verdict = .undecided) {
    self.verdict = verdict
    message = reason
    evidence = nil
    fault = nil
    counterexample = nil
    sides = nil
    suggestions = []
  }

  /// Takes the evidence of a check that stands for the row.
  mutating func grant(_ outcome: CheckOutcome, _ reason: String) {
    withdraw(reason, .holds)
    // What was refuted says nothing of the row any more.
    outcomes = outcomes.filter { $0.verdict != .refuted } + [outcome]
    for check in outcomes { evidence = evidence?.weaker(check.strongest) ?? check.strongest }
  }

  /// Takes the verdict on one equality into the reading.
  mutating func note(_ verdict: Verdict, _ outcome: CheckOutcome, _ sides: (ExpressionID, ExpressionID)) {
    let before = self.verdict
    outcomes.append(outcome)
    if verdict == .refuted { failing.append((sides, outcome)) }
    self.verdict = self.verdict.worse(verdict)
    if verdict == .holds {
      evidence = evidence?.weaker(outcome.strongest) ?? outcome.strongest
      if let reason = outcome.reason, message.isEmpty { message = reason }
      return
    }
    guard self.verdict != before else { return }
    evidence = verdict == .refuted ? outcome.strongest : nil
    message = outcome.reason ?? ""
    counterexample = outcome.counterexample
    if verdict == .illTyped { fault = .shape }
    // Wrong by convention: the verifier did not refute it.
    if verdict == .refuted, outcome.verdict != .refuted { fault = .layout }
    self.sides = sides
  }
}
