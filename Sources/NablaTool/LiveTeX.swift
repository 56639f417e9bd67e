// The live displays of a LaTeX file on their way through pandoc, which drops comments: each gets a word behind it that stands
// for what the comment says, and the word becomes attributes in the Markdown that comes back.

import Diagnostics
import Markdown

enum LiveTeX {
  /// The text with a word behind every display that a comment is about, and with the declarations of comments as displays.
  static func marked(_ file: SourceFile) -> [UInt8] {
    let bytes = Array(file.text.utf8)
    var result: [UInt8] = []
    var copied = 0
    for block in MarkdownDocument(tex: file).blocks {
      guard case .displayMath(let formula) = block.content, let attributes = formula.attributes else {
        continue
      }
      let isDeclaration = bytes[block.range.start..<block.range.end].elementsEqual(formula.tex.text.utf8)
      if isDeclaration {
        let end = bytes[block.range.end...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        result += bytes[copied..<end]
        copied = end
        result += Array("\n\n\\[ \(formula.tex.text) \\]\n\(word(for: attributes))\n\n".utf8)
      } else {
        result += bytes[copied..<block.range.start]
        result += Array("\n\n".utf8)
        result += bytes[block.range]
        result += Array("\n\(word(for: attributes))\n\n".utf8)
        copied = block.range.end
      }
    }
    return result + bytes[copied...]
  }

  private static let mark = "nablaattributes"

  /// Attributes as a word of letters alone, which no reader of text takes apart.
  private static func word(for attributes: Attributes) -> String {
    var words = attributes.classes.map { "." + $0.text }
    if let identifier = attributes.identifier { words.append("#" + identifier.text) }
    words += attributes.settings.map { "\($0.key.text)=\"\($0.value.text)\"" }
    let letters = Array("abcdefghijklmnop")
    return mark
      + String(words.joined(separator: " ").utf8.flatMap { [letters[Int($0 >> 4)], letters[Int($0 & 15)]] })
  }

  /// The Markdown with attributes in place of the words.
  static func unmarked(_ markdown: [UInt8]) -> [UInt8] {
    let text = String(decoding: markdown, as: UTF8.self)
    guard text.contains(mark) else { return markdown }
    var result = ""
    var rest = text[...]
    while let found = rest.firstRange(of: mark) {
      result += rest[..<found.lowerBound]
      let letters = rest[found.upperBound...].prefix { ("a"..."p").contains($0) }
      let values = letters.utf8.map { $0 - UInt8(ascii: "a") }
      let bytes = stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
      result += "{\(String(decoding: bytes, as: UTF8.self))}"
      rest = rest[letters.endIndex...]
    }
    return Array((result + rest).utf8)
  }
}

extension [UInt8] {
  fileprivate subscript(range: SourceRange) -> ArraySlice<UInt8> { self[range.start..<range.end] }
}
