import Foundation
import Testing

/// Whatever stands in a notebook, a command comes back in time, with a diagnostic at its place, and all that is right
/// in the notebook is still there.
@Suite("Bad input", .timeLimit(.minutes(10)))
struct BadInputTests {
  /// Checks and builds a notebook; gives the check's result.
  private func run(_ bytes: [UInt8]) async throws -> CommandResult {
    let folder = try TestFolder()
    let file = try folder.write(bytes, to: "note.md")
    let check = await nabla("check", file, "--format", "json")
    let build = await nabla("build", file, "-o", folder.path("out"))
    #expect(check.object != nil)
    #expect(check.errors.isEmpty)
    // A build also sets formulas, which can be too large for that.
    #expect(check.status <= build.status && build.status < 2)
    #expect(folder.files("out") == ["note.html", "note.record.json", "note.tex"])
    #expect(folder.text("out/note.html")?.hasSuffix("</html>\n") == true)
    for diagnostic in check.diagnostics {
      #expect((diagnostic["line"] as? Int ?? 0) > 0)
      #expect((diagnostic["column"] as? Int ?? 0) > 0)
    }
    return check
  }

  private func run(_ text: String) async throws -> CommandResult {
    try await run(Array(text.utf8))
  }

  private func cell(_ lines: String) -> String { "# Notes\n\n```{nabla}\n\(lines)\n```\n\nThe end.\n" }

  @Test("An empty file, a blank one and one with front matter only have nothing to check")
  func empty() async throws {
    for text in ["", "\n \n", "---\ntitle: Nothing\n---\n", "\u{feff}"] {
      let result = try await run(text)
      #expect(result.status == 0)
      #expect(result.codes == ["notebook.nothing-to-check"])
    }
  }

  @Test("A megabyte of brackets: as text it is text, in a cell it is past a bound")
  func brackets() async throws {
    let brackets = String(repeating: "(", count: 1 << 20)
    #expect(try await run(brackets).status == 0)
    let inside = try await run(cell("x : scalar\n" + brackets))
    #expect(inside.status == 1)
    #expect(inside.codes.contains { $0.hasPrefix("bound.") })
  }

  @Test("Nesting of 10,000 is past a bound, wherever it is, at the place of the bound")
  func nesting() async throws {
    let open = String(repeating: "(", count: 10_000)
    let close = String(repeating: ")", count: 10_000)
    let plain = try await run(cell("x : scalar\ngradient \(open)x\(close) wrt x"))
    #expect(plain.status == 1)
    #expect(plain.codes.contains("bound.nesting"))
    #expect(plain.diagnostics.contains { $0["line"] as? Int == 5 })
    let calls = String(repeating: "sin(", count: 10_000)
    #expect(try await run(cell("x : scalar\ngradient \(calls)x\(close) wrt x")).status == 1)
    let transposes = try await run(
      cell("x : scalar\ngradient x\(String(repeating: "'", count: 10_000)) wrt x")
    )
    #expect(transposes.codes.isEmpty == (transposes.status == 0))
    let groups = String(repeating: "{", count: 10_000) + "x" + String(repeating: "}", count: 10_000)
    let display = try await run("\(cell("x : scalar"))\n$$\n\(groups) = x\n$$ {.check}\n")
    #expect(display.status == 1)
    #expect(try await run(String(repeating: "> ", count: 10_000) + "deep\n").object != nil)
    #expect(try await run("$" + groups + "$\n").object != nil)
  }

  @Test("An exponent of a thousand million is past a bound, and does no work")
  func exponent() async throws {
    let result = try await run(cell("W : matrix(n, n)\ngradient tr(W^1000000000) wrt W"))
    #expect(result.status == 1)
    #expect(result.codes.contains("bound.exponent") || result.codes.contains("derivation.expansion-limit"))
    #expect(result.diagnostics.contains { $0["line"] as? Int == 5 })
  }

  @Test("An undeclared name comes with its place and the nearest names")
  func undeclared() async throws {
    let result = try await run(cell("weight : vector(n)\ngradient wieght'*weight wrt weight"))
    #expect(result.status == 1)
    let first = try #require(result.diagnostics.first)
    #expect(first["code"] as? String == "scope.undeclared")
    #expect(first["line"] as? Int == 5)
    #expect(first["column"] as? Int == 10)
    #expect((first["hints"] as? [String])?.joined().contains("weight") == true)
  }

  @Test("Shapes that do not fit are named with both shapes, each with its own code")
  func shapes() async throws {
    let declarations = "A : matrix(m, n)\nS : matrix(n, n)\nx : vector(n)\nt : scalar\n"
    for (line, code) in [
      ("simplify A*A", "shape.product"), ("simplify A + S", "shape.sum"), ("simplify A + 1", "shape.sum"),
      ("simplify A^2", "shape.power"), ("simplify inv(A)", "shape.inverse"),
      ("simplify tr(A)", "shape.argument"),
      ("simplify S/S", "shape.division"), ("simplify A .* S", "shape.elementwise"),
      ("simplify A : S", "shape.frobenius"),
      ("simplify exp(S)", "shape.elementwise"), ("gradient A*x wrt x", "shape.gradient"),
      ("simplify t^S", "shape.exponent"), ("simplify [A; S, S]", "shape.literal"),
      ("claim A*x == x", "shape.claim"), ("B : matrix(m, n) symmetric", "shape.attribute"),
      ("simplify S[1, 2, 3]", "shape.index"),
    ] {
      let result = try await run(cell(declarations + line))
      #expect(result.status == 1, "\(line)")
      #expect(
        result.codes.contains {
          $0.hasPrefix("shape.") || $0 == "claim.ill-typed" || $0 == "derivation.not-scalar"
        },
        "\(line): \(result.codes), expected \(code)"
      )
      #expect(result.diagnostics.contains { $0["line"] as? Int == 8 }, "\(line)")
    }
  }

  @Test("A fence, a formula and front matter that nothing closes are named where they begin")
  func unclosed() async throws {
    let fence = try await run("# Notes\n\n```{nabla}\nx : scalar\n")
    #expect(fence.codes.contains("notebook.unclosed-cell"))
    #expect(fence.diagnostics.first?["line"] as? Int == 3)
    let dollar = try await run(
      "# Notes\n\nThe price $x is\nopen.\n\n```{nabla}\nx : scalar\ngradient x^2 wrt x\n```\n"
    )
    #expect(dollar.codes == ["markdown.unclosed-math"])
    #expect(dollar.diagnostics.first?["line"] as? Int == 3)
    #expect(dollar.diagnostics.first?["column"] as? Int == 11)
    #expect(dollar.output.contains("\"gradient\""))
    let display = try await run("Text\n\n$$\nx = y\n\nmore\n")
    #expect(display.codes.contains("markdown.unclosed-math"))
    let matter = try await run("---\ntitle: Open\n\nText\n")
    #expect(matter.codes.contains("markdown.unclosed-front-matter"))
  }

  @Test("Bytes that are not UTF-8 and NUL are named with their place, and the rest is read")
  func bytes() async throws {
    let text =
      Array("Text\n\nx ".utf8) + [0xff] + Array("\n\n```{nabla}\nx : scalar\ngradient x^2 wrt x\n```\n".utf8)
    let result = try await run(text)
    #expect(result.status == 1)
    #expect(result.codes == ["file.not-utf8"])
    #expect(result.diagnostics.first?["line"] as? Int == 3)
    #expect(result.diagnostics.first?["column"] as? Int == 3)
    #expect(result.output.contains("\"gradient\""))
    let null = try await run(
      Array(cell("x : scalar\ngradient x").utf8).map { $0 == UInt8(ascii: "g") ? 0 : $0 }
    )
    #expect(null.status == 1)
    let noise = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 >> 3) }
    #expect(try await run(noise).status == 1)
  }

  @Test("A cell with only options, with no options and with nothing")
  func onlyOptions() async throws {
    #expect(try await run("```{nabla}\n#| label: eq-x\n```\n").object != nil)
    #expect(try await run("```{nabla}\n```\n").status == 0)
    #expect(
      try await run("```{nabla}\n#| labell: eq-x\nx : scalar\n```\n").codes == ["notebook.unknown-option"]
    )
    #expect(try await run("```{nabla}\n#| : :\n#| - [\nx : scalar\n```\n").object != nil)
  }

  @Test("Two things of one label are an error at the second")
  func duplicateLabels() async throws {
    let one = "```{nabla}\n#| label: eq-a\nx : scalar\ngradient x^2 wrt x\n```\n"
    let two = "\n```{nabla}\n#| label: eq-a\ngradient x^3 wrt x\n```\n"
    let result = try await run(one + two)
    #expect(result.status == 1)
    #expect(result.codes == ["notebook.repeated-label"])
    #expect(result.diagnostics.first?["line"] as? Int == 8)
  }

  @Test("Definitions that go in a circle, and names of themselves")
  func cycles() async throws {
    let circle = try await run(cell("a = b + 1\nb = a + 1\nsimplify a"))
    #expect(circle.status == 1)
    #expect(circle.codes.contains { $0 == "scope.cycle" || $0 == "scope.order" || $0 == "scope.undeclared" })
    let itself = try await run(cell("a = a + 1\nsimplify a"))
    #expect(itself.status == 1)
    let function = try await run(cell("x : scalar\nf(t) = f(t) + 1\ngradient f(x) wrt x"))
    #expect(function.status == 1)
  }

  @Test("A size that would be both 2 and 3 is named with both places")
  func sizeConflict() async throws {
    let result = try await run(cell("x : vector(2)\ny : vector(3)\nsimplify x'*y"))
    #expect(result.status == 1)
    #expect(result.codes.contains { $0 == "size.conflict" || $0.hasPrefix("shape.") })
    let message = result.diagnostics.map { "\($0)" }.joined()
    #expect(message.contains("2") && message.contains("3"))
  }

  @Test("Script in text, titles, labels, cells and messages is text on the page")
  func script() async throws {
    let folder = try TestFolder()
    let evil = "<script>alert(1)</script>"
    let notebook = """
      ---
      title: "T \(evil)"
      author: "A \(evil)"
      date: "D \(evil)"
      abstract: "B \(evil)"
      lang: "\\"><script>alert(2)</script>"
      ---
      # H \(evil)

      \(evil) and <img src=x onerror=alert(3)> and [link](javascript:alert(4)) and `\(evil)`

      ```{nabla}
      #| label: "eq-\(evil)"
      x : scalar # \(evil)
      gradient x^2 wrt x
      gradient \(evil) wrt x
      ```

      `{nabla} \(evil)`

      $$ \\text{\(evil)} \\href{javascript:alert(5)}{x} \\htmlData{a=b}{c} $$ {#eq-"\(evil) .check}

      | a \(evil) | b |
      | --- | --- |
      | \(evil) | c |

      See @eq-\(evil).[^\(evil)]
      """
    let file = try folder.write(notebook, to: "note.md")
    let result = await nabla("build", file, "-o", folder.path("out"))
    #expect(result.status == 1)
    let page = try #require(folder.text("out/note.html"))
    // The page's own script is the only one.
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(!page.contains("alert(1)</script>"))
    #expect(!page.contains("<img src=x"))
    #expect(!page.contains("href=\"javascript"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test("TeX that would read or write files reaches neither the page nor the document")
  func dangerousTeX() async throws {
    let folder = try TestFolder()
    let file = try folder.write(
      "$\\input{/etc/passwd}$ and\n$$\n\\immediate\\write18{touch x}\n$$\nand $\\catcode`\\$=12$\n",
      to: "note.md"
    )
    let result = await nabla("build", file, "-o", folder.path("out"))
    #expect(result.status == 1)
    let document = try #require(folder.text("out/note.tex"))
    // What stands in a listing is text.
    let listing = try Regex("(?s)\\\\begin\\{lstlisting\\}.*?\\\\end\\{lstlisting\\}")
    let live = document.replacing(listing, with: "")
    #expect(live.count < document.count)
    for command in ["\\input{/etc", "\\write18", "\\catcode`\\$"] { #expect(!live.contains(command)) }
  }

  @Test("A file that is not there, a folder without notebooks and a file that is too long")
  func files() async throws {
    let folder = try TestFolder()
    try FileManager.default.createDirectory(atPath: folder.path("empty"), withIntermediateDirectories: false)
    let long = try folder.write([UInt8](repeating: 32, count: (16 << 20) + 1), to: "long.md")
    for (path, code) in [
      (folder.path("missing.md"), "file.missing"), (folder.path("empty"), "file.no-notebooks"),
      (long, "file.too-long"),
    ] {
      let check = await nabla("check", path, "--format", "json")
      #expect(check.status == 2)
      #expect(check.codes == [code])
      let build = await nabla("build", path, "-o", folder.path("out"))
      #expect(build.status == 2)
      #expect(build.errors.contains("[\(code)]"))
    }
  }

  @Test("Long lines, many cells and many names come back in time")
  func size() async throws {
    let sum = (1...3000).map { _ in "x" }.joined(separator: " + ")
    _ = try await run(cell("x : scalar\ngradient \(sum) wrt x"))
    let names = (1...400).map { "x\($0) : vector(n)" }.joined(separator: "\n")
    #expect(try await run(cell(names)).status == 0)
    let product = (1...300).map { _ in "W" }.joined(separator: "*")
    _ = try await run(cell("W : matrix(n, n)\ngradient tr(\(product)) wrt W"))
    let chain = (1...40).map { "y\($0) = y\($0 - 1)*y\($0 - 1)" }.joined(separator: "\n")
    _ = try await run(cell("y0 : scalar\n\(chain)\ngradient y40 wrt y0"))
  }
}
