// `\hat\beta = \arg\min_\beta f`, `\min_w f(w)`: rows that state a problem, and the solutions that rows after them give.

import Findings
import Testing

@Suite("A row that states a problem") struct ProblemRowTests {
  private static let cell = """
    X : matrix(n, d)
    y : vector(n)
    w, beta : vector(d)
    S : matrix(d, d) symmetric positive-definite
    lambda : scalar
    f = norm2(X*beta - y)^2
    h(w) = norm2(X*w - y)^2 + lambda*norm2(w)^2
    """

  @Test(
    "is granted, and the solution in the next row is put into it",
    arguments: [
      (#"\hat\beta = \arg\min_\beta f"#, #"\hat\beta = (X^\top X)^{-1}X^\top y"#, #"\hat\beta = X^\top y"#),
      (
        #"\hat\beta = \arg\max_\beta -f"#, #"\hat\beta = (X^\top X)^{-1}X^\top y"#,
        #"\hat\beta = 2(X^\top X)^{-1}X^\top y"#
      ),
      (
        #"\min_w h(w)"#, #"\hat w = (X^\top X + \lambda I)^{-1}X^\top y"#,
        #"\hat w = (X^\top X + 2\lambda I)^{-1}X^\top y"#
      ),
      (
        #"w^* \in \operatorname*{arg\,min}_{w \in \mathbb R^d} h(w)"#,
        #"w^* = (X^\top X + \lambda I)^{-1}X^\top y"#, #"w^* = (X^\top X)^{-1}X^\top y"#
      ),
      (
        #"w^\star = \underset{w}{\operatorname{argmin}}\; h(w)"#,
        #"w^\star = (X^\top X + \lambda I)^{-1}X^\top y"#, #"w^\star = \lambda w"#
      ),
      (
        #"\nabla_w h(w) = 0"#, #"w^* = (X^\top X + \lambda I)^{-1}X^\top y"#,
        #"w^* = (X^\top X - \lambda I)^{-1}X^\top y"#
      ),
    ]
  )
  func solved(problem: String, right: String, wrong: String) throws {
    let notebook = try SmallNotebook(Self.cell)
    #expect(try notebook.lines([problem, right]).map(\.verdict) == [.definition, .holds])
    #expect(try notebook.lines([problem, wrong]).map(\.verdict) == [.definition, .refuted])
  }

  @Test("may give its solution itself")
  func whole() throws {
    let row = #"\hat\beta = \arg\min_\beta \|X\beta - y\|^2 = "#
    #expect(try SmallNotebook(Self.cell).line(row + #"(X^\top X)^{-1}X^\top y"#).isTicked)
    #expect(try SmallNotebook(Self.cell).line(row + #"X^\top y"#).isCalledWrong)
  }

  @Test(
    "alone claims nothing, and says what is not checked",
    arguments: [#"\hat\beta = \arg\min_\beta f"#, #"\min_w h(w)"#]
  )
  func alone(_ row: String) throws {
    let line = try SmallNotebook(Self.cell).line(row)
    #expect(line.verdict == .definition && line.message.contains("is not checked"), "\(line.message)")
  }

  /// The gradient vanishes at a greatest value as well.
  @Test(
    "is not granted where a least value is asked for of what has a greatest one alone, or the other way round",
    arguments: [
      (#"\hat\beta = \arg\max_\beta f"#, #"\hat\beta = (X^\top X)^{-1}X^\top y"#),
      (#"\hat w = \arg\min_w -w^\top S w + y^\top X w"#, #"\hat w = \tfrac12 S^{-1}X^\top y"#),
    ]
  )
  func curvature(problem: String, solution: String) throws {
    let lines = try SmallNotebook(Self.cell).lines([problem, solution])
    #expect(lines.map(\.verdict) == [.undecided, .definition], "\(lines.map(\.message))")
  }

  @Test(
    "under conditions, over an index or over a set is unread",
    arguments: [
      [#"\min_w \|w\|^2"#, #"\text{s.t. } Xw = y"#],
      [#"\min_w w^\top S w \quad \text{subject to } \|w\| = 1"#],
      [#"\min_{\|w\| = 1} w^\top S w"#], [#"\max_i w_i"#], [#"\min_v \|Xv\|^2"#],
    ]
  )
  func unread(_ rows: [String]) throws {
    #expect(try SmallNotebook(Self.cell).lines(rows).first?.verdict == .unread)
  }

  @Test("leaves the least of some numbers a function")
  func values() throws {
    let notebook = try SmallNotebook("a, b : scalar")
    #expect(try notebook.line(#"\min(a, b) = \min(b, a)"#).isTicked)
    #expect(try notebook.line(#"\max(a, b) = \min(b, a)"#).isCalledWrong)
  }
}
