/// By what a verdict is vouched for.
///
/// Everybody can read evidence and hand it on; only a check can grant it. The initializer is an interface of its own, which
/// `Verification` alone imports (`@_spi(Granting) import Findings`): elsewhere the compiler knows no way to make a value,
/// and `lint.sh` keeps it so. It has no conformance by which one could be decoded or enumerated.
public struct Evidence: Sendable, Hashable {
  /// How something was checked, the strongest first.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// One normal form, beside arithmetic that agrees.
    case proved
    /// Exact arithmetic at random points.
    case exact
    /// Ball arithmetic at random points.
    case enclosed
    /// Machine numbers, to a tolerance.
    case numeric
    /// A system that others trust, on the same numbers.
    case oracle
    /// An instance at which the sides differ.
    case refuted
  }

  /// How it was checked.
  public let kind: Kind

  /// Evidence of a check that was made.
  @_spi(Granting) public init(_ kind: Kind) { self.kind = kind }

  /// Whether no rounding and no function's values stand between the check and the claim.
  public var isExact: Bool {
    switch kind {
    case .proved, .exact: true
    case .enclosed, .numeric, .oracle, .refuted: false
    }
  }

  /// The weaker of two, which is what a chain of both is worth; this one where there is no other.
  public func weaker(_ other: Evidence?) -> Evidence {
    let ranks = [kind, other?.kind].map { kind in Kind.allCases.firstIndex { $0 == kind } ?? 0 }
    return ranks[1] > ranks[0] ? other ?? self : self
  }
}

extension Sequence<Evidence?> {
  /// What a whole of rows is worth: as much as its weakest row; nil where one has none, or there is none.
  public var weakest: Evidence? {
    var weakest: Evidence?
    for evidence in self {
      guard let evidence else { return nil }
      weakest = evidence.weaker(weakest)
    }
    return weakest
  }
}

extension Sequence<Check> {
  /// The strongest evidence of the checks that found the sides equal; nil without any.
  public var strongest: Evidence? {
    let found = filter { $0.result == .equal }.map(\.evidence)
    return Evidence.Kind.allCases.lazy.compactMap { kind in found.first { $0.kind == kind } }.first
  }
}
