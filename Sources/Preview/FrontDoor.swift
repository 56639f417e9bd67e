// What a request must be to get an answer. A page of a foreign site can make a browser send requests to this machine; it can
// choose neither the host nor the origin that the browser says.

import FlyingFox
import Foundation
import Synchronization

/// Lets in who asks for a page from a page of this server, and nobody else.
final class FrontDoor: HTTPHandler {
  /// The path at which tabs wait for news.
  static let newsPath = "-/news"

  let tabs = OpenTabs()
  private let respond: @Sendable (String) async -> PageResponse
  private let visitors = Mutex<LoopbackVisitors?>(nil)

  init(_ respond: @escaping @Sendable (String) async -> PageResponse) { self.respond = respond }

  /// From now on requests to this port are answered.
  func open(at port: Int) { visitors.withLock { $0 = LoopbackVisitors(port: port) } }

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    func header(_ name: String) -> String? { request.headers[HTTPHeader(name)] }
    let isKnown = visitors.withLock { visitors in
      visitors?.lets(
        host: header("Host"),
        origin: header("Origin"),
        site: header("Sec-Fetch-Site"),
        mode: header("Sec-Fetch-Mode")
      )
    }
    guard isKnown == true else {
      return Self.response(.forbidden, .text("this preview is for pages of its own only"))
    }
    guard request.method == .GET else {
      return Self.response(.methodNotAllowed, .text("only GET is answered"), ["Allow": "GET"])
    }
    guard let path = PagePath.decoded(request.target.path()) else {
      return Self.response(.badRequest, .text("this is not the path of a page"))
    }
    if path == Self.newsPath {
      // A tab is a browser's, and a browser says where the page is from.
      guard header("Origin") != nil else {
        return Self.response(.forbidden, .text("this preview is for pages of its own only"))
      }
      return try await WebSocketHTTPHandler.webSocket(tabs).handleRequest(request)
    }
    let page = await respond(path)
    switch page.status {
    case .found: return Self.response(.ok, page)
    case .missing: return Self.response(.notFound, page)
    case .elsewhere(let path): return Self.response(.found, page, ["Location": "/" + PagePath.encoded(path)])
    }
  }

  private static func response(
    _ status: HTTPStatusCode,
    _ page: PageResponse,
    _ more: [String: String] = [:]
  ) -> HTTPResponse {
    var headers: HTTPHeaders = [
      .contentType: page.mediaType,
      .cacheControl: "no-store",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
      HTTPHeader("X-Frame-Options"): "DENY",
      HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
      HTTPHeader("Cross-Origin-Opener-Policy"): "same-origin",
      HTTPHeader("Referrer-Policy"): "no-referrer",
    ]
    for (name, value) in more { headers[HTTPHeader(name)] = value }
    return HTTPResponse(statusCode: status, headers: headers, body: Data(page.bytes))
  }
}
