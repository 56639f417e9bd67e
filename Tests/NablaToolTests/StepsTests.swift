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
}
