import Foundation
import Testing

@Suite("Documents of several files")
struct InclusionTests {
  @Test("What a notebook includes is part of it, and what is wrong there is said of that file")
  func markdown() async throws {
    let folder = try TestFolder()
    try folder.write("A : matrix(n, n)\n", to: "parts/none.txt")
    try folder.write(
      "Included *text*.\n\n```{nabla}\nA : matrix(n, n)\nclaim A == 2*A\n```\n\n{{< include deep.md >}}\n",
      to: "parts/a.qmd"
    )
    try folder.write("Deep: @eq-none\n", to: "parts/deep.md")
    let file = try folder.write(
      "# T\n\n{{< include parts/a.qmd >}}\n\n```\n{{< include code.md >}}\n```\n\n```{include} parts/deep.md\n```\n\n"
        + "```{nabla}\nclaim A == 3*A\n```\n",
      to: "main.qmd"
    )
    let result = await nabla("check", file, "--format", "short")
    #expect(result.status == 1)
    #expect(result.output.contains("parts/a.qmd:5:"), "\(result.output)")
    #expect(result.output.contains("parts/deep.md:1:7"))
    #expect(result.output.contains("main.qmd:13:"), "\(result.output)")
    _ = await nabla("build", file, "-o", folder.path("out"), "--to", "html")
    let page = try #require(folder.text("out/main.html"))
    #expect(page.contains("<em>text</em>") && page.contains("{{&lt; include code.md &gt;}}"))
  }

  @Test("Files that are missing, of another kind or include themselves are said, and end nothing")
  func wrong() async throws {
    let folder = try TestFolder()
    try folder.write("{{< include loop.md >}}\n", to: "loop.md")
    try folder.write("secret", to: "secret.key")
    let file = try folder.write(
      "{{< include none.md >}}\n\n{{< include loop.md >}}\n\n{{< include secret.key >}}\n\n{{< include /etc/passwd >}}\n",
      to: "a.md"
    )
    let result = await nabla("check", file, "--format", "short")
    #expect(
      result.output.contains("a.md:1:1: error: there is no file 'none.md' to include; the path is read")
    )
    #expect(result.output.contains("loop.md:1:1") && result.output.contains("[include.endless]"))
    #expect(result.output.contains("a.md:5:1") && result.output.contains("a.md:7:1"))
    #expect(result.output.contains("[include.refused]"))
    _ = await nabla("build", file, "-o", folder.path("out"), "--to", "html")
    #expect(folder.text("out/a.html")?.contains("secret</p>") == false)
  }

  @Test("Macros and bibliographies of a project's settings hold in all its documents, for verdicts as well")
  func settings() async throws {
    let folder = try TestFolder()
    try folder.write(
      "project: { type: book }\nbibliography: refs.bib\nformat: { html: { include-in-header: m.html } }\n",
      to: "book/_quarto.yml"
    )
    try folder.write("<script>MathJax = {tex: {macros: {W: '\\\\mathbf{W}'}}}</script>", to: "book/m.html")
    try folder.write("@book{b, author={A. Author}, title={T}, year=1999}", to: "book/refs.bib")
    let file = try folder.write(
      "By @b: $$ \\W \\in \\mathbb R^{n\\times n} $$ {.define}\n\n$$ \\W + \\W = 2\\W $$ {.check}\n",
      to: "book/chapters/one.qmd"
    )
    let result = await nabla("build", file, "-o", folder.path("out"), "--to", "html,latex")
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.text("out/one.html")?.contains("Author (1999)") == true)
    #expect(folder.text("out/one.tex")?.contains("\\mathbf{W}") == true)
  }

  @Test("A paper of several files is checked where its displays stand, with the macros of its own packages")
  func latex() async throws {
    let folder = try TestFolder()
    try folder.write("\\newcommand{\\X}[1][]{\\mathbf{X}#1}\n\\newcommand\\odd@{}\n", to: "own.sty")
    try folder.write(
      "% nabla: \\X \\in \\mathbb R^{n\\times n}\n% nabla: check\n\\[ \\X + \\X = 3\\X \\]\n",
      to: "chapters/one.tex"
    )
    let file = try folder.write(
      "\\documentclass{article}\n\\usepackage{own}\n\\begin{document}\nText before.\n\\input{chapters/one}\n"
        + "% \\input{none}\nText behind, $\\X[_1]$.\n\\end{document}\n",
      to: "main.tex"
    )
    let result = await nabla("check", file, "--format", "short")
    #expect(result.status == 1 && result.output.contains("chapters/one.tex:3:"), "\(result.output)")
    try folder.write("% !TeX root = ../main.tex\n% nabla: check\n\\[ \\X = \\X \\]\n", to: "chapters/two.tex")
    let part = await nabla("check", folder.path("chapters/two.tex"), "--format", "short")
    #expect(!part.output.contains("X_"), "\(part.output)")
    try folder.write("% nabla: check\n\\[ \\X = \\X \\]\n", to: "chapters/one/deep.tex")
    try folder.write(
      "\\documentclass{article}\\newcommand{\\X}{\\mathbf{X}}\\input{./chapters/one/deep}\n",
      to: "paper.tex"
    )
    let unnamed = await nabla("check", folder.path("chapters/one/deep.tex"), "--format", "short")
    #expect(!unnamed.output.contains("X_") && !unnamed.output.contains("'\\X'"), "\(unnamed.output)")
    guard Self.hasPandoc else { return }
    let built = await nabla("build", file, "-o", folder.path("out"), "--to", "html")
    #expect(built.status == 1)
    let page = try #require(folder.text("out/main.html"))
    #expect(page.contains("Text before.") && page.contains("Text behind") && page.contains("refuted"))
    #expect(!page.contains("nablaattributes") && !page.contains("class=\"failed"))
  }

  private static let hasPandoc = FileManager.default.isExecutableFile(atPath: "/usr/bin/pandoc")
}
