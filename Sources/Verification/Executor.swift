// Runs a program at one point in one arithmetic: one forward pass, every step once. A step that has no value keeps
// the reason, so that one row without a value does not disturb the others.

import Expressions
import Functions
import Numerics

/// Runs programs in one arithmetic at one point.
struct Executor<A: Arithmetic> {
  typealias Value = Result<A.Matrix, NumericFailure>

  let arithmetic: A
  var environment: Environment<A>
  let graph: Graph
  let functions: FunctionTable
  let setting: Setting
  /// Whether the values are kept after a run, by a tape that is to be read backwards.
  var keepsValues = false
  /// Whether values have no entries, so that all terms of a sum may have one value.
  var isBlind = false
  /// What a step costs besides its arithmetic, which is more in dual numbers and on a tape: their code is not made for one
  /// kind of numbers, and a tape is read backwards and taken apart again.
  var stepsPerStep = 40

  /// The values of the roots.
  func run(
    _ program: Program,
    captured: [Value] = [],
    variable: A.Matrix? = nil,
    indices: [SymbolID: Int] = [:]
  ) -> [Value] {
    guard !graph.budget.isSpent else { return program.roots.map { _ in .failure(.overBudget) } }
    var values: [Value] = []
    values.reserveCapacity(program.steps.count)
    var tangents: [Value] = []
    var bytes = 0
    defer { if !keepsValues { graph.budget.take(bytes: -bytes) } }
    for (position, step) in program.steps.enumerated() {
      if position == program.differentialsAt, let sub = program.differentials {
        tangents = self.tangents(sub, values, indices)
      }
      setting.kinks?.enter(step.expression)
      do throws(NumericFailure) {
        guard graph.budget.spend(stepsPerStep, on: "values of expressions") else { throw .overBudget }
        let value = try value(
          of: step,
          values,
          captured: captured,
          variable: variable,
          tangents: tangents,
          indices: indices
        )
        bytes += try room(for: value)
        values.append(.success(value))
      } catch {
        values.append(.failure(error))
      }
    }
    setting.kinks?.enter(nil)
    return program.roots.map { values[$0] }
  }

  /// The tangents of the roots of a program in dual numbers, the variables moving in their directions.
  ///
  /// Not specialized: each level of dual numbers would be another copy of the whole evaluator, without end.
  @_semantics("optimize.sil.specialize.generic.never")
  @inline(never)
  private func tangents(_ sub: SubProgram, _ values: [Value], _ indices: [SymbolID: Int]) -> [Value] {
    let dual = DualArithmetic(arithmetic)
    let inner = Executor<DualArithmetic<A>>(
      arithmetic: dual,
      environment: environment.moving(),
      graph: graph,
      functions: functions,
      setting: setting,
      keepsValues: keepsValues,
      isBlind: isBlind,
      stepsPerStep: max(stepsPerStep, Self.dualSteps)
    )
    let captured = sub.captures.map { values[$0].map { DualMatrix<A>($0) } }
    return inner.run(sub.program, captured: captured, indices: indices).map { $0.map(dual.tangent) }
  }

  // MARK: - Steps

  private func value(
    of step: Step,
    _ values: [Value],
    captured: [Value],
    variable: A.Matrix?,
    tangents: [Value],
    indices: [SymbolID: Int]
  ) throws(NumericFailure) -> A.Matrix {
    func operand(_ place: Int) throws(NumericFailure) -> A.Matrix { try values[step.operands[place]].get() }
    func operands() throws(NumericFailure) -> [A.Matrix] {
      var result: [A.Matrix] = []
      result.reserveCapacity(step.operands.count)
      for slot in step.operands { result.append(try values[slot].get()) }
      return result
    }
    switch step.operation {
    case .captured(let place): return try captured[place].get()
    case .variable:
      guard let variable else { throw .unavailable("a derivative by an expression in this place") }
      return variable
    case .symbol(let symbol):
      if let value = environment.values[symbol] { return value }
      if let integer = setting.integers[symbol] { return try arithmetic.scalar(Rational(integer)) }
      throw .unavailable("a value of \(graph[symbol].name)")
    case .index(let symbol):
      guard let index = indices[symbol] ?? setting.integers[symbol] else {
        throw .unavailable("an index that nothing binds")
      }
      return try arithmetic.scalar(Rational(index))
    case .member(let family, let at):
      let index = try integer(at, indices)
      guard let value = environment.members[FamilyMember(family, index)] else {
        throw .unavailable("the member \(index) of \(graph[family].name)")
      }
      return value
    case .number(let value): return try arithmetic.scalar(value)
    case .size(let size): return try arithmetic.scalar(Rational(try concrete(size)))
    case .constant(let constant): return try arithmetic.constant(constant)
    case .identity: return arithmetic.identity(try concrete(step.shape).rows)
    case .ones:
      let shape = try concrete(step.shape)
      return arithmetic.ones(shape.rows, shape.columns)
    case .zeros:
      let shape = try concrete(step.shape)
      return arithmetic.zeros(shape.rows, shape.columns)
    case .sum:
      var total = try operand(0)
      for place in step.operands.indices.dropFirst() { total = arithmetic.add(total, try operand(place)) }
      return total
    case .product: return try product(operands(), step)
    case .transpose: return arithmetic.transpose(try operand(0))
    case .inverse: return try arithmetic.inverse(try operand(0))
    case .hadamard:
      var total = try operand(0)
      for place in step.operands.indices.dropFirst() {
        total = arithmetic.hadamard(total, try operand(place))
      }
      return total
    case .frobenius: return arithmetic.frobenius(try operand(0), try operand(1))
    case .kronecker:
      _ = try concrete(step.shape)
      return arithmetic.kronecker(try operand(0), try operand(1))
    case .power(let exponent):
      guard let exponent else {
        let base = try operand(0)
        guard arithmetic.rows(base) == 1 else { throw .unavailable("a matrix to a power that varies") }
        return try variablePower(base, operand(1))
      }
      return try power(operand(0), exact(exponent, indices))
    case .hadamardPower(let exponent):
      guard let exponent else { return try variablePower(operand(0), operand(1)) }
      return try arithmetic.power(operand(0), exact(exponent, indices))
    case .apply(let name, let arguments): return try apply(name, arguments, operands(), step, indices)
    case .block(let columns): return try blocks(operands(), columns: columns, step)
    case .entry(let row, let column):
      let matrix = try operand(0)
      let (i, j) = (try integer(row, indices), try integer(column, indices))
      guard (1...arithmetic.rows(matrix)).contains(i), (1...arithmetic.columns(matrix)).contains(j) else {
        throw .outsideDomain("an index inside the matrix")
      }
      return arithmetic.entry(matrix, i - 1, j - 1)
    case .differential(let place): return try tangents[place].get()
    case .loneDifferential(let sub): return try self.tangents(sub, values, indices)[0].get()
    case .derivative(let kind, let sub, let of, let wrt):
      let inner = InnerDerivative<A>(
        kind: kind,
        program: sub.program,
        captured: sub.captures.map { values[$0] },
        of: of,
        wrt: wrt,
        member: try wrt.member.map { member throws(NumericFailure) in
          FamilyMember(member.family, try integer(member.index, indices))
        },
        variable: try operand(step.operands.count - 1),
        shape: try concrete(step.shape),
        indices: indices
      )
      return try derivative(inner)
    case .indexedSum(let index, let range, let sub, let isUniform):
      var total: A.Matrix?
      let terms = try self.range(range)
      if isUniform, isBlind, terms.count > 3 {
        return try uniformSum(terms) { k throws(NumericFailure) in
          try bodyValue(sub, values, index, k, indices)
        }
      }
      try graph.budget.repeating(terms.count) { () throws(NumericFailure) in
        for k in terms {
          let term = try bodyValue(sub, values, index, k, indices)
          total = total.map { arithmetic.add($0, term) } ?? term
        }
      }
      let shape = try concrete(step.shape)
      return total ?? arithmetic.zeros(shape.rows, shape.columns)
    case .indexedProduct(let index, let range, let sub):
      var total = try arithmetic.scalar(1)
      let factors = try self.range(range)
      try graph.budget.repeating(factors.count) { () throws(NumericFailure) in
        for k in factors { total = arithmetic.multiply(total, try bodyValue(sub, values, index, k, indices)) }
      }
      return total
    case .definedMember(let index, let at, let sub):
      return try bodyValue(sub, values, index, integer(at, indices), indices)
    }
  }

  /// Scalars scale; a scalar may also be a product of matrices that ends 1×1 at this point, and a matrix may be 1×1.
  private func product(_ factors: [A.Matrix], _ step: Step) throws(NumericFailure) -> A.Matrix {
    let isScalar = step.operands.map { step.scalars.contains($0) }
    var scalar: A.Matrix?
    var chain: A.Matrix?
    for (place, factor) in factors.enumerated() {
      if isScalar[place] {
        scalar = scalar.map { arithmetic.multiply($0, factor) } ?? factor
      } else {
        chain =
          try chain.map { front throws(NumericFailure) in
            try requireRoom(arithmetic.rows(front), arithmetic.columns(factor))
            return arithmetic.multiply(front, factor)
          } ?? factor
      }
    }
    guard let chain else {
      if let scalar { return scalar }
      return try arithmetic.scalar(1)
    }
    return scalar.map { arithmetic.scale(chain, by: $0) } ?? chain
  }

  private func power(_ base: A.Matrix, _ exponent: Rational) throws(NumericFailure) -> A.Matrix {
    if arithmetic.rows(base) == 1 { return try arithmetic.power(base, exponent) }
    if let integer = exponent.integer { return try arithmetic.matrixPower(base, integer) }
    if let halves = (exponent * 2).integer {
      return try arithmetic.matrixPower(arithmetic.squareRoot(base), halves)
    }
    // The principal power: exp(q log X).
    let logarithm = try arithmetic.logarithm(base)
    return try arithmetic.analytic(.exponential, arithmetic.scale(logarithm, by: exponent))
  }

  /// A power whose exponent varies: exp(k log x), entry by entry.
  private func variablePower(_ base: A.Matrix, _ exponent: A.Matrix) throws(NumericFailure) -> A.Matrix {
    let logarithm = try arithmetic.elementwise(.log, base)
    let isScalar = arithmetic.rows(exponent) == 1 && arithmetic.columns(exponent) == 1
    let product =
      isScalar ? arithmetic.scale(logarithm, by: exponent) : arithmetic.hadamard(logarithm, exponent)
    return try arithmetic.elementwise(.exp, product)
  }

  private func apply(
    _ name: FunctionName,
    _ arguments: [ExpressionID],
    _ operands: [A.Matrix],
    _ step: Step,
    _ indices: [SymbolID: Int]
  ) throws(NumericFailure) -> A.Matrix {
    guard let function = functions[name] else { throw .unavailable("the function \(name)") }
    _ = try concrete(step.shape)
    var matrices: [A.Matrix] = []
    var sizes: [Int] = []
    for (place, parameter) in function.parameters.enumerated() where place < operands.count {
      switch parameter {
      case .size: sizes.append(try integer(arguments[place], indices))
      case .matrix: matrices.append(operands[place])
      }
    }
    return try function.value(of: matrices, sizes: sizes, in: arithmetic)
  }

  private func blocks(
    _ blocks: [A.Matrix],
    columns: Int,
    _ step: Step
  ) throws(NumericFailure) -> A.Matrix {
    let shape = try concrete(step.shape)
    var picks = [Pick?](repeating: nil, count: shape.rows * shape.columns)
    var top = 0
    for start in stride(from: 0, to: blocks.count, by: columns) {
      var left = 0
      for place in start..<start + columns {
        let block = blocks[place]
        let (height, width) = (arithmetic.rows(block), arithmetic.columns(block))
        guard top + height <= shape.rows, left + width <= shape.columns else {
          throw .outsideDomain("blocks of fitting sizes")
        }
        for j in 0..<width {
          for i in 0..<height { picks[(left + j) * shape.rows + top + i] = Pick(place, j * height + i) }
        }
        left += width
      }
      top += arithmetic.rows(blocks[start])
    }
    return arithmetic.gather(blocks, picks, rows: shape.rows, columns: shape.columns)
  }
}
