// The work of reading a row is in proportion to its length.

import Expressions
import Syntax
import TestSupport
import Testing

@testable import LaTeX

@Suite("A long row") struct LongRowTests {
  /// Sums of many terms: numbers, vectors, ones whose size the terms before them give, slashes.
  private static let terms = ["a", "ab", "x", #"x + \mathbf 1"#, "Ax", "a/bc"]

  private func time(_ term: String, _ count: Int) throws -> Duration {
    var scope = Scope(vocabulary: TestVocabulary.all)
    _ = scope.perform(cell: "A : matrix(n, n)\nx : vector(n)\na, b, c : scalar")
    let row = Array(repeating: term, count: count).joined(separator: " + ")
    var best = Duration.seconds(100)
    for _ in 0..<3 {
      var scope = scope
      let spent = try ContinuousClock().measure {
        let rows = LaTeXReader(scope: scope).rows(of: row)
        guard case .chain(let formulas, _)? = rows.first?.statements.first?.kind else { throw NotRead() }
        guard case .read = scope.readings(of: formulas, range: rows[0].range) else { throw NotRead() }
      }
      best = min(best, spent)
    }
    return best
  }

  private struct NotRead: Error {}

  // From a sum of 1,400 terms, which took five seconds: its front was looked through at each of its signs.
  // A ratio within one run. Each sign makes a sum of all terms before it, so that it is more than in proportion; to look
  // through the row once more at each sign would be 256 times as long, and more.
  @Test("of sixteen times as many terms takes far less than 256 times as long", arguments: terms)
  func linear(term: String) throws {
    let (some, many) = (try time(term, 25), try time(term, 400))
    #expect(many < some * 200, "\(some), \(many)")
  }
}
