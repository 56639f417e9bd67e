// What a structured variable may do: its projection of a gradient, and the directions in which it can move.

import Expressions
import Findings
import Numerics

extension Structure {
  /// For structures that tie entries: the class of entry (i, j) and its sign; nil where the entry is zero.
  private func tie(_ i: Int, _ j: Int, _ n: Int) -> (tie: Int, sign: Int)? {
    switch self {
    case .symmetric: (max(i, j) * n + min(i, j), 1)
    case .skew: i == j ? nil : (max(i, j) * n + min(i, j), i > j ? 1 : -1)
    case .diagonal: i == j ? (i, 1) : nil
    case .upperTriangular: i <= j ? (j * n + i, 1) : nil
    case .lowerTriangular: i >= j ? (j * n + i, 1) : nil
    case .toeplitz: (i - j + n, 1)
    case .symmetricToeplitz: (abs(i - j), 1)
    case .skewToeplitz: i == j ? nil : (abs(i - j), i > j ? 1 : -1)
    case .upperTriangularToeplitz: i <= j ? (j - i, 1) : nil
    case .lowerTriangularToeplitz: i >= j ? (i - j, 1) : nil
    case .scalarMatrix: i == j ? (0, 1) : nil
    case .zero, .orthogonal, .unit: nil
    }
  }

  /// The gradient as the convention reads it: for `projected` the orthogonal projection onto the tangent space,
  /// for `tied` the sum over tied entries.
  func project<A: Arithmetic>(
    _ gradient: A.Matrix,
    at value: A.Matrix,
    _ convention: StructureConvention,
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    let row = a.reshape(gradient, rows: 1, columns: a.rows(gradient) * a.columns(gradient))
    let projected = try project(rows: row, at: value, convention, in: a)
    return a.reshape(projected, rows: a.rows(gradient), columns: a.columns(gradient))
  }

  /// The rows of a Jacobian, each of which is a gradient on `vec`, as the convention reads them.
  func project<A: Arithmetic>(
    rows jacobian: A.Matrix,
    at value: A.Matrix,
    _ convention: StructureConvention,
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    switch self {
    case .orthogonal, .unit:
      var columns: [A.Matrix] = []
      for i in 0..<a.rows(jacobian) {
        let row = a.block(jacobian, rows: i..<i + 1, columns: 0..<a.columns(jacobian))
        let gradient = a.reshape(row, rows: a.rows(value), columns: a.columns(value))
        columns.append(try tangential(gradient, at: value, in: a))
      }
      return a.transpose(a.beside(columns, a.columns(jacobian)))
    case .symmetric, .skew, .diagonal, .upperTriangular, .lowerTriangular, .toeplitz, .symmetricToeplitz,
      .skewToeplitz, .upperTriangularToeplitz, .lowerTriangularToeplitz, .scalarMatrix, .zero:
      let n = a.rows(value)
      // The matrix of the projection on `vec` is symmetric.
      let projector = try a.matrix(rows: n * n, columns: n * n, entries: ties(n, convention))
      return a.multiply(jacobian, projector)
    }
  }

  /// The part of a gradient in the tangent space of a manifold: G − Q sym(QᵀG) and G − x⟨x, G⟩; all of it elsewhere.
  private func tangential<A: Arithmetic>(
    _ gradient: A.Matrix,
    at value: A.Matrix,
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    switch self {
    case .orthogonal:
      let symmetric = try a.symmetricPart(a.multiply(a.transpose(value), gradient))
      return a.subtract(gradient, a.multiply(value, symmetric))
    case .unit: return a.subtract(gradient, a.scale(value, by: a.frobenius(value, gradient)))
    case .symmetric, .skew, .diagonal, .upperTriangular, .lowerTriangular, .toeplitz, .symmetricToeplitz,
      .skewToeplitz, .upperTriangularToeplitz, .lowerTriangularToeplitz, .scalarMatrix, .zero:
      return gradient
    }
  }

  /// The matrix of the projection on `vec`.
  private func ties(_ n: Int, _ convention: StructureConvention) -> [Rational] {
    var members: [Int: [(place: Int, sign: Int)]] = [:]
    for j in 0..<n {
      for i in 0..<n {
        if let (tie, sign) = tie(i, j, n) { members[tie, default: []].append((j * n + i, sign)) }
      }
    }
    var entries = [Rational](repeating: .zero, count: n * n * n * n)
    for group in members.values {
      let weight = convention == .tied ? Rational.one : Rational(1, group.count)
      for to in group {
        for from in group { entries[from.place * n * n + to.place] = to.sign == from.sign ? weight : -weight }
      }
    }
    return entries
  }

  /// For every entry, column-major, the entry of its class that comes first and the sign; nil for zero.
  func sources(_ n: Int) -> [(place: Int, sign: Int)?] {
    var first: [Int: (place: Int, sign: Int)] = [:]
    var result: [(place: Int, sign: Int)?] = []
    for j in 0..<n {
      for i in 0..<n {
        guard let (tie, sign) = tie(i, j, n) else {
          result.append(nil)
          continue
        }
        let known = first[tie] ?? (j * n + i, sign)
        first[tie] = known
        result.append((known.place, known.sign * sign))
      }
    }
    return result
  }

  /// A matrix in which tied entries are copies of one of the given ones.
  func tied<A: Arithmetic>(_ matrix: A.Matrix, in a: A) -> A.Matrix {
    let n = a.rows(matrix)
    let picks = sources(n).map { source in source.map { Pick($0.sign > 0 ? 0 : 1, $0.place) } }
    return a.gather([matrix, a.negate(matrix)], picks, rows: n, columns: n)
  }

  /// A direction in which the variable can move, made of free random entries.
  func direction<A: Arithmetic>(
    _ free: A.Matrix,
    at value: A.Matrix,
    in a: A
  ) throws(NumericFailure) -> A.Matrix {
    switch self {
    case .orthogonal:
      return a.multiply(value, a.subtract(free, a.transpose(free)))
    case .unit: return try project(free, at: value, .projected, in: a)
    case .symmetric, .skew, .diagonal, .upperTriangular, .lowerTriangular, .toeplitz, .symmetricToeplitz,
      .skewToeplitz, .upperTriangularToeplitz, .lowerTriangularToeplitz, .scalarMatrix, .zero:
      return try project(free, at: value, .tied, in: a)
    }
  }
}
