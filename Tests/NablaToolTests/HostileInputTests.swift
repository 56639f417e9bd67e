import Foundation
import Records
import Testing

/// Damaged input, as a stranger or a bad disk would make it: every run ends, and ends with something said.
@Suite("Damaged input") struct HostileInputTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Numbers that are the same in each run.
  private struct Numbers {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(bound, 1)
    }
  }

  /// Pieces that readers have stumbled over elsewhere.
  private static let pieces = [
    "$$", "```", "```{nabla}\n", "{.check}", "\\frac", "\\begin{align}", "\\\\", "^", "_", "'", "((((", "))",
    "[", "{", "}",
    "&", "\u{0}", "\u{202e}", "1e999", "-", "==", "\\left(", "\\right", "#| ", "\n\n", "d ", " wrt ", "x^x^x",
    "1/1/1/1",
  ]

  /// Bytes with a few damages: a flipped byte, a cut, a part said twice, a piece put in.
  private static func damaged(_ bytes: [UInt8], _ numbers: inout Numbers) -> [UInt8] {
    var result = bytes
    for _ in 0...numbers.next(below: 4) where !result.isEmpty {
      let place = numbers.next(below: result.count)
      let end = min(place + numbers.next(below: 40), result.count)
      switch numbers.next(below: 4) {
      case 0: result[place] = UInt8(numbers.next(below: 256))
      case 1: result.removeSubrange(place..<end)
      case 2: result.insert(contentsOf: result[place..<end], at: place)
      default: result.insert(contentsOf: Array(pieces[numbers.next(below: pieces.count)].utf8), at: place)
      }
    }
    return result
  }

  @Test("of a notebook gives one JSON object with a verdict, whatever was damaged")
  func notebooks() async throws {
    let folder = try TestFolder()
    var numbers = Numbers(state: 13)
    for name in ["quartic-form", "common-mistakes", "matrix-cookbook/inverses"] {
      let text = try #require(FileManager.default.contents(atPath: Self.root + "/Notebooks/\(name).md"))
      for turn in 0..<8 {
        let path = folder.path("damaged-\(turn).md")
        try Data(Self.damaged(Array(text), &numbers)).write(to: URL(fileURLWithPath: path))
        let result = await nabla("check", path, "--format", "json")
        #expect(result.object != nil && result.errors.isEmpty, "\(name), turn \(turn)")
        #expect([0, 1].contains(result.status))
      }
    }
  }

  @Test("of a record is never taken for a right record")
  func records() throws {
    var numbers = Numbers(state: 7)
    for name in ["matrix-cookbook/eigenvalues", "matrix-cookbook/norms"] {
      let text = try #require(FileManager.default.contents(atPath: Self.root + "/Output/\(name).record.json"))
      for turn in 0..<60 {
        let damaged = Self.damaged(Array(text), &numbers)
        guard damaged != Array(text) else { continue }
        #expect(!RecordVerifier.verdict(on: damaged).findings.isEmpty, "\(name), turn \(turn)")
      }
    }
  }

  @Test("of a number does not overflow the stack")
  func fractions() async throws {
    let text = try #require(
      FileManager.default.contents(atPath: Self.root + "/Output/matrix-cookbook/norms.record.json")
    )
    let long = "\"" + Array(repeating: "1", count: 200_000).joined(separator: "/") + "\""
    let damaged = String(decoding: text, as: UTF8.self)
      .replacing(#/"x": "\[[^"]*"/#, with: "\"x\": " + long)
    let findings = RecordVerifier.verdict(on: Array(damaged.utf8)).findings
    #expect(findings.contains { $0.kind == .value })
  }
}
