// What the report shows of one derivative, as plain data: the checks, the remainders of Taylor's formula, and one instance
// with the derived value beside the value of automatic differentiation.

package import Expressions
package import Findings

/// A derivative that is claimed.
package struct DerivativeClaim: Sendable, Hashable {
  /// The kind of derivative.
  package let kind: DerivativeKind
  /// What is differentiated.
  package let function: ExpressionID
  /// By what: a symbol or an expression whose occurrences count as one new variable.
  package let variable: ExpressionID
  /// The claimed derivative, in the layout in which a gradient has the shape of its variable.
  package let claimed: ExpressionID

  /// The claim that a derivative equals an expression.
  package init(
    _ kind: DerivativeKind,
    of function: ExpressionID,
    wrt variable: ExpressionID,
    is claimed: ExpressionID
  ) {
    self.kind = kind
    self.function = function
    self.variable = variable
    self.claimed = claimed
  }
}

/// Taylor's test: with a right derivative the remainder falls with the square of the step.
package struct TaylorTest: Sendable, Hashable {
  /// Whether the test passes.
  package enum Result: Sendable, Hashable {
    /// The slope is at least 1.9.
    case quadratic
    /// All remainders are zero: the function is affine along the direction.
    case affine
    /// The slope is that of a wrong derivative, 1.
    case failed
    /// The slope is neither: the steps are too long for the function at the point.
    case inconclusive
  }

  /// The steps, the longest first.
  package let points: [TaylorPoint]
  /// The slope of the logarithm of the remainder over that of the step, to two decimals; nil without remainders.
  package let slope: String?
  /// Whether it passes.
  package let result: Result
}

/// Everything the report needs about the evidence of one derivative.
package struct VerificationReport: Sendable, Hashable {
  /// The verdict with all evidence, strongest first.
  package var outcome: CheckOutcome
  /// Taylor's test, where the variable is a name.
  package var taylor: TaylorTest?
  /// The sizes of the instance that is shown.
  package var sizes: SizeInstance?
  /// The derived derivative at that instance, row by row.
  package var derived: [[String]]
  /// The derivative by automatic differentiation at that instance.
  package var automatic: [[String]]
  /// The seed of all random numbers.
  package var seed: UInt64
}
