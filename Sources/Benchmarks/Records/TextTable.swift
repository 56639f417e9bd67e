// A table for a terminal.

import Foundation

/// Rows of cells in aligned columns: the first to the left, the others to the right.
struct TextTable {
  private var rows: [[String]]

  /// A table with the titles of its columns.
  init(_ titles: String...) { self.init(titles) }

  /// A table with the titles of its columns.
  init(_ titles: [String]) { rows = [titles] }

  /// Adds a row.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The table, a line for each row.
  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + blanks : blanks + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

extension Double {
  /// The number with so many digits after the point.
  func fixed(_ digits: Int) -> String { String(format: "%.\(digits)f", self) }
}

extension Double? {
  /// The number with so many digits after the point, or a dash.
  func fixed(_ digits: Int) -> String { map { $0.fixed(digits) } ?? "-" }
}

/// A share in per cent, `97.4 %`; a dash of nothing.
func percentage(_ part: Int, of whole: Int) -> String {
  whole == 0 ? "-" : (100 * Double(part) / Double(whole)).fixed(1) + " %"
}
