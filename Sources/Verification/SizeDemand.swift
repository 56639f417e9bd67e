// How many sizes settle a row. A size that is used as a number makes both sides polynomials in it, and a polynomial of degree D
// that is zero at D + 1 numbers is zero. Products of traces obey identities that hold for small matrices only, the theorem
// of Cayley and Hamilton the first of them: one of degree d holds for no size from d on (d + 1 when it is one of matrices)
// unless it holds for all (Procesi, The Invariant Theory of n×n Matrices, 1976).

import Expressions

/// The sizes that a row asks for.
struct SizeDemand: Sendable, Hashable {
  /// The degree in each size name as a number.
  private(set) var degrees: [String: Int] = [:]
  /// The least size at which products of traces are settled; nil when there are none, or nothing settles them.
  private(set) var traceSize: Int?
  /// The names of sizes in which something is square: matrices grow with their square, vectors and sums do not.
  private var squared: Set<String> = []

  /// The largest number that a size takes.
  func largest(_ name: String) -> Int {
    squared.contains(name) ? SizeAssignment.largest : SizeAssignment.largestOfVectors
  }

  init(_ equation: Equation, in graph: Graph) {
    let below = graph.reachableThroughDefinitions(from: [equation.left, equation.right])
    if below.contains(where: { if case .size = graph[$0] { true } else { graph.isConstantContraction($0) } })
    {
      degrees = SizeDemand.degrees(equation, below, graph)
      for shape in Set(below.map { graph.shape($0) }) {
        let names = shape.rows.terms.map(\.names) + shape.columns.terms.map(\.names)
        squared.formUnion(shape.rows.names.filter { shape.columns.names.contains($0) })
        for several in names where several.count > 1 { squared.formUnion(several) }
      }
    }
    if degrees.isEmpty, graph.multipliesTraces(below) {
      traceSize = SizeDemand.traceSize(equation, below, graph)
    }
  }

  /// Numerator and denominator of a rational function of the sizes.
  private struct Degree {
    var numerator: [String: Int] = [:]
    var denominator: [String: Int] = [:]

    func times(_ other: Degree) -> Degree {
      Degree(
        numerator: numerator.merging(other.numerator, uniquingKeysWith: +),
        denominator: denominator.merging(other.denominator, uniquingKeysWith: +)
      )
    }

    func plus(_ other: Degree) -> Degree {
      var result = Degree(denominator: denominator.merging(other.denominator, uniquingKeysWith: max))
      for name in Set(numerator.keys).union(other.numerator.keys).union(result.denominator.keys) {
        let whole = result.denominator[name] ?? 0
        func raised(_ part: Degree) -> Int {
          (part.numerator[name] ?? 0) + whole - (part.denominator[name] ?? 0)
        }
        result.numerator[name] = max(raised(self), raised(other))
      }
      return result
    }

    /// The degree of a square root: half, so that its square is the whole again.
    var root: Degree {
      Degree(
        numerator: numerator.mapValues { ($0 + 1) / 2 },
        denominator: denominator.mapValues { ($0 + 1) / 2 }
      )
    }

    func power(_ exponent: Int) -> Degree {
      let (top, bottom) = exponent < 0 ? (denominator, numerator) : (numerator, denominator)
      let factor = min(Int(exponent.magnitude), 64)
      return Degree(numerator: top.mapValues { $0 * factor }, denominator: bottom.mapValues { $0 * factor })
    }
  }

  private static func degrees(_ equation: Equation, _ below: [ExpressionID], _ graph: Graph) -> [String: Int]
  {
    var memo: [ExpressionID: Degree] = [:]
    func known(_ id: ExpressionID) -> Degree { memo[id] ?? Degree() }
    for id in below {
      let children = graph[id].children
      if graph.isConstantContraction(id) {
        let names = children.flatMap { graph.shape($0).rows.names + graph.shape($0).columns.names }
        memo[id] = Degree(numerator: Dictionary(names.map { ($0, 1) }) { first, _ in first })
        continue
      }
      switch graph[id] {
      case .size(let size):
        for term in size.terms {
          let counts = Dictionary(term.names.map { ($0, 1) }, uniquingKeysWith: +)
          memo[id] = known(id).plus(Degree(numerator: counts))
        }
      case .sum, .block: memo[id] = children.map(known).reduce(Degree()) { $0.plus($1) }
      case .power(let base, let exponent), .hadamardPower(let base, let exponent):
        let twice = graph.number(exponent).flatMap { ($0 * 2).integer }
        if let twice, !twice.isMultiple(of: 2) {
          memo[id] = known(base).root.power(twice)
        } else {
          memo[id] = known(base).power(twice.map { $0 / 2 } ?? 1).times(known(exponent))
        }
      case .map("sqrt", let inner): memo[id] = known(inner).root
      case .derivative(_, let function, let variable) where graph.isName(variable):
        // A name that varies by itself stands for no formula in the sizes.
        memo[id] = known(function)
      case .inverse(let base): memo[id] = known(base).power(-1)
      case .symbol(let symbol):
        if let definition = graph.definition(of: symbol) { memo[id] = known(definition) }
      case .member(let family, let index):
        memo[id] = graph.definition(of: family).map { known($0).times(known(index)) }
      case .indexedSum(let index, let body), .indexedProduct(let index, let body):
        memo[id] = known(body)
        // A vector that is given by its entries has one of the terms in each.
        if case .index(let range) = graph[index].role, !graph.placesTerm(body, at: index) {
          memo[id] = known(body).times(
            Degree(numerator: Dictionary(uniqueKeysWithValues: range.names.map { ($0, 1) }))
          )
        }
      case .apply(let function, _) where graph.vocabulary[function]?.isElementwise != true:
        // `mat(v, n, m)`, `commutation(n, m)`: a size as an argument says a shape, and is no number.
        let values = children.filter { if case .size = graph[$0] { false } else { true } }
        memo[id] = values.map(known).reduce(Degree()) { $0.times($1) }
      case .number, .constant, .identity, .ones, .zeros, .product, .transpose, .hadamard, .frobenius,
        .kronecker,
        .apply, .map, .differential, .derivative, .entry:
        memo[id] = children.map(known).reduce(Degree()) { $0.times($1) }
      }
    }
    let difference = known(equation.left).plus(known(equation.right))
    return difference.numerator.filter { $0.value > 0 }
  }

  private static func traceSize(_ equation: Equation, _ below: [ExpressionID], _ graph: Graph) -> Int? {
    // Twice the degree in matrices, since two vectors make one.
    var memo: [ExpressionID: Int] = [:]
    func known(_ id: ExpressionID) -> Int { memo[id] ?? 0 }
    for id in below {
      let children = graph[id].children
      switch graph[id] {
      case .symbol(let symbol), .member(let symbol, _):
        let shape = graph.shape(id)
        memo[id] = graph.definition(of: symbol).map(known) ?? (shape.isScalar ? 0 : shape.isVector ? 1 : 2)
      case .sum, .block, .entry: memo[id] = children.map(known).max() ?? 0
      case .power(let base, let exponent), .hadamardPower(let base, let exponent):
        guard let integer = graph.number(exponent)?.integer, integer >= 0 || known(base) == 0 else {
          return nil
        }
        memo[id] = known(base) * min(Int(integer.magnitude), 64)
      case .inverse: return nil
      case .apply(let function, _):
        // Of what is no polynomial in traces no size settles anything.
        guard graph.vocabulary[function]?.isLinear == true || function == "norm2" || function == "normF"
        else {
          return nil
        }
        memo[id] = min(children.map(known).reduce(0, +), 1 << 20)
      case .map: return nil
      case .number, .size, .constant, .identity, .ones, .zeros, .product, .transpose, .hadamard, .frobenius,
        .kronecker, .differential, .derivative, .indexedSum, .indexedProduct:
        memo[id] = min(children.map(known).reduce(0, +), 1 << 20)
      }
    }
    let degree = (max(known(equation.left), known(equation.right)) + 1) / 2
    let size = graph.shape(equation.left).isScalar ? degree : degree + 1
    return graph.largestEntryCount(below) { _ in size } <= entryBound ? size : nil
  }

  /// The most entries of a matrix at the size that settles products of traces.
  private static let entryBound = 4096
}

extension Graph {
  /// The number of entries of the largest of some matrices, when each size name stands for a number.
  func largestEntryCount(_ expressions: some Sequence<ExpressionID>, _ size: (String) -> Int) -> Int {
    var values: [String: Int] = [:]
    var largest = 1
    for shape in Set(expressions.map { self.shape($0) }) {
      for name in shape.rows.names + shape.columns.names where values[name] == nil {
        values[name] = size(name)
      }
      let (count, overflow) = (shape.rows.value(values) ?? 1).multipliedReportingOverflow(
        by: shape.columns.value(values) ?? 1
      )
      largest = max(largest, overflow ? .max : count)
    }
    return largest
  }

  /// Whether a variable is a name, or an entry or a member of one.
  fileprivate func isName(_ variable: ExpressionID) -> Bool {
    switch self[variable] {
    case .symbol, .member: true
    case .entry(let whole, _, _): isName(whole)
    default: false
    }
  }

  /// Whether a term of a sum has the unit vector at the index of the sum as a factor, so that the sum puts its terms side
  /// by side.
  fileprivate func placesTerm(_ body: ExpressionID, at index: SymbolID) -> Bool {
    let factors = if case .product(let factors) = self[body] { factors } else { [body] }
    return factors.contains { factor in
      var factor = factor
      if case .transpose(let inner) = self[factor] { factor = inner }
      guard case .apply("basis", let arguments) = self[factor], let place = arguments.last else {
        return false
      }
      return self[place] == .symbol(index)
    }
  }

  /// Whether a number is made of a matrix.
  private func isContraction(_ id: ExpressionID) -> Bool {
    shape(id).isScalar && self[id].children.contains { !shape($0).isScalar }
  }

  /// Whether a number is made of matrices of ones and identities alone: it is one of their sizes.
  fileprivate func isConstantContraction(_ id: ExpressionID) -> Bool {
    guard isContraction(id) else { return false }
    return reachableThroughDefinitions(from: [id]).allSatisfy { inner in
      switch self[inner] {
      case .identity, .ones, .zeros, .number, .size, .transpose, .product, .sum, .frobenius, .kronecker,
        .apply:
        true
      case .symbol, .constant, .inverse, .power, .hadamard, .hadamardPower, .map, .differential, .derivative,
        .block, .entry, .indexedSum, .indexedProduct, .member:
        false
      }
    }
  }

  /// Whether numbers made of matrices are multiplied with each other or with a matrix; children come before parents.
  fileprivate func multipliesTraces(_ below: [ExpressionID]) -> Bool {
    var traces = Set<ExpressionID>()
    for id in below {
      var sources = self[id].children
      if case .symbol(let symbol) = self[id], let definition = definition(of: symbol) {
        sources = [definition]
      }
      if shape(id).isScalar, sources.contains(where: { traces.contains($0) || !shape($0).isScalar }) {
        traces.insert(id)
      }
      switch self[id] {
      case .product(let factors):
        let count = factors.count(where: traces.contains)
        if count > 1 || count == 1 && factors.contains(where: { !shape($0).isScalar }) { return true }
      case .power(let base, _): if traces.contains(base) { return true }
      case .symbol, .number, .size, .constant, .identity, .ones, .zeros, .sum, .transpose, .inverse,
        .hadamard,
        .hadamardPower, .frobenius, .kronecker, .apply, .map, .differential, .derivative, .block, .entry,
        .indexedSum, .indexedProduct, .member:
        continue
      }
    }
    return false
  }
}
