// A small vocabulary of its own, so that the reader is tested without the catalogue of functions.

package import Expressions

/// Functions of numbers, vectors and matrices by shape alone.
package enum TestVocabulary {
  private static func function(
    _ name: FunctionName,
    _ arity: Int = 1,
    isElementwise: Bool = false,
    writing: FunctionWriting = .call,
    _ shape: @escaping @Sendable ([ArgumentShape]) throws(ShapeFailure) -> Shape
  ) -> FunctionTraits {
    FunctionTraits(
      name: name,
      arity: arity...arity,
      isElementwise: isElementwise,
      isLinear: false,
      writing: writing,
      shape: shape
    )
  }

  private static func square(_ name: FunctionName, _ result: @escaping @Sendable (Shape) -> Shape)
    -> FunctionTraits
  {
    function(name) { (arguments) throws(ShapeFailure) in
      let shape = arguments[0].shape
      guard shape.isSquare else {
        throw ShapeFailure("'\(name)' needs a square matrix for 'X', found a \(shape)")
      }
      return result(shape)
    }
  }

  private static func rows(_ word: String, _ result: @escaping @Sendable (Shape) -> Shape) -> FunctionTraits {
    function(FunctionName("row" + word), writing: .alongRows(word)) { (arguments) throws(ShapeFailure) in
      result(arguments[0].shape)
    }
  }

  private static func any(_ name: FunctionName, _ result: @escaping @Sendable (Shape) -> Shape)
    -> FunctionTraits
  {
    function(name) { (arguments) throws(ShapeFailure) in result(arguments[0].shape) }
  }

  /// All of them.
  package static let all = Vocabulary(
    ["exp", "log", "sqrt", "sin", "cos", "tanh", "sigmoid", "abs", "sign", "relu"].map { name in
      function(FunctionName(name), isElementwise: true) { (arguments) throws(ShapeFailure) in
        arguments[0].shape
      }
    } + [
      square("tr") { _ in .scalar }, square("det") { _ in .scalar }, square("logdet") { _ in .scalar },
      square("expm") { $0 }, square("adj") { $0 }, any("norm2") { _ in .scalar },
      any("normF") { _ in .scalar }, any("pinv") { $0.transposed }, any("vec") { .vector($0.count) },
      any("sum") { _ in .scalar }, square("diag") { .vector($0.rows) },
      function("Diag", writing: .called("diag")) { (arguments) throws(ShapeFailure) in
        Shape(arguments[0].shape.rows, arguments[0].shape.rows)
      },
      rows("softmax") { $0 }, rows("logsumexp") { .vector($0.rows) }, rows("max") { .vector($0.rows) },
      function("choose", 3, writing: .choice) { (arguments) throws(ShapeFailure) in arguments[1].shape },
      function("selection", 3, writing: .slice) { (arguments) throws(ShapeFailure) in
        guard let n = arguments[0].size, let a = arguments[1].size, let b = arguments[2].size else {
          throw ShapeFailure("'selection' needs sizes")
        }
        return Shape(b - a + 1, n)
      },
      function("basis", 2) { (arguments) throws(ShapeFailure) in
        guard let size = arguments[0].size else { throw ShapeFailure("'basis' needs a size for 'n'") }
        return .vector(size)
      },
      function("commutation", 2) { (arguments) throws(ShapeFailure) in
        guard let n = arguments[0].size, let m = arguments[1].size else {
          throw ShapeFailure("'commutation' needs sizes")
        }
        return Shape(n * m, n * m)
      },
    ]
  )
}
