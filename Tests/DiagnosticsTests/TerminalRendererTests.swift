import Testing

@testable import Diagnostics

@Suite("Diagnostics in a terminal")
struct TerminalRendererTests {
  private let file = SourceFile(path: "a.md", text: "first\n\tΣé = B * oops\nlast")

  private func located(_ text: String, message: String = "unknown name") -> LocatedDiagnostic {
    let bytes = Array(file.text.utf8)
    let wanted = Array(text.utf8)
    let start =
      (0...(bytes.count - wanted.count)).first { Array(bytes[$0..<$0 + wanted.count]) == wanted } ?? 0
    let diagnostic = Diagnostic(
      code: "test.code",
      message: message,
      range: SourceRange(start, start + wanted.count),
      notes: ["a note"],
      hints: ["a hint"]
    )
    return LocatedDiagnostic(diagnostic, in: file)
  }

  @Test("take one line that editors understand")
  func short() {
    #expect(TerminalRenderer().short(located("oops")) == "a.md:2:13: error: unknown name [test.code]")
  }

  @Test("stand with carets under what they mean, whatever letters stand before")
  func carets() throws {
    for word in ["oops", "B", "Σé", "first", "last"] {
      let lines = TerminalRenderer().long(located(word)).split(separator: "\n")
      let source = try #require(lines.first { $0.contains(word) && $0.contains(" | ") })
      let marker = try #require(lines.first { $0.contains("^") })
      let start = try #require(source.firstRange(of: word)?.lowerBound)
      let column = source.distance(from: source.startIndex, to: start)
      #expect(marker.prefix { $0 != "^" }.count == column)
      #expect(marker.filter { $0 == "^" }.count == word.count)
      #expect(
        lines.contains { $0.hasSuffix("= note: a note") } && lines.contains { $0.hasSuffix("= hint: a hint") }
      )
    }
  }

  @Test("cannot drive the terminal")
  func controls() {
    let text = TerminalRenderer().long(located("oops", message: "bad \u{1b}[2J\u{7}"))
    #expect(!text.contains("\u{1b}") && !text.contains("\u{7}"))
  }

  @Test("keep the place in view in a line of any length")
  func longLines() {
    let line = String(repeating: "x", count: 100_000) + "HERE" + String(repeating: "y", count: 100_000)
    let file = SourceFile(path: "a.md", text: line)
    let excerpt = SourceExcerpt(of: SourceRange(100_000, 100_004), in: file)
    #expect(excerpt.text.contains("HERE") && excerpt.text.count < 400)
    #expect(excerpt.marker.filter { $0 == "^" }.count == 4)
  }

  @Test("are as fast at the ten-thousandth word of a line as at the first")
  func manyInOneLine() {
    let line = String(repeating: "é\u{301} ", count: 40_000) + "\n"
    let file = SourceFile(path: "a.md", text: line)
    let clock = ContinuousClock()
    func time(_ start: Int) -> Duration {
      clock.measure {
        for word in 0..<500 {
          let excerpt = SourceExcerpt(of: SourceRange(start + 5 * word, start + 5 * word + 4), in: file)
          #expect(excerpt.marker.filter { $0 == "^" }.count == 1)
          #expect(excerpt.text.contains("é\u{301} é\u{301}"))
        }
      }
    }
    _ = time(5000)
    // Each time it was as long as all that stands before it, which is forty times as much.
    #expect(time(190_000) < time(5000) * 5)
  }
}
