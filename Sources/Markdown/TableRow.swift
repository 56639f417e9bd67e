// One row of a pipe table, cut into cells where a pipe stands outside of code, formulas and tags.

/// A row of a pipe table.
struct TableRow {
  let region: TextRegion
  let finds: [InlineScanner.Find]
  /// The text of each cell without the white space around it, by offsets of the region.
  let cells: [Range<Int>]

  init(_ scanned: (region: TextRegion, finds: [InlineScanner.Find])) {
    region = scanned.region
    finds = scanned.finds
    let bytes = scanned.region.bytes
    var cells: [Range<Int>] = []
    var start = 0
    for find in scanned.finds {
      guard case .cellSeparator = find.kind else { continue }
      let cell = Self.trimmed(bytes, start..<find.start)
      // A pipe at the beginning of the row opens the first cell, it does not close an empty one.
      if start > 0 || !cell.isEmpty { cells.append(cell) }
      start = find.end
    }
    let last = Self.trimmed(bytes, start..<bytes.count)
    if !last.isEmpty { cells.append(last) }
    self.cells = cells
  }

  /// The place of a cell that the row lacks.
  var emptyCell: Range<Int> { region.bytes.count..<region.bytes.count }

  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The alignments that the second line of a table says; nil for any other line.
  static func alignments(_ line: ArraySlice<UInt8>) -> [Table.Alignment]? {
    let pipe = UInt8(ascii: "|")
    let text = line.filter { !BlockStart.isBlank($0) }
    guard text.contains(pipe), text.allSatisfy({ "|-:".utf8.contains($0) }) else { return nil }
    var cells = line.split(separator: pipe, omittingEmptySubsequences: false)
    if let first = cells.first, first.allSatisfy(BlockStart.isBlank) { cells.removeFirst() }
    if let last = cells.last, last.allSatisfy(BlockStart.isBlank) { cells.removeLast() }
    let alignments = cells.map(alignment)
    return alignments.isEmpty || alignments.contains(nil) ? nil : alignments.compactMap(\.self)
  }

  private static func alignment(_ cell: ArraySlice<UInt8>) -> Table.Alignment? {
    let words = cell.split(whereSeparator: BlockStart.isBlank)
    guard words.count == 1, var dashes = words.first else { return nil }
    let colon = UInt8(ascii: ":")
    let isLeft = dashes.first == colon
    if isLeft { dashes.removeFirst() }
    let isRight = dashes.last == colon
    if isRight { dashes.removeLast() }
    guard !dashes.isEmpty, dashes.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
    switch (isLeft, isRight) {
    case (true, true): return .center
    case (true, false): return .left
    case (false, true): return .right
    case (false, false): return .natural
    }
  }
}
