// Divisions: what stands between two lines of colons (`::: {.callout-note}`), and directives of MyST, which are fences of
// colons or backticks with Markdown in them. Their first and last lines become headings that mark where they begin and end.

import Diagnostics

extension Lifter {
  /// A division whose end is still to come.
  struct OpenDivision {
    let fence: UInt8
    let length: Int
    /// The number of containers that were open where it began.
    let depth: Int
  }

  /// Whether a line begins or ends a division, so that no formula or paragraph goes on over it.
  func isDivisionLine(_ cursor: LineCursor) -> Bool {
    guard extensions.contains(.documents), cursor.indentation.columns < 4 else { return false }
    return source.hasBytes(of: ":::", at: cursor.contentStart) || closesDirective(cursor)
  }

  func closesDirective(_ cursor: LineCursor) -> Bool {
    guard let last = divisions.last, last.fence != UInt8(ascii: ":"), cursor.contentStart < cursor.end else {
      return false
    }
    let run = source[cursor.contentStart..<cursor.end].prefix { $0 == last.fence }.count
    return run >= last.length
      && source[(cursor.contentStart + run)..<cursor.end].allSatisfy(BlockStart.isBlank)
  }

  /// Takes the line where a division begins or ends, and returns the next line to look at; nil for any other line.
  mutating func takeDivisionLine(_ line: Int, _ cursor: LineCursor) -> Int? {
    guard extensions.contains(.documents), cursor.indentation.columns < 4, cursor.contentStart < cursor.end
    else { return nil }
    while let last = divisions.last, last.depth > containers.count { divisions.removeLast() }
    if closesDirective(cursor) {
      divisions.removeLast()
      return mark(.divisionEnd, cursor, upTo: cursor.end, line)
    }
    let start = cursor.contentStart
    let byte = source[start]
    guard byte == UInt8(ascii: ":") || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else {
      return nil
    }
    let length = source[start..<cursor.end].prefix { $0 == byte }.count
    guard length >= 3, divisions.count < Self.divisionBound || byte == UInt8(ascii: ":") else { return nil }
    let rest = Self.trimmed(source, (start + length)..<cursor.end)
    if byte == UInt8(ascii: ":") {
      if rest.isEmpty {
        guard
          let place = divisions.lastIndex(where: { $0.fence == byte && $0.length == length })
            ?? divisions.lastIndex(where: { $0.fence == byte })
        else { return nil }
        divisions.remove(at: place)
        return mark(.divisionEnd, cursor, upTo: cursor.end, line)
      }
      return beginColonDivision(line, cursor, rest, length)
    }
    if byte == UInt8(ascii: "`"), let block = knitrBlock(rest) {
      divisions.append(OpenDivision(fence: byte, length: length, depth: containers.count))
      let attributes = Attributes(
        identifier: block.label,
        classes: [block.kind],
        at: SourceRange(cursor.contentStart, cursor.end)
      )
      let end = block.title.isEmpty ? cursor.end : block.title.lowerBound
      return mark(.divisionStart(attributes), cursor, upTo: end, line, title: block.title)
    }
    guard source[rest].first == UInt8(ascii: "{"), let head = directive(rest),
      DirectiveName.holdsMarkdown(head.name)
    else {
      return nil
    }
    return begin(head, line, cursor, OpenDivision(fence: byte, length: length, depth: containers.count))
  }

  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// More divisions than this in one another are text.
  private static let divisionBound = 64

  private mutating func beginColonDivision(
    _ line: Int,
    _ cursor: LineCursor,
    _ rest: Range<Int>,
    _ length: Int
  ) -> Int? {
    guard divisions.count < Self.divisionBound else { return nil }
    let open = OpenDivision(fence: UInt8(ascii: ":"), length: length, depth: containers.count)
    // Colons after the attributes are ornament.
    var end = rest.upperBound
    while end > rest.lowerBound, source[end - 1] == UInt8(ascii: ":") || isSpace(source[end - 1]) { end -= 1 }
    if let (attributes, after) = Attributes.read(source, from: rest.lowerBound, to: end, place: { $0 }),
      after == end
    {
      divisions.append(open)
      return mark(.divisionStart(attributes), cursor, upTo: cursor.end, line)
    }
    if source[rest.lowerBound] == UInt8(ascii: "{") {
      guard let head = directive(rest.lowerBound..<end) else { return nil }
      return begin(head, line, cursor, open)
    }
    // `::: warning` and `::: tip A title`.
    let name = source[rest.lowerBound..<end].prefix { Attributes.isNameByte($0) }
    guard !name.isEmpty else { return nil }
    let title = Self.trimmed(source, name.endIndex..<end)
    var attributes = Attributes(at: SourceRange(rest.lowerBound, end))
    attributes.classes = [
      Attributes.Word(
        text: String(decoding: name, as: UTF8.self),
        range: SourceRange(name.startIndex, name.endIndex)
      )
    ]
    divisions.append(open)
    return mark(
      .divisionStart(attributes),
      cursor,
      upTo: title.isEmpty ? cursor.end : title.lowerBound,
      line,
      title: title
    )
  }

  // MARK: - Directives

  /// The name of a directive in braces, and what stands behind it.
  private func directive(_ text: Range<Int>) -> (name: String, argument: Range<Int>)? {
    guard source[text].first == UInt8(ascii: "{"), let close = source[text].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    let name = source[(text.lowerBound + 1)..<close]
    guard !name.isEmpty, name.allSatisfy({ Attributes.isNameByte($0) || $0 == UInt8(ascii: ".") }),
      isLetter(name[name.startIndex])
    else { return nil }
    return (String(decoding: name, as: UTF8.self), Self.trimmed(source, (close + 1)..<text.upperBound))
  }

  private mutating func begin(
    _ head: (name: String, argument: Range<Int>),
    _ line: Int,
    _ cursor: LineCursor,
    _ open: OpenDivision
  ) -> Int {
    let name = DirectiveName(head.name)
    let (options, end, next) = options(after: line)
    var attributes = Attributes(at: SourceRange(cursor.contentStart, cursor.end))
    attributes.classes = [Attributes.Word(text: name.kind, range: attributes.range)]
    attributes.settings = options
    for setting in options {
      switch setting.key.text {
      case "label", "name": attributes.identifier = setting.value
      case "class":
        attributes.classes += setting.value.text.split(separator: " ").map {
          Attributes.Word(text: String($0), range: setting.value.range)
        }
      default: continue
      }
    }
    let argument = String(decoding: source[head.argument], as: UTF8.self)
    if name.takesPath {
      let range = SourceRange(head.argument.lowerBound, head.argument.upperBound)
      attributes.settings.append(
        Attributes.Setting(
          key: Attributes.Word(text: "src", range: range),
          value: Attributes.Word(text: argument, range: range)
        )
      )
    }
    if name.end == .opens || name.end == .closes {
      // `exercise-start` and `exercise-end` are two directives with text between them.
      var index = next
      while index < lines.count {
        let (inner, count) = match(index, upTo: containers.count)
        guard count == containers.count else { break }
        index += 1
        let run = source[inner.contentStart..<inner.end].prefix { $0 == open.fence }.count
        if run >= open.length { break }
      }
      let last = lines[min(index, lines.count) - 1].upperBound
      if name.end == .opens {
        _ = mark(.divisionStart(attributes), cursor, upTo: last, line)
      } else {
        _ = mark(.divisionEnd, cursor, upTo: last, line)
      }
      return index
    }
    divisions.append(open)
    let title =
      name.takesPath || name.ignoresArgument
      ? head.argument.lowerBound..<head.argument.lowerBound : head.argument
    _ = mark(
      .divisionStart(attributes),
      cursor,
      upTo: title.isEmpty ? cursor.end : title.lowerBound,
      line,
      title: title
    )
    if next > line + 1 {
      copy(upTo: cursor.end)
      skip(to: end)
    }
    return next
  }

  /// The lines `:key: value`, or those between two lines of hyphens, at the head of a directive.
  func options(after line: Int) -> (settings: [Attributes.Setting], end: Int, next: Int) {
    var settings: [Attributes.Setting] = []
    var next = line + 1
    var end = lines[line].upperBound
    var isYAML = false
    while next < lines.count {
      let (cursor, count) = match(next, upTo: containers.count)
      guard count == containers.count, !cursor.isBlank || isYAML else { break }
      let text = Self.trimmed(source, cursor.contentStart..<cursor.end)
      if source.hasBytes(of: "---", at: text.lowerBound), text.count == 3 {
        if !isYAML, next != line + 1 { break }
        end = lines[next].upperBound
        next += 1
        if isYAML { break }
        isYAML = true
        continue
      }
      let keyStart = isYAML ? text.lowerBound : text.lowerBound + 1
      guard isYAML || source[text].first == UInt8(ascii: ":"), keyStart < text.upperBound else { break }
      let key = source[keyStart..<text.upperBound].prefix { $0 != UInt8(ascii: ":") }
      guard key.endIndex < text.upperBound, !key.isEmpty || isYAML,
        isYAML || key.allSatisfy({ Attributes.isNameByte($0) })
      else { break }
      let value = Self.trimmed(source, (key.endIndex + 1)..<text.upperBound)
      settings.append(
        Attributes.Setting(
          key: Attributes.Word(
            text: String(decoding: key, as: UTF8.self),
            range: SourceRange(key.startIndex, key.endIndex)
          ),
          value: Attributes.Word(
            text: String(decoding: source[value], as: UTF8.self).unquoted,
            range: SourceRange(value.lowerBound, value.upperBound)
          )
        )
      )
      end = lines[next].upperBound
      next += 1
    }
    return (settings, end, next)
  }

  /// The name in a label of MyST, `(name)=`, which stands on a line of its own before what it names.
  func label(_ cursor: LineCursor) -> Range<Int>? {
    guard extensions.contains(.documents), cursor.indentation.columns < 4,
      source.hasBytes(of: "(", at: cursor.contentStart)
    else { return nil }
    let text = Self.trimmed(source, cursor.contentStart..<cursor.end)
    let name = (text.lowerBound + 1)..<max(text.lowerBound + 1, text.upperBound - 2)
    guard !name.isEmpty, source.hasBytes(of: ")=", at: name.upperBound),
      source[name].allSatisfy({ Attributes.isNameByte($0) || $0 == UInt8(ascii: ":") })
    else { return nil }
    return name
  }

  /// Takes the line of a label, and returns the line after it.
  mutating func takeLabel(_ line: Int, _ cursor: LineCursor) -> Int? {
    label(cursor).map { name in
      let word = Attributes.Word(
        text: String(decoding: source[name], as: UTF8.self),
        range: SourceRange(name.lowerBound, name.upperBound)
      )
      return mark(.anchor(Attributes(identifier: word, at: word.range)), cursor, upTo: cursor.end, line)
    }
  }

  /// Puts a mark into the output for the text up to an offset, and after it a title.
  private mutating func mark(
    _ content: Lifted.Content,
    _ cursor: LineCursor,
    upTo end: Int,
    _ line: Int,
    title: Range<Int> = 0..<0
  ) -> Int {
    close(downTo: containers.count)
    let start = cursor.contentStart
    copy(upTo: start)
    let range = SourceRange(start, end)
    let raw = String(decoding: source[start..<end], as: UTF8.self)
    output.insert("###### ", for: emptyRange(start))
    output.insert(Lifted(content: content, raw: raw, range: range))
    skip(to: end)
    if !title.isEmpty {
      output.insert("\n" + prefix + "###### ", for: emptyRange(title.lowerBound))
      liftText(line, from: title.lowerBound, cursor, .heading)
      copy(upTo: title.upperBound)
      output.insert(" ", for: emptyRange(title.upperBound))
      output.insert(
        Lifted(content: .divisionTitle, raw: "", range: SourceRange(title.lowerBound, title.upperBound))
      )
      skip(to: cursor.end)
    }
    leaf = .none
    return finishLine(line)
  }
}

extension String {
  fileprivate var unquoted: String {
    guard count > 1, let first, first == "\"" || first == "'", last == first else { return self }
    return String(dropFirst().dropLast())
  }
}
