// What a cell, a claim or a checked display comes back with: plain data, ready for JSON, reports and records.

public import Diagnostics

/// A verdict of design section 5, worst last.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// The row only names something.
  case definition
  /// Equal, by the evidence given.
  case holds
  /// Not decided within the bounds: honest, and never a pass.
  case undecided
  /// The row cannot be read.
  case unread
  /// Proved different, with an instance.
  case refuted
  /// The shapes do not fit.
  case illTyped = "ill-typed"

  /// The worse of two: ill-typed and refuted before unread and undecided before holds.
  public func worse(_ other: Verdict) -> Verdict { rank >= other.rank ? self : other }

  private var rank: Int {
    switch self {
    case .definition: 0
    case .holds: 1
    case .undecided: 2
    case .unread: 3
    case .refuted: 4
    case .illTyped: 5
    }
  }
}

/// A formula in the three notations, printed from one expression.
public struct Formula: Sendable, Hashable {
  /// The cell language, which reads back.
  public let plain: String
  /// LaTeX without delimiters.
  public let latex: String
  /// Unicode text for a terminal.
  public let unicode: String

  /// A formula in three notations.
  public init(plain: String, latex: String, unicode: String) {
    self.plain = plain
    self.latex = latex
    self.unicode = unicode
  }
}

/// A rule as a step shows it.
public struct RuleName: Sendable, Hashable {
  /// The name, as `nabla rules` lists it.
  public let name: String
  /// The work and equation number.
  public let source: String
  /// A rule with its source.
  public init(name: String, source: String) {
    self.name = name
    self.source = source
  }
}

/// A line of a derivation with its evidence.
public struct AnswerStep: Sendable, Hashable {
  /// The left side; nil where the line goes on with `=`.
  public var left: Formula?
  /// The right side.
  public var right: Formula
  /// The right side in LaTeX, the parts that the next line rewrites in `\nablamark{…}`.
  public var markedLaTeX: String
  /// The rules used, the main one first.
  public var rules: [RuleName]
  /// What is unfolded or named here: `y = (W^2)' * x`.
  public var definitions: [Formula]
  /// Whether the line follows.
  public var verdict: Verdict
  /// The strongest evidence: `proved`, `exact`, `enclosed`, `numeric`; empty when there is none.
  public var evidence: String

  /// A line.
  public init(
    left: Formula?,
    right: Formula,
    markedLaTeX: String,
    rules: [RuleName],
    definitions: [Formula],
    verdict: Verdict,
    evidence: String
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

/// One row of the table of checks.
public struct AnswerCheck: Sendable, Hashable {
  /// `proved`, `exact`, `enclosed`, `numeric`, `oracle`, `refuted`.
  public var evidence: String
  /// What was done, in words: `exact, over GF(2^61 − 1)`, `central differences`.
  public var method: String
  /// Where: `8 points, n = 2…5`.
  public var place: String
  /// The number of points.
  public var points: Int
  /// `equal`, `different`, `agrees`, `slope 2.00`.
  public var outcome: String
  /// The bound that goes with it: `failure probability below 2^-50`, `relative error below 1e-8`.
  public var bound: String

  /// A check.
  public init(evidence: String, method: String, place: String, points: Int, outcome: String, bound: String) {
    self.evidence = evidence
    self.method = method
    self.place = place
    self.points = points
    self.outcome = outcome
    self.bound = bound
  }
}

/// The remainder of Taylor's formula at one step, as correctly rounded decimals in scientific notation.
public struct TaylorPoint: Sendable, Hashable {
  /// The step h.
  public var step: String
  /// |φ(W + hV) − φ(W)|.
  public var withoutGradient: String
  /// |φ(W + hV) − φ(W) − h G : V|.
  public var withGradient: String

  /// A point of the plot.
  public init(step: String, withoutGradient: String, withGradient: String) {
    self.step = step
    self.withoutGradient = withoutGradient
    self.withGradient = withGradient
  }
}

/// A small matrix of correctly rounded decimals, for a heat map.
public struct DecimalMatrix: Sendable, Hashable {
  /// What it shows: `derived gradient`, `autodiff`.
  public var caption: String
  /// The entries, row by row.
  public var rows: [[String]]

  /// A matrix with its caption.
  public init(caption: String, rows: [[String]]) {
    self.caption = caption
    self.rows = rows
  }
}

/// The pictures beside a result.
public struct AnswerFigures: Sendable, Hashable {
  /// The points of the Taylor plot, by falling step; empty when it has none.
  public var taylor: [TaylorPoint] = []
  /// The two slopes as text, `1.00` and `2.00`, or words for affine functions.
  public var slopeWithout = ""
  /// The slope of the remainder with the gradient.
  public var slopeWith = ""
  /// The derived value and the one by automatic differentiation at one small instance.
  public var matrices: [DecimalMatrix] = []
  /// The sizes of that instance: `n = 3`.
  public var sizes = ""

  /// No figures yet.
  public init() {}
}

/// A question answered.
public struct Answer: Sendable, Hashable {
  /// `gradient`, `jacobian`, … as in the JSON interface.
  public var kind: String
  /// The label of the cell, for references.
  public var label: String?
  /// What was differentiated, in plain text.
  public var of: Formula
  /// The variable; nil for `simplify` and `evaluate`.
  public var wrt: Formula?
  /// `differential`, `index` or `vectorization`.
  public var method: String
  /// `denominator` or `numerator`.
  public var layout: String
  /// The sizes of the value, without sizes 1.
  public var shape: [String]
  /// The conditions under which it holds, printed.
  public var conditions: [Formula]
  /// What is held constant, and other conventions, in words.
  public var conventions: [String]
  /// The worst verdict of its steps and checks.
  public var verdict: Verdict
  /// The left side of the result: ∂φ/∂W.
  public var left: Formula
  /// The value.
  public var value: Formula?
  /// The lines.
  public var steps: [AnswerStep]
  /// The names that the derivation introduced: r = Ax − b.
  public var helpers: [Formula]
  /// The table of checks.
  public var checks: [AnswerCheck]
  /// The flops of the emitted code, and of the formula as it is written.
  public var flops: String
  /// The flops of the formula evaluated from left to right as written.
  public var flopsAsWritten: String
  /// The code by language name, `numpy` first.
  public var code: [(language: String, text: String)]
  /// The pictures.
  public var figures: AnswerFigures
  /// Where the question stands in the cell.
  public var range: SourceRange

  /// An answer without lines yet.
  public init(kind: String, of: Formula, wrt: Formula?, left: Formula, range: SourceRange) {
    self.kind = kind
    self.of = of
    self.wrt = wrt
    self.left = left
    self.range = range
    label = nil
    method = "differential"
    layout = "denominator"
    shape = []
    conditions = []
    conventions = []
    verdict = .undecided
    value = nil
    steps = []
    helpers = []
    checks = []
    flops = ""
    flopsAsWritten = ""
    code = []
    figures = AnswerFigures()
  }

  /// `proved` where every step is, `exact` where every step is at least that; nil where one is less, or there is none.
  public var evidenceOfAllSteps: String? {
    guard !steps.isEmpty else { return nil }
    if steps.allSatisfy({ $0.evidence == "proved" }) { return "proved" }
    return steps.allSatisfy { ["proved", "exact"].contains($0.evidence) } ? "exact" : nil
  }

  /// Answers are equal when all that is printed is.
  public static func == (a: Answer, b: Answer) -> Bool {
    a.kind == b.kind && a.label == b.label && a.of == b.of && a.wrt == b.wrt && a.value == b.value
      && a.steps == b.steps && a.checks == b.checks && a.verdict == b.verdict
  }

  /// Hashes what identifies the answer.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(of)
    hasher.combine(value)
  }
}

/// A counterexample as data: exact values as text.
public struct Counterexample: Sendable, Hashable {
  /// The sizes by name, in order.
  public var sizes: [(name: String, value: Int)]
  /// The values by name, row by row, in the order of declaration.
  public var values: [(name: String, rows: [[String]])]
  /// The value of the left side, row by row.
  public var left: [[String]]
  /// The value of the right side, row by row.
  public var right: [[String]]
  /// How small it is: `smallest with entries up to 3`.
  public var remark: String

  /// A counterexample.
  public init(
    sizes: [(name: String, value: Int)],
    values: [(name: String, rows: [[String]])],
    left: [[String]],
    right: [[String]],
    remark: String
  ) {
    self.sizes = sizes
    self.values = values
    self.left = left
    self.right = right
    self.remark = remark
  }

  /// Counterexamples are equal when they show the same numbers.
  public static func == (a: Counterexample, b: Counterexample) -> Bool {
    a.left == b.left && a.right == b.right && a.values.map(\.rows) == b.values.map(\.rows)
  }

  /// Hashes the two sides.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(left)
    hasher.combine(right)
  }
}

/// A row of a claim, proof or checked display.
public struct CheckedLine: Sendable, Hashable {
  /// The row as it was written, as LaTeX without delimiters.
  public var latex: String
  /// The row in plain text, where it came from a cell.
  public var plain: String
  /// What it is worth.
  public var verdict: Verdict
  /// The strongest evidence.
  public var evidence: String
  /// The kind of fault: `shape`, `transpose`, `order`, `sign`, `factor`, `missing term`, `chain rule`, `assumption`, else `value`.
  public var fault: String?
  /// What is wrong or worth knowing, in a sentence or two.
  public var message: String
  /// What sizes and names must meet for both sides to have a value: `n >= m`, `t > 0`.
  public var conditions: [String] = []
  /// The sizes with which it was tried.
  public var sizes: [[SizeValue]] = []
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
    evidence = ""
    fault = nil
    message = ""
    counterexample = nil
    suggestions = []
    faultyPart = nil
    reason = nil
  }
}

/// The number that a size name stands for.
public struct SizeValue: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The number.
  public var value: Int

  /// A size.
  public init(name: String, value: Int) {
    self.name = name
    self.value = value
  }
}

/// A claim, a proof or a checked display.
public struct CheckedStatement: Sendable, Hashable {
  /// `claim`, `proof` or `display`.
  public var kind: String
  /// The label, for references.
  public var label: String?
  /// The worst of its rows.
  public var verdict: Verdict
  /// What the author expects.
  public var expected: Verdict
  /// The rows.
  public var lines: [CheckedLine]
  /// The checks that were made of the whole, for the table.
  public var checks: [AnswerCheck]
  /// Where it stands.
  public var range: SourceRange

  /// A statement with its rows.
  public init(
    kind: String,
    label: String?,
    verdict: Verdict,
    expected: Verdict,
    lines: [CheckedLine],
    range: SourceRange
  ) {
    self.kind = kind
    self.label = label
    self.verdict = verdict
    self.expected = expected
    self.lines = lines
    self.range = range
    checks = []
  }

  /// Whether the verdict is the expected one; `refuted` is met by ill-typed too.
  public var isAsExpected: Bool {
    switch expected {
    case .refuted: verdict == .refuted || verdict == .illTyped
    case .holds: verdict == .holds || verdict == .definition
    default: verdict == expected
    }
  }
}

/// What a cell, display or inline result came back with, in order.
public enum Outcome: Sendable, Hashable {
  /// Names declared: `W ∈ ℝ^{n×n}` as a formula.
  case declaration(Formula)
  /// A name defined: `y = (W²)ᵀx`, with its shape.
  case definition(Formula)
  /// A question answered.
  case answer(Answer)
  /// A claim, proof or checked display.
  case checked(CheckedStatement)
  /// A statement that failed; its diagnostics are among those of the cell.
  case failure(SourceRange)
}
