// One of two values by a sign, entry by entry.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let choice = MatrixFunction(
    signature: "choose(X: n×m, Y: n×m, Z: n×m) -> n×m",
    summary:
      "The entries of the second matrix where those of the first are positive, else of the third: where(X > 0, Y, Z).",
    conditions: [DomainCondition("X != 0", .entries, for: .derivative)],
    notation: .choice,
    writing: .choice,
    differential: .formula(
      "step.(X) .* dY + step.(-X) .* dZ",
      name: "choice by a sign",
      source: .calculus
    ),
    rewrites: [
      RewriteRule("choice of equals", "choose(X, Y, Y)", to: "Y", source: .definition)
    ],
    value: .kernel(ChoiceKernel.self),
    python: PythonForm(
      "np.where(np.greater({0}, 0), {1}, {2})",
      torch: .init("torch.where({0} > 0, {1}, {2})")
    ),
    flops: "n*m",
    properties: { $0[1].intersection($0[2]).intersection([.positive, .nonnegative]) },
    example: "x : vector(n)\ngradient sum(where(x > 0, x.^2, -x)) wrt x"
  )
}

/// z + step(x)(y − z).
private enum ChoiceKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let taken = try a.elementwise(.step, arguments[0])
    return a.add(arguments[2], a.hadamard(taken, a.subtract(arguments[1], arguments[2])))
  }
}
