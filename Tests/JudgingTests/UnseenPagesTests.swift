// Rows as unseen pages write them: names in words, indicators, remarks behind blanks, functions of a number before a bracket,
// operators one after the other, and conditions that several statements of one row imply.

import Findings
import Testing

@Suite("Rows of unseen pages") struct UnseenPagesTests {
  private static let cell = """
    P : matrix(n, n) symmetric
    B : matrix(n, m)
    R : matrix(m, m) symmetric positive-definite
    x, a, q, mu_s : vector(n)
    u : vector(m)
    t : scalar
    s = norm2(q)
    r = q/s
    M_0, S : matrix(n, n) symmetric
    v_0, v_1 : vector(n)
    M(t) = M_0 + t*S
    v(t) = v_0 + t*v_1
    g(z) = exp(z) + z^3
    f(x) = norm2(x - mu_s)^2
    h(x) = g(a'*x)
    """

  private func verdicts(_ rows: [String], varying: [String] = []) throws -> [Verdict] {
    try SmallNotebook(Self.cell).lines(rows, varying: varying).map(\.verdict)
  }

  @Test("name a value in words, which then is that value")
  func spokenNames() throws {
    #expect(
      try verdicts(
        [
          #"\text{Squared Norm} &= x^\top x"#, #"\nabla \text{Squared Norm} &= 2x"#,
          #"\nabla \text{Squared Norm} &= x"#, #"\text{loss}(x) &= x^\top P x"#,
          #"\nabla_x \text{loss}(x) &= 2Px"#, #"\text{where } x &= a"#,
        ],
        varying: ["x"]
      ).prefix(5) == [.definition, .holds, .refuted, .definition, .holds]
    )
    // What is derived is a claim, and no name of something new.
    #expect(try verdicts([#"\text{Hessian} = 2P"#], varying: ["x"]) == [.unread])
    // A row alone names nothing that is used, unless it is there to define.
    #expect(try verdicts([#"\text{loss}(x) = x^\top P x"#]) == [.unread])
    var notebook = try SmallNotebook(Self.cell)
    try notebook.define(#"\text{loss}(x) = x^\top P x"#)
    #expect(try notebook.line(#"\nabla_x \text{loss}(x) = 2Px"#).verdict == .holds)
  }

  @Test(
    "have indicators of equal indices",
    arguments: [#"1_{i=j}"#, #"\mathbf{1}_{\{i=j\}}"#, #"\mathbb{1}[i=j]"#]
  )
  func indicators(_ indicator: String) throws {
    let left = #"\frac{\partial r_i}{\partial q_j} = "#
    #expect(
      try verdicts([
        left + indicator + "/s - q_i q_j/s^3", left + "(1 - " + indicator + ")/s - q_i q_j/s^3",
      ]) == [.holds, .refuted]
    )
    #expect(try verdicts(["t = 1_{x = a}"]) == [.unread])
  }

  @Test("have remarks behind blanks, and words that touch a formula unread")
  func blanks() throws {
    #expect(
      try verdicts([
        #"\nabla_x (x^\top P x) = 2Px \text{   } \text{by the product rule}"#,
        #"\nabla_x (x^\top P x) = Px \text{   } \text{by the product rule}"#,
        #"\nabla_x (x^\top P x) = 2Px \text{is wrong}"#,
      ]) == [.holds, .refuted, .unread]
    )
  }

  @Test("multiply what a number moves with a derivative in a bracket")
  func functionsOfNumbers() throws {
    #expect(
      try verdicts([
        #"\partial_t (Mv) = (\partial_t M)v + M(\partial_t v)"#,
        #"\partial_t (v^\top v) = 2v^\top\left(\partial_t v\right)"#,
        #"\partial_t (Mv) = (\partial_t M)v - M(\partial_t v)"#,
      ]) == [.holds, .holds, .refuted]
    )
  }

  @Test("have one operator of a chain rule end where the next one begins")
  func operators() throws {
    #expect(
      try verdicts(
        [
          #"\nabla h(x) = \nabla g(a^\top x) = \frac{d}{da^\top x}g(a^\top x) \frac{d}{dx}a^\top x"#,
          #"\frac{d}{dx}\frac{d}{dx} x^\top P x = 2P"#,
        ],
        varying: ["x"]
      )[0] == .holds
    )
  }

  @Test("have layouts also where a derivative stands alone in the row before")
  func layouts() throws {
    let function = #"\left(x^\top P x + 2x^\top PBu+u^\top Ru\right)"#
    #expect(
      try verdicts([
        #"\frac{\partial}{\partial u}"# + function, #"= 2x^\top PB+2u^\top R"#,
        #"= 2(B^\top Px + Ru)^\top = 0"#,
      ]) == [.definition, .holds, .definition]
    )
    #expect(
      try verdicts([
        "0 = " + #"\frac{\partial}{\partial u}"# + function, #"= 2x^\top PB+u^\top R"#,
      ])[1] != .holds
    )
  }

  @Test("imply what solves a condition of the same row, and say so of each")
  func implications() throws {
    let premise = #"\nabla_x(\frac12 x^\top x + t\, a^\top x) = 0 \Rightarrow "#
    let notebook = try SmallNotebook(Self.cell)
    #expect(try notebook.line(premise + #"x = -t\, a"#).verdict == .holds)
    #expect(try notebook.line(premise + #"x = t\, a"#).verdict == .refuted)
  }

  @Test("have entries of a name with a subscript below its subscript")
  func entries() throws {
    #expect(
      try verdicts(
        [
          #"\frac{\partial f}{\partial x_i} = 2(x_i - \mu_{si})"#, #"f(x) = \sum_i (x_i - \mu_{s,i})^2"#,
          #"\frac{\partial f}{\partial x_i} = (x_i - \mu_{si})"#,
        ],
        varying: ["x"]
      ) == [.holds, .holds, .refuted]
    )
  }

  @Test("take a row that goes without a gradient that is not read for no mistake")
  func unreadGradients() throws {
    let rows = [#"\nabla_x \mathcal{E} = \mathbb{E}[Px] - t x"#, "Px = t x"]
    #expect(try verdicts(rows, varying: ["x"]) == [.unread, .undecided])
  }

  @Test("part statements by measured spaces, in every form of TeX")
  func spaces() throws {
    #expect(
      try verdicts([
        #"\kern{4em} x^\top a = a^\top x"#, #"x^\top a = a^\top x \hspace{1cm} t + t = 2t"#,
        #"x^\top\mkern-3mu a = a^\top\hskip 0.2em x"#,
      ]) == [.holds, .holds, .holds]
    )
  }

  @Test("mean by x_i no Greek letter")
  func greek() throws {
    let notebook = try SmallNotebook("xi : vector(N)\nx[i] : vector(n)\nw : vector(n)\nxi_0 : scalar")
    #expect(try notebook.line(#"\sum_{i=1}^N w^\top x_i = w^\top \sum_{i=1}^N x_i"#).verdict == .holds)
    #expect(try notebook.line(#"w^\top x_i = \xi_i"#).verdict == .refuted)
  }
}
