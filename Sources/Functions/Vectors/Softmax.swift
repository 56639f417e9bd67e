// The softmax of a vector.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let softmax = MatrixFunction(
    signature: "softmax(X: n×1) -> n×1",
    summary: "The exponentials of the entries of a vector, divided by their sum.",
    notation: .named(["softmax"]),
    words: ["softmax"],
    differential: .formula(
      "softmax(X) .* dX - softmax(X)*(softmax(X)'*dX)",
      name: "softmax",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("entries of a softmax add up to 1", "sum(softmax(X))", to: "1", source: .definition),
      RewriteRule(
        "exponentials over their sum",
        "exp.(X)/sum(exp.(X))",
        to: "softmax(X)",
        comesFirst: true,
        source: .definition
      ),
      RewriteRule(
        "logarithm of a softmax",
        "log.(softmax(X))",
        to: "X - logsumexp(X)*ones(n)",
        comesFirst: true,
        source: .definition
      ),
      RewriteRule(
        "logarithm of a softmax",
        "log.(exp.(X)/sum(exp.(X)))",
        to: "X - logsumexp(X)*ones(n)",
        comesFirst: true,
        source: .definition
      ),
    ],
    value: .kernel(SoftmaxKernel.self),
    python: PythonForm(
      "softmax({0})",
      helper: """
        def softmax(x):
            powers = np.exp(x - np.max(x))
            return powers / np.sum(powers)
        """,
      torch: .init("torch.softmax({0}, dim=0)")
    ),
    flops: "12*n",
    properties: { _ in .positive },
    example: "x, p : vector(n)\ngradient p' * softmax(x) wrt x"
  )
}

/// eˣ / Σ eˣ; no shift is needed at the sizes of a check.
private enum SoftmaxKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let powers = try a.elementwise(.exp, arguments[0])
    return a.scale(powers, by: try a.reciprocal(a.sum(powers)))
  }
}
