// What rules say, as formulas of the cell language: `nabla rules NAME` and the list at the end of a report say the same.

import Derivation
import Expressions
import Functions

/// The formulas of rules.
enum RuleStatements {
  /// What each rule of the catalogue says, by its name; each formula once: operators and laws before functions.
  static let all: [String: [String]] = {
    var found: [String: [String]] = [:]
    func add(_ statement: String, to rule: String) {
      if found[rule]?.contains(statement) != true { found[rule, default: []].append(statement) }
    }
    // What an operator does says more than what a function makes of it.
    for operation in Catalogue.operators {
      add(operation.differential, to: operation.ruleName)
      if let adjoint = operation.adjoint { for law in adjoint.laws { add(law, to: adjoint.name) } }
    }
    for (rule, statements) in RuleNames.statements {
      for statement in statements { add(statement, to: rule) }
    }
    for function in Catalogue.all {
      let name = function.name.text
      for differential in function.differentials {
        switch differential {
        case .formula(let formula, let rule, _): add("d \(name)(…) = \(formula)", to: rule)
        case .linear(let adjoint, let rule, _): add("G : \(name)(dX) = \(adjoint) : dX", to: rule)
        case .elementwise(let derivative, let rule, _): add("d \(name).(X) = (\(derivative)) .* dX", to: rule)
        case .zero(let rule, _): add("d \(name)(X) = 0", to: rule)
        case .none: break
        }
      }
      for rewrite in function.rewrites {
        add("\(rewrite.pattern) = \(rewrite.replacement)", to: rewrite.name)
      }
    }
    return found
  }()
}
