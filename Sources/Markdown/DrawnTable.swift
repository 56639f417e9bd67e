// Tables that are drawn with dashes: pandoc's simple, multiline and grid tables, whose columns are places in the lines.

/// A table whose columns are places in its lines; the text of a cell may stand in several of them.
struct DrawnTable {
  /// The text of a cell, a piece for each line that it stands in, by offsets of the file.
  typealias Cell = [Range<Int>]

  let alignments: [Table.Alignment]
  /// Empty where the table has no header.
  let header: [Cell]
  let rows: [[Cell]]
  /// How many lines of the file it takes.
  let lineCount: Int

  /// The table that begins with the first of some lines; `lines` gives the text of each, nil where the table cannot go on.
  static func read(_ source: [UInt8], _ lines: @escaping (Int) -> Range<Int>?) -> DrawnTable? {
    guard let first = lines(0) else { return nil }
    let reader = Reader(source: source, line: lines)
    if source[first].first == UInt8(ascii: "+") { return reader.grid() }
    if reader.runs(0).count == 1 { return reader.multiline() }
    return reader.simple()
  }

  /// More lines than this are no table.
  fileprivate static let lineBound = 4000

  private struct Reader {
    let source: [UInt8]
    let line: (Int) -> Range<Int>?

    // MARK: - Lines of dashes

    /// The runs of dashes of a line that holds nothing else, by columns; empty for any other line.
    func runs(_ index: Int) -> [Range<Int>] {
      guard let range = line(index) else { return [] }
      var runs: [Range<Int>] = []
      var start: Int?
      for (column, byte) in source[range].enumerated() {
        if byte == UInt8(ascii: "-") {
          start = start ?? column
        } else if byte == UInt8(ascii: " ") {
          if let begun = start { runs.append(begun..<column) }
          start = nil
        } else {
          return []
        }
      }
      if let begun = start { runs.append(begun..<range.count) }
      return runs.allSatisfy { $0.count >= 2 } ? runs : []
    }

    private func isBlank(_ index: Int) -> Bool {
      line(index).map { source[$0].allSatisfy(BlockStart.isBlank) } ?? true
    }

    // MARK: - Simple and multiline tables

    /// A header over a line of dashes, or such a line alone, with a row a line.
    func simple() -> DrawnTable? {
      let opensWithDashes = !runs(0).isEmpty
      let columns = runs(opensWithDashes ? 0 : 1)
      guard columns.count >= 2 else { return nil }
      let first = opensWithDashes ? 1 : 2
      var end = first
      while end < DrawnTable.lineBound, !isBlank(end), runs(end).isEmpty { end += 1 }
      guard end > first else { return nil }
      // Without a header, nothing but dashes at the end tell a table from text under a rule.
      let isClosed = !runs(end).isEmpty
      guard isClosed || !opensWithDashes else {
        return isBlank(end) ? multiline(columns, header: 0..<0, body: first) : nil
      }
      let rows = (first..<end).map { cells([$0], columns) }
      let header = opensWithDashes ? [] : cells([0], columns)
      return DrawnTable(
        alignments: alignments(opensWithDashes ? first..<(first + 1) : 0..<1, columns),
        header: header,
        rows: rows,
        lineCount: isClosed ? end + 1 : end
      )
    }

    /// A header between lines of dashes, with rows that blank lines part.
    func multiline() -> DrawnTable? {
      var dashes = 1
      while dashes < 24, !isBlank(dashes), runs(dashes).isEmpty { dashes += 1 }
      let columns = runs(dashes)
      guard dashes > 1, columns.count >= 2, let width = runs(0).last?.upperBound,
        let end = columns.last?.upperBound, abs(width - end) <= 4
      else { return nil }
      return multiline(columns, header: 1..<dashes, body: dashes + 1)
    }

    private func multiline(_ columns: [Range<Int>], header: Range<Int>, body: Int) -> DrawnTable? {
      var rows: [[Cell]] = []
      var row: [Int] = []
      var index = body
      while index < DrawnTable.lineBound, line(index) != nil, runs(index).isEmpty {
        if isBlank(index) {
          if !row.isEmpty { rows.append(cells(row, columns)) }
          row = []
          // Text goes on after one blank line, not after two.
          guard !isBlank(index + 1) else { return nil }
        } else {
          row.append(index)
        }
        index += 1
      }
      if !row.isEmpty { rows.append(cells(row, columns)) }
      guard !runs(index).isEmpty, !rows.isEmpty else { return nil }
      return DrawnTable(
        alignments: alignments(header.isEmpty ? body..<(body + 1) : header, columns),
        header: header.isEmpty ? [] : cells(Array(header), columns),
        rows: rows,
        lineCount: index + 1
      )
    }

    /// The cells of a row; a column reaches to where the next one begins.
    private func cells(_ rows: [Int], _ columns: [Range<Int>]) -> [Cell] {
      var bounds = columns.map(\.lowerBound)
      bounds[0] = 0
      return cells(rows, from: bounds, to: Array(bounds.dropFirst()) + [Int.max])
    }

    /// What stands over the dashes says how a column is set.
    private func alignments(_ rows: Range<Int>, _ columns: [Range<Int>]) -> [Table.Alignment] {
      let cells = cells(Array(rows), columns)
      return zip(columns, cells).map { column, cell in
        guard let piece = cell.max(by: { $0.count < $1.count }), let text = self.line(of: piece, in: rows)
        else { return .natural }
        let start = width(text.lowerBound..<piece.lowerBound)
        let end = start + width(piece)
        switch (start == column.lowerBound, end == column.upperBound) {
        case (true, false): return .left
        case (false, true): return .right
        case (true, true): return .natural
        case (false, false): return .center
        }
      }
    }

    private func line(of piece: Range<Int>, in rows: Range<Int>) -> Range<Int>? {
      rows.lazy.compactMap(line).first {
        $0.lowerBound <= piece.lowerBound && piece.upperBound <= $0.upperBound
      }
    }

    // MARK: - Grids

    func grid() -> DrawnTable? {
      guard let first = border(0), first.count >= 2 else { return nil }
      var parts: [(cells: [Cell], endsHeader: Bool)] = []
      var row: [Int] = []
      var marks = first
      var index = 1
      while index < DrawnTable.lineBound, let range = line(index), !range.isEmpty {
        if let border = border(index) {
          guard border.map(\.end) == first.map(\.end), !row.isEmpty else { return nil }
          let isHeader = source[range].contains(UInt8(ascii: "="))
          if isHeader { marks = border }
          parts.append((cells(row, from: first.map { $0.start + 1 }, to: first.map(\.end)), isHeader))
          row = []
        } else {
          guard source[range].first == UInt8(ascii: "|"), isParted(range, at: first.map(\.end)) else { break }
          row.append(index)
        }
        index += 1
      }
      guard row.isEmpty, !parts.isEmpty else { return nil }
      let headed = parts.first?.endsHeader == true
      return DrawnTable(
        alignments: marks.map(\.alignment),
        header: headed ? parts[0].cells : [],
        rows: parts.dropFirst(headed ? 1 : 0).map(\.cells),
        lineCount: index
      )
    }

    /// The columns that `+---+:==:+` draws, by the places of their plus signs.
    private func border(_ index: Int) -> [(start: Int, end: Int, alignment: Table.Alignment)]? {
      guard let range = line(index) else { return nil }
      var text = source[range]
      while let last = text.last, BlockStart.isBlank(last) { text.removeLast() }
      guard text.count >= 3, text.first == UInt8(ascii: "+"), text.last == UInt8(ascii: "+"),
        text.allSatisfy({ "+-=:".utf8.contains($0) })
      else { return nil }
      let plus = text.indices.filter { text[$0] == UInt8(ascii: "+") }
      return zip(plus, plus.dropFirst()).map { start, end in
        let colon = UInt8(ascii: ":")
        let alignment: Table.Alignment =
          switch (text[start + 1] == colon, text[end - 1] == colon) {
          case (true, true): .center
          case (true, false): .left
          case (false, true): .right
          case (false, false): .natural
          }
        return (start - text.startIndex, end - text.startIndex, alignment)
      }
    }

    /// Whether bars stand at all the columns; cells over several columns are not known.
    private func isParted(_ range: Range<Int>, at columns: [Int]) -> Bool {
      var next = 0
      var column = 0
      for offset in range where source[offset] & 0xC0 != 0x80 {
        if next < columns.count, column == columns[next] {
          guard source[offset] == UInt8(ascii: "|") else { return false }
          next += 1
        }
        column += width(at: offset)
      }
      return next == columns.count
    }

    // MARK: - Columns

    private func cells(_ rows: [Int], from starts: [Int], to ends: [Int]) -> [Cell] {
      var cells = [Cell](repeating: [], count: starts.count)
      for row in rows {
        guard let range = line(row) else { continue }
        for (place, piece) in pieces(of: range, from: starts, to: ends).enumerated() where !piece.isEmpty {
          cells[place].append(piece)
        }
      }
      return cells
    }

    /// The text between columns, without the blanks around it.
    private func pieces(of range: Range<Int>, from starts: [Int], to ends: [Int]) -> [Range<Int>] {
      var offsets: [Int: Int] = [:]
      var wanted = Array(Set(starts + ends).sorted().reversed())
      var column = 0
      for offset in range where source[offset] & 0xC0 != 0x80 {
        while let next = wanted.last, next <= column {
          offsets[next] = offset
          wanted.removeLast()
        }
        column += width(at: offset)
      }
      return zip(starts, ends).map { start, end in
        var from = offsets[start] ?? range.upperBound
        var to = offsets[end] ?? range.upperBound
        while from < to, BlockStart.isBlank(source[from]) { from += 1 }
        while to > from, BlockStart.isBlank(source[to - 1]) { to -= 1 }
        return from..<max(from, to)
      }
    }

    private func width(_ range: Range<Int>) -> Int {
      range.reduce(0) { source[$1] & 0xC0 == 0x80 ? $0 : $0 + width(at: $1) }
    }

    /// The columns of a character: two for those of Chinese, Japanese and Korean, as editors set them.
    private func width(at offset: Int) -> Int {
      let bytes = source[offset..<min(offset + 4, source.count)]
      guard let first = bytes.first, first >= 0xE1,
        let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first
      else { return 1 }
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        return 2
      default: return 1
      }
    }
  }
}
