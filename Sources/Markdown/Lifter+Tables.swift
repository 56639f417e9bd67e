// Tables, each cell of which becomes a heading of one line.

import Diagnostics

extension Lifter {
  /// Whether a line is the first of a table: a row with pipes before one of hyphens.
  func beginsTable(_ line: Int, _ cursor: LineCursor) -> Bool {
    guard extensions.contains(.tables), line + 1 < lines.count,
      source[cursor.contentStart..<cursor.end].contains(UInt8(ascii: "|"))
    else { return false }
    let (second, count) = match(line + 1, upTo: containers.count)
    return count == containers.count && second.indentation.columns < 4
      && source[second.contentStart..<second.end].contains(UInt8(ascii: "|"))
      && TableRow.alignments(source[second.contentStart..<second.end]) != nil
  }

  /// Turns a table into headings, one a cell, and returns the line after it.
  mutating func liftTable(_ line: Int, _ cursor: LineCursor) -> Int? {
    guard line + 1 < lines.count, cursor.indentation.columns < 4,
      source[cursor.contentStart..<cursor.end].contains(UInt8(ascii: "|"))
    else { return nil }
    let (second, count) = match(line + 1, upTo: containers.count)
    guard count == containers.count, second.indentation.columns < 4,
      let alignments = TableRow.alignments(source[second.contentStart..<second.end])
    else { return nil }
    if case .item = BlockStart.find(at: second, in: .fresh) { return nil }
    let header = TableRow(scanRow(line, cursor))
    guard header.cells.count == alignments.count else { return nil }

    copy(upTo: cursor.contentStart)
    leaf = .none
    _ = finishLine(line)
    let marker = SourceRange(cursor.contentStart, cursor.contentStart)
    output.insert("###### ", for: marker)
    output.insert(Lifted(content: .tableStart(alignments), raw: "", range: marker))
    put(header, columns: alignments.count)
    var next = line + 2
    var end = second.end
    while next < lines.count {
      let (row, count) = match(next, upTo: containers.count)
      guard count == containers.count, !row.isBlank, row.indentation.columns < 4,
        BlockStart.find(at: row, in: .paragraph) == nil,
        footnoteDefinition(at: row.contentStart, to: row.end) == nil, !isMeaning(row), !isDivisionLine(row),
        !opensVerbatim(row),
        filledCells < Self.fillingBound
      else { break }
      put(TableRow(scanRow(next, row)), columns: alignments.count)
      end = row.end
      next += 1
    }
    skip(to: end)
    return takeCaption(of: next) ?? next
  }

  /// Takes the caption behind a table, `: Caption {#tbl-a}` or `Table: Caption`, and returns the line after it.
  mutating func takeCaption(of line: Int) -> Int? {
    guard extensions.contains(.documents) else { return nil }
    for candidate in line...(line + 1) where candidate < lines.count {
      let (cursor, count) = match(candidate, upTo: containers.count)
      guard count == containers.count else { return nil }
      if cursor.isBlank { continue }
      guard cursor.indentation.columns < 4 else { return nil }
      var start = cursor.contentStart
      if source.hasBytes(of: ": ", at: start) {
        start += 2
      } else if source.hasBytes(of: "Table: ", at: start) {
        start += 7
      } else {
        return nil
      }
      let text = source[start..<cursor.end]
      var end = cursor.end
      var attributes: Attributes?
      if let brace = text.lastIndex(of: UInt8(ascii: "{")),
        let found = self.attributes(from: brace, to: cursor.end)
      {
        attributes = found
        end = brace
      }
      output.insert("\n" + prefix + "###### ", for: emptyRange(start))
      copied = start
      liftText(candidate, from: start, cursor, .heading)
      copy(upTo: end)
      output.insert(" ", for: emptyRange(end))
      output.insert(Lifted(content: .tableCaption(attributes), raw: "", range: SourceRange(start, end)))
      skip(to: cursor.end)
      return candidate + 1
    }
    return nil
  }

  /// The row of a line, which is a region of its own: nothing goes on in the next row.
  mutating func scanRow(
    _ line: Int,
    _ cursor: LineCursor
  ) -> (region: TextRegion, finds: [InlineScanner.Find]) {
    var region = TextRegion(firstLine: line)
    region.append(source[cursor.contentStart..<cursor.end], interruptsParagraph: false)
    region.finish()
    return (region, scan(region, as: .tableRow))
  }

  /// What is found in a region that stands alone: a row of a table, or a piece of a cell.
  mutating func scan(_ region: TextRegion, as setting: InlineScanner.Setting) -> [InlineScanner.Find] {
    var scanner = InlineScanner(
      region,
      from: 0,
      setting: setting,
      extensions: extensions,
      footnoteLabels: footnoteLabels,
      examples: exampleLabels
    )
    _ = scanner.scan()
    diagnostics += scanner.diagnostics
    looseBraces += scanner.looseBraces
    return scanner.finds
  }

  mutating func put(_ row: TableRow, columns: Int) {
    if row.cells.count > columns {
      let range = row.region.fileRange(0, row.region.bytes.count)
      diagnostics.append(.lostCells(row.cells.count, columns: columns, at: range))
    }
    filledCells += max(0, columns - row.cells.count)
    var find = row.finds.startIndex
    for column in 0..<columns {
      let cell = column < row.cells.count ? row.cells[column] : row.emptyCell
      let range = row.region.fileRange(cell.lowerBound, cell.upperBound)
      output.insert("\n" + prefix + "###### ", for: emptyRange(range.start))
      copied = range.start
      while find < row.finds.endIndex, row.finds[find].start < cell.lowerBound { find += 1 }
      let first = find
      while find < row.finds.endIndex, row.finds[find].start < cell.upperBound { find += 1 }
      put(row.finds[first..<find], in: row.region)
      copy(upTo: range.end)
      output.insert(" ", for: emptyRange(range.end))
      output.insert(Lifted(content: .tableCell(range), raw: "", range: range))
    }
  }
}
