package import Diagnostics

/// A row of a claim, proof or checked display.
package struct CheckedLine: Sendable, Hashable {
  /// The row as it was written, as LaTeX without delimiters.
  package var latex: String
  /// The row in plain text, where it came from a cell.
  package var plain: String
  /// What was read, in the cell language: pasted into a cell, it gets the same verdict; nil when nobody has said.
  package var reading: String?
  /// The names of the habits of writing that the reading rests on.
  package var habits: [String]
  /// What must hold for both sides to have a value: `n >= m`.
  package var conditions: [Formula]
  /// The sizes tried.
  package var sizes: [SizeInstance]
  /// What it is worth.
  package var verdict: Verdict
  /// The strongest evidence; nil when there is none.
  package var evidence: Evidence?
  /// The number, from 1, of the wrong row that this one goes on from: it follows from that row, and says nothing by itself.
  package var carriedFrom: Int?
  /// The kind of fault.
  package var fault: Fault?
  /// What is wrong or worth knowing, in a sentence or two.
  package var message: String
  /// An instance that shows it.
  package var counterexample: Counterexample?
  /// Right lines near the wrong one, in LaTeX.
  package var suggestions: [String]
  /// The part of the row that is at fault, as LaTeX, when it can be named.
  package var faultyPart: String?
  /// The reason given for the row by its author.
  package var reason: String?
  /// Where the row stands, in offsets of the cell or display.
  package var range: SourceRange

  /// A row.
  package init(latex: String, plain: String, verdict: Verdict, range: SourceRange) {
    self.latex = latex
    self.plain = plain
    self.verdict = verdict
    self.range = range
    reading = nil
    habits = []
    conditions = []
    sizes = []
    evidence = nil
    carriedFrom = nil
    fault = nil
    message = ""
    counterexample = nil
    suggestions = []
    faultyPart = nil
    reason = nil
  }

  /// Whether it goes on from a wrong row, and so says nothing by itself.
  package var isCarriedOn: Bool { verdict == .holds && carriedFrom != nil }

  /// The sizes that the verdict rests on: none where it is proved for all, or where one instance shows that it is wrong.
  package var sizesOfVerdict: [SizeInstance] {
    verdict.isWrong || evidence?.kind == .proved ? [] : sizes
  }
}
