// Where the sides of an equality have a value: what a logarithm, a root and a pseudoinverse ask of their arguments.
//
// The verifier draws data for which both sides have a value, so that a row holds there and says nothing of other data.

import Derivation
import Expressions
package import Findings
import Syntax
package import Verification

extension Workspace {
  /// The most conditions that are said of a row.
  private static let domainBound = 6

  /// The conditions on arguments that no declaration gives.
  func domainConditions(of sides: [ExpressionID]) -> [Formula] {
    let printer = FormulaPrinter(scope)
    var found: [Formula] = []
    func add(_ subject: ExpressionID, _ relation: Condition.Relation) {
      let condition = printer.condition(Condition(subject, relation))
      if !found.contains(condition), found.count < Workspace.domainBound { found.append(condition) }
    }
    for node in scope.graph.reachableThroughDefinitions(from: sides) {
      switch scope.graph[node] {
      case .map("log", let argument) where isOpen(argument, .positive): add(argument, .positive)
      case .map("sqrt", let argument) where isOpen(argument, .nonnegative): add(argument, .nonnegative)
      case .apply("pinv", let arguments):
        let known = scope.graph.properties(arguments[0])
        if known.isDisjoint(with: [.invertible, .orthogonal, .positiveDefinite]) {
          add(arguments[0], .words("{} has full rank"))
        }
      default: continue
      }
    }
    return found
  }

  /// The orders of sizes and the signs of names without which what was checked has no value.
  package func conditions(of outcome: CheckOutcome) -> [Formula] {
    let printer = FormulaPrinter(scope)
    return (outcome.conditions + outcome.signs).map { printer.condition($0) }
  }

  /// Whether a number that is no name alone has a sign that nothing says; those of names stand with the trials.
  private func isOpen(_ argument: ExpressionID, _ sign: Properties) -> Bool {
    guard scope.graph.shape(argument).isScalar, scope.graph.number(argument) == nil else { return false }
    if case .symbol(let symbol) = scope.graph[argument], scope.graph.definition(of: symbol) == nil {
      return false
    }
    return scope.graph.properties(argument).isDisjoint(with: sign)
  }
}
