// Places that can be read in two ways, and places that cannot: slashes, d after a numeral, apostrophes, ones, brackets.

import Expressions
import Functions
import Syntax
import Testing

@testable import LaTeX

@Suite("An open place") struct OpenPlaceTests {
  private func readings(_ latex: String) -> [[ExpressionID]] {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: "A, B, X : matrix(n, n)\nx : vector(n)\na, b, c, s : scalar")
    let rows = LaTeXReader(scope: scope).rows(of: latex)
    guard let row = rows.first, row.diagnostics.isEmpty,
      case .chain(let formulas, _)? = row.statements.first?.kind,
      case .read(let found, isCut: false) = scope.readings(of: formulas, range: row.range)
    else { return [] }
    return found.map { $0.row.formulas.compactMap(\.expression) }
  }

  /// `a/2b = \frac a{2b}` was refuted in silence: the slash took the numeral alone.
  @Test("after a slash is a numeral, unless it stands below a numeral")
  func slash() {
    for row in ["a/2b = c", "x^\\top x/2a^2 = c", "e^{-a/2b} = c", "a/2(b + c) = c"] {
      #expect(readings(row).count == 2, "\(row)")
    }
    for row in ["1/2 b = c", "-1/2 x^\\top x = c", "a\\,1/2 b = c", "a/2 = c"] {
      #expect(readings(row).count == 1, "\(row)")
    }
  }

  /// `2\,d\,XB = 2\,dX\,B` held.
  @Test("is no d with a space that stands alone on a first side after a numeral")
  func differential() {
    for (row, count) in [
      (#"2\,d\,XB = A"#, 1), (#"\tfrac12 d\,XB = A"#, 1), (#"-d\,XB = A"#, 1), (#"A = 2\,d\,XB"#, 2),
      (#"a\,d\,XB = A"#, 2), (#"A + d\,XB = A"#, 2),
    ] {
      #expect(readings(row).count == count, "\(row)")
    }
  }

  /// `(tA)' = A` was a transpose alone.
  @Test("is an apostrophe on a matrix with a number, unless one stands on a matrix alone")
  func apostrophe() {
    #expect(readings("(sA)' = B").count == 2)
    for row in ["(sA)' = sB'", "(A + B)' = A", "(sbA)' = B", "sA' = B"] {
      #expect(readings(row).count == 1, "\(row)")
    }
  }

  /// `\exp_\odot(A)\odot\exp_\odot(-A) = \mathbf 1\mathbf 1^\top` was unread.
  @Test("is filled with ones where the other side of a row gives their size")
  func ones() {
    for row in [
      #"x = \mathbf 1"#, #"A = \mathbf 1\mathbf 1^\top"#, #"A = x\mathbf 1^\top"#, #"A = \mathbf 1x^\top"#,
      #"A = 2\,\mathbf 1\mathbf 1^\top"#,
    ] {
      #expect(readings(row).count == 1, "\(row)")
    }
    for row in [#"\operatorname{tr}(A\mathbf 1\mathbf 1^\top) = c"#, #"\det(\mathbf 1\mathbf 1^\top A) = c"#]
    {
      #expect(readings(row).count == 1, "\(row)")
    }
    #expect(readings(#"\mathbf 1^\top\mathbf 1 = c"#).isEmpty)
    #expect(readings(#"\operatorname{tr}(\mathbf 1\mathbf 1^\top) = c"#).isEmpty)
  }

  /// `\log(p/q) = \log p - \log q` asked for brackets.
  @Test("in a row of names that nobody declared leaves the row to say that they are not declared")
  func undeclared() {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    let rows = LaTeXReader(scope: scope).rows(of: #"\log(p/q) = \log p - \log q"#)
    guard case .chain(let formulas, _)? = rows.first?.statements.first?.kind,
      case .failed(let plain) = scope.readings(of: formulas, range: rows[0].range)
    else {
      Issue.record("this is read, or cut")
      return
    }
    #expect(plain.row.formulas.flatMap(\.diagnostics).contains { $0.code == "scope.undeclared" })
  }

  /// `\operatorname{tr}(A - s) = \operatorname{tr}A - s` held.
  @Test("is never made by tearing the brackets of a function apart")
  func brackets() {
    #expect(readings(#"\operatorname{tr}(A - s) = \operatorname{tr}(A) - s"#).isEmpty)
    #expect(readings(#"\operatorname{tr}(A - sI) = c"#).count == 1)
  }

  @Test("is told to be taken when a display defines a function that is known")
  func taken() {
    let reader = LaTeXReader(scope: Scope(vocabulary: Catalogue.vocabulary))
    let problems = reader.statements(of: #"\sigma(t) = \frac{1}{1 + e^{-t}}"#).diagnostics
    #expect(problems.map(\.code) == ["latex.not-a-definition"])
    #expect(problems.first?.message.contains(#"'\sigma' is the function 'sigmoid'"#) == true)
    #expect(problems.first?.hints.first?.contains("'sigma'") == true)
  }
}
