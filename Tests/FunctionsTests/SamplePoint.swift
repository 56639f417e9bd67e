// Random arguments for the laws of the catalogue: shapes from the signature, structure from what the function
// assumes, and entries from the first range in which the function has a value.

import Expressions
import Functions
import Numerics

/// Concrete arguments of a function.
struct SamplePoint {
  /// The matrices, in the order of the signature.
  var matrices: [DenseMatrix]
  /// The sizes given as numbers, in the order of the signature.
  let sizes: [Int]
  /// All size names.
  let bound: [String: Int]

  /// The ranges that entries are drawn from: around 0, between 0 and 1, above 1; then positive definite.
  private enum Entries: CaseIterable { case signed, fractions, large, positiveDefinite }

  /// Arguments at which the function has a value, nil if it has none in any range or shape.
  init?(of function: MatrixFunction, n: Int, m: Int, random: inout RandomSource) {
    for entries in Entries.allCases {
      let point = SamplePoint(function, n: n, m: m, entries: entries, random: &random)
      if let point, (try? point.value(of: function)) != nil {
        self = point
        return
      }
    }
    return nil
  }

  private init?(
    _ function: MatrixFunction,
    n: Int,
    m: Int,
    entries: Entries,
    random: inout RandomSource
  ) {
    let place = random.integer(in: 1...min(n, m))
    let bound = ["n": n, "m": m, "p": 2, "q": 3, "i": place, "a": place, "b": min(n, m)]
    self.bound = bound
    var matrices: [DenseMatrix] = []
    var sizes: [Int] = []
    for parameter in function.signature.parameters {
      switch parameter {
      case .size(let name):
        guard let size = bound[name] else { return nil }
        sizes.append(size)
      case .matrix(_, let rows, let columns):
        guard let rows = rows.value(bound), let columns = columns.value(bound) else { return nil }
        let assumed = matrices.count < function.assumed.count ? function.assumed[matrices.count] : []
        matrices.append(
          SamplePoint.matrix(rows, columns, entries, assumed.closure, random: &random)
        )
      }
    }
    self.matrices = matrices
    self.sizes = sizes
  }

  /// The value at the point.
  func value(of function: MatrixFunction) throws(NumericFailure) -> DenseMatrix {
    try function.value(of: matrices, sizes: sizes, in: DoubleArithmetic())
  }

  /// The value at the point moved along directions.
  func value(
    of function: MatrixFunction,
    moved step: Double,
    along directions: [DenseMatrix]
  ) throws -> DenseMatrix {
    var moved = self
    moved.matrices = zip(matrices, directions).map { $0.combined(1, $1, step) }
    return try moved.value(of: function)
  }

  /// Directions in which the arguments can move without losing what the function assumes.
  func directions(for function: MatrixFunction, random: inout RandomSource) -> [DenseMatrix] {
    matrices.indices.map { index in
      let assumed = index < function.assumed.count ? function.assumed[index].closure : []
      let (rows, columns) = (matrices[index].rows, matrices[index].columns)
      let structure = assumed.intersection([.symmetric, .diagonal])
      return SamplePoint.matrix(rows, columns, .signed, structure, random: &random)
    }
  }

  private static func matrix(
    _ rows: Int,
    _ columns: Int,
    _ entries: Entries,
    _ structure: Properties,
    random: inout RandomSource
  ) -> DenseMatrix {
    let raw = DenseMatrix(
      rows: rows,
      columns: columns,
      columnMajor: (0..<rows * columns).map { _ in
        let number = random.machineNumber()
        // No entry is nearer to 0 than 0.1: that is where most functions of entries have a kink or pole.
        return switch entries {
        case .signed: number + (number < 0 ? -0.1 : 0.1)
        case .fractions, .positiveDefinite: 0.45 + 0.35 * number
        case .large: 2 + 0.7 * number
        }
      }
    )
    guard rows == columns else { return raw }
    if structure.contains(.positiveDefinite) || entries == .positiveDefinite {
      return raw.times(raw.transposed).combined(1, .identity(rows), 0.5)
    }
    return structure.contains(.symmetric) ? raw.combined(0.5, raw.transposed, 0.5) : raw
  }
}

extension DenseMatrix {
  static func identity(_ n: Int) -> DenseMatrix { DoubleArithmetic().identity(n) }
  var transposed: DenseMatrix { DoubleArithmetic().transpose(self) }
  func times(_ other: DenseMatrix) -> DenseMatrix { DoubleArithmetic().multiply(self, other) }

  /// a times this matrix plus b times another one.
  func combined(_ a: Double, _ other: DenseMatrix, _ b: Double) -> DenseMatrix {
    DenseMatrix(
      rows: rows,
      columns: columns,
      columnMajor: zip(elements, other.elements).map { a * $0 + b * $1 }
    )
  }

  /// The largest magnitude of a difference of entries; infinite for different shapes.
  func distance(to other: DenseMatrix) -> Double {
    guard rows == other.rows, columns == other.columns else { return .infinity }
    return combined(1, other, -1).largestMagnitude
  }
}
