package import Expressions
package import Findings

/// The options of a cell that change its answers.
package struct AnswerOptions: Sendable, Hashable {
  /// How a derivation is made.
  package var method = MethodChoice.differential
  /// How derivatives are laid out.
  package var layout = LayoutConvention.mixed
  /// Whether the author fixed the layout.
  package var fixesLayout = false
  /// How structured variables are treated.
  package var structured = StructureConvention.projected
  /// Whether the author fixed the treatment of structured variables.
  package var fixesStructure = false
  /// What the author expects of claims.
  package var expected = Expectation.holds
  /// The label of the cell.
  package var label: String?
  /// Sizes that the author fixes for instances.
  package var sizes: [String: Int] = [:]
  /// Whether derivations have a line for each rule and each name that is unfolded.
  package var hasFineSteps = false
  /// Whether gradients come with the pictures of a report: Taylor's test and the values at one instance.
  package var drawsFigures = true
  /// The work that the cell, or a row of the display, may take, in steps.
  package var steps = Budget.steps
  /// The memory that it may take.
  package var bytes = Budget.bytes
  /// How long a cell or row may take by the clock; nil for as long as its work takes.
  package var time: Duration?
  /// Systems to be asked for the same numbers.
  package var oracles: [Oracle] = []

  /// A new account for a cell or row.
  package var budget: Budget { Budget(steps: steps, bytes: bytes, within: time) }

  /// Allows a number of times the work and memory.
  package mutating func allow(times: Int) {
    let steps = steps.multipliedReportingOverflow(by: times)
    let bytes = bytes.multipliedReportingOverflow(by: times)
    self.steps = steps.overflow ? .max : steps.partialValue
    self.bytes = bytes.overflow ? .max : bytes.partialValue
  }

  /// The standard options.
  package init() {}
}
