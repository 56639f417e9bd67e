// Questions beside functions written by hand in NumPy, whose differences the emitted code must agree with.

/// A question with the function of its expression as a person would write it in Python.
struct EmittedCase: Encodable {
  /// The cell; its question stands on the last line.
  let cell: String
  /// The expression in NumPy, over the declared names: vectors are one-dimensional, scalars are numbers.
  let function: String
  /// The answers: kind, variable and code.
  var answers: [EmittedAnswer] = []

  init(_ premises: String, _ question: String, _ function: String) {
    cell = premises + "\n" + question
    self.function = function
  }

  /// The name of the case in messages.
  var name: String { cell.split(separator: "\n").last.map(String.init) ?? "" }

  /// The formulas of every textbook.
  static let canonical = [
    EmittedCase(
      "W : matrix(n, n)\nx : vector(n)\ny = (W^2)' * x\nphi = y' * y",
      "gradient phi wrt W",
      "np.sum(((W @ W).T @ x)**2)"
    ),
    EmittedCase(
      "A : matrix(m, n)\nx : vector(n)\nb : vector(m)",
      "gradient norm2(A*x - b)^2 wrt x, A, b",
      "np.sum((A @ x - b)**2)"
    ),
    EmittedCase("X : matrix(n, n) invertible", "gradient logdet(X) wrt X", "np.linalg.slogdet(X)[1]"),
    EmittedCase(
      "X : matrix(n, n) invertible\na, b : vector(n)",
      "gradient a'*inv(X)*b wrt X, a",
      "a @ np.linalg.solve(X, b)"
    ),
    EmittedCase("X : matrix(n, n)", "gradient tr(X^5) wrt X", "np.trace(X @ X @ X @ X @ X)"),
    EmittedCase(
      "X : matrix(m, n)\nA : matrix(m, m)\nB : matrix(n, n)",
      "gradient tr(X'*A*X*B) wrt X, A, B",
      "np.trace(X.T @ A @ X @ B)"
    ),
    EmittedCase(
      "A : matrix(m, n)\nw : vector(n)\ny : vector(m)",
      "gradient sum(log.(1 .+ exp.(-y .* (A*w)))) wrt w, A",
      "np.sum(np.log(1 + np.exp(-y * (A @ w))))"
    ),
    EmittedCase(
      "W : matrix(m, n)\nx : vector(n)\ny : vector(m)",
      "gradient log(sum(exp.(W*x))) - y'*W*x wrt W, x",
      "np.log(np.sum(np.exp(W @ x))) - y @ W @ x"
    ),
    EmittedCase(
      "A : matrix(n, n) symmetric\nX : matrix(n, k)",
      "gradient 1/2*logdet(A + X*X') wrt X",
      "0.5 * np.linalg.slogdet(A + X @ X.T)[1]"
    ),
    EmittedCase(
      "A : matrix(m, n)\nB : matrix(n, p)\nC : matrix(m, p)\nf = normF(A*B - C)^2",
      "gradient f wrt A, B",
      "np.sum((A @ B - C)**2)"
    ),
    EmittedCase(
      "A : matrix(n, n)\nx : vector(n)\nt : scalar",
      "gradient t*x'*(A + t*eye(n))*x wrt t",
      "t * x @ (A + t * np.eye(3)) @ x"
    ),
    EmittedCase(
      "A : matrix(m, n)\nX : matrix(n, n)\nC : matrix(n, m)",
      "differential tr(A*X^2*C) wrt X",
      "np.trace(A @ X @ X @ C)"
    ),
    EmittedCase("X : matrix(n, n) invertible", "differential inv(X) wrt X", "np.linalg.inv(X)"),
    EmittedCase(
      "x, v : vector(n)\nA : matrix(m, n)\nb : vector(m)",
      "directional norm2(A*x - b)^2 wrt x along v",
      "np.sum((A @ x - b)**2)"
    ),
    EmittedCase(
      "X, V, A : matrix(n, n)",
      "directional tr(X'*A*X) wrt X along V",
      "np.trace(X.T @ A @ X)"
    ),
  ]

  /// Every function of the first catalogue, in vectors, matrices and their Jacobians.
  static let functions =
    [
      ("exp", "np.exp(A @ x)"), ("sin", "np.sin(A @ x)"), ("cos", "np.cos(A @ x)"),
      ("tan", "np.tan(A @ x)"), ("tanh", "np.tanh(A @ x)"), ("sigmoid", "1 / (1 + np.exp(-(A @ x)))"),
      ("softplus", "np.log1p(np.exp(A @ x))"), ("relu", "np.maximum(A @ x, 0)"), ("abs", "np.abs(A @ x)"),
      ("sign", "np.sign(A @ x)"), ("sinh", "np.sinh(A @ x)"), ("arctan", "np.arctan(A @ x)"),
    ].map { name, python in
      EmittedCase(
        "A : matrix(m, n)\nx : vector(n)\nc : vector(m)",
        "gradient c' * \(name).(A*x) wrt x, A",
        "c @ (\(python))"
      )
    } + [
      EmittedCase("x, c : vector(n) positive", "gradient c'*log.(x) wrt x", "c @ np.log(x)"),
      EmittedCase(
        "X, A : matrix(m, n)",
        "gradient A : softmax(X, rows) wrt X",
        "np.sum(A * (np.exp(X) / np.exp(X).sum(1, keepdims=True)))"
      ),
      EmittedCase(
        "X : matrix(m, n)\nv : vector(n)",
        "gradient v'*logsumexp(X, columns) wrt X",
        "v @ np.log(np.exp(X).sum(0))"
      ),
      EmittedCase("X : matrix(m, n)", "gradient sum(norm2(X, rows)) wrt X", "np.sqrt((X**2).sum(1)).sum()"),
      EmittedCase(
        "X : matrix(m, n)\nv : vector(m)",
        "gradient v'*var(X, rows) + mean(X, columns)'*max(X, columns) wrt X",
        "v @ X.var(1) + X.mean(0) @ X.max(0)"
      ),
      EmittedCase(
        "x : vector(n)",
        "hessian sum(x[2:n].^3) + x[1]*sum(x[1:2]) wrt x",
        "np.sum(x[1:]**3) + x[0] * x[:2].sum()"
      ),
      EmittedCase(
        "X : matrix(m, n)",
        "gradient sum(X[1:2, 2:n].^2) + X[1, :]*X[2, :]' wrt X",
        "np.sum(X[:2, 1:]**2) + X[0] @ X[1]"
      ),
      EmittedCase(
        "X : matrix(m, n)\nv : vector(n)",
        "gradient sum((X .+ v').^2) wrt v",
        "np.sum((X + v)**2)"
      ),
      EmittedCase(
        "x : vector(n)",
        "gradient sum(where(x > 1/2, x.^2, sin.(x))) wrt x",
        "np.where(x > 0.5, x**2, np.sin(x)).sum()"
      ),
      EmittedCase(
        "x : vector(n)",
        "gradient sum(clip(x, -1, 1/2).^2) wrt x",
        "np.sum(np.clip(x, -1, 0.5)**2)"
      ),
      EmittedCase(
        "a, b, c : vector(3)",
        "gradient c'*cross(a, b) + norm2(cross(a, c))^2 wrt a, c",
        "c @ np.cross(a, b) + np.sum(np.cross(a, c)**2)"
      ),
      EmittedCase(
        "a, b : vector(3)\nM : matrix(3, 3)",
        "gradient b'*skew(a)*M*skew(a)*b wrt a",
        "b @ np.cross(a, M @ np.cross(a, b))"
      ),
      EmittedCase("x, c : vector(n) positive", "gradient c'*sqrt.(x) wrt x", "c @ np.sqrt(x)"),
      EmittedCase("x, y : vector(n) positive", "gradient sum(x ./ y) wrt x, y", "np.sum(x / y)"),
      EmittedCase("x : vector(n) positive", "gradient sum(x .^ 3) wrt x", "np.sum(x**3)"),
      EmittedCase("X, C : matrix(m, n)", "gradient sum(C .* sin.(X)) wrt X", "np.sum(C * np.sin(X))"),
      EmittedCase("X : matrix(m, n)", "gradient norm1(X) wrt X", "np.sum(np.abs(X))"),
      EmittedCase("x : vector(n)", "gradient norm2(x) wrt x", "np.sqrt(x @ x)"),
      EmittedCase("X : matrix(m, n)", "gradient normF(X) wrt X", "np.sqrt(np.sum(X * X))"),
      EmittedCase("X : matrix(n, n) invertible", "gradient det(X) wrt X", "np.linalg.det(X)"),
      EmittedCase(
        "X : matrix(n, n) invertible\nC : matrix(n, n)",
        "gradient tr(C*inv(X)) wrt X",
        "np.trace(C @ np.linalg.inv(X))"
      ),
      EmittedCase("X : matrix(n, n)\nc : vector(n)", "gradient c'*diag(X) wrt X", "c @ np.diag(X)"),
      EmittedCase(
        "x : vector(n)\nA : matrix(n, n)",
        "gradient tr(A*diag(x)*A') wrt x",
        "np.trace(A @ np.diag(x) @ A.T)"
      ),
      EmittedCase(
        "A : matrix(m, n)\nX : matrix(n, p)\nc : vector(m*p)",
        "gradient c'*vec(A*X) wrt X",
        "c @ (A @ X).ravel(order='F')"
      ),
      EmittedCase(
        "A : matrix(m, n)\nX : matrix(k, p)\nC : matrix(m*k, n*p)",
        "gradient C : kron(A, X) wrt X, A",
        "np.sum(C * np.kron(A, X))"
      ),
      EmittedCase("x, c : vector(n)", "gradient c'*softmax(x) wrt x", "c @ (np.exp(x) / np.sum(np.exp(x)))"),
      EmittedCase("x : vector(n)", "gradient logsumexp(x) wrt x", "np.log(np.sum(np.exp(x)))"),
      EmittedCase("A : matrix(m, n)\nt : scalar", "gradient t*ones(m)'*A*ones(n) wrt t, A", "t * np.sum(A)"),
      EmittedCase("x : vector(n)\nt : scalar", "gradient sum(exp.(t*x)) wrt t", "np.sum(np.exp(t * x))"),
      EmittedCase(
        "S : matrix(n, n) symmetric\nC : matrix(n, n)",
        "gradient tr(C*S^2) wrt S",
        "np.trace(C @ S @ S)"
      ),
      EmittedCase(
        "D : matrix(n, n) diagonal\nC : matrix(n, n)",
        "gradient tr(C*D*C') wrt D",
        "np.trace(C @ D @ C.T)"
      ),
      EmittedCase("A : matrix(m, n)\nx : vector(n)", "jacobian sin.(A*x) wrt x", "np.sin(A @ x)"),
      EmittedCase("x : vector(n)", "jacobian softmax(x) wrt x", "np.exp(x) / np.sum(np.exp(x))"),
      EmittedCase(
        "A : matrix(m, n)\nX : matrix(n, k)\nB : matrix(k, p)",
        "jacobian A*X*B wrt X",
        "A @ X @ B"
      ),
      EmittedCase("X : matrix(n, n)", "jacobian X'*X wrt X", "X.T @ X"),
      EmittedCase("X : matrix(n, n) invertible", "jacobian inv(X) wrt X", "np.linalg.inv(X)"),
      EmittedCase("A : matrix(n, n)\nt : scalar", "jacobian t^2*A wrt t", "t**2 * A"),
      EmittedCase("A : matrix(m, n)\nx : vector(n)", "hessian norm2(A*x)^2 wrt x", "np.sum((A @ x)**2)"),
      EmittedCase(
        "A : matrix(m, n)\nx : vector(n)\nb : vector(m)",
        "hessian logsumexp(A*x + b) wrt x",
        "np.log(np.sum(np.exp(A @ x + b)))"
      ),
      EmittedCase(
        "X : matrix(m, n)\nA : matrix(m, m)",
        "hessian tr(X'*A*X) wrt X",
        "np.trace(X.T @ A @ X)"
      ),
      EmittedCase(
        "X, V : matrix(n, n) invertible",
        "hessian logdet(X) wrt X along V",
        "np.linalg.slogdet(X)[1]"
      ),
      EmittedCase("x, u, v : vector(n)", "hessian sum(exp.(x)) wrt x along u, v", "np.sum(np.exp(x))"),
      EmittedCase(
        "x, y : vector(n)\nA : matrix(n, n)",
        "differential x'*A*y wrt x, y",
        "x @ A @ y"
      ),
      EmittedCase("X, V : matrix(n, n)", "directional X'*X wrt X along V", "X.T @ X"),
    ]
}

/// What the program answered, for Python.
struct EmittedAnswer: Encodable {
  let kind: String
  let variable: String?
  let shape: [String]
  let code: String
}
