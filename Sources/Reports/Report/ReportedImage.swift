// A picture of a notebook in its report: where the page and the paper find it.

/// A picture of a notebook.
package struct ReportedImage: Sendable, Hashable {
  /// What the page has as the address: a file beside the report, the picture itself, or an address of the web.
  package let address: String
  /// The file that LaTeX includes, beside the report; nil when LaTeX cannot have it.
  package let file: String?

  /// A picture.
  package init(address: String, file: String?) {
    self.address = address
    self.file = file
  }
}
