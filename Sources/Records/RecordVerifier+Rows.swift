// Rows of claims, proofs and displays: what holds is computed to hold, what is wrong to be wrong.

import Findings
import JSON

extension RecordVerifier {
  mutating func checkRows(
    _ statement: JSONValue,
    _ names: RecordScope,
    _ options: JSONValue?,
    _ place: String
  ) {
    guard let lines = statement["lines"]?.array else { return verdict.note(.form, place, "it has no rows") }
    let verdicts = lines.map { $0["verdict"]?.string.flatMap(Verdict.init) }
    guard !verdicts.contains(nil), statement["verdict"]?.string == verdicts.compactMap({ $0 }).worst.rawValue
    else {
      return verdict.note(.form, place, "its verdict is not that of its worst row")
    }
    for (number, line) in lines.enumerated() {
      let row = lines.count > 1 ? "\(place), row \(number + 1)" : place
      checkRow(line, verdicts[number] ?? .undecided, names, options, row)
      guard let before = line["follows"]?.integer else { continue }
      let ends = lines.indices.contains(before) && before < number ? lastSide(lines[before]) : nil
      if ends == nil || ends != firstSide(line) {
        verdict.note(.chain, row, "it does not go on from the right side of row \(before + 1)")
      }
    }
  }

  private func firstSide(_ line: JSONValue) -> String? {
    RecordReplay.claimedSides(of: line["reading"]?.string ?? "").first
  }

  private func lastSide(_ line: JSONValue) -> String? {
    RecordReplay.claimedSides(of: line["reading"]?.string ?? "").last
  }

  private mutating func checkRow(
    _ line: JSONValue,
    _ said: Verdict,
    _ names: RecordScope,
    _ options: JSONValue?,
    _ place: String
  ) {
    switch said {
    case .definition, .undecided, .unread: return
    case .holds, .refuted, .illTyped: break
    }
    guard let reading = line["reading"]?.string else {
      return verdict.note(.reading, place, "it is judged and has no reading")
    }
    guard var claim = RecordedClaim(reading: reading, after: names) else {
      return verdict.note(.reading, place, "its reading is no cell that ends in a claim")
    }
    claim.sizes = RecordReplay.sizes(options)
    verdict.counts.rows += 1
    let outcome = claim.outcome()
    checkVerdict(outcome.verdict, outcome.reason, said, isAssuming: claim.names.restsOnAssumptions, place)
    if said == .holds { checkConditions(outcome.conditions, line["conditions"]?.strings ?? [], place) }
    checkInstance(line["instance"], &claim, place)
  }

  private mutating func checkVerdict(
    _ found: Verdict,
    _ reason: String?,
    _ said: Verdict,
    isAssuming: Bool,
    _ place: String
  ) {
    guard found != said else { return }
    let because = reason.map { ": \($0)" } ?? ""
    if found == .undecided || isAssuming && said == .holds {
      verdict.note(.open, place, "it cannot be checked at random points\(because)")
    } else {
      verdict.note(
        .equation,
        place,
        "it is said to be '\(said.rawValue)' and is '\(found.rawValue)'\(because)"
      )
    }
  }

  mutating func checkConditions(_ needed: [NameCondition], _ stated: [String], _ place: String) {
    var stated = stated
    for condition in needed.map(\.description) where !stated.contains(condition) {
      stated.append(condition)
      verdict.note(.condition, place, "it needs \(condition), which is not stated")
    }
  }

  /// The values at the written instance, each digit of them.
  mutating func checkInstance(_ instance: JSONValue?, _ claim: inout RecordedClaim, _ place: String) {
    guard let instance, instance != .null else { return }
    guard let sizes = instance["sizes"]?.object, let values = instance["values"]?.object,
      let sides = instance["sides"]?.strings
    else { return verdict.note(.form, place, "its instance is not complete") }
    let results = claim.results(
      sizes: sizes.compactMapValues(\.integer),
      values: values.compactMapValues { $0.string.map(RecordSeal.rows(ofLiteral:)) }
    )
    guard let results, results.count == sides.count else {
      return verdict.note(.value, place, "its sides have no values at the written instance")
    }
    if let fault = claim.fault(ofDirectionsAmong: Set(values.keys)) { verdict.note(.value, place, fault) }
    verdict.counts.values += sides.count
    for (result, side) in zip(results, sides) where RecordSeal.literal(result) != side {
      verdict.note(
        .value,
        place,
        "a side is \(RecordSeal.literal(result)) at the written instance, not \(side)"
      )
      return
    }
  }
}
