import Diagnostics
import Findings
import Testing

@Suite("Right lines near a wrong one") struct RepairsOnceTests {
  private func line(_ suggestions: [String]) -> CheckedLine {
    var line = CheckedLine(latex: "a", plain: "a", verdict: .refuted, range: SourceRange(0, 0))
    line.suggestions = suggestions
    return line
  }

  @Test("are said once: neither twice in a row nor again in the next, but again where another stood between")
  func once() {
    let statement = CheckedStatement(
      kind: .display,
      label: nil,
      verdict: .refuted,
      expected: .holds,
      lines: [line(["x", "x", "y"]), line(["x", "z"]), line(["x"]), line(["w"]), line(["x"])],
      range: SourceRange(0, 0)
    )
    #expect(statement.lines.map(\.suggestions) == [["x", "y"], ["z"], [], ["w"], ["x"]])
  }
}
