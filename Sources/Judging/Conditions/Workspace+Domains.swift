// Where the sides of an equality have a value: what a logarithm, a root and a pseudoinverse ask of their arguments.
//
// The verifier draws data for which both sides have a value, so that a row holds there and says nothing of other data.

import Expressions
import Syntax

extension Workspace {
  /// The most conditions that are said of a row.
  private static let domainBound = 6

  /// The conditions on arguments that no declaration gives, as text of the cell language.
  func domainConditions(of sides: [ExpressionID]) -> [String] {
    var found: [String] = []
    func add(_ condition: String) {
      if !found.contains(condition), found.count < Workspace.domainBound { found.append(condition) }
    }
    func text(_ id: ExpressionID) -> String { PlainPrinter.text(id, in: scope.graph) }
    for node in scope.graph.reachableThroughDefinitions(from: sides) {
      switch scope.graph[node] {
      case .map("log", let argument) where isOpen(argument, .positive): add("\(text(argument)) > 0")
      case .map("sqrt", let argument) where isOpen(argument, .nonnegative): add("\(text(argument)) >= 0")
      case .apply("pinv", let arguments):
        let known = scope.graph.properties(arguments[0])
        if known.isDisjoint(with: [.invertible, .orthogonal, .positiveDefinite]) {
          add("\(text(arguments[0])) has full rank")
        }
      default: continue
      }
    }
    return found
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
