/// One check that was made, a row of the table of checks.
///
/// Like the evidence that it carries, it can be read by everybody and made by `Verification` alone.
public struct Check: Sendable, Hashable {
  /// What was found.
  public enum Result: String, Sendable, Hashable {
    /// Both sides were equal, or too close to differ.
    case equal
    /// The sides differ.
    case different
    /// It says nothing either way.
    case inconclusive
  }

  /// Where the sides were compared.
  public enum Place: Sendable, Hashable {
    /// At points of these sizes.
    case sizes([SizeInstance])
    /// For all sizes at once.
    case everywhere
    /// At values that the author gave.
    case givenValues
  }

  /// What it is worth.
  public let evidence: Evidence
  /// What was done, in words: `GF(2^61 - 1)`, `balls of 50 digits`, `central differences`.
  public var method: String
  /// At how many points.
  public let points: Int
  /// Where.
  public let place: Place
  /// What it says, with its bound: the probability of an error, or the size of the difference.
  public let bound: String
  /// What was found.
  public let result: Result
  /// To how many digits the numbers were enclosed; nil for other evidence.
  public let digits: Int?

  /// A check that was made.
  @_spi(Granting)
  public init(
    _ kind: Evidence.Kind,
    method: String,
    points: Int,
    at place: Place,
    bound: String,
    result: Result,
    digits: Int? = nil
  ) {
    evidence = Evidence(kind)
    self.method = method
    self.points = points
    self.place = place
    self.bound = bound
    self.result = result
    self.digits = digits
  }

  /// The sizes of the points, each as often as it was met.
  public var sizes: [SizeInstance] {
    switch place {
    case .sizes(let sizes): sizes
    case .everywhere, .givenValues: []
    }
  }
}

extension Check.Place: CustomStringConvertible {
  /// How many different sizes are named before an ellipsis.
  private static let shownSizes = 4

  /// In words: `n = 2; n = 3`, `all sizes`.
  public var description: String {
    switch self {
    case .sizes(let sizes):
      var unique: [String] = []
      for size in sizes.map(\.description) where !unique.contains(size) { unique.append(size) }
      return unique.prefix(Self.shownSizes).joined(separator: "; ")
        + (unique.count > Self.shownSizes ? "; …" : "")
    case .everywhere: return "all sizes"
    case .givenValues: return "the given values"
    }
  }
}
