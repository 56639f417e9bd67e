// What a formula's reading carries beside its tree: roughly what it stands for, and the choices it rests on.

import Diagnostics
import Expressions

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
  /// Whether it is a transposed single entry or name and so may not take another script in front of it.
  struct Map {
    let of: SyntaxTree
    let wrt: [SyntaxTree]
    /// Whether any factor is taken as the direction (`[Df(X)]H`), or only a bracket.
    let takesFactor: Bool
    /// Whether the derivative is the second and waits for two directions.
    var isSecond = false
    /// Whether a factor may be the direction, if the shapes want it.
    var mayTakeFactor = false
  }

  init(_ tree: SyntaxTree, rank: FormulaRank? = nil, map: Map? = nil) {
    self.tree = tree
    self.rank = rank
    self.map = map
  }
}

/// The points where a formula can be read in more than one way; a set bit takes the less likely way.
struct FormulaChoices: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  /// An unknown name before a bracket is a factor, not a function.
  static let bracketIsFactor = FormulaChoices(rawValue: 1 << 0)
  /// A derivative or ∇ reaches over the whole product.
  static let wideDerivative = FormulaChoices(rawValue: 1 << 1)
  /// A stroke's content is a matrix, so `|X|` is its determinant.
  static let strokesAreDeterminant = FormulaChoices(rawValue: 1 << 2)
  /// `exp`, `log` and the like work entry by entry.
  static let elementwise = FormulaChoices(rawValue: 1 << 3)
  /// `exp`, `log` and the like are functions of a matrix.
  static let matrixFunction = FormulaChoices(rawValue: 1 << 4)
  /// `a/bc` is a/(bc).
  static let wideDenominator = FormulaChoices(rawValue: 1 << 5)
  /// `diag(X)` of a matrix is the matrix of its diagonal.
  static let diagonalPart = FormulaChoices(rawValue: 1 << 6)
  /// The number 1 in a sum of matrices is the identity.
  static let oneIsIdentity = FormulaChoices(rawValue: 1 << 7)
  /// `d` is the author's `d`, not a differential.
  static let plainD = FormulaChoices(rawValue: 1 << 8)
  /// A function without brackets takes only the next factor.
  static let narrowFunction = FormulaChoices(rawValue: 1 << 9)
  /// `f(x)` is the value named f, written with the variable it depends on.
  static let productOfDefined = FormulaChoices(rawValue: 1 << 10)
  /// `^t` and the like are powers.
  static let scriptIsPower = FormulaChoices(rawValue: 1 << 11)

  /// The trace of a sum of unlike things is the sum of the traces.
  static let traceOfTerms = FormulaChoices(rawValue: 1 << 12)

  /// `D X` of what varies is its differential.
  static let capitalDifferential = FormulaChoices(rawValue: 1 << 13)
  /// `df(H)` and `d\operatorname{tr}(XA)[H]` are differentials in the direction H.
  static let directedDifferential = FormulaChoices(rawValue: 1 << 14)
  /// `I_{mn}` is the identity of order mn, also when both letters are one.
  static let identityOfProduct = FormulaChoices(rawValue: 1 << 15)

  /// `\partial_A f\,V` is the derivative by A in the direction V.
  static let mapTakesFactor = FormulaChoices(rawValue: 1 << 16)

  /// All choices, in the order in which they are tried.
  static let all: [FormulaChoices] = [
    .elementwise, .matrixFunction, .strokesAreDeterminant, .bracketIsFactor, .wideDerivative,
    .wideDenominator,
    .diagonalPart, .oneIsIdentity, .narrowFunction, .plainD, .productOfDefined, .scriptIsPower,
    .traceOfTerms, .capitalDifferential, .directedDifferential, .identityOfProduct,
    .mapTakesFactor,
  ]
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
  /// Whether an apostrophe is a derivative, not a transpose.
  var primesAreDerivatives = false

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
