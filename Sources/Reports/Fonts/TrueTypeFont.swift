// A TrueType font as far as a page needs it: which character has which outline. Format: "OpenType specification 1.9", the
// tables `cmap`, `glyf`, `loca`, `hmtx`.

import Foundation

/// A TrueType font: its tables, read where they stand.
///
/// Nothing in a damaged file is trusted: a number beyond the end of the file reads as 0, and an outline beyond its table as none.
struct TrueTypeFont: Sendable {
  /// The tables by their names.
  private let tables: [String: Range<Int>]
  let bytes: [UInt8]
  /// The number of outlines.
  let count: Int
  /// The outline of each character.
  private let outlines: [UInt32: Int]

  /// Reads a font; nil where the bytes are none, or one without outlines of this kind.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count > 12, [0x0001_0000, 0x7472_7565].contains(Self.long(bytes, 0)) else { return nil }
    var tables: [String: Range<Int>] = [:]
    for index in 0..<Self.short(bytes, 4) {
      let entry = 12 + 16 * index
      guard entry + 16 <= bytes.count else { return nil }
      let start = Self.long(bytes, entry + 8)
      let end = start + Self.long(bytes, entry + 12)
      guard end <= bytes.count else { continue }
      tables[String(decoding: bytes[entry..<entry + 4], as: UTF8.self)] = start..<end
    }
    guard let profile = tables["maxp"], let map = tables["cmap"],
      ["glyf", "loca", "hmtx", "head", "hhea"].allSatisfy({ tables[$0] != nil })
    else { return nil }
    self.tables = tables
    count = Self.short(bytes, profile.lowerBound + 4)
    outlines = Self.characters(bytes, map)
  }

  /// The outline of a character; nil where the font lacks it.
  func outline(of character: Unicode.Scalar) -> Int? { outlines[character.value] }

  /// The bytes of a table; empty where there is none.
  func table(_ name: String) -> ArraySlice<UInt8> { tables[name].map { bytes[$0] } ?? [] }

  /// Where a table stands.
  func place(of table: String) -> Range<Int> { tables[table] ?? 0..<0 }

  /// The bytes of an outline; empty for a blank.
  func glyph(_ index: Int) -> ArraySlice<UInt8> {
    let places = place(of: "loca")
    let outlines = place(of: "glyf")
    let isLong = short("head", 50) != 0
    func offset(_ index: Int) -> Int {
      isLong
        ? Self.long(bytes, places.lowerBound + 4 * index)
        : 2 * Self.short(bytes, places.lowerBound + 2 * index)
    }
    guard (0..<count).contains(index) else { return [] }
    let start = outlines.lowerBound + offset(index)
    let end = outlines.lowerBound + offset(index + 1)
    return start < end && end <= outlines.upperBound ? bytes[start..<end] : []
  }

  /// The advance and the left bearing of an outline.
  func metrics(_ index: Int) -> (advance: Int, bearing: Int) {
    let full = max(1, short("hhea", 34))
    let start = place(of: "hmtx").lowerBound
    return index < full
      ? (Self.short(bytes, start + 4 * index), Self.short(bytes, start + 4 * index + 2))
      : (
        Self.short(bytes, start + 4 * (full - 1)), Self.short(bytes, start + 4 * full + 2 * (index - full))
      )
  }

  /// Two bytes of a table.
  func short(_ table: String, _ offset: Int) -> Int {
    Self.short(bytes, place(of: table).lowerBound + offset)
  }

  // MARK: - Bytes

  static func short(_ bytes: [UInt8], _ place: Int) -> Int {
    place >= 0 && place + 1 < bytes.count ? Int(bytes[place]) << 8 | Int(bytes[place + 1]) : 0
  }

  static func long(_ bytes: [UInt8], _ place: Int) -> Int {
    short(bytes, place) << 16 | short(bytes, place + 2)
  }

  /// The character map of Unicode's first plane, format 4.
  private static func characters(_ bytes: [UInt8], _ map: Range<Int>) -> [UInt32: Int] {
    let start = map.lowerBound
    var found: Int?
    for index in 0..<short(bytes, start + 2) {
      let entry = start + 4 + 8 * index
      let (platform, encoding) = (short(bytes, entry), short(bytes, entry + 2))
      let place = start + long(bytes, entry + 4)
      if short(bytes, place) == 4, platform == 0 || platform == 3 && encoding == 1 { found = place }
    }
    guard let table = found else { return [:] }
    let segments = short(bytes, table + 6) / 2
    var result: [UInt32: Int] = [:]
    // Segments of a sound font do not overlap.
    var codes = 0
    for segment in 0..<segments where codes <= 0xFFFF {
      let last = short(bytes, table + 14 + 2 * segment)
      let first = short(bytes, table + 16 + 2 * (segments + segment))
      let delta = short(bytes, table + 16 + 2 * (2 * segments + segment))
      let place = table + 16 + 2 * (3 * segments + segment)
      let offset = short(bytes, place)
      guard first <= last else { continue }
      codes += last - first
      for code in first...last where code != 0xFFFF {
        let outline = offset == 0 ? code : short(bytes, place + offset + 2 * (code - first))
        guard outline != 0 || offset == 0 else { continue }
        result[UInt32(code)] = (outline + delta) & 0xFFFF
      }
    }
    return result
  }
}
