// Ones without a length, and numbers beside vectors: rows as people write them, right and wrong, each with the verdict it deserves.

import Testing

@Suite("Ones without a length, and numbers beside vectors") struct OnesAndNumberTests {
  static let displays: [JudgedRows] = [
    JudgedRows(
      "ones",
      cell: "s : vector(m) positive\nQ : matrix(m, n)\nc : vector(n)",
      rows: [
        .right(#"\mathbf 1^T s = \sum_i s_i"#),
        .right(#"\boldsymbol 1^\top s = \sum_i s_i"#),
        .right(#"\vec 1^\top s = \sum_i s_i"#),
        .right(#"\vec{1}^\top Q c = \sum_i (Qc)_i"#),
        .wrong(#"\vec 1^\top s = 2\sum_i s_i"#),
        .right(#"\mathbf{1}_m^T s = \sum_i s_i"#),
        .right(#"1_m^T s = \sum_i s_i"#),
        .right(#"\frac{\partial}{\partial s}\sum_i \log s_i = \frac{\mathbf 1}{s}"#),
        .wrong(#"\frac{\partial}{\partial s}\sum_i \log s_i = -\frac{\mathbf 1}{s}"#),
        .right(
          #"\frac{\partial^2}{\partial s\partial s^T} \sum_i \log s_i = -\operatorname{diag}\left(\frac{\mathbf 1}{s\odot s}\right)"#
        ),
        .right(#"\text{diag}\left(\frac{\mathbf 1}{s}\right) s = \mathbf 1"#),
        .right(#"\text{diag}\left(\frac{1}{s}\right) s = \mathbf 1"#),
        .wrong(#"\text{diag}\left(\frac{\mathbf 1}{s}\right) s = s"#),
        .right(#"(\mathbf 1 - s)\odot s = s - s\odot s"#),
        .right(#"\mathbf 1 \odot s = s"#),
        .right(#"s\,\mathbf 1^T c = (\mathbf 1^Tc)\, s"#),
      ]
    ),
    JudgedRows(
      "centering matrix",
      cell: "Y : matrix(n, p)",
      rows: [
        .right(#"(I - \tfrac1n\mathbf 1\mathbf 1^T)Y = Y - \tfrac1n \mathbf 1\mathbf 1^TY"#),
        .wrong(#"(I - \tfrac1n\mathbf 1\mathbf 1^T)Y = Y + \tfrac1n \mathbf 1\mathbf 1^TY"#),
      ]
    ),
    JudgedRows(
      "ones matrix",
      cell: "Y : matrix(n, p)",
      rows: [
        .right(#"(I - \frac1n \mathbf 1)Y = Y - \frac1n \mathbf 1\mathbf 1^TY"#),
        .wrong(#"(I - \frac1n \mathbf 1)Y = Y + \frac1n \mathbf 1\mathbf 1^TY"#),
        .right(#"Y^T(I - \frac1n \mathbf 1)Y = Y^TY - \frac1n Y^T\mathbf 1\mathbf 1^TY"#),
      ]
    ),
    JudgedRows(
      "scalar beside",
      cell: "z : vector(n)\nm, b, s : scalar",
      rows: [
        .right(#"z - m = z - m\mathbf 1"#),
        .right(#"\|z - m\|^2 = z^Tz - 2m\mathbf 1^Tz + n m^2"#),
        .wrong(#"\|z - m\|^2 = z^Tz - 2m\mathbf 1^Tz + m^2"#),
        .right(#"\frac{\partial}{\partial m}\|z - m\|^2 = -2\mathbf 1^T(z - m)"#),
        .wrong(#"\frac{\partial}{\partial m}\|z - m\|^2 = 2\mathbf 1^T(z - m)"#),
        .right(#"\frac{\partial}{\partial z}\|z - m - b\|^2 = 2(z - m - b)"#),
        .right(#"\frac{z - m}{s} = \frac1s z - \frac ms \mathbf 1"#),
        .right(#"\sigma(z)\odot(1-\sigma(z)) + b = b + \sigma(z)\odot(1-\sigma(z))"#),
        .wrong(#"z - m = z"#),
      ]
    ),
    JudgedRows(
      "matrix beside number",
      cell: "A : matrix(m, n)\nS : matrix(n, n)\nc : scalar",
      rows: [
        .right(#"A - c = A - c\mathbf 1\mathbf 1^T"#),
        .wrong(#"A - c = A + c\mathbf 1\mathbf 1^T"#),
        .wrong(#"S - c = S - cI"#),
        .wrong(#"S + c = S + c\mathbf 1\mathbf 1^T"#),
      ]
    ),
    JudgedRows(
      "mean of a vector",
      cell: "x : vector(n)",
      rows: [
        .right(#"\mu = \frac1n\sum_i x_i"#),
        .right(#"v = \frac1n\|x-\mu\|^2"#),
        .right(#"h = \frac{x - \mu}{\sqrt v}"#),
        .right(#"\mathbf 1^T h = 0"#),
        .right(#"h^Th = n"#),
        .wrong(#"h^Th = 1"#),
      ]
    ),
    JudgedRows(
      "product of sigmoid",
      cell: "z : vector(n)\nt : scalar",
      rows: [
        .right(#"\sigma'(z) = \sigma(z)\odot(1-\sigma(z))"#),
        .right(#"\frac{\partial}{\partial z}\mathbf 1^T\sigma(z) = \sigma(z)(1-\sigma(z))"#),
        .wrong(#"\frac{\partial}{\partial z}\mathbf 1^T\sigma(z) = \sigma(z)(1+\sigma(z))"#),
        .right(#"\frac{\partial}{\partial z}\mathbf 1^T\sigma(z+t) = \sigma(z+t)(1-\sigma(z+t))"#),
      ]
    ),
  ]

  @Test("have the verdicts they deserve, and their readings in a cell the same", arguments: displays)
  func verdicts(_ display: JudgedRows) throws { try display.check() }
}
