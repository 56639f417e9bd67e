// Whom a preview answers, by the headers that a browser sets and no page can.

/// The addresses that a preview may listen at.
package enum LoopbackAddress: Sendable, Hashable, CaseIterable {
  case ip4
  case ip6

  /// The loopback address of a text; nil for every other address and name.
  package init?(_ text: String) {
    switch text {
    case "127.0.0.1", "localhost": self = .ip4
    case "::1", "[::1]": self = .ip6
    default: return nil
    }
  }

  /// The address as it stands in a URL.
  package var host: String {
    switch self {
    case .ip4: "127.0.0.1"
    case .ip6: "[::1]"
    }
  }
}

/// The requests that are let in at a port.
struct LoopbackVisitors {
  private let hosts: Set<String>

  init(port: Int) { hosts = Set(["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(port)" }) }

  /// Whether a request with these headers comes from this machine's user.
  ///
  /// A name that a stranger lets resolve to this machine is refused as host, a page of another site as origin, and what such
  /// a page includes (a script, a picture) by the site that browsers state. A link that is followed is let in.
  func lets(host: String?, origin: String?, site: String?, mode: String?) -> Bool {
    guard let host, hosts.contains(host.lowercased()) else { return false }
    if let origin {
      guard let name = origin.lowercased().dropping(prefix: "http://"), hosts.contains(name) else {
        return false
      }
    }
    switch site {
    case nil, "same-origin", "none": return true
    default: return mode == "navigate"
    }
  }
}

extension String {
  /// The rest behind a beginning; nil when it begins otherwise.
  fileprivate func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
