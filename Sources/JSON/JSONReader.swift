// The text of a JSON value, read with bounds: what it costs is proportional to its bytes, and no nesting overflows the stack.

/// Reads JSON as RFC 8259 has it, strictly: no comments, no doubled keys, no numbers but integers of 64 bits.
package struct JSONReader {
  /// Why a text is not read.
  package struct Failure: Error, Sendable, Hashable {
    /// The offset of the byte at fault.
    package let offset: Int
    /// What was found and what was expected, lower case, without a full stop.
    package let message: String
  }

  /// How deep arrays and objects may be nested.
  package static let depthBound = 64

  private let bytes: [UInt8]
  private var place = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that the bytes spell.
  ///
  /// - Throws: where the text is no JSON, or passes a bound.
  package static func read(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    reader.passBlanks()
    guard reader.place == bytes.count else { throw reader.failure("the end of the text") }
    return value
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    guard depth <= Self.depthBound else {
      throw Failure(offset: place, message: "values are nested more than \(Self.depthBound) deep")
    }
    passBlanks()
    switch current {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try integer()
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw failure("a value")
    }
  }

  private mutating func object(_ depth: Int) throws(Failure) -> JSONValue {
    place += 1
    var members: [String: JSONValue] = [:]
    passBlanks()
    if pass("}") { return .object(members) }
    repeat {
      passBlanks()
      let start = place
      guard current == UInt8(ascii: "\"") else { throw failure("a key in quotes") }
      let key = try string()
      passBlanks()
      guard pass(":") else { throw failure("':'") }
      guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else {
        throw Failure(offset: start, message: "the key '\(key)' stands twice in one object")
      }
      passBlanks()
    } while pass(",")
    guard pass("}") else { throw failure("',' or '}'") }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(Failure) -> JSONValue {
    place += 1
    var values: [JSONValue] = []
    passBlanks()
    if pass("]") { return .array(values) }
    repeat {
      values.append(try value(depth: depth + 1))
      passBlanks()
    } while pass(",")
    guard pass("]") else { throw failure("',' or ']'") }
    return .array(values)
  }

  private mutating func integer() throws(Failure) -> JSONValue {
    let start = place
    _ = pass("-")
    let digits = place
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    let isShort = place > digits && (place == digits + 1 || bytes[digits] != UInt8(ascii: "0"))
    let ends =
      current.map { ![UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains($0) } ?? true
    guard isShort, ends, let value = Int(String(decoding: bytes[start..<place], as: UTF8.self)) else {
      throw Failure(offset: start, message: "numbers are integers of 64 bits")
    }
    return .integer(value)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
    guard bytes[place...].starts(with: word.utf8) else { throw failure("'\(word)'") }
    place += word.utf8.count
    return value
  }

  // MARK: - Strings

  private mutating func string() throws(Failure) -> String {
    let start = place
    place += 1
    var decoded: [UInt8] = []
    while let byte = current {
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: decoded, as: UTF8.self) else {
          throw Failure(offset: start, message: "this string is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): decoded += String(try escaped()).utf8
      case ..<0x20: throw Failure(offset: place - 1, message: "control characters in strings are escaped")
      default: decoded.append(byte)
      }
    }
    throw Failure(offset: start, message: "this string is not closed")
  }

  /// What a backslash, which was passed, and the signs after it stand for.
  private mutating func escaped() throws(Failure) -> Unicode.Scalar {
    guard let byte = current else { throw failure("an escape") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw Failure(offset: place - 1, message: "there is no such escape")
    }
  }

  private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
    let start = place
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // What lies outside the first plane is a pair of surrogates.
    if (0xd800..<0xdc00).contains(first), bytes[place...].starts(with: "\\u".utf8) {
      place += 2
      let second = try fourDigits()
      if (0xdc00..<0xe000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
      {
        return scalar
      }
    }
    throw Failure(offset: start, message: "this surrogate has no partner")
  }

  private mutating func fourDigits() throws(Failure) -> UInt32 {
    guard place + 4 <= bytes.count else { throw failure("four hexadecimal digits") }
    var value: UInt32 = 0
    for byte in bytes[place..<place + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits")
      }
      value = value << 4 + UInt32(digit)
    }
    place += 4
    return value
  }

  // MARK: - Bytes

  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func pass(_ sign: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }

  private mutating func passBlanks() {
    while let byte = current, [0x20, 0x0a, 0x0d, 0x09].contains(byte) { place += 1 }
  }

  private func failure(_ expected: String) -> Failure {
    let found = current.map { byte in
      (0x21..<0x7f).contains(byte) ? "found '\(Unicode.Scalar(byte))'" : "found byte \(byte)"
    }
    return Failure(offset: place, message: "expected \(expected), \(found ?? "found the end of the text")")
  }
}
