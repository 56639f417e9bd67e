// Whoever doubts the verdict on a row pastes its reading into a cell after the notebook's, and gets the same one.

import Findings
import Testing

@Suite("The reading of a row, pasted into a cell") struct PastedRowLawTests {
  private static let samples = (DisplaySample.all + DisplaySample.usage).filter(\.macros.isEmpty)

  /// Rows whose readings are known to lack something, by what they lack.
  private static let known: [(lack: Comment, verdict: Verdict, rows: Set<String>)] = [
    (
      "the language of cells has no sign for what is equal to first order",
      .holds,
      [
        #"f(X+\Delta X) \approx f(X) + \operatorname{tr}(\Delta X AX) + \operatorname{tr}(XA\Delta X)"#
      ]
    ),
    (
      "a name that stands as an exponent is no variable in a display, and varies in a cell",
      .holds, [#"d\operatorname{tr}(X^p) = p\operatorname{tr}(X^{p-1}dX)"#]
    ),
  ]

  @Test("has the verdict of the row, when it is one of a derivation", arguments: samples)
  func derivations(_ sample: DisplaySample) throws {
    let varying = sample.variable.split(separator: ", ").map(String.init)
    try compare(sample.cell, sample.rows.map(\.0), sample.subject, varying)
  }

  @Test(
    "has the verdict of the row, in whichever way its habit was decided",
    arguments: RowPair.all.filter { $0.decision != .print && $0.habit != nil } + RowPair.differentials
  )
  func pairs(_ pair: RowPair) throws {
    for row in pair.rows { try compare(pair.cell, [row], nil, pair.varying) }
  }

  private static func lack(of line: CheckedLine) -> Comment? {
    known.first { $0.verdict == line.verdict && $0.rows.contains(line.latex) }?.lack
  }

  private func compare(_ cell: String, _ rows: [String], _ subject: String?, _ varying: [String]) throws {
    let notebook = try SmallNotebook(cell)
    for line in try notebook.lines(rows, of: subject, varying: varying)
    where line.isTicked || line.isCalledWrong {
      let pasted = line.reading.flatMap { notebook.verdict(ofCell: $0) }
      if let lack = Self.lack(of: line) {
        withKnownIssue(lack) { #expect(pasted == line.verdict) }
      } else {
        #expect(pasted == line.verdict, "\(line.latex): \(line.reading ?? "no reading")")
      }
    }
  }
}
