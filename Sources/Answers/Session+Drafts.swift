// Drafts: while one writes, what cannot be read or decided yet is a warning. A wrong row is wrong in a draft too.

import Diagnostics
import Findings

extension Session.CellResult {
  /// The result as that of a draft: errors that stand in what is open become warnings.
  package func inDraft() -> Session.CellResult {
    var result = self
    var open: [SourceRange] = []
    for place in outcomes.indices {
      switch outcomes[place] {
      case .declaration, .definition, .failure: continue
      case .answer(var answer):
        answer.isDraft = true
        if answer.standing == .openInDraft { open.append(answer.range) }
        result.outcomes[place] = .answer(answer)
      case .checked(var statement):
        statement.isDraft = true
        if statement.standing == .openInDraft { open.append(statement.range) }
        open += statement.lines.filter(\.verdict.isOpen).map(\.range)
        result.outcomes[place] = .checked(statement)
      }
    }
    for place in diagnostics.indices where diagnostics[place].severity == .error {
      guard let range = diagnostics[place].range else { continue }
      if open.contains(where: { $0.contains(range) }) {
        result.diagnostics[place].severity = .warning
      }
    }
    return result
  }
}
