import Foundation
import Testing

@Suite("nabla check")
struct CheckCommandTests {
  @Test("A notebook that is as its author says ends with 0, in every format, and nothing is written")
  func allAsExpected() async throws {
    let folder = try TestFolder()
    let file = try folder.write(quarticNotebook, to: "note.md")
    for format in ["text", "short", "json"] {
      let result = await nabla("check", file, "--format", format)
      #expect(result.status == 0, "\(format)")
      #expect(result.errors.isEmpty)
    }
    #expect(folder.files("") == ["note.md"])
    let text = await nabla("check", file).output
    #expect(text.contains("gradient φ wrt W") && text.contains("✓ proved"))
    #expect(text.contains("✓ refuted, as expected"))
    #expect(await nabla("check", file, "--format", "short").output.isEmpty)
  }

  @Test("A claim that is wrong has a diagnostic at its place, with a counterexample")
  func refutedClaim() async throws {
    let folder = try TestFolder()
    let file = try folder.write(
      "# Notes\n\n```{nabla}\nX : matrix(n, n)\n\nclaim tr(X) == 2*tr(X)\nclaim tr(X) == tr(X')\n```\n",
      to: "note.md"
    )
    let short = await nabla("check", file, "--format", "short")
    #expect(short.status == 1)
    #expect(short.output.hasPrefix("\(file):6:1: error: this claim is wrong; "))
    #expect(short.output.hasSuffix(" [claim.refuted]\n"))
    let json = await nabla("check", file, "--format", "json")
    #expect(json.status == 1)
    #expect(json.codes == ["claim.refuted"])
    #expect(json.diagnostics.first?["line"] as? Int == 6)
    let text = await nabla("check", file)
    #expect(text.output.contains("6 | claim tr(X) == 2*tr(X)\n  | ^^^^^^"))
    #expect(text.output.contains("the left side is"))
  }

  @Test("What was expected to be wrong and is right is not as expected")
  func unexpectedlyRight() async throws {
    let folder = try TestFolder()
    let file = try folder.write(
      "```{nabla}\n#| expect: refuted\nX : matrix(n, n)\nclaim tr(X) == tr(X')\n```\n",
      to: "note.md"
    )
    let result = await nabla("check", file, "--format", "json")
    #expect(result.status == 1)
    #expect(result.codes == ["claim.unexpected"])
  }

  @Test("Shapes that do not fit in a claim are ill-typed, which meets the expectation of being refuted")
  func illTypedClaim() async throws {
    let folder = try TestFolder()
    let cell = "A : matrix(m, n)\nx : vector(n)\nclaim A*x == x\n```\n"
    let wrong = try folder.write("```{nabla}\n" + cell, to: "wrong.md")
    let expected = try folder.write("```{nabla}\n#| expect: refuted\n" + cell, to: "expected.md")
    let result = await nabla("check", wrong, "--format", "json")
    #expect(result.status == 1)
    #expect(result.codes.contains("claim.ill-typed"))
    #expect(await nabla("check", expected).status == 0)
  }

  @Test("A wrong row of a display has its line and column in the file")
  func wrongRow() async throws {
    let folder = try TestFolder()
    let file = try folder.write(
      "```{nabla}\nA, B : matrix(n, n)\n```\n\nText.\n\n$$\n(A B)^\\top = A^\\top B^\\top\n$$ {.check}\n",
      to: "note.md"
    )
    let result = await nabla("check", file, "--format", "short")
    #expect(result.status == 1)
    #expect(result.output.contains("\(file):8:1: error: this row does not follow; "))
  }

  @Test("The object has every notebook by its path, in order, also those that cannot be read")
  func object() async throws {
    let folder = try TestFolder()
    let one = try folder.write("# One\n", to: "in/b.md")
    let two = try folder.write("# Two\n", to: "in/a.md")
    let result = await nabla("check", folder.path("in"), folder.path("missing.md"), "--format", "json")
    #expect(result.status == 2)
    let notebooks = try #require(result.object?["notebooks"] as? [[String: Any]])
    #expect(notebooks.map { $0["path"] as? String } == [two, one, folder.path("missing.md")])
    #expect(result.codes == ["notebook.nothing-to-check", "notebook.nothing-to-check", "file.missing"])
    #expect(result.object?["version"] as? Int == 1)
  }

  @Test("A reference to a label that nothing has is an error")
  func unknownReference() async throws {
    let folder = try TestFolder()
    let file = try folder.write("See @eq-nothing.\n", to: "note.md")
    let result = await nabla("check", file, "--format", "json")
    #expect(result.status == 1)
    #expect(result.diagnostics.first?["column"] as? Int == 5)
  }
}
