// The part of a font that a page needs: the outlines of its characters and nothing else. Hints are left out: they make up
// half of the outlines, and screens of today do not need them.

extension TrueTypeFont {
  /// A font with the outlines of these characters alone, for a `@font-face`; nil where it has none of them.
  func subset(_ characters: Set<Unicode.Scalar>) -> [UInt8]? {
    let wanted = characters.compactMap { character in
      outline(of: character).map { (code: Int(character.value), outline: $0) }
    }
    .filter { $0.code < 0xFFFF }
    .sorted { $0.code < $1.code }
    guard !wanted.isEmpty else { return nil }
    // 0 is the box for what is missing; an outline may be put together of others.
    var kept = [0]
    var places = [0: 0]
    func keep(_ outline: Int) {
      guard places[outline] == nil else { return }
      places[outline] = kept.count
      kept.append(outline)
    }
    for glyph in wanted { keep(glyph.outline) }
    var next = 0
    while next < kept.count {
      for part in parts(of: kept[next]) { keep(part.outline) }
      next += 1
    }
    var outlines: [UInt8] = []
    var offsets: [UInt8] = []
    for outline in kept {
      offsets += Self.bigEndian(long: outlines.count)
      outlines += simplified(outline, places)
      while outlines.count % 4 != 0 { outlines.append(0) }
    }
    offsets += Self.bigEndian(long: outlines.count)
    var head = Array(table("head"))
    var profile = Array(table("maxp"))
    var lines = Array(table("hhea"))
    guard head.count >= 54, profile.count >= 32, lines.count >= 36 else { return nil }
    head.replaceSubrange(8..<12, with: [0, 0, 0, 0])
    head.replaceSubrange(50..<52, with: [0, 1])
    profile.replaceSubrange(4..<6, with: Self.bigEndian(short: kept.count))
    // No instructions are left that could need storage or a stack.
    profile.replaceSubrange(14..<28, with: [0, 1] + [UInt8](repeating: 0, count: 12))
    lines.replaceSubrange(34..<36, with: Self.bigEndian(short: kept.count))
    let widths = kept.flatMap { outline -> [UInt8] in
      let found = metrics(outline)
      return Self.bigEndian(short: found.advance) + Self.bigEndian(short: found.bearing)
    }
    let codes = wanted.map { (code: $0.code, place: places[$0.outline] ?? 0) }
    return Self.file([
      ("OS/2", Array(table("OS/2"))), ("cmap", Self.map(codes)), ("glyf", outlines), ("head", head),
      ("hhea", lines), ("hmtx", widths), ("loca", offsets), ("maxp", profile), ("name", [0, 0, 0, 0, 0, 6]),
      ("post", [0, 3, 0, 0] + [UInt8](repeating: 0, count: 28)),
    ])
  }

  // MARK: - Outlines

  /// A part of an outline that is put together: which outline, and where its number stands.
  private struct Part {
    let outline: Int
    let place: Int
    /// The number of bytes from the flags of the part to those of the next.
    let length: Int
    let flags: Int
  }

  private func parts(of outline: Int) -> [Part] {
    let glyph = glyph(outline)
    guard glyph.count > 10, Self.short(bytes, glyph.startIndex) >= 0x8000 else { return [] }
    var parts: [Part] = []
    var place = glyph.startIndex + 10
    while place + 4 <= glyph.endIndex {
      let flags = Self.short(bytes, place)
      var length = 4 + (flags & 0x1 == 0 ? 2 : 4)
      if flags & 0x8 != 0 {
        length += 2
      } else if flags & 0x40 != 0 {
        length += 4
      } else if flags & 0x80 != 0 {
        length += 8
      }
      parts.append(
        Part(
          outline: Self.short(bytes, place + 2),
          place: place + 2 - glyph.startIndex,
          length: length,
          flags: flags
        )
      )
      guard flags & 0x20 != 0 else { break }
      place += length
    }
    return parts
  }

  /// An outline without hints, its parts by their new numbers.
  private func simplified(_ outline: Int, _ places: [Int: Int]) -> [UInt8] {
    let glyph = glyph(outline)
    guard glyph.count > 10 else { return [] }
    let contours = Self.short(bytes, glyph.startIndex)
    if contours >= 0x8000 {
      let parts = parts(of: outline)
      guard let last = parts.last else { return [] }
      var result = Array(glyph.prefix(min(glyph.count, last.place - 2 + last.length)))
      for part in parts where part.place + 2 <= result.count {
        result.replaceSubrange(
          part.place..<part.place + 2,
          with: Self.bigEndian(short: places[part.outline] ?? 0)
        )
        // No instructions follow.
        result.replaceSubrange(part.place - 2..<part.place, with: Self.bigEndian(short: part.flags & ~0x100))
      }
      return result
    }
    let hints = glyph.startIndex + 10 + 2 * contours
    let end = hints + 2 + Self.short(bytes, hints)
    guard end <= glyph.endIndex else { return [] }
    return Array(bytes[glyph.startIndex..<hints]) + [0, 0] + bytes[end..<glyph.endIndex]
  }

  // MARK: - Tables

  /// A character map of format 4, a segment for each run of characters.
  private static func map(_ codes: [(code: Int, place: Int)]) -> [UInt8] {
    var segments: [(first: Int, last: Int, delta: Int)] = []
    for (code, place) in codes {
      let delta = (place - code) & 0xFFFF
      if let last = segments.last, last.last + 1 == code, last.delta == delta {
        segments[segments.count - 1].last = code
      } else {
        segments.append((code, code, delta))
      }
    }
    segments.append((0xFFFF, 0xFFFF, 1))
    let count = segments.count
    var power = 1
    var exponent = 0
    while power * 2 <= count { (power, exponent) = (power * 2, exponent + 1) }
    var table: [UInt8] = []
    for number in [4, 16 + 8 * count, 0, 2 * count, 2 * power, exponent, 2 * (count - power)] {
      table += bigEndian(short: number)
    }
    for segment in segments { table += bigEndian(short: segment.last) }
    table += [0, 0]
    for segment in segments { table += bigEndian(short: segment.first) }
    for segment in segments { table += bigEndian(short: segment.delta) }
    table += [UInt8](repeating: 0, count: 2 * count)
    var map: [UInt8] = []
    for number in [0, 1, 3, 1] { map += bigEndian(short: number) }
    return map + bigEndian(long: 12) + table
  }

  /// A font file of tables in the order of their names.
  private static func file(_ tables: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var power = 1
    var exponent = 0
    while power * 2 <= tables.count { (power, exponent) = (power * 2, exponent + 1) }
    var result = bigEndian(long: 0x0001_0000)
    for number in [tables.count, 16 * power, exponent, 16 * (tables.count - power)] {
      result += bigEndian(short: number)
    }
    var offset = 12 + 16 * tables.count
    for table in tables {
      result += Array(table.name.utf8)
      for number in [checksum(table.bytes), offset, table.bytes.count] { result += bigEndian(long: number) }
      offset += (table.bytes.count + 3) / 4 * 4
    }
    for table in tables {
      result += table.bytes
      while result.count % 4 != 0 { result.append(0) }
    }
    return result
  }

  private static func checksum(_ bytes: [UInt8]) -> Int {
    stride(from: 0, to: bytes.count, by: 4).reduce(0) { sum, place in
      let word = (0..<4).reduce(0) { $0 << 8 | (place + $1 < bytes.count ? Int(bytes[place + $1]) : 0) }
      return (sum + word) & 0xFFFF_FFFF
    }
  }

  private static func bigEndian(short value: Int) -> [UInt8] {
    [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
  }

  private static func bigEndian(long value: Int) -> [UInt8] {
    bigEndian(short: value >> 16) + bigEndian(short: value)
  }
}
