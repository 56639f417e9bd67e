// Citations in the styles of the Citation Style Language, with the real pandoc.

import Foundation
import Testing

@testable import NablaTool

@Suite("Citations in a style", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pandoc")))
struct CitationTests {
  private static let works = """
    @book{a, title={The Matrix Cookbook}, author={Petersen, K. B. and Pedersen, M. S.}, year=2012}
    @article{b, title={On $x^2$}, author={M{\\"u}ller, K.}, journal={J}, year=2013, doi={10.1/2}}
    @book{c, title={Not cited}, author={Zorn, M.}, year=1935}
    """

  private static func style(_ kind: String, _ citation: String, _ info: String = "") -> String {
    """
    <?xml version="1.0" encoding="utf-8"?>
    <style xmlns="http://purl.org/net/xbiblio/csl" class="\(kind)" version="1.0">
      <info><title>S</title><id>s</id><updated>2020-01-01T00:00:00+00:00</updated>\(info)</info>
      <citation><layout \(citation)</layout></citation>
      <bibliography><layout suffix="."><names variable="author"><name/></names>
        <text variable="title" font-style="italic" prefix=": "/></layout></bibliography>
    </style>
    """
  }

  private static let numbers = style(
    "in-text",
    "prefix=\"⟨\" suffix=\"⟩\" delimiter=\"+\"><text variable=\"citation-number\"/><text variable=\"locator\" prefix=\":\"/>",
    "<category citation-format=\"numeric\"/>"
  )

  private static let notes = style(
    "note",
    "suffix=\".\"><names variable=\"author\"><name form=\"short\"/></names><text variable=\"title\" prefix=\" / \"/>"
  )

  private func folder(_ style: String?, _ text: String, _ more: String = "") throws -> TestFolder {
    let folder = try TestFolder()
    try folder.write(Self.works, to: "refs.bib")
    if let style { try folder.write(style, to: "s.csl") }
    try folder.write("---\nbibliography: refs.bib\ncsl: s.csl\n\(more)---\n\n\(text)\n", to: "n.md")
    return folder
  }

  @Test("are set by pandoc as the style says, in the page and on paper, with works that are only listed")
  func numbered() async throws {
    let text = "By [see @b, p. 3; @a], and @a [p. 7].\n\n| t |\n|---|\n| [-@b] |\n"
    let folder = try folder(Self.numbers, text, "nocite: '@c'\n")
    let file = folder.path("n.md")
    let result = await nabla("build", file, "-o", folder.path("out"), "--to", "html,latex")
    #expect(!result.errors.contains("citation.style"), "\(result.errors)")
    let page = try #require(folder.text("out/n.html"))
    #expect(page.contains("By ⟨see <a href=\"#ref-b\">1:3</a>+<a href=\"#ref-a\">2</a>⟩"))
    #expect(page.contains("⟨<a href=\"#ref-a\">2:7</a>⟩"))
    #expect(page.contains("<li id=\"ref-b\">") && page.contains("<li id=\"ref-c\">M. Zorn: <em>"))
    let paper = try #require(folder.text("out/n.tex"))
    #expect(paper.contains("\\hyperref[ref-b]{1:3}") && paper.contains("\\label{ref-c} {}M. Zorn: \\emph{"))
    let first = folder.text("out/n.html")
    _ = await nabla("build", file, "-o", folder.path("out"), "--to", "html,latex", "--force", "--no-cache")
    #expect(folder.text("out/n.html") == first)
  }

  @Test("of notes are counted with the notes of the author, behind the mark that ends a clause")
  func notes() async throws {
    let text = "One [@a]. Two[^x] and three [@b], four.\n\n[^x]: By [@b]."
    let folder = try folder(Self.notes, text)
    _ = await nabla("build", folder.path("n.md"), "-o", folder.path("out"), "--to", "html,latex")
    let page = try #require(folder.text("out/n.html"))
    #expect(page.contains("<p>One.<sup><a href=\"#fn-1\""))
    #expect(page.contains("three,<sup><a href=\"#fn-3\""))
    let paper = try #require(folder.text("out/n.tex"))
    #expect(paper.contains("\\footnote[1]{\\hyperref[ref-a]{Petersen, Pedersen / The matrix cookbook}.}"))
    #expect(paper.contains("\\footnote[2]{By \\hyperref[ref-b]{Müller / On $x^2$}.}"))
  }

  @Test(
    "fall back to a simple form, and say so, where the style is not there, is on the web, names another, or is none",
    arguments: [
      (nil, "there is no citation style"), ("<style>no xml", "does not read"),
      (
        "<style><info><link rel=\"independent-parent\" href=\"http://x\"/></info></style>",
        "would have to be fetched"
      ),
      ("<style><citation></style>", "does not read"),
    ] as [(String?, String)]
  )
  func fallbacks(_ style: String?, _ words: String) async throws {
    let folder = try folder(style, "By [@a].")
    let result = await nabla("build", folder.path("n.md"), "-o", folder.path("out"), "--to", "html")
    #expect(result.errors.contains("[citation.style]") && result.errors.contains(words), "\(result.errors)")
    #expect(folder.text("out/n.html")?.contains("Petersen and Pedersen 2012") == true)
  }

  @Test("are never fetched")
  func remote() async throws {
    let folder = try TestFolder()
    try folder.write(Self.works, to: "refs.bib")
    let file = try folder.write(
      "---\nbibliography: refs.bib\ncsl: https://example.com/ieee.csl\n---\nBy [@a].\n",
      to: "n.md"
    )
    let result = await nabla("check", file)
    #expect(result.output.contains("from which nothing is fetched"))
  }

  @Test("without pandoc the simple form says what it does not follow, and the cache knows the difference")
  func withoutPandoc() async throws {
    let folder = try folder(Self.numbers, "By [@a].")
    let arguments = ["build", "n.md", "-o", "out", "--to", "html", "--cache", folder.path("cache")]
    let with = try ProgramRun.run(arguments, in: folder)
    #expect(!with.errors.contains("citation.style"))
    #expect(folder.text("out/n.html")?.contains("⟨") == true)
    let without = try ProgramRun.run(arguments, in: folder, under: "export PATH=/nowhere")
    #expect(without.errors.contains("is followed with pandoc alone"), "\(without.errors)")
    #expect(folder.text("out/n.html")?.contains("[<a href=\"#ref-a\">1</a>]") == true)
  }

  @Test("know works of CSL in JSON, and say what else is not read")
  func otherLibraries() async throws {
    let folder = try TestFolder()
    let json = """
      [{"id": "k", "type": "article-journal", "title": "On", "container-title": "J", "page": "1-2",
        "author": [{"family": "Giles", "given": "M."}], "issued": {"date-parts": [[2008, 2]]}}]
      """
    try folder.write(json, to: "r.json")
    try folder.write("references: []", to: "r.yaml")
    let file = try folder.write("---\nbibliography: [r.json, r.yaml]\n---\nBy [@k].\n", to: "n.md")
    let result = await nabla("build", file, "-o", folder.path("out"), "--to", "html")
    #expect(result.errors.contains("[citation.unread-file]"), "\(result.errors)")
    let page = try #require(folder.text("out/n.html"))
    #expect(page.contains("Giles 2008</a>)"))
    #expect(page.contains("<em>J</em>"))
  }
}
