/// What must hold of sizes or names for a row to have a value: `n >= m`, `t > 0`.
package struct NameCondition: Sendable, Hashable, CustomStringConvertible {
  /// How a name stands to its bound; the raw values are the signs of the cell language.
  package enum Relation: String, Sendable, Hashable, CaseIterable {
    case atLeast = ">="
    case equal = "=="
    case unequal = "!="
    case greater = ">"
  }

  /// The name.
  package let name: String
  /// How it stands to the bound.
  package let relation: Relation
  /// Another name or a number.
  package let bound: String

  /// A condition on a name.
  package init(_ name: String, _ relation: Relation, _ bound: String) {
    self.name = name
    self.relation = relation
    self.bound = bound
  }

  /// The condition in the cell language.
  package var description: String { "\(name) \(relation.rawValue) \(bound)" }
}
