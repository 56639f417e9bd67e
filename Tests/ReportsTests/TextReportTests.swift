import Findings
import Testing

@testable import Reports

@Suite("Results as text")
struct TextReportTests {
  @Test("stand with their equals signs, reasons and evidence in columns")
  func columns() {
    let lines = TextReportWriter().text(of: SampleReport.answer()).split(separator: "\n")
      .filter { $0.hasPrefix("  ") && $0.contains("✓ exact") }
    #expect(lines.count == 2)
    for sign: Character in ["=", "✓"] {
      let places = lines.map { line in
        line.distance(from: line.startIndex, to: line.firstIndex(of: sign) ?? line.endIndex)
      }
      #expect(Set(places).count == 1, "\(sign) at \(places)")
    }
  }

  @Test("say what is wrong, show an instance and what holds instead")
  func refuted() {
    let text = TextReportWriter().text(of: SampleReport.statement())
    for part in ["✗ refuted", "transpose", "n = 2", "W_1 = [0, 1; -1/2, 0]", "holds: b = cxᵀ"] {
      #expect(text.contains(part), "\(part) in\n\(text)")
    }
  }

  @Test("print costs as a reader writes them")
  func costs() {
    #expect(PlainCost.typeset("9*n^2") == "9n²")
    #expect(PlainCost.typeset("2*m*n + 2*3") == "2mn + 2·3")
    #expect(PlainCost.typeset("n^12*m") == "n¹²m")
  }

  @Test("read formulas and code out of messages, and nothing where delimiters are alone")
  func prose() {
    #expect(
      ProsePiece.pieces(of: "a $x$ `y` b") == [
        .text("a "), .formula("x"), .text(" "), .code("y"), .text(" b"),
      ]
    )
    #expect(ProsePiece.pieces(of: "5 $ and `") == [.text("5 $ and `")])
  }
}

@Suite("Typography")
struct TypographyTests {
  @Test("raises exponents and transposes, and leaves words alone")
  func typography() {
    #expect(Typography.typeset("below 2^-114, over GF(2^61 - 1)") == "below 2⁻¹¹⁴, over GF(2⁶¹ − 1)")
    #expect(Typography.typeset("A : BXC = B'AC' : X") == "A : BXC = BᵀACᵀ : X")
    #expect(Typography.typeset("Jacobi's formula, x^") == "Jacobi's formula, x^")
  }
}
