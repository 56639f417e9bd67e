// The trace.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let trace = MatrixFunction(
    signature: "tr(X: n×n) -> scalar",
    summary: "The sum of the diagonal entries of a square matrix.",
    notation: .named(["tr"]),
    words: ["tr", "Tr", "TR", "trace", "Trace"],
    differential: .linear(
      adjoint: "G*eye(n)",
      name: "trace",
      source: .matrixCookbook(36)
    ),
    rewrites: [
      RewriteRule("trace of a transpose", "tr(X')", to: "tr(X)", source: .matrixCookbook(13))
    ],
    value: .kernel(TraceKernel.self),
    python: PythonForm("np.trace({0})"),
    flops: "n",
    properties: { arguments in
      if arguments[0].contains(.positiveDefinite) {
        [.positive]
      } else if arguments[0].contains(.positiveSemidefinite) {
        [.nonnegative]
      } else {
        []
      }
    },
    example: "X : matrix(n, n)\ngradient tr(X' * X) wrt X"
  )
}

/// The sum of the diagonal.
private enum TraceKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    a.trace(arguments[0])
  }
}
