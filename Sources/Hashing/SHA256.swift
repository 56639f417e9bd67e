// The hash function of FIPS 180-4. It names records, formulas, rows, shards and the script of a page. Written here and not taken
// from a package, which would add a minute and more to every clean build for these lines; its tests are the vectors of NIST.

/// A hash of 256 bits.
package struct SHA256: Sendable, Hashable {
  /// The 32 bytes.
  package let bytes: [UInt8]

  /// The hash of a text.
  package static func digest(of message: [UInt8]) -> SHA256 {
    var state = State()
    // The last blocks: what is left of the message, a one, zeros, and the length in bits.
    let whole = message.count / 64 * 64
    var rest = Array(message[whole...])
    rest.append(0x80)
    while rest.count % 64 != 56 { rest.append(0) }
    let length = UInt64(message.count) * 8
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      rest.append(UInt8(truncatingIfNeeded: length >> shift))
    }
    constants.withUnsafeBufferPointer { constants in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
        schedule.initialize(repeating: 0)
        message.withUnsafeBytes { bytes in
          for start in stride(from: 0, to: whole, by: 64) { state.mix(bytes, start, schedule, constants) }
        }
        rest.withUnsafeBytes { bytes in
          for start in stride(from: 0, to: bytes.count, by: 64) {
            state.mix(bytes, start, schedule, constants)
          }
        }
      }
    }
    return SHA256(
      bytes: state.words.flatMap { word in
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
      }
    )
  }

  /// The bytes as 64 hexadecimal digits.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// The bytes in base 64, as content security policies name scripts.
  package var base64: String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Array(bytes[start..<min(start + 3, bytes.count)])
      let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 { text.append(place <= group.count ? digits[word >> (18 - 6 * place) & 63] : "=") }
    }
    return text
  }

  /// The eight words that each block is mixed into: numbers, not an array, since every file of a build passes through here.
  private struct State {
    private var a: UInt32 = 0x6a09_e667
    private var b: UInt32 = 0xbb67_ae85
    private var c: UInt32 = 0x3c6e_f372
    private var d: UInt32 = 0xa54f_f53a
    private var e: UInt32 = 0x510e_527f
    private var f: UInt32 = 0x9b05_688c
    private var g: UInt32 = 0x1f83_d9ab
    private var h: UInt32 = 0x5be0_cd19

    var words: [UInt32] { [a, b, c, d, e, f, g, h] }

    /// Mixes in the block of 64 bytes at `start`; `schedule` is room for 64 words.
    mutating func mix(
      _ bytes: UnsafeRawBufferPointer,
      _ start: Int,
      _ schedule: UnsafeMutableBufferPointer<UInt32>,
      _ constants: UnsafeBufferPointer<UInt32>
    ) {
      for index in 0..<16 {
        schedule[index] = UInt32(
          bigEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self)
        )
      }
      for index in 16..<64 {
        let early = schedule[index - 15]
        let late = schedule[index - 2]
        let first = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
        let second = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
        schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
      }
      var work = self
      for index in 0..<64 {
        let sum1 = rotate(work.e, 6) ^ rotate(work.e, 11) ^ rotate(work.e, 25)
        let choice = (work.e & work.f) ^ (~work.e & work.g)
        let first = work.h &+ sum1 &+ choice &+ constants[index] &+ schedule[index]
        let sum0 = rotate(work.a, 2) ^ rotate(work.a, 13) ^ rotate(work.a, 22)
        let majority = (work.a & work.b) ^ (work.a & work.c) ^ (work.b & work.c)
        work.h = work.g
        work.g = work.f
        work.f = work.e
        work.e = work.d &+ first
        work.d = work.c
        work.c = work.b
        work.b = work.a
        work.a = first &+ sum0 &+ majority
      }
      a &+= work.a
      b &+= work.b
      c &+= work.c
      d &+= work.d
      e &+= work.e
      f &+= work.f
      g &+= work.g
      h &+= work.h
    }

    private func rotate(_ word: UInt32, _ places: UInt32) -> UInt32 { word >> places | word << (32 - places) }
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
