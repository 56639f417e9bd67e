import Foundation
import JSON
import TestSupport
import Testing

@testable import Records

@Suite("A record with one token of a formula changed")
struct TamperedRecordTests {
  /// Of how many changes one is tried; `NABLA_TAMPERED_STRIDE=1` tries all of them, which takes most of an hour.
  private static let stride =
    ProcessInfo.processInfo.environment["NABLA_TAMPERED_STRIDE"].flatMap { Int($0) } ?? 97

  /// One changed record.
  private struct Change {
    let path: String
    let part: Int
    let place: [RecordKey]
    let text: String
    /// Whether the formula says something else.
    let isOther: Bool
    /// Whether it was found.
    let isFound: Bool
  }

  @Test("is found out by the program and by the independent checker in 99 of 100 that change the mathematics")
  func tampered() throws {
    var changes: [Change] = []
    var number = 0
    for (path, text) in Gallery.records {
      var known = KnownOutcomes()
      let record = try JSONReader.read(text)
      var replay = RecordReplay()
      for (part, value) in (record["parts"]?.array ?? []).enumerated() {
        let before = replay
        _ = replay.enter(value)
        for formula in RecordedFormula.all(in: value, number: part) {
          var inside = replay.names
          let answer = record.at(formula.place.prefix(4))
          if let answer, answer["helpers"] != nil { inside = replay.names(of: answer) ?? inside }
          for text in formula.changed(names: inside.scope.names) {
            number += 1
            guard number % Self.stride == 0 else { continue }
            let changed = value.replacing(formula.place.dropFirst(2), by: .string(text))
            changes.append(
              Change(
                path: path,
                part: part,
                place: formula.place,
                text: text,
                isOther: inside.differ(formula.text, text),
                isFound: !RecordVerifier.verdict(on: changed, after: before, sharing: &known).findings
                  .isEmpty
              )
            )
          }
        }
      }
    }
    let python = try found(byPython: changes)
    #expect(python.count == changes.count)
    for (change, isFound) in zip(changes, python) where change.isOther && !(change.isFound && isFound) {
      print(
        "not found by \(change.isFound ? "the independent checker" : "the program"): \(change.path): \(change.text)"
      )
    }
    let other = changes.count(where: \.isOther)
    print(
      "tampered records: \(changes.count) of \(number) changes of one token tried, \(other) change the mathematics; "
        + "found by the program \(changes.count { $0.isOther && $0.isFound }), by the independent checker "
        + "\(zip(changes, python).count { $0.isOther && $1 })"
    )
    #expect(other > 20)
    // Counted as missed are changes that make no difference where the stated conditions hold: of the derivative of
    // min(r*A, clip(r)*A), what stands where both are equal.
    #expect(changes.count { $0.isOther && $0.isFound } * 100 >= other * 99)
    #expect(zip(changes, python).count { $0.isOther && $1 } * 100 >= other * 99)
  }

  /// Whether the independent checker finds each change.
  private func found(byPython changes: [Change]) throws -> [Bool] {
    let list = changes.map { change in
      JSONValue.object([
        "path": .string(change.path), "part": .integer(change.part), "text": .string(change.text),
        "place": .array(
          change.place.map { key in
            switch key {
            case .member(let name): .string(name)
            case .element(let number): .integer(number)
            }
          }
        ),
      ])
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "tampered-\(UUID().uuidString).json"
    )
    try JSONValue.array(list).text(indented: false).write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let script = """
      import json, sys
      sys.path.insert(0, "\(Gallery.root)/Documentation/record")
      import check_record
      records = {}
      for change in json.load(open("\(file.path)")):
          if change["path"] not in records:
              records, known = {change["path"]: json.load(open("\(Gallery.root)/Output/" + change["path"]))}, {}
          record = inner = records[change["path"]]
          for key in change["place"][:-1]:
              inner = inner[key]
          right, inner[change["place"][-1]] = inner[change["place"][-1]], change["text"]
          print(int(bool(check_record.Check(record, only=change["part"], known=known).findings)))
          inner[change["place"][-1]] = right
      """
    return try PythonInterpreter.output(of: script).split(separator: "\n").map { $0 == "1" }
  }

  @Test("is found out where a row holds another name constant than at its written instance")
  func held() throws {
    var count = 0
    for (path, text) in Gallery.records {
      var known = KnownOutcomes()
      let record = try JSONReader.read(text)
      var replay = RecordReplay()
      for (part, value) in (record["parts"]?.array ?? []).enumerated() {
        let before = replay
        _ = replay.enter(value)
        for formula in RecordedFormula.all(in: value, number: part) where formula.text.contains("given d ") {
          // What is held is a name that the record has nowhere else, so that the name that was held moves.
          let text = formula.text.replacing(
            #/given d (\w+) == 0/#,
            with: "elsewhere : scalar\ngiven d elsewhere == 0",
            maxReplacements: 1
          )
          let changed = value.replacing(formula.place.dropFirst(2), by: .string(text))
          let findings = RecordVerifier.verdict(on: changed, after: before, sharing: &known).findings
          #expect(!findings.isEmpty, "\(path): \(text)")
          count += 1
        }
      }
    }
    #expect(count > 2)
  }

  @Test("is found out by its hash, whatever was changed")
  func hash() throws {
    let (path, text) = try #require(Gallery.records.first)
    let changed = String(decoding: text, as: UTF8.self).replacing(
      "\"conventions\": []",
      with: "\"conventions\":  []",
      maxReplacements: 1
    )
    let findings = RecordVerifier.verdict(on: Array(changed.utf8)).findings
    #expect(findings.map(\.kind) == [.hash], "\(path): \(findings)")
  }
}

extension JSONValue {
  /// The value at a place.
  fileprivate func at(_ place: ArraySlice<RecordKey>) -> JSONValue? {
    guard let first = place.first else { return self }
    switch first {
    case .member(let key): return self[key]?.at(place.dropFirst())
    case .element(let number):
      guard let values = array, values.indices.contains(number) else { return nil }
      return values[number].at(place.dropFirst())
    }
  }
}
