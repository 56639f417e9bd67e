import Diagnostics
import Findings
import JSON
import Testing

@testable import Reports

@Suite("The JSON of a row") struct AnswersJSONTests {
  /// The members of the only row of a display.
  private func members(_ line: CheckedLine) throws -> [String: JSONValue] {
    let statement = CheckedStatement(
      kind: .display,
      label: nil,
      verdict: line.verdict,
      expected: .holds,
      lines: [line],
      range: SourceRange(0, 1)
    )
    guard case .object(let whole)? = AnswersJSON.results([.checked(statement)]).first,
      case .array(let lines)? = whole["lines"], case .object(let members)? = lines.first
    else {
      Issue.record("there is no row")
      return [:]
    }
    return members
  }

  private var line: CheckedLine {
    CheckedLine(latex: "a = b", plain: "a == b", verdict: .holds, range: SourceRange(0, 1))
  }

  @Test("has its reading, habits, conditions and sizes where they are known, and no such key elsewhere")
  func optional() throws {
    let keys: Set = ["reading", "habits", "conditions", "sizes"]
    let bare = try members(line)
    #expect(keys.isDisjoint(with: bare.keys))
    var full = line
    full.reading = "claim a == b"
    full.habits = ["1 beside a matrix is the identity"]
    full.conditions = [Formula(plain: "n >= m", latex: "n \\geq m", unicode: "n ≥ m")]
    full.sizes = [SizeInstance(["n": 2], ["n"]), SizeInstance(["n": 3], ["n"])]
    let written = try members(full)
    #expect(keys.isSubset(of: written.keys))
    #expect(written["reading"] == .string("claim a == b"))
    #expect(written["sizes"] == .array([.string("n = 2"), .string("n = 3")]))
    #expect(written.filter { !keys.contains($0.key) } == bare)
  }

  @Test("names each verdict by its word")
  func verdicts() throws {
    for verdict in Verdict.allCases {
      var row = line
      row.verdict = verdict
      #expect(try members(row)["verdict"] == .string(verdict.rawValue))
    }
  }
}

@Suite("The words of verdicts") struct VerdictWordsTests {
  @Test("say good only of what is checked and right, in a row and in a whole")
  func good() {
    for verdict in Verdict.allCases {
      let mark = VerdictMark(verdict)
      #expect((mark.tone == .good) == (verdict == .holds), "\(verdict)")
      #expect(!mark.sign.isEmpty && !mark.word.isEmpty)
      for expected in Findings.Expectation.allCases where expected != .holds {
        let statement = CheckedStatement(
          kind: .claim,
          label: nil,
          verdict: verdict,
          expected: expected,
          lines: [],
          range: SourceRange(0, 1)
        )
        let badge = VerdictMark(statement)
        #expect(badge.tone != .good)
        #expect((badge.tone == .calm) == expected.isMet(by: verdict), "\(verdict), \(expected)")
        #expect(badge.word.hasSuffix("as expected") == expected.isMet(by: verdict))
      }
    }
  }
}
