// Fences of the language `math`, which become displayed formulas.

import Diagnostics

extension Lifter {
  /// Replaces a fence of the language `math` by its formula, and returns the line after it.
  mutating func liftMathFence(_ line: Int, _ fence: BlockStart.Fence) -> Int? {
    guard extensions.contains(.mathematics) else { return nil }
    let end = lines[line].upperBound
    var info = fence.infoStart
    while info < end, BlockStart.isBlank(source[info]) { info += 1 }
    var next = line + 1
    var attributes: Attributes?
    if extensions.contains(.documents), source.hasBytes(of: "{math}", at: info) {
      let options = options(after: line)
      next = options.next
      if let label = options.settings.last(where: { ["label", "name"].contains($0.key.text) })?.value {
        attributes = Attributes(identifier: label, at: label.range)
      }
    } else {
      guard source.hasBytes(of: "math", at: info), info + 4 == end || !Attributes.isNameByte(source[info + 4])
      else {
        return nil
      }
      attributes = self.attributes(from: info + 4, to: end)
      if attributes == nil { _ = complain(ofAttributes: info + 4, to: end) }
    }
    var tex = SourceFragment(at: next < lines.count ? lines[next].lowerBound : end)
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

  /// Takes a display with a blank line in it, which begins and ends at a line, and returns the line after it.
  ///
  /// MathJax and MyST go on over blank lines, CommonMark does not. Prose between two displays is none of them.
  mutating func takeLongDisplay(_ line: Int, _ cursor: LineCursor, _ matched: Int) -> Int? {
    guard extensions.contains([.documents, .mathematics]), cursor.indentation.columns < 4,
      let (opener, closer) = Self.longDelimiters.first(where: {
        source.hasBytes(of: $0.0, at: cursor.contentStart)
      })
    else { return nil }
    let start = cursor.contentStart + opener.utf8CodeUnitCount
    var hasBlank = false
    var next = line
    var content = SourceFragment(at: start)
    while next < lines.count, next - line < Self.longDisplayBound {
      let (inner, count) = match(next, upTo: matched)
      let from = next == line ? start : inner.contentStart
      guard count == matched || inner.isBlank else { return nil }
      if let close = source.index(of: closer, from: from, to: inner.end) {
        guard hasBlank else { return nil }
        let end = close + closer.utf8CodeUnitCount
        let attributes = self.attributes(from: end, to: inner.end) ?? label(from: end, to: inner.end)
        guard attributes != nil || source[end..<inner.end].allSatisfy(BlockStart.isBlank) else { return nil }
        content.append(String(decoding: source[from..<close], as: UTF8.self), fileStart: from)
        let range = SourceRange(cursor.contentStart, end)
        self.close(downTo: matched)
        put(
          TeXFormula(tex: content, placement: .display, range: range, attributes: attributes),
          upTo: inner.end
        )
        return next + 1
      }
      if next > line {
        if inner.isBlank { hasBlank = true }
        if TeXDefinition.isProse(source[from..<inner.end]) || isDivisionLine(inner) { return nil }
        switch BlockStart.find(at: inner, in: .paragraph) {
        case .fence, .heading, .html: return nil
        default: break
        }
      }
      content.append(String(decoding: source[from..<inner.end], as: UTF8.self) + "\n", fileStart: from)
      next += 1
    }
    return nil
  }

  /// Takes a formula in the element that older sites keep it in, `<script type="math/tex; mode=display">`.
  mutating func takeMathScript(_ line: Int, _ cursor: LineCursor) -> Int? {
    guard extensions.contains([.documents, .mathematics]),
      source.hasBytes(of: "<script type=\"math/tex", at: cursor.contentStart),
      let open = source[cursor.contentStart..<cursor.end].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    var content = SourceFragment(at: open + 1)
    var next = line
    while next < lines.count, next - line < Self.longDisplayBound {
      let (inner, count) = match(next, upTo: containers.count)
      let from = next == line ? open + 1 : inner.contentStart
      guard count == containers.count || inner.isBlank else { return nil }
      if let close = source.index(of: "</script>", from: from, to: inner.end) {
        content.append(String(decoding: source[from..<close], as: UTF8.self), fileStart: from)
        let range = SourceRange(cursor.contentStart, close + 9)
        put(TeXFormula(tex: content, placement: .display, range: range, attributes: nil), upTo: inner.end)
        return next + 1
      }
      content.append(String(decoding: source[from..<inner.end], as: UTF8.self) + "\n", fileStart: from)
      next += 1
    }
    return nil
  }

  /// The lines that a display with blank lines may have.
  private static let longDisplayBound = 400

  private static let longDelimiters: [(StaticString, StaticString)] = [
    ("$$", "$$"), ("\\[", "\\]"), ("\\\\[", "\\\\]"),
  ]

  /// Whether a fence opens a directive with Markdown in it.
  func beginsDirective(_ cursor: LineCursor) -> Bool {
    guard extensions.contains(.documents), cursor.indentation.columns < 4 else { return false }
    let text = source[cursor.contentStart..<cursor.end]
    guard let fence = text.first, fence == UInt8(ascii: "`") || fence == UInt8(ascii: "~") else {
      return false
    }
    let rest = text.drop { $0 == fence }
    return text.count - rest.count >= 3 && rest.drop(while: BlockStart.isBlank).first == UInt8(ascii: "{")
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

  /// The label that MyST writes behind a display, `$$ (eq-a)`.
  private func label(from start: Int, to end: Int) -> Attributes? {
    let open = source[start..<end].firstIndex { !BlockStart.isBlank($0) } ?? end
    return Attributes.label(inParenthesesAt: open, of: source, to: end, place: { $0 })
  }

  mutating func put(_ formula: TeXFormula, upTo end: Int) {
    let found =
      extensions.contains(.documents) ? TeXDefinition.all(in: formula.tex) : (definitions: [], isWhole: false)
    formulaDefinitions += found.definitions
    copy(upTo: formula.range.start)
    if found.isWhole {
      // Nothing is left to be shown.
      skip(to: end)
      leaf = .none
      _ = finishLine(0)
      return
    }
    let raw = String(decoding: source[formula.range.start..<end], as: UTF8.self)
    let range = SourceRange(formula.range.start, end)
    output.insert("###### ", for: emptyRange(range.start))
    output.insert(Lifted(content: .mathFence(formula), raw: raw, range: range))
    skip(to: end)
    leaf = .none
    _ = finishLine(0)
  }
}
