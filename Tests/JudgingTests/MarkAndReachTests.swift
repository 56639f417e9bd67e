// Marks behind rows, the reach of a trace, Greek indices, strokes: rows as people write them, right and wrong, each with the verdict it deserves.

import Testing

@Suite("Marks behind rows, the reach of a trace, Greek indices, strokes") struct MarkAndReachTests {
  static let displays: [JudgedRows] = [
    JudgedRows(
      "space commands",
      cell: "K : matrix(n, n)\nu : vector(n)\ncost = u'*K*u",
      varying: ["K"],
      rows: [
        .right(#"d\space cost = u^T dK\, u"#),
        .right(#"{\partial \space cost \over \partial K} = uu^T"#),
        .right(#"\frac{\partial \space cost}{\partial \space K} = uu^T"#),
        .wrong(#"{\partial \space cost \over \partial K} = 2uu^T"#),
        .right(#"\frac{\partial\,cost}{\partial\,K} = u u^T ?"#),
        .right(#"\frac{\partial\,cost}{\partial\,K} = u u^T ???"#),
        .right(#"\frac{\partial\,cost}{\partial\,K} = u u^T!"#),
        .right(#"\frac{\partial\,cost}{\partial\,K} = u u^T."#),
        .wrong(#"\frac{\partial\,cost}{\partial\,K} = 2u u^T ?"#),
        .right(#"\frac{\partial~cost}{\partial~K}=uu^T \text{ ?}"#),
        .right(#"\frac{\partial \nonumber cost}{\partial K} \enspace = \thinspace uu^T"#),
        .open(#"n! = n"#),
      ]
    ),
    JudgedRows(
      "trace reach",
      cell: "X : matrix(n, p)\nA : matrix(n, n)",
      varying: ["X"],
      rows: [
        .right(#"d\operatorname{tr}(X^TAX) = \operatorname{tr}(dX^T AX + X^TA\,dX)"#),
        .right(#"d\operatorname{tr}(X^TAX) = \operatorname{tr}(dX)^TAX + \operatorname{tr}(X^T)A\,dX"#),
        .wrong(#"d\operatorname{tr}(X^TAX) = 2\operatorname{tr}(dX)^TAX + \operatorname{tr}(X^T)A\,dX"#),
        .right(#"d\operatorname{tr}(X^TAX) = \operatorname{tr}(X^T(A+A^T))dX"#),
        .right(#"\operatorname{tr}(X^T)AX = \operatorname{tr}(X^TAX)"#),
        .wrong(#"\operatorname{tr}(X^T)AX = 2\operatorname{tr}(X^TAX)"#),
      ]
    ),
    JudgedRows(
      "trace reach square",
      cell: "B, C : matrix(n, n)",
      varying: ["B"],
      rows: [
        .right(#"\operatorname{tr}(B)C = \operatorname{tr}(BC)"#),
        .right(#"d\operatorname{tr}(B^2) = 2\operatorname{tr}(B)dB"#),
        .unticked(#"d\operatorname{tr}(B^2) = 3\operatorname{tr}(B)dB"#),
        .right(#"\operatorname{tr}(B)C = C\operatorname{tr}(B)"#),
        .wrong(#"\operatorname{tr}(B)C = 2C\operatorname{tr}(B)"#),
      ]
    ),
    JudgedRows(
      "greek free",
      cell: "G : matrix(n, n) symmetric\nv : vector(n)",
      rows: [
        .right(#"G_{\mu\nu} = G_{\nu\mu}"#),
        .right(#"v_\mu = G_{\mu\nu}(G^{-1}v)_\nu"#),
        .right(#"\frac{\partial v_\mu}{\partial v_\nu} = \delta_{\mu\nu}"#),
        .unticked(#"\frac{\partial}{\partial v_\alpha}(G_{\mu\nu}v_\mu v_\nu) = 3G_{\alpha\nu}v_\nu"#),
        .unticked(#"\frac{\partial}{\partial v_\alpha}(G_{\mu\nu}v_\mu v_\nu) = G_{\alpha\nu}v_\nu"#),
        .right(#"G_{\mu\nu}v^\mu v^\nu = v^TGv"#),
        .right(#"\sum_\mu v_\mu^2 = v^Tv"#),
      ]
    ),
    JudgedRows(
      "metric",
      cell: "g : matrix(n, n) symmetric invertible",
      rows: [
        .open(#"g^{\mu\lambda} g_{\lambda\nu} = \delta^\mu_\nu"#),
        .open(#"\delta g_{\mu\nu} = - g_{\mu\rho} g_{\nu\sigma} \delta g^{\rho\sigma}"#),
        .open(#"\delta g^{\mu\nu} = - g^{\mu\rho} g^{\nu\sigma} \delta g_{\rho\sigma}"#),
      ]
    ),
    JudgedRows(
      "jacobian",
      cell: "A : matrix(n, n)\nF : matrix(n, n)",
      rows: [
        .right(#"(AF)_{\alpha\beta} = A_{\alpha\gamma}F_{\gamma\beta}"#),
        .unticked(#"(AF)_{\alpha\beta} = A_{\alpha\gamma}F_{\beta\gamma}"#),
        .right(#"\frac{\partial (AF)_{\alpha\beta}}{\partial F_{\mu\nu}} = A_{\alpha\mu}\delta_{\nu\beta}"#),
        .right(#"\operatorname{tr} A = A_{\mu\mu}"#),
        .right(#"A^\mu_{\ \nu}F^\nu_{\ \lambda} = (AF)_{\mu\lambda}"#),
      ]
    ),
    JudgedRows(
      "unread ones",
      cell: "K, A, B : matrix(n, n)\ny : vector(n)\ntheta : scalar",
      rows: [
        .open(#"\ln p(y|A,\theta) = -\tfrac12 y^TA^{-1}y"#),
        .open(#"\log p\left(y|A\right) = -\tfrac12 y^TA^{-1}y"#),
        .open(#"p(y\mid A) = y^Ty"#),
        .open(#"p(y|\theta)p(\theta) = y^Ty"#),
        .open(#"\text{Re}(A) = A"#),
        .open(#"A\oplus B = A\otimes I + I\otimes B"#),
        .open(#"A\star B = AB"#),
        .open(#"A\boxtimes B = AB"#),
        .right(#"\bigl|y^Ty\bigr| = y^Ty"#),
        .right(#"\left\lvert y^Ty\right\rvert = y^Ty"#),
        .right(#"\log|A^2| = 2\log|A|"#),
        .wrong(#"\bigl|AB\bigr| = |A| + |B|"#),
        .right(#"\bigl|AB\bigr| = |A| |B|"#),
      ]
    ),
    JudgedRows(
      "strokes with script",
      cell: "y : vector(n)\nK : matrix(n, n) symmetric positive-definite",
      rows: [
        .right(#"M_\theta = 2K"#),
        .right(#"\log|M_\theta| = n\log 2 + \log|K|"#),
        .wrong(#"\log|M_\theta| = 2\log 2 + \log|K|"#),
        .right(#"|M_\theta| = 2^n|K|"#),
      ]
    ),
    JudgedRows(
      "more strokes",
      cell: "K : matrix(n, n) symmetric positive-definite\ny : vector(n)",
      rows: [
        .open(#"q(y|K) = y^TKy"#),
        .open(#"\log p(y \,|\, K, y) + \log p(K) = y^Ty"#),
        .open(#"P(y|K)P(K) = y^Ty"#),
        .right(#"f(y) = y^TK^{-1}y + \log|K|"#),
        .right(#"f(y) - \log|K| = y^TK^{-1}y"#),
        .open(#"\operatorname{Re} y = y"#),
        .open(#"\text{Im}(y) = 0"#),
      ]
    ),
  ]

  @Test("have the verdicts they deserve, and their readings in a cell the same", arguments: displays)
  func verdicts(_ display: JudgedRows) throws { try display.check() }
}
