// The last hand on a record: what it says is read back from its text, and what others need to recompute it is put beside it.

import Findings
import Hashing
package import JSON
import Verification

/// Completes records: instances with values, links of chains, the seed and the hash.
package enum RecordSeal {
  /// The digits of a hash that is not known yet.
  static let openHash = String(repeating: "0", count: 64)

  /// The text of a record with all that can be recomputed of it, ended by a line break.
  package static func text(of record: JSONValue) -> String {
    guard case .object(var members) = record, case .array(let parts)? = members["parts"] else {
      return record.text(indented: true) + "\n"
    }
    var replay = RecordReplay()
    members["parts"] = .array(parts.map { completed($0, &replay) })
    members["seed"] = .integer(Int(VerificationOptions().seed))
    members["hash"] = .string(openHash)
    let text = JSONValue.object(members).text(indented: true) + "\n"
    return text.replacing(openHash, with: hash(ofOpen: text), maxReplacements: 1)
  }

  /// The hash of a text in which the digits of the hash are zeros.
  static func hash(ofOpen text: String) -> String { SHA256.digest(of: Array(text.utf8)).hexadecimal }

  private static func completed(_ part: JSONValue, _ replay: inout RecordReplay) -> JSONValue {
    guard case .object(var members) = part else { return part }
    _ = replay.enter(part)
    if case .array(let outcomes)? = members["outcomes"] {
      members["outcomes"] = .array(outcomes.map { completed($0, members["options"], replay) })
    }
    return .object(members)
  }

  private static func completed(_ outcome: JSONValue, _ options: JSONValue?, _ replay: RecordReplay)
    -> JSONValue
  {
    guard case .object(var members) = outcome else { return outcome }
    if case .array(let lines)? = members["lines"] {
      members["lines"] = .array(withLinks(lines).map { withInstance($0, replay) })
    } else if let claim = members["claim"]?.string, let names = replay.names(of: outcome) {
      let varying = members["varying"]?.strings ?? []
      var equation = RecordReplay.equation(claim, varying: varying, of: outcome, options, in: names)
      members["instance"] = equation?.instance().map(json) ?? .null
    }
    return .object(members)
  }

  private static func withInstance(_ line: JSONValue, _ replay: RecordReplay) -> JSONValue {
    guard case .object(var members) = line, let reading = members["reading"]?.string,
      var claim = RecordedClaim(reading: reading, after: replay.names)
    else { return line }
    members["instance"] = claim.instance().map(json) ?? .null
    return .object(members)
  }

  /// The rows, each that goes on from the right side of an earlier one with the number of that row.
  private static func withLinks(_ lines: [JSONValue]) -> [JSONValue] {
    var lastSides: [String: Int] = [:]
    return lines.enumerated().map { number, line in
      guard case .object(var members) = line, let reading = members["reading"]?.string else { return line }
      let sides = RecordReplay.claimedSides(of: reading)
      if let first = sides.first, let before = lastSides[first] { members["follows"] = .integer(before) }
      if let last = sides.last { lastSides[last] = number }
      return .object(members)
    }
  }

  private static func json(_ instance: Instance) -> JSONValue {
    var values: [String: JSONValue] = [:]
    for value in instance.values { values[value.name] = .string(literal(value.rows)) }
    var sizes: [String: JSONValue] = [:]
    for size in instance.sizes.sizes { sizes[size.name] = .integer(size.value) }
    return .object([
      "sizes": .object(sizes), "values": .object(values),
      "sides": .array(instance.results.map { .string(literal($0)) }),
    ])
  }

  /// Numbers as a matrix of the cell language; one number alone is itself.
  static func literal(_ rows: [[String]]) -> String {
    if rows.count == 1, rows[0].count == 1 { return rows[0][0] }
    return "[" + rows.map { $0.joined(separator: ", ") }.joined(separator: "; ") + "]"
  }

  /// The numbers of a literal.
  static func rows(ofLiteral text: String) -> [[String]] {
    var body = text[...]
    if body.hasPrefix("["), body.hasSuffix("]") { body = body.dropFirst().dropLast() }
    return body.split(separator: ";").map { row in
      row.split(separator: ",").map { $0.split(separator: " ").joined() }
    }
  }
}
