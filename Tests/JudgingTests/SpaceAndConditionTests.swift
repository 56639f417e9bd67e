// Notations of people's pages that cost whole derivations: cross products, partial derivatives by a subscript, conditions on
// indices, steps of iterations, sums that are written out beside fixed indices.

import Findings
import Testing

@Suite("The cross product in print") struct CrossProductNotationTests {
  @Test("is that of cells, alone and as a matrix, with powers of the matrix")
  func products() throws {
    let notebook = try SmallNotebook("a, b, c : vector(3)\nA : matrix(3, 3)\nt : scalar")
    #expect(try notebook.line(#"a \times b = -b \times a"#).verdict == .holds)
    #expect(try notebook.line(#"a \times b = b \times a"#).verdict == .refuted)
    #expect(try notebook.line(#"[a]_\times b = a \times b"#).verdict == .holds)
    #expect(try notebook.line(#"[a]^2_\times = a a^\top - a^\top a\, I"#).verdict == .holds)
    #expect(try notebook.line(#"[a]_\times^\top = [a]_\times"#).verdict == .refuted)
    #expect(try notebook.line(#"a^\wedge b = a \times b"#).verdict == .holds)
    #expect(try notebook.line(#"\frac{\partial (a \times b)}{\partial b} = [a]_\times"#).verdict == .holds)
    #expect(try notebook.line(#"2 \times t = t + t"#).verdict == .holds)
  }

  @Test("ends the angle of a sine before a matrix")
  func rotation() throws {
    let notebook = try SmallNotebook("e : vector(3)\ngiven e'*e == 1\nphi : scalar")
    let right = #"\cos\phi\, I + (1 - \cos\phi) e e^\top - \sin\phi [e]_\times"#
    let verdict = try notebook.line(
      #"\frac{\partial}{\partial\phi}\left("# + right
        + #"\right) = -\sin\phi\, I + \sin\phi\, e e^\top - \cos\phi [e]_\times"#
    ).verdict
    #expect(verdict == .holds)
  }
}

@Suite("A subscript of a function") struct SubscriptDerivativeTests {
  private let cell = """
    A : matrix(n, n) symmetric
    x : vector(n)
    u, v : scalar
    f(x) = x'*A*x
    g(x) = A*x
    k(u, v) = u^2*v + exp(u*v)
    """

  @Test(
    "says by what it is differentiated",
    arguments: [
      (#"k_{uv} = 2u + (1 + uv)e^{uv}"#, Verdict.holds), (#"k_{uv} = 2u + uve^{uv}"#, .refuted),
      (#"k_u(u, v) = 2uv + ve^{uv}"#, .holds), (#"H_f(x) = 2A"#, .holds), (#"H(f) = A"#, .refuted),
      (#"J_g = A"#, .holds), (#"J(g) = 2A"#, .refuted),
    ]
  )
  func derivatives(row: String, verdict: Verdict) throws {
    #expect(try SmallNotebook(cell).line(row).verdict == verdict)
  }

  @Test("is the author's own name where one is declared")
  func names() throws {
    let notebook = try SmallNotebook(cell + "\nH_f : matrix(n, n)\nk_u : scalar")
    #expect(try notebook.line(#"H_f x = k_u x"#).verdict == .refuted)
  }
}

@Suite("A condition on indices behind an equation") struct IndexConditionTests {
  private let cell = "x : vector(n)\nf = x'*x"

  @Test(
    "restricts it to these indices",
    arguments: [
      (#"\frac{\partial^2 f}{\partial x_i \partial x_j} = 0 \quad (i \neq j)"#, Verdict.holds),
      (#"\frac{\partial^2 f}{\partial x_i \partial x_j} = 0 \quad \text{for } i \neq j"#, .holds),
      (#"\frac{\partial^2 f}{\partial x_i \partial x_j} = 2, \quad i = j"#, .holds),
      (#"\frac{\partial^2 f}{\partial x_i \partial x_j} = 2 \quad (i \neq j)"#, .refuted),
      (#"\frac{\partial^2 f}{\partial x_i \partial x_j} = 1 \quad (i = j)"#, .refuted),
    ]
  )
  func conditions(row: String, verdict: Verdict) throws {
    #expect(try SmallNotebook(cell).line(row).verdict == verdict)
  }

  @Test("is not taken for a part of a chain")
  func chains() throws {
    let lines = try SmallNotebook(cell).lines(
      [#"\frac{\partial^2 f}{\partial x_i \partial x_j} = 2\delta_{ij}"#, #"= 0 \quad (i \neq j)"#]
    )
    #expect(lines.map(\.verdict) == [.holds, .unread])
  }
}

@Suite("A sum that is written out") struct WrittenSumTests {
  @Test("leaves the other indices of its term fixed")
  func fixed() throws {
    let notebook = try SmallNotebook("A : matrix(n, n) invertible")
    let row = #"\det A = \sum_j A_{ij} [\operatorname{adj} A]_{ji} \qquad \text{for fixed } i"#
    #expect(try notebook.line(row).verdict == .holds)
    let wrong = try notebook.line(#"\det A = \sum_j A_{ij} [\operatorname{adj} A]_{ij}"#).verdict
    #expect(wrong != .holds)
  }
}

@Suite("A step of an iteration") struct StepNotationTests {
  @Test("beside a declared step is no entry of a vector with that letter")
  func steps() throws {
    var notebook = try SmallNotebook("A : matrix(n, n)\nx : vector(n)")
    try notebook.define(#"x_k, e_k, x^* \in \mathbb R^n"#)
    try notebook.define(#"x_{k+1} = A x_k + e_k"#)
    #expect(try notebook.line(#"x_{k+1} - x^* = A x_k + e_k - x^*"#).verdict == .holds)
    #expect(try notebook.line(#"x_{k+1} = A x_k - e_k"#).verdict == .refuted)
  }

  @Test("has a name in cells that is written as in print")
  func cells() throws {
    let notebook = try SmallNotebook("P_{k|k-1}, P_{k-1} : matrix(n, n)")
    #expect(try notebook.line(#"P_{k|k-1} + P_{k-1} = P_{k-1} + P_{k|k-1}"#).verdict == .holds)
  }
}

@Suite("Signs that need the page around them") struct SignOfPageTests {
  @Test("a dagger above a vector makes all daggers of the display transposes")
  func daggers() throws {
    let notebook = try SmallNotebook("A : matrix(n, n)\nv : vector(n)")
    #expect(try notebook.line(#"v^\dagger A v = (A^\dagger v)^\dagger v"#).verdict == .holds)
    #expect(try notebook.line(#"A A^\dagger A = A"#).verdict == .holds)
  }

  @Test("an O alone on a right side is zero, and a condition")
  func zeros() throws {
    let lines = try SmallNotebook("W, B : matrix(m, n)\nJ = normF(W - B)^2").lines(
      [#"\frac{\partial J}{\partial W} = 2(W - B) = \mathbf O"#, "W = B"]
    )
    #expect(lines.map(\.verdict) == [.definition, .holds])
  }

  @Test("an asterisk between two arrays has no one meaning")
  func asterisks() throws {
    let notebook = try SmallNotebook("A, B : matrix(n, n)\ns, t : scalar")
    #expect(try notebook.line(#"A \ast B = B \ast A"#).verdict == .unread)
    #expect(try notebook.line(#"s \ast t = t \ast s"#).verdict == .holds)
  }

  @Test("a size as an index of something shorter is not read")
  func sizes() throws {
    let notebook = try SmallNotebook("V : matrix(m, n)\nh : vector(n)\nq = V*h")
    #expect(
      try notebook.line(
        #"\frac{\partial q_l}{\partial V_{ij}} = \frac{\partial}{\partial V_{ij}} (V_{lm} h_m)"#
      ).verdict == .unread
    )
  }
}

@Suite("A condition that one value solves") struct UniqueSolutionTests {
  @Test("has no other, where a product of it is the difference")
  func determined() throws {
    let notebook = try SmallNotebook(
      "S, Sigma : matrix(d, d) symmetric positive-definite\nn : scalar positive\nL = -n/2*logdet(Sigma) - 1/2*tr(inv(Sigma)*S)"
    )
    let condition =
      #"\frac{\partial L}{\partial \Sigma} = -\frac n2 \Sigma^{-1} + \frac12 \Sigma^{-1} S \Sigma^{-1} = 0"#
    #expect(try notebook.lines([condition, #"\Sigma = \frac1n S"#]).map(\.verdict) == [.definition, .holds])
    #expect(
      try notebook.lines([condition, #"\Sigma = \frac2n S"#]).map(\.verdict) == [.definition, .refuted]
    )
  }

  @Test("may have others, where none is")
  func undetermined() throws {
    let notebook = try SmallNotebook("t, s : scalar positive\nx : scalar\nf = (x^2 - s)^2")
    let lines = try notebook.lines([#"\frac{\partial f}{\partial x} = 4x(x^2 - s) = 0"#, #"x = \sqrt s"#])
    #expect(lines.last?.verdict == .undecided)
  }
}

@Suite("Names with more than one part") struct PartedNameTests {
  @Test("are read with what stands below their subscripts, or in their brackets")
  func parts() throws {
    var notebook = try SmallNotebook("theta : vector(2)\ny_t : vector(n)\nv : vector(2)")
    try notebook.define(
      #"R(\theta_1) = \begin{bmatrix} \cos\theta_1 & -\sin\theta_1 \\ \sin\theta_1 & \cos\theta_1 \end{bmatrix}"#
    )
    #expect(try notebook.line(#"R(\theta_1)^\top R(\theta_1) v = v"#).verdict == .holds)
    #expect(try notebook.line(#"R^\top(\theta_1) R(\theta_1) v = v"#).verdict == .holds)
    #expect(try notebook.line(#"R(\theta_1) R(\theta_1) v = v"#).verdict == .refuted)
    #expect(try notebook.line(#"\sum_k y_{t_k}^2 = y_t^\top y_t"#).verdict == .holds)
  }

  @Test("are what an iteration makes of a family")
  func families() throws {
    var notebook = try SmallNotebook("mu[k] : vector(d)\nx : vector(d)")
    try notebook.define(#"\mu_k^{\text{new}} = 2\mu_k"#)
    #expect(
      try notebook.line(#"\sum_{k=1}^K x^\top \mu_k^{new} = 2\sum_{k=1}^K \mu_k^\top x"#).verdict == .holds
    )
  }
}

@Suite("Entries in strokes") struct StrokesOfEntriesTests {
  @Test("are absolute values where they are summed")
  func sums() throws {
    let notebook = try SmallNotebook("b : vector(n)\nt : scalar")
    #expect(try notebook.line(#"\operatorname{sum}(|b|) = \|b\|_1"#).verdict == .holds)
    #expect(try notebook.line(#"|t|^2 = t^2"#).verdict == .holds)
    #expect(try notebook.line(#"|t|^3 = t^3"#).verdict == .refuted)
    #expect(try notebook.line(#"1^\top b = \sum_i b_i"#).verdict == .holds)
  }

  @Test("and exponents of exponents are transposes")
  func exponents() throws {
    let notebook = try SmallNotebook("X : matrix(n, n) invertible")
    #expect(try notebook.line(#"X^{-1^{T}} X^\top = I"#).verdict == .holds)
    #expect(try notebook.line(#"X^{-1^\top} X = I"#).verdict == .refuted)
  }
}
