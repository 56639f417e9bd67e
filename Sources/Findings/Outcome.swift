package import Diagnostics

/// What a cell, display or inline result came back with, in order.
package enum Outcome: Sendable, Hashable {
  /// Names declared: `W ∈ ℝ^{n×n}` as a formula.
  case declaration(Formula)
  /// A name defined: `y = (W²)ᵀx`, with its shape.
  case definition(Formula)
  /// A question answered.
  case answer(Answer)
  /// A claim, proof or checked display.
  case checked(CheckedStatement)
  /// A statement that failed; its diagnostics are among those of the cell.
  case failure(SourceRange)
}
