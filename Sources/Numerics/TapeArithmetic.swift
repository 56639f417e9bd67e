// Reverse mode over any arithmetic. Every matrix remembers what it was computed from and how a change of it pulls back,
// so the record ("tape") is the graph of the matrices themselves: immutable, shared, freed with its last user.
// Each primitive has its adjoint here, written from the definition; the rule book of the derivation is not used.

package import Expressions

/// A matrix that remembers how it was computed.
///
/// `@unchecked`: what it remembers changes only in `deinit`, when nobody else has it.
package final class TapeMatrix<Base: Arithmetic>: @unchecked Sendable {
  /// The adjoint of one operation: from the adjoint of its result to those of its parents.
  typealias Pullback =
    @Sendable (_ base: Base, _ adjoint: Base.Matrix) throws(NumericFailure) -> [Base.Matrix?]

  /// The value.
  package let value: Base.Matrix
  /// Whether a variable is what it was computed from; of what stands still nothing is remembered.
  let varies: Bool
  private(set) var parents: [TapeMatrix]
  private(set) var pullback: Pullback?

  /// A constant.
  package init(_ value: Base.Matrix) {
    self.value = value
    varies = false
    parents = []
    pullback = nil
  }

  /// A variable: nothing goes back further.
  init(variable value: Base.Matrix) {
    self.value = value
    varies = true
    parents = []
    pullback = nil
  }

  init(_ value: Base.Matrix, from parents: [TapeMatrix], pullback: @escaping Pullback) {
    self.value = value
    varies = parents.contains { $0.varies }
    self.parents = varies ? parents : []
    self.pullback = varies ? pullback : nil
  }

  /// Frees the graph with a list of its own: a long chain freed link by link would exhaust the stack.
  deinit {
    pullback = nil
    var orphans = parents
    parents = []
    while var node = orphans.popLast() {
      guard isKnownUniquelyReferenced(&node) else { continue }
      node.pullback = nil
      orphans += node.parents
      node.parents = []
    }
  }
}

/// The arithmetic of matrices that remember how they were computed.
package struct TapeArithmetic<Base: Arithmetic>: Arithmetic {
  /// A matrix that remembers how it was computed.
  package typealias Matrix = TapeMatrix<Base>

  /// The arithmetic of values and adjoints.
  package let base: Base

  /// Reverse mode over an arithmetic.
  package init(_ base: Base) { self.base = base }

  /// A matrix to differentiate by.
  package func variable(_ value: Base.Matrix) -> Matrix { Matrix(variable: value) }

  /// The derivative of a 1×1 output by each input, in the input's shape.
  package func gradients(of output: Matrix, by inputs: [Matrix]) throws(NumericFailure) -> [Base.Matrix] {
    precondition(rows(output) == 1 && columns(output) == 1, "a gradient is of one number")
    return try adjoints(of: output, seed: base.ones(1, 1), by: inputs)
  }

  /// The derivative of ⟨seed, output⟩ by each input, in the input's shape.
  package func adjoints(
    of output: Matrix,
    seed: Base.Matrix,
    by inputs: [Matrix]
  ) throws(NumericFailure) -> [Base.Matrix] {
    var adjoints = [ObjectIdentifier(output): seed]
    // After its users, before what it is computed from: each adjoint is complete when it is passed on.
    for node in topologicalOrder(of: output).reversed() {
      guard let pullback = node.pullback, let adjoint = adjoints[ObjectIdentifier(node)] else { continue }
      for (parent, part) in zip(node.parents, try pullback(base, adjoint)) {
        guard let part, parent.varies else { continue }
        let key = ObjectIdentifier(parent)
        adjoints[key] = adjoints[key].map { base.add($0, part) } ?? part
      }
    }
    return inputs.map { adjoints[ObjectIdentifier($0)] ?? base.zeros(rows($0), columns($0)) }
  }

  /// The graph below a matrix, parents first; the order depends on the graph alone.
  private func topologicalOrder(of output: Matrix) -> [Matrix] {
    var order: [Matrix] = []
    var visited: Set<ObjectIdentifier> = [ObjectIdentifier(output)]
    var path: [(node: Matrix, nextParent: Int)] = [(output, 0)]
    while let (node, nextParent) = path.last {
      guard nextParent < node.parents.count else {
        order.append(node)
        path.removeLast()
        continue
      }
      path[path.count - 1].nextParent += 1
      let parent = node.parents[nextParent]
      if parent.varies, visited.insert(ObjectIdentifier(parent)).inserted { path.append((parent, 0)) }
    }
    return order
  }

  /// The bound of the arithmetic below.
  package var greatestExponent: Int { base.greatestExponent }

  /// The words of the value, and as many for what its adjoint needs.
  package func words(_ a: Matrix) -> Int { 2 * base.words(a.value) }

  /// The number of rows.
  package func rows(_ a: Matrix) -> Int { base.rows(a.value) }
  /// The number of columns.
  package func columns(_ a: Matrix) -> Int { base.columns(a.value) }

  /// A constant matrix.
  package func matrix(rows: Int, columns: Int, entries: [Rational]) throws(NumericFailure) -> Matrix {
    Matrix(try base.matrix(rows: rows, columns: columns, entries: entries))
  }

  /// Euler's number or π.
  package func constant(_ constant: MathematicalConstant) throws(NumericFailure) -> Matrix {
    Matrix(try base.constant(constant))
  }

  /// The sum; its adjoint goes to both.
  package func add(_ a: Matrix, _ b: Matrix) -> Matrix {
    Matrix(base.add(a.value, b.value), from: [a, b]) { _, adjoint in [adjoint, adjoint] }
  }

  /// The difference.
  package func subtract(_ a: Matrix, _ b: Matrix) -> Matrix {
    Matrix(base.subtract(a.value, b.value), from: [a, b]) { base, adjoint in
      [adjoint, b.varies ? base.negate(adjoint) : nil]
    }
  }

  /// The matrix times an exact number.
  package func scale(_ a: Matrix, by factor: Rational) throws(NumericFailure) -> Matrix {
    Matrix(try base.scale(a.value, by: factor), from: [a]) { base, adjoint throws(NumericFailure) in
      [try base.scale(adjoint, by: factor)]
    }
  }

  /// sA: the adjoint of s is ⟨A, C̄⟩.
  package func scale(_ a: Matrix, by factor: Matrix) -> Matrix {
    Matrix(base.scale(a.value, by: factor.value), from: [a, factor]) { base, adjoint in
      [
        a.varies ? base.scale(adjoint, by: factor.value) : nil,
        factor.varies ? base.frobenius(a.value, adjoint) : nil,
      ]
    }
  }

  /// C = AB: Ā = C̄Bᵀ, B̄ = AᵀC̄.
  package func multiply(_ a: Matrix, _ b: Matrix) -> Matrix {
    Matrix(base.multiply(a.value, b.value), from: [a, b]) { base, adjoint in
      [
        a.varies ? base.multiply(adjoint, base.transpose(b.value)) : nil,
        b.varies ? base.multiply(base.transpose(a.value), adjoint) : nil,
      ]
    }
  }

  /// The transpose.
  package func transpose(_ a: Matrix) -> Matrix {
    Matrix(base.transpose(a.value), from: [a]) { base, adjoint in [base.transpose(adjoint)] }
  }

  /// The entrywise product.
  package func hadamard(_ a: Matrix, _ b: Matrix) -> Matrix {
    Matrix(base.hadamard(a.value, b.value), from: [a, b]) { base, adjoint in
      [
        a.varies ? base.hadamard(adjoint, b.value) : nil, b.varies ? base.hadamard(adjoint, a.value) : nil,
      ]
    }
  }

  /// s = ⟨A, B⟩: Ā = s̄B, B̄ = s̄A.
  package func frobenius(_ a: Matrix, _ b: Matrix) -> Matrix {
    Matrix(base.frobenius(a.value, b.value), from: [a, b]) { base, adjoint in
      [
        a.varies ? base.scale(b.value, by: adjoint) : nil, b.varies ? base.scale(a.value, by: adjoint) : nil,
      ]
    }
  }

  /// The sum of all entries; its adjoint goes to every entry.
  package func sum(_ a: Matrix) -> Matrix {
    Matrix(base.sum(a.value), from: [a]) { base, adjoint in
      [base.fill(base.rows(a.value), base.columns(a.value), with: adjoint)]
    }
  }

  /// The same entries in another shape; their adjoints go back to where they were.
  package func reshape(_ a: Matrix, rows: Int, columns: Int) -> Matrix {
    Matrix(base.reshape(a.value, rows: rows, columns: columns), from: [a]) { base, adjoint in
      [base.reshape(adjoint, rows: base.rows(a.value), columns: base.columns(a.value))]
    }
  }

  /// y = 1/a: ā = −y²ȳ.
  package func reciprocal(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.reciprocal(a.value)
    return Matrix(value, from: [a]) { base, adjoint in
      [base.negate(base.hadamard(base.hadamard(value, value), adjoint))]
    }
  }

  /// y = aᵏ: ā = k aᵏ⁻¹ ȳ.
  package func power(_ a: Matrix, _ exponent: Rational) throws(NumericFailure) -> Matrix {
    let value = try base.power(a.value, exponent)
    guard !exponent.isZero else { return Matrix(value) }
    return Matrix(value, from: [a]) { base, adjoint throws(NumericFailure) in
      let slope = try base.scale(base.power(a.value, exponent - 1), by: exponent)
      return [base.hadamard(slope, adjoint)]
    }
  }

  /// y = f(a): ā = f′(a) ȳ, entry by entry.
  package func elementwise(_ function: ElementaryFunction, _ a: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.elementwise(function, a.value)
    return Matrix(value, from: [a]) { base, adjoint throws(NumericFailure) in
      [base.hadamard(try function.derivative(at: a.value, value: value, in: base), adjoint)]
    }
  }

  /// Y = A⁻¹: Ā = −YᵀȲYᵀ.
  package func inverse(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.inverse(a.value)
    return Matrix(value, from: [a]) { base, adjoint in
      let transposed = base.transpose(value)
      return [base.negate(base.multiply(base.multiply(transposed, adjoint), transposed))]
    }
  }

  /// d = det A: Ā = d̄ adj(A)ᵀ.
  package func determinant(_ a: Matrix) throws(NumericFailure) -> Matrix {
    Matrix(try base.determinant(a.value), from: [a]) { base, adjoint throws(NumericFailure) in
      [base.scale(base.transpose(try base.adjugate(a.value)), by: adjoint)]
    }
  }

  /// AX = B: B̄ = A⁻ᵀX̄, Ā = −B̄Xᵀ.
  package func solve(_ a: Matrix, _ b: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.solve(a.value, b.value)
    return Matrix(value, from: [a, b]) { base, adjoint throws(NumericFailure) in
      let right = try base.solve(base.transpose(a.value), adjoint)
      return [a.varies ? base.negate(base.multiply(right, base.transpose(value))) : nil, right]
    }
  }

  /// The adjoints go back to where the entries came from, and add up where one was used several times.
  package func gather(_ sources: [Matrix], _ picks: [Pick?], rows: Int, columns: Int) -> Matrix {
    // A key path of a generic type would be looked up at every call.
    let value = base.gather(sources.map { $0.value }, picks, rows: rows, columns: columns)
    return Matrix(value, from: sources) { base, adjoint in
      sources.enumerated().map { place, source in
        source.varies ? base.scattered(adjoint, picks, source: place, shape: source.value) : nil
      }
    }
  }
}

extension Arithmetic {
  /// The sum, for each entry of a source of a gather, of the entries that it became; nil when there are none.
  ///
  /// A gather cannot add, so the uses are dealt into layers in which each entry is used at most once.
  fileprivate func scattered(_ a: Matrix, _ picks: [Pick?], source: Int, shape: Matrix) -> Matrix? {
    let size = rows(shape) * columns(shape)
    var layers: [[Pick?]] = []
    var uses = [Int](repeating: 0, count: size)
    for (index, pick) in picks.enumerated() {
      guard let pick, pick.source == source else { continue }
      if uses[pick.index] == layers.count { layers.append([Pick?](repeating: nil, count: size)) }
      layers[uses[pick.index]][pick.index] = Pick(0, index)
      uses[pick.index] += 1
    }
    var total: Matrix?
    for layer in layers {
      let part = gather([a], layer, rows: rows(shape), columns: columns(shape))
      total = total.map { add($0, part) } ?? part
    }
    return total
  }
}
