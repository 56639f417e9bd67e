// Marks above a letter that are a part of its name: `w^*`, `\hat x_k^-`, `\theta^{\text{new}}`, `x^{(t+1)}`, `z^L`.

import Findings
import Testing

@Suite("A mark above a letter") struct RaisedNameTests {
  private static let cell = """
    X : matrix(n, d)
    A, P, K : matrix(n, n)
    x, y, g : vector(n)
    w, theta : vector(d)
    t : scalar
    """

  /// A row that introduces a name, what follows from it, and what does not.
  struct Naming: Sendable, CustomTestStringConvertible {
    let definition: String
    let right: String
    let wrong: String

    init(_ definition: String, _ right: String, _ wrong: String) {
      self.definition = definition
      self.right = right
      self.wrong = wrong
    }

    var testDescription: String { definition }
  }

  static let namings = [
    Naming(#"v^* = X^\top y"#, #"X v^* = X X^\top y"#, #"X v^* = 2X X^\top y"#),
    Naming(#"w^\star = X^\top y"#, #"X w^{\ast} = X X^\top y"#, #"X w^\star = X w"#),
    Naming(#"w^* = X^\top y"#, #"w^{*\top} w = y^\top X w"#, #"w^{*\top} w = w^\top w"#),
    Naming(#"w^* = X^\top y"#, #"{w^*}^\top w = w^\top X^\top y"#, #"(w^*)^\top w = w^\top w"#),
    Naming(#"A^* = P + K"#, #"A^* x = Px + Kx"#, #"A^* x = A^\top x"#),
    Naming(#"x^+ = x - t g"#, #"x^+ + tg = x"#, #"x^+ + g = x"#),
    Naming(#"\hat x_k^- = A x"#, #"g^\top \hat x_k^- = g^\top A x"#, #"g^\top \hat x^-_k = g^\top x"#),
    Naming(#"P_k^+ = (I - K) P"#, #"P^+_k = P - K P"#, #"P_k^+ = P + K P"#),
    Naming(
      #"\theta^{\text{new}} = \theta - t w"#,
      #"\theta^{\text{new}} + tw = \theta"#,
      #"\theta^{\text{new}} = \theta"#
    ),
    Naming(
      #"\theta^{\mathrm{MLE}} = 2w"#,
      #"\theta^{\mathrm{MLE}} - w = w"#,
      #"\theta^{\mathrm{MLE}} = \theta"#
    ),
    Naming(#"x^{(1)} = x - t g"#, #"x^{(1)} + tg = x"#, #"x^{(1)} = x + tg"#),
    Naming(#"z^L = A x + y"#, #"z^L - y = A x"#, #"z^{L} = A x"#),
    Naming(#"z^\ell = A x"#, #"z^{\ell} + y = Ax + y"#, #"z^\ell = y"#),
    Naming(
      #"f^{\text{ridge}}(w) = \|Xw - y\|^2 + t\|w\|^2"#,
      #"\nabla_w f^{\text{ridge}}(w) = 2X^\top(Xw - y) + 2tw"#,
      #"\nabla_w f^{\text{ridge}}(w) = 2X^\top(Xw - y) + tw"#
    ),
    Naming(#"w^* \in \mathbb R^d"#, #"\|Xw^*\|^2 = w^{*\top}X^\top X w^*"#, #"\|Xw^*\|^2 = w^{*\top} w^*"#),
  ]

  @Test("belongs to the name that a row introduces, and the reading pastes back", arguments: namings)
  func introduced(_ naming: Naming) throws {
    let notebook = try SmallNotebook(Self.cell)
    let right = try notebook.lines([naming.definition, naming.right])
    #expect(right.map(\.verdict) == [.definition, .holds], "\(right.map(\.message))")
    #expect(
      right.last?.reading.flatMap { notebook.verdict(ofCell: $0) } == .holds,
      "\(right.last?.reading ?? "")"
    )
    let wrong = try notebook.lines([naming.definition, naming.wrong])
    #expect(wrong.first?.verdict == .definition && wrong.last?.isCalledWrong == true)
  }

  @Test("belongs to a name that a cell declares")
  func declared() throws {
    let notebook = try SmallNotebook(
      Self.cell + "\nx_star : vector(n)\nP_k_plus : matrix(n, n)\ntheta_MLE : vector(d)"
    )
    for row in [
      #"(Ax^*)_i = \sum_j A_{ij}x^*_j"#, #"(P_k^+ x)^\top y = x^\top (P_k^+)^\top y"#,
      #"\theta^{\text{MLE}\top} w = w^\top\theta^{\text{MLE}}"#,
    ] { #expect(try notebook.line(row).isTicked, "\(row)") }
    #expect(try notebook.line("x^* = x").isCalledWrong)
    #expect(try notebook.line(#"(P_k^+ x)^\top y = x^\top P_k^+ y"#).isCalledWrong)
  }

  @Test("on a declared matrix alone is the pseudo-inverse or the transpose, and a number above stays a power")
  func matrices() throws {
    let notebook = try SmallNotebook(Self.cell)
    #expect(try notebook.line(#"A A^+ A = A"#).isTicked)
    #expect(try notebook.line(#"A^+ = A"#).isCalledWrong)
    #expect(try notebook.line(#"x^\top A^* y = y^\top A x"#).isTicked)
    #expect(try notebook.line(#"A^2 A = A^3"#).isTicked)
  }

  /// Both would be `w_star` in a cell, and `w^* = w_*` would hold of itself.
  @Test(
    "is not read where the same stands below the letter",
    arguments: [
      [#"w_* = X^\top y"#, #"w^* = w_*"#], [#"x^{(1)} = Ax"#, #"x^{(1)}_1 = x_1"#],
    ]
  )
  func conflict(_ rows: [String]) throws {
    let lines = try SmallNotebook(Self.cell).lines(rows)
    #expect(lines.allSatisfy { !$0.isTicked }, "\(lines.map(\.verdict))")
  }

  @Test(
    "that nobody introduced proves nothing",
    arguments: [#"X v^* = X v^* + y"#, #"\hat x^- = 2\hat x^- + Ax"#]
  )
  func unknown(_ row: String) throws {
    let line = try SmallNotebook(Self.cell).line(row)
    #expect(!line.isTicked && !line.isCalledWrong, "\(line.verdict)")
  }

  @Test("of a step has the shape of the name without it, and proves nothing wrong")
  func steps() throws {
    let notebook = try SmallNotebook(Self.cell)
    let lines = try notebook.lines([#"x^{(t+1)} = x^{(t)} - 2 g"#, #"x^{(t+1)} - x^{(t)} = -2g"#])
    #expect(lines.map(\.verdict) == [.definition, .holds], "\(lines.map(\.message))")
    #expect(lines.last?.reading.flatMap { notebook.verdict(ofCell: $0) } == .holds)
    #expect(try notebook.line(#"x^{(k)} = x"#).verdict == .definition)
    #expect(try notebook.line(#"x^{(k+1)} - x^{(k)} = -2g"#).verdict == .undecided)
    #expect(try notebook.line(#"X x^{(k)} = x"#).verdict == .unread)
  }

  @Test("of an optimum in the argument of a function is a name, at which the gradient is taken")
  func optimum() throws {
    let notebook = try SmallNotebook(Self.cell + "\nf(w) = norm2(X*w - y)^2")
    let rows = [#"\nabla_w f(w^*) = 0"#, #"X^\top X w^* = X^\top y"#]
    #expect(try notebook.lines(rows).map(\.verdict) == [.definition, .holds])
    #expect(try notebook.lines([rows[0], #"X^\top X w^* = 2X^\top y"#]).last?.isTicked == false)
  }

  /// `(AB)^* = B^*A^*` was wrong where `A^* = A` stood beside it.
  @Test("is the adjoint where stars stand on products, or the equation is one of the matrix itself")
  func adjoint() throws {
    let notebook = try SmallNotebook(Self.cell + "\nS : matrix(n, n) symmetric")
    let lines = try notebook.lines([#"(AK)^* = K^*A^*"#, #"S^* = S"#, #"A^* = A"#])
    #expect(lines.map(\.verdict) == [.holds, .holds, .refuted])
    #expect(try notebook.line(#"A^* = A^\top"#).isTicked)
  }
}
