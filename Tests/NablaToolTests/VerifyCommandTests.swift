import Testing

@Suite("nabla verify") struct VerifyCommandTests {
  /// The record of a notebook, as it was built.
  private func record(_ notebook: String, in folder: TestFolder) async throws -> String {
    let path = try folder.write(notebook, to: "notes.md")
    _ = await nabla("build", path, "-o", folder.path("out"), "--to", "record")
    return folder.path("out/notes.record.json")
  }

  private static let quartic = """
    ```{nabla}
    #| label: eq-quartic
    W : matrix(n, n)
    x : vector(n)
    y = (W^2)'*x
    phi = y'*y
    gradient phi wrt W
    hessian x'*W*x wrt x along y
    evaluate tr(W) at W = [1, 2; 3, 4]
    stationary normF(W*x - y)^2 + x'*x wrt x
    jacobian y wrt x
    differential phi
    directional phi wrt W along x*x'
    simplify W*W
    claim d phi == 2*y : dy
    ```
    By `{nabla} gradient phi wrt x`, and

    $$ \\mathrm d\\phi = 2\\,y x^\\top : \\mathrm d (W^2)^\\top $$ {#eq-step .check}
    """

  @Test("finds a record right that was just built, of every kind of question")
  func fresh() async throws {
    let folder = try TestFolder()
    let result = await nabla("verify", try await record(Self.quartic, in: folder))
    #expect(result.status == 0, "\(result.output) \(result.errors)")
    #expect(result.output.contains("steps"))
  }

  @Test(
    "finds records right whatever conventions, methods and scopes they are made under",
    arguments: [
      "#| method: all\nX : matrix(n, n)\nA : matrix(n, n)\ngradient tr(A*X^2) wrt X",
      "#| layout: numerator\nx : vector(n)\nA : matrix(n, n)\ngradient x'*A*x wrt x\njacobian A*x wrt x",
      "#| layout: denominator\nx : vector(n)\nA : matrix(m, n)\njacobian A*x wrt x",
      "#| structured: tied\nS : matrix(n, n) symmetric\nA : matrix(n, n)\ngradient tr(A*S) wrt S\nhessian tr(S*S) wrt S",
      "x[i] : vector(n)\nw : vector(n)\nf = sum(i in 1..m, (x[i]'*w)^2)\ngradient f wrt w",
      "x : vector(n)\ny : vector(n)\nhessian (x'*y)^2 wrt x, y",
      "U : matrix(n, k) \nX : matrix(n, k)\ngradient normF(U - X)^2 wrt U",
      "Q : matrix(n, n) orthogonal\nA : matrix(n, n)\ngradient tr(A*Q) wrt Q",
      "x : vector(n)\ngradient sum(relu.(x)) wrt x\ngradient norm2(x) wrt x",
      "W : matrix(n, n)\nx : vector(n)\ngradient x'*W^2*(W^2)'*x wrt W^2",
      "x : vector(n)\ngiven d x == 0\nA : matrix(n, n)\nclaim d(A*x) == dA*x",
      "t : scalar\ngiven t > 0\nclaim sqrt(t^2) == t",
      "A : matrix(m, n)\nclaim inv(A'*A)*A'*A == eye(n)",
    ]
  )
  func varied(_ cell: String) async throws {
    let folder = try TestFolder()
    let path = try await record("```{nabla}\n\(cell)\n```\n", in: folder)
    let result = await nabla("verify", path)
    #expect(result.status == 0, "\(result.output) \(result.errors)")
  }

  @Test("ends with 1 where a line was changed, though the hash was not looked at, and says which")
  func changed() async throws {
    let folder = try TestFolder()
    _ = try await record(Self.quartic, in: folder)
    let text = try #require(folder.text("out/notes.record.json"))
    let path = try folder.write(text.replacing("2*y : dy", with: "3*y : dy"), to: "changed.record.json")
    let result = await nabla("verify", path)
    #expect(result.status == 1)
    #expect(result.errors.contains("[record.hash]") && result.errors.contains("[record.equation]"))
    #expect(result.errors.contains("step 1"))
  }

  @Test("does not pass what rests on an assumption that random points do not meet")
  func open() async throws {
    let folder = try TestFolder()
    let cell = "x : vector(n)\ny : vector(n)\ngiven ones(n)'*x == 1\nclaim ones(n)'*x*y == y"
    let result = await nabla("verify", try await record("```{nabla}\n\(cell)\n```\n", in: folder))
    #expect(result.status == 1)
    #expect(result.errors.contains("[record.open]"))
  }

  @Test("ends with 2 where there is no record, and with 1 where the file is none")
  func files() async throws {
    let folder = try TestFolder()
    #expect(await nabla("verify", folder.path("none.record.json")).status == 2)
    #expect(await nabla("verify", folder.path("")).status == 2)
    for text in ["", "{}", "{\"schema\": 2}", "{\"schema\": 2, \"parts\": [{}]}", "[1"] {
      let result = await nabla("verify", try folder.write(text, to: "bad.record.json"))
      #expect(result.status == 1, "\(text)")
      #expect(result.errors.contains("[record.form]"), "\(text)")
    }
  }
}
