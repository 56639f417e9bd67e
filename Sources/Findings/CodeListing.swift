/// A language that code is written in; the raw values are those of the JSON interface.
package enum CodeLanguage: String, Sendable, Hashable, CaseIterable {
  case numpy, jax
}

/// The code of a result in one language.
package struct CodeListing: Sendable, Hashable {
  /// The language.
  package let language: CodeLanguage
  /// A whole function.
  package let text: String

  /// Code in a language.
  package init(language: CodeLanguage, text: String) {
    self.language = language
    self.text = text
  }
}
