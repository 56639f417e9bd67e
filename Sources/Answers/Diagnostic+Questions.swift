// What there is to say of questions that have no answer.

import Derivation
import Diagnostics
import Findings
import Syntax

extension Diagnostic {
  static func assumptionsUnused(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "stationary.assumptions",
      message: "this is the stationary point without the assumptions of the scope, which are not used yet",
      range: range
    )
  }

  static func missingVariable(_ question: LoweredQuestion) -> Diagnostic {
    Diagnostic(
      code: "question.no-variable",
      message: "'\(question.kind.rawValue)' does not say by which variable",
      range: question.range,
      hints: ["add 'wrt' and the name of the variable"]
    )
  }

  static func missingDirection(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.no-direction",
      message: "'directional' does not say in which direction",
      range: range,
      hints: ["add 'along' and the direction, which has the shape of the variable"]
    )
  }

  static func constantVariable(_ name: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.constant",
      message: "'\(name)' is declared constant and cannot vary",
      range: range,
      hints: ["remove 'constant' from its declaration"]
    )
  }

  static func derivationFailed(_ failure: DerivationFailure, _ range: SourceRange) -> Diagnostic {
    Diagnostic(code: failure.code, message: failure.message, range: range, hints: failure.hints)
  }

  static func notVerified(_ verdict: Verdict, _ reason: String?, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "verification.\(verdict.rawValue)",
      message: "the result is derived but not verified",
      range: range,
      notes: reason.map { [$0] } ?? []
    )
  }

  /// The program's own derivation is refuted by its check; the first wrong line is named by its number.
  static func faultyDerivation(_ verdict: Verdict, line: Int?, of count: Int, _ range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      code: "verification.\(verdict.rawValue)",
      message: "the derivation made here fails its own check; this is a fault of the program, "
        + "and no result is shown",
      range: range,
      notes: line.map { ["line \($0 + 1) of \(count) is the first that does not hold"] } ?? [],
      hints: ["please report it with this cell", "another 'method' may do: 'index', 'vectorization'"]
    )
  }

  static func variableLeftOver(_ text: String, _ names: [String], _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.left-over",
      message:
        "the expression still depends on \(names.map { "'\($0)'" }.joined(separator: ", ")) beside '\(text)'",
      range: range,
      notes: ["a derivative by an expression treats each occurrence of it as one new variable"],
      hints: ["define the expression as a name, and write the function in that name"]
    )
  }

  static func noStructure(_ elements: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "derivation.structure",
      message: "no derivative is taken on the \(elements), which are no structure of the language",
      range: range,
      hints: ["declare the variable with fewer attributes"]
    )
  }
}
