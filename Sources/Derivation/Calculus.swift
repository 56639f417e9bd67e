// The state that all methods share: the graph, the rule book and what varies.

package import Expressions
import Functions

/// The calculus of differentials on one graph, for one set of variables.
package struct Calculus {
  /// The graph, which grows.
  package var graph: Graph
  /// The formulas of the functions.
  package let book: RuleBook
  /// Whether a gradient is derived with a line for each rule and each name that is unfolded.
  package var hasFineSteps = false
  var dependence: Dependence
  /// The rule of each cotangent: whether an expression holds a differential, by index.
  private var differentials: [Bool] = []
  /// The laws that have shortened something since the last line was written.
  private var applied: [RuleReference] = []
  /// The shortest forms that have been looked for: a cotangent is met in every line until it is read off.
  private var shortForms: [ExpressionID: ShortForm] = [:]
  /// The gradients of functions that have been derived, each by its variable.
  var knownGradients: [ExpressionID: (variable: ExpressionID, gradient: ExpressionID)] = [:]
  /// The sums that the author wrote.
  var brackets = AuthorsBrackets()
  /// The names that this calculus has given to parts.
  private var introduced: [SymbolID] = []

  /// The shortest form of an expression, and the laws it took.
  private struct ShortForm {
    let form: ExpressionID
    let rules: [RuleReference]
  }

  /// A calculus for the given variables.
  package init(graph: Graph, book: RuleBook, variables: [SymbolID]) {
    self.graph = graph
    self.graph.keepsPartialFactors = false
    self.book = book
    dependence = Dependence(on: Set(variables))
  }

  /// Ends a derivation whose budget is spent; what is said of it is said by whoever gave the budget.
  func requireBudget() throws(DerivationFailure) {
    if graph.budget.isSpent {
      throw DerivationFailure(code: "bound.work", "the derivation takes more work than it may")
    }
  }

  mutating func depends(_ id: ExpressionID) -> Bool { dependence.depends(id, graph) }

  /// The shortest equal form; the laws it took are named by the next line.
  mutating func shortened(_ id: ExpressionID) -> ExpressionID {
    let found: ShortForm
    if let known = shortForms[id] {
      found = known
    } else {
      var rules: [RuleReference] = []
      found = ShortForm(form: Shortening.shortest(id, &graph, naming: &rules), rules: rules)
      shortForms[id] = found
    }
    applied += found.rules
    return ReadingOrder.arranged(found.form, brackets, &graph)
  }

  /// The expression with known forms recognised; the laws it took are named by the next line.
  mutating func recognised(_ id: ExpressionID) -> ExpressionID {
    KnownForms.rewrite(id, &graph, naming: &applied)
  }

  /// A law that the next line names.
  mutating func noteApplied(_ rule: RuleReference) { applied.append(rule) }

  /// The laws noted while something is done, apart from those noted before it, which the next line names.
  mutating func rulesNoted<Value>(
    during body: (inout Calculus) throws(DerivationFailure) -> Value
  ) throws(DerivationFailure) -> (value: Value, rules: [RuleReference]) {
    let before = applied
    applied = []
    defer { applied = before }
    let value = try body(&self)
    return (value, applied)
  }

  /// The rules of a line, with the laws applied since the last one.
  mutating func takeRules(_ rules: [RuleReference]) -> [RuleReference] {
    defer { applied = [] }
    return unique(rules + applied)
  }

  func isVariable(_ id: ExpressionID) -> Bool { dependence.isVariable(id, graph) }

  /// Whether a differential stands in the expression.
  mutating func hasDifferential(_ id: ExpressionID) -> Bool {
    let index = Int(id.index)
    if index >= differentials.count {
      for position in differentials.count..<graph.nodes.count {
        if case .differential = graph.nodes[position] {
          differentials.append(true)
        } else {
          differentials.append(graph.nodes[position].children.contains { differentials[Int($0.index)] })
        }
      }
    }
    return differentials[index]
  }

  /// The name that this calculus has given to a part.
  func introducedName(of part: ExpressionID) -> SymbolID? {
    introduced.first { graph.definition(of: $0) == part }
  }

  /// A name for a part: the first of the wanted ones that is free, or the first with a number; of a part that an index
  /// runs through, the name of a family.
  ///
  /// The author's names are never used; those that other derivations introduced are free again.
  mutating func introduce(
    _ wanted: [String],
    for part: ExpressionID,
    at index: SymbolID? = nil,
    latex: String? = nil
  ) -> SymbolID {
    let own = introduced.map { graph[$0].name }
    let taken = Set(graph.symbols.lazy.filter { !$0.isIntroduced }.map(\.name)).union(own)
    var name = wanted.first { !taken.contains($0) } ?? wanted[0]
    var number = 0
    while taken.contains(name) {
      number += 1
      name = "\(wanted[0])_\(number)"
    }
    let symbol = graph.declare(
      Symbol(
        name: name,
        latex: latex,
        shape: graph.shape(part),
        role: index.map { .definedFamily($0, part) } ?? .defined(part),
        isIntroduced: true
      )
    )
    introduced.append(symbol)
    return symbol
  }
}
