// Every line of every derivation holds, by the evaluator, which shares no code with the derivation: a table of the
// functions people look up, of the kinds in the Matrix Cookbook, Magnus & Neudecker and Minka.

import Derivation
import Expressions
import Testing

@Suite("Every line holds of the") struct DerivationLawTests {
  private static let declarations = """
    X, Y : matrix(n, m)
    Z, A, B : matrix(n, n)
    C : matrix(m, m)
    S : matrix(n, n) symmetric
    P : matrix(n, n) symmetric positive-definite
    Q : matrix(n, n) orthogonal
    L : matrix(n, n) lower-triangular
    T : matrix(n, n) toeplitz
    D : matrix(n, n) diagonal
    K : matrix(n, n) skew
    x, y, a, b : vector(n)
    u : vector(n) positive
    t : scalar
    """

  @Test(
    "gradient of",
    arguments: [
      ("tr(kron(Z, Z))", "Z"), ("tr(kron(A, X*X'))", "X"), ("det(kron(Z, A))", "Z"),
      ("logdet(kron(Z, A))", "Z"), ("normF(kron(X, Y))", "X"), ("sum(kron(X, Y))", "X"),
      ("det(X'*A*X)", "X"), ("logdet(X'*X)", "X"), ("det(Z^3)", "Z"), ("logdet(eye(m) + X'*P*X)", "X"),
      ("det(eye(n) + x*y')", "x"), ("tr(inv(Z + A))", "Z"), ("tr(A*inv(Z)*B)", "Z"),
      ("tr(A*Z^(-2)*B)", "Z"), ("tr(P^(-1/2)*A)", "P"), ("tr(A*sqrtm(P))", "P"), ("tr(A*logm(P))", "P"),
      ("tr(expm(A*Z))", "Z"), ("tr(A*sinm(Z))", "Z"), ("tr(pinv(X)*Y)", "X"), ("nuclear(X)", "X"),
      ("spectral(X)", "X"), ("eigmax(P)", "P"), ("a'*eigvec(P, 1)", "P"), ("singval(X, 1)", "X"),
      ("normF(X)", "X"), ("norm1(A*x - b)", "x"), ("norm2(x - a)", "x"), ("sum(u .* log.(u))", "u"),
      ("sum(erf.(x))", "x"), ("sum(sqrt.(u))", "u"), ("sum(relu.(A*x + b))", "x"),
      ("1/(1 + exp(-a'*x))", "x"), ("log(1 + exp(a'*x))", "x"), ("softmax(A*x)'*b", "x"),
      ("-y'*log.(softmax(A*x))", "A"), ("tr(diag(x)*A*diag(x)*B)", "x"), ("tr((Z .* A)*B)", "Z"),
      ("(x'*A*x)/(x'*x)", "x"), ("prod(x)", "x"), ("Z[1, 2]^2", "Z"), ("sum(i in 1..n, x[i]^2)", "x"),
      ("tr([Z, A; B, Z])", "Z"), ("logdet([P, A; A', P + P])", "P"), ("sum(vech(A*Z))", "Z"),
      ("tr(A*T)", "T"), ("tr(A*L)", "L"), ("tr(A*D)", "D"),
    ]
  )
  func gradient(_ function: String, _ variable: String) throws {
    var work = try Worked(DerivationLawTests.declarations)
    let expression = try work.expression(function)
    let derivation = try work.derive(variable) { try $0.gradient(of: expression, wrt: $1) }
    // The last line states the free gradient, which on a structured variable is not the projected one.
    let isStructured = ["S", "P", "Q", "L", "T", "D", "K"].contains(variable)
    let lines = isStructured ? Array(derivation.steps.dropLast()) : derivation.steps
    let shown = Derivation(
      of: derivation.of,
      variable: derivation.variable,
      steps: lines,
      result: derivation.result,
      helpers: derivation.helpers,
      conditions: derivation.conditions
    )
    try work.expectLinesHold(shown, wrt: variable, function)
  }

  @Test(
    "Jacobian of",
    arguments: [
      ("inv(S)", "S"), ("A*D*B", "D"), ("A*K", "K"), ("A*L", "L"), ("A*T", "T"), ("A*Q", "Q"),
      ("vech(S)", "S"), ("vech(Z)", "Z"), ("diag(x)", "x"), ("diag(Z)", "Z"), ("tril(Z)", "Z"),
      ("sqrtm(P)", "P"), ("chol(P)", "P"), ("expm(Z)", "Z"), ("expm(t*A)", "t"), ("adj(Z)", "Z"),
      ("pinv(X)", "X"), ("X'*X", "X"), ("Z^3", "Z"), ("softmax(A*x)", "x"), ("x*x'", "x"),
      ("kron(X, Y)", "X"), ("[Z, A; B, Z]", "Z"),
    ]
  )
  func jacobian(_ function: String, _ variable: String) throws {
    var work = try Worked(DerivationLawTests.declarations)
    let expression = try work.expression(function)
    let derivation = try work.derive(variable) {
      try $0.jacobian(of: expression, wrt: $1, convention: .projected)
    }
    try work.expectLinesHold(derivation, wrt: variable, function)
  }

  @Test(
    "Hessian of",
    arguments: [
      ("tr(S*A*S)", "S"), ("logdet(P)", "P"), ("tr(D*A*D)", "D"), ("x'*A*x", "x"), ("logsumexp(A*x)", "x"),
      ("tr(X'*A*X)", "X"), ("logdet(Z)", "Z"), ("norm2(x)", "x"), ("tr(A*expm(Z))", "Z"),
      ("sum(exp.(A*x))", "x"),
    ]
  )
  func hessian(_ function: String, _ variable: String) throws {
    var work = try Worked(DerivationLawTests.declarations)
    let expression = try work.expression(function)
    let derivation = try work.derive(variable) {
      try $0.hessian(of: expression, wrt: $1, convention: .projected)
    }
    try work.expectLinesHold(derivation, wrt: variable, function)
  }
}
