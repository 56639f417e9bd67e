/// The laws that took an expression to its normal form, for a reader.
package struct RingLaws: OptionSet, Sendable, Hashable {
  /// One bit a law.
  package let rawValue: UInt16
  /// A set of laws.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Defined names replaced by what they stand for.
  package static let definitions = RingLaws(rawValue: 1 << 0)
  /// A derivative shown before, put in.
  package static let derivatives = RingLaws(rawValue: 1 << 1)
  /// d of sums, products, transposes, inverses and traces.
  package static let differentials = RingLaws(rawValue: 1 << 2)
  /// Products of sums multiplied out.
  package static let distributivity = RingLaws(rawValue: 1 << 3)
  /// (AB)' = B'A'.
  package static let transposes = RingLaws(rawValue: 1 << 4)
  /// inv(AB) = inv(B) inv(A), A inv(A) = I.
  package static let inverses = RingLaws(rawValue: 1 << 5)
  /// A : B = tr(A'B), tr(AB) = tr(BA).
  package static let traces = RingLaws(rawValue: 1 << 6)
  /// ‖X‖² = tr(X'X).
  package static let norms = RingLaws(rawValue: 1 << 7)
  /// det(AB) = det A det B.
  package static let determinants = RingLaws(rawValue: 1 << 8)
  /// uv' ⊙ M = Diag(u) M Diag(v).
  package static let diagonals = RingLaws(rawValue: 1 << 10)
  /// (B' ⊗ A) vec X = vec(AXB).
  package static let vectorization = RingLaws(rawValue: 1 << 9)

  private static let named: [(law: RingLaws, words: String)] = [
    (.definitions, "definitions"),
    (.derivatives, "earlier lines"),
    (.differentials, "product rule"),
    (.distributivity, "products of sums"),
    (.transposes, "transposes of products"),
    (.inverses, "inverses of products"),
    (.traces, "rotated traces"),
    (.norms, "norms as traces"),
    (.determinants, "determinants of products"),
    (.diagonals, "diagonal scaling"),
    (.vectorization, "Kronecker products on vec"),
  ]

  /// The laws in words, in a fixed order; what commuting scalars and adding like terms do when there are none.
  package var words: String {
    let used = RingLaws.named.filter { contains($0.law) }.map(\.words)
    return used.isEmpty ? "like terms" : used.joined(separator: ", ")
  }
}
