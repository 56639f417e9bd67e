// Fences of the language `math`, which become displayed formulas.

import Diagnostics

extension Lifter {
  /// Replaces a fence of the language `math` by its formula, and returns the line after it.
  mutating func liftMathFence(_ line: Int, _ fence: BlockStart.Fence) -> Int? {
    guard extensions.contains(.mathematics) else { return nil }
    let end = lines[line].upperBound
    var info = fence.infoStart
    while info < end, BlockStart.isBlank(source[info]) { info += 1 }
    guard source.hasBytes(of: "math", at: info), info + 4 == end || !Attributes.isNameByte(source[info + 4])
    else {
      return nil
    }
    var attributes = attributes(from: info + 4, to: end)
    if attributes == nil { _ = complain(ofAttributes: info + 4, to: end) }
    var tex = SourceFragment(at: line + 1 < lines.count ? lines[line + 1].lowerBound : end)
    var next = line + 1
    while next < lines.count {
      let (start, count) = match(next, upTo: containers.count)
      guard count == containers.count else { break }
      if let fenceEnd = Self.endOfFence(fence, start) {
        let rest = source[fenceEnd..<start.end]
        let closing = self.attributes(from: fenceEnd, to: start.end)
        let isClosed = rest.allSatisfy(BlockStart.isBlank) || closing != nil
        if isClosed || complain(ofAttributes: fenceEnd, to: start.end) {
          attributes = closing ?? attributes
          let range = SourceRange(fence.start, fenceEnd)
          put(
            TeXFormula(tex: tex, placement: .display, range: range, attributes: attributes),
            upTo: start.end
          )
          return next + 1
        }
      }
      var cursor = start
      cursor.skipColumns(min(fence.indentation, cursor.indentation.columns))
      let text = String(decoding: source[cursor.offset..<cursor.end], as: UTF8.self)
      tex.append(text + "\n", fileStart: cursor.offset)
      next += 1
    }
    diagnostics.append(
      .unclosedMath("```", closer: "```", at: SourceRange(fence.start, fence.infoStart), .error)
    )
    return nil
  }

  /// Says so where something like attributes stands behind a fence, and is none; returns whether it does.
  private mutating func complain(ofAttributes start: Int, to end: Int) -> Bool {
    let rest = source[start..<end].drop(while: BlockStart.isBlank)
    guard let first = rest.first, "{.#".utf8.contains(first) else { return false }
    diagnostics.append(.unreadableAttributes(at: SourceRange(rest.startIndex, end)))
    return true
  }

  func attributes(from start: Int, to end: Int) -> Attributes? {
    var brace = start
    while brace < end, BlockStart.isBlank(source[brace]) { brace += 1 }
    guard let (attributes, after) = Attributes.read(source, from: brace, to: end, place: { $0 }),
      source[after..<end].allSatisfy(BlockStart.isBlank)
    else { return nil }
    return attributes
  }

  mutating func put(_ formula: TeXFormula, upTo end: Int) {
    copy(upTo: formula.range.start)
    let raw = String(decoding: source[formula.range.start..<end], as: UTF8.self)
    let range = SourceRange(formula.range.start, end)
    output.insert("###### ", for: emptyRange(range.start))
    output.insert(Lifted(content: .mathFence(formula), raw: raw, range: range))
    skip(to: end)
    leaf = .none
    _ = finishLine(0)
  }
}
