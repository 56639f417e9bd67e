// From what the author wrote at the head of a cell to the options of its answers.

import Answers
import Derivation
import Expressions
import Notebook

extension AnswerOptions {
  /// The options of a cell or display.
  init(_ cell: CellOptions) {
    self.init()
    if let method = cell.method { self.method = Method(rawValue: method.rawValue) ?? .differential }
    if let layout = cell.layout {
      switch layout {
      case .mixed: self.layout = .mixed
      case .numerator: self.layout = .numerator
      case .denominator: self.layout = .denominator
      }
      fixesLayout = true
    }
    if let structured = cell.structured {
      self.structured = StructureTreatment(rawValue: structured.rawValue) ?? .projected
      fixesStructure = true
    }
    if let expectation = cell.expectation { expected = Verdict(rawValue: expectation.rawValue) ?? .holds }
    label = cell.label?.name
    for size in cell.instance ?? [] { sizes[size.name] = size.value }
    oracles = (cell.oracles ?? []).map(\.rawValue)
  }
}
