// Habits of people's own derivations: limits, primes as derivatives, conditions, approximations, ranges of sums.

extension DisplaySample {
  static let usage: [DisplaySample] = [
    DisplaySample(
      name: "limits of difference quotients",
      cell: "A, H : matrix(n, n)\nt : scalar\nf(A) = exp(tr(A))\ng(t) = f(A + t*H)",
      variable: "A",
      rows: [
        (#"Df(A)[H] = \lim_{t\to 0}\frac1t[f(A+tH)-f(A)]"#, .right),
        (#"g'(0) = \lim_{t\to 0}\frac{g(t)-g(0)}{t}"#, .right), (#"= \operatorname{tr}(H)f(A)"#, .right),
        (#"\lim_{t\to 0}\frac{f(A+tH)-f(A)}{t} = 2\operatorname{tr}(H)f(A)"#, .wrong),
        (#"\lim_{t\to 0}\frac{f(A+tH)+f(A)}{t} = \operatorname{tr}(H)f(A)"#, .open),
      ]
    ),
    DisplaySample(
      name: "apostrophes as derivatives",
      cell: "X : matrix(n, n) invertible",
      variable: "X",
      rows: [
        (#"0 = I' = (XX^{-1})' = X'X^{-1} + X(X^{-1})'"#, .right),
        (#"\implies (X^{-1})' = -X^{-1}X'X^{-1}"#, .right),
      ]
    ),
    DisplaySample(
      name: "dots and an undeclared time",
      cell: "A : matrix(n, n) invertible\nx : vector(n)",
      variable: "A",
      rows: [
        (#"\frac{d}{dt}A^{-1}(t) = -A^{-1}(t)\,\dot A(t)\,A^{-1}(t)"#, .right),
        (#"\frac{d}{dt}\ln\det A = \operatorname{tr}(A^{-1}\dot A)"#, .right),
        (#"\frac{d}{dt}\operatorname{tr}A^2 = \operatorname{tr}(A\dot A)"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "an equation that the rows below differentiate",
      cell: "H : matrix(n, n) symmetric\nu : vector(n)\nlambda : scalar",
      variable: "H",
      rows: [
        (#"Hu = \lambda u"#, .right), (#"dH\,u + H\,du = d\lambda\,u + \lambda\,du"#, .right),
        (#"u^TdH\,u + u^TH\,du = d\lambda\,u^Tu + \lambda u^Tdu"#, .right),
      ]
    ),
    DisplaySample(
      name: "a gradient that vanishes, without saying so first",
      cell:
        "X : matrix(m, n)\ny : vector(m)\nb : vector(n)\nlambda : scalar\nf = norm2(y - X*b)^2 + lambda*norm2(b)^2",
      subject: "f",
      variable: "b",
      rows: [
        (#"X^Ty = (X^TX + \lambda I)b"#, .right), (#"2X^TXb + 2\lambda b - 2X^Ty = 0"#, .right),
      ]
    ),
    DisplaySample(
      name: "a slip of a factor is no condition",
      cell: "X : matrix(m, n)\ny : vector(m)\nb : vector(n)\nf = norm2(y - X*b)^2",
      subject: "f",
      variable: "b",
      rows: [(#"G = 2X^T(Xb - y)"#, .right), (#"G = X^T(Xb - y)"#, .wrong), (#"2G = G"#, .wrong)]
    ),
    DisplaySample(
      name: "approximations to first order",
      cell: "X, A : matrix(n, n)\nf(X) = tr(X*A*X)",
      variable: "X",
      rows: [
        (
          #"f(X+\Delta X) \approx f(X) + \operatorname{tr}(\Delta X AX) + \operatorname{tr}(XA\Delta X)"#,
          .right
        ),
        (#"= f(X) + \operatorname{tr}((AX + XA)\Delta X)"#, .right),
        (#"f(X+\Delta X) \approx f(X) + \operatorname{tr}(AX\Delta X)"#, .open),
      ]
    ),
    DisplaySample(
      name: "ranges of sums",
      cell: "A : matrix(n, n)\nx : vector(n)",
      variable: "x",
      rows: [
        (#"x^TAx = \sum_{i=0}^{n-1}\sum_{j=0}^{n-1} x_ia_{ij}x_j"#, .right),
        (#"= \Sigma_{i=1}^n \Sigma_{j=1}^n x_i a_{ij} x_j"#, .right),
        (#"= \sum_{i'=1}^n\sum_{j'=1}^n a_{i',j'}x_{i'}x_{j'}"#, .right),
        (#"= \sum_i a_{ii}x_i^2 + \sum_i\sum_{j\neq i} a_{ij}x_ix_j"#, .right),
        (#"x^TAx = \sum_{i=0}^{n-1} i\,x_i"#, .open),
      ]
    ),
    DisplaySample(
      name: "cases of two indices",
      cell: "z : vector(n)\np = softmax(z)",
      variable: "z",
      rows: [
        (
          #"\frac{\partial p_i}{\partial z_k} = \begin{cases} p_k(1-p_k) & \text{if } i = k \\ -p_kp_i & \text{if } i \neq k\end{cases}"#,
          .right
        ),
        (
          #"\frac{\partial p_i}{\partial z_k} = \begin{cases} p_k(1-p_k), & i = k \\ p_kp_i, & \text{otherwise}\end{cases}"#,
          .wrong
        ),
      ]
    ),
    DisplaySample(
      name: "a value at a place of what is defined",
      cell: "x, h : vector(n)\nA : matrix(n, n)\nt : scalar\ny = t^2 + 3",
      variable: "h",
      rows: [
        (#"y|_{t=0} = 3"#, .right), (#"\left. ty\right|_{t=1} = 4"#, .right), (#"y|_{t=1} = 3"#, .wrong),
        (#"\frac{d}{dh}(x+h)^TA(x+h)|_{h=0} = x^TA + x^TA^T"#, .right),
      ]
    ),
    DisplaySample(
      name: "formulas in bold text, physicists' commands, words for derivatives",
      cell: "A : matrix(m, n)\nx, v, w : vector(n)\nb : vector(m)\nf(x) = 1/2*norm2(A*x - b)^2",
      variable: "x",
      rows: [
        (#"f(\textbf{x}) = \frac12||\textbf{Ax - b}||_2^2"#, .right),
        (#"\dv{f}{x} = A^{\T}\qty(Ax-b)"#, .right), (#"\norm{Ax}^2 = x^TA^TAx"#, .right),
        (#"\operatorname{Hess} f(x)(v, w) = v^TA^TAw"#, .right),
        (#"\operatorname{Hess} f(x)(v, w) = 2v^TA^TAw"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "differentials written D, in a direction, and single entries",
      cell:
        "X, H : matrix(m, n)\nA : matrix(n, m)\nM : matrix(n, n) invertible\nf(M) = M^2\nE : matrix(n, n)",
      variable: "X",
      rows: [
        (#"D\operatorname{tr}(X^TX) = 2\operatorname{tr}(X^TDX)"#, .right),
        (#"d\operatorname{tr}(XA)[H] = \operatorname{tr}(HA)"#, .right),
        (#"df(E) = EM + ME"#, .right), (#"\frac{\partial X}{\partial X_{rs}} = J^{(r,s)}"#, .right),
      ]
    ),
  ]
}
