import Foundation
import Testing

@testable import Benchmarks

/// A file of records for one test.
private func file(_ lines: String...) throws -> RecordFile {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent(
    "records-\(UUID().uuidString).jsonl"
  )
  try Data(lines.joined(separator: "\n").utf8).write(to: path)
  return RecordFile(path: path.path)
}

@Suite("Files of records")
struct RecordTests {
  private static let identity = """
    {"id": "affine", "kind": "gradient", "wrt": "x", "plain_lhs": "3*a'*x", "plain_rhs": "3*a", "variables": [
     {"name": "a", "shape": ["n"], "structure": []}, {"name": "x", "shape": ["n"], "structure": []}]}
    """.replacingOccurrences(of: "\n", with: " ")

  @Test("A file has one record a line, and empty lines are none")
  func lines() throws {
    let records = try file(Self.identity, "", "  ", Self.identity).records(IdentityRecord.self)
    #expect(records.map(\.id) == ["affine", "affine"])
  }

  @Test("A missing file is named")
  func missing() {
    let failure = RecordFile.Failure.missing("/nowhere/records.jsonl")
    #expect(throws: failure) { try RecordFile(path: "/nowhere/records.jsonl").records(IdentityRecord.self) }
    #expect("\(failure)".contains("'/nowhere/records.jsonl'"))
  }

  @Test(
    "A line that is no record is named with its number and what is wrong",
    arguments: [
      ("{", "not a JSON object"), (#"{"id": "x"}"#, "no 'kind'"),
      (#"{"id": "x", "kind": "integral", "variables": []}"#, "'kind'"),
      (#"{"id": 3, "kind": "gradient", "variables": []}"#, "'id' has another type"),
    ]
  )
  func unreadable(line: String, reason: String) throws {
    let records = try file(Self.identity, line)
    do throws(RecordFile.Failure) {
      _ = try records.records(IdentityRecord.self)
      Issue.record("the line was read")
    } catch {
      #expect("\(error)".contains(":2: "))
      #expect("\(error)".contains(reason))
    }
  }

  @Test("Columns of a table are as wide as their widest cell")
  func table() {
    var table = TextTable("kind", "number")
    table.add(["gradient", "7"])
    #expect(table.text == "kind      number\ngradient       7")
  }

  @Test("The median of an even number of values is the upper one of the two in the middle")
  func median() {
    #expect(Distribution([4, 1, 3, 2]).median == 3)
    #expect(Distribution([4, 1, 3, 2]).quantile(0.9) == 4)
    #expect(Distribution([]).median == nil)
  }
}
