// A display of rows, each with the verdict it deserves.

import Findings
import Testing

/// A display of rows after one cell, each with the verdict it deserves.
struct JudgedRows: Sendable, CustomTestStringConvertible {
  /// A row with what it deserves.
  enum Row: Sendable {
    /// It holds, or only names something.
    case right(String)
    /// It is called wrong.
    case wrong(String)
    /// It is undecided or unread.
    case open(String)
    /// It does not hold, whatever else is said of it.
    case unticked(String)

    var latex: String {
      switch self {
      case .right(let latex), .wrong(let latex), .open(let latex), .unticked(let latex): latex
      }
    }
  }

  let name: String
  let cell: String
  let varying: [String]
  let rows: [Row]

  init(_ name: String, cell: String, varying: [String] = [], rows: [Row]) {
    self.name = name
    self.cell = cell
    self.varying = varying
    self.rows = rows
  }

  var testDescription: String { name }

  /// Checks the verdict on every row, and that its reading after the cell has the same.
  func check() throws {
    let notebook = try SmallNotebook(cell)
    let lines = try notebook.lines(rows.map(\.latex), varying: varying)
    for (row, line) in zip(rows, lines) {
      let isRight = line.verdict == .holds || line.verdict == .definition
      switch row {
      case .right: #expect(isRight, "\(line.latex): \(line.verdict) \(line.message)")
      case .wrong: #expect(line.isCalledWrong, "\(line.latex): \(line.verdict) \(line.message)")
      case .open: #expect(!isRight && !line.isCalledWrong, "\(line.latex): \(line.verdict) \(line.message)")
      case .unticked: #expect(!isRight, "\(line.latex): \(line.verdict) \(line.message)")
      }
      guard line.isTicked || line.isCalledWrong else { continue }
      let pasted = line.reading.flatMap { notebook.verdict(ofCell: $0) }
      #expect(pasted == line.verdict, "\(line.latex): \(line.reading ?? "no reading")")
    }
  }
}
