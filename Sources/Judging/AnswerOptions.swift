public import Expressions
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
  /// Whether derivations have a line for each rule and each name that is unfolded.
  public var hasFineSteps = false
  /// Whether gradients come with the pictures of a report: Taylor's test and the values at one instance.
  public var drawsFigures = true
  /// The work that the cell, or a row of the display, may take, in steps.
  public var steps = Budget.steps
  /// The memory that it may take.
  public var bytes = Budget.bytes
  /// How long a cell or row may take by the clock; nil for as long as its work takes.
  public var time: Duration?
  /// Systems to be asked for the same numbers.
  public var oracles: [Oracle] = []

  /// A new account for a cell or row.
  public var budget: Budget { Budget(steps: steps, bytes: bytes, within: time) }

  /// Allows a number of times the work and memory.
  public mutating func allow(times: Int) {
    let steps = steps.multipliedReportingOverflow(by: times)
    let bytes = bytes.multipliedReportingOverflow(by: times)
    self.steps = steps.overflow ? .max : steps.partialValue
    self.bytes = bytes.overflow ? .max : bytes.partialValue
  }

  /// The standard options.
  public init() {}
}
