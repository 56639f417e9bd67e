// What is written beside a name and changes nothing may not let a row pass: an index of a sum, a list of arguments, a range.

import Answers
import Findings
import Testing

@Suite("What would change nothing") struct SilentDoorTests {
  private func verdicts(_ declarations: String, _ rows: [String], cell: String = "") throws -> [Verdict] {
    var notebook = try SmallNotebook(cell)
    try notebook.define(declarations)
    return try rows.map { try notebook.line($0).verdict }
  }

  @Test("the index of a sum over a name declared as one thing is not read over it")
  func boundNames() throws {
    let rows = [
      #"\sum_{i=1}^N x_i = N x_i"#, #"\frac1N\sum_{i=1}^N y_i = y_i"#, #"\prod_{i=1}^N y_i = y_i^N"#,
      #"\sum_{j=1}^N c_{ij} = N c_{ij}"#,
    ]
    let declared = #"x_i \in \mathbb R^p, y_i \in \mathbb R, c_{ij} \in \mathbb R"#
    #expect(try verdicts(declared, rows).allSatisfy { $0 == .unread })
    // A word below a name is no index.
    #expect(
      try verdicts(
        #"x_{in} \in \mathbb R, x \in \mathbb R^n"#,
        [#"\sum_{k=1}^n x_{in} x_k = x_{in}\mathbf 1^\top x"#]
      ) == [.holds]
    )
  }

  @Test("arguments of a number that depends on none of them, or in another order, are not read")
  func arguments() throws {
    let declared =
      #"x, y, u, v \in \mathbb R^n, A \in \mathbb R^{n\times n}, s, t \in \mathbb R, h = x^\top A x, f = x^\top A y, g = s^2 t"#
    #expect(
      try verdicts(
        declared,
        [
          "h(u) = h(v)", "f(y, x) = f(x, y)", "g(t) = g(s)", #"\frac{\partial h(u)}{\partial u} = 0"#,
          #"h(x) = x^\top A x"#, #"f(x, y) = x^\top A y"#, #"\nabla_x h(x) = (A + A^\top)x"#,
        ]
      ) == [.unread, .unread, .unread, .unread, .holds, .holds, .holds]
    )
  }

  @Test("two names behind a derivative are where it is taken, never an inner product")
  func places() throws {
    let notebook = try SmallNotebook("A : matrix(n, n)\nx, y, u, v : vector(n)\nf(x, y) = x'*A*y")
    let rows = [
      #"\frac{\partial f}{\partial x}(x, y) = A y"#, #"\frac{\partial f}{\partial x}(x, y) = A y\,x^\top y"#,
      #"\frac{\partial f}{\partial x}(u, v) = A v"#, #"\mathrm Df(x, y)\cdot(u, v) = 0"#,
    ]
    let verdicts = try rows.map { try notebook.line($0).verdict }
    #expect(verdicts == [.holds, .refuted, .unread, .unread])
  }

  @Test("a range that does not begin at 1 is no range from 1")
  func ranges() throws {
    let notebook = try SmallNotebook("x : vector(n)\nA : matrix(n, n)")
    #expect(
      notebook.lines(ofCell: "claim sum(i in 2..n, x[i]) == ones(n)'*x").allSatisfy { $0.verdict != .holds }
    )
    let rows = [
      #"\sum_{i=0}^{n-1} x_i = \sum_{i=1}^n x_i"#,
      #"\sum_{k \ne i, j} A_{kj} = \mathbf 1^\top A \mathbf 1 - \sum_j A_{ij}"#,
    ]
    for row in rows { #expect(try notebook.line(row).verdict != .holds, "\(row)") }
    let intercept = try SmallNotebook("b : vector(p + 1)")
    #expect(try intercept.line(#"\sum_{j=0}^p b_j^2 = b_0^2 + \sum_{j=1}^p b_j^2"#).verdict == .holds)
  }

  @Test("two names below ∇ are what is differentiated by, one after the other, wherever the 2 stands")
  func secondDerivatives() throws {
    let notebook = try SmallNotebook("A : matrix(n, n)\nx, y : vector(n)\nf = x'*A*y\nh = x'*A*x")
    for row in [#"\nabla_{xx}^2 h = A + A^\top"#, #"\nabla_{xx} h = A + A^\top"#, #"\nabla_{xy} f = A"#] {
      #expect(try notebook.line(row).verdict == .holds, "\(row)")
    }
    #expect(try notebook.line(#"\nabla_{xy}^2 f = 2A"#).verdict == .refuted)
  }

  @Test("a sign of a matrix is that of every entry until a row says otherwise")
  func signs() throws {
    let notebook = try SmallNotebook("X, A, Y : matrix(n, n)\nphi = sum(abs.(X - A))")
    #expect(
      try notebook.lines(
        [
          #"\frac{\partial \phi}{\partial X} = \operatorname{sign}(X - A)"#,
          #"\operatorname{sign}(Y) = Y(Y^2)^{-1/2}"#,
        ]
      ).map(\.verdict) == [.holds, .refuted]
    )
    #expect(try notebook.line(#"\operatorname{sign}(Y) = Y(Y^2)^{-1/2}"#).verdict == .holds)
  }

  @Test("a tower of powers has no order, and is not read in either")
  func powers() throws {
    let notebook = try SmallNotebook("t : scalar positive")
    for claim in ["claim t^3^2 == t^6", "claim t**3**2 == t**9", "claim t^3.^2 == t^6"] {
      #expect(notebook.lines(ofCell: claim).allSatisfy { $0.verdict != .holds }, "\(claim)")
    }
    #expect(notebook.lines(ofCell: "claim (t^3)^2 == t^6").map(\.verdict) == [.holds])
  }

  @Test("the identity beside a number has no size, and is not 1")
  func identities() throws {
    let notebook = try SmallNotebook("A : matrix(n, n)\nt : scalar")
    for row in [#"\frac{d}{dt}t^2 = 2tI"#, "I = 1", #"\|A\|_F^2 I = \|A\|_F^2"#] {
      #expect(try notebook.line(row).verdict != .holds, "\(row)")
    }
    #expect(try notebook.line("A + tI = tI + A").verdict == .holds)
  }
}
