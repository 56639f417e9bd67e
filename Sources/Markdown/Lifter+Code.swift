// Where the lines of a block of code stand in the file, whatever quote markers and indentation they had.

import Diagnostics

extension Lifter {
  /// The index of the line that an offset of the file stands in.
  func line(at offset: Int) -> Int {
    lines.place(ofPartAt: offset, beginning: \.lowerBound) ?? 0
  }

  /// The place of what follows the bytes of a fence.
  func infoRange(ofFenceAt start: Int) -> SourceRange {
    let end = lines[line(at: start)].upperBound
    guard start < end else { return SourceRange(start, start) }
    let text = source[start..<end].drop { $0 == source[start] }.drop(while: BlockStart.isBlank)
    let trailing = text.reversed().prefix(while: BlockStart.isBlank).count
    return SourceRange(text.startIndex, text.endIndex - trailing)
  }

  /// The code of a block with the place of each line: the end of the line in the file, whatever stood before it.
  func fragment(ofCode code: String, firstLine: Int) -> (fragment: SourceFragment, lineCount: Int) {
    var fragment = SourceFragment(
      at: lines.indices.contains(firstLine) ? lines[firstLine].upperBound : source.count
    )
    let bytes = Array(code.utf8)
    var start = 0
    var line = firstLine
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let place = lines.indices.contains(line) ? lines[line] : source.count..<source.count
      append(bytes[start..<end], at: place, to: &fragment)
      // The last line of a file has a line break here, even when it has none there.
      let breakLength = min(1, source.count - place.upperBound)
      if end < bytes.count { fragment.append("\n", fileStart: place.upperBound, length: breakLength) }
      start = end + 1
      line += 1
    }
    return (fragment, line - firstLine)
  }

  private func append(_ text: ArraySlice<UInt8>, at line: Range<Int>, to fragment: inout SourceFragment) {
    // A tab that stands half in the indentation comes back as spaces.
    let spaces = text.prefix { $0 == UInt8(ascii: " ") }.count
    for cut in 0...spaces where source[line].reversed().starts(with: text.dropFirst(cut).reversed()) {
      let rest = text.dropFirst(cut)
      let start = line.upperBound - rest.count
      if cut > 0 {
        let tab = max(start - 1, line.lowerBound)
        for _ in 0..<cut { fragment.append(" ", fileStart: tab, length: 1) }
      }
      return fragment.append(String(decoding: rest, as: UTF8.self), fileStart: start)
    }
    fragment.append(
      String(decoding: text, as: UTF8.self),
      fileStart: max(line.lowerBound, line.upperBound - text.count)
    )
  }
}
