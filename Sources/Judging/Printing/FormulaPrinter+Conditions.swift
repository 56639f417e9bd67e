package import Derivation
import Expressions
package import Findings
import Notation

extension FormulaPrinter {
  /// What must hold of names, in three notations.
  package func condition(_ condition: NameCondition) -> Formula {
    let (latex, unicode) =
      switch condition.relation {
      case .atLeast: ("\\geq", "≥")
      case .equal: ("=", "=")
      case .unequal: ("\\neq", "≠")
      case .greater: (">", ">")
      }
    let left = layout(named: condition.name)
    let right =
      Int(condition.bound) == nil ? layout(named: condition.bound) : Layout.number(condition.bound)
    return Formula(
      plain: condition.description,
      latex: "\(left.latex()) \(latex) \(right.latex())",
      unicode: "\(left.text) \(unicode) \(right.text)"
    )
  }

  /// A condition of a derivation in three notations.
  package func condition(_ condition: Condition) -> Formula {
    switch condition.relation {
    case .nonzero:
      return relation(
        condition.subject,
        plain: { "\($0) != 0" },
        latex: { "\($0) \\neq 0" },
        unicode: { "\($0) ≠ 0" }
      )
    case .invertible:
      return relation(
        condition.subject,
        plain: { "det(\($0)) != 0" },
        latex: { "\\det\\left(\($0)\\right) \\neq 0" },
        unicode: { "det(\($0)) ≠ 0" }
      )
    case .positive:
      return relation(
        condition.subject,
        plain: { "\($0) > 0" },
        latex: { "\($0) > 0" },
        unicode: { "\($0) > 0" }
      )
    case .nonnegative:
      return relation(
        condition.subject,
        plain: { "\($0) >= 0" },
        latex: { "\($0) \\geq 0" },
        unicode: { "\($0) ≥ 0" }
      )
    case .insideUnitInterval:
      return relation(
        condition.subject,
        plain: { "-1 < \($0) < 1" },
        latex: { "-1 < \($0) < 1" },
        unicode: { "−1 < \($0) < 1" }
      )
    case .cosineNonzero:
      return relation(
        condition.subject,
        plain: { "cos.(\($0)) != 0" },
        latex: { "\\cos\\left(\($0)\\right) \\neq 0" },
        unicode: { "cos(\($0)) ≠ 0" }
      )
    case .symmetric:
      return relation(
        condition.subject,
        plain: { "\($0) symmetric" },
        latex: { "\($0)\\ \\text{symmetric}" },
        unicode: { "\($0) symmetric" }
      )
    case .notZero:
      return relation(
        condition.subject,
        plain: { "\($0) != 0" },
        latex: { "\($0) \\neq 0" },
        unicode: { "\($0) ≠ 0" }
      )
    case .compared(let sign, let other):
      let right = formula(other)
      let latex = ["!=": "\\neq", ">=": "\\geq", "<=": "\\leq"][sign] ?? sign
      let unicode = ["!=": "≠", ">=": "≥", "<=": "≤"][sign] ?? sign
      return relation(
        condition.subject,
        plain: { "\($0) \(sign) \(right.plain)" },
        latex: { "\($0) \(latex) \(right.latex)" },
        unicode: { "\($0) \(unicode) \(right.unicode)" }
      )
    case .words(let words):
      func filled(_ text: String, _ before: String, _ after: String) -> String {
        guard let open = words.firstIndex(of: "{"), let close = words.firstIndex(of: "}") else {
          return words
        }
        return before + words[..<open] + after + text + before + words[words.index(after: close)...] + after
      }
      return relation(
        condition.subject,
        plain: { filled($0, "", "") },
        latex: { filled($0, "\\text{", "}") },
        unicode: { filled($0, "", "") }
      )
    }
  }
}
