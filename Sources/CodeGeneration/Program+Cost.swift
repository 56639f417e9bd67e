// What each operation costs. A product of m×k and k×n counts 2mkn, a factorisation its leading term.

import Expressions
import Functions

extension Program {
  /// The flops of a program that ends in a value, everything computed once.
  func cost(of root: ValueID, functions: (FunctionName) -> MatrixFunction?) -> FlopCount {
    var total = FlopCount.zero
    for id in reachable(from: root) {
      var cost = ownCost(id, functions)
      for symbol in indices[id.index].sorted() { cost = cost * FlopCount(of: counts[symbol] ?? .one) }
      total = total + cost
    }
    return total
  }

  private func ownCost(_ id: ValueID, _ functions: (FunctionName) -> MatrixFunction?) -> FlopCount {
    let value = self[id]
    let count = FlopCount(of: value.shape.count)
    let shapes = value.operands.map { self[$0].shape }
    switch value.operation {
    case .argument, .index, .number, .constant, .size, .identity, .ones, .zeros, .transpose, .column, .row,
      .single, .flattened, .slice, .pad, .item, .block, .entry, .member:
      return .zero
    case .sum(let subtracts): return FlopCount(Rational(subtracts.count - 1)) * count
    case .product: return FlopCount(Rational(value.operands.count - 1)) * count
    case .quotient, .power, .outer, .scaleRows, .scaleColumns, .kronecker: return count
    case .multiply:
      let inner = rank(value.operands[0]) == .matrix ? shapes[0].columns : shapes[0].rows
      return FlopCount(2) * count * FlopCount(of: inner)
    case .innerProduct: return FlopCount(2) * FlopCount(of: shapes[0].count)
    case .inverse: return Program.inverseCost(value.shape.rows)
    case .solve: return Program.solveCost(shapes[0].rows, right: value.shape.columns)
    case .matrixPower:
      let cube = FlopCount(2) * count * FlopCount(of: value.shape.rows)
      guard case .number(let exponent) = self[value.operands[1]].operation, let power = exponent.integer
      else {
        return cube * FlopCount(named: "log2(k)")
      }
      return Program.powerCost(value.shape.rows, power)
    case .call(let name):
      guard let function = functions(name) else { return count }
      return Program.cost(of: function, shapes) ?? count
    case .loop: return count * FlopCount(of: counts[loopIndex(value)] ?? .one)
    }
  }

  private func loopIndex(_ value: Value) -> SymbolID {
    guard case .loop(_, let symbol, _) = value.operation else {
      preconditionFailure("only a loop has a loop index")
    }
    return symbol
  }

  static func inverseCost(_ n: Size) -> FlopCount {
    FlopCount(2) * FlopCount(of: n) * FlopCount(of: n) * FlopCount(of: n)
  }

  /// A factorisation and a pair of triangular solves for each right-hand side.
  static func solveCost(_ n: Size, right: Size) -> FlopCount {
    let square = FlopCount(of: n) * FlopCount(of: n)
    return FlopCount(Rational(2, 3)) * square * FlopCount(of: n) + FlopCount(2) * square
      * FlopCount(of: right)
  }

  /// Repeated squaring, and an inverse for a negative exponent.
  static func powerCost(_ n: Size, _ exponent: Int) -> FlopCount {
    let magnitude = exponent.magnitude
    guard magnitude > 0 else { return .zero }
    let products = (magnitude.bitWidth - magnitude.leadingZeroBitCount - 1) + magnitude.nonzeroBitCount - 1
    let cube = FlopCount(2) * FlopCount(of: n) * FlopCount(of: n) * FlopCount(of: n)
    let total = FlopCount(Rational(products)) * cube
    return exponent < 0 ? total + inverseCost(n) : total
  }

  /// The cost that a function's record states, for arguments of the given shapes.
  static func cost(of function: MatrixFunction, _ shapes: [Shape]) -> FlopCount? {
    var sizes: [String: Size] = [:]
    for (parameter, shape) in zip(function.signature.parameters, shapes) {
      guard case .matrix(_, let rows, let columns) = parameter else { continue }
      if let name = rows.name, sizes[name] == nil { sizes[name] = shape.rows }
      if let name = columns.name, sizes[name] == nil { sizes[name] = shape.columns }
    }
    return FlopCount(function.flops, binding: sizes)
  }
}
