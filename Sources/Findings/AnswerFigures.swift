/// The remainder of Taylor's formula at one step, as correctly rounded decimals in scientific notation.
public struct TaylorPoint: Sendable, Hashable {
  /// The step h.
  public var step: String
  /// |φ(W + hV) − φ(W)|.
  public var withoutGradient: String
  /// |φ(W + hV) − φ(W) − h G : V|.
  public var withGradient: String

  /// A point of the plot.
  public init(step: String, withoutGradient: String, withGradient: String) {
    self.step = step
    self.withoutGradient = withoutGradient
    self.withGradient = withGradient
  }
}

/// A small matrix of correctly rounded decimals, for a heat map.
public struct DecimalMatrix: Sendable, Hashable {
  /// What it shows: `derived gradient`, `autodiff`.
  public var caption: String
  /// The entries, row by row.
  public var rows: [[String]]

  /// A matrix with its caption.
  public init(caption: String, rows: [[String]]) {
    self.caption = caption
    self.rows = rows
  }
}

/// The pictures beside a result.
public struct AnswerFigures: Sendable, Hashable {
  /// The points of the Taylor plot, by falling step; empty when it has none.
  public var taylor: [TaylorPoint] = []
  /// The two slopes as text, `1.00` and `2.00`, or words for affine functions.
  public var slopeWithout = ""
  /// The slope of the remainder with the gradient.
  public var slopeWith = ""
  /// The derived value and the one by automatic differentiation at one small instance.
  public var matrices: [DecimalMatrix] = []
  /// The sizes of that instance: `n = 3`.
  public var sizes = ""

  /// No figures yet.
  public init() {}
}
