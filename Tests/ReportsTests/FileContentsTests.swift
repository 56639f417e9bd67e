import Foundation
import Synchronization
import Testing

@testable import Reports

@Suite("Files that others write")
struct FileContentsTests {
  private func withFile(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-\(UUID().uuidString)")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  /// Writes over a file in place, in two steps, as an editor that does not rename.
  private static func overwrite(_ path: String, with byte: UInt8, _ count: Int) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    let half = [UInt8](repeating: byte, count: count / 2)
    _ = half.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    usleep(5000)
    _ = half.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  @Test("are read as somebody saved them, or not at all")
  func saved() throws {
    try withFile { path in
      let count = 1 << 18
      Self.overwrite(path, with: 0x61, count)
      let isDone = Atomic(false)
      let writer = Thread {
        for round in 0..<15 {
          Self.overwrite(path, with: round % 2 == 0 ? 0x62 : 0x61, count)
          usleep(60_000)
        }
        isDone.store(true, ordering: .releasing)
      }
      writer.start()
      var read = 0
      while !isDone.load(ordering: .acquiring) {
        guard let bytes = try? FileContents.read(path, upTo: 1 << 20) else { continue }
        #expect(bytes.count == count && Set(bytes).count == 1)
        read += 1
      }
      #expect(read > 0)
      let last = try FileContents.read(path, upTo: 1 << 20)
      #expect(last.count == count)
    }
  }

  @Test("A file that an editor has just emptied is waited for")
  func emptied() throws {
    try withFile { path in
      try Data().write(to: URL(fileURLWithPath: path))
      let writer = Thread {
        usleep(30_000)
        try? Data("saved".utf8).write(to: URL(fileURLWithPath: path))
      }
      writer.start()
      let saved = try FileContents.read(path, upTo: 10)
      #expect(saved == Array("saved".utf8))
      try Data().write(to: URL(fileURLWithPath: path))
      let empty = try FileContents.read(path, upTo: 10)
      #expect(empty.isEmpty)
    }
  }

  @Test("What cannot be read says why")
  func failures() throws {
    try withFile { path in
      #expect(throws: FileContents.Failure.missing) { try FileContents.read(path, upTo: 10) }
      #expect(throws: FileContents.Failure.unreadable) { try FileContents.read("/", upTo: 10) }
      try Data("long".utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: FileContents.Failure.tooLong) { try FileContents.read(path, upTo: 3) }
      let whole = try FileContents.read(path, upTo: 4)
      #expect(whole.count == 4)
    }
  }
}
