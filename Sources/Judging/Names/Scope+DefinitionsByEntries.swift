// Whether what rows say of single entries gives a name its meaning.

import Diagnostics
import Expressions
package import LaTeX
package import Syntax

extension Scope {
  /// What names are whose entries rows state, where the entries make no vector or matrix: the range of an index does not
  /// follow, or what stands on the right is no number; `rows` reads the rows with what was found so far.
  package func entryForms(_ rows: inout [DisplayRow], rereading: ([String: EntryForm]) -> [DisplayRow])
    -> [String: EntryForm]
  {
    var forms: [String: EntryForm] = [:]
    for form in [EntryForm.family, .none] {
      let unfit = namesUnfitForEntries(in: rows)
      guard !unfit.isEmpty else { break }
      for name in unfit { forms[name] = form }
      rows = rereading(forms)
    }
    return forms
  }

  /// The names whose entries rows give, where that gives the name no meaning.
  private func namesUnfitForEntries(in rows: [DisplayRow]) -> Set<String> {
    let statements = rows.flatMap(\.statements)
    guard statements.contains(where: { $0.definition?.entry.isEmpty == false }) else { return [] }
    var probe = self
    var found = Set<String>()
    for statement in statements {
      guard let definition = statement.definition, statement.formulas.count > 1 else { continue }
      let sides = statement.formulas.dropFirst()
      let body = (sides.first { !$0.tree.hasDerivative } ?? statement.formulas[1]).tree.plainWay
      guard probe.symbol(named: definition.name.text) == nil else { continue }
      let isMade = probe.attempt { $0.defines(definition, body) ? true : nil }
      if isMade == nil, !definition.entry.isEmpty { found.insert(definition.name.text) }
    }
    return found
  }

  /// Gives a name its meaning; whether it has one then.
  private mutating func defines(_ definition: DisplayStatement.Definition, _ body: SyntaxTree) -> Bool {
    // `M_k = …` without a k on the right names one thing, at a time k.
    let names = Set(body.names)
    guard definition.entry.allSatisfy({ names.contains($0.text) }) else { return false }
    let whole = withSizes(definition.whole(of: body))
    if let parameters = definition.parameters { inferParameters(parameters, of: whole) }
    if !definition.entry.isEmpty, definition.form != .member {
      // A matrix for each pair of indices is no entry, though its product with two unit vectors may have a shape.
      let total = definition.entry.reduce(body) { sum, index in
        SyntaxTree(.indexed(.sum, index: index.text, upTo: nil, body: sum), body.range)
      }
      guard let number = lower(withSizes(total)), graph.shape(number).isScalar else { return false }
      guard let value = lower(whole), !graph.shape(value).rows.isOne else { return false }
    }
    _ = perform(
      Statement(
        .definition(
          name: definition.name,
          parameters: definition.parameters,
          index: definition.memberIndex,
          body: whole
        ),
        body.range
      )
    )
    return takeDiagnostics().allSatisfy { $0.severity != .error && $0.code != "scope.inferred" }
  }
}
