// What a reader needs to know of the names in force: which are declared, and roughly what they are.

package import Expressions
import Syntax

/// The names that are known where a formula stands, so that `AA`, `dX` and `x_i` are read as they were meant.
package struct NameTable: Sendable {
  /// Roughly what a name stands for.
  package indirect enum Kind: Sendable, Hashable {
    /// A number.
    case scalar
    /// A column.
    case vector
    /// A matrix with one row.
    case row
    /// A matrix.
    case matrix
    /// A function, with the names of its parameters and what it gives, if known.
    case function(parameters: [String], value: Kind?)
    /// An indexed family of things of one kind.
    case family(Kind)
    /// A size, such as `n`.
    case size
    /// Declared, but not known what.
    case other
  }

  /// What is known of one name.
  package struct Entry: Sendable, Hashable {
    /// The name as it was declared.
    package let name: String
    /// What it stands for.
    package let kind: Kind
    /// Whether it is defined by a formula, and so depends on other names.
    package let isDefined: Bool
    /// The names that stand in its formula, as far as that is short.
    package let parts: Set<String>
    /// Whether it is a function of one vector that is taken entry by entry.
    package let isEntrywise: Bool

    /// A name with what it stands for.
    package init(
      _ name: String,
      _ kind: Kind,
      isDefined: Bool = false,
      parts: Set<String> = [],
      isEntrywise: Bool = false
    ) {
      self.name = name
      self.kind = kind
      self.isDefined = isDefined
      self.parts = parts
      self.isEntrywise = isEntrywise
    }
  }

  /// The functions that are known.
  package let vocabulary: Vocabulary
  private var table: [String: Entry] = [:]

  /// A table of the given names; a later entry replaces an earlier one of the same name.
  package init(_ entries: [Entry] = [], vocabulary: Vocabulary = Vocabulary([])) {
    self.vocabulary = vocabulary
    for entry in entries { insert(entry) }
  }

  /// Takes a name up.
  package mutating func insert(_ entry: Entry) { table[NameTable.key(entry.name)] = entry }

  /// What is known of `name`; `W_1`, `W_{1}` and `W1` are one name.
  package subscript(name: String) -> Entry? { table[NameTable.key(name)] }

  /// All names, in order.
  package var names: [String] { table.values.map(\.name).sorted() }

  /// The function that people call by a word in formulas, by its name in the plain language.
  func function(called word: String) -> String? {
    if let function = vocabulary.function(called: word) { return "\(function)" }
    return LaTeXSymbols.writtenOut[word]
  }

  /// The function that is printed by its name since people have no word for it: `\operatorname{toepsum}`.
  func function(printedAs word: String) -> String? {
    word.count > 3 && (vocabulary[FunctionName(word)] != nil || NameTable.formsOfCells.contains(word))
      ? word : nil
  }

  /// Forms of cells that are no functions of the vocabulary; as words of a text they are remarks.
  private static let formsOfCells: Set<String> = ["where", "clip"]

  /// Whether a call of that name is one of a known function, not of one that a row may define.
  ///
  /// `\gamma(t) = A + tB` defines a curve, though a function of the catalogue is called gamma.
  func isKnown(function: String) -> Bool {
    self.function(called: function) != nil || FormulaParser.ownForms.contains(function)
  }

  /// The words that call a function, in order.
  var functionWords: [String] { (vocabulary.words + LaTeXSymbols.writtenOut.keys).sorted() }

  /// Whether a function works entry by entry on vectors.
  func isElementwise(_ function: String) -> Bool {
    guard let traits = vocabulary[FunctionName(function)] else { return false }
    return traits.isElementwise && traits.arity == 1...1
  }

  /// The names that are meant to be the same have one key.
  ///
  /// Underscores make no other name, `x1` is `x_1`, but where a Greek letter would come of it: x_i is not ξ.
  static func key(_ name: String) -> String {
    let joined = name.filter { $0 != "_" }
    return joined.count < name.count && greekNames.contains(joined) ? name : joined
  }

  private static let greekNames = Set(CanonicalName.greek.values)
}
