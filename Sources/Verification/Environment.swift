// The values of names at one point, in one arithmetic.

package import Expressions
package import Findings
package import Numerics

/// One member of an indexed family.
package struct FamilyMember: Hashable, Sendable {
  /// The family.
  package let family: SymbolID
  /// The index, from 1.
  package let index: Int
  /// The member of a family at an index.
  package init(_ family: SymbolID, _ index: Int) {
    self.family = family
    self.index = index
  }
}

/// The values of names at one point, in one arithmetic.
package struct Environment<A: Arithmetic>: Sendable {
  /// The values of declared and free symbols.
  package var values: [SymbolID: A.Matrix]
  /// The directions in which the variables move; what has none stands still.
  package var directions: [SymbolID: A.Matrix]
  /// The values of the members of declared families.
  package var members: [FamilyMember: A.Matrix]
  /// The directions in which members move.
  package var memberDirections: [FamilyMember: A.Matrix]

  /// The values of names, and the directions of those that vary.
  package init(
    values: [SymbolID: A.Matrix] = [:],
    directions: [SymbolID: A.Matrix] = [:],
    members: [FamilyMember: A.Matrix] = [:],
    memberDirections: [FamilyMember: A.Matrix] = [:]
  ) {
    self.values = values
    self.directions = directions
    self.members = members
    self.memberDirections = memberDirections
  }

  /// Gives the variable of a derivative, a name or a member of a family, another value.
  mutating func replace(_ symbol: SymbolID?, _ member: FamilyMember?, by value: A.Matrix) {
    if let symbol { values[symbol] = value }
    if let member { members[member] = value }
  }

  /// The same point in dual numbers, every variable moving in its direction, which itself stands still.
  func moving() -> Environment<DualArithmetic<A>> {
    var result = still()
    for (symbol, direction) in directions {
      if let value = values[symbol] { result.values[symbol] = DualMatrix(value, tangent: direction) }
    }
    for (member, direction) in memberDirections {
      if let value = members[member] { result.members[member] = DualMatrix(value, tangent: direction) }
    }
    return result
  }

  /// The same point in dual numbers, nothing moving.
  func still() -> Environment<DualArithmetic<A>> { lifted { DualMatrix($0) } }

  /// The same point in an arithmetic over this one.
  func lifted<B: Arithmetic>(_ lift: (A.Matrix) -> B.Matrix) -> Environment<B> {
    Environment<B>(
      values: values.mapValues(lift),
      directions: directions.mapValues(lift),
      members: members.mapValues(lift),
      memberDirections: memberDirections.mapValues(lift)
    )
  }
}

/// What all arithmetics share at one point: sizes, and the integers that exponents and indices stand for.
package struct Setting: Sendable {
  /// The values of the size names.
  package var sizes: [String: Int]
  /// The integers drawn for symbols in exponents.
  package var integers: [SymbolID: Int]
  /// How derivatives by structured variables are read.
  package var convention: StructureConvention
  /// The largest number of entries of one matrix.
  package var entryBound = 1 << 16
  /// The largest magnitude of an integer exponent.
  package var exponentBound = 64
  /// Where the arithmetic notes the sides of kinks, so that it can be told whose they are.
  package var kinks: KinkRecord?

  /// The setting of one point.
  package init(
    sizes: [String: Int],
    integers: [SymbolID: Int] = [:],
    convention: StructureConvention = .projected
  ) {
    self.sizes = sizes
    self.integers = integers
    self.convention = convention
  }
}
