// Whether a formula is a number, a column, a row or a matrix, as far as its names tell.

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

  /// The rank of a derivative: of a number that of the variable, by a number that of what is differentiated.
  static func derivative(of function: FormulaRank?, by variable: FormulaRank?) -> FormulaRank? {
    if function == .scalar { return variable }
    return variable == .scalar ? function : nil
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

  /// The rank of a sum: that of both terms, or of the one that has one.
  static func sum(_ left: FormulaRank?, _ right: FormulaRank?) -> FormulaRank? {
    guard let left else { return right }
    guard let right else { return left }
    return left == right ? left : nil
  }
}
