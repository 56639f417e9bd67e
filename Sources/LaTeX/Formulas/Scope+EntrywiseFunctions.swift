// The functions of the author that are taken entry by entry, as their definitions say.

import Expressions
import Syntax

extension Scope {
  /// How deep definitions are followed.
  private static let definitionBound = 20

  /// Whether a function of one vector gives every entry as one function of the entry at that place.
  func isEntrywise(_ function: FunctionBinding, _ depth: Int = 0) -> Bool {
    guard function.parameters.count == 1, depth < Scope.definitionBound else { return false }
    let parameter = function.parameters[0].text
    let form = EntrywiseForm(function.body, of: parameter) { name in
      // A number that is defined may be made of the vector's entries.
      guard case .symbol(let symbol)? = bindings[name], graph[symbol].role == .declared else { return false }
      return graph[symbol].shape.isScalar
    } isMap: { name, isDotted in
      if case .function(let inner)? = bindings[name] { return isEntrywise(inner, depth + 1) }
      guard bindings[name] == nil, isDotted, let traits = graph.vocabulary[FunctionName(name)] else {
        return false
      }
      return traits.isElementwise && traits.arity == 1...1
    }
    return form == .entries
  }
}
