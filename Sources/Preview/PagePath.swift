// Paths of requests. No page is a file that is opened by its path, and still no path leads out of the preview.

import Foundation

/// Paths below the root of a preview.
package enum PagePath {
  /// The path of a request without its first slash; nil when it is none of a page: with `..`, empty parts, backslashes or
  /// characters that control.
  static func decoded(_ raw: String) -> String? {
    guard raw.hasPrefix("/"), let text = raw.removingPercentEncoding else { return nil }
    let path = String(text.dropFirst())
    if path.isEmpty { return path }
    let isPlain = path.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f && $0 != "\\" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard isPlain, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
    return path
  }

  /// A path as it stands in an address.
  package static func encoded(_ path: String) -> String {
    path.addingPercentEncoding(
      withAllowedCharacters: .urlPathAllowed.subtracting(CharacterSet(charactersIn: ":"))
    )
      ?? path
  }
}
