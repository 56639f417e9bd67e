import Foundation
import Testing

/// A notebook whose displays write in the letters given for W, x and θ.
private func notebook(_ w: String, _ x: String, _ theta: String, macros: String = "") -> String {
  #"""
  \#(macros)
  $$ \#(w) \in \mathbb R^{m\times n}, \quad \#(x) \in \mathbb R^n, \quad \#(theta) \in \mathbb R^n, \quad
  \ell = \|\#(w) \#(x)\|^2 + \#(theta)^\top \#(x) $$ {.define}

  $$ \frac{\partial \ell}{\partial \#(x)} $$ {.derive}

  $$ \frac{\partial \ell}{\partial \#(w)} = \#(w) \#(x) \#(x)^\top $$ {.check expect=refuted}

  ```{nabla}
  gradient ell wrt theta
  ```

  """#
}

@Suite("The letters of the author")
struct LettersTests {
  private func document(_ text: String) async throws -> String {
    let folder = try TestFolder()
    let file = try folder.write(text, to: "note.md")
    let result = await nabla(["build", file, "-o", folder.path("out"), "--to", "latex"])
    #expect(result.status == 0, "\(result)")
    return try String(contentsOfFile: folder.path("out/note.tex"), encoding: .utf8)
  }

  @Test("stand in derivations, answers, counterexamples and repairs")
  func everywhere() async throws {
    let text = try await document(notebook(#"\mathbf W"#, #"\mathbf{x}"#, #"\boldsymbol\theta"#))
    #expect(text.contains(#"2\,\mathbf{W}^\top\mathbf{W}\mathbf{x}"#))
    #expect(text.contains(#"\frac{\partial\ell}{\partial\boldsymbol{\theta}}\nablabreak{0}{}= \mathbf{x}"#))
    #expect(text.contains(#"\mathbf{W} = 1,\quad \mathbf{x} = 1,\quad \boldsymbol{\theta} = 0"#))
    #expect(
      text.contains(#"\frac{\partial\ell}{\partial\mathbf{W}} = 2\,\mathbf{W}\mathbf{x}\mathbf{x}^\top"#)
    )
  }

  @Test("are found behind macros and switches of fonts")
  func macros() async throws {
    let macros = "---\nmacros: |\n  \\newcommand{\\W}{\\mathbf W}\n  \\def\\x{{\\bf x}}\n---\n"
    let text = try await document(notebook(#"\W"#, #"\x"#, #"\theta"#, macros: macros))
    #expect(text.contains(#"2\,\mathbf{W}^\top\mathbf{W}\mathbf{x}"#))
    #expect(!text.contains("boldsymbol{\\theta}"))
  }

  @Test("are those of most formulas of the text, each scope for itself")
  func scopes() async throws {
    let cell = "```{nabla}\n#| scope: new\nW : matrix(n, n)\nx : vector(n)\ngradient x'*W*x wrt x\n```\n"
    let text = try await document(
      "Let $\\mathbf W$ be square, and $x$ any vector.\n\n\(cell)\nNow $W$ again.\n\n\(cell)"
    )
    #expect(
      text.contains(#"\left(\mathbf{W}^\top + \mathbf{W}\right)x"#)
        || text.contains(#"\left(\mathbf{W} + \mathbf{W}^\top\right)x"#)
    )
    #expect(text.contains(#"\left(W^\top + W\right)x"#) || text.contains(#"\left(W + W^\top\right)x"#))
  }

  @Test("change no verdict, no code and no reading")
  func printing() async throws {
    func record(_ text: String) async throws -> [String] {
      let folder = try TestFolder()
      let file = try folder.write(text, to: "note.md")
      _ = await nabla(["build", file, "-o", folder.path("out"), "--to", "record"])
      let record = try String(contentsOfFile: folder.path("out/note.record.json"), encoding: .utf8)
      return record.split(separator: "\n").map(String.init).filter { line in
        ["\"latex\"", "\"hash\"", "\"text\"", "\"source\"", "\\\\frac"].allSatisfy { !line.contains($0) }
      }
    }
    let plain = try await record(notebook("W", "x", #"\theta"#))
    #expect(plain.count > 40)
    #expect(try await record(notebook(#"\mathbf W"#, #"\mathbf x"#, #"\boldsymbol\theta"#)) == plain)
  }
}
