// Exact arithmetic in GF(p), p = 2^61 − 1. Two rational functions that differ agree at a random point with a
// probability of at most degree/p (Schwartz 1980, Zippel 1979), so agreement here is evidence of a stated strength.

import CExactArithmetic
package import Expressions

/// A dense matrix over GF(p), column-major.
package struct ModularMatrix: Sendable, Hashable {
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// The entries, column by column.
  package internal(set) var elements: [FieldElement]

  /// The matrix of the given entries, as many as the shape has places.
  package init(rows: Int, columns: Int, columnMajor elements: [FieldElement]) {
    precondition(elements.count == rows * columns, "a matrix has as many entries as places")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The entry in a row and a column, counted from 0.
  package subscript(row: Int, column: Int) -> FieldElement { elements[column * rows + row] }

  /// Whether every entry is zero.
  package var isZero: Bool { elements.allSatisfy { $0 == .zero } }
}

/// The field of 2^61 − 1 elements: linear algebra by FLINT, transcendental functions as seeded tables.
package struct ModularArithmetic: Arithmetic {
  /// A dense matrix over GF(p).
  package typealias Matrix = ModularMatrix

  /// The seed of the opaque functions; two evaluations compare only under one seed.
  package let seed: UInt64

  /// The field, with the opaque functions that belong to a seed.
  package init(seed: UInt64) { self.seed = seed }

  /// The number of rows.
  package func rows(_ a: ModularMatrix) -> Int { a.rows }
  /// The number of columns.
  package func columns(_ a: ModularMatrix) -> Int { a.columns }

  /// The classes of the given entries; fails with `.singular` when p divides a denominator.
  package func matrix(rows: Int, columns: Int, entries: [Rational]) throws(NumericFailure) -> ModularMatrix {
    var elements: [FieldElement] = []
    elements.reserveCapacity(entries.count)
    for entry in entries { elements.append(try element(entry)) }
    return ModularMatrix(rows: rows, columns: columns, columnMajor: elements)
  }

  /// Euler's number or π, opaque.
  package func constant(_ constant: MathematicalConstant) throws(NumericFailure) -> ModularMatrix {
    ModularMatrix(rows: 1, columns: 1, columnMajor: [opaqueConstant(constant)])
  }

  /// The sum.
  package func add(_ a: ModularMatrix, _ b: ModularMatrix) -> ModularMatrix { zip(a, b, +) }
  /// The difference.
  package func subtract(_ a: ModularMatrix, _ b: ModularMatrix) -> ModularMatrix { zip(a, b, -) }
  /// The entrywise product.
  package func hadamard(_ a: ModularMatrix, _ b: ModularMatrix) -> ModularMatrix { zip(a, b, *) }

  /// The matrix times an exact number.
  package func scale(_ a: ModularMatrix, by factor: Rational) throws(NumericFailure) -> ModularMatrix {
    scale(a, by: try element(factor))
  }

  /// The matrix times the only entry of another.
  package func scale(_ a: ModularMatrix, by factor: ModularMatrix) -> ModularMatrix {
    scale(a, by: factor.elements[0])
  }

  /// The Frobenius product.
  package func frobenius(_ a: ModularMatrix, _ b: ModularMatrix) -> ModularMatrix {
    precondition(a.elements.count == b.elements.count, "a Frobenius product needs one shape")
    var sum = FieldElement.zero
    for place in a.elements.indices { sum = sum + a.elements[place] * b.elements[place] }
    return ModularMatrix(rows: 1, columns: 1, columnMajor: [sum])
  }

  /// The sum of all entries.
  package func sum(_ a: ModularMatrix) -> ModularMatrix {
    ModularMatrix(rows: 1, columns: 1, columnMajor: [a.elements.reduce(.zero, +)])
  }

  /// The entries in another shape of the same size.
  package func reshape(_ a: ModularMatrix, rows: Int, columns: Int) -> ModularMatrix {
    ModularMatrix(rows: rows, columns: columns, columnMajor: a.elements)
  }

  /// The transpose.
  package func transpose(_ a: ModularMatrix) -> ModularMatrix {
    if a.rows == 1 || a.columns == 1 {
      return ModularMatrix(rows: a.columns, columns: a.rows, columnMajor: a.elements)
    }
    var elements: [FieldElement] = []
    elements.reserveCapacity(a.elements.count)
    for i in 0..<a.rows { for j in 0..<a.columns { elements.append(a[i, j]) } }
    return ModularMatrix(rows: a.columns, columns: a.rows, columnMajor: elements)
  }

  /// The pivot columns of Gaussian elimination.
  package func independentColumns(_ a: ModularMatrix) -> [Int]? {
    var work = a.elements
    var pivots: [Int] = []
    for column in 0..<a.columns {
      let top = pivots.count
      guard let row = (top..<max(a.rows, top)).first(where: { work[column * a.rows + $0] != .zero }) else {
        continue
      }
      for j in column..<a.columns where row != top { work.swapAt(j * a.rows + top, j * a.rows + row) }
      guard let reciprocal = work[column * a.rows + top].inverse else { return nil }
      for i in (top + 1)..<max(a.rows, top + 1) {
        let factor = work[column * a.rows + i] * reciprocal
        if factor == .zero { continue }
        for j in column..<a.columns {
          work[j * a.rows + i] = work[j * a.rows + i] - factor * work[j * a.rows + top]
        }
      }
      pivots.append(column)
    }
    return pivots
  }

  /// The entrywise reciprocal.
  package func reciprocal(_ a: ModularMatrix) throws(NumericFailure) -> ModularMatrix {
    try map(a) { x throws(NumericFailure) in
      guard let inverse = x.inverse else { throw .singular }
      return inverse
    }
  }

  /// The entrywise power; a root that does not exist is `.unavailable`, which asks for another random point.
  package func power(_ a: ModularMatrix, _ exponent: Rational) throws(NumericFailure) -> ModularMatrix {
    try map(a) { x throws(NumericFailure) in try x.power(exponent) }
  }

  /// An elementary function of every entry; `ModularArithmetic+Opaque.swift` says which identities hold.
  package func elementwise(
    _ function: ElementaryFunction,
    _ a: ModularMatrix
  ) throws(NumericFailure) -> ModularMatrix {
    try map(a) { x throws(NumericFailure) in try value(of: function, at: x) }
  }

  /// The matrix product.
  package func multiply(_ a: ModularMatrix, _ b: ModularMatrix) -> ModularMatrix {
    precondition(a.columns == b.rows, "a product needs as many columns as rows")
    guard a.columns > 0, a.rows > 0, b.columns > 0 else { return zeros(a.rows, b.columns) }
    // FLINT is row-major, so our columns are its rows: it computes Bᵀ Aᵀ = (A B)ᵀ on our storage as it is.
    return withView(a) { left in
      withView(b) { right in
        result(rows: a.rows, columns: b.columns) { product in
          nmod_mat_mul(product, right, left)
          return true
        }
      }
    } ?? ModularMatrix(rows: a.rows, columns: b.columns, columnMajor: [])
  }

  /// The inverse.
  package func inverse(_ a: ModularMatrix) throws(NumericFailure) -> ModularMatrix {
    precondition(a.rows == a.columns, "only a square matrix has an inverse")
    guard a.rows > 0 else { return a }
    let inverse = withView(a) { view in
      result(rows: a.rows, columns: a.rows) { nmod_mat_inv($0, view) != 0 }
    }
    guard let inverse else { throw .singular }
    return inverse
  }

  /// The solution of A X = B.
  package func solve(_ a: ModularMatrix, _ b: ModularMatrix) throws(NumericFailure) -> ModularMatrix {
    multiply(try inverse(a), b)
  }

  /// The determinant.
  package func determinant(_ a: ModularMatrix) throws(NumericFailure) -> ModularMatrix {
    precondition(a.rows == a.columns, "only a square matrix has a determinant")
    let determinant = a.rows == 0 ? 1 : withView(a) { nmod_mat_det($0) }
    return ModularMatrix(rows: 1, columns: 1, columnMajor: [FieldElement(UInt64(determinant))])
  }

  /// Whether the matrix differs from its transpose.
  package func isAsymmetric(_ a: ModularMatrix) -> Bool { a != transpose(a) }

  /// Rearranged entries of several matrices.
  package func gather(_ sources: [ModularMatrix], _ picks: [Pick?], rows: Int, columns: Int) -> ModularMatrix
  {
    let elements = picks.map { pick in pick.map { sources[$0.source].elements[$0.index] } ?? .zero }
    return ModularMatrix(rows: rows, columns: columns, columnMajor: elements)
  }

  private func element(_ value: Rational) throws(NumericFailure) -> FieldElement {
    guard let element = FieldElement(value) else { throw .singular }
    return element
  }

  private func scale(_ a: ModularMatrix, by factor: FieldElement) -> ModularMatrix {
    ModularMatrix(rows: a.rows, columns: a.columns, columnMajor: a.elements.map { $0 * factor })
  }

  private func map(
    _ a: ModularMatrix,
    _ transform: (FieldElement) throws(NumericFailure) -> FieldElement
  ) throws(NumericFailure) -> ModularMatrix {
    var elements: [FieldElement] = []
    elements.reserveCapacity(a.elements.count)
    for element in a.elements { elements.append(try transform(element)) }
    return ModularMatrix(rows: a.rows, columns: a.columns, columnMajor: elements)
  }

  private func zip(
    _ a: ModularMatrix,
    _ b: ModularMatrix,
    _ combine: (FieldElement, FieldElement) -> FieldElement
  ) -> ModularMatrix {
    precondition(a.rows == b.rows && a.columns == b.columns, "entrywise operations need one shape")
    var elements = a.elements
    for i in elements.indices { elements[i] = combine(elements[i], b.elements[i]) }
    return ModularMatrix(rows: a.rows, columns: a.columns, columnMajor: elements)
  }
}

// MARK: - FLINT

/// The prime with FLINT's precomputed inverse.
private let fieldModulus: nmod_t = {
  var modulus = nmod_t()
  nmod_init(&modulus, mp_limb_t(FieldElement.modulus))
  return modulus
}()

/// Calls `body` with FLINT's view of the transpose of a matrix, on the matrix's own storage.
private func withView<Result>(
  _ a: ModularMatrix,
  _ body: (UnsafePointer<nmod_mat_struct>) -> Result
) -> Result {
  a.elements.withUnsafeBytes { bytes in
    // FLINT only reads its arguments; its struct just has no word for that.
    withHeader(UnsafeMutableRawPointer(mutating: bytes.baseAddress), rows: a.columns, columns: a.rows) {
      body($0)
    }
  }
}

/// The matrix whose transpose `body` writes, nil when it says there is none.
private func result(
  rows: Int,
  columns: Int,
  _ body: (UnsafeMutablePointer<nmod_mat_struct>) -> Bool
) -> ModularMatrix? {
  var exists = false
  var elements = [FieldElement](repeating: .zero, count: rows * columns)
  elements.withUnsafeMutableBytes { bytes in
    withHeader(bytes.baseAddress, rows: columns, columns: rows) { exists = body($0) }
  }
  return exists ? ModularMatrix(rows: rows, columns: columns, columnMajor: elements) : nil
}

/// A field element is its one limb, so an array of elements is an array of limbs.
private func withHeader<Result>(
  _ storage: UnsafeMutableRawPointer?,
  rows: Int,
  columns: Int,
  _ body: (UnsafeMutablePointer<nmod_mat_struct>) -> Result
) -> Result {
  let limbs = storage?.assumingMemoryBound(to: mp_limb_t.self)
  return withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<mp_limb_t>?.self, capacity: max(rows, 1)) {
    starts in
    for i in 0..<rows { starts[i] = limbs.map { $0 + i * columns } }
    var header = nmod_mat_struct(
      entries: limbs,
      r: rows,
      c: columns,
      rows: starts.baseAddress,
      mod: fieldModulus
    )
    return body(&header)
  }
}
