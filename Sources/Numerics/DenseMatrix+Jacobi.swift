// Eigenvectors of small symmetric matrices by Jacobi's rotations, in the order written here: the same on every machine, as
// no library is asked whose kernels round in an order of their own.

extension DenseMatrix {
  /// Sweeps after which rotations no longer change anything for matrices of moderate size.
  private static let sweepBound = 40

  /// Orthonormal eigenvectors of a symmetric matrix as columns, eigenvalues ascending, to about machine precision.
  ///
  /// Cyclic Jacobi method: rotations by the smaller angle (Golub, Van Loan, Matrix Computations, section 8.5).
  var jacobiEigenvectors: DenseMatrix {
    let n = rows
    var a = elements
    var v = [Double](repeating: 0, count: n * n)
    for i in 0..<n { v[i * n + i] = 1 }
    for _ in 0..<Self.sweepBound {
      var isDiagonal = true
      for p in 0..<n {
        for q in (p + 1)..<max(n, p + 1) {
          let off = a[q * n + p]
          // Not seen beside the diagonal any more.
          let diagonal = a[p * n + p].magnitude + a[q * n + q].magnitude
          guard off != 0, diagonal + off.magnitude != diagonal || diagonal == 0 else { continue }
          isDiagonal = false
          let ratio = (a[q * n + q] - a[p * n + p]) / (2 * off)
          let tangent = (ratio < 0 ? -1 : 1) / (ratio.magnitude + (1 + ratio * ratio).squareRoot())
          let cosine = 1 / (1 + tangent * tangent).squareRoot()
          rotate(&a, &v, p, q, cosine, tangent * cosine)
        }
      }
      if isDiagonal { break }
    }
    let order = (0..<n).sorted { (a[$0 * n + $0], $0) < (a[$1 * n + $1], $1) }
    return DenseMatrix(rows: n, columns: n, columnMajor: order.flatMap { v[$0 * n..<($0 + 1) * n] })
  }

  /// Replaces A by JᵀAJ and V by VJ, where J turns the plane of two axes.
  private func rotate(
    _ a: inout [Double],
    _ v: inout [Double],
    _ p: Int,
    _ q: Int,
    _ cosine: Double,
    _ sine: Double
  ) {
    let n = rows
    for k in 0..<n {
      let (x, y) = (a[p * n + k], a[q * n + k])
      a[p * n + k] = cosine * x - sine * y
      a[q * n + k] = sine * x + cosine * y
    }
    for k in 0..<n {
      let (x, y) = (a[k * n + p], a[k * n + q])
      a[k * n + p] = cosine * x - sine * y
      a[k * n + q] = sine * x + cosine * y
    }
    a[q * n + p] = 0
    a[p * n + q] = 0
    for k in 0..<n {
      let (x, y) = (v[p * n + k], v[q * n + k])
      v[p * n + k] = cosine * x - sine * y
      v[q * n + k] = sine * x + cosine * y
    }
  }
}
