// Whoever doubts the verdict on a row pastes its reading into a cell after the notebook's, and gets the same one.

import Findings
import Testing

@Suite("The reading of a row, pasted into a cell") struct PastedRowLawTests {
  /// Displays with conditions: what follows from a gradient that vanishes has no claim of its own yet.
  private static let conditional: Set<String> = [
    "a gradient set to zero, and what follows", "a gradient that vanishes, without saying so first",
    "an equation that the rows below differentiate", "a vanishing quotient, multiplied out",
  ]

  private static let samples = (DisplaySample.all + DisplaySample.usage).filter {
    !conditional.contains($0.name) && $0.macros.isEmpty
  }

  @Test("has the verdict of the row, when it is one of a derivation", arguments: samples)
  func derivations(_ sample: DisplaySample) throws {
    let varying = sample.variable.split(separator: ", ").map(String.init)
    try compare(sample.cell, sample.rows.map(\.0), sample.subject, varying)
  }

  @Test("has the verdict of the row, in whichever way its habit was decided", arguments: RowPair.all)
  func pairs(_ pair: RowPair) throws {
    for row in pair.rows { try compare(pair.cell, [row], nil, pair.varying) }
  }

  private func compare(_ cell: String, _ rows: [String], _ subject: String?, _ varying: [String]) throws {
    let notebook = try SmallNotebook(cell)
    for line in try notebook.lines(rows, of: subject, varying: varying)
    where line.isTicked || line.isCalledWrong {
      let reading = try #require(line.reading, "\(line.latex)")
      #expect(notebook.verdict(ofCell: reading) == line.verdict, "\(line.latex): \(reading)")
    }
  }
}
