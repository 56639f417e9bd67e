// Derivatives by definition: one run in dual numbers along each basis direction of the variable.

import Expressions
import Findings
import Numerics

/// What a derivative step is about, at one point.
struct InnerDerivative<A: Arithmetic> {
  let kind: DerivativeKind
  let program: Program
  let captured: [Result<A.Matrix, NumericFailure>]
  let of: Shape
  let wrt: DerivativeVariable
  /// The member of a family that the variable is here.
  let member: FamilyMember?
  let variable: A.Matrix
  let shape: (rows: Int, columns: Int)
  let indices: [SymbolID: Int]
}

extension Executor {
  /// The most entries of a Jacobian.
  private var derivativeBound: Int { 1 << 18 }

  /// The gradient in the shape of the variable, the Jacobian or Hessian on `vec`.
  func derivative(_ inner: InnerDerivative<A>) throws(NumericFailure) -> A.Matrix {
    let count = arithmetic.rows(inner.variable) * arithmetic.columns(inner.variable)
    let passes = inner.kind == .hessian ? count * count : count
    guard passes <= 4096 else { throw .unavailable("a derivative of more than 4096 entries") }
    return try graph.budget.repeating(passes) { () throws(NumericFailure) in try derivative(inner, count) }
  }

  private func derivative(_ inner: InnerDerivative<A>, _ count: Int) throws(NumericFailure) -> A.Matrix {
    let isScalar = inner.of.isScalar && count > 2
    if inner.wrt.isDetermined { return try derivativeThroughPart(inner, count) }
    switch inner.kind {
    case .gradient, .jacobian:
      if isScalar, let sweep = try sweep(inner) {
        let row = arithmetic.transpose(arithmetic.vectorize(sweep))
        return arithmetic.reshape(
          try project(row, inner),
          rows: inner.shape.rows,
          columns: inner.shape.columns
        )
      }
      return try first(inner, count)
    case .hessian:
      if let structure = inner.wrt.structure.structure, !structure.isLinear, setting.convention != .ignored {
        throw .unavailable("a second derivative on the \(structure.elements), which are curved")
      }
      guard isScalar else { return try second(inner, count) }
      var columns: [A.Matrix] = []
      for l in 0..<count {
        guard let column = try secondSweep(inner, along: basis(inner.variable, l)) else {
          return try second(inner, count)
        }
        columns.append(column)
      }
      return try projectedTwice(arithmetic.beside(columns, count), inner)
    }
  }

  /// The gradient in one sweep backwards; nil where reverse mode cannot go.
  @_semantics("optimize.sil.specialize.generic.never")
  @inline(never)
  private func sweep(_ inner: InnerDerivative<A>) throws(NumericFailure) -> A.Matrix? {
    let tape = TapeArithmetic(arithmetic)
    let before = graph.budget.bytesTaken
    defer { graph.budget.take(bytes: before - graph.budget.bytesTaken) }
    let variable = tape.variable(inner.variable)
    var environment: Environment<TapeArithmetic<A>> = environment.lifted { TapeMatrix($0) }
    environment.replace(inner.wrt.symbol, inner.member, by: variable)
    let executor = Executor<TapeArithmetic<A>>(
      arithmetic: tape,
      environment: environment,
      graph: graph,
      functions: functions,
      setting: setting,
      keepsValues: true,
      isBlind: isBlind,
      stepsPerStep: Self.tapeSteps
    )
    let captured = inner.captured.map { $0.map { TapeMatrix<A>($0) } }
    let value = executor.run(inner.program, captured: captured, variable: variable, indices: inner.indices)[0]
    do throws(NumericFailure) {
      return try tape.gradients(of: try value.get(), by: [variable])[0]
    } catch {
      if case .unavailable = error { return nil }
      throw error
    }
  }

  /// One column of the Hessian: the tangent of the gradient along a direction.
  @_semantics("optimize.sil.specialize.generic.never")
  @inline(never)
  private func secondSweep(
    _ inner: InnerDerivative<A>,
    along direction: A.Matrix
  ) throws(NumericFailure) -> A.Matrix? {
    let dual = DualArithmetic(arithmetic)
    let tape = TapeArithmetic(dual)
    let before = graph.budget.bytesTaken
    defer { graph.budget.take(bytes: before - graph.budget.bytesTaken) }
    let variable = tape.variable(DualMatrix<A>(inner.variable, tangent: direction))
    var environment: Environment<TapeArithmetic<DualArithmetic<A>>> = environment.lifted {
      TapeMatrix(DualMatrix($0))
    }
    environment.replace(inner.wrt.symbol, inner.member, by: variable)
    let executor = Executor<TapeArithmetic<DualArithmetic<A>>>(
      arithmetic: tape,
      environment: environment,
      graph: graph,
      functions: functions,
      setting: setting,
      keepsValues: true,
      isBlind: isBlind,
      stepsPerStep: Self.tapeSteps
    )
    let captured = inner.captured.map { $0.map { TapeMatrix<DualArithmetic<A>>(DualMatrix<A>($0)) } }
    let value = executor.run(inner.program, captured: captured, variable: variable, indices: inner.indices)[0]
    do throws(NumericFailure) {
      return dual.tangent(try tape.gradients(of: try value.get(), by: [variable])[0])
    } catch {
      if case .unavailable = error { return nil }
      throw error
    }
  }

  private func projectedTwice(
    _ hessian: A.Matrix,
    _ inner: InnerDerivative<A>
  ) throws(NumericFailure) -> A.Matrix {
    let right = try project(hessian, inner)
    return arithmetic.transpose(try project(arithmetic.transpose(right), inner))
  }

  private func first(_ inner: InnerDerivative<A>, _ count: Int) throws(NumericFailure) -> A.Matrix {
    var columns: [A.Matrix] = []
    for k in 0..<count {
      columns.append(try slopes(inner, along: basis(inner.variable, k))[0])
      let (entries, overflow) = (arithmetic.rows(columns[0]) * arithmetic.columns(columns[0]))
        .multipliedReportingOverflow(by: count)
      guard !overflow, entries <= derivativeBound else {
        throw .unavailable("a derivative of more than \(derivativeBound) entries")
      }
    }
    let entries = arithmetic.rows(columns[0]) * arithmetic.columns(columns[0])
    return try shaped(try project(arithmetic.beside(columns, entries), inner), inner)
  }

  /// The derivative by an expression E that determines the variable X: J_f J_E⁻¹, on the set where E moves.
  private func derivativeThroughPart(_ inner: InnerDerivative<A>, _ count: Int) throws(NumericFailure)
    -> A.Matrix
  {
    guard inner.kind != .hessian else { throw .unavailable("a second derivative by an expression") }
    var functions: [A.Matrix] = []
    var expressions: [A.Matrix] = []
    for k in 0..<count {
      let found = try slopes(inner, along: basis(inner.variable, k))
      functions.append(found[0])
      expressions.append(found[1])
    }
    let entries = arithmetic.rows(functions[0]) * arithmetic.columns(functions[0])
    let inverse = try arithmetic.inverse(arithmetic.beside(expressions, count))
    let jacobian = arithmetic.multiply(arithmetic.beside(functions, entries), inverse)
    let values = run(
      inner.program,
      captured: inner.captured,
      variable: inner.variable,
      indices: inner.indices
    )
    return try shaped(try project(jacobian, inner, at: try values[1].get()), inner)
  }

  /// A projected Jacobian in the shape of the derivative.
  private func shaped(_ projected: A.Matrix, _ inner: InnerDerivative<A>) throws(NumericFailure) -> A.Matrix {
    // The shape the graph gave the node must have the entries that were found, whatever was edited in between.
    let isReshaped = inner.kind == .gradient || (inner.kind == .jacobian && inner.wrt.shape.isScalar)
    let found = arithmetic.rows(projected) * arithmetic.columns(projected)
    guard !isReshaped || found == inner.shape.rows * inner.shape.columns else {
      throw .unavailable("a derivative whose shape does not fit its function")
    }
    if inner.kind == .jacobian, inner.wrt.shape.isScalar {
      return arithmetic.reshape(projected, rows: inner.shape.rows, columns: inner.shape.columns)
    }
    if inner.kind == .gradient {
      return arithmetic.reshape(projected, rows: inner.shape.rows, columns: inner.shape.columns)
    }
    return projected
  }

  /// Row p + (number of entries of f)·k, column l is the second derivative of entry p by entries k and l.
  private func second(_ inner: InnerDerivative<A>, _ count: Int) throws(NumericFailure) -> A.Matrix {
    var columns: [A.Matrix] = []
    for l in 0..<count {
      var parts: [A.Matrix] = []
      for k in 0..<count {
        parts.append(
          try secondSlope(inner, along: basis(inner.variable, k), basis(inner.variable, l))
        )
      }
      columns.append(arithmetic.beside(parts, arithmetic.rows(parts[0]) * arithmetic.columns(parts[0])))
    }
    let hessian = arithmetic.beside(columns, arithmetic.rows(columns[0]) * arithmetic.columns(columns[0]))
    guard arithmetic.rows(hessian) == count else { return hessian }
    return try projectedTwice(hessian, inner)
  }

  private func basis(_ variable: A.Matrix, _ k: Int) throws(NumericFailure) -> A.Matrix {
    let (rows, columns) = (arithmetic.rows(variable), arithmetic.columns(variable))
    var entries = [Rational](repeating: .zero, count: rows * columns)
    entries[k] = .one
    return try arithmetic.matrix(rows: rows, columns: columns, entries: entries)
  }

  /// The derivatives of the program's roots along a direction of its variable.
  @_semantics("optimize.sil.specialize.generic.never")
  @inline(never)
  private func slopes(
    _ inner: InnerDerivative<A>,
    along direction: A.Matrix
  ) throws(NumericFailure) -> [A.Matrix] {
    let dual = DualArithmetic(arithmetic)
    let variable = DualMatrix<A>(inner.variable, tangent: direction)
    var environment = environment.still()
    environment.replace(inner.wrt.symbol, inner.member, by: variable)
    let executor = Executor<DualArithmetic<A>>(
      arithmetic: dual,
      environment: environment,
      graph: graph,
      functions: functions,
      setting: setting,
      keepsValues: keepsValues,
      isBlind: isBlind,
      stepsPerStep: max(stepsPerStep, Self.dualSteps)
    )
    let captured = inner.captured.map { $0.map { DualMatrix<A>($0) } }
    var slopes: [A.Matrix] = []
    for value in executor.run(
      inner.program,
      captured: captured,
      variable: variable,
      indices: inner.indices
    ) {
      slopes.append(dual.tangent(try value.get()))
    }
    return slopes
  }

  @_semantics("optimize.sil.specialize.generic.never")
  @inline(never)
  private func secondSlope(
    _ inner: InnerDerivative<A>,
    along u: A.Matrix,
    _ v: A.Matrix
  ) throws(NumericFailure) -> A.Matrix {
    let dual = DualArithmetic(arithmetic)
    let twice = DualArithmetic(dual)
    let variable = DualMatrix<DualArithmetic<A>>(
      DualMatrix<A>(inner.variable, tangent: u),
      tangent: DualMatrix<A>(v)
    )
    var environment = environment.still().still()
    environment.replace(inner.wrt.symbol, inner.member, by: variable)
    let executor = Executor<DualArithmetic<DualArithmetic<A>>>(
      arithmetic: twice,
      environment: environment,
      graph: graph,
      functions: functions,
      setting: setting,
      keepsValues: keepsValues,
      isBlind: isBlind,
      stepsPerStep: max(stepsPerStep, Self.dualSteps)
    )
    let captured = inner.captured.map {
      $0.map { DualMatrix<DualArithmetic<A>>(DualMatrix<A>($0)) }
    }
    let value = executor.run(
      inner.program,
      captured: captured,
      variable: variable,
      indices: inner.indices
    )[0]
    return dual.tangent(twice.tangent(try value.get()))
  }

  /// Every row of a Jacobian, seen in the shape of the variable, read as the convention says.
  private func project(_ jacobian: A.Matrix, _ inner: InnerDerivative<A>) throws(NumericFailure) -> A.Matrix {
    try project(jacobian, inner, at: inner.variable)
  }

  private func project(
    _ jacobian: A.Matrix,
    _ inner: InnerDerivative<A>,
    at value: A.Matrix
  ) throws(NumericFailure) -> A.Matrix {
    guard setting.convention != .ignored, !inner.wrt.shape.isScalar else { return jacobian }
    let structure: Structure
    switch inner.wrt.structure {
    case .free: return jacobian
    case .on(let known): structure = known
    case .refused(let elements): throw .unavailable("a derivative on the \(elements)")
    }
    return try structure.project(rows: jacobian, at: value, setting.convention, in: arithmetic)
  }
}
