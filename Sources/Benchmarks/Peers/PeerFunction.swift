// The functions that are measured beside other systems.

/// A function with its variable, as a cell says it.
struct PeerFunction: Sendable {
  /// The number by which the scripts know it; an H behind it asks for the Hessian.
  let number: String
  /// Whether the gradient or the Hessian is asked for.
  var kind = "gradient"
  /// The function.
  let function: String
  /// The variable of differentiation.
  let variable: String
  /// The declarations of all names, a line each.
  let declarations: String

  /// The question.
  var question: String { "\(kind) \(function) wrt \(variable)" }

  private init(
    _ number: String,
    _ function: String,
    wrt variable: String,
    _ declarations: String...,
    kind: String = "gradient"
  ) {
    self.number = number
    self.kind = kind
    self.function = function
    self.variable = variable
    self.declarations = declarations.joined(separator: "\n")
  }

  private static let square = "X : matrix(n, n)"
  private static let rectangular = "X : matrix(n, m)"
  private static let logistic = "sum(log.(1 .+ exp.(-y .* (A*w))))"
  private static let factorization = "normF(U*V' - T)^2"

  /// All functions, in the order of the table.
  static let all = [
    PeerFunction("1", "x'*W^2*(W^2)'*x", wrt: "W", "W : matrix(n, n)", "x : vector(n)"),
    PeerFunction("2", "tr(A*X*B)", wrt: "X", "A : matrix(p, n)", rectangular, "B : matrix(m, p)"),
    PeerFunction("3", "tr(X'*A*X*B)", wrt: "X", "A : matrix(n, n)", rectangular, "B : matrix(m, m)"),
    PeerFunction("4", "logdet(X)", wrt: "X", square),
    PeerFunction("5", "det(X)", wrt: "X", square),
    PeerFunction("6", "a'*inv(X)*b", wrt: "X", "a, b : vector(n)", square),
    PeerFunction("7", "normF(A*X - B)^2", wrt: "X", "A : matrix(p, n)", rectangular, "B : matrix(p, m)"),
    PeerFunction("8", "norm2(A*x - b)", wrt: "x", "A : matrix(n, m)", "x : vector(m)", "b : vector(n)"),
    PeerFunction("9", logistic, wrt: "w", "A : matrix(n, m)", "w : vector(m)", "y : vector(n)"),
    PeerFunction("10", "tr(X^5)", wrt: "X", square),
    PeerFunction("11", "sum(exp.(X))", wrt: "X", rectangular),
    PeerFunction("12", "tr(expm(X))", wrt: "X", square),
    PeerFunction("13", factorization, wrt: "U", "U : matrix(n, p)", "V : matrix(m, p)", "T : matrix(n, m)"),
    PeerFunction("14", "logdet(A + X*X')", wrt: "X", "A : matrix(n, n)", rectangular),
    PeerFunction(
      "15",
      "log(sum(exp.(W*x))) - y'*W*x",
      wrt: "W",
      "W : matrix(n, m)",
      "x : vector(m)",
      "y : vector(n)"
    ),
    PeerFunction("16", "tr(inv(X'*C*X)*A)", wrt: "X", rectangular, "C : matrix(n, n)", "A : matrix(m, m)"),
    PeerFunction("17", "tr(X^k)", wrt: "X", square, "k : scalar"),
    PeerFunction("18", "tr(X'*X) + tr(A'*A)", wrt: "X", rectangular, "A : matrix(n, m)"),
    PeerFunction(
      "9H",
      logistic,
      wrt: "w",
      "A : matrix(n, m)",
      "w : vector(m)",
      "y : vector(n)",
      kind: "hessian"
    ),
    PeerFunction(
      "13H",
      factorization,
      wrt: "U",
      "U : matrix(n, p)",
      "V : matrix(m, p)",
      "T : matrix(n, m)",
      kind: "hessian"
    ),
  ]
}
