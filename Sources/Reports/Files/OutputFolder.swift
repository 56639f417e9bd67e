// Where reports go: one folder, outside of which nothing is written, and in which no half-written file is ever seen.

package import Diagnostics
import Foundation
import Hashing

/// The folder that a build writes to.
package struct OutputFolder: Sendable {
  /// Why a file was not written.
  package enum Failure: Error, Sendable, Hashable {
    /// The place is not inside the folder.
    case outside(path: String)
    /// The system refused.
    case unwritable(path: String, reason: String)

    /// What a user is told.
    package var diagnostic: Diagnostic {
      switch self {
      case .outside(let path):
        Diagnostic(
          code: "output.outside",
          message: "'\(path)' is not inside the output folder",
          range: nil
        )
      case .unwritable(let path, let reason):
        Diagnostic(code: "output.unwritable", message: "'\(path)' cannot be written: \(reason)", range: nil)
      }
    }
  }

  /// Whether a file changed on disk.
  package enum Change: Sendable, Hashable {
    /// The file is new or has new content.
    case written
    /// The file had this content already, and was left alone.
    case unchanged
  }

  /// The path of the folder.
  package let path: String

  /// The folder at a path, which is made when the first file is written.
  package init(_ path: String) { self.path = path }

  /// The name of a notebook's reports: its path below the folder that was named, without `.md`.
  package static func name(ofNotebookAt path: String, below root: String? = nil) -> String {
    var rest = path[...]
    if let root {
      let prefix = root.hasSuffix("/") ? root : root + "/"
      rest = path.hasPrefix(prefix) ? path.dropFirst(prefix.count) : path[...]
    } else if let slash = path.lastIndex(of: "/") {
      rest = path[slash...].dropFirst()
    }
    for suffix in [".md", ".qmd", ".Rmd", ".rmd", ".markdown", ".ipynb", ".tex", ".docx"]
    where rest.hasSuffix(suffix) {
      return String(rest.dropLast(suffix.count))
    }
    return String(rest)
  }

  /// Removes what builds that were killed left beside the reports of these names.
  package func sweep(_ names: [String]) {
    for parent in Set(names.map(\.parentPath)) {
      Leftovers.sweep(parent.isEmpty ? path : path + "/" + parent)
    }
  }

  /// Writes a file of the folder, all of it or nothing.
  @discardableResult
  package func write(_ text: String, to name: String) throws(Failure) -> Change {
    try write(Array(text.utf8), to: name)
  }

  /// Writes the bytes of a file of the folder, all of them or nothing.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws(Failure) -> Change {
    let components = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !components.isEmpty, components.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }),
      !name.contains("\0")
    else { throw .outside(path: name) }
    let target = URL(fileURLWithPath: path).appendingPathComponent(name)
    let folder = target.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: folder.relativePath, reason: Self.reason(error))
    }
    // A link inside the folder could lead out of it.
    let root = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let real = folder.resolvingSymlinksInPath().path
    guard real == root || real.hasPrefix(root == "/" ? root : root + "/") else { throw .outside(path: name) }
    if (try? FileContents.read(target.path, upTo: bytes.count)) == bytes { return .unchanged }
    if let number = Self.replace(target.path, with: bytes) {
      throw .unwritable(path: target.relativePath, reason: Self.reason(number))
    }
    return .written
  }

  /// The hash of a file of the folder; nil when there is none, or it is not in the folder.
  package func hash(of name: String) -> String? {
    guard !name.split(separator: "/").contains(".."),
      let bytes = try? FileContents.read(path + "/" + name, upTo: Self.readBound)
    else { return nil }
    return SHA256.digest(of: bytes).hexadecimal
  }

  /// The most bytes of a file that is read again; what is longer is written again.
  private static let readBound = 256 << 20

  /// Puts the bytes into a file beside and renames it; returns the system's error number when it refuses.
  private static func replace(_ path: String, with bytes: [UInt8]) -> Int32? {
    let partial = path.parentPath + "/" + Leftovers.newName(of: .file)
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return errno }
    var failure = bytes.withUnsafeBytes { buffer -> Int32? in
      var rest = UnsafeRawBufferPointer(rebasing: buffer[...])
      while !rest.isEmpty {
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return nil
    }
    // Some systems say only here that the disk is full.
    if close(descriptor) != 0, failure == nil { failure = errno }
    if failure == nil, rename(partial, path) != 0 { failure = errno }
    if failure != nil { unlink(partial) }
    return failure
  }

  /// What the system says, without the path and the words around it.
  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
    guard underlying.domain == NSPOSIXErrorDomain else { return "the folder is not there or not open to you" }
    return reason(Int32(underlying.code))
  }

  private static func reason(_ number: Int32) -> String {
    switch number {
    case ENOSPC: "the disk is full"
    case EDQUOT: "your share of the disk is full"
    default: String(cString: strerror(number))
    }
  }
}
