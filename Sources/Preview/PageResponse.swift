/// What a browser gets for a path.
public struct PageResponse: Sendable {
  /// Whether there is something at the path.
  public enum Status: Sendable, Hashable {
    /// There is.
    case found
    /// There is nothing.
    case missing
    /// It is at another path.
    case elsewhere(path: String)
  }

  /// Whether there is something at the path.
  public let status: Status
  /// What it is, as `text/html`.
  public let mediaType: String
  /// The bytes.
  public let bytes: [UInt8]

  /// An answer.
  public init(_ status: Status = .found, mediaType: String, bytes: [UInt8]) {
    self.status = status
    self.mediaType = mediaType
    self.bytes = bytes
  }

  /// A page.
  public static func html(_ text: String, _ status: Status = .found) -> PageResponse {
    PageResponse(status, mediaType: "text/html; charset=utf-8", bytes: Array(text.utf8))
  }

  /// A script.
  public static func script(_ text: String) -> PageResponse {
    PageResponse(mediaType: "text/javascript; charset=utf-8", bytes: Array(text.utf8))
  }

  /// A line of text.
  public static func text(_ text: String, _ status: Status = .missing) -> PageResponse {
    PageResponse(status, mediaType: "text/plain; charset=utf-8", bytes: Array((text + "\n").utf8))
  }

  /// The way to another path.
  public static func moved(to path: String) -> PageResponse { .text("see /\(path)", .elsewhere(path: path)) }
}
