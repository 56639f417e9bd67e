// Sums over part of a range: rows as people write them, right and wrong, each with the verdict it deserves.

import Testing

@Suite("Sums over part of a range") struct SumRangeTests {
  static let displays: [JudgedRows] = [
    JudgedRows(
      "zero-based vector of p+1",
      cell: "theta : vector(q+1)\nZ : matrix(m, q+1)",
      rows: [
        .right(#"\sum_{j=0}^q \theta_j Z_{ij} = (Z\theta)_i"#),
        .wrong(#"\sum_{j=0}^q \theta_j Z_{ij} = 2(Z\theta)_i"#),
        .right(#"\sum_{j=0}^{q} \theta_j^2 = \theta^T\theta"#),
        .unticked(#"\sum_{j=1}^{q} \theta_j^2 = \theta^T\theta"#),
        .right(#"\frac{\partial}{\partial\theta_k} \sum_{j=0}^{q} \theta_j^2 = 2\theta_k"#),
      ]
    ),
    JudgedRows(
      "zero-based range declared k",
      cell: "w : vector(k)\nc : vector(k)",
      rows: [
        .right(#"\sum_{j=0}^{k-1} w_j c_j = w^T c"#),
        .open(#"\sum_{j=0}^{k} w_j c_j = w^T c"#),
        .wrong(#"\sum_{j=0}^{k-1} w_j c_j = 2 w^T c"#),
        .open(#"\sum_{j=0}^{k-1} j\, w_j = w^T c"#),
      ]
    ),
    JudgedRows(
      "zero-based matrix entry columns",
      cell: "u : vector(p+1)\nA : matrix(n, p+1)\ny : vector(n)",
      rows: [
        .right(#"S(u) = \sum_{i=1}^n \left(y_i - \sum_{j=0}^p A_{ij} u_j\right)^2"#),
        .right(
          #"\frac{\partial S}{\partial u_k} = -2\sum_{i=1}^n \left(y_i - \sum_{j=0}^p A_{ij} u_j\right) A_{ik}"#
        ),
        .wrong(
          #"\frac{\partial S}{\partial u_k} = 2\sum_{i=1}^n \left(y_i - \sum_{j=0}^p A_{ij} u_j\right) A_{ik}"#
        ),
      ]
    ),
    JudgedRows(
      "sums from 2, to n-1, n+1",
      cell: "v : vector(n)\na : vector(n+1)",
      rows: [
        .right(#"\sum_{i=2}^n v_i = \sum_{i=1}^n v_i - v_1"#),
        .right(#"\sum_{i=1}^{n-1} v_i = \sum_{i=1}^n v_i - v_n"#),
        .right(#"\sum_{i=1}^{n+1} a_i^2 = a^Ta"#),
        .wrong(#"\sum_{i=2}^n v_i = \sum_{i=1}^n v_i"#),
        .wrong(#"\sum_{i=1}^{n-1} v_i = \sum_{i=1}^n v_i - v_1"#),
        .wrong(#"\sum_{i=1}^{n+1} a_i^2 = 2a^Ta"#),
        .right(#"\frac{\partial}{\partial v_k}\sum_{i=1}^{n-1} v_i^2 = 2 v_k (1 - \delta_{kn})"#),
      ]
    ),
    JudgedRows(
      "substack atop",
      cell: "u : vector(n)\nM : matrix(n, n)",
      rows: [
        .right(#"\sum_{\substack{j=1 \\ j \neq k}}^n u_j = \sum_{j=1}^n u_j - u_k"#),
        .right(#"\sum_{{j=1} \atop {j\neq k}}^n u_j = \sum_{j=1}^n u_j - u_k"#),
        .right(#"\sum_{j=1, j \ne k}^n u_j = \sum_{j=1}^n u_j - u_k"#),
        .right(#"\sum_{j=1 \atop j \neq k}^{n} M_{kj} u_j = (Mu)_k - M_{kk}u_k"#),
        .wrong(#"\sum_{\substack{j=1 \\ j \neq k}}^n u_j = \sum_{j=1}^n u_j"#),
        .right(#"\sum_{j \neq k} M_{kj} u_j = (Mu)_k - M_{kk}u_k"#),
        .right(#"\sum_{i \neq j} M_{ij} = \sum_{i,j} M_{ij} - \operatorname{tr} M"#),
        .wrong(#"\sum_{i \neq j} M_{ij} = \sum_{i,j} M_{ij}"#),
        .open(#"\sum_{j \in C_k} u_j = \sum_j u_j"#),
      ]
    ),
    JudgedRows(
      "less than",
      cell: "M : matrix(n, n) symmetric\nu : vector(n)",
      rows: [
        .right(#"2\sum_{i<j} M_{ij} = \sum_{i,j} M_{ij} - \operatorname{tr} M"#),
        .right(#"2\sum_{1 \le i < j \le n} M_{ij} = \sum_{i,j} M_{ij} - \operatorname{tr} M"#),
        .wrong(#"\sum_{i<j} M_{ij} = \sum_{i,j} M_{ij} - \operatorname{tr} M"#),
        .right(#"2\sum_{i\le j} M_{ij} = \sum_{i,j} M_{ij} + \operatorname{tr} M"#),
        .open(#"\sum_{(i,j)\in\Omega} M_{ij} = \operatorname{tr} M"#),
        .right(#"2\sum_{i>j} u_iu_j = (\sum_i u_i)^2 - u^Tu"#),
        .right(#"\sum_{i<j} (u_i - u_j)^2 = n u^Tu - (\sum_i u_i)^2"#),
      ]
    ),
    JudgedRows(
      "entries that the display counts from 0",
      cell: "b : vector(p+1)\nZ : matrix(n, p+1)",
      rows: [
        .right(#"\sum_{j=0}^p b_j^2 = b_0^2 + \sum_{j=1}^p b_j^2"#),
        .wrong(#"\sum_{j=0}^p b_j^2 = \sum_{j=1}^p b_j^2"#),
        .right(#"\sum_{j=0}^p Z_{ij}b_j - Z_{i0}b_0 = \sum_{j=1}^p Z_{ij}b_j"#),
        .right(#"\frac{\partial}{\partial b_0}\sum_{j=0}^p Z_{ij}b_j = Z_{i0}"#),
        .unticked(#"\frac{\partial}{\partial b_0}\sum_{j=0}^p Z_{ij}b_j = Z_{i1}"#),
      ]
    ),
    JudgedRows(
      "entries counted from 1",
      cell: "v : vector(n)",
      rows: [
        .right(#"\sum_{j=1}^{n-2} v_j = \mathbf 1^Tv - v_n - v_{n-1}"#),
        .right(#"\sum_{j=3}^{n} v_j = \mathbf 1^Tv - v_1 - v_2"#),
        .open(#"\sum_{j=9}^{n} v_j = \mathbf 1^Tv"#),
        .wrong(#"\sum_{j=3}^{n} v_j = \mathbf 1^Tv - v_1"#),
      ]
    ),
    JudgedRows(
      "a condition with a given index",
      cell: "L : matrix(n, n) lower-triangular\nx : vector(n)\nb : vector(n) positive",
      rows: [
        .right(#"(Lx)_i = L_{ii}x_i + \sum_{j<i} L_{ij}x_j"#),
        .wrong(#"(Lx)_i = L_{ii}x_i + \sum_{j>i} L_{ij}x_j"#),
        .right(#"(Lx)_i = \sum_{j \le i} L_{ij}x_j"#),
        .right(#"\sum_{j=i+1}^n L_{ij}x_j = 0"#),
        .unticked(#"\sum_{j=i}^n L_{ij}x_j = 0"#),
        .right(#"\sum_{j=i}^n L_{ij}x_j = L_{ii}x_i"#),
        .right(#"\prod_{j \ne i} b_j = \frac{1}{b_i}\prod_j b_j"#),
        .wrong(#"\prod_{j \ne i} b_j = b_i\prod_j b_j"#),
      ]
    ),
    JudgedRows(
      "counts from 0 and from 1 in one display",
      cell: "A : matrix(n, n)\nx : vector(n)",
      rows: [
        .right(#"x^TAx = \sum_{i=0}^{n-1}\sum_{j=0}^{n-1} x_iA_{ij}x_j"#),
        .right(#"= \sum_{i=1}^n\sum_{j=1}^n x_iA_{ij}x_j"#),
        .right(#"= \sum_i A_{ii}x_i^2 + \sum_i\sum_{j\neq i} A_{ij}x_ix_j"#),
        .open(#"\sum_{i=2}^n x_i = \mathbf 1^Tx - x_1"#),
      ]
    ),
  ]

  @Test("have the verdicts they deserve, and their readings in a cell the same", arguments: displays)
  func verdicts(_ display: JudgedRows) throws { try display.check() }
}
