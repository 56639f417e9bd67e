// `evaluate E at W = …`: the value, exact or in certain decimals.

import Derivation
import Diagnostics
import Expressions
import Findings
import Judging
import Syntax
import Verification

extension AnswerBuilder {
  mutating func evaluated() -> Outcome {
    var sizes = options.sizes
    var values: [SymbolID: ExpressionID] = [:]
    for binding in question.bindings {
      switch binding.target {
      case .size(let name):
        if let value = scope.graph.number(binding.value)?.integer { sizes[name] = value }
      case .symbol(let symbol):
        values[symbol] = binding.value
        let declared = scope.graph[symbol].shape
        let given = scope.graph.shape(binding.value)
        for (size, value) in [(declared.rows, given.rows), (declared.columns, given.columns)] {
          if let name = size.name, let number = value.constant { sizes[name] = number }
        }
      }
    }
    let unbound = scope.graph.shape(question.of)
    for name in unbound.rows.names + unbound.columns.names where sizes[name] == nil {
      workspace.diagnostics.append(
        Diagnostic(
          code: "evaluate.size",
          message: "the size '\(name)' has no value here",
          range: question.range,
          hints: ["give it: 'evaluate … at \(name) = 3'"]
        )
      )
      return .failure(question.range)
    }
    let root = workspace.resolvedDerivatives(question.of)
    do throws(EvaluationFailure) {
      let verifier = Verifier(functions: workspace.table)
      let value = try verifier.value(of: root, at: values, sizes: sizes, in: scope.graph)
      let printer = FormulaPrinter(scope)
      let of = printer.formula(question.of)
      var answer = Answer(.evaluate, of: of, wrt: nil, left: of, range: question.range)
      answer.label = options.label
      answer.value = AnswerBuilder.literal(value.rows)
      answer.bindings = question.bindings.map {
        ValueBinding(name: name(of: $0), value: printer.formula($0.value))
      }
      answer.verdict = .holds
      answer.shape = printer.sizes(scope.graph.shape(question.of))
      answer.checks = [value.check]
      return .answer(answer)
    } catch {
      workspace.diagnostics.append(
        Diagnostic(code: "evaluate.no-value", message: error.message, range: question.range)
      )
      return .failure(question.range)
    }
  }

  /// The name that a value is given to.
  private func name(of binding: LoweredBinding) -> String {
    switch binding.target {
    case .size(let name): name
    case .symbol(let symbol): scope.graph[symbol].name
    }
  }

  /// Numbers as a literal in the three notations.
  private static func literal(_ rows: [[String]]) -> Formula {
    if rows.count == 1, rows[0].count == 1 {
      return Formula(plain: rows[0][0], latex: latex(rows[0][0]), unicode: rows[0][0])
    }
    let plain = "[" + rows.map { $0.joined(separator: ", ") }.joined(separator: "; ") + "]"
    let body = rows.map { $0.map(latex).joined(separator: " & ") }.joined(separator: " \\\\ ")
    return Formula(plain: plain, latex: "\\begin{bmatrix} \(body) \\end{bmatrix}", unicode: plain)
  }

  /// A fraction as a fraction, a power of ten as one.
  private static func latex(_ number: String) -> String {
    let sign = number.hasPrefix("-") ? "-" : ""
    let magnitude = number.drop { $0 == "-" }
    if let slash = magnitude.firstIndex(of: "/") {
      return "\(sign)\\frac{\(magnitude[..<slash])}{\(magnitude[magnitude.index(after: slash)...])}"
    }
    if let mark = magnitude.firstIndex(of: "e") {
      return "\(sign)\(magnitude[..<mark]) \\cdot 10^{\(magnitude[magnitude.index(after: mark)...])}"
    }
    return String(number)
  }
}
