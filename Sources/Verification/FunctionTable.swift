// The functions of the language as the evaluator sees them: how they are called and computed. Differentials are no part
// of the type, so that none can reach a check.

package import Expressions
package import Functions
import Numerics

/// The value of one function: the parameters it is called with and its kernel.
package struct FunctionEvaluation: Sendable {
  /// The parameters, matrices and sizes, in order.
  let parameters: [Signature.Parameter]
  /// How it is computed.
  let value: FunctionValue

  /// The value of a function of the language.
  package init(_ function: MatrixFunction) {
    parameters = function.signature.parameters
    value = function.value
  }

  /// The value at concrete matrices and sizes, each in the order of the parameters.
  ///
  /// - Throws: why there is no value.
  func value<A: Arithmetic>(
    of matrices: [A.Matrix],
    sizes: [Int],
    in arithmetic: A
  ) throws(NumericFailure) -> A.Matrix {
    try value.value(of: matrices, sizes: sizes, in: arithmetic)
  }
}

/// Looks up how the functions of the language are computed.
package struct FunctionTable: Sendable {
  private let lookup: @Sendable (FunctionName) -> FunctionEvaluation?

  /// A table that asks the given function.
  package init(_ lookup: @escaping @Sendable (FunctionName) -> MatrixFunction?) {
    self.lookup = { name in lookup(name).map { FunctionEvaluation($0) } }
  }

  /// A table of the given functions.
  package init(_ functions: [MatrixFunction]) {
    let table = Dictionary(functions.map { ($0.name, FunctionEvaluation($0)) }) { first, _ in first }
    lookup = { table[$0] }
  }

  subscript(name: FunctionName) -> FunctionEvaluation? { lookup(name) }
}
