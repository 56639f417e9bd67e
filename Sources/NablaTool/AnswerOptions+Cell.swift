// From what the author wrote at the head of a cell to the options of its answers.

import Answers
import Judging
import Notebook

extension AnswerOptions {
  /// The options of a cell or display; `time` is what each may take by the clock.
  init(_ cell: CellOptions, within time: Duration? = nil) {
    self.init()
    self.time = time
    method = cell.method ?? method
    layout = cell.layout ?? layout
    fixesLayout = cell.layout != nil
    structured = cell.structured ?? structured
    fixesStructure = cell.structured != nil
    expected = cell.expectation ?? expected
    label = cell.label?.name
    for size in cell.instance ?? [] { sizes[size.name] = size.value }
    if let times = cell.limit { allow(times: times) }
    oracles = cell.oracles ?? []
    hasFineSteps = cell.steps == .fine
  }
}
