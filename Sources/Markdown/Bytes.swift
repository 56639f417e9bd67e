// The classes of bytes that the readers of this module ask for, as CommonMark defines them for ASCII.

func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || (byte >= 0x09 && byte <= 0x0D)
}

func isLetter(_ byte: UInt8) -> Bool {
  (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
}

func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

extension [UInt8] {
  /// Whether the bytes of `text` stand at an offset.
  func hasBytes(of text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, offset + length <= count else { return false }
    for index in 0..<length where self[offset + index] != text.utf8Start[index] { return false }
    return true
  }

  /// The first place of a text in a range.
  func index(of text: StaticString, from start: Int, to end: Int) -> Int? {
    var index = start
    while index + text.utf8CodeUnitCount <= end {
      if hasBytes(of: text, at: index) { return index }
      index += 1
    }
    return nil
  }
}
