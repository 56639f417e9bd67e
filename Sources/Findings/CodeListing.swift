/// A language that code is written in; the raw values are those of the JSON interface.
public enum CodeLanguage: String, Sendable, Hashable, CaseIterable {
  case numpy, jax
}

/// The code of a result in one language.
public struct CodeListing: Sendable, Hashable {
  /// The language.
  public let language: CodeLanguage
  /// A whole function.
  public let text: String

  /// Code in a language.
  public init(language: CodeLanguage, text: String) {
    self.language = language
    self.text = text
  }
}
