// The cross product of two vectors in space.

import Expressions
import Notation
import Numerics

extension MatrixFunction {
  static let crossProduct = MatrixFunction(
    signature: "cross(X: 3×1, Y: 3×1) -> 3×1",
    summary: "The cross product of two vectors of three entries.",
    notation: .named(["cross"]),
    words: ["cross"],
    differential: .formula("cross(dX, Y) + cross(X, dY)", name: "product rule", source: .definition),
    linearIn: [
      LinearArgument(
        "X",
        adjoint: "cross(Y, G)",
        matrix: "-skew(Y)",
        name: "scalar triple product",
        source: .calculus
      ),
      LinearArgument(
        "Y",
        adjoint: "cross(G, X)",
        matrix: "skew(X)",
        name: "scalar triple product",
        source: .calculus
      ),
    ],
    rewrites: [
      RewriteRule("cross product of a vector with itself", "cross(X, X)", to: "0*X", source: .definition)
    ],
    value: .kernel(CrossProductKernel.self),
    python: PythonForm("np.cross({0}, {1})"),
    flops: "9",
    example: "a, b, c : vector(3)\ngradient c' * cross(a, b) wrt a"
  )
}

/// The differences of products of the other two entries.
private enum CrossProductKernel: FunctionKernel {
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in a: A) throws(NumericFailure)
    -> A.Matrix
  {
    let (x, y) = (arguments[0], arguments[1])
    func turned(_ v: A.Matrix, _ order: [Int]) -> A.Matrix {
      a.gather([v], order.map { Pick(0, $0) }, rows: 3, columns: 1)
    }
    return a.subtract(
      a.hadamard(turned(x, [1, 2, 0]), turned(y, [2, 0, 1])),
      a.hadamard(turned(x, [2, 0, 1]), turned(y, [1, 2, 0]))
    )
  }
}
