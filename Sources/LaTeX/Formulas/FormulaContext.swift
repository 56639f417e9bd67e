// The surroundings of a formula: the names in force, what varies, and how it is read.

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
  /// Whether the slips of writing are read beside what is written, to explain a row that is wrong.
  var readsExcuses = false

  /// Whether a letter is the time that everything depends on: t, s or τ, declared by nobody.
  func isTime(_ letter: String?) -> Bool {
    guard let letter, ["t", "s", "tau"].contains(letter) else { return false }
    return names[letter] == nil
  }

  /// The one number that varies, if only one name does.
  var scalarVariable: String? {
    guard variables.count == 1, let entry = names[variables[0]], entry.kind == .scalar else { return nil }
    return entry.name
  }
}
