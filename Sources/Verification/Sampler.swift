// Random values that keep what was declared: a symmetric matrix is symmetric, an orthogonal one is orthogonal, in every
// arithmetic. Every value depends on the place of its declaration, its place in the sequence of points and the seed only,
// never on a name, so that all rows of a derivation meet the same numbers and adding a row changes no other.

import Expressions
import Numerics

/// Where random numbers come from.
enum NumberSource: Sendable, Hashable {
  /// Any number of GF(p), as an integer.
  case field
  /// Small fractions of both signs.
  case signed
  /// Small positive fractions.
  case positive
  /// Fractions between −0.9 and 0.9.
  case small
  /// Matrices near the identity, whose roots and logarithms exist; other values as `positive`.
  case nearIdentity
  /// Positive fractions above 1.
  case large

  /// The sources that points take in turn when values have a restricted domain.
  static let moods: [NumberSource] = [.signed, .positive, .small, .nearIdentity, .large]

  func number(_ random: inout RandomSource) -> Rational {
    switch self {
    case .field: return Rational(Int(random.fieldElement().residue))
    case .signed:
      let magnitude = Rational(random.integer(in: 1...24), random.integer(in: 4...9))
      return random.next() & 1 == 0 ? magnitude : -magnitude
    case .positive: return Rational(random.integer(in: 1...24), random.integer(in: 4...9))
    case .small, .nearIdentity: return Rational(random.integer(in: -80...80), 97)
    case .large: return Rational(random.integer(in: 12...40), random.integer(in: 7...11))
    }
  }
}

/// Draws values with their declared structure in one arithmetic.
struct Sampler<A: Arithmetic> {
  let arithmetic: A
  let source: NumberSource
  let seed: UInt64
  /// Groups of square matrices that commute: polynomials of one matrix.
  let commuting: [[SymbolID]]

  /// The values of everything the subject needs, and the directions of what varies.
  func environment(
    _ subject: Subject,
    sizes: [String: Int],
    point: Int
  ) throws(NumericFailure) -> Environment<A> {
    var result = Environment<A>()
    for id in subject.symbols {
      let symbol = subject.graph[id]
      let random = self.random(UInt64(id.index), point)
      let value = try value(symbol, sizes, random.branch(0))
      result.values[id] = value
      if subject.variables.contains(id), !symbol.properties.contains(.constant) {
        result.directions[id] = try direction(symbol, value, random.branch(1))
      }
    }
    for (place, group) in commuting.enumerated() {
      try commute(group.filter { result.values[$0] != nil }, place, point, &result)
    }
    for id in subject.families {
      let symbol = subject.graph[id]
      for k in 1..<subject.memberCount(sizes) + 1 {
        let random = self.random(UInt64(id.index), point).branch(UInt64(k) &+ 16)
        let value = try value(symbol, sizes, random.branch(0))
        result.members[FamilyMember(id, k)] = value
        if subject.variables.contains(id), !symbol.properties.contains(.constant) {
          result.memberDirections[FamilyMember(id, k)] = try direction(symbol, value, random.branch(1))
        }
      }
    }
    return result
  }

  /// Replaces the values of a group by polynomials of degree 2 of the first one.
  private func commute(
    _ group: [SymbolID],
    _ place: Int,
    _ point: Int,
    _ environment: inout Environment<A>
  ) throws(NumericFailure) {
    guard let first = group.first, let base = environment.values[first] else { return }
    let square = arithmetic.multiply(base, base)
    var random = self.random(UInt64(place) | 1 << 32, point)
    for symbol in group.dropFirst() {
      let linear = try arithmetic.scale(base, by: source.number(&random))
      let quadratic = try arithmetic.scale(square, by: source.number(&random))
      let constant = try arithmetic.scale(
        arithmetic.identity(arithmetic.rows(base)),
        by: source.number(&random)
      )
      environment.values[symbol] = arithmetic.add(arithmetic.add(linear, quadratic), constant)
    }
  }

  private func random(_ purpose: UInt64, _ point: Int) -> RandomSource {
    var random = RandomSource(seed: seed)
    random.absorb(purpose)
    random.absorb(UInt64(point))
    return random
  }

  private func direction(
    _ symbol: Symbol,
    _ value: A.Matrix,
    _ random: RandomSource
  ) throws(NumericFailure) -> A.Matrix {
    var random = random
    let number = source == .field ? source : .signed
    let (rows, columns) = (arithmetic.rows(value), arithmetic.columns(value))
    let free = try arithmetic.matrix(
      rows: rows,
      columns: columns,
      entries: (0..<rows * columns).map { _ in number.number(&random) }
    )
    guard let structure = symbol.properties.structure.structure, !symbol.shape.isScalar else { return free }
    return try structure.direction(free, at: value, in: arithmetic)
  }

  private func value(
    _ symbol: Symbol,
    _ sizes: [String: Int],
    _ random: RandomSource
  ) throws(NumericFailure) -> A.Matrix {
    var random = random
    guard let rows = symbol.shape.rows.value(sizes), let columns = symbol.shape.columns.value(sizes),
      rows > 0, columns > 0, rows * columns <= 1 << 16
    else { throw .outsideDomain("sizes of at least 1") }
    let properties = symbol.properties
    if case .refused(let elements) = properties.structure, !isDrawn(properties) {
      throw .unavailable("values of \(elements)")
    }
    if properties.contains(.orthogonal) { return try orthogonal(rows, properties, &random) }
    if properties.contains(.unit), columns == 1 { return try unit(rows, properties, &random) }
    if properties.contains(.positiveSemidefinite) || properties.contains(.positiveDefinite),
      !properties.contains(.diagonal), !properties.contains(.toeplitz)
    {
      let factor = try free(rows, rows, [.lowerTriangular], &random)
      let gram = arithmetic.multiply(factor, arithmetic.transpose(factor))
      // Outside GF(p) the smallest eigenvalue is kept away from 0: conditioning matters there.
      return source == .field ? gram : arithmetic.add(gram, arithmetic.identity(rows))
    }
    let value = try free(rows, columns, properties, &random)
    guard rows == columns, rows > 1, !properties.contains(.skew) else { return value }
    if source == .nearIdentity {
      return arithmetic.add(
        try arithmetic.scale(value, by: Rational(1, rows)),
        arithmetic.identity(rows)
      )
    }
    // A symmetric Toeplitz matrix with a heavy diagonal is positive definite.
    guard properties.contains(.positiveSemidefinite), properties.contains(.toeplitz) else { return value }
    return arithmetic.add(value, try arithmetic.scale(arithmetic.identity(rows), by: Rational(12 * rows)))
  }

  /// Whether values are drawn on a set that is no structure: orthogonal matrices that are symmetric or triangular.
  private func isDrawn(_ properties: Properties) -> Bool {
    properties.contains(.orthogonal)
      && properties.isDisjoint(with: [.skew, .toeplitz, .nonnegative, .positiveSemidefinite])
  }

  /// Random entries, tied as a linear structure ties them; positive ones are squares, so that they have roots.
  private func free(
    _ rows: Int,
    _ columns: Int,
    _ properties: Properties,
    _ random: inout RandomSource
  ) throws(NumericFailure) -> A.Matrix {
    let isPositive =
      properties.contains(.nonnegative) || properties.contains(.positive)
      || (properties.contains([.diagonal, .positiveSemidefinite]))
    var entries: [Rational] = []
    entries.reserveCapacity(rows * columns)
    for _ in 0..<rows * columns {
      var number = source.number(&random)
      while isPositive, number.isZero { number = source.number(&random) }
      entries.append(number)
    }
    var matrix = try arithmetic.matrix(rows: rows, columns: columns, entries: entries)
    if isPositive { matrix = arithmetic.hadamard(matrix, matrix) }
    guard let structure = properties.structure.structure, structure.isLinear else { return matrix }
    return structure.tied(matrix, in: arithmetic)
  }

  /// Cayley's (I − S)(I + S)⁻¹ times a signed permutation, so that −1 can be an eigenvalue.
  private func orthogonal(
    _ n: Int,
    _ properties: Properties,
    _ random: inout RandomSource
  ) throws(NumericFailure) -> A.Matrix {
    var signs: [Rational] = []
    for _ in 0..<n { signs.append(random.next() & 1 == 0 ? .one : .minusOne) }
    if properties.contains(.upperTriangular) || properties.contains(.lowerTriangular) || n == 1 {
      return arithmetic.diagonalMatrix(try arithmetic.matrix(rows: n, columns: 1, entries: signs))
    }
    let unit = arithmetic.identity(n)
    if properties.contains(.symmetric) {
      let normal = try self.unit(n, [], &random)
      let projection = arithmetic.multiply(normal, arithmetic.transpose(normal))
      return arithmetic.subtract(unit, arithmetic.add(projection, projection))
    }
    let skew = try free(n, n, [.skew], &random)
    let rotation = arithmetic.multiply(
      arithmetic.subtract(unit, skew),
      try arithmetic.inverse(arithmetic.add(unit, skew))
    )
    var order = Array(0..<n)
    for place in stride(from: n - 1, to: 0, by: -1) { order.swapAt(place, random.integer(in: 0...place)) }
    var entries = [Rational](repeating: .zero, count: n * n)
    for (column, row) in order.enumerated() { entries[column * n + row] = signs[column] }
    return arithmetic.multiply(rotation, try arithmetic.matrix(rows: n, columns: n, entries: entries))
  }

  /// A point of the sphere by stereographic projection: (2u, |u|² − 1) / (|u|² + 1).
  ///
  /// All entries are positive where u is positive and |u| > 1.
  private func unit(_ n: Int, _ properties: Properties, _ random: inout RandomSource) throws(NumericFailure)
    -> A.Matrix
  {
    let isPositive = properties.contains(.nonnegative)
    if n == 1 { return try arithmetic.scalar(isPositive || random.next() & 1 == 0 ? .one : .minusOne) }
    var plane = try free(n - 1, 1, properties.intersection([.nonnegative, .positive]), &random)
    if isPositive { plane = arithmetic.add(plane, arithmetic.ones(n - 1, 1)) }
    let square = arithmetic.frobenius(plane, plane)
    let one = try arithmetic.scalar(1)
    let height = arithmetic.subtract(square, one)
    let point = arithmetic.gather(
      [arithmetic.add(plane, plane), height],
      (0..<n - 1).map { Pick(0, $0) } + [Pick(1, 0)],
      rows: n,
      columns: 1
    )
    return arithmetic.scale(point, by: try arithmetic.reciprocal(arithmetic.add(square, one)))
  }
}
