// Derivatives whose variable stands nowhere, and their directions: what each row is read as.

import Expressions
import Functions
import Syntax
import Testing

@testable import LaTeX

@Suite("A derivative in a direction") struct UnsaidVariableTests {
  private static let scope: Scope = {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(
      cell: """
        A, B, H, K, X : matrix(n, n)
        h, x, y : vector(n)
        c, s, t : scalar
        f(x) = x'*A*x
        g(X) = tr(X'*A*X)
        phi = x'*A*x
        """
    )
    return scope
  }()

  private func readings(_ latex: String, in scope: inout Scope) -> RowReadings? {
    let rows = LaTeXReader(scope: scope).rows(of: latex)
    guard rows.count == 1, rows[0].diagnostics.isEmpty,
      case .chain(let formulas, _)? = rows[0].statements.first?.kind
    else { return nil }
    return scope.readings(of: formulas, range: rows[0].range)
  }

  private func isRead(_ latex: String, _ claims: [String]) -> Bool {
    var scope = Self.scope
    guard case .read(let found, isCut: false)? = readings(latex, in: &scope) else { return false }
    let values = found.map { $0.row.formulas.compactMap(\.expression) }
    let expected = claims.map { claim -> [ExpressionID] in
      guard case .claim(let row)? = scope.perform(cell: "claim " + claim).first, row.fits else { return [] }
      return row.formulas.compactMap(\.expression)
    }
    return values == expected
  }

  /// `D\operatorname{tr}(AX)[H]` was a derivative by the product AX, and refuted; `\partial_A f[V]` was f at V.
  @Test(
    "is by the name below the sign, the argument of an own function, or the one name that varies",
    arguments: [
      NotationExample(#"D_X\operatorname{tr}(AX)[H] = c"#, "directional tr(A*X) wrt X along H == c"),
      NotationExample(#"D_A\operatorname{tr}(AX)[H] = c"#, "directional tr(A*X) wrt A along H == c"),
      NotationExample(#"D\operatorname{tr}(X^2)[H] = c"#, "directional tr(X^2) wrt X along H == c"),
      NotationExample(#"D\log\det X[H] = c"#, "directional log(det(X)) wrt X along H == c"),
      NotationExample(#"D(X^2)[H] = B"#, "directional X^2 wrt X along H == B"),
      NotationExample(#"D g(XB)[H] = c"#, "directional g(X*B) wrt (X*B) along H == c"),
      NotationExample(#"D g[H] = c"#, "directional g(X) wrt X along H == c"),
      NotationExample(#"D_H g(X) = c"#, "directional g(X) wrt X along H == c"),
      NotationExample(#"\partial_x f[h] = c"#, "directional f(x) wrt x along h == c"),
      NotationExample(#"\partial_x f(x)[h] = c"#, "directional f(x) wrt x along h == c"),
      NotationExample(#"\partial_x \phi[h] = c"#, "directional phi wrt x along h == c"),
      NotationExample(#"df[h] = c"#, "directional f(x) wrt x along h == c"),
      NotationExample(#"D\|x\|^2[h] = c"#, "directional norm2(x)^2 wrt x along h == c"),
      NotationExample(
        #"D^2\operatorname{tr}(X^3)[H, K] = c"#,
        "directional (directional tr(X^3) wrt X along H) wrt X along K == c"
      ),
      NotationExample(#"f[h] = c"#, "f(h) == c"),
      NotationExample(
        #"D\operatorname{tr}(AX)[H] = \operatorname{tr}(A\,dX)"#,
        "directional tr(A*X) wrt X along H == tr(A*d X)"
      ),
    ]
  )
  func variable(_ example: NotationExample) {
    #expect(isRead(example.latex, [example.claim]))
  }

  @Test(
    "without a name that can be the one is not read, and says how to write it",
    arguments: [
      #"D\operatorname{tr}(AX)[H] = \operatorname{tr}(AH)"#,
      #"d\operatorname{tr}(XA)[H] = \operatorname{tr}(HA)"#, #"D(AX)[H] = AH"#,
    ]
  )
  func unsaid(_ latex: String) throws {
    var scope = Self.scope
    guard case .failed(let plain)? = readings(latex, in: &scope) else {
      Issue.record("this is read")
      return
    }
    let problem = try #require(plain.row.formulas.flatMap(\.diagnostics).first)
    #expect(problem.code == "question.variables")
    #expect(problem.hints.contains { $0.contains("D_x") })
  }

  @Test("in a bracket after a small d is one or a product, but after the d of a name only a product")
  func bracket() {
    #expect(isRead("d(t^2)[s] = c", ["d (t^2)*s == c", "directional t^2 wrt t along s == c"]))
    #expect(isRead(#"d(x^\top x)[h] = c"#, ["directional x'*x wrt x along h == c"]))
    #expect(isRead("dX[A + B] = H", ["d X*(A + B) == H"]))
  }

  /// `\operatorname{d}x` was an unknown function, `\text{d}x` a differential.
  @Test("has the upright d of an operator's name as any other d")
  func upright() {
    #expect(isRead(#"\operatorname{d}X\,A = H"#, ["d X*A == H"]))
    #expect(isRead(#"\operatorname{d}\,X^2 = H"#, ["d (X^2) == H"]))
  }

  /// `D(D(D(…)))` was tried twice at every level.
  @Test(
    "is read in a time that grows with its nesting, not twice as long for each level",
    .timeLimit(.minutes(4))
  )
  func nested() {
    let reader = LaTeXReader(scope: Self.scope)
    for sign in ["D", "D^2", #"\partial_X "#, "d"] {
      let depth = 50
      let text = String(repeating: sign + "(", count: depth) + "X" + String(repeating: ")", count: depth)
      #expect(reader.rows(of: text + " = X").count == 1, "\(sign)")
    }
  }
}
