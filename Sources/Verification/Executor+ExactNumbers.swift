// Sizes, indices and exponents at one point: what an exact number stands for, in every arithmetic.

import Expressions
import Numerics

extension Executor {
  func concrete(_ size: Size) throws(NumericFailure) -> Int {
    guard let value = size.value(setting.sizes), value >= 0 else {
      throw .outsideDomain("sizes that are not negative")
    }
    return value
  }

  func concrete(_ shape: Shape) throws(NumericFailure) -> (rows: Int, columns: Int) {
    let (rows, columns) = (try concrete(shape.rows), try concrete(shape.columns))
    guard rows > 0, columns > 0 else { throw .outsideDomain("sizes of at least 1") }
    try requireRoom(rows, columns)
    return (rows, columns)
  }

  /// Fails for a matrix with too many entries.
  func requireRoom(_ rows: Int, _ columns: Int) throws(NumericFailure) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, count <= setting.entryBound else {
      throw .unavailable("a matrix of more than \(setting.entryBound) entries")
    }
  }

  func range(_ size: Size) throws(NumericFailure) -> Range<Int> {
    let count = try concrete(size)
    guard count <= 4096 else { throw .unavailable("a sum of more than 4096 terms") }
    return 1..<count + 1
  }

  func integer(_ id: ExpressionID, _ indices: [SymbolID: Int]) throws(NumericFailure) -> Int {
    guard let value = try exact(id, indices).integer else { throw .outsideDomain("an integer index") }
    return value
  }

  /// The value of an exponent or index, which is made of numbers, sizes and bound indices.
  func exact(
    _ id: ExpressionID,
    _ indices: [SymbolID: Int],
    depth: Int = 0
  ) throws(NumericFailure) -> Rational {
    guard depth < 64 else { throw .unavailable("an exponent nested deeper than 64") }
    var result: Rational
    switch graph[id] {
    case .number(let value): result = value
    case .size(let size): result = Rational(try concrete(size))
    case .symbol(let symbol):
      if let index = indices[symbol] ?? setting.integers[symbol] {
        result = Rational(index)
      } else if let definition = graph.definition(of: symbol) {
        result = try exact(definition, indices, depth: depth + 1)
      } else {
        throw .unavailable("an integer for \(graph[symbol].name)")
      }
    case .sum(let operands):
      result = .zero
      for operand in operands { result = result + (try exact(operand, indices, depth: depth + 1)) }
    case .product(let operands):
      result = .one
      for operand in operands { result = result * (try exact(operand, indices, depth: depth + 1)) }
    default: throw .unavailable("an exponent or index of this form")
    }
    guard result.magnitude <= Rational(setting.exponentBound) else {
      throw .unavailable("an exponent above \(setting.exponentBound)")
    }
    return result
  }
}
