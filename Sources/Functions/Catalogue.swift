// All functions and operators of the language. The lists themselves are in `Catalogue+Generated.swift`, which
// `make catalogue` writes from the names of the files in the folders below this one.

package import Expressions

/// Every function and operator of the language.
package enum Catalogue {
  /// The functions by name; a name used twice is a programming error and stops here.
  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The function called `name`, as the graph names it.
  package static subscript(name: FunctionName) -> MatrixFunction? { byName[name] }

  /// The functions as readers and graphs take them.
  package static let vocabulary = Vocabulary(all.map(\.traits))

  /// The operator written `symbol`.
  package static func operation(_ symbol: String) -> OperatorDescription? {
    operators.first { $0.symbol == symbol || $0.alternatives.contains(symbol) }
  }
}
