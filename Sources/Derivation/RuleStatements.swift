// What the rules of the calculus say, each in one line of the plain language: for the list at the end of a report and for
// `nabla rules`. The laws of the functions are written beside the functions.

import Functions

extension RuleNames {
  /// What each rule says that belongs to no single function, by its name.
  package static let statements: [String: [String]] = {
    var found: [String: [String]] = [:]
    func add(_ statement: String, to rule: RuleReference) {
      if found[rule.name]?.contains(statement) != true { found[rule.name, default: []].append(statement) }
    }
    for law in Law.own { add("\(law.pattern) = \(law.replacement)", to: law.reference) }
    for (rule, statement) in examples { add(statement, to: rule) }
    return found
  }()

  private static let examples: [(RuleReference, String)] = reading + products + powers + sums + stationary

  private static let reading: [(RuleReference, String)] = [
    (.definition, "where y = A*x is defined: dy = d(A*x)"),
    (.naming, "A*x - b is called r"),
    (.gradientRead, "df = G : dX says gradient f wrt X == G"),
    (.memberRead, "df = sum(i in 1..m, g[i] : dx[i]) says gradient f wrt x[i] == g[i]"),
    (.jacobianRead, "vec(dF) = J*vec(dX) says jacobian F wrt X == J"),
    (.vectorJacobianRead, "dy = J*dx says jacobian y wrt x == J"),
    (.hessianRead, "d(gradient f wrt x) = H*dx says hessian f wrt x == H"),
    (.scalarVariable, "dF = A*dt says that the derivative of F by t is A"),
    (.knownDifferential, "df = G : dX, where G is the gradient found above"),
    (.direction, "dX = V"),
    (.unitDirection, "where X[i, j] alone moves: dX = basis(m, i)*basis(n, j)'"),
    (.structure, "for a symmetric X: G : dX = (G + G')/2 : dX"),
    (.symmetry, "for a symmetric S: S' = S"),
    (.tiedEntries, "for a symmetric X: the tied gradient is G + G' - eye(n) .* G"),
    (.simplify, "2*x + 3*x = 5*x"),
  ]

  private static let products: [(RuleReference, String)] = [
    (.constantFactor, "P : Q*R = P*R' : Q = Q'*P : R"),
    (.transposeRule, "P : Q' = P' : Q"),
    (.collect, "P : dX + Q : dX = (P + Q) : dX"),
    (.constants, "where A is constant: d(A*X) = A*dX"),
    (.columnForm, "a'*dx*b = b*a'*dx"),
    (.quotientRule, "d(a/b) = (b*da - a*db)/b^2"),
    (.vectorization, "vec(A*X*B) = kron(B', A)*vec(X)"),
    (.kroneckerTrace, "tr(kron(A, B)) = tr(A)*tr(B)"),
    (.writtenDeterminant, "det([a, b; c, d]) = a*d - b*c"),
  ]

  private static let powers: [(RuleReference, String)] = [
    (.squaredNorm, "d(x'*x) = 2*x : dx"),
    (.powerOfNorm, "d norm2(x)^k = k*norm2(x)^(k - 2)*x : dx"),
    (.traceOfPower, "d tr(X^k) = k*(X^(k - 1))' : dX"),
    (.matrixPower, "d(X^2) = dX*X + X*dX"),
    (.halfPower, "X^(3/2) = sqrtm(X)^3"),
    (.fractionalPower, "X^q = expm(q*logm(X))"),
  ]

  private static let sums: [(RuleReference, String)] = [
    (.indexedSum, "d sum(i in 1..m, f[i]) = sum(i in 1..m, df[i])"),
    (.elementwiseChain, "d exp.(A*x) = exp.(A*x) .* d(A*x)"),
    (.constantFunction, "where c is constant: dc = 0"),
  ]

  private static let stationary: [(RuleReference, String)] = [
    (.stationary, "gradient f wrt x == 0"),
    (.constantsMoved, "A*x - b == 0 says A*x == b"),
    (.linearSolved, "A*x == b with an invertible A says x == inv(A)*b"),
    (.sylvesterSolved, "A*X + X*B == C, where one X meets it"),
    (.vecSolved, "A*X*B == C says kron(B', A)*vec(X) == vec(C)"),
    (.inverseCleared, "inv(X) == inv(X)*S*inv(X) says X == S"),
    (.rootTaken, "t^2 == a with a positive t says t == sqrt(a)"),
    (.functionInverted, "exp.(x) == y says x == log.(y)"),
    (.polarFactor, "with M = U*S*V' and Q = U*V': Q'*M is symmetric"),
  ]
}
