import Testing

@testable import Preview

@Suite("Who is let in")
struct LoopbackVisitorsTests {
  private let visitors = LoopbackVisitors(port: 4860)

  @Test(
    "is who names this machine and the port as host",
    arguments: ["127.0.0.1:4860", "localhost:4860", "[::1]:4860", "LOCALHOST:4860"]
  )
  func hosts(_ host: String) {
    #expect(visitors.lets(host: host, origin: nil, site: nil, mode: nil))
    #expect(visitors.lets(host: host, origin: "http://\(host)", site: "same-origin", mode: "cors"))
  }

  @Test(
    "is nobody who names another host",
    arguments: [
      nil, "", "127.0.0.1", "127.0.0.1:80", "evil.example", "evil.example:4860",
      "127.0.0.1.evil.example:4860",
      "0.0.0.0:4860", "127.0.0.2:4860", "localhost.:4860", "localhost:4860@evil.example", "[::]:4860",
    ] as [String?]
  )
  func foreignHosts(_ host: String?) {
    #expect(!visitors.lets(host: host, origin: nil, site: nil, mode: nil))
  }

  @Test(
    "is no page of another origin",
    arguments: [
      "null", "", "http://evil.example", "https://127.0.0.1:4860", "http://127.0.0.1",
      "http://127.0.0.1:4861",
      "file://", "http://127.0.0.1:4860.evil.example",
    ]
  )
  func foreignOrigins(_ origin: String) {
    #expect(!visitors.lets(host: "127.0.0.1:4860", origin: origin, site: nil, mode: nil))
  }

  @Test("is a link that is followed from anywhere, and nothing that a foreign page includes")
  func foreignSites() {
    let host = "127.0.0.1:4860"
    #expect(visitors.lets(host: host, origin: nil, site: "cross-site", mode: "navigate"))
    #expect(visitors.lets(host: host, origin: nil, site: "none", mode: "navigate"))
    for site in ["cross-site", "same-site"] {
      for mode in ["no-cors", "cors", "websocket", nil] {
        #expect(!visitors.lets(host: host, origin: nil, site: site, mode: mode))
      }
    }
  }
}

@Suite("The path of a page")
struct PagePathTests {
  @Test("is what stands behind the first slash, decoded")
  func plain() {
    for (raw, path) in [
      ("/", ""), ("/a.html", "a.html"), ("/deep/a%20b.html", "deep/a b.html"), ("/%C3%A4.html", "ä.html"),
    ] {
      #expect(PagePath.decoded(raw) == path)
    }
    for path in ["a.html", "deep/a b.html", "ä?#%.html", "a:b.html"] {
      #expect(PagePath.decoded("/" + PagePath.encoded(path)) == path)
    }
  }

  @Test(
    "leads nowhere else",
    arguments: [
      "", "a.html", "//etc/passwd", "/../etc/passwd", "/a/../../b", "/%2e%2e/etc/passwd",
      "/..%2fetc%2fpasswd", "/a//b",
      "/./a", "/a%00.html", "/a%0a", "/..\\a", "/%5c..%5ca", "/a/", "/%ff", "http://evil.example/", "*",
    ]
  )
  func outside(_ raw: String) { #expect(PagePath.decoded(raw) == nil) }
}

@Suite("The address of a preview")
struct LoopbackAddressTests {
  @Test(
    "is none but loopback",
    arguments: ["0.0.0.0", "::", "192.168.0.1", "", "example.com", "127.0.0.1.example.com", "127.1"]
  )
  func foreign(_ text: String) { #expect(LoopbackAddress(text) == nil) }
}
