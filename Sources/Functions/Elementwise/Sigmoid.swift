// The logistic function, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let sigmoid = MatrixFunction(
    signature: "sigmoid.(X: n×m) -> n×m",
    summary: "The logistic function 1/(1 + exp(-x)) of every entry.",
    notation: .letter(latex: "\\sigma", unicode: "σ"),
    words: ["sigmoid"],
    differential: .elementwise(
      derivative: "sigmoid.(X) .* (1 .- sigmoid.(X))",
      name: "sigmoid",
      source: .calculus
    ),
    value: .kernel(SigmoidKernel.self),
    python: PythonForm(
      "sigmoid({0})",
      helper: """
        def sigmoid(x):
            return np.exp(-np.logaddexp(0, -x))
        """,
      jax: .init("jax.nn.sigmoid({0})", imports: ["jax"]),
      torch: .init("torch.sigmoid({0})")
    ),
    flops: "12*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]).union(.positive) },
    example: "x : vector(n)\ngradient sum(sigmoid.(x)) wrt x"
  )
}

/// 1 / (1 + e⁻ˣ).
private enum SigmoidKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let x = arguments[0]
    let one = a.ones(a.rows(x), a.columns(x))
    return try a.reciprocal(a.add(one, try a.elementwise(.exp, a.negate(x))))
  }
}
