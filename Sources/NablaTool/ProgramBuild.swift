// Which build of the program this is: two builds of one text of the program are one, wherever and whenever they were made.

import Foundation
import Reports

/// What tells one build of the program from another.
struct ProgramBuild: Sendable {
  /// A name that changes with the program.
  let name: String

  /// This build; nil when the program cannot find its file.
  static let current: ProgramBuild? = {
    guard let path = Bundle.main.executablePath, let handle = FileHandle(forReadingAtPath: path) else {
      return nil
    }
    defer { try? handle.close() }
    if let identifier = ELFNotes(handle).buildIdentifier { return ProgramBuild(name: "build \(identifier)") }
    // A linker of another system: the hash of the whole file, which takes a quarter of a second.
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return ProgramBuild(name: "file \(RecordWriter().hash(ofBytes: Array(data)))")
  }()
}

/// The notes of an executable of the Executable and Linkable Format, 64 bits, little endian.
private struct ELFNotes {
  private let handle: FileHandle

  init(_ handle: FileHandle) { self.handle = handle }

  /// The hash of the program's parts that the linker puts into the note `GNU` of type 3; nil when there is none.
  var buildIdentifier: String? {
    guard let header = bytes(at: 0, 64), header.prefix(6) == [0x7f, 0x45, 0x4c, 0x46, 2, 1] else {
      return nil
    }
    let tableStart = number(header, 32, 8)
    let entryLength = number(header, 54, 2)
    guard entryLength >= 56 else { return nil }
    for entry in 0..<number(header, 56, 2) {
      guard let segment = bytes(at: tableStart + entry * entryLength, 56) else { return nil }
      // Type 4 is a segment of notes.
      guard number(segment, 0, 4) == 4, let notes = bytes(at: number(segment, 8, 8), number(segment, 32, 8))
      else {
        continue
      }
      if let identifier = Self.buildIdentifier(in: notes) { return identifier }
    }
    return nil
  }

  private static func buildIdentifier(in notes: [UInt8]) -> String? {
    var rest = notes[...]
    while rest.count >= 12 {
      let header = Array(rest.prefix(12))
      let nameLength = number(header, 0, 4)
      let length = number(header, 4, 4)
      rest = rest.dropFirst(12)
      let name = rest.prefix(nameLength)
      let content = rest.dropFirst(padded(nameLength)).prefix(length)
      if number(header, 8, 4) == 3, name.elementsEqual([0x47, 0x4e, 0x55, 0]), content.count == length,
        length > 0
      {
        return content.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      }
      rest = rest.dropFirst(padded(nameLength) + padded(length))
    }
    return nil
  }

  private static func padded(_ length: Int) -> Int { (length + 3) & ~3 }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    bytes[start..<start + count].reversed().reduce(0) { ($0 & 0x7f_ffff_ffff_ffff) << 8 | Int($1) }
  }

  private func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    Self.number(bytes, start, count)
  }

  /// No header or note is longer than a page of memory by far.
  private func bytes(at offset: Int, _ count: Int) -> [UInt8]? {
    guard (0...(1 << 20)).contains(count), offset >= 0, (try? handle.seek(toOffset: UInt64(offset))) != nil,
      let data = try? handle.read(upToCount: count), data.count == count
    else { return nil }
    return Array(data)
  }
}
