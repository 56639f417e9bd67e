import Expressions
package import Findings
package import LaTeX
package import Syntax

/// A display that is more than shown: what is asked of it.
package struct DisplayRequest: Sendable, Hashable {
  /// The TeX between the delimiters.
  package var text: String
  /// What it is for; empty for a display that only has a label.
  package var roles: [DisplayRole]
  /// What is being derived, from `of=`, in the cell language.
  package var subject: String?
  /// The names that vary, from `wrt=`.
  package var variables: [String]
  /// The TeX macros of the front matter.
  package var macros: String
  /// What names are whose entries rows state, where they are no vectors or matrices that are defined by that.
  var entryForms: [String: EntryForm] = [:]
  /// The names of functions that have a meaning by convention and that a row of the display defines.
  var ownFunctions: Set<String> = []

  /// A display with what is asked of it.
  package init(text: String, roles: [DisplayRole], subject: String?, variables: [String], macros: String) {
    self.text = text
    self.roles = roles
    self.subject = subject
    self.variables = variables
    self.macros = macros
  }

  /// The reader of its rows with the names of a scope; other names than those of `wrt=` may vary.
  ///
  /// What it reads is bounded by its length and its habits, and no cost of the row that is judged.
  package func reader(in scope: Scope, varying names: [String]? = nil) -> LaTeXReader {
    var scope = scope
    scope.graph.budget = .unlimited
    var reader = LaTeXReader(macros: macros, scope: scope, subject: subject, variables: names ?? variables)
    reader.entryForms = entryForms
    reader.ownFunctions = ownFunctions
    return reader
  }
}
