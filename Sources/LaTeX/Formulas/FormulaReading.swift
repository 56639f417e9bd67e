// What a formula's reading carries beside its tree: roughly what it stands for, and what may still follow it.

import Diagnostics
import Expressions
import Syntax

/// Roughly the shape of a formula, as far as the names tell.
enum FormulaRank: Sendable, Hashable {
  case scalar, column, row, matrix

  init?(_ kind: NameTable.Kind?) {
    switch kind {
    case .scalar, .size: self = .scalar
    case .vector: self = .column
    case .row: self = .row
    case .matrix: self = .matrix
    case .function, .family, .other, nil: return nil
    }
  }

  /// The kind of a name that stands for a formula of this rank.
  static func kind(_ rank: FormulaRank?) -> NameTable.Kind {
    switch rank {
    case .scalar: .scalar
    case .column: .vector
    case .row: .row
    case .matrix: .matrix
    case nil: .other
    }
  }

  var transposed: FormulaRank {
    switch self {
    case .column: .row
    case .row: .column
    case .scalar, .matrix: self
    }
  }

  static func product(_ left: FormulaRank?, _ right: FormulaRank?) -> FormulaRank? {
    guard let left, let right else { return nil }
    switch (left, right) {
    case (.scalar, _): return right
    case (_, .scalar): return left
    case (.row, .column): return .scalar
    case (.column, .row), (.matrix, .matrix): return .matrix
    case (.matrix, .column): return .column
    case (.row, .matrix): return .row
    case (.column, .column), (.row, .row), (.matrix, .row), (.column, .matrix): return nil
    }
  }

  static func sum(_ left: FormulaRank?, _ right: FormulaRank?) -> FormulaRank? {
    guard let left else { return right }
    guard let right else { return left }
    return left == right ? left : nil
  }
}

/// A formula as far as it has been read.
struct FormulaReading {
  var tree: SyntaxTree
  var rank: FormulaRank?
  /// Set when the formula is a derivative that waits for its direction: `Df(X)`, then `[H]`.
  var map: Map?
  /// Set when the formula is a function's word with an argument that has no brackets around all of it.
  var word: FunctionWord?

  /// A derivative that waits for its direction.
  struct Map {
    let of: SyntaxTree
    let wrt: [SyntaxTree]
    /// Whether any factor is taken as the direction (`[Df(X)]H`), or only a bracket.
    let takesFactor: Bool
    /// Whether the derivative is the second and waits for two directions.
    var isSecond = false
  }

  /// A function's word and what it reaches over: `\log p`.
  struct FunctionWord {
    let function: String
    let nameRange: SourceRange
    let argument: SyntaxTree
    let argumentRank: FormulaRank?
  }

  init(_ tree: SyntaxTree, rank: FormulaRank? = nil, map: Map? = nil) {
    self.tree = tree
    self.rank = rank
    self.map = map
  }
}

/// Why a formula could not be read.
struct UnreadableFormula: Error {
  let diagnostic: Diagnostic

  init(_ code: String, _ message: String, _ range: SourceRange, hints: [String] = []) {
    diagnostic = Diagnostic(code: code, message: message, range: range, hints: hints)
  }
}

/// What a formula's reader knows of its surroundings.
struct FormulaContext: Sendable {
  var names: NameTable
  /// What is being derived, for a bare `\frac{\partial}{\partial X}`.
  var subject: String?
  /// The names that vary.
  var variables: [String]
  /// Whether an unknown name before a bracket is a factor, as in sizes, not a function.
  var bracketsAreFactors = false
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
