// `nabla adopt`: a document goes in as it is, the words that make a notebook of it come out.

import Diagnostics
import Findings
import Foundation
import Testing

@testable import NablaTool

@Suite("Adopting a document") struct AdoptCommandTests {
  private static let document = #"""
    # Ridge

    Let $X \in \mathbb{R}^{n\times p}$ be the data and $y\in\mathbb R^n$ the answers, with $\lambda > 0$ and
    $\beta \in \mathbb R^p$; here $n = 3$ would do.

    $$
    f(\beta) = \|X\beta - y\|^2 + \lambda \beta^\top\beta
    $$

    $$
    \nabla f(\beta) = 2X^\top(X\beta - y) + 2\lambda\beta
    $$

    $$
    \frac{\partial}{\partial \beta} \beta^\top Q \beta = (Q + Q)\beta
    $$

    $$
    p(y \mid \beta) \propto \exp(-f(\beta))
    $$

    - in a list

      $$
      \mathrm d f = 2 (X\beta - y)^\top X\,\mathrm d\beta + 2\lambda\beta^\top\mathrm d\beta
      $$
    """#

  private func adopt(_ text: String, writing: Bool = false) async throws -> (list: String, text: String) {
    let folder = try TestFolder()
    let file = try folder.write(text, to: "notes.md")
    let result = await nabla(["adopt", file] + (writing ? ["--write"] : []))
    #expect(result.status == 0, "\(result.errors)")
    return (result.output, try String(contentsOfFile: file, encoding: .utf8))
  }

  @Test("names what declares, what can be checked with what it lacks, and what is not read and why")
  func list() async throws {
    let (list, text) = try await adopt(Self.document)
    #expect(text == Self.document)
    for line in [
      "8 of 9 formulas can be marked, 1 stays as it is",
      #"put before it: $$ Q \in \mathbb R^{p\times p} $$ {.define}"#,
      "{.check}  1 row: refuted", "{.check}  1 row: holds", "'∝' leaves out a factor",
    ] {
      #expect(list.contains(line), "\(line) in\n\(list)")
    }
    #expect(!list.contains("n = 3"))
  }

  @Test("writes words that the program reads, and a second time there is nothing to add")
  func written() async throws {
    let (_, text) = try await adopt(Self.document, writing: true)
    #expect(text.contains(#"$\lambda > 0$ {.define}"#))
    let run = NotebookRun(Array(text.utf8), path: "notes.md")
    let verdicts = run.rowVerdicts
    #expect(verdicts.count == 3, "\(verdicts)\n\(text)")
    #expect(verdicts == [.holds, .refuted, .holds])
    let (list, again) = try await adopt(text, writing: true)
    #expect(again == text)
    #expect(list.contains("0 of 1 formulas can be marked"))
  }

  @Test("says so where there is nothing, and keeps a file that is none")
  func nothing() async throws {
    #expect(try await adopt("Only words.\n").list.contains("no formula"))
    let missing = await nabla("adopt", "no-such-file.md")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("file"))
  }

  @Test("takes formulas in the line as declarations where the front matter says so, and no other equation")
  func inline() {
    let text = #"""
      ---
      nabla: {define: inline}
      ---

      Let $X \in \mathbb R^{n\times p}$, $\beta \in \mathbb R^p$, $\Sigma \in \mathbb R^{p\times p}$ with $\Sigma \succ 0$,
      and suppose that $\beta = X$ or $f$ is $3 = 4$.

      $$ \mathrm d(\beta^\top \Sigma \beta) = 2\beta^\top \Sigma\,\mathrm d\beta $$ {.check}
      """#
    let run = NotebookRun(Array(text.utf8), path: "notes.md")
    #expect(run.diagnostics.map(\.diagnostic.message) == [])
    #expect(run.rowVerdicts == [.holds])
  }

  @Test("lets each scope declare its names anew")
  func scopes() {
    let cells = """
      ```{nabla}
      A : matrix(n, n)
      ```

      ```{nabla}
      #| scope: new
      A : vector(n)
      claim A'*A == A : A
      ```
      """
    #expect(NotebookRun(Array(cells.utf8), path: "a.md").diagnostics.isEmpty)
    let sections = #"""
      ---
      nabla: {scope: section}
      ---

      # One

      $$ A \in \mathbb R^{n\times n} $$ {.define}

      # Two

      $$ A \in \mathbb R^n $$ {.define}

      $$ A^\top A = \|A\|^2 $$ {.check}
      """#
    #expect(NotebookRun(Array(sections.utf8), path: "a.md").diagnostics.isEmpty)
    let without = sections.replacing("nabla: {scope: section}", with: "title: x")
    let said = NotebookRun(Array(without.utf8), path: "a.md").diagnostics
    #expect(said.contains { $0.diagnostic.hints.contains { $0.contains("scope: new") } })
  }
}

extension NotebookRun {
  /// The verdicts of all checked rows.
  fileprivate var rowVerdicts: [Verdict] {
    outcomes.flatMap { outcome -> [Verdict] in
      if case .checked(let statement) = outcome { statement.lines.map(\.verdict) } else { [] }
    }
  }
}
