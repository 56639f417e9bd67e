// Everything that only moves entries is one `gather`; this file gives the moves their names, once for all
// arithmetics, so that no kernel counts indices itself.

package import Expressions

extension Arithmetic {
  /// The n×n identity.
  package func identity(_ n: Int) -> Matrix {
    var picks = [Pick?](repeating: nil, count: n * n)
    for i in 0..<n { picks[i * n + i] = Pick(0, 0) }
    return gather([unit], picks, rows: n, columns: n)
  }

  /// The matrix of zeros.
  package func zeros(_ rows: Int, _ columns: Int) -> Matrix {
    gather([], [Pick?](repeating: nil, count: rows * columns), rows: rows, columns: columns)
  }

  /// The matrix of ones.
  package func ones(_ rows: Int, _ columns: Int) -> Matrix { fill(rows, columns, with: unit) }

  /// The 1×1 matrix of an exact number.
  package func scalar(_ value: Rational) throws(NumericFailure) -> Matrix {
    try matrix(rows: 1, columns: 1, entries: [value])
  }

  /// The negative.
  package func negate(_ a: Matrix) -> Matrix { subtract(zeros(rows(a), columns(a)), a) }

  /// The 1×1 matrix of one entry, counted from 0.
  package func entry(_ a: Matrix, _ row: Int, _ column: Int) -> Matrix {
    gather([a], [Pick(0, column * rows(a) + row)], rows: 1, columns: 1)
  }

  /// The same entries, column by column, in another shape of the same size.
  package func reshape(_ a: Matrix, rows: Int, columns: Int) -> Matrix {
    gather([a], (0..<rows * columns).map { Pick(0, $0) }, rows: rows, columns: columns)
  }

  /// The columns stacked into one.
  package func vectorize(_ a: Matrix) -> Matrix { reshape(a, rows: rows(a) * columns(a), columns: 1) }

  /// The part of a matrix in the given rows and columns, counted from 0.
  package func block(_ a: Matrix, rows rowRange: Range<Int>, columns columnRange: Range<Int>) -> Matrix {
    var picks: [Pick?] = []
    for j in columnRange { for i in rowRange { picks.append(Pick(0, j * rows(a) + i)) } }
    return gather([a], picks, rows: rowRange.count, columns: columnRange.count)
  }

  /// One column, counted from 0.
  package func column(_ a: Matrix, _ index: Int) -> Matrix {
    block(a, rows: 0..<rows(a), columns: index..<index + 1)
  }

  /// The block matrix `[a, b; c, d]`.
  package func blocks(_ a: Matrix, _ b: Matrix, _ c: Matrix, _ d: Matrix) -> Matrix {
    let sources = [a, b, c, d]
    let top = rows(a)
    let left = columns(a)
    let height = top + rows(c)
    let width = left + columns(b)
    var picks: [Pick?] = []
    picks.reserveCapacity(height * width)
    for j in 0..<width {
      for i in 0..<height {
        let source = (i < top ? 0 : 2) + (j < left ? 0 : 1)
        let row = i < top ? i : i - top
        let column = j < left ? j : j - left
        picks.append(Pick(source, column * rows(sources[source]) + row))
      }
    }
    return gather(sources, picks, rows: height, columns: width)
  }

  /// The entries of matrices of one size as the columns of one matrix.
  package func beside(_ columns: [Matrix], _ entries: Int) -> Matrix {
    var picks: [Pick?] = []
    picks.reserveCapacity(entries * columns.count)
    for place in columns.indices { for i in 0..<entries { picks.append(Pick(place, i)) } }
    return gather(columns, picks, rows: entries, columns: columns.count)
  }

  /// The diagonal matrix of a vector.
  package func diagonalMatrix(_ vector: Matrix) -> Matrix {
    let n = rows(vector) * columns(vector)
    var picks = [Pick?](repeating: nil, count: n * n)
    for i in 0..<n { picks[i * n + i] = Pick(0, i) }
    return gather([vector], picks, rows: n, columns: n)
  }

  /// The diagonal of a matrix, as a column.
  package func diagonal(_ a: Matrix) -> Matrix {
    let n = min(rows(a), columns(a))
    return gather([a], (0..<n).map { Pick(0, $0 * rows(a) + $0) }, rows: n, columns: 1)
  }

  /// The 1×1 sum of all entries.
  package func sum(_ a: Matrix) -> Matrix {
    let flat = vectorize(a)
    return multiply(ones(1, rows(flat)), flat)
  }

  /// The 1×1 trace.
  package func trace(_ a: Matrix) -> Matrix { sum(diagonal(a)) }

  /// The 1×1 Frobenius product of two matrices of one shape.
  package func frobenius(_ a: Matrix, _ b: Matrix) -> Matrix {
    multiply(transpose(vectorize(a)), vectorize(b))
  }

  /// The Kronecker product.
  package func kronecker(_ a: Matrix, _ b: Matrix) -> Matrix {
    let height = rows(a) * rows(b)
    let width = columns(a) * columns(b)
    var left: [Pick?] = []
    var right: [Pick?] = []
    for j in 0..<width {
      for i in 0..<height {
        left.append(Pick(0, j / columns(b) * rows(a) + i / rows(b)))
        right.append(Pick(0, j % columns(b) * rows(b) + i % rows(b)))
      }
    }
    return hadamard(
      gather([a], left, rows: height, columns: width),
      gather([b], right, rows: height, columns: width)
    )
  }

  /// A copy of a 1×1 matrix at every place of a shape.
  package func fill(_ rows: Int, _ columns: Int, with value: Matrix) -> Matrix {
    gather([value], [Pick?](repeating: Pick(0, 0), count: rows * columns), rows: rows, columns: columns)
  }

  /// The symmetric part ½(A + Aᵀ).
  package func symmetricPart(_ a: Matrix) throws(NumericFailure) -> Matrix {
    try scale(add(a, transpose(a)), by: Rational(1, 2))
  }

  /// The 1×1 matrix of one, which exists in every arithmetic.
  private var unit: Matrix {
    do throws(NumericFailure) {
      return try scalar(.one)
    } catch {
      preconditionFailure("an arithmetic without the number 1: \(error)")
    }
  }
}
