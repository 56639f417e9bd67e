// Paths as text, cut at their slashes.

extension StringProtocol {
  /// What stands before the last slash; empty when there is none.
  package var parentPath: String {
    guard let slash = lastIndex(of: "/") else { return "" }
    return slash == startIndex ? "/" : String(self[..<slash])
  }

  /// What stands behind the last slash.
  package var lastPathComponent: String {
    lastIndex(of: "/").map { String(self[index(after: $0)...]) } ?? String(self)
  }

  /// The path without `.` and without going down and up again.
  package var normalizedPath: String {
    var parts: [SubSequence] = []
    for part in split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// What stands behind the last dot of the last component, in small letters; empty when there is none.
  package var pathExtension: String {
    let name = lastPathComponent
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
