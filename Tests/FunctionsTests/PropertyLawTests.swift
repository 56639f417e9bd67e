// What a function says of its value, from what is known of its argument, holds at random arguments.

import Expressions
import Functions
import Numerics
import Testing

@Suite("What a function says of its value holds") struct PropertyLawTests {
  private static let attributes: [Properties] = [
    [], .symmetric, .skew, .diagonal, .orthogonal, .toeplitz, .upperTriangular, .lowerTriangular,
    .positiveDefinite, .positive, [.symmetric, .positive], [.diagonal, .positiveDefinite],
  ]

  @Test("at random arguments", arguments: Catalogue.all)
  func claims(_ function: MatrixFunction) throws {
    var random = RandomSource(seed: 4)
    for attributes in Self.attributes {
      for n in [2, 3] {
        let known = attributes.closure
        let sizes: [String: Int] = ["n": n, "m": n, "p": 2, "q": 3, "i": 1, "a": 1, "b": 2]
        let parameters = function.signature.parameters
        var arguments: [DenseMatrix] = []
        var fits = true
        for (index, assumed) in parameters.filter(\.isMatrix).enumerated() {
          guard case .matrix(_, let rows, let columns) = assumed, let rows = rows.value(sizes),
            let columns = columns.value(sizes)
          else { continue }
          let needed = index < function.assumed.count ? function.assumed[index].closure : []
          if rows != columns, !known.isDisjoint(with: .needSquare) { fits = false }
          if !known.isSuperset(of: needed) { fits = false }
          arguments.append(draw(rows, columns, known, random: &random))
        }
        let numbers = parameters.filter { !$0.isMatrix }.compactMap { sizes[$0.name] }
        guard fits,
          let value = try? function.value(of: arguments, sizes: numbers, in: DoubleArithmetic())
        else { continue }
        let claimed = function.properties(arguments.map { _ in known }).closure
        for (name, property) in Properties.named where claimed.contains(property) {
          #expect(holds(property, of: value), "\(name), of a \(known.names) argument of size \(n)")
        }
      }
    }
  }

  /// A random matrix with the properties, as far as they concern its shape.
  private func draw(_ rows: Int, _ columns: Int, _ known: Properties, random: inout RandomSource)
    -> DenseMatrix
  {
    let raw = DenseMatrix(
      rows: rows,
      columns: columns,
      columnMajor: (0..<rows * columns).map { _ in
        let number = random.machineNumber()
        return known.contains(.positive) ? 0.5 + 0.4 * number : number + (number < 0 ? -0.1 : 0.1)
      }
    )
    guard rows == columns else { return raw }
    let a = DoubleArithmetic()
    if known.contains(.diagonal) {
      let mask = a.diagonalMatrix(a.diagonal(raw))
      return known.contains(.positiveDefinite) ? mask.times(mask) : mask
    }
    if known.contains(.positiveDefinite) {
      return raw.times(raw.transposed).combined(1, .identity(rows), 0.5)
    }
    if known.contains(.skew) { return raw.combined(0.5, raw.transposed, -0.5) }
    if known.contains(.symmetric) { return raw.combined(0.5, raw.transposed, 0.5) }
    if known.contains(.orthogonal), let eigen = try? a.symmetricEigen(raw) { return eigen.vectors }
    var entries = raw.elements
    for j in 0..<columns {
      for i in 0..<rows {
        let isZero =
          known.contains(.upperTriangular) && i > j || known.contains(.lowerTriangular) && i < j
        if isZero { entries[j * rows + i] = 0 }
        if known.contains(.toeplitz) { entries[j * rows + i] = raw[max(i - j, 0), max(j - i, 0)] }
      }
    }
    return DenseMatrix(rows: rows, columns: columns, columnMajor: entries)
  }

  /// Whether a matrix has one property, to the rounding of a few operations.
  private func holds(_ property: Properties, of value: DenseMatrix) -> Bool {
    let tolerance = 1e-10 * (1 + value.largestMagnitude)
    let n = value.rows
    let places = (0..<value.columns).flatMap { j in (0..<n).map { (row: $0, column: j) } }
    switch property {
    case .symmetric: return value.distance(to: value.transposed) < tolerance
    case .skew: return value.distance(to: value.transposed.combined(-1, value, 0)) < tolerance
    case .diagonal:
      return places.allSatisfy { $0.row == $0.column || abs(value[$0.row, $0.column]) < tolerance }
    case .upperTriangular:
      return places.allSatisfy { $0.row <= $0.column || abs(value[$0.row, $0.column]) < tolerance }
    case .lowerTriangular:
      return places.allSatisfy { $0.row >= $0.column || abs(value[$0.row, $0.column]) < tolerance }
    case .toeplitz:
      return places.allSatisfy {
        $0.row == 0 || $0.column == 0
          || abs(value[$0.row, $0.column] - value[$0.row - 1, $0.column - 1]) < tolerance
      }
    case .orthogonal:
      return n == value.columns && value.times(value.transposed).distance(to: .identity(n)) < tolerance
    case .positiveDefinite: return (try? DoubleArithmetic().cholesky(value)) != nil
    case .positiveSemidefinite:
      return (try? DoubleArithmetic().cholesky(value.combined(1, .identity(n), tolerance))) != nil
    case .invertible: return (try? DoubleArithmetic().inverse(value)) != nil
    case .positive: return value.elements.allSatisfy { $0 > 0 }
    case .nonnegative: return value.elements.allSatisfy { $0 >= 0 }
    case .unit: return abs(value.elements.reduce(0) { $0 + $1 * $1 } - 1) < tolerance
    default: return true
    }
  }
}
