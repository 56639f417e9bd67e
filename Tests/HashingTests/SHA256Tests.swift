import Foundation
import Testing

@testable import Hashing

@Suite("The hash") struct SHA256Tests {
  @Test("is the one that others compute")
  func known() {
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
