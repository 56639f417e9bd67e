// An index that stands twice in a term is summed over where terms have unlike free indices, in all rows of a display or none.

import Findings
import Testing

@Suite("An index that stands twice") struct RepeatedIndexTests {
  private static let cell = "A : matrix(n, n)\nx, y : vector(n)"

  @Test(
    "is summed over where the other side lacks it, and the reading says so",
    arguments: [
      #"(Ax)_i = A_{ij}x_j"#, #"x_iy_i = x^\top y"#, #"\frac{\partial}{\partial x_k} x_ix_i = 2x_k"#,
      #"\frac{\partial}{\partial x_k} A_{ij}x_ix_j = A_{kj}x_j + A_{ik}x_i"#,
    ]
  )
  func sums(_ row: String) throws {
    let notebook = try SmallNotebook(Self.cell)
    let line = try notebook.line(row)
    #expect(line.verdict == .holds, "\(line.message)")
    #expect(line.reading.flatMap { notebook.verdict(ofCell: $0) } == .holds, "\(line.reading ?? "")")
  }

  @Test(
    "proves nothing where something is differentiated by its own entry, or one side alone has it",
    arguments: [
      #"\frac{\partial\sum_i x_i^2}{\partial x_i} = 2\sum_i x_i"#, #"\frac{\partial x_i}{\partial x_i} = n"#,
      #"\frac{\partial x^\top x}{\partial x_i} = 2\sum_i x_i"#,
      #"\frac{\partial A_{ij}x_j}{\partial x_i} = \operatorname{tr} A"#,
    ]
  )
  func open(_ row: String) throws {
    #expect(try SmallNotebook(Self.cell).line(row).verdict == .undecided)
  }

  @Test("is not summed over in one row of a display and kept in another")
  func mixture() throws {
    let rows = [#"x_iy_i = x^\top y"#, #"x_iy_i = (x\odot y)_i"#]
    #expect(try SmallNotebook(Self.cell).lines(rows).map(\.verdict) == [.holds, .undecided])
    #expect(try SmallNotebook(Self.cell).lines(rows.reversed()).map(\.verdict) == [.holds, .undecided])
  }
}
