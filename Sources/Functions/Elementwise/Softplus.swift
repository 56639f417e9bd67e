// The softplus function, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let softplus = MatrixFunction(
    signature: "softplus.(X: n×m) -> n×m",
    summary: "The smooth positive part log(1 + exp(x)) of every entry.",
    notation: .named(["softplus"]),
    words: ["softplus"],
    differential: .elementwise(
      derivative: "sigmoid.(X)",
      name: "softplus",
      source: .calculus
    ),
    value: .kernel(SoftplusKernel.self),
    python: PythonForm(
      "np.logaddexp(0, {0})",
      torch: .init("torch.logaddexp({0}, torch.zeros_like({0}))")
    ),
    flops: "21*n*m",
    properties: { $0[0].intersection([.symmetric, .toeplitz]).union(.positive) },
    example: "x : vector(n)\ngradient sum(softplus.(x)) wrt x"
  )
}

/// ln(1 + eˣ).
private enum SoftplusKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let x = arguments[0]
    let one = a.ones(a.rows(x), a.columns(x))
    return try a.elementwise(.log, a.add(one, try a.elementwise(.exp, x)))
  }
}
