// What stands around a notebook and counts for it: the settings of its project, and the files that its front matter includes.

/// What stands around a notebook.
package struct NotebookSurroundings: Sendable {
  /// Definitions of TeX commands that hold in it.
  package var definitions: [String]
  /// The files of its bibliography, as paths from its folder.
  package var bibliography: [String]
  /// The file of its citation style, as a path from its folder, where it does not say.
  package var citationStyle: String?
  /// The language of its text, where it does not say.
  package var language: String?
  /// Whether another document of its project has a label.
  package var hasLabelElsewhere: @Sendable (String) -> Bool = { _ in false }
  /// The text of a file that it includes, by its path from the folder of the notebook; nil for what is not to be had.
  package var content: @Sendable (String) -> String?

  /// What stands around a notebook.
  package init(
    definitions: [String] = [],
    bibliography: [String] = [],
    citationStyle: String? = nil,
    language: String? = nil,
    content: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.definitions = definitions
    self.bibliography = bibliography
    self.citationStyle = citationStyle
    self.language = language
    self.content = content
  }

  /// Nothing.
  package static let none = NotebookSurroundings()
}
