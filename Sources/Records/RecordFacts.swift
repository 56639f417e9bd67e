// What a record says, in places that are the same in another record of the notebook.

import JSON

/// The names and formulas of a record.
struct RecordFacts {
  /// Declared and defined names with the line that says what they are; a name of a later scope counts as its own.
  private(set) var names: [String: String] = [:]
  /// The assumptions.
  private(set) var assumptions: [String] = []
  /// The parts by their keys.
  private(set) var parts: [String: JSONValue] = [:]
  /// The keys in the order of the parts: the label, else the kind with its number.
  private(set) var keys: [String] = []
  /// The formulas by their places.
  private(set) var formulas: [String: String] = [:]
  private var scope = RecordScope.empty

  init(_ record: JSONValue) {
    var counts: [String: Int] = [:]
    var replay = RecordReplay()
    for part in record["parts"]?.array ?? [] {
      _ = replay.enter(part)
      let kind = part["kind"]?.string ?? ""
      let labels = (part["outcomes"]?.array ?? []).compactMap { $0["label"]?.string }
      var key = part["label"]?.string ?? labels.first ?? ""
      if key.isEmpty || parts[key] != nil {
        counts[kind, default: 0] += 1
        key = "\(kind) \(counts[kind] ?? 1)"
      }
      keys.append(key)
      parts[key] = part
      for (number, outcome) in (part["outcomes"]?.array ?? []).enumerated() {
        note(outcome, "\(key)/\(number)")
      }
      if let value = part["value"]?.string { formulas["\(key)/value"] = value }
    }
    scope = replay.names
  }

  private mutating func note(_ outcome: JSONValue, _ place: String) {
    if let line = outcome["plain"]?.string {
      formulas[place] = line
      if line.hasPrefix("given ") {
        assumptions.append(line)
      } else if let sign = line.firstRange(of: " : ") ?? line.firstRange(of: " = ") {
        let isDeclared = line.firstRange(of: " : ").map { $0 == sign } ?? false
        for name in line[..<sign.lowerBound].split(separator: ",") {
          let bare = name.split(separator: " ").joined()
          names[bare] = isDeclared ? "\(bare) : \(line[sign.upperBound...])" : line
        }
      }
    }
    for key in ["of", "wrt", "value", "claim"] {
      if let text = outcome[key]?.string { formulas["\(place)/\(key)"] = text }
    }
    for (number, step) in (outcome["steps"]?.array ?? []).enumerated() {
      if let text = step["after"]?.string { formulas["\(place)/step \(number)"] = text }
    }
    for (number, line) in (outcome["lines"]?.array ?? []).enumerated() {
      if let text = line["reading"]?.string { formulas["\(place)/row \(number)"] = text }
    }
  }

  /// Whether two lines that say what a name is say the same.
  func isSame(_ old: String, _ new: String) -> Bool {
    guard let sign = new.firstRange(of: " = "), let other = old.firstRange(of: " = "),
      old[..<other.lowerBound] == new[..<sign.lowerBound]
    else { return false }
    var inside = scope
    guard let known = inside.expression(String(new[sign.upperBound...])) else { return false }
    return inside.isText(String(old[other.upperBound...]), for: known)
  }
}
