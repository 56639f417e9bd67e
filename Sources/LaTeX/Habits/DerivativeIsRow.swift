// `\mathsf D\phi(X)` of a number by a matrix: the gradient, or the row of its entries by columns.

extension Habit {
  /// `\mathsf D\phi(X)` of a number by a matrix: the gradient, or the row of its entries by columns.
  ///
  /// Magnus and Neudecker, Matrix Differential Calculus with Applications in Statistics and Econometrics: the derivative of
  /// φ(X) is ∂φ/∂(vec X)′, of one row.
  package static let derivativeIsRow = Habit(
    "the derivative D by a matrix is a row",
    .typing,
    ways: [
      "the gradient, in the shape of the matrix",
      #"the row of its entries, column by column: write $(\operatorname{vec}\nabla_X f)^\top$"#,
    ],
    examples: [
      Example(
        #"D \operatorname{tr}(X^\top X) = 2(\operatorname{vec} X)^\top"#,
        "vec(gradient tr(X'*X) wrt X)' == 2*vec(X)'"
      )
    ]
  )
}
