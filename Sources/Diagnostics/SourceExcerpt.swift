// The line that a diagnostic is about, with carets under the part meant: the same in the terminal and in reports.

/// A line of a source file with a part of it marked.
package struct SourceExcerpt: Sendable, Hashable {
  /// The line number, from 1.
  package let lineNumber: Int
  /// The line, tabs as single spaces, cut where it is very long.
  package let text: String
  /// Spaces and carets, to be shown under the text in a font of fixed width.
  package let marker: String

  /// The longest excerpt in characters.
  private static let longest = 160
  /// The bytes in which that many characters are looked for, each of which may be made of several.
  private static let mostBytes = 64 * longest

  /// The first line of a range.
  package init(of range: SourceRange, in file: SourceFile) {
    let start = file.position(at: range.start)
    let end = file.position(at: range.end)
    let parts = file.withBytes(ofLine: start.line) { bytes in
      let first = bytes.index(bytes.startIndex, offsetBy: start.column - 1, limitedBy: bytes.endIndex)
      let inside = bytes[(first ?? bytes.endIndex)...]
      let length = end.line == start.line ? max(end.column - start.column, 0) : inside.count
      let after = inside.dropFirst(length)
      // A line may be as long as a file and have a diagnostic at every word: only what may be shown is looked at.
      return (
        before: Array(bytes[..<inside.startIndex].suffix(Self.mostBytes)),
        inside: Array(inside[..<after.startIndex].prefix(Self.mostBytes)),
        after: Array(after.prefix(Self.mostBytes))
      )
    }
    var before = Self.visible(Self.wholeCharacters(parts.before))
    var inside = Self.visible(parts.inside[...])
    var after = Self.visible(parts.after[...])
    // The part meant stays in view, whatever stands around it.
    if before.count > Self.longest / 2 { before = "…" + before.suffix(Self.longest / 2) }
    if inside.count > Self.longest { inside = inside.prefix(Self.longest) + "…" }
    if after.count > Self.longest / 2 { after = after.prefix(Self.longest / 2) + "…" }
    lineNumber = start.line
    text = before + inside + after
    marker =
      String(repeating: " ", count: Self.width(of: before))
      + String(repeating: "^", count: max(1, Self.width(of: inside)))
  }

  /// The bytes from the first one that begins a character.
  private static func wholeCharacters(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.drop { $0 & 0b1100_0000 == 0b1000_0000 }
  }

  /// The text with everything that would move the cursor replaced by one visible character.
  private static func visible(_ bytes: ArraySlice<UInt8>) -> String {
    String(
      String(decoding: bytes, as: UTF8.self).map { character in
        if character == "\t" { return " " }
        return character.unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) }
          ? "�" : character
      }
    )
  }

  /// The columns that a text takes in a terminal; East Asian letters and pictures take two.
  private static func width(of text: String) -> Int {
    text.reduce(0) { width, character in
      let first = character.unicodeScalars.first?.value ?? 0
      let isWide =
        (0x1100...0x115f).contains(first) || (0x2e80...0xa4cf).contains(first)
        || (0xac00...0xd7a3).contains(first) || (0xf900...0xfaff).contains(first)
        || (0xfe30...0xfe6f).contains(first) || (0xff00...0xff60).contains(first)
        || (0x1f300...0x1faff).contains(first) || (0x20000...0x3fffd).contains(first)
      return width + (isWide ? 2 : 1)
    }
  }
}
