// Questions, claims, assumptions and proofs.

import Diagnostics
import Findings
import Expressions

extension PlainParser {
  mutating func question(_ kind: QuestionKind) -> Statement.Kind {
    if let question = questionAsCall(kind) { return question }
    advance()
    stops = ["wrt", "along", "at"]
    let formula = sum()
    var variables: [SyntaxTree] = []
    var directions: [SyntaxTree] = []
    var bindings: [Statement.Binding] = []
    while !isGivenUp, let clause = current.name, stops.contains(clause) {
      advance()
      repeat {
        switch clause {
        case "wrt": variables.append(sum())
        case "along": directions.append(sum())
        default:
          guard let binding = binding() else { return .unreadable }
          bindings.append(binding)
        }
      } while take(",")
    }
    if isGivenUp { return .unreadable }
    switch kind {
    case .gradient, .jacobian, .hessian, .stationary:
      // The one name that varies is found when the names are known.
      guard variables.isEmpty, !isAtLineEnd else { break }
      expected("'wrt' and a variable", hints: ["\(kind.rawValue) f wrt X"])
      return .unreadable
    case .directional:
      if variables.isEmpty {
        expected("'wrt' and a variable", hints: ["\(kind.rawValue) f wrt X"])
        return .unreadable
      }
    case .differential, .simplify, .evaluate: break
    }
    if kind == .directional, directions.isEmpty {
      expected("'along' and a direction", hints: ["directional f wrt X along V"])
      return .unreadable
    }
    return .question(
      Statement.Question(
        kind: kind,
        of: formula,
        variables: variables,
        along: directions,
        bindings: bindings
      )
    )
  }

  /// `X = W`, a name with the value it is to have.
  mutating func binding() -> Statement.Binding? {
    guard let name = takeName() else { return nil }
    guard take("=") else {
      expected("'=' and a value, as in 'at W = [1, 2; 3, 4]'")
      return nil
    }
    return Statement.Binding(name: name, value: sum())
  }

  // MARK: - Claims, assumptions and proofs

  mutating func claim() -> Statement.Kind {
    advance()
    var formulas = [sum()]
    while current.mark == "==" || current.mark == "=" {
      if current.mark == "=" {
        report(.unexpected(current, expected: "'=='", hints: ["a claim compares with '=='"]))
      }
      advance()
      formulas.append(sum())
    }
    if isGivenUp { return .unreadable }
    guard formulas.count > 1 else {
      expected("'==' and what it is equal to", hints: assumptionHints)
      return .unreadable
    }
    return .claim(formulas)
  }

  /// `given E == F`, `given E > 0`, `given E != 0`.
  mutating func assumption() -> Statement.Kind {
    advance()
    let left = sum()
    guard !isGivenUp else { return .unreadable }
    if current.mark == "=" {
      report(.unexpected(current, expected: "'=='", hints: ["an assumption compares with '=='"]))
      isGivenUp = true
      return .unreadable
    }
    guard let relation = current.mark.flatMap(Statement.Assumption.Relation.init(rawValue:)) else {
      expected("'==', '!=' or '>' and what is assumed", hints: ["given x'*x == 1", "given t > 0"])
      return .unreadable
    }
    advance()
    let right = sum()
    guard !isGivenUp else { return .unreadable }
    return .given(Statement.Assumption(left: left, relation: relation, right: right))
  }

  mutating func proof() -> Statement.Kind {
    let opening = current
    advance()
    var rows: [Statement.ProofRow] = []
    while true {
      if current.kind == .newline || current.mark == ";" {
        advance()
      } else if current.name == "qed" {
        advance()
        break
      } else if current.kind == .end {
        isGivenUp = false
        report(
          Diagnostic(
            code: "syntax.proof",
            message: "found the end of the text, expected 'qed'",
            range: opening.range,
            hints: ["end the proof with a line 'qed'"]
          )
        )
        break
      } else {
        rows.append(proofRow())
      }
    }
    return .proof(rows)
  }

  private mutating func proofRow() -> Statement.ProofRow {
    let start = current.range.start
    isGivenUp = false
    operatorCount = 0
    depth = 0
    stops = ["because"]
    let continues = take("==") || take("=")
    var formulas = [sum()]
    while take("==") || take("=") { formulas.append(sum()) }
    var reason: Statement.Name?
    if !isGivenUp, current.name == "because" {
      advance()
      let from = current.range.start
      while !isAtLineEnd { advance() }
      let range = SourceRange(from, lastEnd)
      if range.start == range.end {
        expected("the name of a rule")
      } else {
        reason = Statement.Name(slice(range), range: range)
      }
    }
    if !isAtLineEnd {
      expected("the end of the line")
      while !isAtLineEnd { advance() }
    }
    return Statement.ProofRow(
      formulas: formulas,
      continues: continues,
      reason: reason,
      range: SourceRange(start, lastEnd)
    )
  }

  private func slice(_ range: SourceRange) -> String {
    String(decoding: text.utf8.dropFirst(range.start).prefix(range.end - range.start), as: UTF8.self)
  }
}
