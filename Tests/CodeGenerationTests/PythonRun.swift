// Runs emitted functions in one Python process beside expressions written by hand.

import CodeGeneration
import Foundation
import TestSupport
import Testing

/// One function and the NumPy expression whose value it must have.
struct PythonCase {
  let name: String
  let code: GeneratedCode
  let expected: String
}

enum PythonRun {
  /// Random data of sizes that are all different; S is symmetric and positive definite.
  private static let data = """
    import inspect, warnings
    import numpy as np
    rng = np.random.default_rng(5)
    n, m, k = 4, 3, 2
    given = dict(n=n, m=m, k=k)
    for name in "xyab": given[name] = rng.normal(size=n)
    for name in "uv": given[name] = rng.normal(size=m)
    for name in "WXAB": given[name] = rng.normal(size=(n, n)) + 2 * np.eye(n)
    given["S"] = given["W"] @ given["W"].T + np.eye(n)
    given["M"], given["N"] = rng.normal(size=(n, m)), rng.normal(size=(m, n))
    given["dX"], given["dx"] = rng.normal(size=(n, n)), rng.normal(size=n)
    given["s"], given["t"], given["q"] = 1.5, 0.7, 3
    given["lambda_"] = 0.25
    given["f"], given["g"] = rng.normal(size=(m, n)), rng.normal(size=m)
    inv, det, tr, kron, outer = np.linalg.inv, np.linalg.det, np.trace, np.kron, np.outer
    vec = lambda x: x.ravel(order="F")
    globals().update(given)
    I = np.eye(n)
    """

  /// Whether JAX can be imported.
  static let hasJAX =
    (try? PythonInterpreter.output(of: "import jax\nprint('found')"))?.contains("found") ?? false

  /// The lines that Python prints: one for each case that is not right.
  static func faults(in cases: [PythonCase], language: KeyPath<GeneratedCode, String>) throws -> [String] {
    var script = language == \.jax ? "import jax\njax.config.update('jax_enable_x64', True)\n" + data : data
    for (place, example) in cases.enumerated() {
      let quoted = example.code[keyPath: language].split(separator: "\n", omittingEmptySubsequences: false)
        .map { "\(PythonInterpreter.literal(String($0) + "\n"))" }.joined(separator: "\n    ")
      script += """

        code = (
            \(quoted)
        )
        try:
            scope = {}
            exec(code, scope)
            function = [v for v in scope.values() if inspect.isfunction(v)][-1]
            got = function(**{a: given[a] for a in inspect.signature(function).parameters})
            want = np.asarray(\(example.expected), float)
            if np.shape(got) != want.shape:
                print(\(PythonInterpreter.literal(example.name)), "shape", np.shape(got), want.shape)
            elif not np.allclose(got, want, rtol=1e-9, atol=1e-9):
                print(\(PythonInterpreter.literal(example.name)), "value", np.max(np.abs(got - want)))
        except Exception as error:
            print(\(PythonInterpreter.literal(example.name)), type(error).__name__, str(error))
        """
      script += "\nlast = \(place)\n"
    }
    script += "\nprint('done', last)\n"
    return try PythonInterpreter.output(of: script).split(separator: "\n").map(String.init)
  }
}
