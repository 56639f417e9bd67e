// What makes a library use the gradients in its own differentiation: `jax.custom_vjp`, `torch.autograd.Function`.

import Functions

extension PythonModule {
  /// The definitions behind the functions that let the library differentiate the value by them.
  var wrapper: [String] {
    guard let value = emission.parts.first else { return [] }
    let list = arguments.joined(separator: ", ")
    let tuple = arguments.count == 1 ? list + "," : list
    let gradients = self.gradients
    let derived = arguments.enumerated().map { place, argument in
      gradients[argument].map { "\($0.name)(\(list))" }
        ?? "_remaining(\(place), cotangent, \(list))"
    }
    let isComplete = arguments.allSatisfy { gradients[$0] != nil }
    switch library.name {
    case ArrayLibrary.jax.name:
      return [isComplete ? nil : remainingOfJAX(value.name), jax(value.name, list, tuple, derived)].compactMap
      { $0 }
    case ArrayLibrary.torch.name:
      return [isComplete ? nil : remainingOfTorch(value.name), torch(value.name, list, tuple, derived)]
        .compactMap { $0 } + [torchEntry(value, list)]
    default: return []
    }
  }

  private func scaled(_ derivative: String) -> String {
    derivative.hasPrefix("_remaining") ? derivative : "cotangent * \(derivative)"
  }

  private func remainingOfJAX(_ name: String) -> String {
    """
    def _remaining(place, cotangent, *arguments):
        \"\"\"JAX's own derivative by an argument for which nothing was derived.\"\"\"
        def moving(argument):
            return _\(name)(*arguments[:place], argument, *arguments[place + 1:])

        return jax.vjp(moving, arguments[place])[1](cotangent)[0]
    """
  }

  private func remainingOfTorch(_ name: String) -> String {
    """
    def _remaining(place, cotangent, *arguments):
        \"\"\"PyTorch's own derivative by an argument for which nothing was derived.\"\"\"
        def moving(argument):
            return _\(name)(*arguments[:place], argument, *arguments[place + 1:])

        return torch.func.vjp(moving, arguments[place])[1](cotangent)[0]
    """
  }

  private func jax(_ name: String, _ list: String, _ tuple: String, _ derived: [String]) -> String {
    let gradients = derived.map { "        \(scaled($0))," }.joined(separator: "\n")
    return """
      @jax.custom_vjp
      def \(name)(\(list)):
          return _\(name)(\(list))


      \(name).__doc__ = _\(name).__doc__


      def _forward(\(list)):
          return _\(name)(\(list)), (\(tuple))


      def _backward(saved, cotangent):
          \(tuple) = saved
          return (
      \(gradients)
          )


      \(name).defvjp(_forward, _backward)
      """
  }

  private func torch(_ name: String, _ list: String, _ tuple: String, _ derived: [String]) -> String {
    let gradients = derived.enumerated().map { place, derivative in
      "            \(scaled(derivative)) if ctx.needs_input_grad[\(place)] else None,"
    }
    .joined(separator: "\n")
    return """
      class _Function(torch.autograd.Function):
          \"\"\"\(name) with the derived gradients as its backward pass, which can be differentiated again.\"\"\"

          generate_vmap_rule = True

          @staticmethod
          def forward(\(list)):
              return _\(name)(\(list))

          @staticmethod
          def setup_context(ctx, inputs, output):
              ctx.save_for_backward(*inputs)

          @staticmethod
          def backward(ctx, cotangent):
              \(tuple) = ctx.saved_tensors
              return (
      \(gradients)
              )
      """
  }

  private func torchEntry(_ value: Emission.Part, _ list: String) -> String {
    """
    def \(value.name)(\(list)):
        return _Function.apply(\(list))


    \(value.name).__doc__ = _\(value.name).__doc__
    """
  }
}
