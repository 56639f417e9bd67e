public import Diagnostics

/// A row of a claim, proof or checked display.
public struct CheckedLine: Sendable, Hashable {
  /// The row as it was written, as LaTeX without delimiters.
  public var latex: String
  /// The row in plain text, where it came from a cell.
  public var plain: String
  /// What was read, in the cell language: pasted into a cell, it gets the same verdict; nil when nobody has said.
  public var reading: String?
  /// The names of the habits of writing that the reading rests on.
  public var habits: [String]
  /// What must hold for both sides to have a value: `n >= m`.
  public var conditions: [Formula]
  /// The sizes tried.
  public var sizes: [SizeInstance]
  /// What it is worth.
  public var verdict: Verdict
  /// The strongest evidence; nil when there is none.
  public var evidence: Evidence?
  /// The number, from 1, of the wrong row that this one goes on from: it follows from that row, and says nothing by itself.
  public var carriedFrom: Int?
  /// The kind of fault.
  public var fault: Fault?
  /// What is wrong or worth knowing, in a sentence or two.
  public var message: String
  /// An instance that shows it.
  public var counterexample: Counterexample?
  /// Right lines near the wrong one, in LaTeX.
  public var suggestions: [String]
  /// The part of the row that is at fault, as LaTeX, when it can be named.
  public var faultyPart: String?
  /// The reason given for the row by its author.
  public var reason: String?
  /// Where the row stands, in offsets of the cell or display.
  public var range: SourceRange

  /// A row.
  public init(latex: String, plain: String, verdict: Verdict, range: SourceRange) {
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
  public var isCarriedOn: Bool { verdict == .holds && carriedFrom != nil }

  /// The sizes that the verdict rests on: none where it is proved for all, or where one instance shows that it is wrong.
  public var sizesOfVerdict: [SizeInstance] {
    verdict.isWrong || evidence?.kind == .proved ? [] : sizes
  }
}
