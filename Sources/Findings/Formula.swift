/// A formula in the three notations, printed from one expression.
package struct Formula: Sendable, Hashable {
  /// The cell language, which reads back.
  package let plain: String
  /// LaTeX without delimiters.
  package let latex: String
  /// Unicode text for a terminal.
  package let unicode: String

  /// A formula in three notations.
  package init(plain: String, latex: String, unicode: String) {
    self.plain = plain
    self.latex = latex
    self.unicode = unicode
  }
}

/// A rule as a step shows it.
package struct RuleName: Sendable, Hashable {
  /// The name, as `nabla rules` lists it.
  package let name: String
  /// The work and equation number.
  package let source: String

  /// A rule with its source.
  package init(name: String, source: String) {
    self.name = name
    self.source = source
  }
}
