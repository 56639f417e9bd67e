// Decides whether rows hold. All rows of one derivation meet the same points in one pass, so that what they share is
// computed once.

package import Expressions
import Findings
import Numerics

/// Checks equations by arithmetic that shares no code with the derivation.
package struct Verifier: Sendable {
  /// The functions of the language.
  package let functions: FunctionTable
  /// The settings.
  package var options: VerificationOptions

  /// A verifier of expressions over the given functions.
  package init(functions: FunctionTable, options: VerificationOptions = VerificationOptions()) {
    self.functions = functions
    self.options = options
  }

  /// Checks every row on its own; both sides of a row must have one shape.
  ///
  /// Differentials move the variables, everything else stands still. Definitions are followed, except those of
  /// free symbols.
  package func check(
    _ rows: [Equation],
    in graph: Graph,
    variables: Set<SymbolID> = [],
    free: Set<SymbolID> = []
  ) -> [CheckOutcome] {
    let run = CheckRun(rows, in: graph, variables: variables, free: free, functions: functions, options)
    return forgivingContractions(run.outcomes(), of: rows, in: graph, variables: variables, free: free)
  }

  /// Checks one row.
  package func check(
    _ row: Equation,
    in graph: Graph,
    variables: Set<SymbolID> = [],
    free: Set<SymbolID> = []
  ) -> CheckOutcome {
    check([row], in: graph, variables: variables, free: free).first ?? CheckOutcome(.undecided)
  }
}
