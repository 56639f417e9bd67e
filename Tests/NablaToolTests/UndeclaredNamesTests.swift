import Foundation
import Testing

@Suite("The names of a display that nobody declared")
struct UndeclaredNamesTests {
  private func check(_ text: String) async throws -> CommandResult {
    let folder = try TestFolder()
    let file = try folder.write(text, to: "note.md")
    return await nabla("check", file, "--format", "json")
  }

  /// The hints about undeclared names.
  private func hints(_ result: CommandResult) -> [String] {
    result.diagnostics.filter {
      ["scope.undeclared", "scope.inferred"].contains($0["code"] as? String ?? "")
    }
    .flatMap { $0["hints"] as? [String] ?? [] }
  }

  @Test(
    "come back as one line that makes the display hold when it is pasted before it",
    arguments: [
      (
        "", #"\frac{\partial}{\partial x} x^\top A x = (A + A^\top) x"#,
        #"x \in \mathbb R^{n},\; A \in \mathbb R^{n\times n}"#
      ),
      (
        "y : vector(m)", #"\frac{\partial}{\partial x} \| W x - y \|^2 = 2 W^\top (W x - y)"#,
        #"W \in \mathbb R^{m\times n},\; x \in \mathbb R^{n}"#
      ),
      (
        "", #"\operatorname{tr}(A B) = \operatorname{tr}(B A)"#,
        #"A \in \mathbb R^{n\times m},\; B \in \mathbb R^{m\times n}"#
      ),
      (
        "A : matrix(m, n)", #"\operatorname{tr}(A B C) = \operatorname{tr}(C A B)"#,
        #"B \in \mathbb R^{n\times k},\; C \in \mathbb R^{k\times m}"#
      ),
      (
        "", #"\frac{\partial}{\partial x} \lambda x^\top x = 2 \lambda x"#,
        #"\lambda \in \mathbb R,\; x \in \mathbb R^{n}"#
      ),
      (
        "",
        #"\frac{\partial}{\partial \Sigma} u^\top \Sigma^{-1} v = -\Sigma^{-\top} u v^\top \Sigma^{-\top}"#,
        #"u, v \in \mathbb R^{n},\; \Sigma \in \mathbb R^{n\times n}"#
      ),
      (
        "", #"\begin{aligned} r &= A x - b \\ \nabla_x (r^\top r) &= 2 A^\top r \end{aligned}"#,
        #"A \in \mathbb R^{n\times m},\; x \in \mathbb R^{m},\; b \in \mathbb R^{n}"#
      ),
    ]
  )
  func pasted(_ cell: String, _ rows: String, _ line: String) async throws {
    let before = cell.isEmpty ? "" : "```{nabla}\n\(cell)\n```\n\n"
    let display = "$$ \(rows) $$ {.check}\n"
    let first = try await check(before + display)
    let hints = hints(first)
    // A name whose shape is the only one that fits is announced with its row instead.
    guard !first.codes.isEmpty else { return }
    #expect(hints.filter { $0.contains("{.define}") } == ["write before it: $$ \(line) $$ {.define}"])
    #expect(!hints.contains { $0.hasPrefix("declare it") })
    let named = first.diagnostics.filter { $0["code"] as? String == "scope.undeclared" }.map {
      $0["message"] as? String
    }
    #expect(Set(named).count == named.count)
    let again = try await check(before + "$$ \(line) $$ {.define}\n\n" + display)
    #expect(again.status == 0, "\(again.output)")
    #expect(again.codes.isEmpty)
  }

  @Test("over which a sum runs are families, which a cell declares")
  func families() async throws {
    let row =
      #"$$ \nabla_w \sum_{i=1}^m (y_i - w^\top x_i)^2 = -2\sum_{i=1}^m (y_i - w^\top x_i) x_i $$ {.check}"#
    let hints = hints(try await check(row + "\n"))
    #expect(
      hints == [
        #"write before it: $$ w \in \mathbb R^{n} $$ {.define}; in a cell: 'y[i] : scalar', 'x[i] : vector(n)'"#
      ]
    )
    let cell = "```{nabla}\ny[i] : scalar\nx[i] : vector(n)\nw : vector(n)\n```\n\n"
    #expect(try await check(cell + row + "\n").status == 0)
  }

  @Test("are never offered as matrices where they are sizes")
  func sizes() async throws {
    let result = try await check(
      #"$$ \nabla_\mu \sum_{i=1}^m \|x_i - \mu\|^2 = 2 m \mu - 2 \sum_{i=1}^m x_i $$ {.check}"# + "\n"
    )
    #expect(
      hints(result) == [
        #"write before it: $$ \mu \in \mathbb R^{n} $$ {.define}; in a cell: 'x[i] : vector(n)'"#
      ]
    )
    #expect(!hints(result).contains { $0.contains(#"m \in"#) || $0.contains("m : ") })
    let number = try await check(#"$$ \det(t A) = t^n \det(A) $$ {.check}"# + "\n")
    #expect(
      hints(number).contains { $0.contains(#"A \in \mathbb R^{n\times n}"#) && !$0.contains(#"n \in"#) }
    )
  }

  @Test("whose shape does not follow are said to have none")
  func open() async throws {
    let result = try await check(
      #"$$ \strangename + \operatorname{vec}(Q \otimes P) = \operatorname{vec}(Q \otimes P) + Q^{P} $$ {.check}"#
        + "\n"
    )
    #expect(result.status == 1)
    let names = try await check("$$ A + x = B $$ {.check}\n")
    #expect(
      hints(names).contains {
        $0.contains("do not follow from the rows") || $0.contains("does not follow from the rows")
      }
    )
  }

  @Test("are members of families where their index runs, and never one value for all of it")
  func members() async throws {
    for row in [
      #"\sum_{i=1}^m \|x_i - \mu\|^2 = m \|x_i - \mu\|^2"#, #"\sum_{i=1}^m x_i = m x_i"#,
      #"\sum_{i=1}^m (x_i - \mu) = \sum_{i=1}^m (x_m - \mu)"#,
    ] {
      for before in ["", "```{nabla}\nmu : vector(m)\n```\n\n", "```{nabla}\nmu : vector(n)\n```\n\n"] {
        let result = try await check(before + "$$ \(row) $$ {.check}\n")
        #expect(result.status == 1, "\(row)")
        #expect(result.codes.contains("scope.undeclared"))
        #expect(hints(result).contains { $0.contains("x[i] : ") && !$0.contains("x[m]") })
      }
    }
  }
}
