/// The remainder of Taylor's formula at one step, as correctly rounded decimals in scientific notation.
package struct TaylorPoint: Sendable, Hashable {
  /// The step h.
  package var step: String
  /// |φ(W + hV) − φ(W)|.
  package var withoutGradient: String
  /// |φ(W + hV) − φ(W) − h G : V|.
  package var withGradient: String

  /// A point of the plot.
  package init(step: String, withoutGradient: String, withGradient: String) {
    self.step = step
    self.withoutGradient = withoutGradient
    self.withGradient = withGradient
  }
}

/// A small matrix of correctly rounded decimals, for a heat map.
package struct DecimalMatrix: Sendable, Hashable {
  /// What it shows: `derived gradient`, `autodiff`.
  package var caption: String
  /// The entries, row by row.
  package var rows: [[String]]

  /// A matrix with its caption.
  package init(caption: String, rows: [[String]]) {
    self.caption = caption
    self.rows = rows
  }
}

/// The pictures beside a result.
package struct AnswerFigures: Sendable, Hashable {
  /// The points of the Taylor plot, by falling step; empty when it has none.
  package var taylor: [TaylorPoint] = []
  /// The two slopes as text, `1.00` and `2.00`, or words for affine functions.
  package var slopeWithout = ""
  /// The slope of the remainder with the gradient.
  package var slopeWith = ""
  /// The derived value and the one by automatic differentiation at one small instance.
  package var matrices: [DecimalMatrix] = []
  /// The sizes of that instance: `n = 3`.
  package var sizes = ""

  /// No figures yet.
  package init() {}
}
