// A kind of question: how it is derived, what its result must fulfil by itself, and how its left side is written.

import Derivation
import Expressions
import Findings
import Judging
import Syntax
import Verification

/// A question by one variable, as it is derived.
struct Inquiry {
  /// The question as it was asked.
  let question: LoweredQuestion
  /// The function, written in the variable.
  let function: ExpressionID
  /// By what; nil where a question has no variable.
  let variable: ExpressionID?
  /// The symbols that vary.
  let symbols: [SymbolID]
  /// The conventions.
  let options: AnswerOptions

  /// The same question of other expressions.
  func about(_ function: ExpressionID, by variable: ExpressionID) -> Inquiry {
    Inquiry(
      question: question,
      function: function,
      variable: variable,
      symbols: symbols,
      options: options
    )
  }
}

/// A kind of question; one file each.
struct QuestionForm: Sendable {
  /// The kind of its answers.
  let kind: QuestionKind
  /// Whether its result is put on the structure of the variable, which the gradient of a number is.
  var projects = false
  /// Whether the layout of the answer is a matter of convention.
  var hasLayout = false
  /// Derives the answer by a method.
  let derive: @Sendable (Inquiry, DerivationMethod, inout Calculus) throws(DerivationFailure) -> Derivation
  /// The equation that a result must fulfil by itself, whatever its lines say; nil where there is none.
  let equation: @Sendable (Inquiry, Derivation, inout Graph) -> Equation?
  /// The left side of the answer, for the function and the variable as printed.
  let leftSide: @Sendable (Inquiry, Derivation, FormulaPrinter, _ of: Formula) -> Formula

  /// The form of a question by a variable.
  ///
  /// - Throws: when a gradient is asked of what is no number by what is none.
  static func form(
    of question: LoweredQuestion,
    _ function: ExpressionID,
    by variable: ExpressionID,
    in graph: Graph
  ) throws(DerivationFailure) -> QuestionForm {
    switch question.kind {
    case .jacobian: return .jacobian
    case .hessian: return question.along.isEmpty ? .hessian : .hessianAlong
    case .directional: return .directional
    case .differential: return .differential
    case .simplify: return .simplify
    case .stationary: return .stationary
    case .gradient, .evaluate:
      if graph.shape(function).isScalar { return .gradient }
      if graph.shape(variable).isScalar { return .jacobian }
      throw DerivationFailure(
        code: "derivation.not-scalar",
        "a gradient needs a scalar, found a \(graph.shape(function))",
        hints: ["ask for 'jacobian … wrt …'", "or for the gradient of a scalar such as 'sum(…)' of it"]
      )
    }
  }

  /// `gradient f wrt x`, the plain text of a left side.
  static func plain(_ kind: QuestionKind, _ inquiry: Inquiry, _ printer: FormulaPrinter, _ of: Formula)
    -> String
  {
    "\(kind.rawValue) \(of.plain)" + (inquiry.variable.map { " wrt \(printer.formula($0).plain)" } ?? "")
  }
}

extension Graph {
  /// A column of the entries of an expression: itself, its transpose, or vec.
  mutating func column(_ id: ExpressionID) -> ExpressionID? {
    let shape = shape(id)
    if shape.columns.isOne { return id }
    if shape.rows.isOne { return transpose(id) }
    return try? apply("vec", [id])
  }
}
