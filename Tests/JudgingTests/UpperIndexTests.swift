// Indices that stand above: `W^i_k x^k`, `O^{ib}`, `\delta^b_n`; the upper of two is the row.

import Findings
import Testing

@Suite("An index above") struct UpperIndexTests {
  private static let cell = """
    W : matrix(m, n)
    V : matrix(n, r)
    B, C : matrix(n, n)
    x, u : vector(n)
    a : scalar
    O = W*V
    """

  @Test(
    "is one like an index below, and summed over where it stands twice",
    arguments: [
      (#"(Wx)^i = W^i_k x^k"#, "i : index(m)\nk : index(n)\nclaim (W*x)[i] == sum(k in 1..n, W[i, k]*x[k])"),
      (#"(Bx)^i = B^i{}_k x^k"#, nil), (#"(Bx)_i = B_{ik} x^k"#, nil),
      (#"\frac{\partial O^{ib}}{\partial V^{kl}} = W^{ik}\delta^b_l"#, nil),
      (#"\frac{\partial (Wx)^i}{\partial x^j} = W_j^i"#, nil),
      (#"\frac{\partial x^i}{\partial x^j} = \delta^i_j"#, nil),
      (#"(BC)^i_j = B^i_k C^k_j"#, nil), (#"x^i u_i = x^\top u"#, nil), (#"x^i x_i = \|x\|^2"#, nil),
      (#"x^\top B x = B_{ij} x^i x^j"#, nil), (#"B^i_i = \operatorname{tr} B"#, nil),
      (#"x^i u^i = x^\top u"#, nil), (#"\sum_i x_i^2 = x^i x_i"#, nil),
      (#"\frac{\partial}{\partial x^k} B_{ij} x^i x^j = B_{kj} x^j + B_{ik} x^i"#, nil),
    ]
  )
  func holds(row: String, reading: String?) throws {
    let notebook = try SmallNotebook(Self.cell)
    let line = try notebook.line(row)
    #expect(line.verdict == .holds, "\(line.message)")
    #expect(line.reading.flatMap { notebook.verdict(ofCell: $0) } == .holds, "\(line.reading ?? "")")
  }

  @Test(
    "in the wrong place is no tick",
    arguments: [
      #"(Bx)^i = B^k_i x^k"#, #"(BC)^i_j = C^i_k B^k_j"#, #"(BC)^{ij} = B^{ki}C^{kj}"#, #"B^i_j = B^j_i"#,
      #"\frac{\partial (Bx)^i}{\partial x^j} = B^j_i"#, #"B^i_i = \operatorname{tr} B + 1"#,
      #"x^i u_i = x^i x_i"#,
    ]
  )
  func wrong(_ row: String) throws {
    let line = try SmallNotebook(Self.cell).line(row)
    #expect(line.verdict == .refuted || line.verdict == .undecided, "\(line.verdict)")
  }

  @Test(
    "is an exponent on a number, with a declared letter, or where no index stands elsewhere",
    arguments: [
      #"B^k B = B^{k+1}"#, #"\frac{d}{da} a^k = k a^{k-1}"#, #"x^2 = x \odot x"#, #"(a B)^k = a^k B^k"#,
    ]
  )
  func exponents(_ row: String) throws {
    #expect(try SmallNotebook(Self.cell).line(row).isTicked)
  }
}
