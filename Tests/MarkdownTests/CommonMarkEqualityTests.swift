// Without extensions, this module is libcmark: the same HTML, byte for byte.

import Diagnostics
import Testing

@testable import Markdown

@Suite("Without extensions the HTML is libcmark's") struct CommonMarkEqualityTests {
  @Test("for every example of the specification")
  func specification() throws {
    let examples = try CommonMarkSpecification.examples()
    #expect(examples.count == 652)
    for example in examples {
      let expected = MarkdownDocument.libraryHTML(example.markdown)
      #expect(MarkdownDocument.commonMarkHTML(example.markdown) == expected, "\(example)")
    }
  }

  @Test("for texts put together at random from pieces that mean something to Markdown")
  func randomTexts() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<3000 {
      let text = RandomMarkdown.text(using: &random)
      #expect(
        MarkdownDocument.commonMarkHTML(text) == MarkdownDocument.libraryHTML(text),
        "\(text.debugDescription)"
      )
    }
  }

  @Test("for addresses with every ASCII character")
  func addresses() {
    for byte in UInt8(1)..<128 {
      let character = Character(Unicode.Scalar(byte))
      for text in [
        "[a](<x\(character)y>)", "![a](x\(character)y \"t\(character)\")", "[a]\n\n[a]: x\(character)é",
      ] {
        #expect(
          MarkdownDocument.commonMarkHTML(text) == MarkdownDocument.libraryHTML(text),
          "\(text.debugDescription)"
        )
      }
    }
  }

  @Test(
    "for texts that are hard to cut into lines",
    arguments: [
      "", "\n", "\r", "a\r\nb\rc\n", "a\u{0}b", "```\na\u{0}\n```", "\u{FEFF}# a", "a\\\r\nb  \rc",
      "\t\tcode\n\t- a",
      "- a\n\n\n- b", "1. a\n1) b", "3. a\n\t> b\n\t\tc", "<div>\n*a*\n\n*b*</div>",
      "&#0; &#xE000;0 &amp; &copy",
      "![a *b* `c` <i> [l](x) ![n](y)\nz](u \"t\")", "``` a&b \"c\"\nx", "~~~\n", "> ```\n> a\n```\nb",
    ]
  )
  func lines(_ text: String) {
    #expect(MarkdownDocument.commonMarkHTML(text) == MarkdownDocument.libraryHTML(text))
  }

  @Test("up to the bound of nesting, and loses only wrapping beyond it")
  func nesting() {
    let bound = MarkdownDocument.nestingBound
    let below = String(repeating: "> ", count: bound - 5) + "a"
    #expect(MarkdownDocument.commonMarkHTML(below) == MarkdownDocument.libraryHTML(below))
    let above = MarkdownDocument(
      SourceFile(path: "a.md", text: String(repeating: "> ", count: bound + 5) + "deep")
    )
    #expect(above.diagnostics.map(\.code) == ["markdown.too-deep"])
    #expect(HTMLWriter().html(of: above).contains("<p>deep</p>"))
  }
}
