import Foundation
import Testing

/// A notebook of one display with the given rows and options, after declarations.
private func notebook(_ rows: String, _ options: String, frontMatter: String = "") -> String {
  """
  \(frontMatter)```{nabla}
  A : matrix(n, n)
  x : vector(n)
  f = x'*A*x
  ```

  $$ \(rows) $$ {.check \(options)}

  """
}

private let unread = #"\frac{\partial f}{\partial x} = \strange x"#
private let right = #"\frac{\partial f}{\partial x} = Ax + A^\top x"#
private let wrong = #"\frac{\partial f}{\partial x} = 2Ax"#

@Suite("A draft")
struct DraftTests {
  private func check(_ text: String, _ arguments: String...) async throws -> CommandResult {
    let folder = try TestFolder()
    let file = try folder.write(text, to: "note.md")
    return await nabla(["check", file] + arguments)
  }

  @Test("takes rows that are not read yet as warnings, and gets no tick for them")
  func open() async throws {
    let closed = try await check(notebook(unread, ""), "--format", "json")
    #expect(closed.status == 1)
    #expect(closed.diagnostics.allSatisfy { $0["severity"] as? String == "error" })
    for text in [
      notebook(unread, "draft=true"), notebook(unread, "", frontMatter: "---\nnabla: {draft: true}\n---\n"),
    ] {
      let open = try await check(text, "--format", "json")
      #expect(open.status == 0)
      #expect(open.codes == closed.codes)
      #expect(open.diagnostics.allSatisfy { $0["severity"] as? String == "warning" })
      let said = try await check(text)
      #expect(said.output.hasPrefix("? ") && !said.output.contains("✓"))
    }
  }

  @Test("does not pass under --strict, and what is no draft is judged there as ever")
  func strict() async throws {
    #expect(try await check(notebook(unread, "draft=true"), "--strict").status == 1)
    #expect(try await check(notebook(right, ""), "--strict").status == 0)
  }

  @Test("is wrong where a row of it is wrong, and right where it is right")
  func judged() async throws {
    for draft in ["draft=true", "draft=false"] {
      let refuted = try await check(notebook(wrong, draft), "--format", "json")
      #expect(refuted.status == 1)
      #expect(refuted.codes == ["display.refuted"])
      #expect(refuted.diagnostics.allSatisfy { $0["severity"] as? String == "error" })
      #expect(try await check(notebook(right, draft)).status == 0)
      let mixed = #"\begin{aligned}"# + wrong + #"\\ "# + unread + #"\end{aligned}"#
      #expect(try await check(notebook(mixed, draft)).status == 1)
    }
  }

  @Test("is built without a badge that says good")
  func built() async throws {
    let folder = try TestFolder()
    let file = try folder.write(notebook(unread, "draft=true"), to: "note.md")
    let result = await nabla("build", file, "-o", folder.path("out"), "--to", "html,record")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("? ") && result.output.contains("1 open in a draft"))
    let page = try #require(folder.text("out/note.html"))
    #expect(page.contains("1 open in a draft"))
    #expect(!page.contains("badge good") && !page.contains("badge bad"))
  }
}

@Suite("A row that is expected not to be read")
struct ExpectedUnreadTests {
  @Test("is as expected, without errors, and unexpected once it is read")
  func expected() async throws {
    let folder = try TestFolder()
    let file = try folder.write(notebook(unread, "expect=unread"), to: "note.md")
    let result = await nabla("check", file, "--strict", "--format", "json")
    #expect(result.status == 0 && result.codes.isEmpty)
    let other = try folder.write(notebook(right, "expect=unread"), to: "other.md")
    let unexpected = await nabla("check", other, "--format", "json")
    #expect(unexpected.status == 1 && unexpected.codes == ["display.unexpected"])
  }
}
