// Braces that nothing here reads: attributes that did not find their formula, marks that are not quite those of a cell.

package import Diagnostics

/// An opening brace with a word behind it in running text, or at the beginning of a code span.
///
/// What it may have been meant for is for others to say; here it is known only that it is read as text.
package struct LooseBraces: Sendable, Hashable {
  /// Where the braces stand.
  package enum Place: Sendable, Hashable {
    /// In running text, apart from what a link, an image or a code span has directly behind it.
    case text
    /// At the beginning of a code span.
    case code
  }

  /// Where they stand.
  package let place: Place
  /// From the opening brace to the closing one, or to the next opening one or the end of the line where none closes it.
  package let range: SourceRange
}

extension InlineScanner {
  /// The end of the braces that open at `start`, behind the closing one; nil when no word begins in them.
  static func endOfBraces(_ bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
    var first = start + 1
    while first < limit, BlockStart.isBlank(bytes[first]) { first += 1 }
    guard first < limit,
      Attributes.isNameByte(bytes[first]) || bytes[first] == UInt8(ascii: ".")
        || bytes[first] == UInt8(ascii: "#")
    else { return nil }
    var end = first
    while end < limit, bytes[end] != UInt8(ascii: "{"), bytes[end] != UInt8(ascii: "}") { end += 1 }
    return end < limit && bytes[end] == UInt8(ascii: "}") ? end + 1 : end
  }
}
