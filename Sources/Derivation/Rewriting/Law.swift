// Directed identities that the simplifier applies: those of the catalogue's functions, and those that belong to
// no single function, such as the rules of the Kronecker product.

import Expressions
import Functions

/// A directed identity, with the shapes of its variables.
struct Law: Sendable {
  /// The name and where it is printed.
  let reference: RuleReference
  /// The variables with their shapes, by name.
  let variables: [(name: String, shape: Shape)]
  /// The sizes that are variables of their own: `commutation(n, m)`.
  let sizes: [String]
  /// What is replaced, a formula over the variables.
  let pattern: String
  /// What it is replaced by.
  let replacement: String
  /// What must be known of the variables.
  let conditions: [(argument: String, properties: Properties)]
  /// Whether a derivation applies it before it differentiates: it takes the function apart, or finds one with a rule.
  let isSplitting: Bool

  init(
    _ name: String,
    _ variables: [(name: String, shape: Shape)],
    _ pattern: String,
    to replacement: String,
    sizes: [String] = [],
    when conditions: [(argument: String, properties: Properties)] = [],
    isSplitting: Bool = false,
    source: Source
  ) {
    reference = RuleReference(name, source)
    self.variables = variables
    self.sizes = sizes
    self.pattern = pattern
    self.replacement = replacement
    self.conditions = conditions
    self.isSplitting = isSplitting
  }

  /// An identity of a function of the catalogue; of scalars, when the function works entry by entry.
  init(_ rewrite: RewriteRule, of function: MatrixFunction, isScalar: Bool) {
    var variables: [(name: String, shape: Shape)] = rewrite.scalars.map { ($0, .scalar) }
    var sizes: [String] = []
    for parameter in function.signature.parameters {
      switch parameter {
      case .size(let name): sizes.append(name)
      case .matrix(let name, let rows, let columns):
        variables.append((name, isScalar ? .scalar : Shape(rows, columns)))
      }
    }
    if isScalar { sizes += ["n", "m"] }
    self.init(
      rewrite.name,
      variables,
      rewrite.pattern,
      to: rewrite.replacement,
      sizes: sizes,
      when: rewrite.conditions,
      isSplitting: rewrite.comesFirst,
      source: rewrite.source
    )
  }

  /// Every law: the catalogue's first, in its order.
  static let all: [Law] = {
    var laws: [Law] = []
    for function in Catalogue.all {
      for rewrite in function.rewrites {
        laws.append(Law(rewrite, of: function, isScalar: false))
        if function.signature.isElementwise { laws.append(Law(rewrite, of: function, isScalar: true)) }
      }
    }
    return laws + own
  }()

  // MARK: - Laws of several functions

  /// The laws that belong to no single function.
  static let own =
    kronecker + diagonal + vectorization + inverses + derivatives + cholesky + roots + quotients

  private static let square: [(name: String, shape: Shape)] = [
    ("A", Shape("n", "n")), ("B", Shape("m", "m")),
  ]

  /// Traces, determinants, inverses and products of Kronecker products.
  static let kronecker: [Law] = [
    Law(
      "trace of a Kronecker product",
      square,
      "tr(kron(A, B))",
      to: "tr(A)*tr(B)",
      isSplitting: true,
      source: .matrixCookbook(515)
    ),
    Law(
      "determinant of a Kronecker product",
      square,
      "det(kron(A, B))",
      to: "det(A)^m*det(B)^n",
      isSplitting: true,
      source: .matrixCookbook(516)
    ),
    Law(
      "determinant of a Kronecker product",
      square,
      "logdet(kron(A, B))",
      to: "m*logdet(A) + n*logdet(B)",
      isSplitting: true,
      source: .matrixCookbook(516)
    ),
    Law(
      "inverse of a Kronecker product",
      square,
      "inv(kron(A, B))",
      to: "kron(inv(A), inv(B))",
      source: .matrixCookbook(512)
    ),
    Law(
      "pseudoinverse of a Kronecker product",
      [("A", Shape("n", "m")), ("B", Shape("p", "q"))],
      "pinv(kron(A, B))",
      to: "kron(pinv(A), pinv(B))",
      source: .matrixCookbook(513)
    ),
    Law(
      "norm of a Kronecker product",
      [("A", Shape("n", "m")), ("B", Shape("p", "q"))],
      "normF(kron(A, B))",
      to: "normF(A)*normF(B)",
      isSplitting: true,
      source: .magnusNeudecker("ch. 2")
    ),
    Law(
      "product of Kronecker products",
      [("A", Shape("n", "m")), ("B", Shape("p", "q")), ("C", Shape("m", "k")), ("D", Shape("q", "l"))],
      "kron(A, B)*kron(C, D)",
      to: "kron(A*C, B*D)",
      source: .matrixCookbook(511)
    ),
    Law(
      "sum of the diagonal blocks",
      [("Y", Shape("p", "p"))],
      "kronright(eye(p*n), Y, n, n)",
      to: "tr(Y)*eye(n)",
      sizes: ["n"],
      source: .definition
    ),
    Law(
      "traces of blocks",
      [("Y", Shape("n", "n"))],
      "kronleft(eye(p*n), Y, p, p)",
      to: "tr(Y)*eye(p)",
      sizes: ["p"],
      source: .definition
    ),
    Law(
      "sum of blocks of a Kronecker product",
      [("A", Shape("p", "q")), ("B", Shape("n", "m")), ("Y", Shape("p", "q"))],
      "kronright(kron(A, B), Y, n, m)",
      to: "(A : Y)*B",
      source: .definition
    ),
    Law(
      "sum of blocks of a Kronecker product",
      [("A", Shape("p", "q")), ("B", Shape("n", "m")), ("Y", Shape("n", "m"))],
      "kronleft(kron(A, B), Y, p, q)",
      to: "(B : Y)*A",
      source: .definition
    ),
    Law(
      "vec of a product",
      [("A", Shape("n", "m")), ("B", Shape("p", "q")), ("X", Shape("q", "m"))],
      "kron(A, B)*vec(X)",
      to: "vec(B*X*A')",
      source: .matrixCookbook(520)
    ),
  ]

  /// Diagonal matrices and diagonals.
  static let diagonal: [Law] = [
    Law(
      "diagonal of a diagonal matrix",
      [("x", Shape("n", 1))],
      "diag(diag(x))",
      to: "x",
      source: .definition
    ),
    Law(
      "diagonal of what has none",
      [("X", Shape("n", "n"))],
      "diag(X - diag(diag(X)))",
      to: "zeros(n, 1)",
      source: .definition
    ),
    Law(
      "trace of a diagonal matrix",
      [("x", Shape("n", 1))],
      "tr(diag(x))",
      to: "sum(x)",
      source: .definition
    ),
    Law(
      "determinant of a diagonal matrix",
      [("x", Shape("n", 1))],
      "det(diag(x))",
      to: "prod(x)",
      isSplitting: true,
      source: .definition
    ),
    Law(
      "inverse of a diagonal matrix",
      [("x", Shape("n", 1))],
      "inv(diag(x))",
      to: "diag(x.^(-1))",
      source: .definition
    ),
    Law(
      "product of diagonal matrices",
      [("x", Shape("n", 1)), ("y", Shape("n", 1))],
      "diag(x)*diag(y)",
      to: "diag(x .* y)",
      source: .definition
    ),
    Law(
      "row times diagonal matrix",
      [("x", Shape("n", 1)), ("y", Shape("n", 1))],
      "x'*diag(y)",
      to: "(x .* y)'",
      source: .definition
    ),
    Law(
      "diagonal of an outer product",
      [("x", Shape("n", 1)), ("y", Shape("n", 1))],
      "diag(x*y')",
      to: "x .* y",
      source: .definition
    ),
    Law(
      "diagonal of a diagonal matrix between two others",
      [("A", Shape("n", "m")), ("x", Shape("m", 1)), ("B", Shape("m", "n"))],
      "diag(A*diag(x)*B)",
      to: "(A .* B')*x",
      source: .definition
    ),
    Law(
      "transpose of a diagonal matrix",
      [("x", Shape("n", 1))],
      "diag(x)'",
      to: "diag(x)",
      source: .definition
    ),
  ]

  /// Commutation matrices.
  static let vectorization: [Law] = [
    Law(
      "transpose of a commutation matrix",
      [],
      "commutation(n, m)'",
      to: "commutation(m, n)",
      sizes: ["n", "m"],
      source: .magnusNeudecker("ch. 3")
    ),
    Law(
      "product of commutation matrices",
      [],
      "commutation(n, m)*commutation(m, n)",
      to: "eye(n*m)",
      sizes: ["n", "m"],
      source: .magnusNeudecker("ch. 3")
    ),
    Law(
      "commutation matrix of a row",
      [],
      "commutation(1, n)",
      to: "eye(n)",
      sizes: ["n"],
      source: .magnusNeudecker("ch. 3")
    ),
    Law(
      "commutation matrix of a column",
      [],
      "commutation(n, 1)",
      to: "eye(n)",
      sizes: ["n"],
      source: .magnusNeudecker("ch. 3")
    ),
    Law(
      "commuted Kronecker product",
      [("A", Shape("n", "m")), ("B", Shape("p", "q"))],
      "commutation(p, n)*kron(A, B)*commutation(m, q)",
      to: "kron(B, A)",
      source: .magnusNeudecker("ch. 3")
    ),
    Law(
      "Kronecker product with a row, commuted",
      [("x", Shape(1, "n")), ("B", Shape("p", "q"))],
      "kron(x, B)*commutation(n, q)",
      to: "kron(B, x)",
      source: .magnusNeudecker("ch. 3")
    ),
    Law(
      "Kronecker product with a row, commuted",
      [("x", Shape(1, "n")), ("B", Shape("p", "q"))],
      "kron(B, x)*commutation(q, n)",
      to: "kron(x, B)",
      source: .magnusNeudecker("ch. 3")
    ),
    Law(
      "Kronecker product with a column, commuted",
      [("x", Shape("n", 1)), ("B", Shape("p", "q"))],
      "commutation(p, n)*kron(x, B)",
      to: "kron(B, x)",
      source: .magnusNeudecker("ch. 3")
    ),
    Law(
      "Kronecker product with a column, commuted",
      [("x", Shape("n", 1)), ("B", Shape("p", "q"))],
      "commutation(n, p)*kron(B, x)",
      to: "kron(x, B)",
      source: .magnusNeudecker("ch. 3")
    ),
  ]

  /// Inverses of sums, and what pseudoinverses cancel.
  static let inverses: [Law] = [
    Law(
      "Woodbury identity",
      [("A", Shape("n", "n")), ("X", Shape("n", "m")), ("B", Shape("m", "m")), ("Y", Shape("m", "n"))],
      "inv(A) - inv(A)*X*inv(inv(B) + Y*inv(A)*X)*Y*inv(A)",
      to: "inv(A + X*B*Y)",
      source: .matrixCookbook(157)
    ),
    Law(
      "Woodbury identity",
      [("A", Shape("n", "n")), ("X", Shape("n", "m")), ("Y", Shape("m", "n"))],
      "inv(A) - inv(A)*X*inv(eye(m) + Y*inv(A)*X)*Y*inv(A)",
      to: "inv(A + X*Y)",
      source: .matrixCookbook(157)
    ),
    Law(
      "inverse of a product",
      [("A", Shape("n", "n")), ("B", Shape("n", "n"))],
      "inv(A)*inv(eye(n) + B*inv(A))",
      to: "inv(A + B)",
      source: .matrixCookbook(1)
    ),
    Law(
      "inverse of a product",
      [("A", Shape("n", "n")), ("B", Shape("n", "n"))],
      "inv(eye(n) + inv(A)*B)*inv(A)",
      to: "inv(A + B)",
      source: .matrixCookbook(1)
    ),
    Law(
      "inverse of a product",
      [("A", Shape("n", "n")), ("B", Shape("n", "n"))],
      "inv(eye(n) + B*inv(A))'*inv(A)",
      to: "inv(A + B')",
      when: [("A", .symmetric)],
      source: .matrixCookbook(1)
    ),
    Law(
      "matrix times pseudoinverse times matrix",
      [("X", Shape("n", "m"))],
      "X*pinv(X)*X",
      to: "X",
      source: .matrixCookbook(197)
    ),
    Law(
      "pseudoinverse times matrix times pseudoinverse",
      [("X", Shape("n", "m"))],
      "pinv(X)*X*pinv(X)",
      to: "pinv(X)",
      source: .matrixCookbook(197)
    ),
  ]

  /// Transposes of the functions that derivatives of matrix functions need.
  static let derivatives: [Law] = [
    Law(
      "transpose of a Sylvester equation",
      [("X", Shape("n", "n")), ("Y", Shape("m", "m")), ("Z", Shape("n", "m"))],
      "sylvester(X, Y, Z)'",
      to: "sylvester(Y', X', Z')",
      source: .definition
    ),
    Law(
      "Sylvester equation of a matrix with itself",
      [("X", Shape("n", "n"))],
      "sylvester(X, X, eye(n))",
      to: "1/2*inv(X)",
      source: .definition
    ),
    Law(
      "transpose of the derivative of the matrix exponential",
      [("X", Shape("n", "n")), ("Y", Shape("n", "n"))],
      "expmFrechet(X, Y)'",
      to: "expmFrechet(X', Y')",
      source: Source("the power series, term by term")
    ),
    Law(
      "derivative of the matrix logarithm along its argument",
      [("X", Shape("n", "n"))],
      "logmFrechet(X, X)",
      to: "eye(n)",
      source: Source("log(tX) = log(t) I + log X")
    ),
    Law(
      "transpose of the derivative of the matrix logarithm",
      [("X", Shape("n", "n")), ("Y", Shape("n", "n"))],
      "logmFrechet(X, Y)'",
      to: "logmFrechet(X', Y')",
      source: Source("the power series, term by term")
    ),
  ]
}
