// Footnotes, which libcmark takes for definitions of links.

import Diagnostics
import Testing

@testable import Markdown

@Suite("Footnotes") struct FootnoteTests {
  @Test("are numbered by their first mention and hold blocks")
  func numbers() {
    let document = read(
      "One[^b], two[^a], again[^b].\n\n[^a]: Note *a*.\n\n    Second paragraph, $x$.\n\n        code\n[^b]: Note b\n  goes on.\n\nText.\n"
    )
    #expect(document.footnotes.map(\.label) == ["b", "a"])
    #expect(document.footnotes.map(\.number) == [1, 2])
    #expect(document.footnotes.map(\.blocks.count) == [1, 3])
    #expect(document.blocks.count == 2)
    let mentions = document.allInlines.compactMap { inline -> FootnoteReference? in
      if case .footnoteReference(let reference) = inline { reference } else { nil }
    }
    #expect(mentions.map(\.number) == [1, 2, 1])
    #expect(mentions.map(\.occurrence) == [1, 1, 2])
    #expect(mentions.map { document.text($0.range) } == ["[^b]", "[^a]", "[^b]"])
    #expect(document.codeBlocks.map(\.code.text) == ["code\n"])
    for code in document.codeBlocks { #expect(document.stands(code.code)) }
  }

  @Test("are separate from each other and from a quotation after them")
  func separate() {
    let document = read("A[^1] B[^2]\n\n[^1]: one\n[^2]: two\n> a quotation\n")
    #expect(document.footnotes.map { HTMLWriter().html(of: $0.blocks) } == ["<p>one</p>\n", "<p>two</p>\n"])
    #expect(
      HTMLWriter().html(of: document.blocks).hasSuffix("<blockquote>\n<p>a quotation</p>\n</blockquote>\n")
    )
  }

  @Test("go on after blank lines, in lists too, and leave no trace in what follows")
  func blankLines() {
    let document = read("- b[^1]\n\n  [^1]: one\n\n      two\n\nend\n\n- - [^2]: x\n\n\t\n")
    #expect(document.footnotes.map { HTMLWriter().html(of: $0.blocks) } == ["<p>one</p>\n<p>two</p>\n"])
    #expect(document.codeBlocks.isEmpty)
    #expect(document.blocks.count == 3)
  }

  @Test("that are missing, unused or doubled are named")
  func diagnostics() {
    func codes(_ text: String) -> [String] { read(text).diagnostics.map(\.code) }
    #expect(codes("a[^x]") == ["markdown.undefined-footnote"])
    #expect(codes("a\n\n[^x]: b") == ["markdown.unused-footnote"])
    #expect(codes("a[^x]\n\n[^x]: b\n\n[^x]: c") == ["markdown.repeated-footnote"])
    #expect(read("[^on]\n\n[^one]: x").diagnostics[0].hints == ["did you mean '[^one]'?"])
    #expect(HTMLWriter().html(of: read("a[^x] `[^y]`")) == "<p>a[^x] <code>[^y]</code></p>\n")
  }

  @Test("are written at the end, with links both ways")
  func html() {
    let html = HTMLWriter().html(of: read("a[^1]\n\n[^1]: b"))
    #expect(html.contains("<a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a>"))
    #expect(
      html.contains("<li id=\"fn-1\">\n<p>b</p>\n<a href=\"#fnref-1\" role=\"doc-backlink\">↩</a></li>")
    )
  }
}
