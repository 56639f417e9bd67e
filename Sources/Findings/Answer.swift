package import Diagnostics

/// A value that a question gives to a name.
package struct ValueBinding: Sendable, Hashable {
  /// The name, of a size too.
  package let name: String
  /// The value.
  package let value: Formula

  /// A value given to a name.
  package init(name: String, value: Formula) {
    self.name = name
    self.value = value
  }
}

/// A question answered.
package struct Answer: Sendable, Hashable {
  /// What was asked for.
  package var kind: QuestionKind
  /// The label of the cell, for references.
  package var label: String?
  /// What was differentiated, in plain text.
  package var of: Formula
  /// The variable; nil for `simplify` and `evaluate`.
  package var wrt: Formula?
  /// Of a block of a Hessian, the variable along its columns; nil elsewhere.
  package var and: Formula?
  /// How it was derived.
  package var method: DerivationMethod
  /// How it is laid out.
  package var layout: LayoutConvention
  /// How structured variables were treated.
  package var structured: StructureConvention
  /// The indices that its lines are stated for, as declarations: `k, l : index(n)`.
  package var indices: [String]
  /// The names that vary in its lines, where a line says no other.
  package var varying: [String]
  /// The directions, of what is asked along some.
  package var along: [Formula]
  /// The values given to names by `at`.
  package var bindings: [ValueBinding]
  /// The equation that was checked of the value by itself, whatever the lines say, in plain text; nil where there is none.
  package var claim: String?
  /// The sizes of the value, without sizes 1.
  package var shape: [String]
  /// The conditions under which it holds, printed.
  package var conditions: [Formula]
  /// What is held constant, and other conventions, in words.
  package var conventions: [String]
  /// The worst verdict of its steps and checks.
  package var verdict: Verdict
  /// The left side of the result: ∂φ/∂W.
  package var left: Formula
  /// The value.
  package var value: Formula?
  /// The value in the names that its derivation introduced, where it is shorter: what is shown under lines that use them.
  package var valueInHelpers: Formula?
  /// The lines.
  package var steps: [AnswerStep]
  /// The names that the derivation introduced: r = Ax − b.
  package var helpers: [Formula]
  /// The table of checks.
  package var checks: [Check]
  /// The flops of the emitted code, and of the formula as it is written.
  package var flops: String
  /// The flops of the formula evaluated from left to right as written.
  package var flopsAsWritten: String
  /// The code, `numpy` first.
  package var code: [CodeListing]
  /// The pictures.
  package var figures: AnswerFigures
  /// Whether it belongs to a draft, where an open answer is no error.
  package var isDraft: Bool
  /// Where the question stands in the cell.
  package var range: SourceRange

  /// An answer without lines yet.
  package init(_ kind: QuestionKind, of: Formula, wrt: Formula?, left: Formula, range: SourceRange) {
    self.kind = kind
    self.of = of
    self.wrt = wrt
    self.left = left
    self.range = range
    and = nil
    label = nil
    method = .differential
    layout = .mixed
    structured = .projected
    indices = []
    varying = []
    along = []
    bindings = []
    claim = nil
    shape = []
    conditions = []
    conventions = []
    verdict = .undecided
    value = nil
    valueInHelpers = nil
    steps = []
    helpers = []
    checks = []
    flops = ""
    flopsAsWritten = ""
    code = []
    figures = AnswerFigures()
    isDraft = false
  }

  /// The checks that come out alike on every machine: what other systems say depends on which are installed.
  package var reproducibleChecks: [Check] { checks.filter { $0.evidence.kind != .oracle } }

  /// Whether its own check refutes what was derived, which is a fault of the program and never shown.
  package var isFaulty: Bool { verdict == .refuted || verdict == .illTyped }

  /// Takes out all that was derived and did not pass its check: formulas, lines and code; what was asked stays.
  package mutating func withhold() {
    value = nil
    valueInHelpers = nil
    claim = nil
    shape = []
    conditions = []
    conventions = []
    steps = []
    helpers = []
    checks = []
    flops = ""
    flopsAsWritten = ""
    code = []
    figures = AnswerFigures()
  }

  /// What the answer is worth: as much as its weakest line; without lines, as much as its strongest check.
  package var evidence: Evidence? {
    steps.isEmpty ? checks.strongest : steps.lazy.map(\.evidence).weakest
  }

  /// The sizes that the verdict rests on, those of its strongest checks: none where it is proved for all.
  package var sizesOfVerdict: [SizeInstance] {
    let isSettled =
      steps.isEmpty
      ? checks.contains { $0.place == .everywhere } : steps.lazy.map(\.evidence).weakest?.kind == .proved
    if isSettled { return [] }
    let sizes = Evidence.Kind.allCases.lazy.map { kind in
      checks.filter { $0.evidence.kind == kind && $0.result == .equal }.flatMap(\.sizes)
    }
    return sizes.first { !$0.isEmpty } ?? []
  }
}
