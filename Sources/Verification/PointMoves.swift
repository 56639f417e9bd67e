// Points made of other points: negated, scaled, shifted to constants, halved. What was declared stays true of them.

import Expressions
import Numerics

/// Makes points that lie elsewhere than a given one.
struct PointMoves {
  let run: CheckRun
  /// The magnitudes of the numbers in the rows.
  let constants: [Rational]

  private static let factors: [Rational] = [8, Rational(1, 8), 64, Rational(1, 64), 1024]
  /// How many entries get all combinations of signs; more get random ones.
  private static let signBound = 5
  private static let randomSigns = 24

  /// The moves for rows with kinks.
  func thorough(_ bases: [ExactPoint]) -> [ExactPoint] {
    let base = bases[0]
    var result = signs(base)
    for factor in Self.factors {
      result.append(scaled(base, by: factor))
      result.append(scaled(base, by: -factor))
    }
    let symbols = run.subject.symbols
    for symbol in symbols.prefix(8) {
      result.append(scaled(base, by: -1, only: symbol))
      for factor in [Rational(64), Rational(-64), Rational(1, 64)] {
        result.append(scaled(base, by: factor, only: symbol))
      }
    }
    for symbol in symbols.prefix(4) {
      for constant in constants {
        for sign in [Rational.one, .minusOne] {
          for nudge in [Rational(17, 16), Rational(15, 16)] {
            if let point = placed(base, symbol, at: constant * sign * nudge) { result.append(point) }
          }
        }
      }
    }
    if let other = bases.last { result += [other, scaled(other, by: -1), scaled(other, by: 64)] }
    return result + mirrored(bases)
  }

  /// How many symbols are negated in all combinations.
  private static let mirrorBound = 4

  /// At every sizes that were met, the points with every choice of symbols negated: one of them turns B − A ∘ X around, so
  /// that every entry is met on its other side.
  private func mirrored(_ bases: [ExactPoint]) -> [ExactPoint] {
    let symbols = run.subject.symbols.filter { canBeNegative($0) }.prefix(Self.mirrorBound)
    var seen: [[String: Int]] = []
    var result: [ExactPoint] = []
    for base in bases where !seen.contains(base.setting.sizes) {
      seen.append(base.setting.sizes)
      for choice in 1..<(1 << symbols.count) {
        let chosen = symbols.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element)
        result.append(chosen.reduce(base) { scaled($0, by: -1, only: $1) })
      }
    }
    return result
  }

  /// The moves for rows that join branches: other signs, larger and smaller numbers.
  ///
  /// Rows that hold over GF(p) get the signs only, since those of roots are random there.
  func brief(_ base: ExactPoint, isConfirmed: Bool) -> [ExactPoint] {
    let scalars = run.subject.symbols.filter { run.graph[$0].shape.isScalar && canBeNegative($0) }
    var result = [scaled(base, by: -1)] + scalars.prefix(3).map { scaled(base, by: -1, only: $0) }
    if isConfirmed { return result }
    result += [8, -8, 1024, Rational(1, 64)].map { scaled(base, by: $0) }
    for symbol in run.subject.symbols.prefix(4) where !run.graph[symbol].shape.isScalar {
      result.append(scaled(base, by: -1, only: symbol))
    }
    for symbol in scalars.prefix(3) {
      for constant in constants.prefix(2) {
        result += [constant * 2, -constant * 2].compactMap { placed(base, symbol, at: $0) }
      }
    }
    return result
  }

  /// New random numbers of both signs at the sizes of a point, of changing magnitude.
  func random(_ base: ExactPoint, _ attempt: Int) -> ExactPoint? {
    let point = run.exactPoint(base.setting.sizes, 1000 + attempt, mood: .signed)
    let factors: [Rational] = [1, 8, Rational(1, 4)]
    return point.map { scaled($0, by: factors[attempt % 3]) }
  }

  /// Points at which each size has each value of a range, the others being small.
  func sizes(_ range: ClosedRange<Int>) -> [ExactPoint] {
    var result: [ExactPoint] = []
    for name in run.subject.sizeNames where run.options.sizes[name] == nil {
      for value in range {
        var sizes = run.assignments[0]
        sizes[name] = value
        for names in run.options.equalSizes where names.contains(name) {
          for other in names { sizes[other] = value }
        }
        if let point = run.exactPoint(sizes, value, mood: .signed) { result.append(point) }
      }
    }
    return result
  }

  /// Half way between two points of the same sizes; nil where there is none.
  func middle(_ a: ExactPoint, _ b: ExactPoint) -> ExactPoint? { between(a, b, at: Rational(1, 2)) }

  /// A part of the way from one point to another of the same sizes; nil where there is none.
  func between(_ a: ExactPoint, _ b: ExactPoint, at part: Rational) -> ExactPoint? {
    guard a.setting.sizes == b.setting.sizes, run.options.commuting.isEmpty else { return nil }
    func combined(_ symbol: SymbolID, _ value: ExactMatrix, _ other: ExactMatrix?) -> ExactMatrix {
      guard isConvex(symbol), let other else { return value }
      return value.combined(with: other) { $0 + ($1 - $0) * part }
    }
    return a.mapped { symbol, value in
      combined(symbol, value, b.values[symbol])
    } members: { member, value in
      combined(member.family, value, b.members[member])
    }
  }

  /// The multiples of a point in order, from far on one side of the origin to far on the other.
  func ray(_ base: ExactPoint) -> [ExactPoint] {
    let positive = (Self.factors + [1]).sorted()
    return (positive.reversed().map { -$0 } + positive).map { scaled(base, by: $0) }
  }

  /// Short lines across the numbers in the rows, along which one symbol passes one of them.
  func acrossConstants(_ base: ExactPoint) -> [[ExactPoint]] {
    var result: [[ExactPoint]] = []
    for symbol in run.subject.symbols.prefix(4) {
      for constant in constants {
        for sign in [Rational.one, .minusOne] {
          let ends = [Rational(15, 16), Rational(17, 16)].compactMap {
            placed(base, symbol, at: constant * sign * $0)
          }
          if ends.count == 2 { result.append(ends) }
        }
      }
    }
    return result
  }

  // MARK: - One move

  private func properties(_ symbol: SymbolID) -> Properties { run.graph[symbol].properties }

  private func isConvex(_ symbol: SymbolID) -> Bool {
    properties(symbol).isDisjoint(with: [.orthogonal, .unit])
  }

  func canBeNegative(_ symbol: SymbolID) -> Bool {
    properties(symbol).isDisjoint(with: [.positive, .nonnegative, .positiveDefinite, .positiveSemidefinite])
  }

  /// The point times a number; what cannot be negative, or must keep its length, follows as far as it may.
  func scaled(_ point: ExactPoint, by factor: Rational, only: SymbolID? = nil) -> ExactPoint {
    func scaled(_ symbol: SymbolID, _ value: ExactMatrix) -> ExactMatrix {
      if let only, only != symbol { return value }
      var factor = factor
      if !canBeNegative(symbol) { factor = factor.magnitude }
      if !isConvex(symbol) { factor = factor.isNegative ? .minusOne : .one }
      return factor.isOne ? value : value.mapped { $0 * factor }
    }
    return point.mapped {
      scaled($0, $1)
    } members: {
      scaled($0.family, $1)
    }
  }

  /// The point with every entry of one free symbol near a number; nil where it cannot be there.
  private func placed(_ point: ExactPoint, _ symbol: SymbolID, at number: Rational) -> ExactPoint? {
    guard let value = point.values[symbol], properties(symbol).structure == .free,
      canBeNegative(symbol) || !number.isNegative && value.entries.count == 1
    else { return nil }
    var moved = point
    // The entries stay different from each other.
    moved.values[symbol] =
      value.entries.count == 1 ? value.mapped { _ in number } : value.mapped { number + $0 / 64 }
    return moved
  }

  /// The point with other signs of its free entries.
  private func signs(_ point: ExactPoint) -> [ExactPoint] {
    var places: [(symbol: SymbolID, entry: Int)] = []
    for symbol in run.subject.symbols where canBeNegative(symbol) && properties(symbol).structure == .free {
      guard let value = point.values[symbol] else { continue }
      places += value.entries.indices.map { (symbol, $0) }
    }
    guard !places.isEmpty, run.options.commuting.isEmpty else { return [] }
    var random = RandomSource(seed: run.options.seed)
    let isComplete = places.count <= Self.signBound
    let count = isComplete ? 1 << places.count : Self.randomSigns
    return (0..<count).map { turn in
      var moved = point
      for (position, place) in places.enumerated() {
        let isFlipped = isComplete ? turn >> position & 1 == 1 : random.next() & 1 == 1
        guard isFlipped, var value = moved.values[place.symbol] else { continue }
        value.entries[place.entry] = -value.entries[place.entry]
        moved.values[place.symbol] = value
      }
      return moved
    }
  }
}

extension ExactMatrix {
  func mapped(_ transform: (Rational) -> Rational) -> ExactMatrix {
    ExactMatrix(rows: rows, columns: columns, entries: entries.map(transform))
  }

  func combined(with other: ExactMatrix, _ combine: (Rational, Rational) -> Rational) -> ExactMatrix {
    ExactMatrix(rows: rows, columns: columns, entries: zip(entries, other.entries).map(combine))
  }
}

extension ExactPoint {
  /// How many numbers the point consists of.
  var entryCount: Int {
    values.values.reduce(0) { $0 + $1.entries.count } + members.values.reduce(0) { $0 + $1.entries.count }
  }

  /// The point with other values; directions stay.
  func mapped(
    _ transform: (SymbolID, ExactMatrix) -> ExactMatrix,
    members: (FamilyMember, ExactMatrix) -> ExactMatrix
  ) -> ExactPoint {
    var result = self
    for (symbol, value) in values { result.values[symbol] = transform(symbol, value) }
    for (member, value) in self.members { result.members[member] = members(member, value) }
    return result
  }
}
