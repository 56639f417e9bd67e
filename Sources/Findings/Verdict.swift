/// What is known of a row, best first.
///
/// A whole is as bad as its worst row: ill-typed and refuted before unread and undecided before holds before definition.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// The row only names something.
  case definition
  /// Equal, by the evidence given.
  case holds
  /// Not decided within the bounds: honest, and never a pass.
  case undecided
  /// The row cannot be read.
  case unread
  /// Proved different, with an instance.
  case refuted
  /// The shapes do not fit.
  case illTyped = "ill-typed"

  /// The worse of two.
  package func worse(_ other: Verdict) -> Verdict { rank >= other.rank ? self : other }

  /// How bad it is, from 0.
  private var rank: Int {
    switch self {
    case .definition: 0
    case .holds: 1
    case .undecided: 2
    case .unread: 3
    case .refuted: 4
    case .illTyped: 5
    }
  }
}

extension Sequence<Verdict> {
  /// The verdict of a whole with these parts: the worst of them; a definition when there are none.
  package var worst: Verdict { reduce(.definition) { $0.worse($1) } }
}
