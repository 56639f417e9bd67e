// Which signs an expression can have, by declaration and by the laws of signs. Where a kink has one side that no point
// can reach, an identity need not be tried there.

import Expressions
import Numerics

/// The signs that the entries of expressions can have.
struct PossibleSides {
  private static let all: KinkSides = [.negative, .zero, .positive]
  private static let nonnegative: KinkSides = [.zero, .positive]

  var graph: Graph
  /// The symbols that count as free although they have a definition.
  let free: Set<SymbolID>
  private var memo: [ExpressionID: KinkSides] = [:]

  init(_ graph: Graph, free: Set<SymbolID>) {
    self.graph = graph
    self.free = free.filter { graph.definition(of: $0) != nil }
  }

  /// The sides of the kinks of an expression, seen as the application of a function, that its argument can reach.
  mutating func ofKinks(in expression: ExpressionID) -> KinkSides {
    switch graph[expression] {
    case .map(_, let argument): return reachable(argument)
    case .apply(let function, let arguments):
      // Those that compare two arguments look at the sign of a difference.
      if arguments.count == 2, function == "max" { return reachable(arguments[1], minus: arguments[0]) }
      if arguments.count == 2, function == "min" { return reachable(arguments[0], minus: arguments[1]) }
      return function == "norm1" ? reachable(arguments[0]) : Self.all
    case .symbol, .number, .size, .constant, .identity, .ones, .zeros, .sum, .product, .transpose, .inverse,
      .power, .hadamard, .hadamardPower, .frobenius, .kronecker, .differential, .derivative, .block, .entry,
      .indexedSum, .indexedProduct, .member:
      return Self.all
    }
  }

  /// Whether a function compares the entries of its only argument with each other, as the largest entry does.
  func comparesEntries(_ expression: ExpressionID) -> Bool {
    guard case .apply(let function, let arguments) = graph[expression] else { return false }
    return arguments.count == 1 && function != "norm1"
  }

  private mutating func reachable(_ a: ExpressionID, minus b: ExpressionID? = nil) -> KinkSides {
    var result = b == nil ? sides(a) : Self.all
    if isNonnegative(a, minus: b) { result.remove(.negative) }
    if isNonnegative(a, minus: b, negated: true) { result.remove(.positive) }
    return result
  }

  /// The signs that the entries can have.
  mutating func sides(_ root: ExpressionID) -> KinkSides {
    let below = graph.reachableThroughDefinitions(from: [root])
    // What is free takes any value, whatever its definition says.
    guard
      free.isEmpty || graph.symbols(in: [root], throughDefinitions: true).allSatisfy({ !free.contains($0) })
    else { return Self.all }
    for id in below where memo[id] == nil {
      memo[id] = byLaw(id).intersection(byProperties(id))
    }
    return memo[root] ?? Self.all
  }

  private func known(_ id: ExpressionID) -> KinkSides { memo[id] ?? Self.all }

  private func byProperties(_ id: ExpressionID) -> KinkSides {
    switch graph[id] {
    case .sum, .hadamard, .transpose, .block, .kronecker, .size, .number: return Self.all
    case .symbol, .constant, .identity, .ones, .zeros, .product, .inverse, .power, .hadamardPower, .frobenius,
      .apply, .map, .differential, .derivative, .entry, .indexedSum, .indexedProduct, .member:
      let properties = graph.properties(id)
      if properties.contains(.positive) { return .positive }
      let isScalar = graph.shape(id).isScalar
      if isScalar, properties.contains(.positiveDefinite) { return .positive }
      if properties.contains(.nonnegative) || isScalar && properties.contains(.positiveSemidefinite) {
        return Self.nonnegative
      }
      return Self.all
    }
  }

  private func byLaw(_ id: ExpressionID) -> KinkSides {
    switch graph[id] {
    case .number(let value): return value.isZero ? .zero : value.isNegative ? .negative : .positive
    case .size(let size): return sides(Rational(0), [(1, size)])
    case .zeros: return .zero
    case .symbol(let symbol), .member(let symbol, _):
      if case .index = graph[symbol].role { return .positive }
      return graph.definition(of: symbol).map(known) ?? Self.all
    case .transpose(let x): return known(x)
    case .sum(let operands): return sumOfSizes(operands) ?? operands.map(known).reduce(.zero, sum)
    case .hadamard(let operands): return sidesOfFactors(operands)
    case .kronecker(let a, let b): return product(known(a), known(b))
    case .product:
      let parts = graph.parts(id)
      let front: KinkSides =
        parts.coefficient.isZero ? .zero : parts.coefficient.isNegative ? .negative : .positive
      let scalar = product(front, sidesOfFactors(parts.scalars))
      // The entries of a product of matrices are sums of products of entries.
      guard let chain = sidesOfChain(parts.chain) else { return scalar }
      return product(scalar, chain)
    case .frobenius(let a, let b): return a == b ? Self.nonnegative : product(known(a), known(b))
    case .power(let base, let exponent):
      return graph.shape(id).isScalar ? power(known(base), graph.number(exponent)) : Self.all
    case .hadamardPower(let base, let exponent): return power(known(base), graph.number(exponent))
    case .block(_, let blocks): return blocks.map(known).reduce([]) { $0.union($1) }
    case .entry(let matrix, let row, let column):
      let properties = graph.properties(matrix)
      if row == column, properties.contains(.positiveDefinite) { return .positive }
      if row == column, properties.contains(.positiveSemidefinite) { return Self.nonnegative }
      return known(matrix)
    case .indexedSum(_, let body): return known(body).union(.zero)
    case .map(let function, let argument): return sides(of: function, at: known(argument))
    case .constant, .identity, .ones, .inverse, .apply, .differential, .derivative, .indexedProduct:
      return Self.all
    }
  }

  /// The functions of a number with positive values, and those with the sign of the number.
  private static let positive: Set<FunctionName> = ["exp", "cosh", "sigmoid", "softplus"]
  private static let odd: Set<FunctionName> = ["sinh", "tanh", "arsinh", "arctan", "erf", "sign"]
  private static let nonnegativeAndZeroAtZero: Set<FunctionName> = ["abs", "relu", "step", "sqrt"]

  private func sides(of function: FunctionName, at argument: KinkSides) -> KinkSides {
    if Self.positive.contains(function) { return .positive }
    if Self.odd.contains(function) { return argument }
    guard Self.nonnegativeAndZeroAtZero.contains(function) else { return Self.all }
    let isNonzero = argument == .positive || function == "abs" && !argument.contains(.zero)
    return isNonzero ? .positive : Self.nonnegative
  }

  private func sidesOfChain(_ chain: [ExpressionID]) -> KinkSides? {
    guard !chain.isEmpty else { return nil }
    if chain.count == 2, graph.shape(chain[0]).rows.isOne, graph.shape(chain[1]).columns.isOne {
      // x'x is a sum of squares.
      if case .transpose(chain[1]) = graph[chain[0]] { return Self.nonnegative }
    }
    return chain.map(known).reduce(.positive, product)
  }

  /// Squares, and numbers times their own sign or step, are not negative; the other factors count one by one.
  private func sidesOfFactors(_ factors: [ExpressionID]) -> KinkSides {
    var rest = factors
    var result = KinkSides.positive
    while let factor = rest.popLast() {
      if let twin = rest.firstIndex(where: {
        $0 == factor || isSign($0, of: factor) || isSign(factor, of: $0)
      }) {
        rest.remove(at: twin)
        // Zero is left possible even where the factor is known not to be.
        result = product(result, Self.nonnegative)
      } else if let twin = rest.firstIndex(where: {
        isSignOfNegative($0, of: factor) || isSignOfNegative(factor, of: $0)
      }) {
        rest.remove(at: twin)
        result = product(result, [.negative, .zero])
      } else {
        result = product(result, known(factor))
      }
    }
    return result
  }

  private func isSign(_ a: ExpressionID, of b: ExpressionID) -> Bool {
    guard case .map(let function, b) = graph[a] else { return false }
    return function == "sign" || function == "step"
  }

  private func isSignOfNegative(_ a: ExpressionID, of b: ExpressionID) -> Bool {
    guard case .map(let function, let argument) = graph[a], function == "sign" || function == "step" else {
      return false
    }
    let parts = graph.parts(argument)
    return parts.coefficient == -1 && parts.scalars + parts.chain == [b]
  }

  // MARK: - Laws of signs

  private func negated(_ a: KinkSides) -> KinkSides {
    var result = a.intersection(.zero)
    if a.contains(.negative) { result.insert(.positive) }
    if a.contains(.positive) { result.insert(.negative) }
    return result
  }

  private func sum(_ a: KinkSides, _ b: KinkSides) -> KinkSides {
    if a == .zero { return b }
    if b == .zero { return a }
    let both = a.union(b)
    if both.isSuperset(of: [.negative, .positive]) { return Self.all }
    // Of one sign: zero only when both are.
    return a.contains(.zero) && b.contains(.zero) ? both : both.subtracting(.zero)
  }

  private func product(_ a: KinkSides, _ b: KinkSides) -> KinkSides {
    var result = a.union(b).intersection(.zero)
    if a.contains(.positive) && b.contains(.positive) || a.contains(.negative) && b.contains(.negative) {
      result.insert(.positive)
    }
    if a.contains(.positive) && b.contains(.negative) || a.contains(.negative) && b.contains(.positive) {
      result.insert(.negative)
    }
    return result
  }

  private func power(_ base: KinkSides, _ exponent: Rational?) -> KinkSides {
    guard let exponent else { return base == .positive ? .positive : Self.all }
    guard let integer = exponent.integer else { return base.contains(.zero) ? Self.nonnegative : .positive }
    if integer.isMultiple(of: 2) { return base.contains(.zero) ? Self.nonnegative : .positive }
    return base
  }

  /// A sum of multiples of sizes and numbers; nil for another sum.
  private func sumOfSizes(_ operands: [ExpressionID]) -> KinkSides? {
    var constant = Rational.zero
    var terms: [(factor: Rational, size: Size)] = []
    for operand in operands {
      let parts = graph.parts(operand)
      guard parts.chain.isEmpty, parts.scalars.count <= 1 else { return nil }
      guard let scalar = parts.scalars.first else {
        constant = constant + parts.coefficient
        continue
      }
      guard case .size(let size) = graph[scalar] else { return nil }
      terms.append((parts.coefficient, size))
    }
    return terms.isEmpty ? nil : sides(constant, terms)
  }

  /// Sizes are at least 1, so a sum that grows with all of them is least at 1.
  private func sides(_ constant: Rational, _ terms: [(factor: Rational, size: Size)]) -> KinkSides {
    var least = constant
    var grows = true
    var falls = true
    for (factor, size) in terms {
      for term in size.terms {
        let coefficient = factor * Rational(term.coefficient)
        least = least + coefficient
        if term.names.isEmpty { continue }
        if coefficient.isNegative { grows = false } else { falls = false }
      }
    }
    if grows, !least.isNegative { return least.isZero ? Self.nonnegative : .positive }
    if falls, least.isNegative || least.isZero { return least.isZero ? [.negative, .zero] : .negative }
    return Self.all
  }
}
