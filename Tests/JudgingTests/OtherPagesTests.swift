// Rows as other pages write them: apostrophes that are derivatives, arguments in braces, numbers of equations, dots, pairs of
// directions, and rows that rest on what is not read or what an equation ties.

import Findings
import Testing

@Suite("Rows of other pages") struct OtherPagesTests {
  private static let cell = """
    A, X, Y : matrix(n, n) invertible
    S : matrix(n, n) symmetric
    x, y, h, k : vector(n)
    lambda, b : scalar positive
    f = x'*A*x
    q(x, y) = x'*A*y
    """

  private func verdicts(_ rows: [String], varying: [String] = []) throws -> [Verdict] {
    try SmallNotebook(Self.cell).lines(rows, varying: varying).map(\.verdict)
  }

  @Test(
    "that apostrophes as derivatives alone make right are undecided, and say how to write them",
    arguments: ["(XY)' = X'Y + XY'", "(X^{-1})' = -X^{-1}X'X^{-1}"]
  )
  func apostrophes(_ row: String) throws {
    let line = try SmallNotebook(Self.cell).line(row)
    #expect(line.verdict == .undecided)
    #expect(line.message.contains(#"write $\mathrm dX$"#))
  }

  @Test("that no reading of apostrophes makes right are refuted, transposes hold")
  func transposes() throws {
    #expect(try verdicts(["(XY)' = X'Y - XY'", "(XY)' = Y'X'"]) == [.refuted, .holds])
  }

  @Test("have the argument of a function in the author's braces, also where it begins with a bracket")
  func braces() throws {
    #expect(
      try verdicts([
        #"\log{(2b)^3} = 3\log(2b)"#, #"\log{(2b)^3} = (\log(2b))^3"#, #"\log(2b)^2 = (\log 2b)^2"#,
      ]) == [.holds, .refuted, .holds]
    )
  }

  @Test("have numbers of equations behind a wide space, which are no factors")
  func numbers() throws {
    #expect(
      try verdicts([
        #"\frac{\partial f}{\partial x} = (A + A^\top)x \quad (8.6)"#, #"f = x^\top A x \qquad (*)."#,
        #"f = 2 \quad (3)(x^\top A x)"#,
      ]) == [.holds, .holds, .refuted]
    )
  }

  @Test("have dots as the rate of a motion, not as the derivative by what varies")
  func dots() throws {
    #expect(
      try verdicts([#"\dot f = \dot x^\top (A + A^\top) x"#, #"\dot f = \dot x^\top A x"#], varying: ["x"])
        == [.holds, .refuted]
    )
  }

  @Test("differentiate by several names along a pair of directions")
  func pairs() throws {
    #expect(
      try verdicts([
        #"dq(x,y)\cdot(h,k) = h^\top A y + x^\top A k"#, #"dq(x, y)[h, k] = h^\top A y + x^\top A k"#,
        #"dq(x,y)\cdot(h,k) = h^\top A y - x^\top A k"#, #"dq(x,y)\cdot(h,k) = k^\top A y + x^\top A h"#,
      ]) == [.holds, .holds, .refuted, .refuted]
    )
  }

  @Test("rest on a condition that is not read, or wrong, and are not called wrong then")
  func unusedConditions() throws {
    let unread = try verdicts([#"\nabla_x f + \operatorname{foo}(x) = 0"#, "Ax = \\lambda x"])
    #expect(unread == [.unread, .undecided])
    let wrong = try verdicts([#"\frac{\partial f}{\partial x} = 3Ax = 0"#, "A^\\top x = -\\lambda x"])
    #expect(wrong == [.refuted, .undecided])
    #expect(try verdicts([#"f = \operatorname{foo}(x)"#, "Ax = \\lambda x"]) == [.unread, .refuted])
  }

  @Test("follow from the differential of an assumption; what a name does that moves along is open")
  func tied() throws {
    let notebook = try SmallNotebook(
      "A, X : matrix(n, n)\nB, C : matrix(n, n) constant\ngiven A*X + X*B == C"
    )
    let lines = try notebook.lines([
      #"A\,dX + dX\,B = -dA\,X"#,
      #"(I \otimes A + B^\top \otimes I)\operatorname{vec}(dX) = -(X^\top \otimes I)\operatorname{vec}(dA)"#,
      #"A\,dX + dX\,B = -2\,dA\,X"#,
      #"\frac{\partial \operatorname{vec} X}{\partial \operatorname{vec} A} = -(I \otimes A + B^\top \otimes I)^{-1}(X^\top \otimes I)"#,
    ])
    #expect(lines.map(\.verdict) == [.holds, .holds, .undecided, .undecided])
  }

  @Test("multiply a matrix that a number moves by what stands in the bracket behind it")
  func movingMatrices() throws {
    let notebook = try SmallNotebook("t : scalar\nX0, X1 : matrix(n, n)\nX(t) = X0 + t*X1")
    let lines = try notebook.lines(
      [
        #"X(X^{-1})' = -X'X^{-1}"#, #"\partial(X^{-1}) = -X^{-1}(\partial X)X^{-1}"#,
        #"\partial(X^{-1}) = X^{-1}(\partial X)X^{-1}"#,
      ],
      varying: ["t"]
    )
    #expect(lines.map(\.verdict) == [.undecided, .holds, .refuted])
  }

  @Test("say nothing of differentials where a name of the assumption may move and stands under no d")
  func unsaidDifferential() throws {
    let given = "A, X, B, C : matrix(n, n)\ngiven A*X*B == C\n"
    let claim = "claim dA*X*B + A*dX*B + A*X*dB == 0*A"
    let open = try SmallNotebook(given).lines(ofCell: claim).map(\.verdict)
    #expect(open == [.undecided])
    let held = try SmallNotebook(given + "given d C == 0\n").lines(ofCell: claim).map(\.verdict)
    #expect(held == [.holds])
  }

  @Test("that leave out a factor with ∝ are unread")
  func proportional() throws {
    #expect(try verdicts([#"f \propto x^\top A x"#]) == [.unread])
  }

  @Test("that count the diagonal twice, or lose a size, are told so")
  func causes() throws {
    let notebook = try SmallNotebook(
      "#| structured: tied\nB : matrix(n, n) invertible\nX : matrix(n, n) symmetric positive-definite"
    )
    let twice = try notebook.line(#"\frac{\partial}{\partial X}\operatorname{tr}(BX) = B + B^\top"#)
    let size = try notebook.line(#"\log\det(2X) = \log 2 + \log\det X"#)
    #expect(size.message.contains("n"))
    #expect(size.suggestions.count == 1)
    #expect(twice.verdict == .refuted || twice.verdict == .holds)
  }
}
