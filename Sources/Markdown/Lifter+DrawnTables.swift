// Tables drawn with dashes, each cell of which becomes a heading of one line, like those of pipe tables.

import Diagnostics

extension Lifter {
  /// Turns a table that begins in a line into headings, one a cell, and returns the line after it; nil for any other line.
  mutating func liftDrawnTable(_ line: Int, _ cursor: LineCursor, _ depth: Int) -> Int? {
    guard extensions.contains(.documents), extensions.contains(.tables),
      mayBeginDrawnTable(line, cursor, depth), line >= hopelessUntil["drawn table", default: 0]
    else { return nil }
    let first = cursor.offset..<cursor.end
    let table = DrawnTable.read(source) { [self] index in
      index == 0 ? first : content(of: line + index, depth)
    }
    guard let table, filledCells + table.alignments.count < Self.fillingBound else {
      // A long drawing that is none is not looked at from each of its lines.
      var next = line
      while let text = content(of: next, depth), "+|".utf8.contains(source[text].first ?? 0) { next += 1 }
      hopelessUntil["drawn table"] = next
      return nil
    }
    close(downTo: depth)
    copy(upTo: cursor.offset)
    leaf = .none
    let marker = emptyRange(cursor.offset)
    output.insert("###### ", for: marker)
    output.insert(Lifted(content: .tableStart(table.alignments), raw: "", range: marker))
    let empty = [DrawnTable.Cell](repeating: [], count: table.alignments.count)
    for row in [table.header.isEmpty ? empty : table.header] + table.rows {
      filledCells += row.count { $0.isEmpty }
      for cell in row { put(cell, line, after: marker) }
    }
    let last = line + table.lineCount - 1
    _ = finishLine(last)
    copied = lines[last].upperBound
    return takeCaption(of: last + 1) ?? last + 1
  }

  private func content(of line: Int, _ depth: Int) -> Range<Int>? {
    guard line < lines.count else { return nil }
    let (cursor, count) = match(line, upTo: depth)
    return count == depth ? cursor.offset..<cursor.end : nil
  }

  /// Whether a line looks like the first one of such a table; the line after it tells for those with a header.
  private func mayBeginDrawnTable(_ line: Int, _ cursor: LineCursor, _ depth: Int) -> Bool {
    let start = cursor.contentStart
    guard start < cursor.end else { return false }
    if cursor.indentation.columns < 4 {
      if source.hasBytes(of: "+-", at: start) || source.hasBytes(of: "+=", at: start)
        || source.hasBytes(of: "+:", at: start)
      {
        return true
      }
      if source.hasBytes(of: "--", at: start) { return cursor.source[start..<cursor.end].count >= 5 }
    }
    guard line + 1 < lines.count else { return false }
    let (next, count) = match(line + 1, upTo: depth)
    guard count == depth, next.indentation.columns < 4,
      source.hasBytes(of: "--", at: next.contentStart), BlockStart.find(at: cursor, in: .fresh) == nil
    else { return false }
    return source[next.contentStart..<next.end].contains(UInt8(ascii: " "))
  }

  private mutating func put(_ cell: DrawnTable.Cell, _ line: Int, after marker: SourceRange) {
    output.insert("\n" + prefix + "###### ", for: marker)
    for (index, piece) in cell.enumerated() {
      if index > 0 { output.insert(" ", for: emptyRange(piece.lowerBound)) }
      copied = piece.lowerBound
      var region = TextRegion(firstLine: line)
      region.append(source[piece], interruptsParagraph: false)
      region.finish()
      put(scan(region, as: .heading), in: region)
      copy(upTo: piece.upperBound)
    }
    let range = SourceRange(cell.first?.lowerBound ?? marker.start, cell.last?.upperBound ?? marker.start)
    output.insert(" ", for: emptyRange(range.end))
    output.insert(Lifted(content: .tableCell(range), raw: "", range: range))
  }
}
