// The server of a preview. The only importer of the package that speaks HTTP.

import FlyingFox
import FlyingSocks
import Foundation

/// A server for the browsers of this machine: it hands out pages, and tells open tabs what changed.
package actor LocalServer {
  /// Why it does not run.
  package enum Failure: Error, Sendable, Hashable {
    /// Another program listens at this port.
    case portTaken(Int)
    /// The system refused.
    case refused(reason: String)
  }

  /// The longest that a page may take to be made; the bounds of a notebook end it long before.
  private static let secondsPerPage = 600.0

  private let port: Int
  private let server: HTTPServer
  private let door: FrontDoor
  private var running: Task<Void, any Error>?

  /// A server that does not listen yet.
  ///
  /// Port 0 is any free one. `respond` is asked for paths without their first slash.
  package init(
    _ address: LoopbackAddress = .ip4,
    port: Int,
    respond: @escaping @Sendable (_ path: String) async -> PageResponse
  ) {
    self.port = port
    door = FrontDoor(respond)
    let number = UInt16(clamping: port)
    switch address {
    case .ip4:
      var place = sockaddr_in.inet(port: number)
      place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      server = HTTPServer(address: place, timeout: Self.secondsPerPage, logger: .disabled, handler: door)
    case .ip6:
      server = HTTPServer(
        address: sockaddr_in6.loopback(port: number),
        timeout: Self.secondsPerPage,
        logger: .disabled,
        handler: door
      )
    }
  }

  /// Begins to listen; returns the port.
  package func start() async throws(Failure) -> Int {
    let server = server
    let running = Task { try await server.run() }
    // A machine that builds at the same time may need longer than the five seconds that are given by default.
    let listening = Task { try await server.waitUntilListening(timeout: 60) }
    Task {
      _ = await running.result
      listening.cancel()
    }
    if case .success = await listening.result {
      self.running = running
      let port = await listeningPort()
      door.open(at: port)
      return port
    }
    running.cancel()
    guard case .failure(let error) = await running.result, case SocketError.failed(_, let number, _) = error
    else { throw .refused(reason: "it does not begin to listen") }
    throw number == EADDRINUSE ? .portTaken(port) : .refused(reason: String(cString: strerror(number)))
  }

  /// Tells all open tabs something.
  package func tell(_ news: String) { door.tabs.tell(news) }

  /// Ends the connections and listens no longer.
  package func stop() async {
    door.tabs.close()
    await server.stop(timeout: 0.2)
    _ = await running?.result
    running = nil
  }

  private func listeningPort() async -> Int {
    switch await server.listeningAddress {
    case .ip4(_, let port), .ip6(_, let port): Int(port)
    case .unix, nil: port
    }
  }
}
