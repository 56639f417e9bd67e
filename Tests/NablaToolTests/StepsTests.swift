import Foundation
import Testing

@Suite("The lines of a derivation")
struct StepsTests {
  /// The lines of the only derivation, `before == after`, with its verdict.
  private func derivation(_ steps: String) async throws -> (lines: [String], value: String, verdict: String) {
    let folder = try TestFolder()
    let file = try folder.write(
      """
      ```{nabla}
      #| steps: \(steps)
      A : matrix(m, n)
      b : vector(m)
      x : vector(n)
      r = A*x - b
      s = exp(r'*r)
      gradient s + r'*b wrt x
      ```

      """,
      to: "note.md"
    )
    let result = await nabla(["check", file, "--format", "json"])
    #expect(result.status == 0)
    let notebook = try #require((result.object?["notebooks"] as? [[String: Any]])?.first)
    let answer = try #require(
      (notebook["results"] as? [[String: Any]])?.first { $0["kind"] as? String == "gradient" }
    )
    let lines = try #require(answer["steps"] as? [[String: Any]])
    #expect(lines.allSatisfy { $0["verdict"] as? String == "holds" })
    return (
      lines.compactMap { $0["plain"] as? String },
      (answer["value"] as? [String: Any])?["plain"] as? String ?? "",
      answer["verdict"] as? String ?? ""
    )
  }

  @Test("are more where they are fine, each of them checked, and lead to the same answer")
  func fine() async throws {
    let normal = try await derivation("normal")
    let fine = try await derivation("fine")
    #expect(fine.lines.count > normal.lines.count, "\(fine.lines)")
    #expect(fine.value == normal.value && fine.verdict == normal.verdict)
    #expect(fine.lines.contains { $0.contains("d(A*x - b)") }, "\(fine.lines)")
  }

  // A line left out had its place in a cell of the grid of the next row, whose verdict went into the next line.
  @Test("stand in rows of as many parts where lines before them are left out")
  func leftOut() async throws {
    let folder = try TestFolder()
    let file = try folder.write(
      """
      ```{nabla}
      #| steps: brief
      A : matrix(m, n)
      b : vector(m)
      x : vector(n)
      r = A*x - b
      s = exp(r'*r)
      gradient s + r'*b wrt x
      ```

      """,
      to: "note.md"
    )
    let result = await nabla(["build", file, "-o", folder.path("out"), "--to", "html"])
    #expect(result.status == 0, "\(result)")
    let page = try String(contentsOfFile: folder.path("out/note.html"), encoding: .utf8)
    let rows = page.components(separatedBy: "<li class=\"step").dropFirst()
    #expect(rows.count > 1)
    for row in rows {
      let start = try #require(row.firstIndex(of: ">"))
      #expect(row[start...].hasPrefix("><a class=\"line-number\""), "\(row.prefix(120))")
    }
    #expect(rows.contains { $0.contains("<span class=\"right scroll\"><span id=") })
  }
}
