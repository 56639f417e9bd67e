// What an operator of the language is. Operators are nodes of the graph and their differentials are part of the
// engine, but the name and source of each rule, and the manual's text, are data here: one file an operator.

/// One operator of the language, with its rule of differentiation as a reader sees it.
package struct OperatorDescription: Sendable, CustomStringConvertible {
  /// How it is written: `*`, `'`, `kron`.
  package let symbol: String
  /// Other ways to write it: `⊙` for `.*`.
  package let alternatives: [String]
  /// Its name in words: `matrix product`.
  package let name: String
  /// One sentence for the manual, with a full stop.
  package let summary: String
  /// Its shape rule: `(A: n×k) * (B: k×m) -> n×m`.
  package let shapeRule: String
  /// When value and derivative exist.
  package let conditions: [DomainCondition]
  /// Its differential as an equation of the language: `d(A*B) = dA*B + A*dB`.
  package let differential: String
  /// The name of that rule as a derivation shows it.
  package let ruleName: String
  /// Where that rule is printed.
  package let source: Source
  /// How a Frobenius product moves past it: `G : (dA*B) = (G*B') : dA`; nil where nothing is to be moved.
  package let adjoint: Adjoint?
  /// A cell that shows it.
  package let example: String

  /// A law of the Frobenius product, with the name of the rule.
  package struct Adjoint: Sendable, Hashable {
    /// The equations, one for each operand.
    package let laws: [String]
    /// The name of the rule as a derivation shows it.
    package let name: String
    /// Where it is printed.
    package let source: Source

    /// A law with its name and source.
    package init(_ laws: [String], name: String, source: Source) {
      self.laws = laws
      self.name = name
      self.source = source
    }
  }

  /// The description of one operator; see `Catalogue.operators` for all of them.
  package init(
    symbol: String,
    alternatives: [String] = [],
    name: String,
    summary: String,
    shapeRule: String,
    conditions: [DomainCondition] = [],
    differential: String,
    ruleName: String,
    source: Source,
    adjoint: Adjoint? = nil,
    example: String
  ) {
    self.symbol = symbol
    self.alternatives = alternatives
    self.name = name
    self.summary = summary
    self.shapeRule = shapeRule
    self.conditions = conditions
    self.differential = differential
    self.ruleName = ruleName
    self.source = source
    self.adjoint = adjoint
    self.example = example
  }

  /// The name in words and the symbol.
  package var description: String { "\(name) \(symbol)" }
}
