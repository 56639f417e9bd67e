// From what the author wrote at the head of a cell to the options of its answers.

import Answers
import Judging
import Notebook

extension AnswerOptions {
  /// The options of a cell or display.
  init(_ cell: CellOptions) {
    self.init()
    method = cell.method ?? method
    layout = cell.layout ?? layout
    fixesLayout = cell.layout != nil
    structured = cell.structured ?? structured
    fixesStructure = cell.structured != nil
    expected = cell.expectation ?? expected
    label = cell.label?.name
    for size in cell.instance ?? [] { sizes[size.name] = size.value }
    oracles = cell.oracles ?? []
  }
}
