// Words that were meant for a formula, marks that were meant for a cell, options that do nothing.

import Diagnostics
import Findings
import Testing

@testable import Notebook

@Suite("Attributes that belong to no formula") struct StrayAttributeTests {
  @Test(
    "are errors at their place, wherever they stand",
    arguments: [
      ("$$ x = 2x $$\n{.check}\n", "2:1"), ("$$ x = 2x $$\n\n{.check}\n", "3:1"),
      ("$$ x = 2x $$ .check\n", "1:14"),
      ("\\[ x = 2x \\]\n{.check}\n", "2:1"), ("\\[ x = 2x \\] .check\n", "1:14"),
      ("\\[ x = 2x \\]\n\n.check\n", "3:1"),
      ("```math\nx = 2x\n```\n{.check}\n", "4:1"), ("```math\nx = 2x\n```\n\n.check\n", "5:1"),
      ("$$ x = 2x $$\n{: .check}\n", "2:1"), ("> $$ x = 2x $$\n> {.check}\n", "2:3"),
      ("- $$ x = 2x $$\n  {.check}\n", "2:3"), ("$$ x = 2x $$\n{.chekc}\n", "2:1"),
      ("$$ x = 2x $$\n{#eq-a}\n", "2:1"),
      ("$$ x = 2x $$\n{expect=refuted}\n", "2:1"), ("$$ x = x $$ {#eq-a} {.check}\n", "1:21"),
      ("$$ x = x $$ {.define} .check\n", "1:23"), ("It is $x = 2x$ {.check} here.\n", "1:16"),
      ("```{.tex .check}\nx = 2x\n```\n", "1:4"),
      ("$$ x = 2x $$\n{.check\n", "2:1"), ("| a |\n|---|\n| {.check} |\n", "3:3"),
    ]
  )
  func stray(_ notebook: String, _ place: String) {
    let said = complaints(notebook).filter { !$0.hasPrefix("notebook.unreachable") }
    #expect(said == ["notebook.stray-attributes \(place)"])
    let diagnostic = read(notebook).diagnostics.first { $0.code == "notebook.stray-attributes" }
    #expect(diagnostic?.severity == .error && diagnostic?.hints.count == 1)
  }

  @Test("bare words come back in the braces that they need")
  func bare() {
    let diagnostic = read("$$ x = 2x $$ .check of=f wrt=x\n").diagnostics.first
    #expect(diagnostic?.hints == ["write '{.check of=f wrt=x}' on the line on which the formula ends"])
  }

  @Test(
    "are no errors where they attach, where they are code or a comment, and where they are other things' own"
  )
  func attached() {
    for notebook in [
      "$$ x = 2x $$ {.check}\n", "\\[ x = 2x \\] {.check}\n", "```math {.check}\nx = 2x\n```\n",
      "```math\nx = 2x\n``` {.check}\n", "$$\nx = 2x\n$$ {.check}\n", "Write `{.check}` behind `$$`.\n",
      "    $$ x $$\n    {.check}\n", "<!-- $$ x $$ {.check} -->\n",
      "A [span]{.check}, {n}, {.note} and \\{.check}.\n",
      "# Title {.unnumbered}\n", "$$ x $$\n\nThen {x} and .check no more.\n", "$$ x $$ .5 of it\n",
    ] {
      #expect(complaints(notebook) == [], "\(notebook)")
    }
  }

  @Test("behind a fence of mathematics are read, or said not to be")
  func fences() {
    #expect(complaints("```math .check\nx\n```\n") == ["markdown.unreadable-attributes 1:9"])
    #expect(complaints("```math {.check\nx\n```\n") == ["markdown.unreadable-attributes 1:9"])
    #expect(complaints("```math\nx\n``` .check\n") == ["markdown.unreadable-attributes 3:5"])
    #expect(complaints("$$ x $$ {.check,}\n") == ["markdown.unreadable-attributes 1:9"])
  }
}

@Suite("Marks that are nearly those of a cell") struct NearlyCellTests {
  @Test(
    "are errors, since what was meant to run did not",
    arguments: [
      "{nable}", "{Nabla}", "{.nabla}", "{nabla", "{ nabla }", "{NABLA}", "nabla}", "{nabal}", "{nabla-cell}",
    ]
  )
  func misspelt(_ mark: String) {
    for fence in ["```", "~~~~"] {
      let (_, diagnostics) = read("Text\n\n\(fence)\(mark)\nx : scalar\n\(fence)\n")
      #expect(diagnostics.map(\.code) == ["notebook.not-a-cell"])
      #expect(diagnostics.first?.severity == .error)
      #expect(diagnostics.first?.hints == ["did you mean '{nabla}'?"])
    }
    let inline = read("It is `\(mark) x` here.\n").diagnostics
    #expect(inline.map(\.code) == (mark.hasPrefix("{") ? ["notebook.not-a-cell"] : []))
  }

  @Test("of other programs are shown as code of their language, without a word")
  func others() {
    #expect(complaints("```{r}\nx\n```\n\n```{note} title\nx\n```\n").isEmpty)
    #expect(complaints("```nabla\nx\n```\n\n```python {.numbered}\nx\n```\n\n`{x} y`\n") == [])
  }
}

@Suite("Options that do nothing") struct IdleOptionTests {
  @Test("are errors at their place, with where they would do something")
  func idle() {
    for (attributes, place, hint) in [
      ("{.check method=index}", "1:17", "it is an option of formulas that are '.derive'"),
      ("{.check echo=false}", "1:17", "it is an option of cells"),
      ("{#eq-a expect=refuted}", "1:16", "it is an option of formulas that are '.check'"),
      ("{.define of=f}", "1:18", "it is an option of formulas that are '.derive' or '.check'"),
      ("{.derive expect=holds}", "1:18", "it is an option of formulas that are '.check'"),
    ] {
      let notebook = "$$ x $$ \(attributes)\n"
      #expect(complaints(notebook) == ["notebook.idle-option \(place)"])
      #expect(read(notebook).diagnostics.first?.hints == [hint])
    }
  }

  @Test("are none where the formula, or one of its roles, heeds them")
  func heeded() {
    for attributes in [
      "{#eq-a .check of=f wrt=x expect=refuted draft=true layout=numerator structured=tied instance=\"{n: 3}\"}",
      "{.check collapse=true hint=true exercise=false figures=true}", "{.derive steps=brief figures=true}",
      "{.derive of=f wrt=x method=index layout=numerator}", "{.define .check expect=refuted}",
      "{.define layout=mixed}",
    ] {
      #expect(complaints("$$ x $$ \(attributes)\n") == [], "\(attributes)")
    }
  }

  @Test("'oracle' names systems, in cells, formulas and front matter")
  func oracle() {
    #expect(complaints("```{nabla}\n#| oracle: [torch, jax]\nx\n```\n") == [])
    #expect(complaints("$$ x $$ {.check oracle=jax}\n") == [])
    #expect(complaints("---\nnabla: {oracle: torch}\n---\n") == [])
  }
}
