// A scope with a few names and functions, for the tests of the LaTeX reader.

import Expressions
import Syntax

enum LaTeXTestScope {
  private static func function(
    _ name: FunctionName,
    isElementwise: Bool = false,
    words: [String]? = nil,
    _ shape: @escaping @Sendable (Shape) -> Shape
  ) -> FunctionTraits {
    FunctionTraits(name: name, arity: 1...1, isElementwise: isElementwise, isLinear: false, words: words) {
      (arguments) throws(ShapeFailure) in shape(arguments[0].shape)
    }
  }

  static let vocabulary = Vocabulary(
    ["exp", "sin", "sqrt", "abs", "sigmoid", "tanh"].map { name in
      function(FunctionName(name), isElementwise: true) { $0 }
    }
      + ["det", "norm2", "normF", "norm1", "nuclear", "sum"].map { name in
        function(FunctionName(name)) { _ in .scalar }
      } + [
        function("tr", words: ["tr", "Tr", "trace"]) { _ in .scalar },
        function("log", isElementwise: true, words: ["log", "ln"]) { $0 },
        function("expm") { $0 }, function("logm") { $0 }, function("sqrtm") { $0 },
        function("pinv") { $0.transposed },
        function("vec") { .vector($0.count) }, function("diag") { .vector($0.rows) },
        function("Diag") { Shape($0.rows, $0.rows) },
      ]
  )

  /// Declarations that every test sees.
  static let declarations = """
    A, B, W, X, H, V : matrix(n, n)
    P : matrix(n, m)
    Y : matrix(n, m)
    x, y, u, v, w_1 : vector(n)
    b : vector(m)
    lambda, s, t : scalar
    a[i] : vector(n)
    Sigma : matrix(n, n) symmetric positive-definite
    f(X) = tr(X' * A * X)
    g(x) = A * x
    phi = x' * A * x
    """

  static func scope(_ cell: String = "") -> Scope {
    var scope = Scope(vocabulary: vocabulary)
    _ = scope.perform(cell: declarations + "\n" + cell)
    return scope
  }
}
