// Conditions that a row states of its data: before an arrow, behind words, after a comma.

import Findings
import Testing

@Suite("A condition in a row") struct RowConditionTests {
  private static let cell = """
    A, B : matrix(n, n)
    x, y, a : vector(n)
    t : scalar
    M : matrix(m, n)
    c : vector(m)
    r = M*x - c
    """

  private func line(_ row: String) throws -> CheckedLine { try SmallNotebook(Self.cell).line(row) }

  @Test(
    "is met by the data of the row, whose reading states it",
    arguments: [
      (#"|t| = t \text{ for } t>0"#, Verdict.holds), (#"|t| = -t \text{ for } t>0"#, .refuted),
      (#"|t| = t, \quad t>0"#, .holds), (#"t>0 \implies |t| = t"#, .holds),
      (#"t>0 \implies |t| = -t"#, .refuted),
      (#"\frac{\partial x^\top Ax}{\partial x} = 2Ax \text{ if } A=A^\top"#, .holds),
      (#"\frac{\partial x^\top Ax}{\partial x} = 3Ax \text{ if } A=A^\top"#, .refuted),
      (#"x^\top y = x^\top Aa \text{ where } y=Aa"#, .holds),
      (#"x^\top y = 2x^\top Aa \text{ where } y=Aa"#, .refuted),
      (#"A = A^\top \implies \frac{\partial x^\top Ax}{\partial x} = 2Ax"#, .holds),
      (#"A = A^\top \implies \frac{\partial x^\top Ax}{\partial x} = 3Ax"#, .refuted),
      (#"A^\top = -A \implies x^\top Ax = 0"#, .holds),
    ]
  )
  func stated(_ row: String, _ verdict: Verdict) throws {
    let notebook = try SmallNotebook(Self.cell)
    let line = try notebook.line(row)
    #expect(line.verdict == verdict)
    let reading = try #require(line.reading)
    #expect(reading.contains("given "))
    #expect(notebook.verdict(ofCell: reading) == verdict)
  }

  @Test(
    "that cannot be used keeps the row from being called wrong",
    arguments: [
      #"\frac{\partial x^\top Ax}{\partial x} = 2Ax \text{ for symmetric } A"#,
      #"AB = BA \implies (A+B)^2 = A^2 + 2AB + B^2"#,
      #"(A+B)^{-1} = A^{-1} + B^{-1} \implies (A+B)^2 = A^2 + 2AB + B^2"#,
      #"x^\top x = t^2 \text{ for } Ax = tx"#,
    ]
  )
  func open(_ row: String) throws { #expect(try line(row).verdict == .undecided) }

  @Test("holds for its own row alone") func own() throws {
    let rows = [#"|t| = t \text{ for } t>0"#, #"|t| = t"#]
    #expect(try SmallNotebook(Self.cell).lines(rows).map(\.verdict) == [.holds, .refuted])
  }

  @Test("is none where an index runs") func ranges() throws {
    #expect(try line(#"(Ax)_i = \sum_j A_{ij}x_j \text{ for } i = 1, \dots, n"#).verdict == .holds)
    #expect(try line(#"(Ax)_i = \sum_j A_{ji}x_j \text{ for } i = 1, \dots, n"#).verdict == .refuted)
  }

  @Test("of a vector is no end of what ∇ reaches over") func nabla() throws {
    #expect(try line(#"\nabla_x r^\top r = 2M^\top r"#).verdict == .holds)
    #expect(try line(#"\nabla_x r^\top r = M^\top r"#).verdict == .refuted)
  }
}

@Suite("A name with an index that has a meaning") struct IndexedNameTests {
  private static let cell = "D_v : matrix(n, n) diagonal\nd_w, u, v, w : vector(n)"

  @Test(
    "is no derivative, whatever its letter",
    arguments: [
      (#"D_v u = v"#, Verdict.refuted), (#"u^\top D_v w = w^\top D_v u"#, .holds),
      (#"D_v + D_v = 2D_v"#, .holds),
      (#"d_w + d_w = 2d_w"#, .holds), (#"u^\top d_w = 0"#, .refuted),
    ]
  )
  func declared(_ row: String, _ verdict: Verdict) throws {
    #expect(try SmallNotebook(Self.cell).line(row).verdict == verdict)
  }

  @Test("nor where a row before defines it") func defined() throws {
    let rows = [#"D_x = \operatorname{diag}(x)"#, #"D_x v = x"#, #"D_x v = x \odot v"#]
    let lines = try SmallNotebook("x, v : vector(n)").lines(rows)
    #expect(lines.map(\.verdict) == [.definition, .refuted, .holds])
  }
}
