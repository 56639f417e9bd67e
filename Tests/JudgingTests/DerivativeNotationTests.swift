// Derivatives as Magnus and Neudecker write them, and entries with four indices: rows as people write them, right and wrong, each with the verdict it deserves.

import Testing

@Suite("Derivatives as Magnus and Neudecker write them, and entries with four indices")
struct DerivativeNotationTests {
  static let displays: [JudgedRows] = [
    JudgedRows(
      "MN D",
      cell: "X : matrix(n, n) invertible\nA : matrix(n, n)",
      varying: ["X"],
      rows: [
        .right(#"\phi = \operatorname{tr}(AX)"#),
        .right(#"\mathrm D\phi = (\operatorname{vec} A^T)^T"#),
        .wrong(#"\mathrm D\phi = (\operatorname{vec} A)^T"#),
        .right(#"\mathsf D\phi = (\operatorname{vec} A^T)^T"#),
        .right(#"\mathrm D\phi(X) = (\operatorname{vec} A^T)^T"#),
        .right(#"F = X^2"#),
        .right(#"\mathrm DF = X^T\otimes I + I\otimes X"#),
        .wrong(#"\mathrm DF = X\otimes I + I\otimes X"#),
        .right(#"\mathrm DF(X) = X^T\otimes I + I\otimes X"#),
      ]
    ),
    JudgedRows(
      "MN H",
      cell: "X : matrix(n, n)\nA : matrix(n, n)",
      varying: ["X"],
      rows: [
        .right(#"\phi = \operatorname{tr}(X^TAX)"#),
        .right(#"\mathrm D\phi = (\operatorname{vec}((A+A^T)X))^T"#),
        .right(#"\mathrm H\phi = I\otimes(A+A^T)"#),
        .wrong(#"\mathrm H\phi = (A+A^T)\otimes I"#),
        .right(#"\mathsf H\phi = I_n\otimes(A+A^T)"#),
      ]
    ),
    JudgedRows(
      "vector",
      cell: "x : vector(n)\nA : matrix(m, n)\nB : matrix(n, n)",
      varying: ["x"],
      rows: [
        .right(#"f = Ax"#),
        .right(#"\mathrm Df = A"#),
        .right(#"g = x^TBx"#),
        .right(#"\mathrm Dg = x^T(B+B^T)"#),
        .wrong(#"\mathrm Dg = x^T(B-B^T)"#),
        .right(#"\mathrm Hg = B+B^T"#),
        .wrong(#"\mathrm Hg = 2B"#),
      ]
    ),
    JudgedRows(
      "of the moving name",
      cell: "X : matrix(n, n) invertible",
      varying: ["X"],
      rows: [
        .right(#"\mathrm D X^{-1} = -(X^{-T}\otimes X^{-1})"#),
        .wrong(#"\mathrm D X^{-1} = (X^{-T}\otimes X^{-1})"#),
        .right(#"\mathrm D\log|X| = (\operatorname{vec}X^{-T})^T"#),
      ]
    ),
    JudgedRows(
      "direction stays",
      cell: "X, H : matrix(n, n)",
      varying: ["X"],
      rows: [
        .right(#"F = X^2"#),
        .right(#"\mathrm DF(X)[H] = XH + HX"#),
        .right(#"\mathrm DF(X)H = XH + HX"#),
        .wrong(#"\mathrm DF(X)[H] = XH - HX"#),
      ]
    ),
    JudgedRows(
      "four indices",
      cell: "X : matrix(m, n)",
      varying: ["X"],
      rows: [
        .right(
          #"\left[\frac{\partial}{\partial X}(X^TX)\right]_{ijkl} = \frac{\partial}{\partial X_{ij}}(X_{pk}X_{pl})"#
        ),
        .right(
          #"\left[\frac{\partial}{\partial X}(X^TX)\right]_{ijkl} = \delta_{jk}X_{il} + X_{ik}\delta_{jl}"#
        ),
        .right(
          #"\left(\frac{\partial X^TX}{\partial X}\right)_{ijkl} = \delta_{jk}X_{il} + X_{ik}\delta_{jl}"#
        ),
        .wrong(
          #"\left[\frac{\partial}{\partial X}(X^TX)\right]_{ijkl} = \delta_{jk}X_{il} - X_{ik}\delta_{jl}"#
        ),
        .right(#"\frac{\partial (X^TX)_{kl}}{\partial X_{ij}} = \delta_{jk}X_{il} + X_{ik}\delta_{jl}"#),
      ]
    ),
    JudgedRows(
      "other order",
      cell: "Y : matrix(n, n)\nA : matrix(m, n)",
      varying: ["Y"],
      rows: [
        .right(#"\left[\frac{\partial (AY)}{\partial Y}\right]_{ijkl} = A_{ik}\delta_{jl}"#),
        .wrong(#"\left[\frac{\partial (AY)}{\partial Y}\right]_{ijkl} = A_{il}\delta_{jk}"#),
      ]
    ),
    JudgedRows(
      "named",
      cell: "Y : matrix(n, p)\nA : matrix(m, n)",
      varying: ["Y"],
      rows: [
        .right(#"F = AY"#),
        .right(#"\left(\frac{\partial F}{\partial Y}\right)_{ijkl} = A_{ki}\delta_{jl}"#),
        .wrong(#"\left(\frac{\partial F}{\partial Y}\right)_{ijkl} = A_{ki}"#),
        .right(#"\frac{\partial F_{kl}}{\partial Y_{ij}} = A_{ki}\delta_{jl}"#),
      ]
    ),
  ]

  @Test("have the verdicts they deserve, and their readings in a cell the same", arguments: displays)
  func verdicts(_ display: JudgedRows) throws { try display.check() }
}
