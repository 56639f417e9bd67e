// What a build leaves behind when it is killed: files that were not renamed yet, folders in which TeX worked. Their names say
// which process made them, so that the next build can tell those of a build that still runs.

import Foundation
import Synchronization

/// Files and folders of builds that are on their way.
package enum Leftovers {
  /// What is on its way.
  package enum Kind: String, Sendable, CaseIterable {
    /// A file that is renamed when it is whole.
    case file = ".nabla-file-"
    /// A folder in which another program works.
    case folder = ".nabla-folder-"
  }

  /// How Foundation names a file that it writes whole; what follows is the process in base 16.
  private static let foundationPrefix = ".dat.nosync"
  private static let next = Atomic<Int>(0)

  /// A name that no build has used that still runs.
  package static func newName(of kind: Kind) -> String {
    "\(kind.rawValue)\(getpid())-\(next.add(1, ordering: .relaxed).oldValue)"
  }

  /// Removes from a folder what is left of builds that ended.
  package static func sweep(_ folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard let process = process(of: name), process != getpid(), kill(process, 0) != 0, errno == ESRCH else {
        continue
      }
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  /// The process that made a file on its way; nil for files of any other name.
  private static func process(of name: String) -> pid_t? {
    func number(behind prefix: String, radix: Int, upTo end: Character) -> pid_t? {
      guard name.hasPrefix(prefix) else { return nil }
      let rest = name.dropFirst(prefix.count)
      guard let digits = rest.firstIndex(of: end).map({ rest[..<$0] }),
        let number = pid_t(digits, radix: radix)
      else { return nil }
      return number > 0 ? number : nil
    }
    for kind in Kind.allCases {
      if let process = number(behind: kind.rawValue, radix: 10, upTo: "-") { return process }
    }
    return number(behind: foundationPrefix, radix: 16, upTo: ".")
  }
}
