// The JSON interface of `derive` and `check`: its own form, apart from the model, which may change freely.

public import Answers
public import Diagnostics

/// Outcomes and diagnostics in the form of the JSON interface, version 1.
public enum AnswersJSON {
  /// The object that `nabla derive --format json` prints.
  public static func derive(_ outcomes: [Outcome], _ diagnostics: [LocatedDiagnostic]) -> JSONValue {
    .object([
      "version": .integer(1), "results": .array(results(outcomes)),
      "diagnostics": .array(diagnostics.map(diagnostic)),
    ])
  }

  /// The object that `nabla check --format json` prints.
  public static func check(
    _ notebooks: [(path: String, outcomes: [Outcome], diagnostics: [LocatedDiagnostic])]
  )
    -> JSONValue
  {
    .object([
      "version": .integer(1),
      "notebooks": .array(
        notebooks.map { notebook in
          .object([
            "path": .string(notebook.path), "results": .array(results(notebook.outcomes)),
            "diagnostics": .array(notebook.diagnostics.map(diagnostic)),
          ])
        }
      ),
    ])
  }

  /// The results among outcomes; declarations and definitions give none.
  public static func results(_ outcomes: [Outcome]) -> [JSONValue] {
    outcomes.compactMap { outcome in
      switch outcome {
      case .answer(let answer): self.answer(answer)
      case .checked(let statement): self.statement(statement)
      case .declaration, .definition, .failure: nil
      }
    }
  }

  /// One answered question.
  public static func answer(_ answer: Answer) -> JSONValue {
    .object([
      "kind": .string(answer.kind), "label": .optional(answer.label), "of": .string(answer.of.plain),
      "wrt": .optional(answer.wrt?.plain), "method": .string(answer.method), "layout": .string(answer.layout),
      "shape": .array(answer.shape.map { .string($0) }),
      "conditions": .array(answer.conditions.map { .string($0.plain) }),
      "conventions": .array(answer.conventions.map { .string($0) }),
      "verdict": .string(answer.verdict.rawValue),
      "value": answer.value.map { formula($0) } ?? .null,
      "helpers": .array(answer.helpers.map { formula($0) }),
      "steps": .array(steps(answer.steps)),
      "checks": .array(
        answer.checks.map { check in
          .object([
            "evidence": .string(check.evidence), "method": .string(check.method), "at": .string(check.place),
            "points": .integer(check.points), "outcome": .string(check.outcome),
            "bound": .string(check.bound),
          ])
        }
      ),
      "cost": .object(["flops": .string(answer.flops), "asWritten": .string(answer.flopsAsWritten)]),
      "code": .object(
        Dictionary(
          answer.code.map { ($0.language, .string($0.text)) },
          uniquingKeysWith: { first, _ in first }
        )
      ),
    ])
  }

  private static func steps(_ steps: [AnswerStep]) -> [JSONValue] {
    var left: Formula?
    return steps.map { step in
      left = step.left ?? left
      let front = left ?? step.right
      return .object([
        "plain": .string("\(front.plain) = \(step.right.plain)"),
        "latex": .string("\(front.latex) = \(step.right.latex)"),
        "rule": .string(step.rules.first?.name ?? ""), "source": .string(step.rules.first?.source ?? ""),
        "rules": .array(
          step.rules.map { .object(["name": .string($0.name), "source": .string($0.source)]) }
        ),
        "verdict": .string(step.verdict.rawValue), "evidence": .string(step.evidence),
      ])
    }
  }

  private static func formula(_ formula: Formula) -> JSONValue {
    .object(["plain": .string(formula.plain), "latex": .string(formula.latex)])
  }

  /// A claim, proof or checked display.
  public static func statement(_ statement: CheckedStatement) -> JSONValue {
    .object([
      "kind": .string(statement.kind), "label": .optional(statement.label),
      "verdict": .string(statement.verdict.rawValue), "expected": .string(statement.expected.rawValue),
      "lines": .array(
        statement.lines.enumerated().map { place, line in
          .object([
            "line": .integer(place), "latex": .string(line.latex), "verdict": .string(line.verdict.rawValue),
            "evidence": .string(line.evidence), "fault": .optional(line.fault),
            "message": .string(line.message),
            "conditions": .array(line.conditions.map { .string($0) }),
            "sizes": .array(
              line.sizes.map { sizes in
                .object(Dictionary(sizes.map { ($0.name, .integer($0.value)) }) { first, _ in first })
              }
            ),
            "counterexample": line.counterexample.map { counterexample($0) } ?? .null,
            "suggestions": .array(line.suggestions.map { .string($0) }),
          ])
        }
      ),
    ])
  }

  private static func counterexample(_ found: Counterexample) -> JSONValue {
    func rows(_ rows: [[String]]) -> JSONValue { .array(rows.map { .array($0.map { .string($0) }) }) }
    return .object([
      "sizes": .object(
        Dictionary(found.sizes.map { ($0.name, .integer($0.value)) }, uniquingKeysWith: { first, _ in first })
      ),
      "values": .object(
        Dictionary(found.values.map { ($0.name, rows($0.rows)) }, uniquingKeysWith: { first, _ in first })
      ),
      "left": rows(found.left), "right": rows(found.right), "remark": .string(found.remark),
    ])
  }

  /// A diagnostic; lines and columns from 1, columns in UTF-8 bytes.
  public static func diagnostic(_ located: LocatedDiagnostic) -> JSONValue {
    let diagnostic = located.diagnostic
    return .object([
      "code": .string(diagnostic.code), "severity": .string(diagnostic.severity.rawValue),
      "file": .string(located.file.path), "line": .integer(located.start.line),
      "column": .integer(located.start.column), "endLine": .integer(located.end.line),
      "endColumn": .integer(located.end.column), "message": .string(diagnostic.message),
      "notes": .array(diagnostic.notes.map { .string($0) }),
      "hints": .array(diagnostic.hints.map { .string($0) }),
    ])
  }
}
