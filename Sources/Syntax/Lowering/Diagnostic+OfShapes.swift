package import Diagnostics

extension Diagnostic {
  /// Whether it says that shapes do not fit, of things that are all known.
  package var isOfShapes: Bool {
    code == "question.left-over" || code.hasPrefix("size.")
      || code.hasPrefix("shape.") && code != "shape.identity"
  }
}
