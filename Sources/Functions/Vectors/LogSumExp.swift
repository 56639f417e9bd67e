// The logarithm of a sum of exponentials.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let logSumExp = MatrixFunction(
    signature: "logsumexp(X: n×1) -> scalar",
    summary: "The logarithm of the sum of the exponentials of the entries of a vector.",
    notation: .named(["logsumexp"]),
    words: ["logsumexp", "LSE"],
    differential: .formula(
      "softmax(X)'*dX",
      name: "logarithm of a sum of exponentials",
      source: .calculus
    ),
    rewrites: [
      RewriteRule(
        "logarithm of a sum of exponentials",
        "log(sum(exp.(X)))",
        to: "logsumexp(X)",
        comesFirst: true,
        source: .definition
      ),
      RewriteRule(
        "logarithm of a sum of exponentials",
        "log(exp(t) + sum(exp.(X)))",
        to: "logsumexp([t; X])",
        scalars: ["t"],
        comesFirst: true,
        source: .definition
      ),
    ],
    value: .kernel(LogSumExpKernel.self),
    python: PythonForm(
      "np.logaddexp.reduce({0})",
      torch: .init("torch.logsumexp({0}, dim=0)")
    ),
    flops: "11*n",
    example: "x : vector(n)\ngradient logsumexp(x) wrt x"
  )
}

/// ln Σ eˣ.
private enum LogSumExpKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    try a.elementwise(.log, a.sum(try a.elementwise(.exp, arguments[0])))
  }
}
