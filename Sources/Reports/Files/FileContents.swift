// Reading files that others may be writing: an editor that saves, a program that makes a picture.

import Foundation

/// What tells one state of a file from another without reading it.
package struct FileSignature: Sendable, Hashable {
  private let device: UInt64
  private let inode: UInt64
  private let size: Int64
  private let seconds: Int
  private let nanoseconds: Int
  private let type: UInt32

  /// The signature of the file at a path, behind its links; nil when there is none.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  fileprivate init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    seconds = time.tv_sec
    nanoseconds = time.tv_nsec
    type = UInt32(status.st_mode) & UInt32(S_IFMT)
  }

  /// Whether it is a file with a content, not a folder, device or pipe.
  package var isRegular: Bool { type == UInt32(S_IFREG) }
  /// Whether it is a folder.
  package var isFolder: Bool { type == UInt32(S_IFDIR) }
  /// Whether it is the same file, whatever its content.
  package func isSameFile(as other: FileSignature) -> Bool { device == other.device && inode == other.inode }

  fileprivate var isEmpty: Bool { size == 0 }

  /// Its size and when it was written, as text.
  package var text: String { "\(size) \(seconds).\(nanoseconds)" }

  /// How long ago the file was written, in seconds.
  fileprivate var age: Double { Date().timeIntervalSince1970 - Double(seconds) - Double(nanoseconds) / 1e9 }
}

/// The bytes of files, each as somebody left it.
package enum FileContents {
  /// Why there are none.
  package enum Failure: Error, Sendable, Hashable {
    /// There is no such file.
    case missing
    /// It is a folder, or not open to this user.
    case unreadable
    /// It has more bytes than asked for.
    case tooLong
    /// It changed whenever it was read.
    case changing
  }

  /// How often a file that changes is read again.
  private static let tries = 20
  /// The pause between two tries, in microseconds.
  private static let pause: UInt32 = 10_000
  /// Between two writes of one save passes less than this, in seconds; a file that is older has been saved.
  private static let saveAge = 0.02
  /// An editor that writes a file anew makes it empty first; a file that is empty for longer is meant to be, in seconds.
  private static let emptyAge = 0.1

  /// The bytes of a file of at most `bound` bytes.
  ///
  /// A file that is written while it is read is read again, so that what comes back is what somebody saved. Pipes, which can be
  /// read once only, are read as they are.
  package static func read(_ path: String, upTo bound: Int) throws(Failure) -> [UInt8] {
    for _ in 0..<tries {
      if let bytes = try attempt(path, bound) { return bytes }
      usleep(pause)
    }
    throw .changing
  }

  /// The bytes; nil when the file changed meanwhile.
  private static func attempt(_ path: String, _ bound: Int) throws(Failure) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable }
    defer { close(descriptor) }
    guard let before = FileSignature(descriptor: descriptor), !before.isFolder else { throw .unreadable }
    let bytes = try all(of: descriptor, bound)
    guard before.isRegular else { return bytes }
    guard let after = FileSignature(descriptor: descriptor), before == after else { return nil }
    // One that was replaced is read in its new state.
    guard let named = FileSignature(path), named == after else { return nil }
    // A clock that runs behind that of the disk says nothing.
    return (0..<(after.isEmpty ? emptyAge : saveAge)).contains(after.age) ? nil : bytes
  }

  private static func all(of descriptor: Int32, _ bound: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    let step = 1 << 16
    while true {
      let start = bytes.count
      var count = 0
      bytes += [UInt8](unsafeUninitializedCapacity: step) { buffer, filled in
        count = Foundation.read(descriptor, buffer.baseAddress, step)
        filled = max(count, 0)
      }
      guard count >= 0 else {
        if errno == EINTR { continue }
        throw .unreadable
      }
      guard bytes.count <= bound else { throw .tooLong }
      if bytes.count == start { return bytes }
    }
  }
}
