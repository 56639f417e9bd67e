/// A formula in the three notations, printed from one expression.
public struct Formula: Sendable, Hashable {
  /// The cell language, which reads back.
  public let plain: String
  /// LaTeX without delimiters.
  public let latex: String
  /// Unicode text for a terminal.
  public let unicode: String

  /// A formula in three notations.
  public init(plain: String, latex: String, unicode: String) {
    self.plain = plain
    self.latex = latex
    self.unicode = unicode
  }
}

/// A rule as a step shows it.
public struct RuleName: Sendable, Hashable {
  /// The name, as `nabla rules` lists it.
  public let name: String
  /// The work and equation number.
  public let source: String

  /// A rule with its source.
  public init(name: String, source: String) {
    self.name = name
    self.source = source
  }
}
