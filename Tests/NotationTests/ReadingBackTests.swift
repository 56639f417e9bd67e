// What the typesetter writes, the reader of LaTeX reads as the same expression: no bracket is missing.

import Expressions
import Functions
import LaTeX
import Notation
import Syntax
import Testing

@Suite("LaTeX that is written") struct ReadingBackTests {
  private static let declarations = """
    x, y, a, b : vector(n)
    u, v : vector(m)
    W, X, A, B, C : matrix(n, n)
    S : matrix(n, n) symmetric positive-definite
    M : matrix(n, m)
    N : matrix(m, n)
    s, t, alpha : scalar
    W_1 : matrix(n, n)
    """

  private static let formulas = [
    "2*(x*y'*W' + W'*x*y')", "2*y*x' : d (W^2)'", "d W*W + W*d W", "x'*W^2*(W^2)'*x", "-inv(X)*d X*inv(X)",
    "inv(X)'", "(A + B)'", "(A*B)'*x", "(W')^2", "(W^2)'", "A - B - C", "A - (B - C)",
    "-(A + B)*x",
    "-x'*A*x", "1/2*x'*A*x", "x'*y*A", "(x'*y)/(a'*b)", "(x - a)/norm2(x - a)", "x/(2*t)", "x/(s*t^2)",
    "1/(t*s)",
    "1/(1/t + 1/s)", "(s + t)^2", "(s*t)^3", "s^(t + 1)", "s^t", "e^(-s^2/2)", "exp(-t)", "sqrt(t)/s",
    "A .* B", "(A .* B)*x", "A*B .* C", "(A .* B) : C", "A : B", "(A + B) : C", "(A : B)*C", "A*(B : C)",
    "s*(A : B)",
    "x.^2", "A.^3", "x ./ y", "A ./ (B .* C)", "(A*B)./C", "kron(A, B)", "kron(A*B, C)",
    "kron(A + B, C)*vec(M*N)",
    "kron(kron(A, B), C)", "kron(A, kron(B, C))", "kron(A, B)'", "inv(kron(A, B))", "kron(x, A)*x", "tr(A*B)",
    "tr(A)*B",
    "tr(A)^2", "2*tr(A)*eye(n)", "det(X)*inv(X)'", "det(A*B)*t", "norm2(x)^2", "normF(A)^2", "norm1(x)",
    "abs(t)",
    "exp.(A*x)",
    "sigmoid.(A*x + b)", "sin.(x)'*cos.(y)", "Diag(x)*A", "diag(A)", "vec(A)", "pinv(M)",
    "pinv(M)'",
    "(A + eye(n))*x", "A + x*y'", "M*N*A", "M'*x", "W_1'*W_1", "[A, B; C, W]",
    "[A, x; x', t]",
    "A[1, 2]", "x[2]", "X[1, 1]*A", "(A*B)[1, 2]", "s*t*A", "alpha*A*x", "A^2*x", "A^(-2)", "d X'",
    "(d X)'",
    "d (X^2)", "d (A*X*B)", "d t*A", "d x'*A*x", "x'*d x", "A : d X", "t - A : B", "(A - B) : d X",
    "s*d t", "inv(A + x*x')", "inv(A*B)", "(A'*B')'", "softmax(x)'*y",
    "logsumexp(A*x)", "expm(A)*x",
    "relu.(A*x)", "max(x, y)", "0.001*A", "1/3*A", "-1/2*A", "n*A",
    "(n + 1)*t",
    "(x'*A*x)*(y'*B*y)", "(x'*y)^2", "x'*y*x'*a", "(s + t)*(s - t)", "(s + t)*A*(A + B)", "s/(t + 1)*A",
    "-(s/t)", "tanh(t)^2",
    "sum(x)", "sum(A .* B)", "adj(A)", "chol(S)", "nuclear(M)", "eye(n) - x*x'/(x'*x)",
    "A*(B + C)*x - t*y",
  ]

  /// Different nodes that are written alike, as they have one value.
  private static let alike = [
    "inv(X')*A'*inv(X)'", "(2*t)^(-2)", "t^(1/2)", "inv(A)^2", "-A : d X", "-A*B : d X + t",
  ]

  @Test("is read back as the same expression", arguments: formulas)
  func readingBack(_ plain: String) throws {
    let (written, again, isSame) = try read(plain)
    #expect(isSame, "\(written) is read as \(again)")
  }

  @Test("is read back as what is written alike, where two forms are one", arguments: alike)
  func writtenAlike(_ plain: String) throws {
    let (written, again, _) = try read(plain)
    #expect(written == again)
  }

  @Test("has a layout that is shown with the same text", arguments: formulas + alike)
  func layout(_ plain: String) throws {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: ReadingBackTests.declarations)
    let lowered = scope.lower(text: plain)
    let id = try #require(lowered)
    let notation = Dictionary(uniqueKeysWithValues: Catalogue.all.map { ($0.name, $0.notation) })
    let layout = Typesetter(scope.graph, functions: notation).layout(id)
    let again = try #require(Layout(latex: layout.latex()), "\(layout.latex())")
    #expect(again.text.filter { $0 != " " } == layout.text.filter { $0 != " " })
  }

  @Test("and is no formula has no layout, rather than half of one")
  func noLayout() {
    for latex in [
      "\\strange x", "{x", "x}", "\\frac{a}", "\\left( x", "\\begin{matrix} a & b \\\\ c \\end{matrix}", "x^",
      "(a", "a & b",
      String(repeating: "{", count: 5000),
    ] {
      #expect(Layout(latex: latex) == nil, "\(latex)")
    }
  }

  private func read(_ plain: String) throws -> (written: String, again: String, isSame: Bool) {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: ReadingBackTests.declarations)
    let lowered = scope.lower(text: plain)
    let id = try #require(lowered, "\(scope.diagnostics.map(\.message))")
    let notation = Dictionary(uniqueKeysWithValues: Catalogue.all.map { ($0.name, $0.notation) })
    let latex = Typesetter(scope.graph, functions: notation).layout(id).latex()
    var names = NameTable(vocabulary: Catalogue.vocabulary)
    for symbol in scope.graph.symbols {
      let shape = symbol.shape
      names.insert(.init(symbol.name, shape.isScalar ? .scalar : shape.isVector ? .vector : .matrix))
    }
    for size in ["n", "m"] { names.insert(.init(size, .size)) }
    let (formula, diagnostics) = LaTeXReader(names: names).formula(latex)
    let tree = try #require(formula, "\(latex): \(diagnostics.map(\.message))")
    var read: ExpressionID?
    if case .read(let readings, isCut: false) = scope.readings(
      of: [DisplayFormula(tree, range: tree.range)],
      continuing: id,
      range: tree.range
    ) {
      read = readings.first?.row.formulas.first?.expression
    }
    let again = read.map { Typesetter(scope.graph, functions: notation).layout($0).latex() } ?? "nothing"
    return (latex, again, read == id)
  }
}
