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

  /// One of the libraries, for the name of a test.
  enum Language: String, CaseIterable, CustomStringConvertible {
    case numpy, jax, torch
    var description: String { rawValue }
    var library: ArrayLibrary {
      switch self {
      case .numpy: .numpy
      case .jax: .jax
      case .torch: .torch
      }
    }
    /// Whether it is installed here.
    var isHere: Bool { self != .torch || PythonInterpreter.torch != nil }
  }

  @Test(
    "gives the values of its kernel, over NumPy, JAX and PyTorch",
    arguments: Language.allCases.filter(\.isHere)
  )
  func values(_ language: Language) throws {
    var random = RandomSource(seed: 5)
    var calls: [Call] = []
    for function in Catalogue.all where function.python.form(over: language.library) != nil {
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
    let interpreter = language == .torch ? PythonInterpreter.torch : nil
    let printed = try PythonInterpreter.output(of: script(of: calls, in: language), with: interpreter)
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
    let forms = calls.compactMap { $0.function.python.form(over: language.library) }
    switch language {
    case .numpy: break
    case .jax:
      lines += ["import jax", "jax.config.update('jax_enable_x64', True)", "import jax.numpy as jnp"]
    case .torch: lines += ["import torch", "torch.set_default_dtype(torch.float64)"]
    }
    for module in Set(forms.flatMap(\.imports)).sorted() { lines.append("import \(module)") }
    for helper in Set(forms.compactMap(\.helper)).sorted() { lines += ["", helper, ""] }
    for call in calls {
      lines.append("value = np.asarray(\(call.expression), dtype=float)")
      lines.append("print(*(repr(float(x)) for x in value.ravel(order='F')))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The form with literals for its arguments: vectors are one-dimensional, scalars numbers.
  private func expression(of function: MatrixFunction, at point: SamplePoint, in language: Language) -> String
  {
    var text = function.python.form(over: language.library)?.expression ?? ""
    var matrices = point.matrices[...]
    var sizes = point.sizes[...]
    for (index, parameter) in function.signature.parameters.enumerated() {
      let argument =
        parameter.isMatrix
        ? matrices.popFirst().map { literal($0, parameter, language) } ?? ""
        : sizes.popFirst().map(String.init) ?? ""
      text = text.replacingOccurrences(of: "{\(index)}", with: argument)
    }
    return text.replacingOccurrences(of: "{like}", with: "dtype=torch.float64, device='cpu'")
  }

  private func literal(_ matrix: DenseMatrix, _ parameter: Signature.Parameter, _ language: Language)
    -> String
  {
    let array = language == .torch ? "torch.tensor" : language.library.module + ".array"
    func list(_ entries: [Double]) -> String { "[" + entries.map { "\($0)" }.joined(separator: ", ") + "]" }
    if case .matrix(_, _, let columns) = parameter, columns.isOne {
      return "\(array)(\(list(matrix.elements)))"
    }
    let rows = (0..<matrix.rows).map { i in list((0..<matrix.columns).map { matrix[i, $0] }) }
    return "\(array)([\(rows.joined(separator: ", "))])"
  }
}
