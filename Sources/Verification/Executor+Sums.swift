// The terms of sums and products over indices, and of families that are defined by them.

import Expressions
import Numerics

extension Executor {
  /// A sum in an arithmetic without numbers, in which all terms are as the first: the ends are looked at, since an index
  /// may leave a range there, and what lies between is the first term over again, added to itself by doubling.
  func uniformSum(
    _ terms: Range<Int>,
    _ term: (Int) throws(NumericFailure) -> A.Matrix
  ) throws(NumericFailure) -> A.Matrix {
    let first = try term(terms.lowerBound)
    var total = try term(terms.upperBound - 1)
    var times = terms.count - 1
    var power = first
    while times > 0 {
      if times % 2 == 1 { total = arithmetic.add(total, power) }
      times /= 2
      if times > 0 { power = arithmetic.add(power, power) }
    }
    return total
  }

  func bodyValue(
    _ sub: SubProgram,
    _ values: [Value],
    _ index: SymbolID,
    _ k: Int,
    _ indices: [SymbolID: Int]
  ) throws(NumericFailure) -> A.Matrix {
    var indices = indices
    indices[index] = k
    let captured = sub.captures.map { values[$0] }
    return try run(sub.program, captured: captured, indices: indices)[0].get()
  }
}
