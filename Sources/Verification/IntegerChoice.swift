// The small integer values that a name can take, structure kept, in the order in which a search for the smallest
// counterexample tries them.

import Expressions

/// One number to choose in a search.
struct ChoicePlace: Sendable {
  /// The values, the preferred first; their costs are their magnitudes times the weight.
  let values: [Int]
  /// How many entries of the matrix the number stands for.
  let weight: Int

  func cost(_ value: Int) -> Int { abs(value) * weight }
}

/// The values of one matrix, made of chosen integers.
struct IntegerChoice: Sendable {
  let places: [ChoicePlace]
  /// The matrix of chosen integers; nil where the structure forbids them.
  let matrix: @Sendable (ArraySlice<Int>) -> ExactMatrix?

  /// The values of a declared name.
  init(_ rows: Int, _ columns: Int, _ properties: Properties, bound: Int) {
    if properties.contains(.orthogonal) {
      self = .listed(Self.orthogonalMatrices(rows).filter { $0.has(properties) })
      return
    }
    if properties.contains(.unit), columns == 1 {
      self = .listed(Self.unitVectors(rows).filter { $0.has(properties) })
      return
    }
    let isPositive = properties.contains(.positive)
    let isNonnegative = properties.contains(.nonnegative)
    var values = Array(1...max(bound, 1)) + (isPositive ? [] : [0])
    if !isNonnegative, !isPositive { values += (1...max(bound, 1)).map { -$0 } }
    let structured = IntegerChoice.tied(rows, columns, properties.structure.structure, values)
    let isDefinite = properties.contains(.positiveDefinite)
    let isSemidefinite = properties.contains(.positiveSemidefinite)
    let isInvertible = properties.contains(.invertible)
    places = structured.places
    matrix = { numbers in
      guard let matrix = structured.matrix(numbers) else { return nil }
      if isDefinite || isSemidefinite {
        guard let pivots = matrix.pivots, pivots.allSatisfy({ !$0.isNegative }) else { return nil }
        if isDefinite, pivots.contains(where: \.isZero) { return nil }
      } else if isInvertible, !matrix.isInvertible {
        return nil
      }
      return matrix
    }
  }

  private init(places: [ChoicePlace], matrix: @escaping @Sendable (ArraySlice<Int>) -> ExactMatrix?) {
    self.places = places
    self.matrix = matrix
  }

  /// A matrix whose entries are tied by a structure, or free.
  static func tied(_ rows: Int, _ columns: Int, _ structure: Structure?, _ values: [Int]) -> IntegerChoice {
    let sources: [(place: Int, sign: Int)?]
    if let structure, rows == columns, structure.isLinear {
      sources = structure.sources(rows)
    } else {
      sources = (0..<rows * columns).map { ($0, 1) }
    }
    let used = Set(sources.compactMap { $0?.place }).sorted()
    let order = Dictionary(used.enumerated().map { ($1, $0) }) { first, _ in first }
    let places = used.map { place in
      ChoicePlace(values: values, weight: sources.count { $0?.place == place })
    }
    return IntegerChoice(places: places) { numbers in
      let entries = sources.map { source in
        guard let source, let place = order[source.place] else { return Rational.zero }
        return Rational(source.sign * numbers[numbers.startIndex + place])
      }
      return ExactMatrix(rows: rows, columns: columns, entries: entries)
    }
  }

  /// One of a list of matrices.
  static func listed(_ matrices: [ExactMatrix]) -> IntegerChoice {
    IntegerChoice(places: [ChoicePlace(values: Array(matrices.indices), weight: 1)]) { numbers in
      numbers.first.map { matrices[$0] }
    }
  }

  /// Signed permutations, and rotations by the angle of the triangle 3, 4, 5.
  private static func orthogonalMatrices(_ n: Int) -> [ExactMatrix] {
    func diagonal(_ signs: [Int]) -> ExactMatrix {
      var entries = [Rational](repeating: .zero, count: n * n)
      for (i, sign) in signs.enumerated() { entries[i * n + i] = Rational(sign) }
      return ExactMatrix(rows: n, columns: n, entries: entries)
    }
    var first = [Int](repeating: 1, count: n)
    var result = [diagonal(first)]
    first[0] = -1
    result.append(diagonal(first))
    guard n > 1 else { return result }
    for (cosine, sine) in [(Rational.zero, Rational.one), (Rational(3, 5), Rational(4, 5))] {
      for sign in [Rational.minusOne, .one] {
        // A reflection is symmetric, a rotation is not.
        var matrix = diagonal([Int](repeating: 1, count: n))
        matrix.entries[0] = cosine
        matrix.entries[1] = sine
        matrix.entries[n] = sign * sine
        matrix.entries[n + 1] = -sign * cosine
        result.append(matrix)
      }
    }
    if n > 2 {
      var cycle = [Rational](repeating: .zero, count: n * n)
      for j in 0..<n { cycle[j * n + (j + 1) % n] = .one }
      result.append(ExactMatrix(rows: n, columns: n, entries: cycle))
    }
    return result
  }

  private static func unitVectors(_ n: Int) -> [ExactMatrix] {
    var result: [ExactMatrix] = []
    for sign in [1, -1] {
      for i in 0..<n {
        var entries = [Rational](repeating: .zero, count: n)
        entries[i] = Rational(sign)
        result.append(ExactMatrix(rows: n, columns: 1, entries: entries))
      }
    }
    if n > 1 {
      var entries = [Rational](repeating: .zero, count: n)
      entries[0] = Rational(3, 5)
      entries[1] = Rational(4, 5)
      result.append(ExactMatrix(rows: n, columns: 1, entries: entries))
    }
    return result
  }
}

extension ExactMatrix {
  /// Whether the entries are as the attributes say; an attribute that only excludes a few matrices is not looked at.
  func has(_ properties: Properties) -> Bool {
    let n = rows
    func all(_ law: (_ i: Int, _ j: Int) -> Bool) -> Bool {
      (0..<columns).allSatisfy { j in (0..<n).allSatisfy { i in law(i, j) } }
    }
    func entry(_ i: Int, _ j: Int) -> Rational { entries[j * n + i] }
    if properties.contains(.nonnegative), !all({ !entry($0, $1).isNegative }) { return false }
    if properties.contains(.positive), !all({ !entry($0, $1).isZero }) { return false }
    guard rows == columns else { return true }
    if properties.contains(.symmetric), !all({ entry($0, $1) == entry($1, $0) }) { return false }
    if properties.contains(.skew), !all({ entry($0, $1) == -entry($1, $0) }) { return false }
    if properties.contains(.upperTriangular), !all({ $0 <= $1 || entry($0, $1).isZero }) { return false }
    if properties.contains(.lowerTriangular), !all({ $0 >= $1 || entry($0, $1).isZero }) { return false }
    if properties.contains(.toeplitz),
      !all({ $0 == 0 || $1 == 0 || entry($0, $1) == entry($0 - 1, $1 - 1) })
    {
      return false
    }
    if properties.contains(.positiveSemidefinite) {
      guard let pivots, pivots.allSatisfy({ !$0.isNegative }) else { return false }
    }
    return true
  }

  /// The pivots of symmetric elimination; nil when a zero pivot has entries below it, which no semidefinite matrix has.
  var pivots: [Rational]? {
    var work = entries
    let n = rows
    var result: [Rational] = []
    for k in 0..<n {
      let pivot = work[k * n + k]
      result.append(pivot)
      for i in k + 1..<max(n, k + 1) {
        let factor = work[k * n + i]
        if factor.isZero { continue }
        if pivot.isZero { return nil }
        for j in k + 1..<n { work[j * n + i] = work[j * n + i] - factor * work[j * n + k] / pivot }
      }
    }
    return result
  }

  /// Whether elimination with row exchanges finds a pivot in every column.
  var isInvertible: Bool {
    guard rows == columns else { return false }
    var work = entries
    let n = rows
    for k in 0..<n {
      guard let row = (k..<n).first(where: { !work[k * n + $0].isZero }) else { return false }
      if row != k { for j in 0..<n { work.swapAt(j * n + k, j * n + row) } }
      for i in k + 1..<max(n, k + 1) {
        let factor = work[k * n + i] / work[k * n + k]
        if factor.isZero { continue }
        for j in k..<n { work[j * n + i] = work[j * n + i] - factor * work[j * n + k] }
      }
    }
    return true
  }
}
