// Dual numbers over any arithmetic: a value and its derivative along one direction, carried together. Each primitive
// has its differential here, written for this file from the definition of the primitive; the rule book of the
// derivation is not used, so the two can disagree. Duals of duals give second derivatives.

package import Expressions

/// A matrix and its derivative along one direction.
package struct DualMatrix<Base: Arithmetic>: Sendable {
  /// The value.
  package let value: Base.Matrix
  /// The derivative, nil for one that is zero because nothing in it varies.
  package let tangent: Base.Matrix?

  /// The matrix of a value and its derivative, nil for a constant.
  package init(_ value: Base.Matrix, tangent: Base.Matrix? = nil) {
    self.value = value
    self.tangent = tangent
  }
}

/// The arithmetic of matrices with one directional derivative.
package struct DualArithmetic<Base: Arithmetic>: Arithmetic {
  /// A matrix and its derivative along one direction.
  package typealias Matrix = DualMatrix<Base>

  /// The arithmetic of values and tangents.
  package let base: Base

  /// Dual numbers over an arithmetic.
  package init(_ base: Base) { self.base = base }

  /// The tangent of a matrix, with zeros written out.
  package func tangent(_ a: Matrix) -> Base.Matrix {
    a.tangent ?? base.zeros(base.rows(a.value), base.columns(a.value))
  }

  /// The bound of the arithmetic below.
  package var greatestExponent: Int { base.greatestExponent }

  /// The words of value and tangent.
  package func words(_ a: Matrix) -> Int { base.words(a.value) + (a.tangent.map { base.words($0) } ?? 0) }

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

  /// d(A + B) = dA + dB.
  package func add(_ a: Matrix, _ b: Matrix) -> Matrix {
    Matrix(base.add(a.value, b.value), tangent: plus(a.tangent, b.tangent))
  }

  /// d(A − B) = dA − dB.
  package func subtract(_ a: Matrix, _ b: Matrix) -> Matrix {
    let tangent: Base.Matrix? =
      if let right = b.tangent { a.tangent.map { base.subtract($0, right) } ?? base.negate(right) } else {
        a.tangent
      }
    return Matrix(base.subtract(a.value, b.value), tangent: tangent)
  }

  /// d(cA) = c dA.
  package func scale(_ a: Matrix, by factor: Rational) throws(NumericFailure) -> Matrix {
    let value = try base.scale(a.value, by: factor)
    guard let tangent = a.tangent else { return Matrix(value) }
    return Matrix(value, tangent: try base.scale(tangent, by: factor))
  }

  /// d(a ∘ b) = da ∘ b + a ∘ db for a product ∘ of any kind.
  private func product(
    _ a: Matrix,
    _ b: Matrix,
    _ multiply: (Base.Matrix, Base.Matrix) -> Base.Matrix
  ) -> Matrix {
    Matrix(
      multiply(a.value, b.value),
      tangent: plus(a.tangent.map { multiply($0, b.value) }, b.tangent.map { multiply(a.value, $0) })
    )
  }

  /// d(sA) = s dA + ds A.
  package func scale(_ a: Matrix, by factor: Matrix) -> Matrix {
    Matrix(
      base.scale(a.value, by: factor.value),
      tangent: plus(
        a.tangent.map { base.scale($0, by: factor.value) },
        factor.tangent.map { base.scale(a.value, by: $0) }
      )
    )
  }

  /// d(AB) = dA B + A dB.
  package func multiply(_ a: Matrix, _ b: Matrix) -> Matrix {
    product(a, b, base.multiply)
  }

  /// d(Aᵀ) = (dA)ᵀ.
  package func transpose(_ a: Matrix) -> Matrix {
    Matrix(base.transpose(a.value), tangent: a.tangent.map(base.transpose))
  }

  /// d(A ⊙ B) = dA ⊙ B + A ⊙ dB.
  package func hadamard(_ a: Matrix, _ b: Matrix) -> Matrix {
    product(a, b, base.hadamard)
  }

  /// d⟨A, B⟩ = ⟨dA, B⟩ + ⟨A, dB⟩.
  package func frobenius(_ a: Matrix, _ b: Matrix) -> Matrix {
    product(a, b, base.frobenius)
  }

  /// The sum of all entries, and that of their derivatives.
  package func sum(_ a: Matrix) -> Matrix { Matrix(base.sum(a.value), tangent: a.tangent.map(base.sum)) }

  /// The entries in another shape, and their derivatives with them.
  package func reshape(_ a: Matrix, rows: Int, columns: Int) -> Matrix {
    Matrix(
      base.reshape(a.value, rows: rows, columns: columns),
      tangent: a.tangent.map { base.reshape($0, rows: rows, columns: columns) }
    )
  }

  /// d(1/a) = −(1/a)² da, entry by entry.
  package func reciprocal(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.reciprocal(a.value)
    return Matrix(
      value,
      tangent: a.tangent.map { base.negate(base.hadamard(base.hadamard(value, value), $0)) }
    )
  }

  /// d(aᵏ) = k aᵏ⁻¹ da, entry by entry.
  package func power(_ a: Matrix, _ exponent: Rational) throws(NumericFailure) -> Matrix {
    let value = try base.power(a.value, exponent)
    guard let tangent = a.tangent, !exponent.isZero else { return Matrix(value) }
    let slope = try base.scale(try base.power(a.value, exponent - 1), by: exponent)
    return Matrix(value, tangent: base.hadamard(slope, tangent))
  }

  /// df(a) = f′(a) da, entry by entry, with f′ from the table of elementary derivatives.
  package func elementwise(_ function: ElementaryFunction, _ a: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.elementwise(function, a.value)
    guard let tangent = a.tangent else { return Matrix(value) }
    let slope = try function.derivative(at: a.value, value: value, in: base)
    return Matrix(value, tangent: base.hadamard(slope, tangent))
  }

  /// d(A⁻¹) = −A⁻¹ dA A⁻¹.
  package func inverse(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.inverse(a.value)
    return Matrix(
      value,
      tangent: a.tangent.map { base.negate(base.multiply(base.multiply(value, $0), value)) }
    )
  }

  /// d(det A) = tr(adj(A) dA), which needs no inverse and holds at singular matrices.
  package func determinant(_ a: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.determinant(a.value)
    guard let tangent = a.tangent else { return Matrix(value) }
    let adjugate = try base.adjugate(a.value)
    return Matrix(value, tangent: base.frobenius(base.transpose(adjugate), tangent))
  }

  /// From A X = B follows A dX = dB − dA X.
  package func solve(_ a: Matrix, _ b: Matrix) throws(NumericFailure) -> Matrix {
    let value = try base.solve(a.value, b.value)
    guard let moving = a.tangent.map({ base.negate(base.multiply($0, value)) }) ?? b.tangent else {
      return Matrix(value)
    }
    let right = a.tangent == nil ? moving : plus(moving, b.tangent) ?? moving
    return Matrix(value, tangent: try base.solve(a.value, right))
  }

  /// The entries move, and their derivatives with them.
  package func gather(_ sources: [Matrix], _ picks: [Pick?], rows: Int, columns: Int) -> Matrix {
    // A key path of a generic type would be looked up at every call.
    let value = base.gather(sources.map { $0.value }, picks, rows: rows, columns: columns)
    guard sources.contains(where: { $0.tangent != nil }) else { return Matrix(value) }
    return Matrix(value, tangent: base.gather(sources.map(tangent), picks, rows: rows, columns: columns))
  }

  /// The sum of two tangents, where nil is zero.
  private func plus(_ a: Base.Matrix?, _ b: Base.Matrix?) -> Base.Matrix? {
    guard let a else { return b }
    guard let b else { return a }
    return base.add(a, b)
  }
}
