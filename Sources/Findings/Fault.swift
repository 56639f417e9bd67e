/// What is wrong with a row; the raw values are the words shown.
package enum Fault: String, Sendable, Hashable, CaseIterable {
  case transpose
  case order
  case sign
  case factor
  case inverse
  case exponent
  case index
  case symmetricPart = "symmetric part"
  case productRule = "product rule"
  case missingTerm = "missing term"
  case elementwise = "elementwise product"
  case variable
  case missingFactor = "missing factor"
  /// Terms of two layouts in one sum.
  case layout
  /// Shapes that do not fit.
  case shape
  /// A product of a derivative of four indices with a matrix.
  case chainRule = "chain rule"
  /// Right only under an assumption that was not made.
  case assumption
  /// The sides differ, and no kind of slip explains it.
  case value
}
