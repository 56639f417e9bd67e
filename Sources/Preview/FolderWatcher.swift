// Events of files, by their folders: an editor that saves by renaming makes a new file each time, which a watch of the old one
// would not hear of.

import Dispatch
import Foundation
import Synchronization

/// Tells that something in a folder, or in one below it, may have changed.
package final class FolderWatcher: Sendable {
  /// That something changed; several changes at once are one.
  package let changes: AsyncStream<Void>

  private let change: AsyncStream<Void>.Continuation
  private let folder: String
  private let queue = DispatchQueue(label: "events of files")
  private let state: Mutex<State>

  private struct State: @unchecked Sendable {
    // Only set and cancelled, both under the lock.
    var source: (any DispatchSourceProtocol)?
    var descriptor: Int32 = -1
    /// Folders that are watched without those below them.
    var others: Set<String> = []
  }

  /// The folders that are watched at most; a preview of more looks for changes all the time.
  private static let folderBound = 1024
  /// How often a system without events is asked, in milliseconds.
  private static let interval = 200

  /// Begins to watch.
  package init(_ folder: String) {
    (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    self.folder = folder
    state = Mutex(State())
    if !watchByEvents() { watchByTime() }
  }

  deinit { stop() }

  /// Watches one more folder, without those below it.
  package func alsoWatch(_ folder: String) {
    let isNew = state.withLock { $0.others.insert(folder).inserted }
    if isNew { addWatches() }
  }

  /// Ends the changes.
  package func stop() {
    state.withLock { state in
      state.source?.cancel()
      state.source = nil
    }
    change.finish()
  }

  private func watchByTime() {
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now(), repeating: .milliseconds(Self.interval))
    timer.setEventHandler { [change] in change.yield() }
    state.withLock { $0.source = timer }
    timer.resume()
  }

  #if os(Linux)
    /// Asks the kernel for events; false where it has none left to give.
    private func watchByEvents() -> Bool {
      let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
      guard descriptor >= 0 else { return false }
      state.withLock { $0.descriptor = descriptor }
      guard addWatches() else {
        close(descriptor)
        state.withLock { $0.descriptor = -1 }
        return false
      }
      let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
      source.setEventHandler { [weak self] in self?.hear(descriptor) }
      source.setCancelHandler { close(descriptor) }
      state.withLock { $0.source = source }
      source.resume()
      return true
    }

    /// Watches all folders that are there now; one that is watched already stays as it is.
    @discardableResult
    private func addWatches() -> Bool {
      let (descriptor, others) = state.withLock { ($0.descriptor, $0.others.sorted()) }
      guard descriptor >= 0 else { return false }
      let events =
        IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_DELETE_SELF
        | IN_MOVE_SELF | IN_ONLYDIR
      var isWatched = true
      for folder in Self.below(folder) + others {
        if inotify_add_watch(descriptor, folder, UInt32(bitPattern: events)) < 0, errno != ENOENT,
          errno != EACCES
        {
          isWatched = false
        }
      }
      return isWatched
    }

    /// Takes the events that wait, and says that there were some; what they are is seen by looking.
    private func hear(_ descriptor: Int32) {
      var hasNewFolder = false
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      let headerLength = MemoryLayout<inotify_event>.size
      while true {
        let count = read(descriptor, &buffer, buffer.count)
        guard count >= headerLength else { break }
        var place = 0
        while place + headerLength <= count {
          let event = buffer.withUnsafeBytes {
            $0.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
          }
          if event.mask & UInt32(bitPattern: IN_ISDIR) != 0 { hasNewFolder = true }
          place += headerLength + Int(event.len)
        }
      }
      // What came into a new folder before it was watched is seen, since the change is told afterwards.
      if hasNewFolder { addWatches() }
      change.yield()
    }
  #else
    /// Elsewhere changes are looked for.
    private func watchByEvents() -> Bool { false }

    private func addWatches() {}
  #endif

  /// A folder and those below it that are not hidden.
  private static func below(_ folder: String) -> [String] {
    var found: [String] = []
    var waiting = [folder]
    while let next = waiting.popLast(), found.count < folderBound {
      found.append(next)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: next)) ?? []
      for name in names where !name.hasPrefix(".") {
        var status = stat()
        // Links are not followed: they may lead in circles.
        guard lstat(next + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { continue }
        waiting.append(next + "/" + name)
      }
    }
    return found
  }
}
