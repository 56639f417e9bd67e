/// What a browser gets for a path.
package struct PageResponse: Sendable {
  /// Whether there is something at the path.
  package enum Status: Sendable, Hashable {
    /// There is.
    case found
    /// There is nothing.
    case missing
    /// It is at another path.
    case elsewhere(path: String)
  }

  /// Whether there is something at the path.
  package let status: Status
  /// What it is, as `text/html`.
  package let mediaType: String
  /// The bytes.
  package let bytes: [UInt8]

  /// An answer.
  package init(_ status: Status = .found, mediaType: String, bytes: [UInt8]) {
    self.status = status
    self.mediaType = mediaType
    self.bytes = bytes
  }

  /// A page.
  package static func html(_ text: String, _ status: Status = .found) -> PageResponse {
    PageResponse(status, mediaType: "text/html; charset=utf-8", bytes: Array(text.utf8))
  }

  /// A script.
  package static func script(_ text: String) -> PageResponse {
    PageResponse(mediaType: "text/javascript; charset=utf-8", bytes: Array(text.utf8))
  }

  /// A line of text.
  package static func text(_ text: String, _ status: Status = .missing) -> PageResponse {
    PageResponse(status, mediaType: "text/plain; charset=utf-8", bytes: Array((text + "\n").utf8))
  }

  /// The way to another path.
  package static func moved(to path: String) -> PageResponse { .text("see /\(path)", .elsewhere(path: path)) }
}
