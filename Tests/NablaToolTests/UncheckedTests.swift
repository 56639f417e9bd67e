import Foundation
import Testing

private let declarations = "```{nabla}\nW : matrix(n, n)\nx : vector(n)\nphi = x'*W*x\n```\n\n"

/// What was not checked is never green.
@Suite("What was meant to be checked and was not")
struct UncheckedTests {
  private func check(_ text: String, _ arguments: String...) async throws -> CommandResult {
    let folder = try TestFolder()
    let file = try folder.write(text, to: "note.md")
    return await nabla(["check", file, "--format", "json"] + arguments)
  }

  @Test("A wrong row whose '.check' did not attach, or whose fence is misspelt, does not pass")
  func notAttached() async throws {
    for wrong in [
      "$$ x = 2x $$\n{.check}\n", "$$ x = 2x $$ .check\n", "\\[ x = 2x \\]\n\n{.check}\n",
      "```{nable}\nclaim x == 2*x\n```\n", "``` {.nabla}\nclaim x == 2*x\n```\n",
      "```{nabla\nclaim x == 2*x\n```\n",
    ] {
      let result = try await check(declarations + wrong)
      #expect(result.status == 1, "\(wrong)")
      #expect(result.diagnostics.allSatisfy { $0["severity"] as? String == "error" })
      #expect(result.diagnostics.allSatisfy { $0["line"] as? Int ?? 0 >= 7 })
    }
  }

  @Test("A derivative of or by a name that means nothing is an error at the name")
  func unknownVariables() async throws {
    for (text, line, column, hint) in [
      ("```{nabla}\ngradient phi wrt w\n```\n", 8, 18, "did you mean 'W'?"),
      ("```{nabla}\nstationary psi wrt x\n```\n", 8, 12, "did you mean 'phi'?"),
      ("```{nabla}\ngradient norm2(W*y - x)^2 wrt y\n```\n", 8, 31, "declare it: 'y : vector(n)'"),
      ("$$ W x $$ {.check of=phi wrt=w}\n", 7, 30, "did you mean 'W'?"),
      ("$$ W x $$ {.check of=psi wrt=x}\n", 7, 22, "did you mean 'phi'?"),
      ("$$ x^\\top x $$ {.derive wrt=\"x weight\"}\n", 7, 32, "declare it: 'weight : vector(n)', or as"),
    ] {
      let result = try await check(declarations + text)
      #expect(result.status == 1)
      #expect(result.codes == ["question.undeclared"], "\(text)")
      let first = try #require(result.diagnostics.first)
      #expect(first["line"] as? Int == line && first["column"] as? Int == column, "\(text)")
      #expect((first["hints"] as? [String])?.count == 1)
      #expect((first["hints"] as? [String])?[0].hasPrefix(hint) == true, "\(text): \(first["hints"] ?? "")")
    }
  }

  @Test("'of=' and 'wrt=' may name what the display itself defines")
  func ownDefinitions() async throws {
    let result = try await check(declarations + "$$ f = x^\\top x $$ {.define .derive of=f wrt=x}\n")
    #expect(result.status == 0 && result.codes.isEmpty)
  }

  @Test("A claim about a name that nobody knows is neither refuted nor ill-typed")
  func unknownNames() async throws {
    for (claim, verdict) in [
      ("claim N*x == 0", "undecided"), ("claim strange(x) == x", "unread"),
      ("claim gradient phi wrt w == 0", "unread"), ("claim N*x - N*x == 0*x", "holds"),
      ("claim W == x", "ill-typed"),
    ] {
      let result = try await check(declarations + "```{nabla}\n\(claim)\n```\n")
      let notebooks = result.object?["notebooks"] as? [[String: Any]]
      let results = notebooks?.first?["results"] as? [[String: Any]]
      #expect(results?.first?["verdict"] as? String == verdict, "\(claim)")
      #expect(result.status == (verdict == "holds" ? 0 : 1))
      #expect(!result.diagnostics.isEmpty)
    }
  }

  @Test("A file with nothing to check says so, gets no tick, and does not pass under --strict")
  func nothing() async throws {
    let folder = try TestFolder()
    for text in ["# Notes\n\nText with $x$.\n", "$$ x = y $$ {#eq-a}\n", "```{nabla}\nx : vector(n)\n```\n"] {
      let file = try folder.write(text, to: "note.md")
      let said = await nabla("check", file)
      #expect(said.status == 0)
      #expect(said.output.hasPrefix("– ") && !said.output.contains("✓"))
      #expect(said.output.contains("notebook.nothing-to-check"))
      #expect(await nabla("check", file, "--strict").status == 1)
      for _ in 1...2 {
        let built = await nabla(
          "build",
          file,
          "-o",
          folder.path("out"),
          "--to",
          "html",
          "--cache",
          folder.path("cache")
        )
        #expect(built.status == 0 && built.errors.isEmpty)
        #expect(built.output.hasPrefix("– ") && built.output.contains("nothing to check"))
      }
      #expect(folder.text("out/note.html")?.contains("✓") == false)
    }
  }

  @Test("A definition that its author expects is as expected, and no tick says that it holds")
  func expectedDefinition() async throws {
    for options in ["expect=definition", "draft=true expect=definition"] {
      let folder = try TestFolder()
      let file = try folder.write(declarations + "$$ z = 2x $$ {.check \(options)}\n", to: "note.md")
      let result = await nabla("check", file, "--strict", "--format", "json")
      #expect(result.status == 0 && result.codes.isEmpty)
      let built = await nabla("build", file, "-o", folder.path("out"), "--to", "html,latex,record")
      #expect(built.status == 0)
      let page = try #require(folder.text("out/note.html"))
      #expect(
        page.contains("≔ definition, as expected") && !page.contains("holds") && !page.contains("badge good")
      )
      #expect(folder.text("out/note.tex")?.contains("definition, as expected") == true)
      #expect(folder.text("out/note.record.json")?.contains("\"expected\": \"definition\"") == true)
    }
    let wrong = try await check(declarations + "$$ x = x $$ {.check draft=true expect=definition}\n")
    #expect(wrong.status == 1 && wrong.codes == ["display.unexpected"])
    let unsaid = try await check(declarations + "$$ z = 2x $$ {.check draft=true}\n")
    #expect(unsaid.status == 1 && unsaid.codes == ["display.nothing-checked"])
  }
}
