// Rows with names that nobody declared: they may hold for every value of the shape that fits, and are never wrong.

import Diagnostics
import Expressions
import Findings
import Syntax

extension ClaimJudge {
  /// Takes back what is said against a row with a name whose shape was only found from its use.
  func heedGuesses(_ line: inout CheckedLine, _ row: LoweredRow) {
    guard line.verdict.isWrong else { return }
    let guessed = row.formulas.flatMap(\.tree.names).filter { workspace.scope.guessedNames.contains($0) }
    guard let name = guessed.min() else { return }
    line.withdraw("'\(name)' is not declared, so that this cannot be called wrong")
  }
}
