// Documents of a project that refer to one another.

import Foundation
import Testing

@Suite("Chapters of a book")
struct ChapterTests {
  private static let one = """
    # The first {#sec-one}

    ## Deep {#sec-deep}

    $$ x = y $$ {#eq-a}

    ::: {#thm-t}
    Text.
    :::
    """

  private static let references =
    "See @sec-one, @eq-a, @thm-t, [-@thm-t], @sec-deep and [link](part/one.qmd), [deep](#sec-deep).\n"

  @Test(
    "find each other's labels by the table of their project, with the numbers that these have there",
    arguments: [
      (
        "_quarto.yml",
        "book:\n  chapters:\n    - index.qmd\n    - part: One\n      chapters:\n        - part/one.qmd\n"
      ),
      ("_toc.yml", "root: index.qmd\nparts:\n  - chapters:\n    - file: part/one\n"),
      (
        "myst.yml",
        "project:\n  toc:\n    - file: index.qmd\n    - title: P\n      children:\n        - file: part/one.qmd\n"
      ),
    ]
  )
  func projects(_ name: String, _ settings: String) async throws {
    let folder = try TestFolder()
    try folder.write(settings, to: "b/" + name)
    try folder.write(Self.one, to: "b/part/one.qmd")
    let file = try folder.write(Self.references, to: "b/index.qmd")
    let result = await nabla("build", file, "-o", folder.path("out"), "--to", "html,latex")
    #expect(result.errors.isEmpty, "\(result.errors)")
    let page = try #require(folder.text("out/index.html"))
    #expect(page.contains("href=\"part/one.html\">The first</a>"))
    #expect(page.contains("href=\"part/one.html#eq-a\">(1) in The first</a>"))
    #expect(page.contains("href=\"part/one.html#thm-t\">Theorem 1 in The first</a>"))
    #expect(page.contains("href=\"part/one.html#sec-deep\">Section 1 in The first</a>"))
    #expect(page.contains("<a href=\"part/one.html\">link</a>") && page.contains("one.html#sec-deep\">deep<"))
    #expect(folder.text("out/index.tex")?.contains("Theorem 1 in The first") == true)
    #expect(await nabla("check", file).output.contains("unknown-label") == false)
  }

  @Test("of a book of bookdown are all sheets of its folder")
  func sheets() async throws {
    let folder = try TestFolder()
    try folder.write("book_filename: b\n", to: "b/_bookdown.yml")
    try folder.write("# Two {#two}\n\n## Deep {#deep}\n", to: "b/02-two.Rmd")
    let file = try folder.write("By \\@ref(two), \\@ref(deep).\n", to: "b/01-one.Rmd")
    let result = await nabla("build", file, "-o", folder.path("out"), "--to", "html")
    #expect(result.errors.isEmpty, "\(result.errors)")
    #expect(folder.text("out/01-one.html")?.contains("href=\"02-two.html#deep\">1 in Two</a>") == true)
  }

  @Test("say where no document has a label, and name no number that running would change")
  func unknown() async throws {
    let folder = try TestFolder()
    try folder.write("book:\n  chapters: [a.qmd, b.qmd, gone.qmd]\n", to: "b/_quarto.yml")
    try folder.write("---\ntitle: B\n---\n$$ 1 = 1 $$ {.check}\n\n$$ x $$ {#eq-l}\n", to: "b/b.qmd")
    let file = try folder.write("By @eq-l and @eq-none.\n", to: "b/a.qmd")
    let result = await nabla("build", file, "-o", folder.path("out"), "--to", "html")
    #expect(result.status == 1 && result.errors.contains("nothing has the label 'eq-none'"))
    #expect(!result.errors.contains("'eq-l'"))
    #expect(folder.text("out/a.html")?.contains("b.html#eq-l\">an equation in B</a>") == true)
  }

  @Test("are built again when a chapter that they refer to has changed")
  func cache() async throws {
    let folder = try TestFolder()
    try folder.write("book:\n  chapters: [a.qmd, b.qmd]\n", to: "b/_quarto.yml")
    try folder.write("---\ntitle: B\n---\n$$ x $$ {#eq-l}\n", to: "b/b.qmd")
    let file = try folder.write("By @eq-l.\n", to: "b/a.qmd")
    let build = ["build", file, "-o", folder.path("out"), "--to", "html", "--cache", folder.path("cache")]
    _ = await nabla(build)
    #expect(folder.text("out/a.html")?.contains(">(1) in B</a>") == true)
    try folder.write("---\ntitle: B\n---\n$$ y $$ {#eq-m}\n\n$$ x $$ {#eq-l}\n", to: "b/b.qmd")
    _ = await nabla(build)
    #expect(folder.text("out/a.html")?.contains(">(2) in B</a>") == true)
  }
}
