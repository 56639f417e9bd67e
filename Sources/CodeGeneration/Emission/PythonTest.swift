// The test beside an emitted module: values that Nabla's evaluator gives, central differences, and what the library offers.

import Expressions
import Functions

/// Writes the test of a module.
struct PythonTest {
  let module: PythonModule
  /// The name of the module.
  let name: String
  let instance: Emission.Instance

  var library: ArrayLibrary { module.library }
  var emission: Emission { module.emission }

  /// The whole test.
  var text: String {
    var blocks = [head]
    blocks.append(data)
    for (place, part) in emission.parts.enumerated() {
      blocks.append(valueTest(part, instance.values[place]))
    }
    blocks += differenceTests
    blocks.append(shapeTest)
    if module.isDifferentiable {
      switch library.name {
      case ArrayLibrary.jax.name: blocks += jaxTests
      case ArrayLibrary.torch.name: blocks += torchTests
      default: break
      }
    }
    blocks.append(
      """
      if __name__ == "__main__":
          for name, test in list(globals().items()):
              if name.startswith("test_"):
                  test()
          print("all tests passed")
      """
    )
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n\n") + "\n"
  }

  private var head: String {
    let sizes = instance.sizes.keys.sorted().map { "\($0) = \(instance.sizes[$0] ?? 0)" }.joined(
      separator: ", "
    )
    let imports =
      switch library.name {
      case ArrayLibrary.jax.name:
        "import jax\n\njax.config.update(\"jax_enable_x64\", True)\n\nimport jax.numpy as jnp\nimport numpy as np"
      case ArrayLibrary.torch.name: "import numpy as np\nimport torch"
      default: "import numpy as np"
      }
    return """
      \"\"\"Tests of \(name): values from another evaluator, central differences, and \(library.title).

      Run it with pytest, or by itself. The instance has \(sizes.isEmpty ? "no sizes" : sizes).
      \"\"\"

      \(imports)

      import \(name) as module
      """
  }

  // MARK: - Data

  /// The lines that give every argument its numbers.
  var argumentLines: [String] {
    var lines: [String] = []
    for argument in module.names.ordered where !argument.isDirection {
      guard let values = instance.arguments[argument.symbol] else { continue }
      let symbol = emission.graph[argument.symbol]
      var isFamily = false
      if case .family = symbol.role { isFamily = true }
      let members = values.map { PythonTest.literal($0, symbol.shape) }
      let text = isFamily ? "[\(members.joined(separator: ", "))]" : members.first ?? "0"
      let isCounter = module.functions.contains { function in
        let interface = function.compiled.interface
        return interface.arguments.contains(argument.name) && !interface.arrays.contains(argument.name)
      }
      lines.append(isCounter ? "\(argument.name) = \(text)" : "\(argument.name) = \(array(text))")
    }
    for (size, value) in sizeArguments { lines.append("\(size) = \(value)") }
    return lines
  }

  private var data: String {
    let comparison =
      """
      def _numbers(array):
          return np.asarray(\(library == .torch ? "array.detach() if hasattr(array, 'detach') else array" : "array"), dtype=float)


      def _direction(array, place):
          numbers = _numbers(array)
          return np.cos(np.arange(numbers.size) * (place + 1.0) + place).reshape(numbers.shape)


      def _same(found, wanted, tolerance):
          found, wanted = _numbers(found), np.asarray(wanted, dtype=float)
          assert found.shape == wanted.shape, (found.shape, wanted.shape)
          np.testing.assert_allclose(found, wanted, rtol=tolerance, atol=tolerance)
      """
    return argumentLines.joined(separator: "\n") + "\n\n\n" + comparison
  }

  /// The sizes that functions take by name.
  private var sizeArguments: [(name: String, value: Int)] {
    var result: [(name: String, value: Int)] = []
    for (_, compiled, _) in module.functions {
      for size in compiled.interface.sizes.keys.sorted() {
        guard let name = compiled.interface.sizes[size], compiled.interface.arguments.contains(name),
          !result.contains(where: { $0.name == name })
        else { continue }
        result.append((name, instance.sizes[size] ?? 1))
      }
    }
    return result
  }

  private func array(_ text: String) -> String {
    switch library.name {
    case ArrayLibrary.torch.name: "torch.tensor(\(text), dtype=torch.float64)"
    default: "\(library.module).array(\(text), dtype=float)"
    }
  }

  /// A value as a list of Python: columns and rows are one-dimensional, fractions are quotients.
  private static func literal(_ rows: [[String]], _ shape: Shape) -> String {
    if shape.isScalar { return rows.first?.first ?? "0" }
    if shape.isVector || shape.isRow { return "[\(rows.flatMap { $0 }.joined(separator: ", "))]" }
    return "[\(rows.map { "[\($0.joined(separator: ", "))]" }.joined(separator: ", "))]"
  }

  func call(_ place: Int, replacing argument: String? = nil, by text: String = "") -> String {
    let function = module.functions[place].function
    let list = function.arguments.map { $0 == argument ? text : $0 }
    return "module.\(function.name)(\(list.joined(separator: ", ")))"
  }

  // MARK: - Values

  private func valueTest(_ part: Emission.Part, _ value: [[String]]) -> String {
    let place = emission.parts.firstIndex { $0.name == part.name } ?? 0
    let literal = PythonTest.literal(value, emission.graph.shape(part.expression))
    return """
      def test_\(part.name)_has_the_value_of_the_verifier():
          _same(\(call(place)), \(literal), 1e-8)
      """
  }

  // MARK: - Differences

  /// Tests that compare a derivative with the central difference of what it is the derivative of.
  private var differenceTests: [String] {
    emission.parts.enumerated().compactMap { place, part in
      switch part.role {
      case .gradient(let symbol):
        return difference(part, of: 0, by: symbol) { "np.sum(_numbers(\(call(place))) * move)" }
      case .jacobian(let symbol): return difference(part, of: 0, by: symbol) { onVec(place, by: symbol) }
      case .hessian(let symbol):
        guard let gradient = self.place(ofGradientBy: symbol) else { return nil }
        return difference(part, of: gradient, by: symbol) { onVec(place, by: symbol) }
      case .hessianProduct(let symbol, let direction):
        guard let gradient = self.place(ofGradientBy: symbol) else { return nil }
        let name = module.names.name(of: direction)
        return difference(part, of: gradient, by: symbol) {
          "np.ravel(_numbers(\(call(place, replacing: name, by: array("move")))), order='F')"
        }
      case .value: return nil
      }
    }
  }

  /// A derivative on `vec` times a direction; a derivative by a number has the shape of what is differentiated.
  private func onVec(_ place: Int, by symbol: SymbolID) -> String {
    emission.graph[symbol].shape.isScalar
      ? "np.ravel(_numbers(\(call(place))), order='F') * move"
      : "np.reshape(_numbers(\(call(place))), (-1, move.size)) @ np.ravel(move, order='F')"
  }

  private func place(ofGradientBy symbol: SymbolID) -> Int? {
    emission.parts.firstIndex { $0.role == .gradient(symbol) }
  }

  private func difference(
    _ part: Emission.Part,
    of function: Int,
    by symbol: SymbolID,
    _ predicted: () -> String
  ) -> String? {
    let name = module.names.name(of: symbol)
    guard let direction = direction(of: symbol, name) else { return nil }
    func moved(_ sign: String) -> String {
      "_numbers(\(call(function, replacing: name, by: array("_numbers(\(name)) \(sign) step * move"))))"
    }
    return """
      def test_\(part.name)_agrees_with_central_differences():
          step = 1e-5
          for place in range(4):
              move = \(direction)
              difference = (
                  \(moved("+"))
                  - \(moved("-"))
              ) / (2 * step)
              predicted = \(predicted())
              _same(np.ravel(predicted), np.ravel(difference, order='F'), 1e-5)
      """
  }

  /// A direction in which a variable stays what it was declared; nil for curved sets and structures without a simple one.
  private func direction(of symbol: SymbolID, _ name: String) -> String? {
    let free = "_direction(\(name), place)"
    guard let tangent = Tangent(emission.graph[symbol].properties) else { return nil }
    switch tangent {
    case .free: return free
    case .symmetric: return "\(free) + \(free).T"
    case .skew: return "\(free) - \(free).T"
    case .diagonal: return "np.diag(np.diag(\(free)))"
    case .upper: return "np.triu(\(free))"
    case .lower: return "np.tril(\(free))"
    }
  }

  // MARK: - Shapes

  private var shapeTest: String {
    let checked = module.names.ordered.first { argument in
      module.arguments.contains(argument.name) && !emission.graph[argument.symbol].shape.isScalar
    }
    guard let checked, module.functions[0].compiled.interface.arrays.contains(checked.name) else { return "" }
    return """
      def test_arguments_of_a_wrong_shape_are_refused():
          try:
              \(call(0, replacing: checked.name, by: array("np.zeros((2, 3, 4, 5))")))
          except ValueError as error:
              assert "\(checked.name)" in str(error)
          else:
              raise AssertionError("a wrong shape passed")
      """
  }
}

extension PythonModule {
  /// The module and its test.
  package func files(named name: String) -> EmittedFiles {
    EmittedFiles(
      module: text,
      test: emission.instance.map { PythonTest(module: self, name: name, instance: $0).text }
    )
  }
}
