// A LaTeX file read for its displays: each stands at its place, with what a comment before it says of it, and the macros of the
// whole file hold in all of them.

package import Diagnostics

extension MarkdownDocument {
  /// Reads a LaTeX file for its displays.
  ///
  /// A comment `% nabla: check of=f` says of the next display what attributes say in Markdown; any other text after
  /// `% nabla:` is mathematics that declares names, `% nabla: X \in \mathbb R^{n\times p}`.
  package init(tex file: SourceFile) {
    var reader = TeXDocumentReader(Array(file.text.utf8))
    reader.read()
    self.init(
      file: file,
      blocks: reader.blocks,
      definitions: reader.definitions,
      diagnostics: reader.diagnostics
    )
  }
}

private struct TeXDocumentReader {
  private let bytes: [UInt8]
  private var position = 0
  private var pending: Attributes?
  private(set) var blocks: [Block] = []
  private(set) var definitions: [SourceFragment] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "%"): readComment()
      case UInt8(ascii: "\\"): readCommand()
      case UInt8(ascii: "$"):
        if bytes.hasBytes(of: "$$", at: position) {
          readDisplay(from: position + 2, closer: "$$")
        } else {
          skipInline()
        }
      default: position += 1
      }
    }
    if let pending { diagnostics.append(.noDisplay(at: pending.range)) }
  }

  private func endOfLine(_ start: Int) -> Int {
    bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  private mutating func readComment() {
    let end = endOfLine(position)
    var start = position + 1
    while start < end, isSpace(bytes[start]) || bytes[start] == UInt8(ascii: "%") { start += 1 }
    defer { position = end }
    guard bytes.hasBytes(of: "nabla:", at: start) else { return }
    start += 6
    while start < end, isSpace(bytes[start]) { start += 1 }
    var last = end
    while last > start, isSpace(bytes[last - 1]) { last -= 1 }
    guard last > start else { return }
    if let attributes = attributes(start, last) {
      pending = attributes
      return
    }
    let range = SourceRange(start, last)
    let tex = SourceFragment(text: String(decoding: bytes[start..<last], as: UTF8.self), fileStart: start)
    let attributes = Attributes(classes: ["define"], at: range)
    blocks.append(
      Block(
        .displayMath(TeXFormula(tex: tex, placement: .display, range: range, attributes: attributes)),
        range: range
      )
    )
  }

  /// The words of a comment as attributes: roles stand without a dot, settings and labels as in Markdown.
  private func attributes(_ start: Int, _ end: Int) -> Attributes? {
    var result = Attributes(at: SourceRange(start, end))
    var index = start
    var isFirst = true
    while index < end {
      while index < end, isSpace(bytes[index]) { index += 1 }
      guard index < end else { break }
      var wordEnd = index
      var quote: UInt8?
      while wordEnd < end, quote != nil || !isSpace(bytes[wordEnd]) {
        let byte = bytes[wordEnd]
        if byte == quote { quote = nil } else if quote == nil, "\"'".utf8.contains(byte) { quote = byte }
        wordEnd += 1
      }
      let word = String(decoding: bytes[index..<wordEnd], as: UTF8.self)
      let range = SourceRange(index, wordEnd)
      let plain = word.hasPrefix(".") ? String(word.dropFirst()) : word
      if ["check", "define", "derive"].contains(plain) {
        result.classes.append(Attributes.Word(text: plain, range: range))
      } else if word.hasPrefix("#") {
        result.identifier = Attributes.Word(text: String(word.dropFirst()), range: range)
      } else if !isFirst, let equals = word.firstIndex(of: "=") {
        let value = word[word.index(after: equals)...].filter { $0 != "\"" && $0 != "'" }
        result.settings.append(
          Attributes.Setting(
            key: Attributes.Word(text: String(word[..<equals]), range: range),
            value: Attributes.Word(text: value, range: range)
          )
        )
      } else {
        return nil
      }
      isFirst = false
      index = wordEnd
    }
    return isFirst ? nil : result
  }

  private mutating func readCommand() {
    if let end = TeXDefinition.end(bytes, at: position, limit: bytes.count) {
      definitions.append(fragment(position, end))
      position = end
      return
    }
    if bytes.hasBytes(of: "\\[", at: position) { return readDisplay(from: position + 2, closer: "\\]") }
    guard bytes.hasBytes(of: "\\begin{", at: position),
      let close = bytes[position...].firstIndex(of: UInt8(ascii: "}"))
    else { return position += 2 }
    let name = String(decoding: bytes[(position + 7)..<close], as: UTF8.self)
    let closer = Array("\\end{\(name)}".utf8)
    let isVerbatim = ["verbatim", "verbatim*", "lstlisting", "comment", "minted"].contains(name)
    guard isVerbatim || TeXEnvironment.displays.contains(name) else { return position = close + 1 }
    var index = close + 1
    while index + closer.count <= bytes.count, !bytes[index..<index + closer.count].elementsEqual(closer) {
      index += 1
    }
    guard index + closer.count <= bytes.count else { return position = close + 1 }
    let end = index + closer.count
    if !isVerbatim { add(position, end, SourceRange(position, end)) }
    position = end
  }

  private mutating func readDisplay(from start: Int, closer: StaticString) {
    guard let close = bytes.index(of: closer, from: start, to: bytes.count) else { return position = start }
    let end = close + closer.utf8CodeUnitCount
    add(start, close, SourceRange(position, end))
    position = end
  }

  private mutating func skipInline() {
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "$") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
  }

  private mutating func add(_ start: Int, _ end: Int, _ range: SourceRange) {
    let formula = TeXFormula(
      tex: fragment(start, end),
      placement: .display,
      range: range,
      attributes: pending
    )
    pending = nil
    blocks.append(Block(.displayMath(formula), range: range))
  }

  private func fragment(_ start: Int, _ end: Int) -> SourceFragment {
    SourceFragment(text: String(decoding: bytes[start..<end], as: UTF8.self), fileStart: start)
  }
}

extension Diagnostic {
  fileprivate static func noDisplay(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "markdown.no-display",
      message: "no display follows that this comment could be about",
      range: range,
      hints: ["put '% nabla: check' on a line before '\\begin{align}', '\\[' or '$$'"]
    )
  }
}
