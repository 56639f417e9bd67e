import Testing

/// What a claim or a row was tried under stood in JSON alone.
@Suite("What a claim was tried under") struct TrialsTests {
  private static let names =
    "A : matrix(m, n)\nX : matrix(n, n)\nx, y : vector(n)\nt : scalar\n"
  /// A line of a cell, its conditions in JSON, as text and as LaTeX, and the sizes in words.
  struct Trial: Sendable {
    let line: String
    let plain: [String]
    let text: String
    let latex: [String]
    let sizes: String
  }

  static let trials = [
    Trial(
      line: "claim inv(A'*A)*A' == pinv(A)",
      plain: ["m >= n", "A has full rank"],
      text: "where m ≥ n, A has full rank",
      latex: ["m \\geq n", "\\text{}A\\text{ has full rank}"],
      sizes: "tried at (n,m) = (3,3), (2,3), (3,5)"
    ),
    Trial(
      line: "claim log(t^2) == 2*log(t)",
      plain: ["t > 0", "t^2 > 0"],
      text: "where t > 0, t² > 0",
      latex: ["t > 0", "t^2 > 0"],
      sizes: ""
    ),
    Trial(
      line: "gradient logdet(A'*A) wrt A",
      plain: ["det(A'*A) != 0", "m >= n"],
      text: "where det(AᵀA) ≠ 0, m ≥ n",
      latex: ["\\det\\left(A^\\top A\\right) \\neq 0", "m \\geq n"],
      sizes: ""
    ),
    Trial(
      line: "claim det(t*X) == t^n*det(X)",
      plain: [],
      text: "",
      latex: [],
      sizes: "tried at n = 2, 3, 4, 5"
    ),
    Trial(line: "claim tr(A*A') == tr(A'*A)", plain: [], text: "", latex: [], sizes: ""),
  ]

  @Test("stands in all that the commands write, in the same words", arguments: trials)
  func cells(_ trial: Trial) async throws {
    let folder = try TestFolder()
    let cell = try folder.write(Self.names + trial.line + "\n", to: "cell.txt")
    let result = try #require((await nabla("derive", cell, "--format", "json").object)?["results"])
    let first = try #require((result as? [[String: Any]])?.first)
    let line = (first["lines"] as? [[String: Any]])?.first ?? first
    #expect(line["conditions"] as? [String] ?? [] == trial.plain)

    let note = try folder.write("```{nabla}\n\(Self.names)\(trial.line)\n```\n", to: "note.md")
    let check = await nabla("check", note).output
    let derive = await nabla("derive", cell).output
    let excerpt = await nabla("derive", cell, "--format", "latex").output
    for output in [check, derive, excerpt] {
      #expect(output.contains("where ") == !trial.text.isEmpty, "\(output)")
      #expect(output.contains("tried at ") == !trial.sizes.isEmpty, "\(output)")
      for words in [trial.text, trial.sizes] where !words.isEmpty {
        #expect(output.contains(words), "\(words) in \(output)")
      }
    }
    try await expectReports(of: note, in: folder, trial)
  }

  private func expectReports(of note: String, in folder: TestFolder, _ trial: Trial) async throws {
    #expect(await nabla("build", note, "-o", folder.path("out"), "--to", "html,latex").status == 0)
    let page = try #require(folder.text("out/note.html"))
    let latex = try #require(folder.text("out/note.tex"))
    #expect(page.contains("<p class=\"condition\">where ") == !trial.latex.isEmpty)
    for formula in trial.latex {
      #expect(latex.contains("$\(formula)$"), "\(formula)")
      let source = formula.replacing(">", with: "&gt;")
      #expect(page.contains(">\(source)</annotation>"), "\(source)")
    }
    let sizes = trial.sizes.replacing("tried at ", with: "")
    #expect(sizes.isEmpty || page.contains("<td>\(sizes)</td>"))
    // On paper the evidence is one line, which counts the sizes.
    #expect(sizes.isEmpty || latex.contains(" sizes"))
  }

  @Test("stands with the rows of a display that it is said of")
  func display() async throws {
    let folder = try TestFolder()
    let rows = [
      #"\operatorname{tr}(X) &= \operatorname{tr}(X^\top)"#, #"\log t^2 &= 2\log t"#,
      #"\det(tX) &= t^n\det X"#, #"\det(tX^\top) &= t^n\det X"#,
    ]
    let display =
      "$$\n\\begin{aligned}\n" + rows.joined(separator: " \\\\\n") + "\n\\end{aligned}\n$$ {.check}"
    let note = try folder.write("```{nabla}\n\(Self.names)```\n\n\(display)\n", to: "note.md")
    let check = await nabla("check", note)
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.contains("row 2 where t > 0, t² > 0\n"), "\(check.output)")
    let sizes = "rows 3, 4 tried at n = 2, 3, 4, 5"
    #expect(check.output.contains(sizes), "\(check.output)")
    #expect(await nabla("build", note, "-o", folder.path("out"), "--to", "html,latex").status == 0)
    #expect(folder.text("out/note.html")?.contains("<span class=\"trials\">\(sizes)</span>") == true)
    #expect(folder.text("out/note.tex")?.contains("\\textcolor{nablasoft}{\(sizes)}") == true)
    #expect(folder.text("out/note.tex")?.contains("where $t > 0$, $t^2 > 0$") == true)
  }

  @Test("sizes of an answer stand in its table, and with its verdict where a notebook is checked")
  func answers() async throws {
    let folder = try TestFolder()
    let lines = Self.names + "gradient sum(relu.(A*x)) wrt x\n"
    let cell = try folder.write(lines, to: "cell.txt")
    let note = try folder.write("```{nabla}\n\(lines)```\n", to: "note.md")
    let check = await nabla("check", note).output
    let sizes = check.matches(of: /\n +tried at (.*)\n/).map { String($0.1) }
    #expect(sizes.count == 1, "\(check)")
    let derive = await nabla("derive", cell).output
    #expect(derive.contains("  \(sizes.first ?? "tried nowhere")  "), "\(derive)")
  }

  /// The chain was proved up to its last sign, and called proved.
  @Test("a chain is called what its weakest equality is, and its sizes are told")
  func chains() async throws {
    let folder = try TestFolder()
    for chain in [
      "tr(X) == tr(X') == tr(X) + det(t*eye(n)) - t^n", "tr(X) + det(t*eye(n)) - t^n == tr(X) == tr(X')",
    ] {
      let cell = try folder.write(Self.names + "claim " + chain + "\n", to: "cell.txt")
      let output = await nabla("derive", cell).output
      #expect(output.hasPrefix("claim  ✓ exact\n"), "\(output)")
      #expect(output.contains("tried at n = 2, 3, 4, 5"), "\(output)")
    }
  }

  @Test("a counterexample with sides larger than three by three says which entry differs")
  func largeSides() async throws {
    let folder = try TestFolder()
    let claim = "claim kron(X, eye(n)) == kron(eye(n), X)"
    let note = try folder.write("```{nabla}\n\(Self.names)\(claim)\n```\n", to: "note.md")
    #expect(
      await nabla("check", note).output.contains(/entry \(\d, \d\) is \S+ on the left and \S+ on the right/)
    )
  }
}
