// Definitions of TeX commands, whatever words they are written in.

import Diagnostics
import Testing

@testable import Notebook

@Suite("Definitions of TeX commands") struct CommandDefinitionTests {
  @Test(
    "are put into the words of LaTeX's kernel, or left out where it has none",
    arguments: [
      (
        "\\DeclarePairedDelimiter{\\norm}{\\lVert}{\\rVert}",
        "\\newcommand{\\norm}[1]{\\left\\lVert#1\\right\\rVert}"
      ),
      ("\\newcommandx\\bin[1][1={n,p}]{B(#1)}", "\\newcommand{\\bin}[1][n,p]{B(#1)}"),
      ("\\newcommandx*{\\X}[2]{#1#2}", "\\newcommand{\\X}[2]{#1#2}"),
      ("\\newcommandx{\\X}[2][1=a,2=b]{#1#2}", nil),
      ("\\NewDocumentCommand{\\E}{O{x} m}{E_{#1} #2}", "\\newcommand{\\E}[2][x]{E_{#1} #2}"),
      ("\\NewDocumentCommand\\E{s m}{#2}", nil), ("\\gdef\\R{\\mathbb R}", "\\def\\R{\\mathbb R}"),
    ]
  )
  func kernel(_ text: String, _ expected: String?) {
    #expect(CommandDefinition.inKernelWords(text) == expected)
  }

  @Test("that are not plain are known")
  func plain() {
    for text in [
      "\\newcommand{\\a}[2]{#1#2}", "\\def\\a#1{#1}", "\\newcommand\\a{x}", "\\newcommand{\\a}[1][y]{#1}",
    ] {
      #expect(CommandDefinition.isPlain(text), "\(text)")
    }
    for text in [
      "\\newcommand{\\a}[1]{#2}", "\\def\\a[#1]{#1}", "\\newcommand\\a@b{x}", "\\newcommand{\\a}{\\@b}",
      "\\newcommand{\\a}[x]{y}", "\\newcommand{\\a}{#1}", "\\newcommand{\\a}",
    ] {
      #expect(!CommandDefinition.isPlain(text), "\(text)")
    }
  }

  @Test("stand in tables of MathJax, KaTeX and MyST")
  func tables() {
    let script = """
      <script>
      window.MathJax = { tex: { macros: {
        RR: "{\\\\bf R}", // a remark
        'vec': ["\\\\boldsymbol{#1}", 1],
        bad: "{", "x y": "z",
        opt: ["#1#2", 2, "a"]
      } } };
      </script>
      """
    #expect(
      ProjectSettings.definitions(in: script) == [
        "\\def\\RR{{\\bf R}}", "\\def\\vec#1{\\boldsymbol{#1}}", "\\newcommand{\\opt}[2][a]{#1#2}",
      ]
    )
    let settings = ProjectSettings(
      """
      project:
        bibliography: [a.bib, b.bib]
        math:
          '\\R': '\\mathbb{R}'
          '\\v': { macro: '\\mathbf{#1}' }
      sphinx: { config: { mathjax3_config: { tex: { macros: { N: ["\\\\mathbb{N}"] } } } } }
      format:
        html: { include-in-header: [ { file: macros.tex }, { text: "\\\\newcommand{\\\\x}{y}" } ] }
      lang: de
      """
    )
    #expect(settings.bibliography == ["a.bib", "b.bib"] && settings.language == "de")
    #expect(settings.included == ["macros.tex"])
    #expect(
      settings.definitions == [
        "\\def\\R{\\mathbb{R}}", "\\def\\v#1{\\mathbf{#1}}", "\\def\\N{\\mathbb{N}}", "\\newcommand{\\x}{y}",
      ]
    )
    #expect(ProjectSettings("- [").definitions.isEmpty)
  }

  @Test("of the front matter may be a table, and of a file that it names")
  func frontMatter() throws {
    let text = "---\nmath:\n  '\\a': 'x'\nmacros:\n  b: y\ninclude-in-header: m.tex\n---\n$\\a$\n"
    let file = SourceFile(path: "a.md", text: text)
    let surroundings = NotebookSurroundings { $0 == "m.tex" ? "\\newcommand{\\c}{z} \\usepackage{d}" : nil }
    let (notebook, diagnostics) = NotebookReader.read(file, in: surroundings)
    #expect(diagnostics.isEmpty)
    #expect(notebook.metadata.macros?.text == "\\def\\a{x}\n\\def\\b{y}\n\\newcommand{\\c}{z}")
  }
}
