import CodeGeneration
import Expressions
import Functions
import Testing

@Suite("Emitted code computes what the formula says, for every kind of expression") struct ValueTests {
  @Test("in NumPy")
  func numpy() throws {
    let cases = try cases()
    let printed = try PythonRun.faults(in: cases, language: \.numpy)
    #expect(printed == ["done \(cases.count - 1)"])
  }

  @Test("in JAX", .enabled(if: PythonRun.hasJAX, "needs JAX"))
  func jax() throws {
    let cases = try cases()
    let printed = try PythonRun.faults(in: cases, language: \.jax)
    #expect(printed == ["done \(cases.count - 1)"])
  }

  private func cases() throws -> [PythonCase] {
    let s = Sample()
    let (x, y, a, b, u) = (s["x"], s["y"], s["a"], s["b"], s["u"])
    let (w, big, A, B, S, M, N) = (s["W"], s["X"], s["A"], s["B"], s["S"], s["M"], s["N"])
    let (t, q) = (s["t"], s["q"])
    let two = s.number(2)
    var cases: [(String, ExpressionID, String)] = [
      ("symbol", x, "x"),
      ("row", s.T(x), "x"),
      ("number", s.number(Rational(1, 3)), "1/3"),
      ("zeros", s.graph.zeros(Shape("n", "m")), "np.zeros((n, m))"),
      ("zero vector", s.graph.zeros(.vector("n")), "np.zeros(n)"),
      ("size", s.graph.product([s.graph.size("n"), t]), "n * t"),
      ("identity", s.sum(A, s.graph.identity("n")), "A + I"),
      ("ones", s.product(s.graph.ones(Shape(.one, "n")), x), "x.sum()"),
      ("ones matrix", s.graph.ones(Shape("n", "m")), "np.ones((n, m))"),
      ("inner", s.product(s.T(x), y), "x @ y"),
      ("outer", s.product(x, s.T(u)), "outer(x, u)"),
      ("matvec", s.product(A, x), "A @ x"),
      ("vecmat", s.product(s.T(x), A), "x @ A"),
      ("quadratic", s.product(s.T(x), A, x), "x @ A @ x"),
      ("chain", s.product(A, M, N, B), "A @ M @ N @ B"),
      ("scalar factor", s.product(two, t, A, x), "2 * t * A @ x"),
      ("scalar chain in front", s.product(s.product(s.T(x), y), A), "(x @ y) * A"),
      ("difference", s.graph.difference(s.product(A, x), b), "A @ x - b"),
      ("negative first", s.sum(s.graph.negative(A), B), "B - A"),
      ("all negative", s.sum(s.graph.negative(A), s.graph.negative(B)), "-A - B"),
      ("negative sum in product", s.product(s.graph.difference(A, B), x), "(A - B) @ x"),
      ("subtracted sum", s.graph.difference(A, s.sum(B, w)), "A - B - W"),
      ("quotient", s.graph.quotient(s.graph.difference(x, a), by: s.product(s.T(x), x)), "(x - a)/(x @ x)"),
      ("cube below", s.graph.product([s.graph.power(t, -3), x]), "x / t**3"),
      ("transpose", s.T(s.product(A, M)), "(A @ M).T"),
      ("transpose of sum", s.T(s.sum(A, B)), "(A + B).T"),
      ("inverse", s.inverse(A), "inv(A)"),
      ("inverse transpose", s.T(s.inverse(A)), "inv(A).T"),
      ("solve", s.product(s.inverse(A), x), "inv(A) @ x"),
      ("solve matrix", s.product(s.inverse(A), M), "inv(A) @ M"),
      ("solve from the right", s.product(N, s.inverse(A)), "N @ inv(A)"),
      ("solve row", s.product(s.T(x), s.inverse(A)), "x @ inv(A)"),
      ("solve transposed", s.product(s.T(s.inverse(A)), x), "inv(A).T @ x"),
      ("solve symmetric", s.product(s.T(s.inverse(S)), x), "inv(S) @ x"),
      ("inverse twice", s.product(s.inverse(A), x, s.T(y), s.inverse(A)), "outer(inv(A) @ x, y @ inv(A))"),
      ("inverse of sum", s.product(s.inverse(s.sum(A, B)), x), "inv(A + B) @ x"),
      ("square", s.graph.power(A, 2), "A @ A"),
      ("fifth power", s.graph.power(A, 5), "np.linalg.matrix_power(A, 5)"),
      ("negative power", s.product(s.graph.power(A, -2), x), "inv(A) @ inv(A) @ x"),
      ("symbolic power", s.graph.power(A, q), "A @ A @ A"),
      ("power in a chain", s.product(s.T(s.graph.power(A, 3)), x), "(A @ A @ A).T @ x"),
      ("scalar power", s.graph.power(t, s.sum(q, s.number(1))), "t**4"),
      ("square root", s.graph.power(t, s.number(Rational(1, 2))), "t**0.5"),
      ("exponential", s.graph.power(s.graph.constant(.e), s.product(s.number(-2), t)), "np.exp(-2*t)"),
      ("hadamard", s.graph.hadamard([A, B, w]), "A * B * W"),
      ("hadamard quotient", s.graph.hadamard([A, s.graph.hadamardPower(B, s.number(-1))]), "A / B"),
      ("hadamard power", s.graph.hadamardPower(A, s.number(3)), "A**3"),
      ("frobenius", s.graph.frobenius(A, B), "np.sum(A * B)"),
      ("frobenius of an outer product", s.graph.frobenius(s.product(two, x, s.T(y)), B), "2 * x @ B @ y"),
      ("frobenius of vectors", s.graph.frobenius(x, y), "x @ y"),
      ("kronecker", s.graph.kronecker(M, A), "kron(M, A)"),
      ("kronecker of vectors", s.graph.kronecker(x, u), "kron(x, u)"),
      ("kronecker to outer", s.graph.kronecker(x, s.T(u)), "outer(x, u)"),
      ("kronecker row", s.graph.kronecker(s.T(x), A), "kron(x[None, :], A)"),
      ("kronecker column", s.graph.kronecker(A, x), "kron(A, x[:, None])"),
      ("direction", s.product(A, s.d("X"), B), "A @ dX @ B"),
      ("direction of a transpose", s.graph.differential(s.T(big)), "dX.T"),
      ("entry", s.graph.entry(A, row: s.number(2), column: s.number(1)), "A[1, 0]"),
      ("entry of a vector", s.graph.entry(x, row: s.graph.size("m"), column: s.number(1)), "x[m - 1]"),
      ("block", s.graph.block(columns: 2, [A, M, N, s.product(N, M)]), "np.block([[A, M], [N, N @ M]])"),
      ("block vector", s.graph.block(columns: 1, [x, t, u]), "np.concatenate([x, [t], u])"),
      (
        "block with vectors", s.graph.block(columns: 2, [A, x, s.T(y), t]),
        "np.block([[A, x[:, None]], [y, t]])"
      ),
      ("literal", s.graph.block(columns: 2, [t, two, q, t]), "[[t, 2], [q, t]]"),
      ("trace of a product", try s.apply("tr", s.product(A, M, N)), "tr(A @ M @ N)"),
      ("trace of an outer product", try s.apply("tr", s.product(A, x, s.T(y))), "y @ A @ x"),
      ("trace of a square", try s.apply("tr", s.graph.power(A, 2)), "tr(A @ A)"),
      ("trace with an inverse", try s.apply("tr", s.product(two, s.inverse(A), B)), "2 * tr(inv(A) @ B)"),
      ("trace", try s.apply("tr", s.sum(A, B)), "tr(A + B)"),
      ("logdet", try s.apply("logdet", A), "np.log(abs(det(A)))"),
      ("det of a scalar", try s.apply("det", s.product(s.T(x), y)), "x @ y"),
      ("norm", try s.apply("norm2", s.graph.difference(x, a)), "np.linalg.norm(x - a)"),
      ("vec", try s.apply("vec", M), "vec(M)"),
      ("diagonal", try s.apply("diag", A), "np.diag(A)"),
      ("Diag", try s.apply("Diag", x), "np.diag(x)"),
      ("Diag times matrix", s.product(try s.apply("Diag", x), M), "np.diag(x) @ M"),
      ("matrix times Diag", s.product(N, try s.apply("Diag", x)), "N @ np.diag(x)"),
      ("Diag times vector", s.product(try s.apply("Diag", x), y), "x * y"),
      ("pinv", try s.apply("pinv", M), "np.linalg.pinv(M)"),
      ("pinv of a vector", try s.apply("pinv", x), "x / (x @ x)"),
      (
        "commutation", try s.apply("commutation", s.graph.size("n"), s.graph.size("m")),
        "kron(np.eye(m), I)[[j * n + i for i in range(n) for j in range(m)]]"
      ),
      ("map", s.graph.map("exp", s.product(A, x)), "np.exp(A @ x)"),
      ("sigmoid", s.graph.map("sigmoid", A), "1 / (1 + np.exp(-A))"),
      ("keyword", s.product(s["lambda"], x), "0.25 * x"),
    ]
    let (i, j, f, g) = (try s.symbol("i"), try s.symbol("j"), try s.symbol("f"), try s.symbol("g"))
    let fi = s.graph.member(f, at: s["i"])
    let gi = s.graph.member(g, at: s["i"])
    let gj = s.graph.member(g, at: s["j"])
    let residual = s.graph.difference(gi, s.product(s.T(fi), x))
    cases += [
      ("sum over a family", s.graph.indexedSum(i, s.product(gi, fi)), "g @ f"),
      ("sum of outer products", s.graph.indexedSum(i, s.product(fi, s.T(fi))), "f.T @ f"),
      (
        "sum with a shared part", s.graph.indexedSum(i, s.product(residual, residual, fi)),
        "((g - f @ x)**2) @ f"
      ),
      ("index as a number", s.graph.indexedSum(i, s.product(s["i"], gi)), "np.arange(1, m + 1) @ g"),
      ("constant body", s.graph.indexedSum(i, s.product(s.T(x), y)), "m * (x @ y)"),
      ("nested sums", s.graph.indexedSum(i, s.graph.indexedSum(j, s.product(gi, gj, fi))), "g.sum() * g @ f"),
      ("product", s.graph.indexedProduct(i, gi), "np.prod(g)"),
      (
        "two sums", s.sum(s.graph.indexedSum(i, gi), s.graph.power(s.graph.indexedSum(i, gi), 2)),
        "g.sum() + g.sum()**2"
      ),
    ]
    let square = s.define("P", s.graph.power(w, 2))
    let z = s.define("z", s.product(s.T(square), x))
    let zz = s.product(two, s.sum(s.product(x, s.T(z), s.T(w)), s.product(s.T(w), x, s.T(z))))
    cases += [
      ("definition", z, "(W @ W).T @ x"),
      (
        "gradient of the quartic form", zz,
        "2 * (outer(x, (W @ W).T @ x) @ W.T + W.T @ outer(x, (W @ W).T @ x))"
      ),
      ("definition used as a matrix", s.sum(square, s.T(square)), "W @ W + (W @ W).T"),
    ]
    return try cases.map { name, id, expected in
      PythonCase(name: name, code: try #require(s.code(id), "\(name)"), expected: expected)
    }
  }
}
