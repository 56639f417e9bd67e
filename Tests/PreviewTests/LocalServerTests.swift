import Foundation
import Testing

@testable import Preview

/// A connection that sends what it is told, byte by byte, as no browser would let a page do.
///
/// It waits on a thread of its own, since the server may need the one that asks.
private func answer(to request: String, at port: Int) async -> String {
  await withCheckedContinuation { continuation in
    Thread { continuation.resume(returning: exchange(request, at: port)) }.start()
  }
}

private func exchange(_ request: String, at port: Int) -> String {
  let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(connection) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = UInt16(port).bigEndian
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  let isConnected = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
  guard isConnected == 0 else { return "" }
  var limit = timeval(tv_sec: 60, tv_usec: 0)
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  let bytes = Array(request.utf8)
  _ = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  var all: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = recv(connection, &buffer, buffer.count, 0)
    guard count > 0 else { break }
    all += buffer[..<count]
    if request.contains("Upgrade") { break }
  }
  return String(decoding: all, as: UTF8.self)
}

@Suite("The server of a preview", .serialized)
struct LocalServerTests {
  private func withServer(_ body: (Int) async throws -> Void) async throws {
    let server = LocalServer(port: 0) { path in path == "secret.html" ? .html("the page") : .text("nothing") }
    let port = try await server.start()
    do { try await body(port) } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private func get(_ path: String, _ headers: String..., port: Int) async -> String {
    await answer(
      to: (["GET \(path) HTTP/1.1", "Connection: close"] + headers + ["", ""]).joined(separator: "\r\n"),
      at: port
    )
  }

  @Test("answers the browsers of this machine")
  func answers() async throws {
    try await withServer { port in
      let page = await get("/secret.html", "Host: 127.0.0.1:\(port)", port: port)
      #expect(page.hasPrefix("HTTP/1.1 200") && page.hasSuffix("the page"))
      let other = await get("/other.html", "Host: localhost:\(port)", port: port)
      #expect(other.hasPrefix("HTTP/1.1 404"))
      for header in [
        "nosniff", "Cross-Origin-Resource-Policy: same-origin", "X-Frame-Options: DENY", "no-store",
      ] {
        #expect(page.contains(header))
      }
    }
  }

  @Test("refuses foreign hosts, foreign origins and what foreign pages include")
  func foreign() async throws {
    try await withServer { port in
      let host = "Host: 127.0.0.1:\(port)"
      let attempts: [[String]] = [
        ["Host: evil.example"], ["Host: evil.example:\(port)"], ["Host: 192.168.0.1:\(port)"], [],
        [host, "Origin: http://evil.example"], [host, "Origin: null"],
        [host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"],
        [host, "Host: evil.example:\(port)"],
      ]
      for headers in attempts {
        let text = await answer(
          to: (["GET /secret.html HTTP/1.1", "Connection: close"] + headers + ["", ""]).joined(
            separator: "\r\n"
          ),
          at: port
        )
        #expect(text.hasPrefix("HTTP/1.1 403"), "\(headers)")
        #expect(!text.contains("the page"))
      }
    }
  }

  @Test("opens a socket for its own pages only")
  func sockets() async throws {
    try await withServer { port in
      func opened(_ more: String...) async -> Bool {
        let lines = [
          "GET /-/news HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: Upgrade", "Upgrade: websocket",
          "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ]
        return await answer(to: (lines + more + ["", ""]).joined(separator: "\r\n"), at: port).hasPrefix(
          "HTTP/1.1 101"
        )
      }
      #expect(await opened("Origin: http://127.0.0.1:\(port)"))
      #expect(await !opened("Origin: http://evil.example"))
      #expect(await !opened("Origin: http://127.0.0.1:\(port + 1)"))
      #expect(await !opened())
    }
  }

  @Test("knows no path that leads out of the preview, and does nothing but answer")
  func paths() async throws {
    try await withServer { port in
      let host = "Host: 127.0.0.1:\(port)"
      for path in [
        "/../secret.html", "/%2e%2e/secret.html", "//secret.html", "http://evil.example/secret.html", "/a%00",
      ] {
        let text = await get(path, host, port: port)
        #expect(text.hasPrefix("HTTP/1.1 400"), "\(path)")
      }
      for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let text = await answer(
          to: "\(method) /secret.html HTTP/1.1\r\n\(host)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
          at: port
        )
        #expect(text.hasPrefix("HTTP/1.1 405"), "\(method)")
      }
    }
  }

  @Test("listens on loopback, says when a port is taken, and frees it when it stops")
  func ports() async throws {
    let server = LocalServer(port: 0) { _ in .text("one") }
    let port = try await server.start()
    let other = LocalServer(port: port) { _ in .text("two") }
    await #expect(throws: LocalServer.Failure.portTaken(port)) { try await other.start() }
    await server.stop()
    let silence = await get("/", "Host: 127.0.0.1:\(port)", port: port)
    #expect(silence.isEmpty)
    let third = LocalServer(port: port) { _ in .text("three") }
    let again = try await third.start()
    #expect(again == port)
    await third.stop()
  }
}
