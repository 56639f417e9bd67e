// Which dollars open formulas, and what TeX reaches the document.

import Diagnostics
import Testing

@testable import Markdown

@Suite("Formulas") struct FormulaTests {
  @Test(
    "are found where pandoc, GitHub and LaTeX users expect them, and nowhere else",
    arguments: [
      ("Let $x_1$ and *two* $x_2$", "I⟨x_1⟩ I⟨x_2⟩"),
      ("$a_1 * b_1$ and $a_2 * b_2$", "I⟨a_1 * b_1⟩ I⟨a_2 * b_2⟩"),
      ("$$x^2 + y_1 * z_2 * w$$", "D⟨x^2 + y_1 * z_2 * w⟩"),
      ("$$\n\\nabla f(x) = 2 A x\n$$", "D⟨⏎\\nabla f(x) = 2 A x⏎⟩"),
      ("$$\na\n\nb\n$$", "D⟨⏎a⏎⏎b⏎⟩"),
      ("$$\na\n\nThen these three words follow.\n\n$$\nb\n$$", "D⟨⏎b⏎⟩"),
      (
        "$$\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}$$",
        "D⟨\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}⟩"
      ),
      ("The set $\\{n \\in \\mathbb{N}\\}$", "I⟨\\{n \\in \\mathbb{N}\\}⟩"),
      ("$a\\,b\\;c\\!d$ and $\\%$ and $\\#$", "I⟨a\\,b\\;c\\!d⟩ I⟨\\%⟩ I⟨\\#⟩"),
      ("It costs $5 and $6 today.", ""),
      ("$20,000 and $30,000", ""),
      ("I paid $5 for $x$ apples.", "I⟨x⟩"),
      ("I pay $5/day, $USD only.", ""),
      ("Pay \\$5 or \\$6, and $x$.", "I⟨x⟩"),
      ("$x = \\$5$ is a price.", "I⟨x = \\$5⟩"),
      ("\\\\$x$ follows a backslash", "I⟨x⟩"),
      ("$x$2 is none", ""),
      ("2$x$ is one", "I⟨x⟩"),
      ("$ x$ and more $", ""),
      ("$x $ and more", ""),
      ("`$x$` and ``$y_1 ` $``", ""),
      ("`$a` and `b$`", ""),
      ("an unmatched ` and $x$", "I⟨x⟩"),
      ("$a `b$ c` d", "I⟨a `b⟩"),
      ("$a<b$ and $c>d$", "I⟨a<b⟩ I⟨c>d⟩"),
      ("x <a title=\"$x$\" href=\"y\">text $z$</a>", "I⟨z⟩"),
      ("x <!-- $x$ --> $y$ <!-- $z$", "I⟨y⟩ I⟨z⟩"),
      ("<!-- $x$ --> and $y$", ""),
      ("[$a_1$](http://e.org/x)", "I⟨a_1⟩"),
      ("[text](http://e.org/$a$/b$c)", ""),
      ("[t](http://e/$a)x$b", ""),
      ("[t](<http://e/$a$> \"$b$\")", ""),
      ("<http://e.org/$a$>", ""),
      ("$[(a+b)c](d+e)$", "I⟨[(a+b)c](d+e)⟩"),
      ("$![x](y)$ $<http://e.org>$", "I⟨![x](y)⟩ I⟨<http://e.org>⟩"),
      ("*if $a*b$ then* ok", "I⟨a*b⟩"),
      ("# The case $n_1 = n_2$", "I⟨n_1 = n_2⟩"),
      ("Title $x_1$\n===", "I⟨x_1⟩"),
      ("- $x_1$\n- $y_1$", "I⟨x_1⟩ I⟨y_1⟩"),
      ("- $a\n- b$", ""),
      ("$x + y\n- z$", "I⟨x + y⏎- z⟩"),
      ("> Let $x\n> + y$ be", "I⟨x⏎+ y⟩"),
      ("> Let $x\n+ y$ be", ""),
      ("> Let $x +\ny$ be", "I⟨x +⏎y⟩"),
      ("> $$\n> a_1\n> $$", "D⟨⏎a_1⏎⟩"),
      ("$$\na\n- b\n= c\n+ d\n> e\n1. f\n$$", "D⟨⏎a⏎- b⏎= c⏎+ d⏎> e⏎1. f⏎⟩"),
      ("1. one\n\n   $$\n   a\n   - b\n   $$\n2. two", "D⟨⏎a⏎- b⏎⟩"),
      ("- one\n\n  > $$\n  > a\n  > $$", "D⟨⏎a⏎⟩"),
      ("$a\\\\$ b", "I⟨a\\\\⟩"),
      ("Inline \\(x_1 * y_1\\) here", "I⟨x_1 * y_1⟩"),
      ("\\[x_1 * y_1\\]", "D⟨x_1 * y_1⟩"),
      ("\\[\nx_1\n\\]", "D⟨⏎x_1⏎⟩"),
      ("\\[no link\\](address)", ""),
      ("Inline \\\\(x_1 * y_1\\\\) here", "I⟨x_1 * y_1⟩"),
      ("\\\\[x_1\\\\] but \\\\( alone", "D⟨x_1⟩"),
      (
        "\\begin{align}\na &= b \\\\\n- c &= d\n\\end{align}",
        "D⟨\\begin{align}⏎a &= b \\\\⏎- c &= d⏎\\end{align}⟩"
      ),
      ("sample $$x$$ from $$K$$ classes", "I⟨x⟩ I⟨K⟩"),
      ("takes $ x_1 $ and $\\alpha $, not $ 5 for a_1 of them, or $6", "I⟨ x_1 ⟩ I⟨\\alpha ⟩"),
      ("{math}`a_1`", "I⟨a_1⟩"),
      ("```{math}\n:label: eq-m\nz = w\n```", "D⟨z = w⏎⟩"),
      ("$\\text{if $x$ holds}$", "I⟨\\text{if $x$ holds}⟩"),
      ("$`a_1 * b_1 * c`$", "I⟨a_1 * b_1 * c⟩"),
      ("```math\na_1 \\\\ b\n```", "D⟨a_1 \\\\ b⏎⟩"),
      ("- x\n  ```math\n  a\n  ```", "D⟨a⏎⟩"),
      ("~~~math\na\n~~~", "D⟨a⏎⟩"),
      ("```mathematica\n$x$\n```", ""),
      ("    $x_1$ in code", ""),
      ("a\n\n    $$\n    x\n    $$", ""),
      ("```\n$x_1$ and $y_1$\n```", ""),
      ("cost $x\n```\n5$\n```", ""),
      ("> ```\n> $x$\n> ```\n$y$", "I⟨y⟩"),
      ("- ```\n  $x$\n\n  $z$\n  ```\n- $y$", "I⟨y⟩"),
      ("<div>\n$x$\n</div>", "I⟨x⟩"),
      ("<div>\n\n$x$\n\n</div>", "I⟨x⟩"),
      ("$a\\\nb$", "I⟨a\\⏎b⟩"),
      ("$a &amp; b$ and $&alpha;$", "I⟨a &amp; b⟩ I⟨&alpha;⟩"),
      ("| a | b |\n|---|---|\n| $x_1$ | $|y|$ |", "I⟨x_1⟩ I⟨|y|⟩"),
      ("$$$$", ""),
      ("$\\frac{a}{b}$ and ${a}_b c_{d}$", "I⟨\\frac{a}{b}⟩ I⟨{a}_b c_{d}⟩"),
      ("$a}$ b", ""),
      ("$α ∈ ℝ^n$ and $𝐀_1$", "I⟨α ∈ ℝ^n⟩ I⟨𝐀_1⟩"),
      ("[x]: http://e.org/$a$\n\n[x]", ""),
      ("Text[^1] with $x$.\n\n[^1]: note $y_1$", "I⟨x⟩ I⟨y_1⟩"),
      ("$a$\r\n$$\r\nb\r\n$$\r\n", "I⟨a⟩ D⟨⏎b⏎⟩"),
      ("![the set $S_1$](x.png)", "I⟨S_1⟩"),
    ]
  )
  func found(_ text: String, _ expected: String) {
    #expect(read(text).formulaTexts == expected)
  }

  @Test("stand at their true place in the file, every byte of their TeX too")
  func places() {
    let text =
      "Intro\n\n> - item $x_1 +\n>   y$ and\n>   $$\n>   a\n>   - b\n>   $$ {#eq-a .check}\n\n```math\nz\n```\n\ntail $w$\n"
    let document = read(text)
    #expect(
      document.formulas.map { document.text($0.range) } == [
        "$x_1 +\n>   y$", "$$\n>   a\n>   - b\n>   $$", "```math\nz\n```", "$w$",
      ]
    )
    for formula in document.formulas { #expect(document.stands(formula.tex)) }
  }

  @Test("do not move the blocks after them")
  func blocksAfter() {
    let document = read("$$\na\n- b\nc\n$$\n\n# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> end *here*\n")
    #expect(
      document.blocks.map { document.text($0.range) } == [
        "$$\na\n- b\nc\n$$", "# Title", "| a | b |\n|---|---|\n| 1 | 2", "> end *here*",
      ]
    )
  }

  @Test("come back as written in code, HTML, addresses and titles")
  func restored() {
    let document = read("[$a$]: /x$y$z \"$t$\"\n\n[$a$] and [b][$a$] ![d $e$](f$g$h)\n")
    let html = HTMLWriter(rawHTML: .verbatim).html(of: document)
    #expect(
      html == """
        <p><a href="/x$y$z" title="$t$"><span class="math inline">a</span></a> and \
        <a href="/x$y$z" title="$t$">b</a> <img src="f$g$h" alt="d e" /></p>\n
        """
    )
  }

  @Test("are safe from private-use characters in the text")
  func privateCharacters() {
    for text in [
      "\u{E000}0\u{E001} $x$", "&#xE000;0aaaaaaaaaaaaaaaaaaaaaaaa&#xE001; $x$", "&#57344;0&#57345; $x$",
    ] {
      let document = read(text)
      #expect(document.formulaTexts == "I⟨x⟩")
      #expect(document.allInlines.count == 2)
    }
    let everything = String(String.UnicodeScalarView((0xE000...0xF8FF).compactMap { Unicode.Scalar($0) }))
    #expect(read(everything + " $x$").diagnostics.map(\.code) == ["markdown.private-characters"])
  }

  @Test("take attributes on the line of their closing delimiter")
  func attributes() throws {
    for text in [
      "$$x$$ {#eq-a .check of=f wrt=X expect=\"ill-typed\"}",
      "\\[\nx\n\\]{#eq-a .check of=f wrt='X' expect=ill-typed}",
      "```math {#eq-a .check of=f wrt=X expect=ill-typed}\nx\n```",
      "```math\nx\n``` {#eq-a .check of=f wrt=X expect=ill-typed}\n",
    ] {
      let document = read(text)
      let attributes = try #require(document.formulas.first?.attributes)
      #expect(attributes.identifier?.text == "eq-a")
      #expect(attributes.classes.map(\.text) == ["check"])
      #expect(attributes.settings.map(\.key.text) == ["of", "wrt", "expect"])
      #expect(attributes.settings.map(\.value.text) == ["f", "X", "ill-typed"])
      #expect(document.text(attributes.settings[2].value.range) == "ill-typed")
      #expect(document.text(attributes.range).hasPrefix("{#eq-a"))
      #expect(document.blocks.count == 1)
    }
  }

  @Test("whose braces do not pair are formulas still, where the dollars stand alone on their lines")
  func unpairedBraces() {
    for text in ["$$\n\\frac{x\ny}}}\n$$ {.check}", "$$ \\frac{x $$ {.check}", "a\n$$\n}x\n$$"] {
      let document = read(text)
      #expect(document.diagnostics.isEmpty, "\(text)")
      #expect(document.formulas.count == 1, "\(text)")
    }
    // Inside a line the dollars of other braces close nothing.
    #expect(read("take $$ {x $$ y").formulas.isEmpty)
  }

  @Test("without an end are named where an author would be surprised, and only there")
  func unclosed() {
    func found(_ text: String) -> [String] {
      let document = read(text)
      return document.diagnostics.map { diagnostic in
        let start = document.file.position(at: diagnostic.range?.start ?? 0)
        return "\(diagnostic.code) \(diagnostic.severity) \(start.line):\(start.column)"
      }
    }
    #expect(found("a\n\n$$\nx\n\ny") == ["markdown.unclosed-math error 3:1"])
    #expect(found("price: $$ each") == ["markdown.unclosed-math warning 1:8"])
    #expect(found("> \\[\n> x\n\ny") == ["markdown.unclosed-math error 1:3"])
    #expect(found("take $\\nabla f") == ["markdown.unclosed-math error 1:6"])
    #expect(found("take $x + y") == ["markdown.unclosed-math error 1:6"])
    #expect(found("echo $HOME, $5 and US$") == [])
    #expect(found("It costs $5 and \\(maybe more") == [])
    #expect(found("- a\n  ```math\n  x\n") == ["markdown.unclosed-math error 2:3"])
    #expect(found("$$$$ here") == ["markdown.empty-math warning 1:1"])
    #expect(found("$$x$$ {oops") == ["markdown.unreadable-attributes error 1:7"])
    #expect(found("\\begin{align}\na\n\\end{align}") == [])
  }
}
