public import Findings

/// The options of a cell that change its answers.
public struct AnswerOptions: Sendable, Hashable {
  /// How a derivation is made.
  public var method = MethodChoice.differential
  /// How derivatives are laid out.
  public var layout = LayoutConvention.mixed
  /// Whether the author fixed the layout.
  public var fixesLayout = false
  /// How structured variables are treated.
  public var structured = StructureConvention.projected
  /// Whether the author fixed the treatment of structured variables.
  public var fixesStructure = false
  /// What the author expects of claims.
  public var expected = Expectation.holds
  /// The label of the cell.
  public var label: String?
  /// Sizes that the author fixes for instances.
  public var sizes: [String: Int] = [:]
  /// Whether gradients come with the pictures of a report: Taylor's test and the values at one instance.
  public var drawsFigures = true
  /// Systems to be asked for the same numbers.
  public var oracles: [Oracle] = []

  /// The standard options.
  public init() {}
}
