// Objectives by name, names at the end of a chain, words below: rows as people write them, right and wrong, each with the verdict it deserves.

import Testing

@Suite("Objectives by name, names at the end of a chain, words below") struct ObjectiveAndNameTests {
  static let displays: [JudgedRows] = [
    JudgedRows(
      "names by rows",
      cell: "X : matrix(m, n)\nA : matrix(k, m)\nY : matrix(k, n)",
      varying: ["X"],
      rows: [
        .right(#"L = \tfrac12\|AX - Y\|_F^2"#),
        .right(#"\frac{\partial L}{\partial X} = A^T(AX-Y) = \zeta_1 \in \mathbb R^{m\times n}"#),
        .right(#"dL = \operatorname{tr}(\zeta_1^TdX)"#),
        .wrong(#"dL = 2\operatorname{tr}(\zeta_1^TdX)"#),
        .right(#"\zeta_1 = \zeta_2 = A^TAX - A^TY"#),
      ]
    ),
    JudgedRows(
      "new at the end",
      cell: "w, x : vector(d)\ny : scalar",
      varying: ["w"],
      rows: [
        .right(#"e = w^Tx - y = \varepsilon_1"#),
        .right(#"\varepsilon_1^2 = (w^Tx-y)^2"#),
        .right(#"\frac{\partial}{\partial w}\varepsilon_1^2 = 2\varepsilon_1x = g \in \mathbb R^d"#),
        .right(#"\|g\|^2 = 4\varepsilon_1^2x^Tx"#),
        .wrong(#"\|g\|^2 = 4\varepsilon_1x^Tx"#),
        .wrong(#"\frac{\partial}{\partial w}\varepsilon_1^2 = \varepsilon_1x = h"#),
      ]
    ),
    JudgedRows(
      "wrong shape",
      cell: "w, x : vector(d)",
      varying: ["w"],
      rows: [
        .wrong(#"\frac{\partial w^Tx}{\partial w} = x = q \in \mathbb R^{d\times d}"#),
        .right(#"q = x"#),
      ]
    ),
    JudgedRows(
      "objectives",
      cell: "u : vector(n)\nA : matrix(m, n)\nb : vector(m)",
      varying: ["u"],
      rows: [
        .right(#"\min_u \; J(u) = \tfrac12\|Au-b\|^2"#),
        .right(#"\nabla J(u) = A^T(Au-b)"#),
        .wrong(#"\nabla J(u) = A(Au-b)"#),
      ]
    ),
    JudgedRows(
      "name alone",
      cell: "u : vector(n)\nA : matrix(m, n)\nb : vector(m)",
      varying: ["u"],
      rows: [
        .right(#"\min_{u} E = \|Au-b\|^2"#),
        .right(#"\frac{\partial E}{\partial u} = 2A^T(Au-b)"#),
        .wrong(#"\frac{\partial E}{\partial u} = A^T(Au-b)"#),
      ]
    ),
    JudgedRows(
      "two variables",
      cell: "u : vector(n)\nt : scalar\nc : vector(n)",
      varying: ["u"],
      rows: [
        .right(#"\max_{\mathbf u, t} F(\mathbf u, t) = c^Tu - t(u^Tu - 1)"#),
        .right(#"\frac{\partial F}{\partial u} = c - 2tu"#),
        .wrong(#"\frac{\partial F}{\partial u} = c - tu"#),
        .right(#"\frac{\partial F}{\partial t} = 1 - u^Tu"#),
      ]
    ),
    JudgedRows(
      "claim of the function",
      cell: "u : vector(n)\nf(u) = u'*u",
      varying: ["u"],
      rows: [
        .right(#"\min_u f(u) = \|u\|^2"#),
        .wrong(#"\min_u f(u) = 2\|u\|^2"#),
      ]
    ),
    JudgedRows(
      "amp",
      cell: "u : vector(n)\nB : matrix(n, n)",
      rows: [
        .right(#"\min_u G(u) = u^TBu"#),
        .right(#"= \tfrac12 u^T(B+B^T)u"#),
        .wrong(#"= u^T(B+B^T)u"#),
      ]
    ),
    JudgedRows(
      "constants are minimum values",
      cell: "u : vector(n)",
      rows: [
        .open(#"\min_u u^Tu = 0"#),
        .open(#"\min_u h(u) = 0"#),
      ]
    ),
    JudgedRows(
      "words below",
      cell: "omega, mu : vector(n)\nS : matrix(n, n) symmetric positive-definite",
      rows: [
        .right(#"\omega_\text{mvp} = \frac{S^{-1}\mathbf 1}{\mathbf 1^TS^{-1}\mathbf 1}"#),
        .right(#"\mathbf 1^T\omega_\text{mvp} = 1"#),
        .wrong(#"\mathbf 1^T\omega_\text{mvp} = 2"#),
        .right(#"S\omega_{\text{mvp}} = \frac{\mathbf 1}{\mathbf 1^TS^{-1}\mathbf 1}"#),
      ]
    ),
    JudgedRows(
      "hat beta",
      cell: "X : matrix(n, p)\ny : vector(n)",
      rows: [
        .right(#"\hat\beta_{\text{ols}} = (X^TX)^{-1}X^Ty"#),
        .right(#"X^T(y - X\hat\beta_\text{ols}) = 0"#),
        .wrong(#"X^T(y + X\hat\beta_\text{ols}) = 0"#),
        .right(#"\hat{\beta}_{\mathrm{ols}} = (X^TX)^{-1}X^Ty"#),
      ]
    ),
    JudgedRows(
      "Rxx",
      cell: "x : vector(n)\nR_xx : matrix(n, n) symmetric\np_dx : vector(n)",
      rows: [
        .right(#"J = x^TR_{xx}x - 2p_{dx}^Tx"#),
        .right(#"\frac{\partial J}{\partial x} = 2R_{xx}x - 2p_{dx}"#),
        .wrong(#"\frac{\partial J}{\partial x} = R_{xx}x - 2p_{dx}"#),
        .right(#"\nabla_x J = 2(R_{xx}x - p_{dx})"#),
      ]
    ),
    JudgedRows(
      "defined by rows",
      cell: "w, u : vector(n)\nd : scalar",
      varying: ["w"],
      rows: [
        .right(#"R_{uu} = uu^T"#),
        .right(#"p_{du} = d\,u"#),
        .right(#"e = (d - w^Tu)^2"#),
        .right(#"\frac{\partial e}{\partial w} = 2R_{uu}w - 2p_{du}"#),
        .wrong(#"\frac{\partial e}{\partial w} = 2R_{uu}w + 2p_{du}"#),
      ]
    ),
    JudgedRows(
      "partial x of a matrix",
      cell: "x : scalar\nA0, A1 : matrix(n, n)\nz0, z1 : vector(n)\nA = A0 + x^2*A1\nz = z0 + x*z1",
      varying: ["x"],
      rows: [
        .right(#"\partial_x(Az) = (\partial_xA)z + A\,\partial_xz"#),
        .right(#"(\partial_x A)z = 2xA_1z"#),
        .wrong(#"(\partial_x A)z = xA_1z"#),
        .right(#"\partial_x A = 2x A_1"#),
      ]
    ),
    JudgedRows(
      "at theta",
      cell: "w, v : vector(n)\nh(w) = w'*w",
      varying: ["w"],
      rows: [
        .right(#"\frac{\partial h}{\partial w}(v) = 2v"#),
        .wrong(#"\frac{\partial h}{\partial w}(v) = 2w"#),
        .right(#"\frac{\partial h}{\partial w}(w) = 2w"#),
        .right(#"\nabla h(v) = 2v"#),
      ]
    ),
    JudgedRows(
      "words on all kinds",
      cell: "x, s : vector(n)\nA : matrix(n, n)\nt : scalar",
      rows: [
        .right(#"x_\text{new} = x + s"#),
        .right(#"x_{\max} = x_{\text{new}} + s"#),
        .right(#"x_{\max} = x + 2s"#),
        .wrong(#"x_{\max} = x + s"#),
        .right(#"A_\text{sym} = \tfrac12(A + A^T)"#),
        .right(#"A_{\text{sym}}^T = A_\text{sym}"#),
        .right(#"x_\text{new}^TA_\text{sym}x_\text{new} = (x+s)^TA(x+s)"#),
        .wrong(#"x_\text{new}^TA_\text{sym}x_\text{new} = (x-s)^TA(x+s)"#),
        .right(#"t_{\min} = 2t"#),
        .right(#"2 t_\min = 4t"#),
      ]
    ),
  ]

  @Test("have the verdicts they deserve, and their readings in a cell the same", arguments: displays)
  func verdicts(_ display: JudgedRows) throws { try display.check() }
}
