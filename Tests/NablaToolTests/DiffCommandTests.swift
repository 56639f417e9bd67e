import Testing

@Suite("nabla diff") struct DiffCommandTests {
  private static let notebook = """
    ```{nabla}
    #| label: eq-factors
    T : matrix(m, n)
    U : matrix(m, k)
    V : matrix(n, k)
    R = U*V' - T
    phi = 1/2*normF(R)^2
    gradient phi wrt U, V
    claim tr(U'*U) == normF(U)^2
    ```
    Then

    $$ \\mathrm d\\phi = R : \\mathrm d R $$ {#eq-step .check}
    """

  /// What changes by an edit of the text of the notebook.
  private func difference(_ edit: (String) -> String) async throws -> CommandResult {
    let folder = try TestFolder()
    for (name, text) in [("old", Self.notebook), ("new", edit(Self.notebook))] {
      let path = try folder.write(text, to: "\(name)/notes.md")
      _ = await nabla("build", path, "-o", folder.path(name), "--to", "record")
    }
    return await nabla("diff", folder.path("old/notes.record.json"), folder.path("new/notes.record.json"))
  }

  @Test(
    "says that the mathematics is the same after prose, spaces and the order of factors of a number changed"
  )
  func same() async throws {
    let edits: [(String) -> String] = [
      { $0 }, { $0.replacing("Then", with: "Consequently") },
      { $0.replacing("U*V' - T", with: "U * V'  - T") },
      { $0.replacing("1/2*normF(R)^2", with: "normF(R)^2/2") },
      { $0.replacing("U*V' - T", with: "-T + U*V'") },
    ]
    for edit in edits {
      let result = try await difference(edit)
      #expect(result.output == "the mathematics is the same\n")
      #expect(result.status == 0)
    }
  }

  @Test("says that a name was renamed, and nothing else, also where its place in sums and products changes")
  func renamed() async throws {
    for (old, new) in [("U", "Z"), ("V", "B"), ("R", "E"), ("T", "X")] {
      let name = try Regex("\\b\(old)\\b")
      let result = try await difference { $0.replacing(name, with: new) }
      #expect(result.output == "renamed \(old) to \(new)\n", "\(old)")
      #expect(result.status == 0)
    }
  }

  @Test(
    "says in words and formulas what changed",
    arguments: [
      ("1/2*normF", "3/2*normF", "phi is now 'phi = 3/2*normF(R)^2', was 'phi = 1/2*normF(R)^2'"),
      ("U : matrix(m, k)", "U : matrix(m, k) nonnegative", "U is now 'U : matrix(m, k) nonnegative'"),
      ("gradient phi wrt U, V", "gradient phi wrt U", "eq-factors: gone, gradient phi wrt V"),
      ("== normF(U)^2", "== 2*normF(U)^2", "eq-factors: is now 'refuted', was 'holds'"),
      ("R : \\mathrm d R", "2 R : \\mathrm d R", "says now 'claim dphi == 2*R : dR'"),
      ("claim tr", "given T == 0\nclaim tr", "now assumed: T == zeros(m, n)"),
    ]
  )
  func changed(_ old: String, _ new: String, _ sentence: String) async throws {
    let result = try await difference { $0.replacing(old, with: new) }
    #expect(result.output.contains(sentence), "\(result.output)")
    #expect(result.status == 1)
  }

  @Test("ends with 2 where a file is no record")
  func files() async throws {
    let folder = try TestFolder()
    let bad = try folder.write("{}", to: "bad.record.json")
    #expect(await nabla("diff", bad, bad).status == 2)
    #expect(await nabla("diff", folder.path("none"), bad).status == 2)
  }
}
