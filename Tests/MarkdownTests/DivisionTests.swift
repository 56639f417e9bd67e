// What documents of Quarto, pandoc, MyST, Jekyll, R Markdown and GitHub hold besides CommonMark.

import Diagnostics
import Testing

@testable import Markdown

@Suite("Documents of other tools") struct DivisionTests {
  private func html(_ text: String) -> String {
    HTMLWriter().html(of: read(text)).replacing("\n", with: "")
  }

  @Test(
    "have divisions, whatever marks them, with what stands in them as Markdown",
    arguments: [
      "::: {.callout-note}\nSome *text*.\n:::\n", "::: callout-note\nSome *text*.\n\n:::\n",
      ":::: {.callout-note}\n\nSome *text*.\n::::\n",
      "```{callout-note-x}\n```\n\n<div class=\"callout-note\">\n\nSome *text*.\n\n</div>\n",
    ]
  )
  func divisions(_ text: String) throws {
    let division = try #require(
      read(text).allBlocks.compactMap {
        if case .division(let division) = $0.content { division } else { nil }
      }.first
    )
    #expect(division.attributes.has("callout-note"))
    #expect(division.blocks.flatMap(\.inlines) == [.text("Some "), .emphasis([.text("text")]), .text(".")])
  }

  @Test("nest, close what was opened last, and end with what holds them")
  func nesting() {
    #expect(
      html("::: a\n::: b\nx\n:::\ny\n:::\nz\n")
        == "<div class=\"a\"><div class=\"b\"><p>x</p></div><p>y</p></div><p>z</p>"
    )
    #expect(html("- ::: a\n  x\n\ny\n").hasSuffix("</ul><p>y</p>"))
    #expect(html(":::\nx\n").contains(":::"))
  }

  @Test("end within HTML that no blank line ends, and tables begin there")
  func endsOfHTML() {
    #expect(html("::: {.a}\n<ol>\n<li>x</li>\n</ol>\n:::\n\ny\n").hasSuffix("</ol></div><p>y</p>"))
    #expect(html("> ::: {.a}\n> <ol>\n> <li>x</li>\n> </ol>\n> :::\n> y\n").contains("</ol></div><p>y</p>"))
    #expect(html("```{note}\n<b>x</b>\n<hr>\n```\ny\n").hasSuffix("<p>y</p>"))
    #expect(html("<center>Title</center>\na | $b$\n--|--\n1 | 2\n").contains("<td>1</td>"))
    #expect(html("<br>\n```{r}\nx <- 1\n```\ny\n").contains("x &lt;- 1</code></pre><p>y</p>"))
    #expect(html("<div>\na | b\n</div>\n").contains("a | b"))
    #expect(html("<pre>\na | b\n--|--\n</pre>\n").contains("--|--"))
  }

  @Test("are blocks of knitr's with text in them, by their types, labels and names")
  func knitr() throws {
    let document = read(
      "```{theorem, pyth, name=\"Of $x$, and y\"}\nText *x*.\n```\n\n```{block, type='note', echo=TRUE}\nSome.\n```\n\n```{lemma, label = \"l\"}\nx\n```\n"
    )
    let divisions = document.blocks.compactMap { block -> Division? in
      if case .division(let division) = block.content { division } else { nil }
    }
    try #require(divisions.count == 3)
    #expect(divisions.map { $0.attributes.identifier?.text } == ["thm:pyth", nil, "lem:l"])
    #expect(divisions.map { $0.attributes.classes.map(\.text) } == [["theorem"], ["note"], ["lemma"]])
    #expect(divisions[0].title.first == .text("Of ") && divisions[0].title.plainText == "Of x, and y")
    #expect(divisions[0].blocks.flatMap(\.inlines).contains(.emphasis([.text("x")])))
    for text in ["```{r, name=\"x\"}\nx\n```\n", "```{theorems, a}\nx\n```\n", "``` block\nx\n```\n"] {
      #expect(html(text).contains("<pre>"), "\(text)")
    }
  }

  @Test("make room for the table of contents that kramdown puts in place of a list")
  func contentsOfKramdown() {
    #expect(html("* A list\n{:toc}\n\ntext\n") == "<p>text</p>")
    #expect(html("* A list\n* of two\n{:toc}\n").contains("of two"))
    #expect(html("* A list\n{:.no_toc}\n").contains("A list"))
  }

  @Test("take directives of MyST with their options, titles and captions")
  func directives() throws {
    let document = read(
      "```{prf:theorem} A title with $x$\n:label: thm-a\n\nText.\n```\n\n```{figure} a.png\n---\nwidth: 50%\nname: fig-a\n---\nThe *caption*.\n```\n"
    )
    guard case .division(let theorem) = document.blocks[0].content,
      case .figure(let figure) = document.blocks[1].content
    else { return #expect(Bool(false), "\(document.blocks)") }
    #expect(theorem.attributes.identifier?.text == "thm-a" && theorem.title.count == 2)
    #expect(figure.attributes.identifier?.text == "fig-a" && figure.attributes["width"] == "50%")
    #expect(figure.caption == [.text("The "), .emphasis([.text("caption")]), .text(".")])
  }

  @Test("have labels before what they name, front matter of Hugo, and directives that show nothing")
  func marksOfTools() {
    let labelled = read("(sec_a)=\n## Heading\n\ntext\n(b)=\nText\n\n(no label)\n")
    #expect(labelled.allBlocks.contains { if case .heading = $0.content { true } else { false } })
    #expect(labelled.anchors.contains("sec_a"))
    #expect(HTMLWriter().html(of: labelled.blocks).contains("(no label)"))
    #expect(!HTMLWriter().html(of: labelled.blocks).contains(")="))
    let hugo = read("+++\ntitle = \"A = b\"\ndate = 2020-01-02\n\n[params]\nx = 1\n+++\n\nText\n")
    #expect(hugo.frontMatter?.text == "title: \"A = b\"\ndate: 2020-01-02\n")
    #expect(HTMLWriter().html(of: hugo.blocks) == "<p>Text</p>\n")
    // A block break of MyST is none.
    #expect(read("+++\n\nText\n\n+++\n").frontMatter == nil)
    let index = read("```{index} single: A\n```\n\nText\n")
    #expect(index.passedOver.map(\.what) == ["{index}"] && index.blocks.count == 1)
  }

  @Test(
    "have raised, lowered and struck text, spans, tasks, terms and alerts",
    arguments: [
      ("x^2^ and H~2~O, ~~gone~~", "<p>x<sup>2</sup> and H<sub>2</sub>O, <del>gone</del></p>"),
      ("a ^ b and c ~ d", "<p>a ^ b and c ~ d</p>"),
      ("[text]{.red}", "<p><span class=\"red\">text</span></p>"),
      ("- [x] done\n- [ ] open", "<ul><li class=\"task\">☑ done</li><li class=\"task\">☐ open</li></ul>"),
      ("Term\n: meaning", "<dl><dt>Term</dt><dd>meaning</dd></dl>"),
      ("> [!NOTE]\n> text", "<div class=\"callout-note\"><p>text</p></div>"),
      ("see https://a.org/b_c_d.", "<p>see <a href=\"https://a.org/b_c_d\">https://a.org/b_c_d</a>.</p>"),
      ("\"quoted\" -- it's", "<p>“quoted” – it’s</p>"),
      (
        "| a |\n|---|\n| b |\n\n: Caption {#tbl-a}",
        "<table><caption>Caption</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
      ),
    ]
  )
  func inlines(_ text: String, _ expected: String) { #expect(html(text) == expected) }

  @Test(
    "have harmless HTML, whose tags become values, and never show comments",
    arguments: [
      ("a<br>b x<sub>2</sub> <b>c</b>", "<p>a<br />b x<sub>2</sub> <strong>c</strong></p>"),
      ("a <!-- a note --> b", "<p>a  b</p>"), ("<!-- a\n\nnote -->\n\nb", "<p>b</p>"),
      ("<center>\n<img src=\"a.png\" alt=\"b\">\n</center>", "<p><img src=\"a.png\" alt=\"b\" /></p>"),
      ("<a name=\"x\"></a>b", "<p><span id=\"x\"></span>b</p>"),
      (
        "<table>\n<tr><td>a</td><td>b</td></tr>\n</table>",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead></table>"
      ),
      (
        "<details>\n<summary>s</summary>\n\n*t*\n\n</details>",
        "<div class=\"details\"><p><strong>s</strong></p><p><em>t</em></p></div>"
      ),
      ("</b> <i>", "<p> </p>"),
    ]
  )
  func harmless(_ text: String, _ expected: String) { #expect(html(text) == expected) }

  @Test("keep their pictures with place, size and caption; one alone is a figure")
  func figures() throws {
    let document = read("Text\n\n![A *caption*](pics/a.png){#fig-a width=50%}\n\nan ![inline](b.png) one\n")
    guard case .figure(let figure) = document.blocks[1].content else { return #expect(Bool(false)) }
    #expect(figure.attributes.identifier?.text == "fig-a" && figure.attributes["width"] == "50%")
    #expect(figure.caption == [.text("A "), .emphasis([.text("caption")])])
    let places = document.allInlines.compactMap {
      if case .image(let link) = $0 { document.text(link.range) } else { nil }
    }
    #expect(places == ["pics/a.png", "b.png"])
  }

  @Test("cite works and refer to things in the words of all tools")
  func mentions() {
    func mentions(_ text: String) -> [String] {
      read(text).allInlines.compactMap { inline in
        switch inline {
        case .reference(let reference): "\(reference.label) \(reference.style)"
        case .citation(let citation):
          "\(citation.style) \(citation.items.map { "\($0.prefix)|\($0.key)|\($0.suffix)" })"
        default: nil
        }
      }
    }
    #expect(mentions("@fig-a, [-@tbl-b] and @Eq:c") == ["fig-a named", "tbl-b number", "eq:c named"])
    #expect(
      mentions("\\eqref{eq:a} {eq}`b` \\@ref(fig:c)") == [
        "eq:a parenthesized", "b parenthesized", "fig:c number",
      ]
    )
    #expect(mentions("[see @a2, p. 3; @b]") == ["parenthetical [\"see|a2|p. 3\", \"|b|\"]"])
    #expect(
      mentions("@smith [p. 2] and {cite}`x,y` \\citep[p.~3]{z}") == [
        "textual [\"|smith|p. 2\"]", "parenthetical [\"|x|\", \"|y|\"]", "parenthetical [\"|z|p.~3\"]",
      ]
    )
    #expect(mentions("me@example.org and \\@a") == [])
  }

  @Test("define commands anywhere, for the whole document, and show nothing of it")
  func definitions() {
    let document = read(
      "\\newcommand{\\bX}{\\boldsymbol{X}}\n\\def\\R{\\mathbb R}\n\nText $\\newcommand{\\y}{y}$ with $\\bX$.\n\n$$\n\\DeclareMathOperator{\\tr}{tr}\n\n\\tr x\n$$\n"
    )
    #expect(
      document.definitions.map(\.text) == [
        "\\newcommand{\\bX}{\\boldsymbol{X}}", "\\def\\R{\\mathbb R}", "\\newcommand{\\y}{y}",
        "\\DeclareMathOperator{\\tr}{tr}",
      ]
    )
    #expect(document.blocks.count == 2)
    #expect(!HTMLWriter().html(of: document).contains("boldsymbol"))
  }

  @Test("hold tags for other tools, which are left out and counted")
  func passedOver() {
    let document = read("Text\n{: .class}\n\n{% include a.html %}\n\n{{< pagebreak >}} \\newpage\n")
    #expect(document.passedOver.count == 4)
    #expect(html("Text\n{: .class}\n\n{% include a.html %}\n") == "<p>Text</p>")
  }

  @Test("of LaTeX are read for their displays, with what comments say of them")
  func latex() {
    let text = """
      \\newcommand{\\X}{\\mathbf X}
      \\begin{document}
      % nabla: X \\in \\mathbb R^{n\\times p}
      Text with $a$ and \\begin{verbatim}$$x$$\\end{verbatim}.
      % nabla: check of=f
      \\begin{align}
        X &= X \\label{eq:a}
      \\end{align}
      \\[ y \\]
      """
    let document = MarkdownDocument(tex: SourceFile(path: "a.tex", text: text))
    let formulas = document.formulas
    #expect(formulas.map { $0.attributes?.classes.map(\.text) ?? [] } == [["define"], ["check"], []])
    #expect(formulas[1].attributes?["of"] == "f" && formulas[1].label?.text == "eq:a")
    for formula in formulas { #expect(document.stands(formula.tex)) }
    #expect(document.definitions.count == 1)
  }
}
