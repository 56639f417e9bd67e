// Proofs by normal form: what the laws of the ring give is proved, what only arithmetic knows is not, and a proof
// never stands alone.

import Expressions
import Findings
import Testing
import Verification

@Suite("Proof by normal form") struct ProofTests {
  static let premises = """
    A, B, X : matrix(n, n)
    C : matrix(n, m)
    S : matrix(n, n) symmetric
    K : matrix(n, n) skew
    Q : matrix(n, n) orthogonal
    x, y : vector(n)
    t : scalar
    M = A * X + X'
    """

  @Test(
    "is given for what follows from the laws of the ring",
    arguments: [
      "(A + B)*(A - B) == A^2 - A*B + B*A - B^2", "tr(A*B*X) == tr(X'*B'*A')'", "A : (B*X) == (B'*A) : X",
      "inv(A*B)*A == inv(B)", "x'*S*y == y'*S*x", "tr(S*K) == 0", "tr(Q'*A*Q) == tr(A)",
      "norm2(x - y)^2 == x'*x - 2*x'*y + y'*y", "det(A*B') == det(A)*det(B)", "M' == X'*A' + X",
      "kron(A, B)*kron(X, A) == kron(A*X, B*A)", "vec(A*X*B) == kron(B', A)*vec(X)",
      "commutation(n, m)*vec(C) == vec(C')", "vec(A)'*vec(B) == tr(A'*B)", "vec(x*y') == kron(y, x)",
      "diag(vec(A))*vec(B) == vec(A .* B)", "diag(x)*A*diag(y) == A .* (x*y')",
      "(x*y') .* (y*x') == (x .* y)*(y .* x)'",
    ]
  )
  func ring(_ equation: String) throws {
    var cell = Cell(Self.premises)
    let outcome = try cell.check(equation)
    #expect(outcome.verdict == .holds, "\(equation)")
    #expect(outcome.strongest?.kind == .proved, "\(equation)")
    #expect(
      outcome.evidence.contains { $0.evidence.kind == .exact || $0.evidence.kind == .enclosed },
      "\(equation)"
    )
  }

  @Test(
    "is given for differentials by the product rule",
    arguments: [
      "d (X^3) == d X*X^2 + X*d X*X + X^2*d X", "d inv(X) == -inv(X)*d X*inv(X)",
      "d logdet(X) == inv(X)' : d X", "d det(X) == det(X)*tr(inv(X)*d X)",
      "d norm2(X*x)^2 == 2*(X*x*x') : d X", "d M == A*d X + (d X)'",
      "gradient tr(A*X*B*X) wrt X == A'*X'*B' + B'*X'*A'",
      "gradient x'*inv(X)*y wrt X == -inv(X)'*x*y'*inv(X)'",
      "jacobian A*X*B wrt X == kron(B', A)", "jacobian X^2 wrt X == kron(X', eye(n)) + kron(eye(n), X)",
      "gradient norm2(X*x - y) wrt X == (X*x - y)*x'/norm2(X*x - y)",
    ]
  )
  func differentials(_ equation: String) throws {
    var cell = Cell(Self.premises)
    let outcome = try cell.check(equation, varying: ["X"])
    #expect(outcome.verdict == .holds, "\(equation)")
    #expect(outcome.strongest?.kind == .proved, "\(equation)")
  }

  @Test(
    "is not given where the laws of the ring do not suffice",
    arguments: [
      ("exp(2*t) == exp(t)^2", [String]()), ("d exp.(x) == exp.(x) .* d x", ["x"]),
      ("gradient tr(A*S) wrt S == (A + A')/2", ["S"]), ("d (S*A) == d S*A", ["S"]),
    ]
  )
  func beyond(_ equation: String, _ varying: [String]) throws {
    var cell = Cell(Self.premises)
    let outcome = try cell.check(equation, varying: varying)
    #expect(outcome.verdict == .holds, "\(equation)")
    #expect(outcome.strongest?.kind != .proved, "\(equation)")
  }

  @Test(
    "is never given for a false equation",
    arguments: [
      "A*B == B*A", "tr(A*B*X) == tr(B*A*X)", "A' == A", "inv(A + B) == inv(A) + inv(B)", "K' == K",
      "d (X^2) == 2*X*d X", "gradient tr(A*X) wrt X == A", "jacobian A*X*B wrt X == kron(B, A)",
      "det(A + B) == det(A) + det(B)", "commutation(n, m)*vec(C) == vec(C)", "(A*B)' == A'*B'",
    ]
  )
  func falseEquations(_ equation: String) throws {
    var cell = Cell(Self.premises)
    guard let outcome = try? cell.check(equation, varying: equation.contains("X") ? ["X"] : []) else {
      return
    }
    #expect(outcome.verdict == .refuted, "\(equation)")
    #expect(!outcome.evidence.contains { $0.evidence.kind == .proved }, "\(equation)")
  }

  @Test("names the laws it took") func laws() throws {
    var cell = Cell(Self.premises)
    let outcome = try cell.check("tr((A + B)'*X) == tr(A'*X) + B : X")
    let proof = try #require(outcome.evidence.first)
    #expect(
      proof.bound == "both sides have one form, by products of sums, transposes of products, rotated traces"
    )
  }
}
