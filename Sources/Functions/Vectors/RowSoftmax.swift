// The softmax of every row of a matrix.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let rowSoftmax = MatrixFunction(
    signature: "rowsoftmax(X: m×n) -> m×n",
    summary: "The softmax of every row of a matrix, written softmax(X, rows); its rows add up to 1.",
    notation: .alongRows("softmax"),
    writing: .alongRows("softmax"),
    differential: .formula(
      "rowsoftmax(X) .* dX - rowsoftmax(X) .* ((rowsoftmax(X) .* dX)*ones(n, n))",
      name: "softmax of every row",
      source: .calculus
    ),
    rewrites: [
      RewriteRule(
        "rows of a softmax add up to 1",
        "rowsoftmax(X)*ones(n)",
        to: "ones(m)",
        source: .definition
      ),
      RewriteRule(
        "exponentials over the sums of their rows",
        "diag(1 ./ (exp.(X)*ones(n)))*exp.(X)",
        to: "rowsoftmax(X)",
        source: .definition
      ),
      RewriteRule(
        "exponentials over the sums of their rows",
        "exp.(X) ./ (exp.(X)*ones(n)*ones(1, n))",
        to: "rowsoftmax(X)",
        comesFirst: true,
        source: .definition
      ),
      RewriteRule(
        "exponentials over the sums of their rows",
        "exp.(X) ./ (exp.(X)*ones(n, n))",
        to: "rowsoftmax(X)",
        comesFirst: true,
        source: .definition
      ),
      RewriteRule(
        "logarithm of a softmax of rows",
        "log.(rowsoftmax(X))",
        to: "X - rowlogsumexp(X)*ones(1, n)",
        comesFirst: true,
        source: .definition
      ),
      RewriteRule(
        "logarithm of a softmax of rows",
        "log.(exp.(X) ./ (exp.(X)*ones(n)*ones(1, n)))",
        to: "X - rowlogsumexp(X)*ones(1, n)",
        comesFirst: true,
        source: .definition
      ),
      RewriteRule(
        "logarithm of a softmax of rows",
        "log.(exp.(X) ./ (exp.(X)*ones(n, n)))",
        to: "X - rowlogsumexp(X)*ones(1, n)",
        comesFirst: true,
        source: .definition
      ),
    ],
    value: .kernel(RowSoftmaxKernel.self),
    python: PythonForm(
      "softmax_rows({0})",
      helper: """
        def softmax_rows(x):
            powers = np.exp(x - np.max(x, axis=1, keepdims=True))
            return powers / np.sum(powers, axis=1, keepdims=True)
        """,
      torch: .init("torch.softmax({0}, dim=1)")
    ),
    flops: "12*m*n",
    properties: { _ in .positive },
    example: "X, A : matrix(m, n)\ngradient A : softmax(X, rows) wrt X"
  )
}

/// eˣ over the sum of its row; no shift is needed at the sizes of a check.
private enum RowSoftmaxKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let powers = try a.elementwise(.exp, arguments[0])
    let width = a.columns(powers)
    let sums = try a.reciprocal(a.multiply(powers, a.ones(width, 1)))
    return a.hadamard(powers, a.multiply(sums, a.ones(1, width)))
  }
}
