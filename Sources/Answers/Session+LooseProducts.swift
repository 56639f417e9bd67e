// Products that usage allows though their order does not: x'A x'x, where x'x is a number.

import Diagnostics
import Expressions
import Findings
import Syntax

extension Session {
  /// The formula with a row next to a column of its length taken together as a number, in products that fit no other way.
  func groupingScalars(_ tree: SyntaxTree) -> SyntaxTree {
    tree.mapping { part in
      guard case .binary(.multiply, _, _) = part.kind else { return nil }
      var trial = scope
      guard trial.lower(part) == nil else { return nil }
      var factors: [SyntaxTree] = []
      var rest = part
      while case .binary(.multiply, let left, let right) = rest.kind, factors.count < 30 {
        factors.append(right)
        rest = left
      }
      factors = ([rest] + factors.reversed()).map { groupingScalars($0) }
      let shapes = factors.map { factor -> Shape? in
        var trial = scope
        return trial.lower(factor).map { trial.graph.shape($0) }
      }
      for first in factors.indices {
        guard let row = shapes[first], row.rows.isOne, !row.isScalar else { continue }
        for last in factors.indices where last > first {
          guard let column = shapes[last], column.columns.isOne, !column.isScalar else { continue }
          let number = Session.product(of: Array(factors[first...last]))
          var trial = scope
          guard let value = trial.lower(number), trial.graph.shape(value).isScalar else { continue }
          let bracket = SyntaxTree(.parenthesized(number), number.range)
          let product = Session.product(
            of: Array(factors[..<first]) + [bracket] + Array(factors[(last + 1)...])
          )
          var other = scope
          if other.lower(product) != nil { return product }
        }
      }
      return nil
    }
  }

  /// The formula with the number 1 at the end of a product as a vector of ones: w'1, λ1.
  func takingOneForOnes(_ tree: SyntaxTree) -> SyntaxTree {
    tree.mapping { part in
      guard case .binary(.multiply, let left, let right) = part.kind, case .number(1, _) = right.kind else {
        return nil
      }
      let ones = SyntaxTree(
        .call(name: "ones", nameRange: right.range, isElementwise: false, arguments: []),
        right.range
      )
      return SyntaxTree(.binary(.multiply, takingOneForOnes(left), ones), part.range)
    }
  }

  private static func product(of factors: [SyntaxTree]) -> SyntaxTree {
    factors.dropFirst().reduce(factors[0]) { left, right in
      SyntaxTree(.binary(.multiply, left, right), left.range.union(right.range))
    }
  }
}
