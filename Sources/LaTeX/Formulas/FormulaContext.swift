// The surroundings of a formula: the names in force, what varies, and how it is read.
import Diagnostics

/// What a formula's reader knows of its surroundings.
struct FormulaContext: Sendable {
  var names: NameTable
  /// What is being derived, for a bare `\frac{\partial}{\partial X}`.
  var subject: String?
  /// The names that vary.
  var variables: [String]
  /// Whether an unknown name before a bracket is a factor, as in sizes, not a function.
  var bracketsAreFactors = false
  /// Whether an apostrophe stands on a vector or matrix somewhere in the display, so that apostrophes are transposes.
  var transposesByApostrophe = false
  /// The keys of the names with a mark above that the display introduces.
  var raisedNames: Set<String> = []
  /// The keys of the names that letters make in the display with what stands below them, of those that nobody declared.
  var loweredNames: Set<String> = []
  /// The names that rows of the display define entry by entry.
  var namesByEntries: Set<String> = []
  /// The letters that alone are something else than what has them with indices: the L of `L = \sum_i L_i`.
  var lettersApart: Set<String> = []
  /// The names of functions that have a meaning by convention and that a row of the display defines.
  var ownFunctions: Set<String> = []
  /// Whether e stands with an exponent somewhere in the display, and so is Euler's number.
  var hasExponential = false
  /// Whether a dagger above a vector says that daggers are transposes, as of complex matrices, and no pseudo-inverses.
  var daggerIsTranspose = false
  /// Whether this is read to see which names with a mark above it introduces.
  var introducesNames = false
  /// The letters that stand as indices in the row outside the sums over them.
  var freeIndices: Set<String> = []
  /// The places of indices that the display counts from 0.
  var zeroPlaces: Set<IndexPlace> = []
  /// Those that sums of the row count from 0.
  var zeroPlacesOfRow: Set<IndexPlace> = []
  /// The places of indices that sums of the display begin at 1.
  var onePlaces: Set<IndexPlace> = []
  /// The letters that stand above as indices in the row.
  var upperIndices: Set<String> = []
  /// The letters of matrices that the row has with indices above at one place and below at another.
  var onBothLevels: Set<String> = []
  /// The letters that nobody declared and that stand as exponents, taken for whole numbers.
  var exponents: Set<String> = []
  /// Where the display states conditions of a problem: `\text{s.t. }`.
  var constraint: SourceRange?
  /// Whether the slips of writing are read beside what is written, to explain a row that is wrong.
  var readsExcuses = false

  /// The name of what has a letter with indices, where the letter alone is a size or a number: of N_k beside N.
  static func entryName(of letter: String) -> String { letter + entrySuffix }

  /// The letter of such a name; nil for another name.
  static func letter(ofEntryName name: String) -> String? {
    name.hasSuffix(entrySuffix) ? String(name.dropLast(entrySuffix.count)) : nil
  }

  private static let entrySuffix = "_each"

  /// Whether a letter is the time that everything depends on: t, s or τ, declared by nobody.
  func isTime(_ letter: String?) -> Bool {
    guard let letter, ["t", "s", "tau"].contains(letter) else { return false }
    return names[letter] == nil
  }

  /// Whether nobody declared a letter.
  func isUndeclared(_ letter: String) -> Bool { names[letter] == nil || exponents.contains(letter) }

  /// The one number that varies, if only one name does.
  var scalarVariable: String? {
    guard variables.count == 1, let entry = names[variables[0]], entry.kind == .scalar else { return nil }
    return entry.name
  }
}
