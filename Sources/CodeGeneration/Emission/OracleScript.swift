// A script by which a library differentiates the function of a module itself, at the numbers of the instance.

package import Expressions
import Functions

extension PythonModule {
  /// The line that a script prints where the library is not there.
  package static let absence = "absent"

  /// A script that prints the library's own gradient of the value by a name.
  ///
  /// The first line is the version of the library, or `absent`; the second one the entries, row by row. Nil where there is
  /// no instance, or the library cannot differentiate by the name.
  package func oracleScript(gradientBy symbol: SymbolID) -> String? {
    let name = names.name(of: symbol)
    guard isDifferentiable, wraps, let instance = emission.instance,
      let place = arguments.firstIndex(of: name),
      let value = emission.parts.first, let tangent = Tangent(emission.graph[symbol].properties)
    else { return nil }
    let list = arguments.joined(separator: ", ")
    let moved = arguments.map { $0 == name ? "moving" : $0 }.joined(separator: ", ")
    let isTorch = library == .torch
    let data = PythonTest(module: self, name: "", instance: instance).argumentLines
    let gradient =
      isTorch
      ? [
        "moving = \(name).clone().requires_grad_(True)",
        "found = torch.autograd.grad(_\(value.name)(\(moved)), moving)[0].numpy()",
      ] : ["found = np.asarray(jax.grad(_\(value.name), argnums=\(place))(\(list)))"]
    return """
      import sys

      try:
          import numpy as np
          import \(isTorch ? "torch" : "jax")
      except ImportError:
          print("\(Self.absence)")
          sys.exit()

      \(isTorch ? "" : "jax.config.update(\"jax_enable_x64\", True)\n")
      \(text)

      \(data.joined(separator: "\n"))
      \(gradient.joined(separator: "\n"))
      found = \(tangent.projection(of: "found"))
      print(\(isTorch ? "torch" : "jax").__version__)
      print(*(repr(float(entry)) for entry in np.ravel(found)))
      """
  }
}

extension Tangent {
  /// A gradient projected on the structure, over NumPy.
  fileprivate func projection(of gradient: String) -> String {
    switch self {
    case .free: gradient
    case .symmetric: "(\(gradient) + \(gradient).T) / 2"
    case .skew: "(\(gradient) - \(gradient).T) / 2"
    case .diagonal: "np.diag(np.diag(\(gradient)))"
    case .upper: "np.triu(\(gradient))"
    case .lower: "np.tril(\(gradient))"
    }
  }
}
