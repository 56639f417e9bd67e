// How text and addresses are written in HTML, the way libcmark writes them.

extension String {
  /// The text with the four characters that mean something in HTML replaced by entities.
  package var escapedForHTML: String {
    guard utf8.contains(where: { Self.entity(of: $0) != nil }) else { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count + 16)
    for byte in utf8 {
      if let entity = Self.entity(of: byte) {
        bytes.append(contentsOf: entity.utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func entity(of byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: nil
    }
  }

  /// The address with every byte that may not stand in one written as `%` and two digits.
  package var escapedAsAddress: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count + 16)
    for byte in utf8 {
      if byte == UInt8(ascii: "&") {
        bytes.append(contentsOf: "&amp;".utf8)
      } else if byte == UInt8(ascii: "'") {
        bytes.append(contentsOf: "&#x27;".utf8)
      } else if isLetterOrDigit(byte) || "!#$%()*+,-./:;=?@_~".utf8.contains(byte) {
        bytes.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a browser would run something when the address is followed.
  package var isDangerousAddress: Bool {
    // Browsers skip blanks and control characters before and inside the scheme.
    let start = String(decoding: utf8.filter { $0 > 0x20 }.prefix(20), as: UTF8.self).lowercased()
    if start.hasPrefix("data:image/") {
      return !["png", "gif", "jpeg", "webp"].contains { start.hasPrefix("data:image/" + $0) }
    }
    return ["javascript:", "vbscript:", "file:", "data:"].contains { start.hasPrefix($0) }
  }
}
