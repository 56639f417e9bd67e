// The hints of a shape error show expressions that did not exist before; making them must not disturb the reader.

import Expressions
import Syntax
import Testing

@Suite("The hint of a shape error") struct ShapeHintTests {
  @Test(
    "shows the expression that fits",
    arguments: [
      ("A : matrix(n, m)\nB : matrix(k, n)\nC = A*B", "'B*A'"),
      ("A : matrix(n, m)\nB : matrix(n, k)\nC = A*B", "`A'*B`"),
      ("A : matrix(n, m)\nB : matrix(k, m)\nC = A*B", "`A*B'`"),
      ("A : matrix(n, m)\nB : matrix(m, n)\nC = A + B", "`B'`"),
      ("A : matrix(n, m)\nB : matrix(m, n)\nC = A .* B", "`B'`"),
    ]
  )
  func fits(_ cell: String, _ shown: String) {
    var scope = Scope(vocabulary: Vocabulary([]))
    _ = scope.perform(cell: cell)
    let hints = scope.takeDiagnostics().flatMap(\.hints)
    #expect(hints.contains { $0.contains(shown) }, "\(hints)")
    #expect(scope.graph.checkInvariants())
  }
}
