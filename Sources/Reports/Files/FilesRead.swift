import Hashing

/// The files beside a notebook that a report was made with, and what was found where none was.
package struct FilesRead: Sendable, Hashable {
  /// The hash of each by its path; nil where there was no file to be read.
  package private(set) var hashes: [String: String?] = [:]

  /// No files yet.
  package init() {}

  /// Files that were read at another time.
  package init(hashes: [String: String?]) { self.hashes = hashes }

  /// The bytes of a file, which is noted; nil when it is none, or has more bytes than `bound`.
  package mutating func contents(_ path: String, upTo bound: Int) -> [UInt8]? {
    let bytes = Self.regular(path, upTo: bound)
    hashes[path] = .some(bytes.map { SHA256.digest(of: $0).hexadecimal })
    return bytes
  }

  /// Notes what others have read.
  package mutating func formUnion(_ other: FilesRead) { hashes.merge(other.hashes) { $1 } }

  /// Whether all are as they were.
  package func areUnchanged(upTo bound: Int) -> Bool {
    hashes.allSatisfy { path, hash in
      Self.regular(path, upTo: bound).map { SHA256.digest(of: $0).hexadecimal } == hash
    }
  }

  /// Devices and pipes have no end.
  private static func regular(_ path: String, upTo bound: Int) -> [UInt8]? {
    guard FileSignature(path)?.isRegular == true else { return nil }
    return try? FileContents.read(path, upTo: bound)
  }
}
