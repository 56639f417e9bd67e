import Foundation
import Testing

@Suite("Documents of other tools, built and checked")
struct DocumentCommandTests {
  /// A picture of one pixel.
  private static let pixel = Array(
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ) ?? Data()
  )

  @Test("Pictures stand in the page or beside it, and beside the LaTeX, and nothing else is copied")
  func pictures() async throws {
    let folder = try TestFolder()
    try folder.write(Self.pixel, to: "in/deep/pics/a b.png")
    try folder.write("no picture", to: "in/deep/secret.png")
    let file = try folder.write(
      "![A caption](pics/a%20b.png){#fig-a width=50%}\n\nBy @fig-a.\n",
      to: "in/deep/one.md"
    )
    let result = await nabla("build", file, "-o", folder.path("out"), "--to", "html,latex")
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.files("out") == ["one.html", "one.tex", "one_files/a-b.png"])
    #expect(folder.text("out/one.html")?.contains("src=\"data:image/png;base64,") == true)
    #expect(folder.text("out/one.tex")?.contains("{one_files/a-b.png}") == true)
    let beside = await nabla(
      "build",
      folder.path("in"),
      "-o",
      folder.path("none"),
      "--to",
      "html",
      "--embed",
      "none"
    )
    #expect(beside.status == 0)
    #expect(folder.files("none") == ["deep/one.html", "deep/one_files/a-b.png", "index.html"])
    #expect(folder.text("none/deep/one.html")?.contains("src=\"one_files/a-b.png\"") == true)
    try folder.write("![x](missing.png)\n\n![y](secret.png)\n", to: "in/deep/one.md")
    let missing = await nabla("build", file, "-o", folder.path("bad"), "--to", "html")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("one.md:1:6") && missing.errors.contains("[image.missing]"))
    #expect(missing.errors.contains("one.md:3:6") && missing.errors.contains("[image.unknown]"))
    #expect(folder.files("bad") == ["one.html"])
  }

  @Test("Bibliographies are read beside the notebook, and one that is not there is an error at its place")
  func bibliography() async throws {
    let folder = try TestFolder()
    try folder.write("@book{b, author={A. Author}, title={T}, year=1999}", to: "refs.bib")
    let file = try folder.write("---\nbibliography: refs.bib\n---\nBy @b.\n", to: "one.md")
    let result = await nabla("build", file, "-o", folder.path("out"), "--to", "html")
    #expect(result.status == 0)
    #expect(folder.text("out/one.html")?.contains("Author (1999)") == true)
    try folder.write("<style><category citation-format=\"numeric\"/></style>", to: "n.csl")
    try folder.write(
      "---\nbibliography: refs.bib\ncsl: n.csl\n---\nBy @b and [see @b, p. 3].\n",
      to: "one.md"
    )
    _ = await nabla("build", file, "-o", folder.path("out"), "--to", "html,latex")
    let page = folder.text("out/one.html") ?? ""
    #expect(
      page.contains("Author [<a href=\"#ref-b\">1</a>]")
        && page.contains("[see <a href=\"#ref-b\">1</a>, p. 3]")
    )
    #expect(page.contains(">[1] Author"))
    try folder.write("---\nbibliography: none.bib\n---\nBy [@b].\n", to: "one.md")
    let missing = await nabla("check", file)
    #expect(missing.status == 1 && missing.output.contains("[citation.missing-file]"))
    #expect(missing.output.contains("one.md:2:15"))
  }

  @Test(
    "Folders hold .qmd and .Rmd, whose cells for other tools are code, and whose keys are passed over without a warning"
  )
  func kinds() async throws {
    let folder = try TestFolder()
    let text =
      "---\ntitle: T\nformat: html\nlayout: post\n---\n```{r}\n#| echo: false\nplot(1)\n```\n\n`r x`\n"
    try folder.write(text, to: "in/a.qmd")
    try folder.write(text, to: "in/b.Rmd")
    let result = await nabla("build", folder.path("in"), "-o", folder.path("out"), "--to", "html")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    #expect(folder.files("out") == ["a.html", "b.html", "index.html"])
    let page = try #require(folder.text("out/a.html"))
    #expect(page.contains("<code class=\"language-r\">plot(1)") && !page.contains("id=\"problems\""))
    #expect(page.contains("things of other tools left out"))
  }

  @Test("A Jupyter notebook is read with its text, code and pictures")
  func jupyter() async throws {
    let folder = try TestFolder()
    let file = try folder.write(
      """
      {"cells": [
        {"cell_type": "markdown", "source": ["# T\\n", "$$ x = x $$ {.check}"]},
        {"cell_type": "code", "source": "1 + 1", "outputs": [
          {"output_type": "execute_result", "data": {"text/plain": ["2"]}},
          {"output_type": "display_data", "data": {"image/png": "\(Data(Self.pixel).base64EncodedString())"}}]}],
       "metadata": {"language_info": {"name": "python"}}, "nbformat": 4}
      """,
      to: "a.ipynb"
    )
    _ = await nabla("build", file, "-o", folder.path("out"), "--to", "html,latex")
    let page = try #require(folder.text("out/a.html"))
    #expect(
      page.contains("language-python\">1 + 1") && page.contains("<code>2") && page.contains("data:image/png")
    )
    #expect(folder.files("out").contains("a_files/embedded.png"))
    let bad = try folder.write("{", to: "bad.ipynb")
    #expect(await nabla("check", bad).output.contains("[file.not-jupyter]"))
  }

  @Test("A LaTeX file is checked where it stands, with its own macros and lines")
  func latex() async throws {
    let folder = try TestFolder()
    let file = try folder.write(
      """
      \\documentclass{article}
      \\newcommand{\\X}{\\mathbf{X}}
      \\begin{document}
      % nabla: \\X \\in \\mathbb R^{n\\times p}, \\beta \\in \\mathbb R^p
      % nabla: check
      \\begin{align}
        (\\X\\beta)^\\top &= \\beta^\\top\\X^\\top \\label{eq:a} \\\\
        \\X\\beta &= 2\\X\\beta
      \\end{align}
      \\end{document}
      """,
      to: "paper.tex"
    )
    let result = await nabla("check", file, "--format", "short")
    #expect(result.status == 1)
    #expect(result.output.contains("paper.tex:8:"), "\(result.output)")
    #expect(!result.output.contains("paper.tex:7:"))
  }

  @Test("Two notebooks whose names differ in a slash alone get each its own PDF", .enabled(if: Self.hasLaTeX))
  func pdfFolders() async throws {
    let folder = try TestFolder()
    try folder.write("# First\n", to: "in/a/b.md")
    try folder.write("# Second\n", to: "in/a-b.md")
    let result = await nabla(
      "build",
      folder.path("in"),
      "-o",
      folder.path("out"),
      "--to",
      "pdf",
      "--jobs",
      "2"
    )
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.files("out") == ["a-b.pdf", "a/b.pdf"])
    #expect(
      FileManager.default.contents(atPath: folder.path("out/a-b.pdf"))
        != FileManager.default.contents(atPath: folder.path("out/a/b.pdf"))
    )
  }

  private static let hasLaTeX = FileManager.default.isExecutableFile(atPath: "/usr/bin/latexmk")
}
