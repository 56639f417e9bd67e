// Equations that are assumed: what holds for all data that meet them holds, what fails for one of these is wrong.

import Findings
import Testing

@Suite("Under an assumed equation") struct SolutionSetTests {
  /// An assumption with what follows from it and what does not.
  struct Sample: Sendable, CustomTestStringConvertible {
    let given: [String]
    let right: [String]
    let wrong: [String]
    var testDescription: String { given.joined(separator: ", ") }
  }

  private static let cell = """
    y, x, z, w : vector(n)
    U : matrix(p, k)
    A, P, S : matrix(n, n)
    B : matrix(p, p)
    c : scalar positive
    s = softmax(z)
    """

  private static let samples = [
    Sample(
      given: ["ones(n)'*y == 1"],
      right: [
        "(ones(n)'*y)*x == x", "(s*ones(n)' - eye(n))*y == s - y",
        "gradient -y'*log.(s) wrt z == s - y",
        "gradient y'*y*ones(n)'*y wrt y == 2*y + (y'*y)*ones(n)",
      ],
      wrong: [
        "(s*ones(n)' - eye(n))*y == s + y", "y'*y == 1", "gradient -y'*log.(s) wrt z == y - s",
        "gradient y'*y*ones(n)'*y wrt y == 2*y",
      ]
    ),
    Sample(
      given: ["U'*U == eye(k)"],
      right: [
        "U'*U*U' == U'", "tr(U*U') == k", "(U*U')*(U*U') == U*U'", "gradient tr(U'*B*U) wrt U == (B + B')*U",
        "normF(U)^2 == k",
      ],
      wrong: ["U*U' == eye(p)", "tr(U*U') == p", "gradient tr(U'*U) wrt U == zeros(p, k)"]
    ),
    Sample(
      given: ["w'*w == 1"],
      right: [
        "(eye(n) - 2*w*w')*(eye(n) - 2*w*w') == eye(n)", "norm2(w) == 1",
        "gradient w'*A*w/(w'*w) wrt w == (A + A')*w - 2*(w'*A*w)*w",
      ],
      wrong: [
        "(eye(n) - 3*w*w')*(eye(n) - 3*w*w') == eye(n)", "gradient w'*A*w/(w'*w) wrt w == (A + A')*w",
      ]
    ),
    Sample(given: ["w'*w == c"], right: ["tr(w*w') == c", "norm2(w)^4 == c^2"], wrong: ["norm2(w) == c"]),
    Sample(
      given: ["S == S'"],
      right: ["S*x == S'*x", "gradient x'*S*x wrt x == 2*S*x"],
      wrong: ["S*A == A*S"]
    ),
    Sample(
      given: ["P*ones(n) == ones(n)"],
      right: ["P*P*ones(n) == ones(n)"],
      wrong: ["P'*ones(n) == ones(n)"]
    ),
    Sample(
      given: ["ones(n)'*y == 1", "w'*w == 1"],
      right: ["(w'*w)*(ones(n)'*y)*x == x"],
      wrong: ["(w'*w)*(ones(n)'*y)*x == 2*x"]
    ),
    Sample(
      given: ["ones(n)'*y == 1", "x == 2*y"],
      right: ["(ones(n) + x)'*y == 1 + 2*y'*y", "ones(n)'*x == 2"],
      wrong: ["(ones(n) + x)'*y == 2", "ones(n)'*x == 1"]
    ),
  ]

  private func verdict(_ sample: Sample, _ claim: String) throws -> Verdict? {
    let given = sample.given.map { "given " + $0 }.joined(separator: "\n")
    return try SmallNotebook(Self.cell + "\n" + given).verdict(ofCell: "claim " + claim)
  }

  @Test("what follows holds", arguments: samples) func follows(_ sample: Sample) throws {
    for claim in sample.right { #expect(try verdict(sample, claim) == .holds, "\(claim)") }
  }

  @Test("what fails for data that meet it is refuted", arguments: samples) func fails(_ sample: Sample) throws
  {
    for claim in sample.wrong { #expect(try verdict(sample, claim) == .refuted, "\(claim)") }
  }

  @Test("what fails without it is not granted by another one", arguments: samples)
  func other(_ sample: Sample) throws {
    for claim in sample.wrong {
      let verdict = try SmallNotebook(Self.cell + "\ngiven x'*x == 2").verdict(ofCell: "claim " + claim)
      #expect(verdict != .holds, "\(claim)")
    }
  }

  /// Each condition has data that meet it for which the claim fails, though for almost all it holds.
  private static let almostAll = [
    ("t*x == zeros(n, 1)", "x == zeros(n, 1)"), ("A*x == zeros(n, 1)", "x == zeros(n, 1)"),
    ("t*(y'*y - 1) == 0", "y'*y == 1"), ("(y'*y - 1)*(ones(n)'*y) == 0", "y == zeros(n, 1)"),
    ("(ones(n)'*y - 1)*(ones(n)'*y) == 0", "ones(n)'*y == 1"), ("x'*y == 0", "y == zeros(n, 1)"),
    ("A*A*A == A + y*y'", "A*y == x"), ("A*A == A", "A == eye(n)"),
    ("t*(U'*U - eye(k)) == zeros(k, k)", "tr(U'*U) == k"),
  ]

  @Test("what holds for almost all data that meet it is not granted", arguments: almostAll)
  func almost(_ given: String, _ claim: String) throws {
    let verdict = try SmallNotebook(Self.cell + "\nt : scalar\ngiven " + given).verdict(
      ofCell: "claim " + claim
    )
    #expect(verdict != .holds)
  }

  @Test(
    "which was forgotten, the refutation names it",
    arguments: [
      ("(s*ones(n)' - eye(n))*y == s - y", "given ones(n)'*y == 1"),
      ("(U*U')*(U*U') == U*U'", "given U'*U == eye(k)"),
    ]
  )
  func missing(_ claim: String, _ equation: String) throws {
    let row = try #require(SmallNotebook(Self.cell).lines(ofCell: "claim " + claim).first)
    #expect(row.verdict == .refuted)
    #expect(row.message.contains(equation))
  }

  /// Rows of a display after an assumption, with their verdicts.
  private func verdicts(_ given: String, _ rows: [String], varying: [String] = []) throws -> [Verdict] {
    try SmallNotebook(Self.cell + "\n" + given).lines(rows, varying: varying).map(\.verdict)
  }

  @Test("each sign of a chain is granted or refused by itself") func chains() throws {
    let given = "given ones(n)'*y == 1"
    #expect(try verdicts(given, [#"(\mathbf 1^\top y)x = x = (\mathbf 1^\top y)^2x"#]) == [.holds])
    #expect(try verdicts(given, [#"(\mathbf 1^\top y)x = x = 2x"#]) == [.refuted])
    #expect(try verdicts(given, [#"(\mathbf 1^\top y)x = x = (1 + \mathbf 1^\top y)x"#]) == [.refuted])
    let gradient = #"\frac{\partial\|Ax-y\|^2}{\partial x} = 2A^\top(Ax-y)"#
    #expect(
      try verdicts("", [gradient + " = 0", #"A^\top Ax = A^\top y = 2A^\top y"#], varying: ["x"])
        == [.definition, .refuted]
    )
  }

  @Test("a condition of a row and an assumption are met together") func both() throws {
    let rows = [
      #"\frac{\partial x^\top Sx}{\partial x} - 2y = 0"#, #"2Sx = 2y"#, #"S^\top x = y"#, #"S^\top x = 2y"#,
    ]
    #expect(
      try verdicts("given S == S'", rows, varying: ["x"]) == [.definition, .holds, .holds, .refuted]
    )
  }

  @Test(
    "a display of definitions says it of names that have a meaning",
    arguments: [
      (#"S = S^\top"#, "S*x == S'*x"), (#"U^\top U = I"#, "tr(U'*U) == k"),
      (#"\mathbf 1^\top y = 1"#, "(ones(n)'*y)*x == x"), (#"\|w\| = 1"#, "w'*w == 1"),
      (#"A \succ 0"#, "A == A'"), (#"x = Ay"#, "2*x == 2*A*y"),
    ]
  )
  func defined(_ equation: String, _ claim: String) throws {
    var notebook = try SmallNotebook(Self.cell)
    #expect(notebook.verdict(ofCell: "claim " + claim) == .refuted)
    try notebook.define(equation)
    #expect(notebook.verdict(ofCell: "claim " + claim) == .holds)
  }
}
