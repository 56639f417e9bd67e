// Records with one token of one formula changed, and whether that changes the mathematics.

import JSON

@testable import Records

/// A place in a record: the keys and numbers that lead to it.
enum RecordKey: Hashable {
  case member(String)
  case element(Int)
}

extension JSONValue {
  /// The value with another one at a place.
  func replacing(_ place: ArraySlice<RecordKey>, by value: JSONValue) -> JSONValue {
    guard let first = place.first else { return value }
    switch (first, self) {
    case (.member(let key), .object(var members)):
      members[key] = members[key]?.replacing(place.dropFirst(), by: value)
      return .object(members)
    case (.element(let number), .array(var values)):
      values[number] = values[number].replacing(place.dropFirst(), by: value)
      return .array(values)
    default: return self
    }
  }
}

/// A formula of a record with where it stands.
struct RecordedFormula {
  let part: Int
  let place: [RecordKey]
  let text: String

  /// The places of a part that hold formulas; an ill-typed row has no meaning that a change of it could change.
  static func all(in part: JSONValue, number: Int) -> [RecordedFormula] {
    var found: [RecordedFormula] = []
    func add(_ value: JSONValue?, _ place: [RecordKey]) {
      if let text = value?.string { found.append(RecordedFormula(part: number, place: place, text: text)) }
      for (index, inner) in (value?.array ?? []).enumerated() { add(inner, place + [.element(index)]) }
    }
    let here: [RecordKey] = [.member("parts"), .element(number)]
    if part["kind"]?.string == "inline" { add(part["value"], here + [.member("value")]) }
    for (index, outcome) in (part["outcomes"]?.array ?? []).enumerated() {
      let inside = here + [.member("outcomes"), .element(index)]
      for key in ["plain", "of", "wrt", "value", "claim", "helpers", "along"] {
        add(outcome[key], inside + [.member(key)])
      }
      for (number, line) in (outcome["lines"]?.array ?? []).enumerated()
      where ["holds", "refuted"].contains(line["verdict"]?.string) {
        add(line["reading"], inside + [.member("lines"), .element(number), .member("reading")])
      }
      for (number, step) in (outcome["steps"]?.array ?? []).enumerated() {
        for key in ["before", "after", "definitions"] {
          add(step[key], inside + [.member("steps"), .element(number), .member(key)])
        }
      }
    }
    return found
  }

  /// The formula with one token changed: a number is one more, a sign another one, a transpose is gone, a name another name.
  func changed(names: [String]) -> [String] {
    let token = #/[A-Za-z]\w*|\d+(?:\.\d+)?|\.\*|[-+*']/#
    let words: Set = [
      "claim", "given", "wrt", "at", "gradient", "jacobian", "hessian", "matrix", "vector", "scalar", "index",
      "layout",
      "structured", "denominator", "tied", "d",
    ]
    return text.matches(of: token).compactMap { match in
      let old = String(match.output)
      let new: String
      switch old {
      case "+": new = "-"
      case "-": new = "+"
      case "*": new = ".*"
      case ".*": new = "*"
      case "'": new = ""
      case _ where old.first?.isNumber == true: new = String((Int(old) ?? 1) + 1)
      default:
        let isDifferential = old.count > 1 && old.hasPrefix("d") && names.contains(String(old.dropFirst()))
        let name = isDifferential ? String(old.dropFirst()) : old
        guard !words.contains(old), let place = names.firstIndex(of: name), names.count > 1 else {
          return nil
        }
        new = (isDifferential ? "d" : "") + names[(place + 1) % names.count]
      }
      return text[..<match.range.lowerBound] + new + text[match.range.upperBound...]
    }
  }
}

extension RecordScope {
  /// Whether a text says something else than another one: its lines have other formulas, or cannot be read.
  func differ(_ old: String, _ new: String) -> Bool {
    let (old, new) = (old.split(separator: "\n"), new.split(separator: "\n"))
    guard old.count == new.count else { return true }
    return zip(old, new).contains { $0 != $1 && differInLine(String($0), String($1)) }
  }

  private func differInLine(_ old: String, _ new: String) -> Bool {
    if old.contains(" : ")
      && [" : matrix", " : vector", " : scalar", " : index"].contains(where: { old.contains($0) })
    {
      return true
    }
    if old.hasPrefix("given ") || old.hasPrefix("#|") { return true }
    func sides(_ line: String) -> [String] {
      let bare = line.hasPrefix("claim ") ? String(line.dropFirst(6)) : line
      let parts = RecordReplay.sides(of: bare)
      guard parts.count == 1, let sign = bare.firstRange(of: " = ") else { return parts }
      return [String(bare[..<sign.lowerBound]), String(bare[sign.upperBound...])]
    }
    let (before, after) = (sides(old), sides(new))
    guard before.count == after.count else { return true }
    return zip(before, after).contains { old, new in
      guard old != new else { return false }
      var inside = self
      guard let known = inside.expression(old) else { return true }
      return !inside.isText(new, for: known)
    }
  }
}
