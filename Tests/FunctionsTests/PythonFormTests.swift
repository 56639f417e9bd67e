// What is emitted as Python computes what the kernels compute: all functions in one process.

import Functions
import Numerics
import TestSupport
import Testing

@Suite("The Python form of every function") struct PythonFormTests {
  /// A call of a function at a random point, with the value that the kernel gives.
  private struct Call {
    let function: MatrixFunction
    let expression: String
    let expected: DenseMatrix
  }

  /// One of the languages, with the module of its arrays.
  enum Language: String, CaseIterable { case numpy, jax }

  @Test("gives the values of its kernel, over NumPy and over JAX", arguments: Language.allCases)
  func values(_ language: Language) throws {
    var random = RandomSource(seed: 5)
    var calls: [Call] = []
    for function in Catalogue.all {
      for (n, m) in [(2, 3), (3, 2), (4, 4)] {
        let point = try #require(SamplePoint(of: function, n: n, m: m, random: &random))
        calls.append(
          Call(
            function: function,
            expression: expression(of: function, at: point, in: language),
            expected: try point.value(of: function)
          )
        )
      }
    }
    let printed = try PythonInterpreter.output(of: script(of: calls, in: language))
    let lines = printed.split(separator: "\n")
    try #require(lines.count == calls.count, "\(printed)")
    for (call, line) in zip(calls, lines) {
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      #expect(numbers.count == call.expected.elements.count, "\(call.function): \(line)")
      guard numbers.count == call.expected.elements.count else { continue }
      let found = DenseMatrix(
        rows: call.expected.rows,
        columns: call.expected.columns,
        columnMajor: numbers
      )
      // LAPACK twice, over different routes; conditioning of the drawn points stays below 1e4.
      let tolerance = 1e-9 * (1 + call.expected.largestMagnitude)
      #expect(found.distance(to: call.expected) < tolerance, "\(call.function)")
    }
  }

  private func script(of calls: [Call], in language: Language) -> String {
    var lines = ["import numpy as np"]
    let forms = calls.map(\.function.python)
    if language == .jax {
      lines += ["import jax", "jax.config.update('jax_enable_x64', True)", "import jax.numpy as jnp"]
    }
    let imports = forms.flatMap { language == .jax ? $0.jax.imports : $0.imports }
    for module in Set(imports).sorted() { lines.append("import \(module)") }
    let helpers = forms.compactMap { language == .jax ? $0.jax.helper : $0.helper }
    for helper in Set(helpers).sorted() { lines += ["", helper, ""] }
    for call in calls {
      lines.append("value = np.asarray(\(call.expression), dtype=float)")
      lines.append("print(*(repr(float(x)) for x in value.ravel(order='F')))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The form with literals for its arguments: vectors are one-dimensional, scalars numbers.
  private func expression(of function: MatrixFunction, at point: SamplePoint, in language: Language) -> String
  {
    var text = language == .jax ? function.python.jax.expression : function.python.expression
    var matrices = point.matrices[...]
    var sizes = point.sizes[...]
    for (index, parameter) in function.signature.parameters.enumerated() {
      let argument =
        parameter.isMatrix
        ? matrices.popFirst().map { literal($0, parameter, language) } ?? ""
        : sizes.popFirst().map(String.init) ?? ""
      text = text.replacingOccurrences(of: "{\(index)}", with: argument)
    }
    return text
  }

  private func literal(_ matrix: DenseMatrix, _ parameter: Signature.Parameter, _ language: Language)
    -> String
  {
    let array = language == .jax ? "jnp.array" : "np.array"
    func list(_ entries: [Double]) -> String { "[" + entries.map { "\($0)" }.joined(separator: ", ") + "]" }
    if case .matrix(_, _, let columns) = parameter, columns.isOne {
      return "\(array)(\(list(matrix.elements)))"
    }
    let rows = (0..<matrix.rows).map { i in list((0..<matrix.columns).map { matrix[i, $0] }) }
    return "\(array)([\(rows.joined(separator: ", "))])"
  }
}
