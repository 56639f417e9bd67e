// The constructors: operands must fit (the reader has checked them); bookkeeping is silent.

extension Graph {
  // MARK: - Leaves

  /// The expression for a symbol.
  package mutating func symbol(_ symbol: SymbolID) -> ExpressionID {
    intern(.symbol(symbol), self[symbol].shape)
  }
  /// An exact scalar.
  package mutating func number(_ value: Rational) -> ExpressionID { intern(.number(value), .scalar) }
  /// A size as a scalar; a fixed size is a number.
  package mutating func size(_ size: Size) -> ExpressionID {
    if let value = size.constant { return number(Rational(value)) }
    return intern(.size(size), .scalar)
  }
  /// e or π.
  package mutating func constant(_ constant: MathematicalConstant) -> ExpressionID {
    intern(.constant(constant), .scalar)
  }
  /// The identity matrix; of size 1 it is the number 1.
  package mutating func identity(_ n: Size) -> ExpressionID {
    n.isOne ? number(1) : intern(.identity(n), Shape(n, n))
  }
  /// The matrix of ones.
  package mutating func ones(_ shape: Shape) -> ExpressionID {
    shape.isScalar ? number(1) : intern(.ones(shape.rows, shape.columns), shape)
  }
  /// The matrix of zeros.
  package mutating func zeros(_ shape: Shape) -> ExpressionID {
    shape.isScalar ? number(0) : intern(.zeros(shape.rows, shape.columns), shape)
  }

  /// The exact value of a number node.
  package func number(_ id: ExpressionID) -> Rational? {
    guard case .number(let value) = self[id] else { return nil }
    return value
  }
  /// Whether the expression is written as zero.
  package func isZero(_ id: ExpressionID) -> Bool {
    switch self[id] {
    case .number(let value): value.isZero
    case .zeros: true
    default: false
    }
  }

  /// c, of a number c times a matrix of ones; nil for another matrix, and for ones alone.
  package func multipleOfOnes(_ id: ExpressionID) -> ExpressionID? {
    guard case .product(let factors) = self[id], factors.count == 2, shape(factors[0]).isScalar,
      case .ones = self[factors[1]]
    else { return nil }
    return factors[0]
  }

  // MARK: - Sums and products

  /// The sum of operands of one shape: nested sums are flattened, zeros dropped, numbers added up.
  package mutating func sum(_ operands: [ExpressionID]) -> ExpressionID {
    guard let first = operands.first else { return number(0) }
    let shape = shape(first)
    var flat: [ExpressionID] = []
    for operand in operands {
      if case .sum(let inner) = self[operand] { flat.append(contentsOf: inner) } else { flat.append(operand) }
    }
    var terms: [ExpressionID] = []
    var numberPlace: Int?
    for term in flat where !isZero(term) {
      guard let value = number(term) else {
        terms.append(term)
        continue
      }
      if let place = numberPlace, let known = number(terms[place]) {
        terms[place] = number(known + value)
      } else {
        numberPlace = terms.count
        terms.append(term)
      }
    }
    terms.removeAll { isZero($0) }
    if terms.isEmpty { return zeros(shape) }
    return terms.count == 1 ? terms[0] : intern(.sum(terms), shape)
  }

  /// The difference.
  package mutating func difference(_ a: ExpressionID, _ b: ExpressionID) -> ExpressionID {
    let negative = negative(b)
    return sum([a, negative])
  }

  /// Minus the expression.
  package mutating func negative(_ a: ExpressionID) -> ExpressionID { scaled(a, by: -1) }

  /// The expression times an exact number.
  package mutating func scaled(_ a: ExpressionID, by factor: Rational) -> ExpressionID {
    let factor = number(factor)
    return product([factor, a])
  }

  /// A product in parts: a number, scalar factors, and the chain of matrices.
  package struct ProductParts: Sendable, Hashable {
    /// The exact numerical factor.
    package var coefficient: Rational
    /// Scalar factors that are not numbers.
    package var scalars: [ExpressionID]
    /// The matrices in order; may be empty, and may multiply to a scalar (x', A, y).
    package var chain: [ExpressionID]

    /// A product of the given parts.
    package init(coefficient: Rational = 1, scalars: [ExpressionID] = [], chain: [ExpressionID] = []) {
      self.coefficient = coefficient
      self.scalars = scalars
      self.chain = chain
    }
  }

  /// The parts of any expression seen as a product.
  package func parts(_ id: ExpressionID) -> ProductParts {
    var parts = ProductParts()
    let operands: [ExpressionID]
    if case .product(let factors) = self[id] { operands = factors } else { operands = [id] }
    for operand in operands {
      if let value = number(operand) {
        parts.coefficient = parts.coefficient * value
      } else if shape(operand).isScalar {
        parts.scalars.append(operand)
      } else {
        parts.chain.append(operand)
      }
    }
    return parts
  }

  /// The product of operands whose sizes fit from left to right; a scalar operand fits anywhere.
  ///
  /// A scalar product inside a product (`x'*y*A`) is a scalar factor and stands in front.
  package mutating func product(_ operands: [ExpressionID]) -> ExpressionID {
    var all = ProductParts()
    for operand in operands {
      var inner = parts(operand)
      all.coefficient = all.coefficient * inner.coefficient
      all.scalars.append(contentsOf: inner.scalars)
      if shape(operand).isScalar, !inner.chain.isEmpty {
        inner.chain = dropIdentities(inner.chain)
        all.scalars.append(intern(.product(inner.chain), .scalar))
      } else {
        all.chain.append(contentsOf: inner.chain)
      }
    }
    return product(all)
  }

  /// The product of the given parts.
  package mutating func product(_ given: ProductParts) -> ExpressionID {
    var parts = given
    let full = given.chain
    let shape =
      full.first.map { Shape(self.shape($0).rows, self.shape(full[full.count - 1]).columns) } ?? .scalar
    let isZero =
      parts.coefficient.isZero || parts.scalars.contains(where: isZero) || full.contains(where: isZero)
    if isZero, !staysWritten(parts.scalars + full) { return zeros(shape) }
    parts.chain = dropIdentities(parts.chain)
    if parts.chain.isEmpty {
      // The only scalar with a chain of its own gives its chain: 2·(x'y) is one product.
      let nested = parts.scalars.indices.filter {
        if case .product = self[parts.scalars[$0]] { true } else { false }
      }
      if nested.count == 1, case .product(let chain) = self[parts.scalars[nested[0]]] {
        parts.scalars.remove(at: nested[0])
        let inner = ProductParts(
          scalars: chain.filter { self.shape($0).isScalar },
          chain: chain.filter { !self.shape($0).isScalar }
        )
        parts.scalars.append(contentsOf: inner.scalars)
        parts.chain = inner.chain
      }
    }
    if isZero { reduceToPartialFactors(&parts) }
    var factors: [ExpressionID] = parts.scalars + parts.chain
    if !parts.coefficient.isOne || factors.isEmpty { factors.insert(number(parts.coefficient), at: 0) }
    if factors.count == 1 { return factors[0] }
    return intern(.product(factors), shape)
  }

  /// Whether factors stay beside a zero, since for some data there is no value to multiply.
  private func staysWritten(_ factors: [ExpressionID]) -> Bool {
    keepsPartialFactors && factors.contains(where: mayHaveNoValue)
  }

  /// Leaves of a product that is zero wherever it has a value what may have none: the rest of a chain is zeros, the rest of
  /// the scalars goes.
  private mutating func reduceToPartialFactors(_ parts: inout ProductParts) {
    var chain: [ExpressionID] = []
    var run: Shape?
    for factor in parts.chain + [nil] {
      if let factor, !mayHaveNoValue(factor) {
        run = Shape(run?.rows ?? shape(factor).rows, shape(factor).columns)
        continue
      }
      if let shape = run { chain.append(zeros(shape)) }
      run = nil
      if let factor { chain.append(factor) }
    }
    parts.chain = chain
    parts.scalars = parts.scalars.filter(mayHaveNoValue)
    parts.coefficient = chain.contains(where: isZero) ? 1 : 0
  }

  private func dropIdentities(_ chain: [ExpressionID]) -> [ExpressionID] {
    guard chain.count > 1 else { return chain }
    let kept = chain.filter { if case .identity = self[$0] { false } else { true } }
    return kept.isEmpty ? [chain[0]] : kept
  }

  /// The quotient by a scalar.
  package mutating func quotient(_ a: ExpressionID, by scalar: ExpressionID) -> ExpressionID {
    if let value = number(scalar), !value.isZero { return scaled(a, by: value.inverse) }
    let reciprocal = power(scalar, -1)
    return product([reciprocal, a])
  }

  // MARK: - One operand

  /// The transpose; of a scalar it is the scalar, of a transpose the matrix.
  package mutating func transpose(_ a: ExpressionID) -> ExpressionID {
    let shape = shape(a)
    if shape.isScalar { return a }
    switch self[a] {
    case .transpose(let inner): return inner
    case .identity: return a
    case .ones: return ones(shape.transposed)
    case .zeros: return zeros(shape.transposed)
    default: return intern(.transpose(a), shape.transposed)
    }
  }

  /// The inverse of a square matrix; of a scalar its power −1.
  package mutating func inverse(_ a: ExpressionID) -> ExpressionID {
    let shape = shape(a)
    if shape.isScalar { return power(a, -1) }
    switch self[a] {
    case .inverse(let inner) where !keepsPartialFactors: return inner
    case .identity: return a
    default: return intern(.inverse(a), shape)
    }
  }

  /// A scalar or square matrix to an integer.
  package mutating func power(_ a: ExpressionID, _ exponent: Int) -> ExpressionID {
    let exponent = number(Rational(exponent))
    return power(a, exponent)
  }

  /// A scalar or square matrix to a scalar exponent.
  package mutating func power(_ a: ExpressionID, _ exponent: ExpressionID) -> ExpressionID {
    let shape = shape(a)
    if let value = number(exponent) {
      if value.isOne { return a }
      if value.isZero, !staysWritten([a]) { return shape.isScalar ? number(1) : identity(shape.rows) }
      if case .identity = self[a] { return a }
      if !shape.isScalar, value == -1 { return inverse(a) }
      if let base = number(a), let integer = value.integer, abs(integer) <= 64, !(base.isZero && integer < 0)
      {
        return number(base.power(integer))
      }
      if case .power(let base, let inner) = self[a], let known = number(inner), known.isInteger,
        value.isInteger
      {
        return power(base, number(known * value))
      }
      if shape.isScalar, value.isInteger, case .product(let factors) = self[a], let base = number(factors[0]),
        let integer = value.integer, abs(integer) <= 64, !(base.isZero && integer < 0)
      {
        // (c·t)^k is c^k·t^k; the number is not hidden inside the power.
        let rest = product(Array(factors.dropFirst()))
        let powered = power(rest, exponent)
        return scaled(powered, by: base.power(integer))
      }
    }
    return intern(.power(a, exponent), shape)
  }

  /// The differential; of a number or constant matrix it is zero.
  package mutating func differential(_ a: ExpressionID) -> ExpressionID {
    switch self[a] {
    case .number, .size, .constant, .identity, .ones, .zeros: zeros(shape(a))
    default: intern(.differential(a), shape(a))
    }
  }

  // MARK: - Two and more operands

  /// The entrywise product: flattened, scalars to the front, matrices of ones dropped.
  package mutating func hadamard(_ operands: [ExpressionID]) -> ExpressionID {
    guard let first = operands.first else { return number(1) }
    let shape = shape(first)
    if shape.isScalar { return product(operands) }
    var outside = ProductParts()
    var inside: [ExpressionID] = []
    var work = operands[...]
    while let operand = work.popFirst() {
      var parts = parts(operand)
      outside.coefficient = outside.coefficient * parts.coefficient
      outside.scalars.append(contentsOf: parts.scalars)
      parts.coefficient = 1
      parts.scalars = []
      let matrix = product(parts)
      if case .hadamard(let inner) = self[matrix] {
        inside.append(contentsOf: inner)
      } else if case .ones = self[matrix] {
        continue
      } else {
        inside.append(matrix)
      }
    }
    if inside.contains(where: isZero) {
      guard staysWritten(outside.scalars + inside) else { return zeros(shape) }
      inside = [zeros(shape)] + inside.filter(mayHaveNoValue)
      outside = ProductParts(scalars: outside.scalars.filter(mayHaveNoValue))
    }
    let core = inside.isEmpty ? ones(shape) : inside.count == 1 ? inside[0] : intern(.hadamard(inside), shape)
    let scalars = product(ProductParts(coefficient: outside.coefficient, scalars: outside.scalars))
    return product([scalars, core])
  }

  /// The entrywise power.
  package mutating func hadamardPower(_ a: ExpressionID, _ exponent: ExpressionID) -> ExpressionID {
    let shape = shape(a)
    if shape.isScalar, self.shape(exponent).isScalar { return power(a, exponent) }
    if let value = number(exponent) {
      if value.isOne { return a }
      if value.isZero, !staysWritten([a]) { return ones(shape) }
      if case .ones = self[a] { return a }
      if case .hadamardPower(let base, let inner) = self[a], let known = number(inner), known.isInteger,
        value.isInteger
      {
        let exponent = number(known * value)
        return hadamardPower(base, exponent)
      }
    }
    return intern(.hadamardPower(a, exponent), shape)
  }

  /// The Frobenius product of two matrices of one shape.
  package mutating func frobenius(_ a: ExpressionID, _ b: ExpressionID) -> ExpressionID {
    if shape(a).isScalar { return product([a, b]) }
    if isZero(a) || isZero(b), !staysWritten([a, b]) { return number(0) }
    return intern(.frobenius(a, b), .scalar)
  }

  /// The Kronecker product; with a scalar it is the product.
  package mutating func kronecker(_ a: ExpressionID, _ b: ExpressionID) -> ExpressionID {
    if shape(a).isScalar || shape(b).isScalar { return product([a, b]) }
    if case .identity(let n) = self[a], case .identity(let m) = self[b] { return identity(n * m) }
    let shape = Shape(shape(a).rows * shape(b).rows, shape(a).columns * shape(b).columns)
    let isZero = (isZero(a) || isZero(b)) && !staysWritten([a, b])
    return isZero ? zeros(shape) : intern(.kronecker(a, b), shape)
  }

  /// What a shape rule sees of an argument.
  package func argumentShape(_ id: ExpressionID) -> ArgumentShape {
    switch self[id] {
    case .size(let size): ArgumentShape(.scalar, size: size)
    case .number(let value): ArgumentShape(.scalar, size: value.integer.map { Size($0) })
    case .symbol(let symbol):
      // An index counts from 1 as a size does; its name stands for it.
      if case .index = self[symbol].role {
        ArgumentShape(.scalar, size: Size(named: self[symbol].name))
      } else {
        ArgumentShape(shape(id))
      }
    default: ArgumentShape(shape(id))
    }
  }

  /// A function of matrices; fails when the arguments' shapes do not fit.
  package mutating func apply(_ function: FunctionName, _ arguments: [ExpressionID]) throws(ShapeFailure)
    -> ExpressionID
  {
    guard let traits = vocabulary[function] else { throw ShapeFailure("there is no function '\(function)'") }
    guard traits.arity.contains(arguments.count) else {
      throw ShapeFailure("'\(function)' takes \(traits.arity) arguments, found \(arguments.count)")
    }
    let shape = try traits.shape(arguments.map(argumentShape))
    return intern(.apply(function, arguments), shape)
  }

  /// An elementwise function.
  package mutating func map(_ function: FunctionName, _ a: ExpressionID) -> ExpressionID {
    intern(.map(function, a), shape(a))
  }

  /// A derivative that is not yet derived.
  package mutating func derivative(
    _ kind: DerivativeKind,
    of function: ExpressionID,
    wrt variable: ExpressionID
  )
    -> ExpressionID
  {
    let f = shape(function)
    let x = shape(variable)
    let shape: Shape
    switch kind {
    case .gradient: shape = f.isScalar ? x : x.isScalar ? f : Shape(f.count, x.count)
    case .jacobian: shape = x.isScalar ? f : Shape(f.count, x.count)
    case .hessian: shape = Shape(f.count * x.count, x.count)
    }
    return intern(.derivative(kind, of: function, wrt: variable), shape)
  }

  /// A matrix of blocks, row-major; sizes of the blocks in a row or column must fit.
  package mutating func block(columns: Int, _ blocks: [ExpressionID]) -> ExpressionID {
    precondition(
      columns > 0 && !blocks.isEmpty && blocks.count % columns == 0,
      "a block matrix is a full grid"
    )
    if blocks.count == 1 { return blocks[0] }
    var rows = Size(0)
    for row in stride(from: 0, to: blocks.count, by: columns) { rows = rows + shape(blocks[row]).rows }
    var width = Size(0)
    for column in 0..<columns { width = width + shape(blocks[column]).columns }
    return intern(.block(columns: columns, blocks), Shape(rows, width))
  }

  /// One entry of a matrix, the indices from 1.
  package mutating func entry(_ a: ExpressionID, row: ExpressionID, column: ExpressionID) -> ExpressionID {
    if shape(a).isScalar { return a }
    return intern(.entry(a, row: row, column: column), .scalar)
  }

  /// The sum of the body over an index symbol.
  package mutating func indexedSum(_ index: SymbolID, _ body: ExpressionID) -> ExpressionID {
    isZero(body) ? body : intern(.indexedSum(index, body), shape(body))
  }

  /// The product of a scalar body over an index symbol.
  package mutating func indexedProduct(_ index: SymbolID, _ body: ExpressionID) -> ExpressionID {
    intern(.indexedProduct(index, body), shape(body))
  }

  /// The member of a family at an index.
  package mutating func member(_ family: SymbolID, at index: ExpressionID) -> ExpressionID {
    intern(.member(family, index), self[family].shape)
  }

  // MARK: - Rebuilding

  /// The node with other operands, made by the constructors; operands keep their shapes or fit anew.
  package mutating func rebuild(_ node: Node, _ children: [ExpressionID]) -> ExpressionID {
    switch node {
    case .symbol(let symbol): self.symbol(symbol)
    case .number(let value): number(value)
    case .size(let size): self.size(size)
    case .constant(let constant): self.constant(constant)
    case .identity(let n): identity(n)
    case .ones(let n, let m): ones(Shape(n, m))
    case .zeros(let n, let m): zeros(Shape(n, m))
    case .sum: sum(children)
    case .product: product(children)
    case .transpose: transpose(children[0])
    case .inverse: inverse(children[0])
    case .power: power(children[0], children[1])
    case .hadamard: hadamard(children)
    case .hadamardPower: hadamardPower(children[0], children[1])
    case .frobenius: frobenius(children[0], children[1])
    case .kronecker: kronecker(children[0], children[1])
    case .apply(let function, _): reapply(function, children)
    case .map(let function, _): map(function, children[0])
    case .differential: differential(children[0])
    case .derivative(let kind, _, _): derivative(kind, of: children[0], wrt: children[1])
    case .block(let columns, _): block(columns: columns, children)
    case .entry: entry(children[0], row: children[1], column: children[2])
    case .indexedSum(let index, _): indexedSum(index, children[0])
    case .indexedProduct(let index, _): indexedProduct(index, children[0])
    case .member(let family, _): member(family, at: children[0])
    }
  }

  private mutating func reapply(_ function: FunctionName, _ arguments: [ExpressionID]) -> ExpressionID {
    do {
      return try apply(function, arguments)
    } catch {
      preconditionFailure("a function is rebuilt with arguments of the shapes it had: \(error.message)")
    }
  }
}
