// Markup that is known, does nothing here, and is left out: what other tools are told, and what a reader never sees.

package import Diagnostics

/// Markup that was left out of a document.
package struct PassedOver: Sendable, Hashable {
  /// What it is, in words: `a template tag '{% include %}'`.
  package let what: String
  /// Its place.
  package let range: SourceRange

  /// Something that was left out.
  package init(what: String, range: SourceRange) {
    self.what = what
    self.range = range
  }
}
