// Notations by example: what each row is read as, in the language of cells.

import Expressions
import Functions
import Syntax
import Testing

@testable import LaTeX

/// A row and the claim it is read as.
struct NotationExample: Sendable, CustomTestStringConvertible {
  let latex: String
  let claim: String

  init(_ latex: String, _ claim: String) {
    self.latex = latex
    self.claim = claim
  }

  var testDescription: String { latex }
}

@Suite("A notation") struct NotationExampleTests {
  private static let scope: Scope = {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(
      cell: """
        A, B, H, X : matrix(n, n)
        a, h, x, y : vector(n)
        c, s, t : scalar
        f(x) = x'*A*x
        g(X) = tr(X'*A*X)
        """
    )
    return scope
  }()

  private static func formulas(_ latex: String) -> (formulas: [DisplayFormula], problems: [String]) {
    let row = LaTeXReader(scope: scope).rows(of: latex).first
    guard case .chain(let formulas, _)? = row?.statements.first?.kind else {
      return ([], row?.diagnostics.map(\.message) ?? [])
    }
    return (formulas, row?.diagnostics.map(\.message) ?? [])
  }

  /// The readings of a row, as expressions, with the scope they stand in.
  private static func readings(_ latex: String) -> (values: [[ExpressionID]], scope: Scope) {
    var scope = scope
    let (formulas, _) = formulas(latex)
    guard let first = formulas.first,
      case .read(let found, isCut: false) = scope.readings(of: formulas, range: first.range)
    else { return ([], scope) }
    return (found.map { $0.row.formulas.compactMap(\.expression) }, scope)
  }

  private func isRead(_ example: NotationExample) -> Bool {
    var (found, scope) = Self.readings(example.latex)
    guard case .claim(let row)? = scope.perform(cell: "claim " + example.claim).first, row.fits else {
      return false
    }
    return found == [row.formulas.compactMap(\.expression)]
  }

  static let slashes = [
    NotationExample(#"\partial f/\partial x = y"#, "gradient f(x) wrt x == y"),
    NotationExample(#"df(x)/dx = y"#, "gradient f(x) wrt x == y"),
    NotationExample(#"\partial f(x)/\partial x = y"#, "gradient f(x) wrt x == y"),
    NotationExample(#"d(a^\top x)/dx = y"#, "gradient a'*x wrt x == y"),
    NotationExample(#"d(t^3)/dt = c"#, "gradient t^3 wrt t == c"),
    NotationExample(#"d^2(t^3)/dt^2 = c"#, "hessian t^3 wrt t == c"),
    NotationExample(#"dx/c = y"#, "d x/c == y"),
  ]

  static let primes = [
    NotationExample(#"(t^2)' = c"#, "gradient t^2 wrt t == c"),
    NotationExample(#"(\sin t)' = c"#, "gradient sin(t) wrt t == c"),
    NotationExample(#"(e^{2t})' = c"#, "gradient exp(2*t) wrt t == c"),
    NotationExample(#"(t^3)'' = c"#, "gradient (gradient t^3 wrt t) wrt t == c"),
    NotationExample(#"(x^\top A x)' = c"#, "(x'*A*x)' == c"),
  ]

  static let directions = [
    NotationExample(#"df(x)h = c"#, "directional f(x) wrt x along h == c"),
    NotationExample(#"df(x)\cdot h = c"#, "directional f(x) wrt x along h == c"),
    NotationExample(#"g'(X)(H) = c"#, "directional g(X) wrt X along H == c"),
    NotationExample(#"g'(X)[H] = c"#, "directional g(X) wrt X along H == c"),
    NotationExample(#"g'(X)(H) = B"#, "(gradient g(X) wrt X)*H == B"),
  ]

  static let places = [
    NotationExample(#"df_x(h) = c"#, "directional f(x) wrt x along h == c"),
    NotationExample(#"df_x h = c"#, "directional f(x) wrt x along h == c"),
    NotationExample(#"d_x f(x) h = c"#, "directional f(x) wrt x along h == c"),
    NotationExample(#"Dg(X)\cdot H = c"#, "directional g(X) wrt X along H == c"),
    NotationExample(
      #"D^2 g_X : (H, B) \mapsto c"#,
      "directional (directional g(X) wrt X along H) wrt X along B == c"
    ),
    NotationExample(#"\nabla f(x)_1 = c"#, "(gradient f(x) wrt x)[1] == c"),
    NotationExample(#"[\nabla f(x)]_1 = c"#, "(gradient f(x) wrt x)[1] == c"),
    NotationExample(#"\nabla(f)(x) = y"#, "gradient f(x) wrt x == y"),
  ]

  static let others = [
    NotationExample(#"\operatorname{grad} f = y"#, "gradient f(x) wrt x == y"),
    NotationExample(#"Ax = y \in \mathbb R^n"#, "A*x == y == y + zeros(n)"),
    NotationExample(#"Ax \in \mathbb R^n"#, "A*x == A*x + zeros(n)"),
    NotationExample(#"x^\top A \in \mathbb R^{1 \times n}"#, "x'*A == x'*A + zeros(1, n)"),
    NotationExample(
      #"\begin{pmatrix} s & \\ & t \end{pmatrix} = \begin{pmatrix} c & \\ t & c\end{pmatrix}"#,
      "[s, 0; 0, t] == [c, 0; t, c]"
    ),
    NotationExample(#"A = B \quad\blacksquare"#, "A == B"),
    NotationExample(#"x_1y_1 + \cdots + x_ny_n = c"#, "sum(i in 1..n, x[i]*y[i]) == c"),
    NotationExample(#"x_1^2 + x_2^2 + \dots + x_n^2 = c"#, "sum(i in 1..n, x[i]^2) == c"),
    NotationExample(
      #"\operatorname{diag}(\log x_i) = A"#,
      "diag(sum(i in 1..n, log(x[i])*basis(n, i))) == A"
    ),
    NotationExample(
      #"\operatorname{diag}(x_i(1 - x_i)) y = a"#,
      "diag(sum(i in 1..n, (x[i]*(1 - x[i]))*basis(n, i)))*y == a"
    ),
    NotationExample(#"\frac{\partial}{X_{12}} g(X) = c"#, "gradient g(X) wrt X[1, 2] == c"),
    NotationExample(#"f : x \mapsto c"#, "f(x) == c"),
    NotationExample(#"s + x_1 + \ldots + x_n = c"#, "s + sum(i in 1..n, x[i]) == c"),
  ]

  @Test("by slash is a derivative where the same sign stands below", arguments: slashes)
  func slash(_ example: NotationExample) { #expect(isRead(example)) }

  @Test("by an apostrophe on a number made of numbers is its derivative", arguments: primes)
  func prime(_ example: NotationExample) { #expect(isRead(example)) }

  @Test(
    "of a direction is a product where that has a shape, else a directional derivative",
    arguments: directions
  )
  func direction(_ example: NotationExample) { #expect(isRead(example)) }

  @Test("of a place or an entry of a derivative says where it is taken", arguments: places)
  func place(_ example: NotationExample) { #expect(isRead(example)) }

  @Test("says what its example says", arguments: others)
  func other(_ example: NotationExample) { #expect(isRead(example)) }

  @Test(
    "with a range behind it is read without it",
    arguments: [
      #"x_i = y_i, \quad i = 1, \ldots, n"#, #"x_i = y_i \quad (i = 1, \ldots, n)"#,
      #"x_i = y_i,\; i = 1, 2, \dots, n"#, #"x_i = y_i \quad \forall i"#, #"x_i = y_i \text{ for all } i"#,
    ]
  )
  func ranges(row: String) {
    #expect(Self.readings(row).values == Self.readings("x_i = y_i").values)
  }

  @Test(
    "of Kronecker's delta with an index above is that with both below",
    arguments: [#"\delta^i_j A_{jk} = X_{ik}"#, #"\delta_j^i A_{jk} = X_{ik}"#]
  )
  func delta(row: String) {
    #expect(Self.readings(row).values == Self.readings(#"\delta_{ij} A_{jk} = X_{ik}"#).values)
    #expect(!Self.readings(row).values.isEmpty)
  }

  @Test(
    "that is not certain is unread",
    arguments: [
      #"(ts)' = c"#, #"(\det X)' = c"#, #"x_1 + x_3 + \cdots + x_n = c"#, #"x_1 x_2 + \cdots + x_n = c"#,
      #"Ax = y \in \mathcal C"#, #"x_1 + \cdots = c"#,
    ]
  )
  func unread(row: String) {
    let (formulas, problems) = Self.formulas(row)
    #expect(formulas.isEmpty)
    #expect(!problems.isEmpty)
  }

  @Test(
    "of a shape that is stated wrongly has no reading",
    arguments: [#"Ax = y \in \mathbb R^{n \times n}"#, #"x^\top A x \in \mathbb R^n"#]
  )
  func wrongShape(row: String) {
    #expect(Self.readings(row).values.isEmpty)
    #expect(!Self.formulas(row).formulas.isEmpty)
  }

  @Test(
    "by the name of a function that has no word is the author's own",
    arguments: [#"\gamma(t) = A + tB"#, #"\psi(x) = Ax"#]
  )
  func curves(row: String) {
    let statements = LaTeXReader(scope: Self.scope).rows(of: row).flatMap(\.statements)
    #expect(statements.contains { $0.definition != nil })
  }

  @Test(
    "of a known function on the left of an equation is no definition of it",
    arguments: [#"\|x\|_2 = c"#, #"\sigma_{\max}(A) = c"#, #"\|A\|_F = t"#]
  )
  func knownFunctions(row: String) {
    let statements = LaTeXReader(scope: Self.scope).rows(of: row).flatMap(\.statements)
    #expect(statements.allSatisfy { $0.definition == nil })
  }
}
