// Formulas as people write them mean the same as their plain forms.

import Diagnostics
import Expressions
import LaTeX
import Syntax
import Testing

@Suite("A formula in LaTeX") struct LaTeXFormulaTests {
  static let products: [(String, String)] = [
    ("AB", "A*B"), ("\\mathbf{AB}", "A*B"), ("A\\,B", "A*B"), ("A \\cdot B", "A*B"), ("A \\times B", "A*B"),
    ("xx^T", "x*x'"), ("x \\cdot y", "x'*y"), ("2Ax", "2*A*x"), ("\\frac12 x^TAx", "1/2*x'*A*x"),
    ("A \\odot B", "A .* B"), ("A \\circ B", "A .* B"), ("AB \\odot X", "(A*B) .* X"),
    ("A \\otimes BX", "kron(A, B*X)"), ("A : BX", "A : (B*X)"), ("A:B + X:W", "(A:B) + (X:W)"),
    ("A : B \\odot X", "A : (B .* X)"), ("x \\oslash y", "x ./ y"), ("-A:B", "-(A:B)"),
    ("A : -B", "A : (-B)"),
    ("\\langle A, B\\rangle", "A:B"), ("\\langle A, B\\rangle_F", "A:B"), ("2<A, B>", "2*(A:B)"),
    ("(x, y)", "x:y"),
    ("1:x", "sum(x)"), ("X:\\mathbf 1", "sum(X)"), ("3.25\\,x", "3.25*x"), ("x/2", "x/2"),
    ("\\tfrac 12A", "1/2*A"),
    ("{x^TAx \\over 2}", "(x'*A*x)/2"), ("A–B", "A - B"), ("x·y", "x'*y"), ("A⊙B", "A .* B"),
  ]

  static let scripts: [(String, String)] = [
    ("\\mathbf{AA}^T", "A*A'"), ("{AB}^T", "A*B'"), ("(AB)^T", "(A*B)'"),
    ("\\left(AB\\right)^\\top", "(A*B)'"),
    ("A^{\\mathrm T}", "A'"), ("A^\\intercal", "A'"), ("A'", "A'"), ("A^\\prime", "A'"), ("Aᵀ", "A'"),
    ("A^⊤", "A'"),
    ("A^{-T}", "inv(A)'"), ("A^{-\\top}", "inv(A)'"), ("A^{-1}B", "inv(A)*B"), ("A⁻¹", "inv(A)"),
    ("A^2", "A^2"),
    ("X^{\\circ 2}", "X .^ 2"), ("X^{\\odot 2}", "X .^ 2"), ("(x^Tx)^{1/2}", "(x'*x)^(1/2)"), ("w_1", "w1"),
    ("\\mathbf{w}_1^Tx", "w1'*x"), ("w_{1}", "w1"), ("{\\bf X}^T", "X'"), ("\\vec{x}^T y", "x'*y"),
    ("ΣX", "Sigma*X"),
    ("X_{12}", "X[1, 2]"), ("x_2", "x[2]"), ("(A^{-1})_{12}", "inv(A)[1, 2]"),
    ("A^{-1}_{12}", "inv(A)[1, 2]"),
    ("X^T_{12}", "(X')[1, 2]"), ("X_{12}^2", "X[1, 2]^2"), ("I + A", "eye(n) + A"), ("I_n", "eye(n)"),
  ]

  static let functions: [(String, String)] = [
    ("\\operatorname{tr}(AB)", "tr(A*B)"), ("\\mathrm{Tr}\\,AB", "tr(A*B)"), ("{\\rm tr}(A)", "tr(A)"),
    ("\\mbox{tr}\\{A\\}", "tr(A)"), ("tr(AB)x", "tr(A*B)*x"), ("2tr\\Big(A\\Big)", "2*tr(A)"),
    ("tr A B", "tr(A*B)"),
    ("\\text{trace}[A]", "tr(A)"), ("\\operatorname{tr}{AB}", "tr(A*B)"), ("tr(A)^2", "tr(A)^2"),
    ("\\log\\det X", "log(det(X))"), ("|X|", "det(X)"), ("|t|", "abs(t)"), ("|x^Ty|", "abs(x'*y)"),
    ("|A||B|", "det(A)*det(B)"), ("\\|x\\|_2^2", "norm2(x)^2"), ("\\lVert X \\rVert_F", "normF(X)"),
    ("||x||", "norm2(x)"), ("\\|x\\|^2_2", "norm2(x)^2"), ("\\|X\\|^2_F", "normF(X)^2"), ("x^2_1", "x[1]^2"),
    ("\\sum_{i=1}^n a^{(i)}", "sum(i in 1..n, a[i])"),
    ("\\Vert x\\Vert\\,\\Vert y\\Vert", "norm2(x)*norm2(y)"), ("‖x‖", "norm2(x)"),
    ("\\exp(x)", "exp.(x)"), ("e^{-t}", "exp(-t)"), ("\\exp(A)", "expm(A)"), ("\\ln t", "log(t)"),
    ("\\sin(t)\\,x", "sin(t)*x"), ("\\sqrt{t}", "sqrt(t)"), ("\\operatorname{Diag}(x)", "diag(x)"),
    ("{\\rm vec}(AXB)", "vec(A*X*B)"), ("\\sigma(x)", "sigmoid.(x)"), ("f(X)", "f(X)"), ("f(AX)", "f(A*X)"),
    ("\\operatorname{sym}(A)", "(A + A')/2"), ("\\sum_{i=1}^n a_i^Tx", "sum(i in 1..n, a[i]'*x)"),
    ("\\sum_i x_i y_i + t", "sum(i in 1..n, x[i]*y[i]) + t"),
    ("\\sum_i x_i - y_i", "sum(i in 1..n, x[i] - y[i])"),
    ("\\begin{bmatrix} 1 & 2 \\\\ 3 & t \\end{bmatrix}", "[1, 2; 3, t]"),
    ("\\pmatrix{1 & 2 \\cr 3 & 4}", "[1, 2; 3, 4]"),
    ("X^+", "pinv(X)"), ("\\phi(x)", "phi"), ("\\log t \\log s", "log(t)*log(s)"),
  ]

  static let derivatives: [(String, String)] = [
    ("dX", "d X"), ("d\\,X", "d X"), ("\\mathrm{d}\\mathbf{W}\\mathbf{W}", "(d W)*W"),
    ("\\mathrm{d}\\mathbf{W}^2", "d (W^2)"),
    ("dX^T", "d (X')"), ("x^TdA\\,x", "x'*(d A)*x"), ("d(AX)", "d (A*X)"), ("\\partial X", "d X"),
    ("\\delta X", "d X"),
    ("\\Delta X", "d X"), ("d\\log\\det X", "d log(det(X))"), ("d^2\\phi", "d (d phi)"),
    ("2\\,d\\phi", "2*(d phi)"),
    ("d\\,{\\rm tr}(AX)B", "(d tr(A*X))*B"),
  ]

  @Test("means the same as the plain formula", arguments: products + scripts + functions + derivatives)
  func meaning(_ latex: String, _ plain: String) throws {
    var scope = LaTeXTestScope.scope()
    let reader = LaTeXReader(scope: scope, subject: "phi", variables: ["x"])
    let row = try #require(reader.rows(of: latex).first)
    guard case .chain(let formulas, _) = try #require(row.statements.first).kind, row.diagnostics.isEmpty
    else {
      Issue.record("not read: \(row.diagnostics)")
      return
    }
    let read = scope.readings(of: formulas, range: row.range)
    let plainly = scope.lower(text: plain)
    let expected = try #require(plainly)
    guard case .read(let readings, isCut: false) = read else {
      Issue.record("no reading has a shape: \(read)")
      return
    }
    #expect(readings.first?.row.formulas.first?.expression == expected)
  }

  static let claims: [(String, SyntaxTree.DerivativeForm, String, String)] = [
    ("\\frac{\\partial \\phi}{\\partial x}", .fraction, "phi", "x"),
    ("{\\partial \\phi \\over \\partial x}", .fraction, "phi", "x"),
    ("\\partial\\phi/\\partial x", .fraction, "phi", "x"), ("\\frac{d}{dx}\\phi", .fraction, "phi", "x"),
    ("\\frac{\\mathrm d\\phi}{\\mathrm dx}", .fraction, "phi", "x"),
    ("\\nabla_x \\phi", .gradient, "phi", "x"),
    ("\\nabla\\phi", .gradient, "phi", "x"), ("\\frac{\\partial}{\\partial x}", .fraction, "phi", "x"),
    ("\\nabla^2\\phi", .hessian, "phi", "x"),
    ("\\frac{\\partial^2\\phi}{\\partial x\\,\\partial x^T}", .hessian, "phi", "x"),
    ("\\frac{\\delta \\phi}{\\delta x}", .fraction, "phi", "x"), ("\\partial_x \\phi", .fraction, "phi", "x"),
    ("d/dx(\\phi)", .fraction, "(phi)", "x"),
  ]

  @Test("states a derivative in every spelling", arguments: claims)
  func derivative(_ latex: String, _ form: SyntaxTree.DerivativeForm, _ function: String, _ variable: String)
    throws
  {
    let reader = LaTeXReader(scope: LaTeXTestScope.scope(), subject: "phi", variables: ["x"])
    let tree = try #require(reader.formula(latex).tree).plainWay
    guard case .derivative(let found, let of, let wrt) = tree.kind else {
      Issue.record("read as \(tree.kind)")
      return
    }
    #expect(found == form)
    #expect(PlainParser.expression(function, in: LaTeXTestScope.scope().context).tree.names == of.names)
    #expect(wrt.map(\.names) == [[variable]])
  }

  @Test(
    "states a derivative in a direction in every spelling",
    arguments: ["Df(X)[H]", "[Df(X)]H", "D_H f(X)", "(D_X f)(H)", "\\nabla f(X)(H)", "Df(X)(H)"]
  )
  func direction(_ latex: String) throws {
    let reader = LaTeXReader(scope: LaTeXTestScope.scope(), variables: ["X"])
    let tree = try #require(reader.formula(latex).tree).plainWay
    guard case .directional(let of, let wrt, let along) = tree.kind else {
      Issue.record("read as \(tree.kind)")
      return
    }
    #expect(of.names == ["f", "X"])
    #expect(wrt.map(\.names) == [["X"]])
    #expect(along.map(\.names) == [["H"]])
  }

  @Test(
    "reaches over the whole term, brackets or not, so that no product rule is forgotten",
    arguments: [
      "\\frac{\\partial}{\\partial X}XB", "\\frac{\\partial}{\\partial X}(X)B",
      "\\frac{\\partial}{\\partial X}\\operatorname{tr}(X)\\det(B)", "\\nabla_X \\operatorname{tr}(X)B",
      "\\partial_X (X)(B)", "\\frac{d}{dX} X\\odot B", "\\frac{d}{dX} X\\cdot B", "\\nabla_X X : B",
    ]
  )
  func reach(_ latex: String) throws {
    let reader = LaTeXReader(scope: LaTeXTestScope.scope(), variables: ["X"])
    let tree = try #require(reader.formula(latex).tree).plainWay
    guard case .derivative(_, let of, _) = tree.kind else {
      Issue.record("read as \(tree.kind)")
      return
    }
    #expect(Set(of.names).isSuperset(of: ["X", "B"]))
  }

  @Test("that is ambiguous is decided by the shapes of its row")
  func shapesDecide() throws {
    var scope = LaTeXTestScope.scope()
    let reader = LaTeXReader(scope: scope)
    let row = try #require(reader.rows(of: "A + A^T - \\operatorname{diag}(A) = B").first)
    guard case .chain(let formulas, _) = try #require(row.statements.first).kind else { return }
    guard case .read(let readings, isCut: false) = scope.readings(of: formulas, range: row.range) else {
      Issue.record("no reading has a shape")
      return
    }
    let expected = scope.lower(text: "A + A' - diag(diag(A))")
    #expect(readings.map { $0.row.formulas.first?.expression } == [expected])
    #expect(readings.first?.uses.map(\.habit) == [Habit.diagonalMatrixOfDiagonal.name])
  }
}
