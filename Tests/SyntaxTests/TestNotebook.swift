// A scope with the usual declarations, for the tests of the reader of cells.

import Expressions
import TestSupport

@testable import Syntax

/// A scope with the usual declarations.
func notebook(_ text: String = "") -> Scope {
  var scope = Scope(vocabulary: TestVocabulary.all)
  _ = scope.perform(cell: TestNotebook.declarations + text)
  return scope
}

enum TestNotebook {
  static let declarations = """
    A, B, C, W, X : matrix(n, n)
    P, Q : matrix(n, m)
    x, y, z, u, v : vector(n)
    b : vector(m)
    t, s, k : scalar
    S : matrix(n, n) symmetric positive-definite
    a[i] : vector(n)

    """
}
