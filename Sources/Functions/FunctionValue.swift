// How the value of a function is computed, once for all arithmetics. Kernels are written from the definition
// of a function and share nothing with its differential, so that agreement of the two means something.

package import Numerics

/// The value of a function of matrices in any arithmetic, composed of the primitives.
package protocol FunctionKernel: SendableMetatype {
  /// The value at concrete arguments of fitting shapes.
  ///
  /// - Throws: why there is no value.
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in arithmetic: A) throws(NumericFailure)
    -> A.Matrix
}

/// The value of a function that takes sizes, such as `basis(n, i)`, in any arithmetic.
package protocol SizedKernel: SendableMetatype {
  /// The value at concrete matrices of fitting shapes and concrete sizes, each in the signature's order.
  ///
  /// - Throws: why there is no value.
  static func value<A: Arithmetic>(
    _ arguments: [A.Matrix],
    sizes: [Int],
    in arithmetic: A
  ) throws(NumericFailure) -> A.Matrix
}

/// How a function is computed.
package enum FunctionValue: Sendable {
  /// Entry by entry, by a primitive of arithmetic.
  case elementary(ElementaryFunction)
  /// By a kernel over the primitives.
  case kernel(any FunctionKernel.Type)
  /// By a kernel that also takes sizes.
  case sized(any SizedKernel.Type)
}

extension FunctionValue {
  /// The value at concrete matrices and sizes, each in the order of the signature.
  ///
  /// - Throws: why there is no value.
  package func value<A: Arithmetic>(
    of matrices: [A.Matrix],
    sizes: [Int] = [],
    in arithmetic: A
  ) throws(NumericFailure) -> A.Matrix {
    switch self {
    case .elementary(let function): try arithmetic.elementwise(function, matrices[0])
    case .kernel(let kernel): try kernel.value(matrices, in: arithmetic)
    case .sized(let kernel): try kernel.value(matrices, sizes: sizes, in: arithmetic)
    }
  }
}

extension MatrixFunction {
  /// The value at concrete matrices and sizes, each in the order of the signature.
  ///
  /// - Throws: why there is no value.
  package func value<A: Arithmetic>(
    of matrices: [A.Matrix],
    sizes: [Int] = [],
    in arithmetic: A
  ) throws(NumericFailure) -> A.Matrix { try value.value(of: matrices, sizes: sizes, in: arithmetic) }
}
