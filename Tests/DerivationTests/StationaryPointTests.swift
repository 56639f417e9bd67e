// Stationary points: the normal equations and their relatives, and what cannot be solved says so.

import Derivation
import Expressions
import Testing

@Suite("A stationary point") struct StationaryPointTests {
  private static let declarations = """
    A : matrix(m, n)
    B : matrix(m, k)
    F : matrix(p, k)
    C, X : matrix(n, k)
    Z : matrix(n, p)
    M, S : matrix(n, n) symmetric positive-definite
    R : matrix(k, k) symmetric positive-definite
    Q, H, G : matrix(n, n)
    O : matrix(n, n) orthogonal
    b : vector(m)
    x, a : vector(n)
    lambda, s, t : scalar positive
    """

  @Test(
    "is found where the unknown enters in a known way",
    arguments: [
      ("norm2(A*x - b)^2", "x", "inv(A'*A)*A'*b"),
      ("norm2(A*x - b)^2 + lambda*norm2(x)^2", "x", "inv(A'*A + lambda*eye(n))*A'*b"),
      ("normF(A*X - B)^2", "X", "inv(A'*A)*A'*B"),
      ("normF(A*Z*F - B)^2", "Z", "inv(A'*A)*A'*B*F'*inv(F*F')"),
      ("1/2*x'*M*x - a'*x", "x", "inv(M)*a"),
      ("logdet(S) + tr(inv(S)*M)", "S", "M"),
      ("logdet(H) - tr(H*Q)", "H", "inv(Q)"),
      ("tr(X'*M*X) + tr(X*R*X') - 2*tr(C'*X)", "X", "sylvester(M, R, C)"),
      ("sum(exp.(x)) - a'*x", "x", "log.(a)"),
      ("s*log(t) + lambda/t", "t", "lambda/s"),
      ("normF(G*O - H)^2", "O", "G'*H*inv(sqrtm(H'*G*G'*H))"),
    ]
  )
  func found(_ function: String, _ variable: String, _ point: String) throws {
    var work = try Worked(StationaryPointTests.declarations)
    let expression = try work.expression(function)
    let derivation = try work.derive(variable) { try $0.stationaryPoint(of: expression, wrt: $1) }
    #expect(work.text(derivation.result) == point)
    try work.expectLinesHold(derivation, wrt: variable, function)
  }

  @Test("says what is known where it finds none", arguments: [("sum(x.^3 + exp.(x))", "x"), ("a'*x", "x")])
  func unknown(_ function: String, _ variable: String) throws {
    var work = try Worked(StationaryPointTests.declarations)
    let expression = try work.expression(function)
    #expect(throws: DerivationFailure.self) {
      _ = try work.derive(variable) { try $0.stationaryPoint(of: expression, wrt: $1) }
    }
  }

  @Test("of a definite quadratic is called the minimum")
  func secondOrder() throws {
    var work = try Worked(StationaryPointTests.declarations)
    let expression = try work.expression("1/2*x'*M*x - a'*x")
    let derivation = try work.derive("x") { try $0.stationaryPoint(of: expression, wrt: $1) }
    let last = try #require(derivation.steps.last)
    #expect(work.text(last.right) == "M")
    #expect(last.rules.map(\.name) == ["second-order test, positive definite: the minimum"])
  }
}
