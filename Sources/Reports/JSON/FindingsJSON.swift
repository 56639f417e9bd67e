// What came out, as JSON: one serializer, which writes an answer for programs and for the record.

import Findings
import JSON

/// Answers, statements and what they are made of as JSON values.
enum FindingsJSON {
  /// The two forms of an answer: all of it, or what changes only when the mathematics does.
  enum Form { case interface, record }

  /// One answered question.
  static func answer(_ answer: Answer, as form: Form) -> JSONValue {
    var common: [String: JSONValue] = [
      "kind": .string(answer.kind.rawValue), "label": .optional(answer.label), "of": .string(answer.of.plain),
      "wrt": .optional(answer.wrt?.plain), "method": .string(answer.method.rawValue),
      "layout": .string(answer.layout.rawValue), "shape": .strings(answer.shape),
      "conditions": .strings(answer.conditions.map(\.plain)), "conventions": .strings(answer.conventions),
      "verdict": .string(answer.verdict.rawValue),
      "checks": .array((form == .record ? answer.reproducibleChecks : answer.checks).map(check)),
    ]
    if let and = answer.and { common["and"] = .string(and.plain) }
    let own: [String: JSONValue] =
      switch form {
      case .interface:
        [
          "evidence": evidence(answer.evidence), "value": answer.value.map(formula) ?? .null,
          "helpers": .array(answer.helpers.map(formula)),
          "steps": .array(steps(answer.steps)), "code": code(answer.code),
          "cost": .object(["flops": .string(answer.flops), "asWritten": .string(answer.flopsAsWritten)]),
        ]
      case .record:
        [
          "value": .optional(answer.value?.plain), "claim": .optional(answer.claim),
          "helpers": .strings(answer.helpers.map(\.plain)), "steps": .array(linkedSteps(answer.steps)),
          "structured": .string(answer.structured.rawValue), "varying": .strings(answer.varying),
          "indices": .strings(answer.indices), "along": .strings(answer.along.map(\.plain)),
          "at": .array(
            answer.bindings.map { .object(["name": .string($0.name), "value": .string($0.value.plain)]) }
          ),
        ]
      }
    return .object(common.merging(own) { _, own in own })
  }

  /// A claim, proof or checked display.
  static func statement(_ statement: CheckedStatement, as form: Form) -> JSONValue {
    var members: [String: JSONValue] = [
      "kind": .string(statement.kind.rawValue), "label": .optional(statement.label),
      "verdict": .string(statement.verdict.rawValue), "expected": .string(statement.expected.rawValue),
      "lines": .array(statement.lines.enumerated().map { line($1, at: $0) }),
    ]
    // A record has that of every row.
    if form == .interface { members["evidence"] = evidence(statement.evidence) }
    return .object(members)
  }

  /// A row; what was not said of it has no key.
  private static func line(_ line: CheckedLine, at place: Int) -> JSONValue {
    var members: [String: JSONValue] = [
      "line": .integer(place), "latex": .string(line.latex), "verdict": .string(line.verdict.rawValue),
      "evidence": evidence(line.evidence), "fault": .optional(line.fault?.rawValue),
      "message": .string(line.message),
      "counterexample": line.counterexample.map(counterexample) ?? .null,
      "suggestions": .strings(line.suggestions),
    ]
    if let carriedFrom = line.carriedFrom { members["carriedFrom"] = .integer(carriedFrom) }
    if let reading = line.reading { members["reading"] = .string(reading) }
    let lists = [
      ("habits", line.habits), ("conditions", line.conditions.map(\.plain)),
      ("sizes", line.sizes.map(\.description)),
    ]
    for (key, texts) in lists where !texts.isEmpty { members[key] = .strings(texts) }
    return .object(members)
  }

  // MARK: - Parts

  private static func evidence(_ evidence: Evidence?) -> JSONValue {
    .string(evidence?.kind.rawValue ?? "")
  }

  private static func formula(_ formula: Formula) -> JSONValue {
    .object(["plain": .string(formula.plain), "latex": .string(formula.latex)])
  }

  private static func check(_ check: Check) -> JSONValue {
    .object([
      "evidence": evidence(check.evidence), "method": .string(check.method),
      "at": .string(check.place.description), "points": .integer(check.points),
      "outcome": .string(check.result.rawValue), "bound": .string(check.bound),
    ])
  }

  /// The lines, each an equation of its own.
  private static func steps(_ steps: [AnswerStep]) -> [JSONValue] {
    var left: Formula?
    return steps.map { step in
      left = step.left ?? left
      let front = left ?? step.right
      return .object([
        "plain": .string("\(front.plain) = \(step.right.plain)"),
        "latex": .string("\(front.latex) = \(step.right.latex)"),
        "rule": .string(step.rules.first?.name ?? ""), "source": .string(step.rules.first?.source ?? ""),
        "rules": rules(step.rules), "verdict": .string(step.verdict.rawValue),
        "evidence": evidence(step.evidence),
      ])
    }
  }

  /// Every line with the one it follows from, both with the left side, so that each can be read alone.
  private static func linkedSteps(_ steps: [AnswerStep]) -> [JSONValue] {
    var left = ""
    var before: String?
    return steps.map { step in
      left = step.left?.plain ?? left
      let after = "\(left) == \(step.right.plain)"
      defer { before = after }
      var members: [String: JSONValue] = [
        "before": .optional(before), "after": .string(after), "rules": rules(step.rules),
        "places": .strings(step.places), "definitions": .strings(step.definitions.map(\.plain)),
        "verdict": .string(step.verdict.rawValue), "evidence": evidence(step.evidence),
      ]
      if let varying = step.varying { members["varying"] = .strings(varying) }
      return .object(members)
    }
  }

  /// Rules with their sources.
  static func rules(_ rules: [RuleName]) -> JSONValue {
    .array(rules.map { .object(["name": .string($0.name), "source": .string($0.source)]) })
  }

  private static func code(_ listings: [CodeListing]) -> JSONValue {
    .object(
      Dictionary(
        listings.map { ($0.language.rawValue, .string($0.text)) },
        uniquingKeysWith: { first, _ in first }
      )
    )
  }

  private static func counterexample(_ found: Counterexample) -> JSONValue {
    func rows(_ rows: [[String]]) -> JSONValue { .array(rows.map { .strings($0) }) }
    return .object([
      "sizes": .object(
        Dictionary(
          found.sizes.sizes.map { ($0.name, .integer($0.value)) },
          uniquingKeysWith: { first, _ in first }
        )
      ),
      "values": .object(
        Dictionary(found.values.map { ($0.name, rows($0.rows)) }, uniquingKeysWith: { first, _ in first })
      ),
      "left": rows(found.left), "right": rows(found.right), "remark": .string(found.remark),
    ])
  }
}
