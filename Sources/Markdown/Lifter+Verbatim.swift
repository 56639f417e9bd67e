// Text that is no Markdown between marks that CommonMark does not know: directives of MyST between colons that hold code, source
// or a formula, and Liquid's `{% highlight %}`. They become fences of backticks.

import Diagnostics

extension Lifter {
  /// Whether a line opens such a block, so that no formula or paragraph goes on over it.
  func opensVerbatim(_ cursor: LineCursor) -> Bool {
    extensions.contains(.documents) && cursor.indentation.columns < 4
      && (cursor.liquidTag.map { Self.verbatimTags[$0.name] != nil } ?? false
        || colonDirective(cursor) != nil)
  }

  /// Takes such a block, and returns the line after it; nil where no line closes it.
  mutating func takeVerbatim(_ line: Int, _ cursor: LineCursor) -> Int? {
    guard opensVerbatim(cursor) else { return nil }
    if let (length, info) = colonDirective(cursor) {
      let fence = BlockStart.Fence(
        byte: UInt8(ascii: ":"),
        length: length,
        indentation: cursor.indentation.columns,
        start: cursor.contentStart,
        infoStart: info.lowerBound
      )
      if source.hasBytes(of: "{math}", at: info.lowerBound) { return liftMathFence(line, fence) }
      let closing = firstLine(after: line, key: ":\(length)") { Self.closes(fence, $0) }
      return closing.map { putFence(line, cursor, info: String(decoding: source[info], as: UTF8.self), $0) }
    }
    guard let tag = cursor.liquidTag, let closer = Self.verbatimTags[tag.name],
      let closing = firstLine(after: line, key: closer, where: { $0.liquidTag?.name == closer })
    else { return nil }
    if tag.name == "comment" {
      copy(upTo: cursor.contentStart)
      // The last line break stays, so that what follows begins a line.
      skip(to: lines[closing].upperBound)
      leaf = .none
      return finishLine(closing)
    }
    let language = tag.argument.prefix { !$0.isWhitespace }
    return putFence(line, cursor, info: String(language), closing)
  }

  /// The tags of Liquid whose content is no Markdown, with those that end them.
  private static let verbatimTags = ["highlight": "endhighlight", "comment": "endcomment"]

  /// The colons and the head of a directive between colons whose content is no Markdown.
  private func colonDirective(_ cursor: LineCursor) -> (length: Int, info: Range<Int>)? {
    let start = cursor.contentStart
    guard source.hasBytes(of: ":::", at: start) else { return nil }
    let length = source[start..<cursor.end].prefix { $0 == UInt8(ascii: ":") }.count
    var info = (start + length)..<cursor.end
    while let first = source[info].first, BlockStart.isBlank(first) { info = info.dropFirst() }
    guard source[info].first == UInt8(ascii: "{"), let close = source[info].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    let name = String(decoding: source[(info.lowerBound + 1)..<close], as: UTF8.self)
    return DirectiveName.holdsSource(name) ? (length, info) : nil
  }

  /// The first line behind another that stands in the same containers and meets a condition; `key` names the condition, which is
  /// not looked for again where no line met it.
  private mutating func firstLine(after line: Int, key: String, where isWanted: (LineCursor) -> Bool) -> Int?
  {
    let key = "\(key) \(containers.count)"
    guard line >= hopelessUntil[key, default: 0] else { return nil }
    var next = line + 1
    while next < lines.count {
      let (cursor, count) = match(next, upTo: containers.count)
      guard count == containers.count || cursor.isBlank else { break }
      if isWanted(cursor) { return next }
      next += 1
    }
    hopelessUntil[key] = next
    return nil
  }

  /// Writes the lines between two others as a fence of backticks that nothing inside can close.
  private mutating func putFence(_ line: Int, _ cursor: LineCursor, info: String, _ closing: Int) -> Int {
    close(downTo: containers.count)
    var longest = 2
    var run = 0
    for byte in source[lines[line].upperBound..<lines[closing].lowerBound] {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let marks = String(repeating: "`", count: longest + 1)
    copy(upTo: cursor.contentStart)
    output.insert(marks + info, for: SourceRange(cursor.contentStart, cursor.end))
    skip(to: cursor.end)
    let end = match(closing, upTo: containers.count).cursor
    copy(upTo: end.contentStart)
    output.insert(marks, for: SourceRange(end.contentStart, end.end))
    skip(to: end.end)
    fences[cursor.contentStart] = .closed
    leaf = .none
    return finishLine(closing)
  }
}

extension LineCursor {
  /// A tag of Liquid that is all of a line.
  fileprivate var liquidTag: (name: String, argument: Substring)? {
    guard source.hasBytes(of: "{%", at: contentStart) else { return nil }
    let text = String(decoding: source[(contentStart + 2)..<end], as: UTF8.self).trimmed
    guard text.hasSuffix("%}") else { return nil }
    let inside = text.dropLast(2).drop { $0 == "-" || $0.isWhitespace }
    let name = inside.prefix { $0.isLetter }
    let argument = inside[name.endIndex...].drop(while: \.isWhitespace)
    return name.isEmpty || argument.contains("%") ? nil : (String(name), argument)
  }
}
