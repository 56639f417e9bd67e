// Habits of people's own derivations: limits, primes as derivatives, conditions, approximations, ranges of sums.

extension DisplaySample {
  static let usage: [DisplaySample] = [
    DisplaySample(
      name: "the sample above in brackets, its entry below",
      cell: """
        W : matrix(n, K)
        x[i] : vector(n)
        y[i] : vector(K)
        s[i] = softmax(W'*x[i])
        J(W) = -1/m*sum(i in 1..m, y[i]'*log.(s[i]))
        """,
      subject: "J",
      variable: "W",
      rows: [
        (#"J_{(W)} = -\frac1m \sum_{i=1}^m \sum_{k=1}^K y_k^{(i)} \log s_{k}^{(i)}"#, .right),
        (
          #"\frac{\partial s_k^{(i)}}{\partial W_{jz}} = \begin{cases} x_j^{(i)}s_k^{(i)}(1-s_z^{(i)}) & k=z \\ -x_j^{(i)}s_k^{(i)}s_z^{(i)} & k \neq z\end{cases}"#,
          .right
        ),
        (
          #"\frac{\partial s_k^{(i)}}{\partial W_{jz}} = \begin{cases} x_j^{(i)}s_k^{(i)}(1-s_z^{(i)}) & k=z \\ x_j^{(i)}s_k^{(i)}s_z^{(i)} & k \neq z\end{cases}"#,
          .wrong
        ),
        (
          #"\frac{\partial J}{\partial W_{jz}} = -\frac1m\sum_{i=1}^m \left(y_z^{(i)}x_j^{(i)} - s_z^{(i)}x_j^{(i)}\sum_{k=1}^K y_k^{(i)}\right)"#,
          .right
        ),
        (
          #"\frac{\partial J}{\partial W_{jz}} = -\frac1m\sum_{i=1}^m \left(y_z^{(i)} - s_z^{(i)}\right)x_j^{(i)}"#,
          .wrong
        ),
      ]
    ),
    DisplaySample(
      name: "a value with the names it depends on, and inner products with a stroke",
      cell: "x, y, z : scalar\np = [x; y; z]\nq, h : vector(3)\nphi = 1/norm2(p - q)^2\nA : matrix(3, 3)",
      subject: "phi",
      variable: "x",
      rows: [
        (#"\phi(p) = \frac{1}{|p - q|^2}"#, .right), (#"\phi(x, y, z) = (p - q \mid p - q)^{-1}"#, .right),
        (#"(Ah | q) = (h \mid A^\top q)"#, .right), (#"(Ah | q) = (h \mid Aq)"#, .wrong),
        (#"M : = A + A^\top"#, .right), (#"(Mh | q) = (h | Mq)"#, .right),
      ]
    ),
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
      // An apostrophe on a matrix is its transpose, as in cells; the refutation says what would be right.
      name: "apostrophes on matrices are transposes",
      cell: "X : matrix(n, n) invertible",
      variable: "X",
      rows: [
        // As derivatives they are right, and pages are written so.
        (#"0 = I' = (XX^{-1})' = X'X^{-1} + X(X^{-1})'"#, .open),
        (#"\implies (X^{-1})' = -X^{-1}X'X^{-1}"#, .open),
        (#"(X^2)' = 2X'X"#, .wrong),
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
    DisplaySample(
      name: "products whose order only a number allows",
      cell: "A : matrix(n, n) symmetric\nv : vector(n)\nG(v) = v'*A*v/(v'*v)",
      variable: "v",
      rows: [
        (#"G'(v) = \frac{v^T(A+A^T)v^Tv - v^TAv(2v^T)}{\|v\|^4}"#, .right),
        (#"= 2v^T\frac{A\|v\|^2 - I_nv^TAv}{\|v\|^4}"#, .right),
        (#"G'(v) = \frac{v^T(A+A^T)v^Tv - v^TAv(v^T)}{\|v\|^4}"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "a place before what is differentiated",
      cell: "A, B : matrix(n, n) invertible",
      variable: "A",
      rows: [
        (#"\frac{d}{dt}\Big|_{t=0}\det(A+tB) = \det(A)\operatorname{tr}(A^{-1}B)"#, .right),
        (
          #"\left.\frac{d}{dt}\right|_{t=0}\operatorname{tr}\left((A+tB)^2\right) = 2\operatorname{tr}(AB)"#,
          .right
        ),
        (
          #"\left.\frac{d}{dt}\right|_{t=0}\operatorname{tr}\left((A+tB)^2\right) = \operatorname{tr}(AB)"#,
          .wrong
        ),
      ]
    ),
    DisplaySample(
      name: "full stops as products, spaces named by inner products, doubled strokes",
      cell: "A : matrix(m, n)\nR : matrix(m, k)\nY : matrix(k, n)\nW = R*Y - A\nf = normF(W)^2",
      subject: "f",
      variable: "Y",
      rows: [
        (#"\mathbf{dW = R.dY}"#, .right), (#"df = 2\langle W, dW\rangle_{\mathbb R^{m\times n}}"#, .right),
        (#"\mathbf{= 2R'.(R.Y-A):dY}"#, .right), (#"f = \lvert\lvert RY - A\rvert\rvert_F^2"#, .right),
      ]
    ),
    DisplaySample(
      name: "names solved for, steps left out, powers",
      cell: "A : matrix(m, n)\nx : vector(n)\nX : matrix(n, n)\nf = norm2(A*x)^2",
      subject: "f",
      variable: "x",
      rows: [
        (#"g^T = \frac{\partial f}{\partial x^T} = 2x^TA^TA"#, .right), (#"g = 2A^TAx"#, .right),
        (#"f = \cdots = x^TA^TAx"#, .right),
        (#"d\operatorname{tr}(X^p) = p\operatorname{tr}(X^{p-1}dX)"#, .right),
      ]
    ),
    DisplaySample(
      name: "a vanishing quotient, multiplied out",
      cell: "B, C : matrix(n, n) symmetric\nw : vector(n)\nJ(w) = (w'*B*w)/(w'*C*w)",
      subject: "J",
      variable: "w",
      rows: [
        (#"\frac{\partial J}{\partial w} = \frac{2Bw(w^TCw) - 2Cw(w^TBw)}{(w^TCw)^2} = 0"#, .right),
        (#"\Rightarrow Bw(w^TCw) = Cw(w^TBw)"#, .right), (#"\Rightarrow Bw = J(w)Cw"#, .right),
        (#"\Rightarrow Bw = 2J(w)Cw"#, .open),
      ]
    ),
    DisplaySample(
      name: "layers numbered in raised brackets",
      cell:
        "x : vector(n)\nt : vector(k)\nW_1 : matrix(h, n)\nW_2 : matrix(k, h)\na = W_1*x\nz = tanh.(a)\nE = 1/2*norm2(W_2*z - t)^2",
      subject: "E",
      variable: "W_1",
      rows: [
        (#"\delta^{(2)} = W^{(2)}z - t"#, .right),
        (
          #"\delta^{(1)} = \frac{\partial E}{\partial a} = \left(W^{(2)\top}\delta^{(2)}\right)\odot(1-z\odot z)"#,
          .right
        ),
        (#"\frac{\partial E}{\partial W^{(1)}} = \delta^{(1)}x^\top"#, .right),
        (#"\frac{\partial E}{\partial W^{(1)}} = x\,\delta^{(1)\top}"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "second derivatives by an entry",
      cell: "x, y : vector(n)\ngamma : scalar\nk(x, y) = exp(-gamma*norm2(x - y)^2)",
      variable: "x",
      rows: [
        (#"\frac{\partial^2 k}{\partial x_j^2} = \left[4\gamma^2(x_j-y_j)^2 - 2\gamma\right]k"#, .right),
        (#"\frac{\partial^2 k}{\partial x_j^2} = \left[4\gamma^2(x_j-y_j)^2 + 2\gamma\right]k"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "a vector of ones written 1, unit vectors beside matrices, indexed times",
      cell: "w : vector(n)\nS : matrix(n, n) symmetric\nlambda : scalar\nv : scalar",
      variable: "w",
      rows: [
        (#"L = \frac12w^TSw + \lambda(v - w^T1)"#, .right), (#"\nabla L = Sw - \lambda1"#, .right),
        (#"\nabla L = Sw + \lambda1"#, .wrong), (#"e_i^TSe_j = S_{ij}"#, .right),
        (#"K_{k+1} \in \mathbb R^{n\times n},\quad d(K_{k+1}S) = dK_{k+1}\,S"#, .right),
      ]
    ),
    DisplaySample(
      name: "a part named under its brace",
      cell: "A : matrix(m, n)\nX : matrix(n, n) invertible\nB : matrix(n, p)\nY = A*inv(X)*B",
      variable: "X",
      rows: [
        (
          #"dY = -\underbrace{AX^{-1}}_{:=\tilde A}\,dX\,\underbrace{X^{-1}B}_{=:C} = -\tilde A\,dX\,C"#,
          .right
        ),
        (#"\operatorname{vec}(dY) = -(C^T\otimes\tilde A)\operatorname{vec}(dX)"#, .right),
        (#"dY = -\underbrace{C}_{n\times p}\tilde A"#, .wrong),
      ]
    ),
  ]
}
