// Lists as pandoc has them: letters, Roman numbers, numbers in parentheses, examples.

import Testing

@testable import Markdown

@Suite("Lists that CommonMark does not know") struct ListMarkTests {
  private func html(_ text: String) -> String {
    HTMLWriter().html(of: read(text)).replacing("\n", with: "")
  }

  private func numberings(_ text: String) -> [ListNumbering] {
    read(text).allBlocks.compactMap { block in
      if case .list(let list) = block.content, case .numbered(let numbering) = list.marker {
        numbering
      } else {
        nil
      }
    }
  }

  @Test(
    "begin with their number, are counted in its style, and stand in its parentheses",
    arguments: [
      ("a. x\nb. y\n", "a. b."), ("c) x\nd) y\n", "c) d)"), ("(1) x\n(2) y\n", "(1) (2)"),
      ("(iii) x\n(iv) y\n", "(iii) (iv)"), ("i. x\nii. y\n", "i. ii."), ("h. x\ni. y\n", "h. i."),
      ("I)  x\nII) y\n", "I) II)"), ("A.  x\nB.  y\n", "A. B."), ("#. x\n#. y\n", "1. 2."),
      ("(a) x\n\n    more\n\n(b) y\n", "(a) (b)"), ("> a. x\n> b. y\n", "a. b."),
      ("- a. x\n  b. y\n", "a. b."),
      ("1. p\n   (a) x\n   (b) y\n", "(a) (b)"),
    ]
  )
  func marks(_ text: String, _ marks: String) throws {
    let lists = read(text).allBlocks.compactMap { block -> [String]? in
      guard case .list(let list) = block.content, case .numbered(let numbering) = list.marker else {
        return nil
      }
      return list.items.indices.map(numbering.mark)
    }
    #expect(lists.first?.joined(separator: " ") == marks)
  }

  @Test(
    "are not names, abbreviations, notices, years and words, nor what goes on with a paragraph",
    arguments: [
      "B. Russell said", "i. e. this", "z. B. das", "(c) 2020 A. Author", "(2019) x", "mix. x", "a.x", "(a)",
      "a. ",
      "text\na. x", "(x y) z", "e.g. this", "f(x) y", "(@ x) y", "did. x",
      "(63) and (124) are the same", "(a) is alone", "(1) shows\n\n# (2) Title",
    ]
  )
  func texts(_ text: String) { #expect(numberings(text + "\n").isEmpty, "\(text)") }

  @Test("go on behind what interrupts them")
  func interrupted() {
    let found = numberings("(a) x\n(b) y\n\nText.\n\n(c) z\n")
    #expect(found.map(\.start) == [1, 3])
  }

  @Test("do not run into the lists before and behind them")
  func neighbours() {
    #expect(
      html("a. x\nb. y\n\n1. z\n") == "<ol type=\"a\"><li>x</li><li>y</li></ol><ol><li>z</li></ol>"
    )
    #expect(
      html("1. z\n\na. x\nb. y\n\n(a) y\n(b) z\n")
        == "<ol><li>z</li></ol><ol type=\"a\"><li>x</li><li>y</li></ol>"
        + "<ol class=\"lower-alpha enclosed\" type=\"a\"><li>y</li><li>z</li></ol>"
    )
    #expect(html("a. x\n\n   y\n\nb. z\n").contains("<li><p>x</p><p>y</p></li><li><p>z</p></li>"))
  }

  @Test("hold what items hold: code, formulas, lists, divisions, at the columns of their text")
  func contents() {
    #expect(html("(a) ```\n    code\n    ```\n(b) $$ x $$\n").contains("<pre><code>code</code></pre>"))
    #expect(html("(a) - x\n    - y\n(b) z\n").contains("<ul><li>x</li><li>y</li></ul>"))
    #expect(html("(a) x\nlazy\n(b) y\n").contains("<li>xlazy</li>"))
    #expect(html("a. $x\nb. y$\n").contains("<li>y$</li>"))
  }

  @Test("count examples through the document, and text mentions them before and behind")
  func examples() {
    let page = html("By (@late) and @good.\n\n(@good) One.\n\nText.\n\n(@) Two.\n(@late) Three.\n")
    #expect(page.contains("By (<a href=\"#example-late\">3</a>) and <a href=\"#example-good\">1</a>."))
    #expect(page.contains("<span id=\"example-good\"></span>One."))
    #expect(page.contains("start=\"2\"><li>Two.</li>"))
    #expect(!html("@nobody said\n").contains("example"))
    #expect(html("```\n(@code) x\n```\n\n(@a) y\n").contains("<ol class=\"decimal enclosed\"><li>"))
  }

  @Test("are text where only CommonMark is read, and have no end of depth or length that matters")
  func bounds() {
    let plain = read("a. x\nb. y\n", [])
    #expect(HTMLWriter().html(of: plain) == "<p>a. x\nb. y</p>\n")
    let deep = (0..<400).map { String(repeating: "   ", count: $0) + "#. x\n" }.joined()
    #expect(!numberings(deep).isEmpty)
    let long = String(repeating: "#. x\n", count: 5000)
    #expect(numberings(long).count == 1)
  }
}
