// Columns in the units that others count: code points of a line rather than bytes.

import Diagnostics
import Foundation

/// Turns columns in bytes to columns in code points, with the lines of the files themselves.
struct LineColumns {
  private var files: [String: SourceFile?] = [:]

  /// The column in code points, from 1; nil where the file can no longer be read.
  mutating func codePoints(_ column: Int, line: Int, of path: String) -> Int? {
    if files[path] == nil {
      let data = path == "-" ? nil : FileManager.default.contents(atPath: path)
      files[path] = .some(data.map { SourceFile(path: path, text: String(decoding: $0, as: UTF8.self)) })
    }
    guard case .some(.some(let file)) = files[path] else { return nil }
    let before = Array(file.line(line).utf8.prefix(max(0, column - 1)))
    return String(decoding: before, as: UTF8.self).unicodeScalars.count + 1
  }
}
