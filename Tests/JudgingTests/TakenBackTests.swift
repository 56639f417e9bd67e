// What is read twice is whole the second time: marks and subscripts that the first reading took off stand there again.

import Findings
import Testing

@Suite("A place that is read a second time") struct TakenBackTests {
  private static let cell = """
    t : scalar
    S : matrix(n, n) skew
    R_0 : matrix(n, n)
    R(t) = expm(t*S)*R_0
    x : vector(n)
    X, H : matrix(n, n)
    f(X) = tr(X'*X)
    """

  @Test("keeps its dots and its subscripts")
  func marks() throws {
    let notebook = try SmallNotebook(Self.cell)
    // R is a function of t: a bracket behind it may be its argument, and is a factor here.
    #expect(
      try notebook.line(#"R^\top(\dot R^\top)^\top = R^\top\dot R"#, varying: ["t"]).verdict == .holds
    )
    #expect(
      try notebook.line(#"R^\top(\dot R^\top)^\top = R^\top R"#, varying: ["t"]).verdict == .refuted
    )
    #expect(
      try notebook.line(#"R^\top(R_0)^\top = R^\top R_0^\top"#, varying: ["t"]).verdict == .holds
    )
  }
}

@Suite("Letters side by side") struct LettersSideBySideTests {
  @Test("are a product of the names, though a name with one below the other is declared")
  func products() throws {
    let notebook = try SmallNotebook("X, X_a : matrix(n, n)\na : vector(n)")
    #expect(try notebook.line(#"\frac{\partial a^\top Xa}{\partial a} = Xa + X^\top a"#).verdict == .holds)
    #expect(try notebook.line(#"X_a a = Xa"#).verdict == .refuted)
  }
}

@Suite("Rows as a sixth batch of pages writes them") struct SixthBatchTests {
  private static let cell = """
    J, P : matrix(n, n)
    b, v, x : vector(n)
    A : matrix(m, n)
    x_1 : vector(n)
    t : scalar
    """

  @Test("name what has the transpose that they give")
  func transposes() throws {
    #expect(
      try SmallNotebook(Self.cell).lines([
        #"a^\top = x^\top A^\top,\qquad c^\top = a^\top - \mathbf 1^\top"#, "a = Ax", #"c = Ax - \mathbf 1"#,
        "a = A^\\top x",
      ]).map(\.verdict) == [.definition, .holds, .holds, .illTyped]
    )
  }

  @Test("name estimates by their times")
  func times() throws {
    #expect(
      try SmallNotebook(Self.cell).lines([
        #"P_{k|k-1} = J P J^\top"#, #"P_{k|k} = P_{k|k-1} + P"#, #"P_{k|k} = JPJ^\top + P"#,
        #"P_{k|k} = JPJ^\top"#,
      ]).map(\.verdict) == [.definition, .definition, .holds, .refuted]
    )
  }

  @Test("differentiate what stands behind a minus")
  func negatives() throws {
    let notebook = try SmallNotebook(Self.cell)
    #expect(
      try notebook.line(#"\frac{\partial}{\partial v} - \log(b^\top v) = -\frac{b}{b^\top v}"#).verdict
        == .holds
    )
    #expect(
      try notebook.line(#"\frac{\partial}{\partial v} - \log(b^\top v) = \frac{b}{b^\top v}"#).verdict
        == .refuted
    )
  }

  @Test(
    "sum over sets that are counted",
    arguments: [#"w \in V"#, #"w \in [V]"#, #"w \in \{1, \dots, V\}"#]
  )
  func sets(_ range: String) throws {
    let notebook = try SmallNotebook("u[w] : vector(d)\nv : vector(d)\nq : vector(V)")
    let sum = #"\sum_{\#(range)} e^{u_w^\top v}"#
    #expect(
      try notebook.line(
        #"\frac{\partial}{\partial v}\log \#(sum) = \frac{\sum_{\#(range)} e^{u_w^\top v}u_w}{\#(sum)}"#
      ).verdict == .holds
    )
    #expect(
      try notebook.line(#"\frac{\partial}{\partial v}\log \#(sum) = \frac{\sum_{\#(range)} u_w}{\#(sum)}"#)
        .verdict == .refuted
    )
    #expect(try notebook.line(#"\sum_{w \in C} e^{u_w^\top v} = 1"#).verdict == .unread)
  }

  @Test("have the one entry of a matrix that is a number")
  func entryOfNumber() throws {
    let notebook = try SmallNotebook("x : matrix(n, 1)\nM : matrix(n, n)")
    #expect(try notebook.line(#"[x^\top Mx]_{11} = \sum_i x_{i1}[Mx]_{i1}"#).verdict == .holds)
    #expect(try notebook.line(#"[x^\top Mx]_{11} = \sum_i x_{i1}[M^\top Mx]_{i1}"#).verdict == .refuted)
  }

  @Test("declare steps")
  func steps() throws {
    var notebook = try SmallNotebook("J : matrix(m, n)\ne : vector(m)\nlambda : scalar positive")
    try notebook.define(#"\Delta\theta \in \mathbb R^n"#)
    try notebook.define(#"f = \|J\Delta\theta - e\|^2 + \lambda^2\|\Delta\theta\|^2"#)
    #expect(
      try notebook.lines([
        #"\frac{\partial f}{\partial \Delta\theta} = 2J^\top(J\Delta\theta - e) + 2\lambda^2\Delta\theta"#,
        #"\frac{\partial f}{\partial \Delta\theta} = 0"#,
        #"(J^\top J + \lambda^2 I)\Delta\theta = J^\top e"#,
        #"\Delta\theta = (J^\top J + \lambda^2 I)^{-1}J^\top e"#,
      ]).map(\.verdict) == [.holds, .definition, .holds, .holds]
    )
  }

  @Test("use a condition on a value beside a derivative at another")
  func rearranged() throws {
    let notebook = try SmallNotebook("w, w_0 : vector(d)\neta : scalar\nf(v) = sum(sin.(v))")
    #expect(
      try notebook.lines([
        #"(w - w_0) + \eta\nabla f(w_0) = 0"#, #"w = w_0 - \eta\nabla f(w_0)"#,
      ]).map(\.verdict) == [.definition, .holds]
    )
  }

  @Test("have an index that stands on both sides before they are set to zero")
  func vanishing() throws {
    let notebook = try SmallNotebook(
      "z[i] : vector(D)\nmu[k] : vector(D)\nr : matrix(N, K)\nQ = sum(i in 1..N, sum(k in 1..K, -1/2*r[i, k]*norm2(z[i] - mu[k])^2))"
    )
    #expect(
      try notebook.line(#"\nabla_{\mu_k} Q = \sum_{i=1}^N r_{ik}(z_i - \mu_k) = 0"#).verdict != .refuted
    )
    #expect(
      try notebook.line(#"\nabla_{\mu_k} Q = \sum_{i=1}^N r_{ik}(z_i - \mu_k)"#).verdict == .holds
    )
    #expect(
      try notebook.line(#"\nabla_{\mu_k} Q = -\sum_{i=1}^N r_{ik}(z_i - \mu_k)"#).verdict == .refuted
    )
  }
}

@Suite("Derivatives of functions of matrices") struct DerivativeOfMatrixFunctionTests {
  private static let cell = """
    X, H, M : matrix(n, n)
    Z : matrix(m, n)
    W : matrix(m, m)
    f(X) = tr(X'*X)
    g(z) = relu.(z)
    """

  @Test("by an apostrophe are taken entry by entry, where the function is", arguments: ["Z", "WZ"])
  func entries(_ argument: String) throws {
    let notebook = try SmallNotebook(Self.cell)
    #expect(try notebook.line(#"\tanh'(\#(argument)) = 1 - \tanh^2(\#(argument))"#).verdict == .holds)
    #expect(try notebook.line(#"\tanh'(\#(argument)) = 1 - \tanh(\#(argument))"#).verdict == .refuted)
    #expect(
      try notebook.line(
        #"g'(\#(argument)) \odot Z = \operatorname{step}_\odot(\#(argument)) \odot Z"#
      ).verdict == .holds
    )
  }

  @Test("have a matrix behind them as a direction")
  func direction() throws {
    let notebook = try SmallNotebook(Self.cell)
    #expect(try notebook.line(#"f'(X)H = 2\operatorname{tr}(X^\top H)"#, varying: ["X"]).verdict == .holds)
    #expect(try notebook.line(#"f'(X)H = \operatorname{tr}(X^\top H)"#, varying: ["X"]).verdict == .refuted)
    #expect(try notebook.line(#"f'(X)H = 2XH"#, varying: ["X"]).verdict == .holds)
  }

  @Test("leave a bold 1 open beside a square matrix")
  func ones() throws {
    let notebook = try SmallNotebook("Q : matrix(n, n) orthogonal\nx : vector(n)\nB : matrix(m, n)")
    #expect(try notebook.line(#"QQ^\top = \mathbf 1"#).verdict == .undecided)
    #expect(try notebook.line(#"x = \mathbf 1"#).verdict == .refuted)
    #expect(try notebook.line(#"\frac{B}{1 + B \odot B} \odot (1 + B \odot B) = B"#).verdict == .holds)
  }
}
