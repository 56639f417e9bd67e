// A formula as Python text over matrices of NumPy, written from the syntax tree alone.

import Syntax

extension SyntaxTree {
  /// The formula as calls of the functions of `NumPyText.prelude`.
  var numPy: String {
    switch kind {
    case .number(let value, _): "N(\(value.description))"
    case .name(let name, _): name
    case .negative(let a): "-\(a.numPy)"
    case .transpose(let a): "\(a.numPy).T"
    case .parenthesized(let a): "(\(a.numPy))"
    case .differential(let a): "d\(a.numPy)"
    case .binary(let operation, let a, let b): "\(operation.numPy)(\(a.numPy), \(b.numPy))"
    case .call(let name, _, _, let arguments):
      "F.\(name)(\(arguments.map(\.numPy).joined(separator: ", ")))"
    case .entry, .argument, .matrix, .derivative, .directional, .indexed, .evaluated, .ambiguous, .unreadable:
      "None"
    }
  }
}

extension SyntaxTree.BinaryOperator {
  fileprivate var numPy: String {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply, .dot: "multiply"
    case .divide: "divide"
    case .power: "power"
    case .elementwiseMultiply: "hadamard"
    case .elementwiseDivide: "quotient"
    case .elementwisePower: "entrywise_power"
    case .elementwiseAdd: "broadcast_add"
    case .elementwiseSubtract: "broadcast_subtract"
    case .frobenius: "frobenius"
    case .kronecker: "np.kron"
    }
  }
}

enum NumPyText {
  /// The operations of the cell language over matrices; a vector has one column, a scalar one entry.
  static let prelude = """
    class IllTyped(Exception): pass

    def demand(fits):
        if not fits: raise IllTyped()

    def N(value): return np.array([[float(value)]])

    def is_scalar(a): return a.shape == (1, 1)

    def add(a, b):
        demand(a.shape == b.shape)
        return a + b

    def subtract(a, b): return add(a, -b)

    def multiply(a, b):
        if is_scalar(a) or is_scalar(b): return a * b
        demand(a.shape[1] == b.shape[0])
        return a @ b

    def divide(a, b):
        demand(is_scalar(b))
        return a / b

    def power(a, b):
        demand(is_scalar(b) and a.shape[0] == a.shape[1])
        return np.linalg.matrix_power(a, int(b.item()))

    def hadamard(a, b):
        demand(a.shape == b.shape)
        return a * b

    def quotient(a, b):
        demand(a.shape == b.shape)
        return a / b

    def entrywise_power(a, b):
        demand(is_scalar(b) or a.shape == b.shape)
        return a ** b

    def broadcast_add(a, b):
        demand(is_scalar(a) or is_scalar(b) or a.shape == b.shape)
        return a + b

    def broadcast_subtract(a, b): return broadcast_add(a, -b)

    def frobenius(a, b): return N(np.sum(hadamard(a, b)))

    class F:
        def inv(a):
            demand(a.shape[0] == a.shape[1])
            return np.linalg.inv(a)
        def tr(a):
            demand(a.shape[0] == a.shape[1])
            return N(np.trace(a))
        def eye(n): return np.eye(int(n.item()))
        def ones(n): return np.ones((int(n.item()), 1))
        def sum(a): return N(np.sum(a))
        def normF(a): return N(np.sqrt(np.sum(a * a)))
        def exp(a): return np.exp(a)
        def log(a): return np.log(a)
        def sigmoid(a): return 1 / (1 + np.exp(-a))
        def softmax(a):
            demand(a.shape[1] == 1)
            return np.exp(a) / np.sum(np.exp(a))

    """
}
