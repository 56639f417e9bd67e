// The layout of a formula: what stands beside, above and below what, without saying in which language.
//
// A typesetter makes layouts from expressions; writers turn them into LaTeX and into text for a terminal.

/// A formula as it is laid out on the page.
package indirect enum Layout: Sendable, Hashable {
  /// Parts beside each other.
  case row([Layout])
  /// A number in digits.
  case number(String)
  /// A name, in LaTeX and in text.
  case identifier(latex: String, text: String)
  /// An operator, a relation or a single mark.
  case sign(Sign)
  /// The upright name of a function: tr, log, det.
  case functionName(String)
  /// A thin space between factors.
  case space
  /// One part over another.
  case fraction(Layout, Layout)
  /// A square root.
  case root(Layout)
  /// A base with an exponent.
  case superscript(Layout, Layout)
  /// A base with an index.
  case subscripted(Layout, Layout)
  /// A part between brackets.
  case fenced(FunctionNotation.Fence, Layout)
  /// A matrix in square brackets, row-major.
  case matrix(columns: Int, [Layout])
  /// A part with a bar behind it, at whose foot the values of names stand.
  case evaluated(Layout, at: Layout)
  /// A name under a hat, bar or tilde.
  case accented(Accent, Layout)
  /// A large operator with its limits, before its body.
  case largeOperator(LargeOperator, lower: Layout, upper: Layout)
  /// A part that is highlighted.
  case mark(Layout)
  /// What is left out because the formula would be too long to read.
  case ellipsis

  /// Operators, relations and single marks.
  package enum Sign: String, Sendable, Hashable, CaseIterable {
    case plus, minus, negative, equal, questionedEqual, notEqual, approximately, less, greater, atLeast,
      atMost
    case colon, hadamard, hadamardQuotient, kronecker, times, solidus, comma, transpose, differential, partial
    case entrywise, nabla, element, cross, mapsTo, range
  }

  /// Marks above a name.
  package enum Accent: String, Sendable, Hashable, CaseIterable { case hat, bar, tilde, dot, vec }

  /// Operators with limits.
  package enum LargeOperator: String, Sendable, Hashable, CaseIterable { case sum, product }

  /// An equation, or another relation, of two sides.
  package static func relation(_ left: Layout, _ sign: Sign, _ right: Layout) -> Layout {
    .row([left, .sign(sign), right])
  }
}

extension Layout {
  /// Whether brackets around it grow: it holds a fraction, a matrix or limits.
  var isTall: Bool {
    switch self {
    case .fraction, .matrix, .largeOperator, .evaluated: true
    case .row(let parts): parts.contains(where: \.isTall) || (isSum && parts.contains(where: \.isRaised))
    case .superscript(let base, _), .subscripted(let base, _), .accented(_, let base): base.isTall
    case .fenced(_, let inner), .mark(let inner), .root(let inner): inner.isTall
    case .number, .identifier, .sign, .functionName, .space, .ellipsis: false
    }
  }

  /// Whether a fraction, a matrix or a large operator stands in it.
  var hasFraction: Bool {
    switch self {
    case .fraction, .matrix, .largeOperator, .evaluated: true
    case .row(let parts): parts.contains(where: \.hasFraction)
    case .superscript(let base, _), .subscripted(let base, _), .accented(_, let base): base.hasFraction
    case .fenced(_, let inner), .mark(let inner), .root(let inner): inner.hasFraction
    case .number, .identifier, .sign, .functionName, .space, .ellipsis: false
    }
  }

  private var isSum: Bool {
    guard case .row(let parts) = self else { return false }
    return parts.contains { $0 == .sign(.plus) || $0 == .sign(.minus) }
  }

  private var isRaised: Bool {
    switch self {
    case .superscript: true
    case .row(let parts): parts.contains(where: \.isRaised)
    case .fenced(_, let inner), .mark(let inner): inner.isRaised
    default: false
    }
  }

  /// The first part that is not a row or a mark.
  var leading: Layout {
    var part = self
    while true {
      switch part {
      case .row(let parts):
        guard let first = parts.first else { return part }
        part = first
      case .mark(let inner): part = inner
      case .superscript(let base, _), .subscripted(let base, _): part = base
      default: return part
      }
    }
  }

  /// Whether factors beside it need a thin space to be told apart.
  var standsApart: Bool {
    switch self {
    case .row(let parts):
      switch leading {
      case .sign(.differential), .sign(.partial), .functionName, .largeOperator, .fraction: true
      default: parts.count > 1 && parts.contains { if case .fenced = $0 { true } else { false } }
      }
    case .identifier(_, let text): text.count > 1
    case .superscript(let base, _), .subscripted(let base, _), .accented(_, let base): base.standsApart
    case .mark(let inner): inner.standsApart
    case .fraction, .root, .functionName, .largeOperator, .evaluated, .ellipsis: true
    case .fenced(let fence, _): fence != .parenthesis
    case .number, .sign, .space, .matrix: false
    }
  }

  /// Parts in one row, rows inside opened.
  static func joined(_ parts: [Layout]) -> Layout {
    var flat: [Layout] = []
    for part in parts {
      if case .row(let inner) = part { flat.append(contentsOf: inner) } else { flat.append(part) }
    }
    return flat.count == 1 ? flat[0] : .row(flat)
  }
}
