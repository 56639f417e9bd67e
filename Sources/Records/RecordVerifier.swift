// Checks a record from its text alone: the plain reader reads it, the evaluator computes. Nothing that derived it, read
// TeX or wrote it down takes part.

import Findings
import JSON
import Syntax

/// The check of one record.
package struct RecordVerifier {
  /// The version of the form that is known.
  package static let schema = 2

  private var replay = RecordReplay()
  var verdict = RecordVerdict()
  /// What was found of equations so far: a derivation's last line, its claim and its value are often one text.
  var known = KnownOutcomes()

  /// What the text of a record comes to.
  package static func verdict(on text: [UInt8]) -> RecordVerdict {
    var verifier = RecordVerifier()
    do throws(JSONReader.Failure) {
      verifier.check(try JSONReader.read(text), text)
    } catch {
      verifier.verdict.note(.form, "byte \(error.offset + 1)", error.message)
    }
    return verifier.verdict
  }

  /// What one part of a record says under the names of the parts before it.
  ///
  /// Parts that share equations share what was found of them.
  static func verdict(on part: JSONValue, after replay: RecordReplay, sharing known: inout KnownOutcomes)
    -> RecordVerdict
  {
    var verifier = RecordVerifier()
    verifier.replay = replay
    verifier.known = known
    known = KnownOutcomes()
    verifier.check(part, "the part")
    known = verifier.known
    return verifier.verdict
  }

  private mutating func check(_ record: JSONValue, _ text: [UInt8]) {
    checkHash(record, text)
    check(record)
  }

  private mutating func check(_ record: JSONValue) {
    guard record["schema"]?.integer == Self.schema else {
      return verdict.note(.form, "the record", "this is no record of version \(Self.schema)")
    }
    guard let parts = record["parts"]?.array else {
      return verdict.note(.form, "the record", "it has no list of parts")
    }
    for (number, next) in parts.enumerated() {
      check(next, "part \(number + 1)")
    }
  }

  private mutating func checkHash(_ record: JSONValue, _ text: [UInt8]) {
    guard let hash = record["hash"]?.string, hash.count == RecordSeal.openHash.count else {
      return verdict.note(.form, "the record", "it has no hash")
    }
    let open = String(decoding: text, as: UTF8.self)
      .replacing(hash, with: RecordSeal.openHash, maxReplacements: 1)
    if RecordSeal.hash(ofOpen: open) != hash {
      verdict.note(.hash, "the record", "its bytes are not those that were hashed")
    }
  }

  private mutating func check(_ part: JSONValue, _ number: String) {
    let place = part["label"]?.string.map { "\(number), \($0)" } ?? number
    let before = replay.names
    guard let kind = part["kind"]?.string, ["cell", "display", "inline"].contains(kind) else {
      return verdict.note(.form, place, "it is no cell, display or result in the text")
    }
    let statements = replay.enter(part)
    if kind == "inline" { return checkInline(part, place) }
    guard let outcomes = part["outcomes"]?.array else {
      return verdict.note(.form, place, "it has no outcomes")
    }
    let hasFailed = outcomes.contains { $0["kind"]?.string == "failure" }
    guard statements != nil || hasFailed else {
      return verdict.note(.reading, place, "its text cannot be read as a cell")
    }
    if kind == "cell", let statements, !hasFailed {
      let start = part["options"]?["scope"]?.string == "new" ? RecordScope.empty : before
      let cell = RecordedCell(before: start, after: replay.names, part: part, place: place)
      verdict.findings += cell.findings(statements, outcomes)
    }
    for (number, outcome) in outcomes.enumerated() {
      check(outcome, part, outcomes.count > 1 ? "\(place), result \(number + 1)" : place)
    }
  }

  private mutating func check(_ outcome: JSONValue, _ part: JSONValue, _ place: String) {
    switch outcome["kind"]?.string {
    case "declaration", "definition", "failure": return
    case "claim", "proof", "display": checkRows(outcome, replay.names, part["options"], place)
    case .some where outcome["steps"] != nil: checkAnswer(outcome, replay, part["options"], place)
    default: verdict.note(.form, place, "it is no kind of result")
    }
  }

  /// A result in the text is its question's answer, or the formula itself.
  private mutating func checkInline(_ part: JSONValue, _ place: String) {
    guard let value = part["value"]?.string else { return }
    guard let source = part["source"]?.string else { return verdict.note(.form, place, "it has no text") }
    var names = replay.names
    let words = source.split(separator: " ")
    // What is asked at values or in directions has no claim of its own form.
    let isPlain = !words.contains("along") && !words.contains("at") && words.first != "evaluate"
    guard isPlain, !["simplify", "stationary", "directional", "differential"].contains(words.first) else {
      return
    }
    guard var claim = RecordedClaim(reading: "claim \(source) == \(value)", after: names) else {
      return verdict.note(.reading, place, "the result in the text cannot be read")
    }
    _ = names.scope.takeDiagnostics()
    verdict.counts.answers += 1
    let outcome = claim.outcome()
    guard outcome.verdict != .holds else { return }
    verdict.note(
      outcome.verdict == .undecided ? .open : .equation,
      place,
      "the result '\(value)' is not that of '\(source)'" + (outcome.reason.map { ": \($0)" } ?? "")
    )
  }
}
