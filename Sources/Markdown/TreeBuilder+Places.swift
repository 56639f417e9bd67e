// Where blocks stand in the file, and blocks of code with the places of their lines.

import Diagnostics

extension TreeBuilder {
  /// The place of a heading; libcmark lets one with an underline end a line late.
  func trueEndOfHeading(_ place: CommonMarkTree.Place) -> CommonMarkTree.Place {
    let bytes = lifter.output.bytes
    let last = min(place.endLine, liftedLines.count)
    guard place.startLine < last else { return place }
    let underline = (place.startLine..<last).first { index in
      let text = bytes[liftedLines[index]].filter { !BlockStart.isBlank($0) && $0 != UInt8(ascii: ">") }
      return text.allSatisfy { $0 == UInt8(ascii: "=") } || text.allSatisfy { $0 == UInt8(ascii: "-") }
    }
    guard let underline else { return place }
    return CommonMarkTree.Place(
      startLine: place.startLine,
      startColumn: place.startColumn,
      endLine: underline + 1
    )
  }

  func range(_ place: CommonMarkTree.Place) -> SourceRange {
    guard liftedLines.indices.contains(place.startLine - 1) else { return SourceRange(0, 0) }
    let start = liftedLines[place.startLine - 1].lowerBound + max(place.startColumn, 1) - 1
    let endLine = min(max(place.endLine, place.startLine), liftedLines.count)
    let end = liftedLines[endLine - 1].upperBound
    return SourceRange(lifter.output.fileStart(start), lifter.output.fileEnd(max(start, end)))
  }

  func codeBlock(_ info: String, _ literal: String, _ place: CommonMarkTree.Place) -> Draft {
    let start = range(place).start
    let startLine = lifter.line(at: start)
    let text = lifter.output.restored(literal)
    let style: CodeBlock.Style =
      switch lifter.fences[start] {
      case .open: .unclosedFence
      case .closed: .fenced
      case nil: info.isEmpty ? .indented : .fenced
      }
    let firstLine = style == .indented ? startLine : startLine + 1
    let (code, lineCount) = lifter.fragment(ofCode: text, firstLine: firstLine)
    let lastLine = firstLine + lineCount - (style == .fenced ? 0 : 1)
    let end =
      lifter.lines.indices.contains(lastLine) ? lifter.lines[lastLine].upperBound : lifter.source.count
    if lifter.extensions.contains(.documents), style != .indented, let format = Self.rawFormat(info) {
      let range = SourceRange(start, end)
      return .block(Block(.raw(RawSource(format: format, source: text, range: range)), range: range))
    }
    let block = CodeBlock(
      style: style,
      info: lifter.output.restored(info),
      infoRange: style == .indented ? SourceRange(start, start) : lifter.infoRange(ofFenceAt: start),
      code: code
    )
    return .block(Block(.codeBlock(block), range: SourceRange(start, end)))
  }
}
