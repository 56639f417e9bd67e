import Testing

@testable import JSON

@Suite("Reading JSON") struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

  @Test("gives back what was written, indented or not")
  func roundTrip() throws {
    let value = JSONValue.object([
      "": .null, "a\"\\\n\u{7f}\u{1f600}é": .array([.integer(-12), .boolean(true), .string("\u{2028}x\ty")]),
      "empty": .object([:]), "list": .array([]), "deep": .array([.array([.object(["k": .integer(.max)])])]),
    ])
    for indented in [false, true] { #expect(try read(value.text(indented: indented)) == value) }
  }

  @Test("knows every escape")
  func escapes() throws {
    #expect(try read(#""\"\\\/\b\f\n\r\t\u0041\ud83d\ude00""#) == .string("\"\\/\u{8}\u{c}\n\r\tA😀"))
  }

  @Test(
    "refuses what is no JSON, and says where",
    arguments: [
      ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\" 1}", 5), ("nul", 0), ("[1] 2", 4), ("\"\\ud800\"", 3),
      ("01", 0),
      ("1.5", 0), ("{\"a\":1,\"a\":2}", 7), ("\"a", 0), ("\"\u{1}\"", 1), ("99999999999999999999", 0),
      ("\"\\x\"", 2),
      ("{a: 1}", 1), ("\"\\u00g0\"", 3), ("[1 2]", 3), ("-", 0),
    ]
  )
  func refuses(_ text: String, _ offset: Int) {
    let failure = #expect(throws: JSONReader.Failure.self) { try read(text) }
    #expect(failure?.offset == offset, "\(text): \(failure?.message ?? "")")
  }

  @Test("refuses bytes that are not UTF-8, and nesting past its bound, at once")
  func bounds() {
    #expect(throws: JSONReader.Failure.self) { try JSONReader.read([0x22, 0xff, 0x22]) }
    #expect(throws: JSONReader.Failure.self) { try read(String(repeating: "[", count: 1_000_000)) }
    let deepest = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    #expect(throws: Never.self) { try read(deepest) }
  }
}
