// The YAML at the top of a notebook.

import Diagnostics
import Testing

@testable import Notebook

@Suite("Front matter") struct FrontMatterTests {
  @Test("says title, authors, date, language, abstract, bibliography, macros and defaults")
  func everything() throws {
    let (notebook, diagnostics) = read(
      """
      ---
      title: "The gradient: $x$"
      author: [Ada, {name: Emmy, affiliation: Göttingen}]
      date: 2024-02-30
      lang: de
      abstract: >
        Two lines,
        one text.
      bibliography: refs.bib
      macros: |
        \\newcommand{\\R}{\\mathbb R}
        \\newcommand{\\tr}{\\operatorname{tr}}
      nabla:
        method: index
        layout: numerator
        instance: {n: 3, m: 2}
      ---
      text
      """
    )
    #expect(diagnostics.isEmpty)
    let metadata = notebook.metadata
    #expect(metadata.title == "The gradient: $x$")
    #expect(metadata.authors == ["Ada", "Emmy"])
    #expect(metadata.date == "2024-02-30")
    #expect(metadata.language == "de")
    #expect(metadata.abstract == "Two lines, one text.\n")
    #expect(metadata.bibliography == ["refs.bib"])
    #expect(metadata.defaults.method == .index)
    #expect(metadata.defaults.layout == .numerator)
    #expect(metadata.defaults.instance?.map(\.name) == ["n", "m"])
    #expect(metadata.defaults.instance?.map(\.value) == [3, 2])
    let macros = try #require(metadata.macros)
    #expect(macros.text == "\\newcommand{\\R}{\\mathbb R}\n\\newcommand{\\tr}{\\operatorname{tr}}\n")
    #expect(notebook.text(macros.fileRange(SourceRange(27, 39))) == "\\newcommand{")
  }

  @Test("is optional, and can be empty")
  func empty() {
    for text in ["", "text", "---\n---\ntext", "---\n# a comment\n---\n", "---\ntitle:\nnabla:\n---\n"] {
      let (notebook, diagnostics) = read(text)
      #expect(diagnostics.isEmpty && notebook.metadata.title == nil, "\(text.debugDescription)")
    }
  }

  @Test("that is wrong is named at its place")
  func wrong() {
    #expect(complaints("---\ntitle: a\ntitel: b\n---\n") == ["notebook.unknown-key 3:1"])
    #expect(read("---\ntitel: b\n---\n").diagnostics[0].hints == ["did you mean 'title'?"])
    #expect(read("---\ntitel: b\n---\n").diagnostics[0].severity == .warning)
    #expect(complaints("---\ntitle: a\nauthor: [b\n---\n") == ["notebook.yaml 4:1"])
    #expect(complaints("---\ntitle: a: b\n---\n") == ["notebook.yaml 2:9"])
    #expect(complaints("---\ntitle: a\ntitle: b\n---\n").map { $0.prefix(13) } == ["notebook.yaml"])
    #expect(complaints("---\n- a\n---\n") == ["notebook.yaml 2:1"])
    #expect(complaints("---\ntitle: [a, b]\n---\n") == ["notebook.wrong-type 2:8"])
    #expect(complaints("---\nauthor: {first: a}\n---\n") == ["notebook.wrong-type 2:9"])
    #expect(complaints("---\nlang: é\nnabla: 3\n---\n") == ["notebook.wrong-type 3:8"])
    #expect(
      complaints("---\nnabla:\n  methd: index\n  method: inde\n---\n") == [
        "notebook.unknown-option 3:3", "notebook.unknown-value 4:11",
      ]
    )
    #expect(complaints("---\nnabla: {label: eq-a}\n---\n") == ["notebook.wrong-type 2:16"])
  }

  @Test("made to hurt the parser is refused, in words")
  func hostile() {
    let bomb = (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
    for yaml in [
      String(repeating: "[", count: 60_000), String(repeating: "- ", count: 30_000),
      String(repeating: "? ", count: 30_000),
      "a0: &a0 x\n" + bomb, "a: \u{1}\n", String(repeating: "a: b\n", count: 20_000),
      "a:\n" + (1..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      "? [*a]\n: &a b", "\"", "'", "%", "@", "`", "!!binary x: y", "a: !<\n", "\t- a", "{", "}",
    ] {
      let (notebook, diagnostics) = read("---\n" + yaml + "\n---\ntext")
      #expect(
        diagnostics.contains {
          $0.code == "notebook.yaml" || $0.code.hasPrefix("markdown.") || $0.code == "notebook.unknown-key"
        } || !notebook.passedOver.isEmpty,
        "\(yaml.prefix(20))"
      )
      #expect(notebook.metadata.title == nil)
    }
  }
}
