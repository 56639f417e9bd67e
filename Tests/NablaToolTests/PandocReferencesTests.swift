import Testing

@testable import NablaTool

@Suite("References in what pandoc makes of LaTeX") struct PandocReferencesTests {
  private func written(_ kind: String, _ label: String) -> String {
    "By [\\[\(label)\\]](#\(label)){reference-type=\"\(kind)\" reference=\"\(label)\"}."
  }

  @Test(
    "are commands of LaTeX for labels that are there",
    arguments: [("ref", "\\ref{eq:a}"), ("eqref", "\\eqref{eq:a}"), ("autoref", "\\autoref{eq:a}")]
  )
  func known(_ kind: String, _ command: String) {
    let text = written(kind, "eq:a") + "\n\n## Title {#eq:a}\n"
    #expect(PandocReferences.read(text).hasPrefix("By \(command)."))
  }

  @Test("are the bare name of a label that is nowhere, which no name can turn into markup")
  func unknown() {
    #expect(PandocReferences.read(written("ref", "eq:b")) == "By `eq:b`.")
    #expect(PandocReferences.read(written("ref", "a`b$c")) == "By `ab$c`.")
  }

  @Test("leave other links and other texts as they are")
  func others() {
    for text in ["[a](#b){.c}", "[x](#x){reference-type=\"ref\"}", "reference-type= alone", "$[\\[a\\]]$"] {
      #expect(PandocReferences.read(text) == text)
    }
  }

  @Test("come out as links with numbers when a paper is built", .enabled(if: FilterTests.hasPandoc))
  func paper() async throws {
    let folder = try TestFolder()
    let file = try folder.write(
      """
      \\documentclass{article}
      \\begin{document}
      \\section{One}\\label{sec:one}
      \\begin{equation} x = y \\label{eq:a} \\end{equation}
      By \\eqref{eq:a}, \\ref{sec:one} and \\ref{sec:none}.
      \\end{document}
      """,
      to: "p.tex"
    )
    _ = await nabla("build", file, "-o", folder.path("out"), "--to", "html")
    let page = try #require(folder.text("out/p.html"))
    #expect(page.contains("href=\"#eq:a\">(1)</a>"), "\(page.suffix(3000))")
    #expect(page.contains("href=\"#sec:one\">1</a>") && page.contains("sec:none"))
  }
}
