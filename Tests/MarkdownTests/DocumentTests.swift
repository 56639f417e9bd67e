// Headings, references, expressions, code, front matter, and what the writer lets through.

import Diagnostics
import Testing

@testable import Markdown

@Suite("Documents") struct DocumentTests {
  private func headings(_ text: String) -> [Heading] {
    read(text).allBlocks.compactMap { if case .heading(let heading) = $0.content { heading } else { nil } }
  }

  @Test("give every heading an anchor of its own, made from words and TeX")
  func slugs() {
    let found = headings(
      "# The case $n_1$\n## Über *uns*\n## über uns\n# !\n# Eq loss\n# A {#sec-a}\n# Sec a\n# Sec a\n"
    )
    #expect(
      found.map(\.identifier) == [
        "the-case-n_1", "über-uns", "über-uns-1", "section", "section-eq-loss", "sec-a", "sec-a-1", "sec-a-2",
      ]
    )
    #expect(found[5].content == [.text("A")])
  }

  @Test("find references, and leave addresses of people alone")
  func references() {
    let document = read(
      "By @eq-a, (@sec-b-2) and @eq-größe. Not me@eq-x.org, `@eq-c`, \\@eq-d, @eq- or <me@eq-x.org>."
    )
    let found = document.allInlines.compactMap { inline -> Reference? in
      if case .reference(let reference) = inline { reference } else { nil }
    }
    #expect(found.map(\.label) == ["eq-a", "sec-b-2", "eq-größe"])
    #expect(found.map { document.text($0.range) } == ["@eq-a", "@sec-b-2", "@eq-größe"])
  }

  @Test("find expressions in code spans, with their place")
  func inlineResults() {
    let document = read(
      "> is `{nabla} gradient f\n> wrt X` and ``{nabla}  a`b `` not `{nabla}x` or `nabla`\n"
    )
    let found = document.allInlines.compactMap { inline -> InlineResult? in
      if case .inlineResult(let result) = inline { result } else { nil }
    }
    #expect(found.map(\.expression.text) == ["gradient f wrt X", "a`b"])
    for result in found { #expect(document.stands(result.expression)) }
    #expect(found.map { document.text($0.expression.fileRange(SourceRange(0, 1))) } == ["g", "a"])
  }

  @Test("know the place of code line by line, in lists, quotations and behind tabs")
  func code() throws {
    let document = read(
      "> - a\n>\n>   ```{x}\n>   first\n>     second\n>\n>   ```\n\n-\tb\n\n\t\tcode\n\n  ~~~\n  é\n"
    )
    let found = document.codeBlocks
    #expect(found.map(\.code.text) == ["first\n  second\n\n", "code\n", "é\n"])
    #expect(found.map(\.style) == [.fenced, .indented, .unclosedFence])
    #expect(found.map { document.text($0.infoRange) } == ["{x}", "", ""])
    for code in found { #expect(document.stands(code.code)) }
    let second = found[0].code.fileRange(SourceRange(8, 14))
    #expect(document.text(second) == "second")
    #expect(document.file.position(at: second.start) == SourcePosition(line: 5, column: 7))
  }

  @Test("part a fragment without losing places")
  func fragments() {
    let document = read("> ```\n> ab\n> cd\n> ```\n")
    let part = document.codeBlocks[0].code.part(SourceRange(1, 5))
    #expect(part.text == "b\ncd")
    #expect(document.stands(part))
    #expect(document.text(part.fileRange) == "b\n> cd")
    #expect(part.part(SourceRange(2, 3)).text == "c")
  }

  @Test("have front matter only at the top, between two lines of hyphens")
  func frontMatter() {
    let document = read("---\ntitle: a\n---\n# b\n")
    #expect(document.frontMatter?.text == "title: a\n")
    #expect(document.blocks.map { document.text($0.range) } == ["# b"])
    #expect(read("\u{FEFF}---\r\na: b\r\n---  \r\nc").frontMatter?.text == "a: b\n")
    #expect(read("a\n\n---\nb: c\n---\n").frontMatter == nil)
    #expect(read("---\n\nrule").diagnostics.isEmpty)
    #expect(read("---\ntitle: a\n\nrule").diagnostics.map(\.code) == ["markdown.unclosed-front-matter"])
  }

  @Test("are written with raw HTML as text and no address that runs something, unless asked")
  func safety() {
    let text =
      "<script>x</script>\n\na <b onclick=x>c</b> [d](javascript:e) ![f](data:text/html,g) [h](JaVa&#x0A;Script:i) [j](data:image/png;k)"
    let html = HTMLWriter().html(of: read(text))
    #expect(!html.contains("<script") && !html.contains("<b ") && !html.lowercased().contains("href=\"java"))
    #expect(html.contains("&lt;script&gt;x&lt;/script&gt;"))
    #expect(html.contains("<img src=\"\" alt=\"f\" />"))
    #expect(html.contains("href=\"data:image/png;k\""))
    #expect(HTMLWriter(rawHTML: .verbatim).html(of: read(text)).contains("<script>x</script>"))
  }

  @Test("can be written with parts replaced")
  func hooks() {
    var writer = HTMLWriter(headingIdentifiers: .written)
    writer.replaceBlock = { if case .codeBlock = $0.content { "<cell/>\n" } else { nil } }
    writer.replaceInline = {
      if case .math(let formula) = $0 { "<math>\(formula.tex.text)</math>" } else { nil }
    }
    #expect(
      writer.html(of: read("# A\n- *$x$*\n- ```\n  b\n  ```\n"))
        == "<h1 id=\"a\">A</h1>\n<ul>\n<li><em><math>x</math></em></li>\n<li>\n<cell/>\n</li>\n</ul>\n"
    )
  }

  @Test(
    "with mathematics, tables, footnotes and references on differ from libcmark's only in these examples of the specification"
  )
  func changedExamples() throws {
    let changed = try CommonMarkSpecification.examples().filter { example in
      let document = read(example.markdown, .all.subtracting(.documents))
      return HTMLWriter(rawHTML: .verbatim).html(of: document)
        != MarkdownDocument.libraryHTML(example.markdown)
    }
    // 12 escapes brackets, which open a formula here; 96 and 98 begin like front matter.
    #expect(changed.map(\.number) == [12, 96, 98])
  }
}
