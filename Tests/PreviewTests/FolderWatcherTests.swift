import Foundation
import Synchronization
import Testing

@testable import Preview

@Suite("A folder that is watched")
struct FolderWatcherTests {
  /// The changes that were told so far.
  private final class Heard: Sendable {
    private let count = Mutex(0)

    func note() { count.withLock { $0 += 1 } }
    var number: Int { count.withLock { $0 } }

    /// Whether more than `number` are heard in some seconds.
    func exceeds(_ number: Int) async -> Bool {
      for _ in 0..<500 {
        if self.number > number { return true }
        try? await Task.sleep(for: .milliseconds(20))
      }
      return false
    }
  }

  @Test(
    "says when files in it are written, made, named anew or taken away, in folders below that are new as well"
  )
  func events() async throws {
    let files = FileManager.default
    let place = files.temporaryDirectory.appendingPathComponent("nabla-\(UUID().uuidString)").path
    let elsewhere = place + "-elsewhere"
    for folder in [place + "/deep", elsewhere] {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    defer { for folder in [place, elsewhere] { try? files.removeItem(atPath: folder) } }
    func write(_ text: String, _ path: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    let watcher = FolderWatcher(place)
    watcher.alsoWatch(elsewhere)
    let heard = Heard()
    let listening = Task { for await _ in watcher.changes { heard.note() } }
    let actions: [(name: String, action: () throws -> Void)] = [
      ("a new file", { try write("one", place + "/a.md") }),
      ("an edited file", { try write("two", place + "/a.md") }),
      ("a file named anew", { try files.moveItem(atPath: place + "/a.md", toPath: place + "/b.md") }),
      ("a file below", { try write("one", place + "/deep/c.md") }),
      (
        "a new folder",
        { try files.createDirectory(atPath: place + "/new", withIntermediateDirectories: false) }
      ),
      ("a file in a new folder", { try write("one", place + "/new/d.md") }),
      ("a file of the folder that is watched too", { try write("@book", elsewhere + "/e.bib") }),
      ("a deleted file", { try files.removeItem(atPath: place + "/b.md") }),
      ("a deleted folder", { try files.removeItem(atPath: place + "/new") }),
    ]
    for (name, action) in actions {
      // What belongs to the action before has been told by now.
      try await Task.sleep(for: .milliseconds(300))
      let before = heard.number
      try action()
      #expect(await heard.exceeds(before), "\(name)")
    }
    #if os(Linux)
      try await Task.sleep(for: .milliseconds(300))
      let before = heard.number
      try await Task.sleep(for: .milliseconds(600))
      #expect(heard.number == before, "nothing happened")
    #endif
    watcher.stop()
    await listening.value
  }
}
