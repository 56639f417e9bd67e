/// The identity of an expression in its graph.
///
/// Children have smaller numbers than their parents.
package struct ExpressionID: Hashable, Sendable, Comparable {
  /// The index into the graph's arrays.
  package let index: UInt32
  init(_ index: Int) { self.index = UInt32(index) }
  /// Expressions are ordered by when they were made: children come before parents, and what was written first before the
  /// rest.
  package static func < (a: ExpressionID, b: ExpressionID) -> Bool { a.index < b.index }
}

/// The identity of a symbol in its graph.
package struct SymbolID: Hashable, Sendable, Comparable {
  /// The index into the graph's symbols.
  package let index: UInt32
  init(_ index: Int) { self.index = UInt32(index) }
  /// Symbols are ordered as they were declared.
  package static func < (a: SymbolID, b: SymbolID) -> Bool { a.index < b.index }
}

/// The name of a function of the language, such as `logdet` or `exp`.
package struct FunctionName: Hashable, Sendable, Comparable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The name as the cell language writes it, without a dot.
  package let text: String
  /// The function called `text`.
  package init(_ text: String) { self.text = text }
  /// The function called by the literal.
  package init(stringLiteral text: String) { self.text = text }
  /// The name.
  package var description: String { text }
  /// Functions are ordered by name.
  package static func < (a: FunctionName, b: FunctionName) -> Bool { a.text < b.text }
}

/// What kind of derivative an unevaluated derivative is.
package enum DerivativeKind: String, Hashable, Sendable {
  /// The gradient of a scalar, in the shape of the variable.
  case gradient
  /// The Jacobian: ∂y_i/∂x_j for vectors, on `vec` where a matrix takes part; F's shape by a scalar.
  case jacobian
  /// The matrix of second derivatives on `vec`.
  case hessian
}

/// The closed set of expressions.
///
/// Functions are open and occur as `apply` and `map`.
///
/// Every value is a matrix; a scalar is 1×1. Operands are shape-checked before a node is made.
package enum Node: Hashable, Sendable {
  /// A declared, defined or bound name.
  case symbol(SymbolID)
  /// An exact scalar.
  case number(Rational)
  /// A symbolic size as a scalar.
  case size(Size)
  /// e or π.
  case constant(MathematicalConstant)
  /// The identity matrix.
  case identity(Size)
  /// The matrix of ones.
  case ones(Size, Size)
  /// The matrix of zeros.
  case zeros(Size, Size)
  /// A sum of operands of one shape.
  case sum([ExpressionID])
  /// A product: scalars first (a number at the very front), then a chain of matrices with fitting sizes.
  case product([ExpressionID])
  /// The transpose.
  case transpose(ExpressionID)
  /// The inverse of a square matrix that is not a scalar.
  case inverse(ExpressionID)
  /// A scalar or square matrix to a scalar exponent. A scalar's reciprocal is its power −1.
  case power(ExpressionID, ExpressionID)
  /// The entrywise product of operands of one shape.
  case hadamard([ExpressionID])
  /// The entrywise power; the exponent is a scalar or has the base's shape.
  case hadamardPower(ExpressionID, ExpressionID)
  /// The Frobenius product A : B = tr(A'B).
  case frobenius(ExpressionID, ExpressionID)
  /// The Kronecker product.
  case kronecker(ExpressionID, ExpressionID)
  /// A function of matrices.
  case apply(FunctionName, [ExpressionID])
  /// An elementwise function; of a scalar it is the function itself.
  case map(FunctionName, ExpressionID)
  /// The differential of an expression.
  case differential(ExpressionID)
  /// A derivative that is asked or claimed, not yet derived.
  case derivative(DerivativeKind, of: ExpressionID, wrt: ExpressionID)
  /// A matrix written entry by entry or block by block, row-major; `columns` blocks in each row.
  case block(columns: Int, [ExpressionID])
  /// One entry of a matrix, the indices from 1.
  case entry(ExpressionID, row: ExpressionID, column: ExpressionID)
  /// The sum of the body over the index symbol's range.
  case indexedSum(SymbolID, ExpressionID)
  /// The product (of scalars) of the body over the index symbol's range.
  case indexedProduct(SymbolID, ExpressionID)
  /// A member of an indexed family.
  case member(SymbolID, ExpressionID)
}

extension Node {
  /// The operands in reading order.
  package var children: [ExpressionID] {
    switch self {
    case .symbol, .number, .size, .constant, .identity, .ones, .zeros: []
    case .sum(let operands), .product(let operands), .hadamard(let operands), .block(_, let operands),
      .apply(_, let operands):
      operands
    case .transpose(let x), .inverse(let x), .differential(let x), .map(_, let x), .indexedSum(_, let x),
      .indexedProduct(_, let x), .member(_, let x):
      [x]
    case .power(let a, let b), .hadamardPower(let a, let b), .frobenius(let a, let b),
      .kronecker(let a, let b),
      .derivative(_, let a, let b):
      [a, b]
    case .entry(let x, let row, let column): [x, row, column]
    }
  }
}

/// A name with its shape and what is known of it.
package struct Symbol: Hashable, Sendable {
  /// Where a symbol's value comes from.
  package enum Role: Hashable, Sendable {
    /// Declared: any value of its shape and properties.
    case declared
    /// Defined by the author, or introduced by a derivation to name a repeated part.
    case defined(ExpressionID)
    /// An index bound by a sum or product, running from 1 to the size.
    case index(Size)
    /// A family x[1], x[2], … of declared members; the count is nil until a sum binds it.
    case family(Size?)
    /// A family whose member at the index symbol is the expression.
    case definedFamily(SymbolID, ExpressionID)
  }

  /// The canonical plain name: `W`, `W1`, `Sigma`.
  package let name: String
  /// The author's LaTeX for it, when it differs from what the name gives.
  package let latex: String?
  /// The shape (of a member, for a family).
  package let shape: Shape
  /// The declared properties with all they imply.
  package let properties: Properties
  /// Where its value comes from.
  package let role: Role
  /// Whether a derivation introduced it to name a part; another derivation may use the name again.
  package let isIntroduced: Bool
  /// The name that it stands for inside derivatives taken at a value, its definition; nil for other symbols.
  package let origin: SymbolID?

  /// A symbol.
  package init(
    name: String,
    latex: String? = nil,
    shape: Shape,
    properties: Properties = [],
    role: Role = .declared,
    isIntroduced: Bool = false,
    origin: SymbolID? = nil
  ) {
    self.name = name
    self.latex = latex
    self.shape = shape
    self.properties = properties.closure
    self.role = role
    self.isIntroduced = isIntroduced
    self.origin = origin
  }

  /// Whether it stands for another name at a value: it moves by itself there, whatever the value is made of.
  package var isPlace: Bool { origin != nil }
}
