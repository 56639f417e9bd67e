// `hessian f wrt x`, `along V` and `along U, V`.

import Derivation
import Expressions
import Findings
import Judging
import Syntax
import Verification

extension QuestionForm {
  /// The Hessian as a matrix, on vec.
  static let hessian = QuestionForm(
    kind: .hessian,
    derive: { inquiry, method, calculus throws(DerivationFailure) in
      try calculus.derivative(.hessian, inquiry, by: method)
    },
    equation: { inquiry, derivation, graph in graph.equation(.hessian, inquiry, derivation) },
    leftSide: derivative(.hessian)
  )

  /// The Hessian as an operator on one direction, or as a bilinear form of two.
  static let hessianAlong = QuestionForm(
    kind: .hessian,
    derive: { inquiry, _, calculus throws(DerivationFailure) in
      guard let variable = inquiry.variable else { throw DerivationFailure.withoutVariable }
      return try calculus.hessian(
        of: inquiry.function,
        wrt: variable,
        along: inquiry.question.along,
        convention: inquiry.options.structured
      )
    },
    // U : H[V], with the Hessian on vec from second differentials.
    equation: { inquiry, derivation, graph in
      let along = inquiry.question.along
      guard let variable = inquiry.variable, let direction = along.last,
        let column = graph.column(direction)
      else { return nil }
      let hessian = graph.derivative(.hessian, of: derivation.of, wrt: variable)
      let image = graph.product([hessian, column])
      if along.count == 2, let first = graph.column(along[0]) {
        return Equation(graph.product([graph.transpose(first), image]), derivation.result)
      }
      return graph.column(derivation.result).map { Equation(image, $0) }
    },
    leftSide: { inquiry, _, printer, of in
      along(inquiry, printer, of, .hessian, latex: "\\mathrm D^2", unicode: "D²")
    }
  )

  /// D f[V]: a derivative with its directions in brackets.
  static func along(
    _ inquiry: Inquiry,
    _ printer: FormulaPrinter,
    _ of: Formula,
    _ kind: QuestionKind,
    latex symbol: String,
    unicode sign: String
  ) -> Formula {
    let directions = inquiry.question.along.map { printer.formula($0) }
    func list(_ part: (Formula) -> String) -> String { directions.map(part).joined(separator: ", ") }
    let wrt = inquiry.variable.map { printer.formula($0).latex } ?? ""
    let along = list(\.plain)
    return Formula(
      plain: plain(kind, inquiry, printer, of) + (along.isEmpty ? "" : " along \(along)"),
      latex: "\(symbol)_{\(wrt)}\\left(\(of.latex)\\right)[\(list(\.latex))]",
      unicode: "\(sign)(\(of.unicode))[\(list(\.unicode))]"
    )
  }
}
