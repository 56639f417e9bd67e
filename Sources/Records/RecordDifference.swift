// What changed from one record to another, in words and formulas: names, definitions, questions, answers, rows. What is only
// written otherwise, with other names or in another order, is no change.

import Findings
package import JSON
import Syntax

/// The mathematical differences of two records.
package struct RecordDifference {
  /// The names that changed and nothing with them: `renamed U to V`.
  package private(set) var renamings: [String] = []
  /// Everything else, a sentence each.
  package private(set) var changes: [String] = []

  private let renaming: RecordRenaming
  private var names = RecordScope.empty

  /// The differences from an old record to a new one.
  package init(from old: JSONValue, to new: JSONValue) {
    let (before, after) = (RecordFacts(old), RecordFacts(new))
    renaming = RecordRenaming(before.formulas, after.formulas)
    let ownNames = Set(before.names.keys)
    for (name, other) in renaming.names.sorted(by: { $0.key < $1.key }) where ownNames.contains(name) {
      renamings.append("renamed \(name) to \(other)")
    }
    compareNames(before, after)
    var replay = RecordReplay()
    let parts = new["parts"]?.array ?? []
    for (part, key) in zip(parts, after.keys) {
      _ = replay.enter(part)
      names = replay.names
      guard let other = before.parts[key] else {
        changes += Self.questions(of: part).map { "\(key): new, \($0)" }
        continue
      }
      compare(Self.results(of: other), Self.results(of: part), key, replay)
    }
    for key in before.keys where after.parts[key] == nil {
      changes += Self.questions(of: before.parts[key] ?? .null).map { "\(key): gone, \($0)" }
    }
  }

  // MARK: - Names

  private mutating func compareNames(_ before: RecordFacts, _ after: RecordFacts) {
    var known = Set<String>()
    for (name, fact) in before.names.sorted(by: { $0.key < $1.key }) {
      let new = renaming(name)
      known.insert(new)
      guard let other = after.names[new] else {
        changes.append("gone: \(fact)")
        continue
      }
      let told = renaming(fact)
      if told != other, !after.isSame(told, other) {
        changes.append("\(new) is now '\(other)', was '\(told)'")
      }
    }
    for (name, fact) in after.names.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
      changes.append("new: \(fact)")
    }
    for fact in before.assumptions.map({ renaming($0) }) where !after.assumptions.contains(fact) {
      changes.append("no longer assumed: \(fact.dropFirst(6))")
    }
    for fact in after.assumptions where !before.assumptions.contains(where: { renaming($0) == fact }) {
      changes.append("now assumed: \(fact.dropFirst(6))")
    }
  }

  // MARK: - Results

  private static func results(of part: JSONValue) -> [JSONValue] {
    if part["kind"]?.string == "inline" { return [part] }
    return (part["outcomes"]?.array ?? []).filter { $0["steps"] != nil || $0["lines"] != nil }
  }

  private static func questions(of part: JSONValue) -> [String] {
    results(of: part).flatMap { result -> [String] in
      if let lines = result["lines"]?.array {
        return lines.compactMap { $0["reading"]?.string.map(lastLine) }
      }
      return [question(result)]
    }
  }

  private static func lastLine(_ reading: String) -> String {
    String(reading.split(separator: "\n").last ?? "")
  }

  private static func question(_ answer: JSONValue) -> String {
    guard let of = answer["of"]?.string else { return answer["source"]?.string ?? "" }
    let wrt = [answer["wrt"]?.string, answer["and"]?.string].compactMap { $0 }.joined(separator: ", ")
    let along = (answer["along"]?.strings ?? []).joined(separator: ", ")
    let at = (answer["at"]?.array ?? []).map { "\($0["name"]?.string ?? "") = \($0["value"]?.string ?? "")" }
    return "\(answer["kind"]?.string ?? "") \(of)" + (wrt.isEmpty ? "" : " wrt \(wrt)")
      + (along.isEmpty ? "" : " along \(along)") + (at.isEmpty ? "" : " at \(at.joined(separator: ", "))")
  }

  private mutating func compare(
    _ old: [JSONValue],
    _ new: [JSONValue],
    _ key: String,
    _ replay: RecordReplay
  ) {
    // What asks the same or says the same belongs together, the rest in its order.
    var rest = old
    var partners: [JSONValue?] = new.map { result in
      rest.firstIndex { isCounterpart($0, result) }.map { rest.remove(at: $0) }
    }
    for (place, result) in new.enumerated() where partners[place] == nil {
      guard let index = rest.firstIndex(where: { ($0["lines"] == nil) == (result["lines"] == nil) }) else {
        continue
      }
      partners[place] = rest.remove(at: index)
    }
    for (before, after) in zip(partners, new) {
      guard let before else {
        changes.append("\(key): new, \(Self.summary(after))")
        continue
      }
      if let lines = after["lines"]?.array {
        compareRows(before["lines"]?.array ?? [], lines, key)
      } else {
        if let own = after["steps"] == nil ? replay.names : replay.names(of: after) { names = own }
        compareAnswers(before, after, key)
      }
    }
    for result in rest { changes.append("\(key): gone, \(Self.summary(result))") }
  }

  private static func summary(_ result: JSONValue) -> String {
    guard let lines = result["lines"]?.array else { return question(result) }
    return lines.compactMap { $0["reading"]?.string.map(lastLine) }.joined(separator: "; ")
  }

  private func isCounterpart(_ old: JSONValue, _ new: JSONValue) -> Bool {
    if new["lines"] != nil { return renaming(Self.summary(old)) == Self.summary(new) }
    return old["lines"] == nil && old["method"] == new["method"]
      && renaming(Self.question(old)) == Self.question(new)
  }

  private mutating func compareAnswers(_ old: JSONValue, _ new: JSONValue, _ key: String) {
    let question = Self.question(new)
    let asked = renaming(Self.question(old))
    guard isSame(asked, question) || sameQuestion(old, new) else {
      changes.append("\(key): asks now for '\(question)', before for '\(asked)'")
      return
    }
    for (word, name) in [("layout", "layout"), ("structured", "structured variables"), ("method", "method")] {
      if let was = old[word]?.string, let now = new[word]?.string, was != now {
        changes.append("\(key): \(name) '\(now)', was '\(was)'")
      }
    }
    if old["verdict"] != new["verdict"] { changes.append("\(key): \(verdict(old, new))") }
    if let now = new["value"]?.string, let was = (old["value"]?.string).map({ renaming($0) }),
      !isSame(was, now)
    {
      changes.append("\(key): '\(question)' is now '\(now)', was '\(was)'")
    }
    compareConditions(old, new, key)
    compareSteps(old["steps"]?.array ?? [], new["steps"]?.array ?? [], key, question)
  }

  private func sameQuestion(_ old: JSONValue, _ new: JSONValue) -> Bool {
    ["kind", "and"].allSatisfy { old[$0] == new[$0] }
      && ["of", "wrt"].allSatisfy { isSame(renaming(old[$0]?.string ?? ""), new[$0]?.string ?? "") }
      && zip(old["along"]?.strings ?? [], new["along"]?.strings ?? []).allSatisfy { isSame(renaming($0), $1) }
      && old["at"] == new["at"]
  }

  private mutating func compareConditions(_ old: JSONValue, _ new: JSONValue, _ key: String) {
    let before = (old["conditions"]?.strings ?? []).map { renaming($0) }
    let after = new["conditions"]?.strings ?? []
    for condition in after where !before.contains(condition) {
      changes.append("\(key): now needs \(condition)")
    }
    for condition in before where !after.contains(condition) {
      changes.append("\(key): no longer needs \(condition)")
    }
  }

  /// The first line that is another one; those after it follow from it.
  private mutating func compareSteps(
    _ old: [JSONValue],
    _ new: [JSONValue],
    _ key: String,
    _ question: String
  ) {
    for (number, (before, after)) in zip(old, new).enumerated() {
      guard let now = after["after"]?.string, let was = before["after"]?.string.map({ renaming($0) }),
        !isSameEquation(was, now)
      else { continue }
      changes.append("\(key): line \(number + 1) of '\(question)' is now '\(now)', was '\(was)'")
      return
    }
    if old.count != new.count {
      changes.append("\(key): '\(question)' is derived in \(new.count) lines, was in \(old.count)")
    }
  }

  private mutating func compareRows(_ old: [JSONValue], _ new: [JSONValue], _ key: String) {
    for (number, (before, after)) in zip(old, new).enumerated() {
      let row = new.count > 1 ? "\(key), row \(number + 1)" : key
      let now = after["reading"]?.string ?? ""
      let was = renaming(before["reading"]?.string ?? "")
      if now != was, !isSameEquation(Self.lastLine(was), Self.lastLine(now)) || differInSetting(was, now) {
        changes.append("\(row): says now '\(Self.lastLine(now))', before '\(Self.lastLine(was))'")
      }
      if before["verdict"] != after["verdict"] { changes.append("\(row): \(verdict(before, after))") }
      compareConditions(before, after, row)
    }
    for line in old.dropFirst(new.count) {
      changes.append("\(key): gone, '\(line["reading"]?.string ?? "a row")'")
    }
    for line in new.dropFirst(old.count) {
      changes.append("\(key): new, '\(line["reading"]?.string ?? "a row")'")
    }
  }

  private func differInSetting(_ old: String, _ new: String) -> Bool {
    Set(old.split(separator: "\n").dropLast()) != Set(new.split(separator: "\n").dropLast())
  }

  private func verdict(_ old: JSONValue, _ new: JSONValue) -> String {
    "is now '\(new["verdict"]?.string ?? "")', was '\(old["verdict"]?.string ?? "")'"
  }

  // MARK: - Equality

  private func isSameEquation(_ old: String, _ new: String) -> Bool {
    func sides(_ text: String) -> [String] {
      RecordReplay.sides(of: text.hasPrefix("claim ") ? String(text.dropFirst(6)) : text)
    }
    let (before, after) = (sides(old), sides(new))
    return old == new || before.count == after.count && zip(before, after).allSatisfy { isSame($0, $1) }
  }

  /// Whether two texts are one expression under the names of the new record, or equal in value.
  private func isSame(_ old: String, _ new: String) -> Bool {
    if old == new { return true }
    var inside = names
    guard let known = inside.expression(new) else { return false }
    return inside.isText(old, for: known)
  }
}
