import Foundation
import Testing

@testable import Reports

@Suite("A record")
struct RecordTests {
  @Test("is JSON whose keys are sorted, the same bytes each time", arguments: SampleReport.strangeTexts)
  func canonical(_ strange: String) throws {
    let text = RecordWriter().text(of: SampleReport.report(strange: strange))
    #expect(text == RecordWriter().text(of: SampleReport.report(strange: strange)))
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let sorted = try JSONSerialization.data(
      withJSONObject: parsed,
      options: [.sortedKeys, .withoutEscapingSlashes]
    )
    let compact = RecordWriter().value(of: SampleReport.report(strange: strange)).text(indented: false)
    let again = try JSONSerialization.jsonObject(with: Data(compact.utf8))
    let other = try JSONSerialization.data(
      withJSONObject: again,
      options: [.sortedKeys, .withoutEscapingSlashes]
    )
    #expect(sorted == other)
  }

  @Test("holds every line with the one before it, and no code")
  func lines() {
    let text = RecordWriter().text(of: SampleReport.report())
    #expect(text.contains("\"before\": \"dφ = W : W\"") || text.contains("\"before\": \"\\\\mathrm d"))
    #expect(text.contains("\"schema\": 1") && !text.contains("numpy") && !text.contains("folder/"))
  }

  @Test("has the hash that others compute")
  func hash() {
    let expected = [
      "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq":
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ]
    for (text, hash) in expected { #expect(SHA256.digest(of: Array(text.utf8)).hexadecimal == hash) }
    // The bytes in base 64, against Foundation's.
    for length in 0..<70 {
      let digest = SHA256.digest(of: [UInt8](repeating: 7, count: length))
      #expect(digest.base64 == Data(digest.bytes).base64EncodedString())
    }
  }
}
