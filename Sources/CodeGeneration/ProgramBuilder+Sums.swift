// Sums, scalar factors and entrywise operations.

import Expressions
import Functions

extension ProgramBuilder {
  // MARK: - Sums

  mutating func sum(_ terms: [ExpressionID], _ shape: Shape) throws(NoCode) -> ValueID {
    var signed: [(subtracts: Bool, value: ValueID)] = []
    for term in terms { signed.append(try signedValue(term)) }
    return sum(signed, shape)
  }

  /// A term without its sign.
  private mutating func signedValue(_ term: ExpressionID, times factors: ScalarFactors = ScalarFactors())
    throws(NoCode) -> (subtracts: Bool, value: ValueID)
  {
    var parts = graph.parts(term)
    let isNegative = parts.coefficient.isNegative
    if factors.isEmpty, !isNegative { return (false, try value(term)) }
    parts.coefficient = parts.coefficient.magnitude
    let value = try product(parts, ProgramBuilder.standing(graph.shape(term)), times: factors)
    return (isNegative, value)
  }

  private mutating func sum(_ signed: [(subtracts: Bool, value: ValueID)], _ shape: Shape) -> ValueID {
    // A leading minus would cost an operation: a term that is added goes first.
    var ordered = signed
    if let first = ordered.firstIndex(where: { !$0.subtracts }), first > 0 {
      ordered.insert(ordered.remove(at: first), at: 0)
    }
    if ordered[0].subtracts {
      ordered[0].value = scale(ordered[0].value, by: ScalarFactors(above: [number(-1)]))
      ordered[0].subtracts = false
    }
    if ordered.count == 1 { return ordered[0].value }
    return program.add(.sum(subtracts: ordered.map(\.subtracts)), ordered.map(\.value), shape)
  }

  // MARK: - Scalar factors

  /// Scalars that multiply and divide an array.
  struct ScalarFactors {
    var above: [ValueID] = []
    var below: [ValueID] = []
    var isEmpty: Bool { above.isEmpty && below.isEmpty }
  }

  private mutating func factors(_ coefficient: Rational, _ scalars: [ExpressionID]) throws(NoCode)
    -> ScalarFactors
  {
    var factors = ScalarFactors()
    if !coefficient.isOne { factors.above.append(number(coefficient)) }
    for scalar in scalars {
      if case .power(let base, let exponent) = graph[scalar], let value = graph.number(exponent),
        value.isNegative
      {
        let positive = graph.number(-value)
        let power = graph.power(base, positive)
        factors.below.append(try self.value(power))
      } else {
        factors.above.append(try value(scalar))
      }
    }
    return factors
  }

  /// An array times and over scalars, multiplied where the array is smallest.
  mutating func scale(_ value: ValueID, by factors: ScalarFactors) -> ValueID {
    if factors.isEmpty { return value }
    let operation = program[value].operation
    if operation == .outer || operation == .kronecker {
      let operands = program[value].operands
      let scaled = scale(operands[0], by: factors)
      let isAligned = program.rank(scaled) == program.rank(operands[0])
      if isAligned { return program.add(operation, [scaled, operands[1]], program[value].shape) }
    }
    let shape = program[value].shape
    var result = value
    if !factors.above.isEmpty {
      let isNumber = program[value].operation == .number(1)
      let rest = isNumber ? [] : [value]
      if shape.isScalar {
        result = multiplied(factors.above + rest, .scalar)
      } else {
        result = multiplied([multiplied(factors.above, .scalar), value], shape)
      }
    }
    guard !factors.below.isEmpty else { return result }
    return program.add(.quotient, [result, multiplied(factors.below, .scalar)], shape)
  }

  private mutating func multiplied(_ values: [ValueID], _ shape: Shape) -> ValueID {
    var flat: [ValueID] = []
    for value in values {
      if shape.isScalar, program[value].operation == .product, program.names[value] == nil {
        flat += program[value].operands
      } else {
        flat.append(value)
      }
    }
    return flat.count == 1 ? flat[0] : program.add(.product, flat, shape)
  }

  /// A product of scalars and a chain of matrices.
  mutating func product(
    _ parts: Graph.ProductParts,
    _ shape: Shape,
    times outside: ScalarFactors = ScalarFactors()
  ) throws(NoCode) -> ValueID {
    var factors = try factors(parts.coefficient, parts.scalars)
    factors.above = outside.above + factors.above
    factors.below += outside.below
    guard !parts.chain.isEmpty else { return scale(number(1), by: factors) }
    if !factors.isEmpty, parts.chain.count == 1, case .sum(let terms) = graph[parts.chain[0]],
      !shape.isScalar, !shape.columns.isOne, terms.allSatisfy(endsInOuterProduct)
    {
      // Each term has a vector, which is cheaper to scale than the sum of matrices.
      var signed: [(subtracts: Bool, value: ValueID)] = []
      for term in terms { signed.append(try signedValue(term, times: factors)) }
      return sum(signed, shape)
    }
    let chain = try chain(parts.chain)
    return scale(chain, by: factors)
  }

  /// Whether the term is a product whose sizes narrow to 1 somewhere: a column times a row.
  private func endsInOuterProduct(_ term: ExpressionID) -> Bool {
    let chain = graph.parts(term).chain
    return chain.count > 1 && chain.dropLast().contains { graph.shape($0).columns.isOne }
  }

  // MARK: - Entry by entry

  mutating func hadamard(_ factors: [ExpressionID], _ shape: Shape) throws(NoCode) -> ValueID {
    var above: [ValueID] = []
    var below: [ValueID] = []
    for factor in factors {
      if case .hadamardPower(let base, let exponent) = graph[factor], graph.number(exponent) == -1 {
        below.append(try value(base))
      } else {
        above.append(try value(factor))
      }
    }
    if above.isEmpty { above = [number(1)] }
    let top = above.count == 1 ? above[0] : program.add(.product, above, shape)
    guard !below.isEmpty else { return top }
    let bottom = below.count == 1 ? below[0] : program.add(.product, below, shape)
    return program.add(.quotient, [top, bottom], shape)
  }

  mutating func hadamardPower(_ base: ExpressionID, _ exponent: ExpressionID, _ shape: Shape) throws(NoCode)
    -> ValueID
  {
    let array = try value(base)
    if let value = graph.number(exponent), value.isNegative {
      let one = number(1)
      return program.add(.quotient, [one, powered(array, -value, shape)], shape)
    }
    if let value = graph.number(exponent) { return powered(array, value, shape) }
    let exponent = try value(exponent)
    return program.add(.power, [array, exponent], shape)
  }

  private mutating func powered(_ array: ValueID, _ exponent: Rational, _ shape: Shape) -> ValueID {
    if exponent.isOne { return array }
    if exponent == Rational(1, 2), functions("sqrt") != nil {
      return program.add(.call("sqrt"), [array], shape)
    }
    let exponent = number(exponent)
    return program.add(.power, [array, exponent], shape)
  }

  mutating func power(_ base: ExpressionID, _ exponent: ExpressionID) throws(NoCode) -> ValueID {
    let shape = graph.shape(base)
    guard shape.isScalar else { return try matrixPower(base, exponent) }
    if case .constant(.e) = graph[base], functions("exp") != nil {
      return try call("exp", [exponent], .scalar)
    }
    return try hadamardPower(base, exponent, .scalar)
  }

  private mutating func matrixPower(_ base: ExpressionID, _ exponent: ExpressionID) throws(NoCode) -> ValueID
  {
    let array = try value(base)
    let shape = graph.shape(base)
    if let value = graph.number(exponent) {
      guard let integer = value.integer else { return try fractionalPower(base, value) }
      if integer == 2 || integer == 3 {
        let square = program.add(.multiply, [array, array], shape)
        return integer == 2 ? square : program.add(.multiply, [square, array], shape)
      }
    }
    let exponent = try value(exponent)
    return program.add(.matrixPower, [array, exponent], shape)
  }

  /// X^(k/2) as a power of the square root; other exponents by exp(q log X).
  private mutating func fractionalPower(_ base: ExpressionID, _ exponent: Rational) throws(NoCode) -> ValueID
  {
    func applied(_ function: FunctionName, _ argument: ExpressionID) throws(NoCode) -> ExpressionID {
      guard let result = try? graph.apply(function, [argument]) else {
        throw NoCode(reason: "'\(function)' is not a function of this argument")
      }
      return result
    }
    if let halves = (exponent * 2).integer {
      let root = try applied("sqrtm", base)
      let power = graph.power(root, halves)
      return try value(power)
    }
    let logarithm = graph.scaled(try applied("logm", base), by: exponent)
    return try value(applied("expm", logarithm))
  }
}
