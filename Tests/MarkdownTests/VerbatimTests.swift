// Blocks whose marks CommonMark does not know and whose content is no Markdown, and formulas that go on where paragraphs end.

import Diagnostics
import Testing

@testable import Markdown

@Suite("Blocks between marks of other tools") struct VerbatimTests {
  private func html(_ text: String) -> String {
    HTMLWriter().html(of: read(text)).replacing("\n", with: "")
  }

  @Test(
    "hold code as it stands, whatever is in it",
    arguments: [
      "{% highlight python %}\n*x* ``` $y$\n{% endhighlight %}\n",
      "{%- highlight python linenos -%}\n*x* ``` $y$\n{%- endhighlight -%}\n",
      "Text\n{% highlight python %}\n*x* ``` $y$\n{% endhighlight %}\nText\n",
      ":::{code-block} python\n*x* ``` $y$\n:::\n", "> :::{code-block} python\n> *x* ``` $y$\n> :::\n",
      "- :::{code-block} python\n  *x* ``` $y$\n  :::\n",
    ]
  )
  func code(_ text: String) throws {
    let blocks = read(text).allBlocks.compactMap { block -> CodeBlock? in
      if case .codeBlock(let code) = block.content { code } else { nil }
    }
    let code = try #require(blocks.first)
    #expect(code.language == "python" && code.code.text == "*x* ``` $y$\n")
    let line = Array(text.utf8)[code.code.fileOffset(0)]
    #expect(line == UInt8(ascii: "*"))
    #expect(!html(text).contains(":::") && !html(text).contains("{%"))
  }

  @Test("are text where nothing closes them, and comments of Liquid are never shown")
  func unclosed() {
    #expect(html("{% highlight python %}\nx *y*\n").contains("<em>y</em>"))
    #expect(html("a\n\n{% comment %}\nsecret\n{% endcomment %}\n\nb") == "<p>a</p><p>b</p>")
    let many = String(repeating: "{% highlight x %}\n\n", count: 20_000)
    #expect(read(many).blocks.isEmpty)
  }

  @Test("hold source of HTML, which is read as HTML is, and formulas")
  func sources() throws {
    #expect(html(":::{raw} html\n<b>x</b>\n:::\n\ny") == "<p><strong>x</strong></p><p>y</p>")
    for text in [
      ":::{math}\n:label: a\n\nx = y\n:::\n", "$$\nx = y\n\n$$ (a)\n", "> $$\n> x = y\n>\n> $$ (a)\n",
    ] {
      let formula = try #require(
        read(text).allBlocks.compactMap { block -> TeXFormula? in
          if case .displayMath(let formula) = block.content { formula } else { nil }
        }.first,
        "\(text)"
      )
      #expect(formula.label?.text == "a" && formula.tex.text.contains("x = y"))
    }
  }

  @Test("Formulas may stand in the element that older sites keep them in")
  func scripts() {
    let display = "a\n<script type=\"math/tex; mode=display\">\nx\n\n<y\n</script>\nb"
    #expect(html(display).contains("x\n\n&lt;y".replacing("\n", with: "")))
    #expect(!html(display).contains("script"))
    let inline = read("a <script type=\"math/tex\">x</script> b").blocks.flatMap(\.inlines)
    #expect(inline.contains { if case .math(let formula) = $0 { formula.tex.text == "x" } else { false } })
    #expect(html("<script>alert(1)</script>").contains("&lt;script"))
  }

  @Test("Formulas in blocks of HTML may go on over lines, and an element of running text holds Markdown")
  func formulasInHTML() {
    let block = html("<div>\n$$\n\\begin{align*}\na &= b\n\\end{align*}\n$$\n</div>\n")
    #expect(block.contains("begin{align*}") && !block.contains("$$") && !block.contains("&lt;div"))
    #expect(
      html("<span class='x'>\n    See [a](b) and $c$.\n</span>").contains("See <a href=\"b\">a</a> and ")
    )
    #expect(html("<img src=\"a.png\">\n").contains("src=\"a.png\""))
  }

  @Test("A row of a formula may begin with a colon and a blank, and the meaning of a term still does")
  func colons() {
    #expect(read("$$\n\\begin{align*}\nz : &= a \\\\\n: &= b\n\\end{align*}\n$$").diagnostics.isEmpty)
    #expect(html("Term\n: meaning") == "<dl><dt>Term</dt><dd>meaning</dd></dl>")
  }

  @Test("An image may have blanks in its address, and a file of the web that is offered is a link")
  func addresses() {
    #expect(html("![a](my picture.png)").contains("src=\"my%20picture.png\""))
    #expect(html("x ![a](b.png \"my title.png\") y").contains("src=\"b.png\""))
    #expect(html("(see ![a](not a picture) here)").contains("(not a picture)"))
    #expect(
      html("Get {download}`the *data* <https://a.b/c.csv>` now.")
        == "<p>Get <a href=\"https://a.b/c.csv\">the <em>data</em></a> now.</p>"
    )
  }
}
