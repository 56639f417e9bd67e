// What JAX and PyTorch offer with the gradients of an emitted module, tested.

import Expressions
import Functions

extension PythonTest {
  var jaxTests: [String] {
    var tests: [String] = []
    let value = module.functions[0].function.name
    let list = module.arguments.joined(separator: ", ")
    for (place, part) in emission.parts.enumerated() {
      switch part.role {
      case .gradient(let symbol):
        guard let argument = module.arguments.firstIndex(of: module.names.name(of: symbol)) else { continue }
        tests.append(
          """
          def test_jax_takes_\(part.name)_under_jit():
              found = jax.jit(jax.grad(module.\(value), argnums=\(argument)))(\(list))
              _same(found, \(call(place)), 1e-10)
          """
        )
        tests.append(
          """
          def test_jax_takes_\(part.name)_under_vmap():
              batches = [jnp.stack([argument, argument * 1.0625]) for argument in (\(list),)]
              found = jax.vmap(jax.grad(module.\(value), argnums=\(argument)))(*batches)
              for place in range(2):
                  _same(found[place], module.\(part.name)(*(batch[place] for batch in batches)), 1e-10)
          """
        )
      case .hessianProduct(let symbol, let direction):
        let name = module.names.name(of: symbol)
        guard let argument = module.arguments.firstIndex(of: name) else { continue }
        let moving = module.arguments.map { $0 == name ? "moving" : $0 }.joined(separator: ", ")
        tests.append(
          """
          def test_jax_differentiates_the_gradient_by_\(name)_again():
              gradient = jax.grad(module.\(value), argnums=\(argument))
              found = jax.jvp(lambda moving: gradient(\(moving)), (\(name),), (\(module.names.name(of: direction)),))[1]
              _same(found, \(call(place)), 1e-8)
          """
        )
      case .value, .jacobian, .hessian: continue
      }
    }
    return tests
  }

  /// Gradients of structured variables are those along the structure, so that is how PyTorch's own checks move them.
  var torchTests: [String] {
    var moved: [String] = []
    for argument in module.names.ordered where module.arguments.contains(argument.name) {
      guard let tangent = Tangent(emission.graph[argument.symbol].properties) else { return [] }
      let name = argument.name
      switch tangent {
      case .free: moved.append(name)
      case .symmetric: moved.append("(\(name) + \(name).T) / 2")
      case .skew: moved.append("(\(name) - \(name).T) / 2")
      case .diagonal: moved.append("torch.diag(torch.diag(\(name)))")
      case .upper: moved.append("torch.triu(\(name))")
      case .lower: moved.append("torch.tril(\(name))")
      }
    }
    let value = module.functions[0].function.name
    let list = module.arguments.joined(separator: ", ")
    return [
      """
      def _structured(\(list)):
          return module.\(value)(\(moved.joined(separator: ", ")))


      def _inputs():
          return tuple(argument.clone().requires_grad_(True) for argument in (\(list),))
      """,
      """
      def test_torch_gradcheck():
          assert torch.autograd.gradcheck(_structured, _inputs())
      """,
      """
      def test_torch_gradgradcheck():
          assert torch.autograd.gradgradcheck(_structured, _inputs())
      """,
      """
      def test_torch_vmap():
          batches = [torch.stack([argument, argument * 1.0625]) for argument in (\(list),)]
          found = torch.func.vmap(module.\(value))(*batches)
          for place in range(2):
              _same(found[place], _numbers(module.\(value)(*(batch[place] for batch in batches))), 1e-10)
      """,
    ]
  }
}
