// `\|A\|_2` of a matrix: the largest singular value in algebra, the Frobenius norm in many papers on learning.

extension Habit {
  /// `\|A\|_2` of a matrix: the largest singular value in algebra, the Frobenius norm in many papers on learning.
  package static let normTwoOfMatrix = Habit(
    "the 2-norm of a matrix",
    .print,
    ways: [
      #"the largest singular value: write $\sigma_{\max}(A)$"#,
      #"the root of the sum of squares: write $\|A\|_F$"#,
    ],
    examples: [
      Example(#"\|A\|_2 = c"#, "spectral(A) == c", "norm2(A) == c"),
      Example(#"\|A x\|_2 = c"#, "norm2(A*x) == c"),
    ]
  )
}
