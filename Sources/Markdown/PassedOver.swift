// Markup that is known, does nothing here, and is left out: what other tools are told, and what a reader never sees.

public import Diagnostics

/// Markup that was left out of a document.
public struct PassedOver: Sendable, Hashable {
  /// What it is, in words: `a template tag '{% include %}'`.
  public let what: String
  /// Its place.
  public let range: SourceRange

  /// Something that was left out.
  public init(what: String, range: SourceRange) {
    self.what = what
    self.range = range
  }
}
