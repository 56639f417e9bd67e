// Sums, products, powers and entrywise operators of values whose shapes are known.

import Diagnostics
import Expressions

extension Scope {
  // MARK: - Sums

  /// The sum of terms of one shape; `I` takes that shape, and a written 0 fits everywhere.
  mutating func sum(_ terms: [Term], _ range: SourceRange) -> Value? {
    guard terms.count > 1 else { return terms[0].value }
    var factors: [ExpressionID] = []
    var known: [(expression: ExpressionID, tree: SyntaxTree)] = []
    for term in terms {
      switch term.value {
      case .known(let expression): known.append((expression, term.tree))
      case .identity(let factor): factors.append(factor)
      case nil: return nil
      }
    }
    if known.isEmpty { return .identity(graph.sum(factors)) }
    let shapes = known.map { graph.shape($0.expression) }
    let hasMatrix = shapes.contains { !$0.isScalar }
    if hasMatrix {
      // A written 0 beside a matrix is the zero matrix.
      known.removeAll { graph.number($0.expression)?.isZero == true }
    }
    let first = known[0]
    let shape = graph.shape(first.expression)
    for other in known.dropFirst() where graph.shape(other.expression) != shape {
      report(sumMismatch(first.expression, other.expression, other.tree.range, range))
      return nil
    }
    if !factors.isEmpty, shape.isScalar {
      report(.identityBesideScalar(range))
      return nil
    }
    var operands: [ExpressionID] = []
    for term in terms {
      guard let value = term.value else { return nil }
      if hasMatrix, case .known(let zero) = value, graph.number(zero)?.isZero == true { continue }
      guard let operand = resolve(value, to: shape, term.tree.range) else { return nil }
      operands.append(operand)
    }
    return .known(graph.sum(operands))
  }

  private mutating func sumMismatch(
    _ left: ExpressionID,
    _ right: ExpressionID,
    _ rightRange: SourceRange,
    _ range: SourceRange
  ) -> Diagnostic {
    let a = graph.shape(left)
    let b = graph.shape(right)
    var hints: [String] = []
    if a.isScalar || b.isScalar {
      let (number, matrix) = a.isScalar ? (left, b) : (right, a)
      if matrix.isSquare {
        let diagonal = graph.product([number, graph.identity(matrix.rows)])
        hints.append(
          "write \(Diagnostic.quoted(text(diagonal))), the number times I, to add it to the diagonal"
        )
      }
      hints.append("'.+' and '.-' add a scalar to every entry")
      hints.append("'\(Scope.onesText(matrix))' is the matrix of ones")
      if matrix.isSquare { hints.append("'eye(\(matrix.rows))' is the identity") }
    } else if a == b.transposed {
      let transposed = graph.transpose(right)
      hints.append("transpose one side: \(Diagnostic.quoted(text(transposed)))")
    } else {
      hints += spreadHints(left, right)
    }
    return .shapes(
      "sum",
      "cannot add a \(a) and a \(b)",
      range,
      notes: ["\(Diagnostic.quoted(text(left))) is a \(a)", "\(Diagnostic.quoted(text(right))) is a \(b)"]
        + sizeNotes([a, b]),
      hints: hints
    )
  }

  static func onesText(_ shape: Shape) -> String {
    shape.columns.isOne ? "ones(\(shape.rows))" : "ones(\(shape.rows), \(shape.columns))"
  }

  // MARK: - Two operands

  mutating func combine(
    _ operation: SyntaxTree.BinaryOperator,
    _ left: Value,
    _ right: Value,
    _ rightTree: SyntaxTree,
    _ range: SourceRange
  ) -> Value? {
    switch operation {
    case .add, .subtract: return nil
    case .multiply: return multiply(left, right, range)
    case .dot: return dot(left, right, range)
    case .divide: return divide(left, right, range)
    case .power: return power(left, right, range)
    case .elementwiseMultiply, .elementwiseDivide, .elementwisePower, .elementwiseAdd, .elementwiseSubtract,
      .frobenius, .kronecker:
      break
    }
    if let value = identityPower(left, right, operation) { return value }
    guard let (a, b) = fitted(left, right, operation, range) else { return nil }
    switch operation {
    case .frobenius:
      guard sameShape(a, b, "frobenius", "take the Frobenius product of", range) else { return nil }
      return .known(graph.frobenius(a, b))
    case .kronecker: return .known(graph.kronecker(a, b))
    case .elementwiseMultiply:
      let (first, second) = spread(a, b) ?? (a, b)
      return entrywise(first, second, range) { $0.graph.hadamard([$1, $2]) }
    case .elementwiseDivide:
      if graph.shape(b).isScalar { return divide(.known(a), .known(b), range) }
      let minusOne = graph.number(-1)
      let (first, second) = spread(a, b) ?? (a, b)
      return entrywise(first, second, range) { scope, a, b in
        let reciprocal = scope.graph.hadamardPower(b, minusOne)
        return scope.graph.hadamard([a, reciprocal])
      }
    case .elementwisePower:
      guard let exponent = checkedExponent(b, isMatrix: false, range) else { return nil }
      if graph.shape(exponent).isScalar { return .known(graph.hadamardPower(a, exponent)) }
      return entrywise(a, exponent, range) { $0.graph.hadamardPower($1, $2) }
    case .elementwiseAdd, .elementwiseSubtract:
      let sign = operation == .elementwiseAdd ? b : graph.negative(b)
      let (first, second) = spread(a, sign) ?? (a, sign)
      return entrywise(first, second, range) { $0.graph.sum([$1, $2]) }
    case .add, .subtract, .multiply, .divide, .power, .dot: return nil
    }
  }

  /// `I.^2`: a positive power entry by entry of an identity is that of its factor, on the diagonal; its size is still open.
  private mutating func identityPower(
    _ left: Value,
    _ right: Value,
    _ operation: SyntaxTree.BinaryOperator
  ) -> Value? {
    guard operation == .elementwisePower, case .identity(let factor) = left,
      case .known(let exponent) = right,
      let value = graph.number(exponent), value > 0
    else { return nil }
    return .identity(graph.power(factor, exponent))
  }

  /// Both operands as expressions, `I` in the shape of the other one.
  private mutating func fitted(
    _ left: Value,
    _ right: Value,
    _ operation: SyntaxTree.BinaryOperator,
    _ range: SourceRange
  ) -> (ExpressionID, ExpressionID)? {
    var expected: Shape?
    if operation != .kronecker {
      for case .known(let expression) in [left, right] { expected = expected ?? graph.shape(expression) }
      // A number beside it does not say how large an identity is, and entry by entry it is not a number.
      let isIdentity = [left, right].contains { if case .identity = $0 { true } else { false } }
      if isIdentity, expected?.isScalar == true, operation != .frobenius {
        report(.identityWithoutSize(range))
        return nil
      }
    }
    guard let a = resolve(left, to: expected, range), let b = resolve(right, to: expected, range) else {
      return nil
    }
    return (a, b)
  }

  private mutating func entrywise(
    _ a: ExpressionID,
    _ b: ExpressionID,
    _ range: SourceRange,
    _ build: (inout Scope, ExpressionID, ExpressionID) -> ExpressionID
  ) -> Value? {
    let left = graph.shape(a)
    let right = graph.shape(b)
    guard left == right || left.isScalar || right.isScalar else {
      _ = sameShape(a, b, "entrywise", "combine entry by entry", range)
      return nil
    }
    if left.isScalar != right.isScalar {
      // A scalar stands for a whole matrix of it.
      let shape = left.isScalar ? right : left
      let ones = graph.ones(shape)
      let first = left.isScalar ? graph.product([a, ones]) : a
      let second = right.isScalar ? graph.product([b, ones]) : b
      return .known(build(&self, first, second))
    }
    return .known(build(&self, a, b))
  }

  private mutating func sameShape(
    _ a: ExpressionID,
    _ b: ExpressionID,
    _ code: String,
    _ verb: String,
    _ range: SourceRange
  ) -> Bool {
    let left = graph.shape(a)
    let right = graph.shape(b)
    if left == right { return true }
    var hints: [String] = []
    if left == right.transposed {
      let transposed = graph.transpose(b)
      hints.append("transpose one side: \(Diagnostic.quoted(text(transposed)))")
    }
    if code == "entrywise" { hints += spreadHints(a, b) }
    if code == "frobenius", left.isScalar || right.isScalar { hints.append("'*' multiplies by a scalar") }
    report(
      .shapes(
        code,
        "cannot \(verb) a \(left) and a \(right)",
        range,
        notes: ["\(Diagnostic.quoted(text(a))) is a \(left)", "\(Diagnostic.quoted(text(b))) is a \(right)"]
          + sizeNotes([left, right]),
        hints: hints
      )
    )
    return false
  }

  private mutating func multiply(_ left: Value, _ right: Value, _ range: SourceRange) -> Value? {
    switch (left, right) {
    case (.identity(let a), .identity(let b)): return .identity(graph.product([a, b]))
    case (.identity(let factor), .known(let b)), (.known(let b), .identity(let factor)):
      let product = graph.product([factor, b])
      // Beside a scalar the identity still waits for its size; beside a matrix it vanishes.
      return graph.shape(b).isScalar ? .identity(product) : .known(product)
    case (.known(let a), .known(let b)):
      let left = graph.shape(a)
      let right = graph.shape(b)
      if left.isScalar || right.isScalar || left.columns == right.rows {
        return .known(graph.product([a, b]))
      }
      var hints: [String] = []
      if left.rows == right.rows {
        // The new node first, then its text: an argument is evaluated after `self` is taken.
        let first = graph.transpose(a)
        let product = graph.product([first, b])
        hints.append("\(Diagnostic.quoted(text(product))) multiplies a \(left.transposed) by a \(right)")
      }
      if left.columns == right.columns {
        let second = graph.transpose(b)
        let product = graph.product([a, second])
        hints.append("\(Diagnostic.quoted(text(product))) multiplies a \(left) by a \(right.transposed)")
      }
      if left == right { hints.append("'.*' multiplies entry by entry") }
      if left.rows == right.columns, left != right {
        let product = graph.product([b, a])
        hints.append("\(Diagnostic.quoted(text(product))) multiplies in the other order")
      }
      report(
        .shapes(
          "product",
          "cannot multiply a \(left) by a \(right)",
          range,
          notes: [
            "\(Diagnostic.quoted(text(a))) has \(left.columns) column\(left.columns.isOne ? "" : "s"), "
              + "\(Diagnostic.quoted(text(b))) has \(right.rows) row\(right.rows.isOne ? "" : "s")"
          ] + sizeNotes([left, right]),
          hints: hints
        )
      )
      return nil
    }
  }

  /// `a · b` is the inner product of two vectors of one shape, else the product.
  private mutating func dot(_ left: Value, _ right: Value, _ range: SourceRange) -> Value? {
    if case .known(let a) = left, case .known(let b) = right, graph.shape(a) == graph.shape(b),
      graph.shape(a).isVector
    {
      let row = graph.transpose(a)
      return .known(graph.product([row, b]))
    }
    return multiply(left, right, range)
  }

  private mutating func divide(_ left: Value, _ right: Value, _ range: SourceRange) -> Value? {
    guard case .known(let b) = right else {
      report(.divisionByMatrix("I", range))
      return nil
    }
    let shape = graph.shape(b)
    guard shape.isScalar else {
      report(.divisionByMatrix(text(b), range))
      return nil
    }
    guard !graph.isZero(b) else {
      report(.divisionByZero(range))
      return nil
    }
    switch left {
    case .known(let a): return .known(graph.quotient(a, by: b))
    case .identity(let factor): return .identity(graph.quotient(factor, by: b))
    }
  }

  private mutating func power(_ left: Value, _ right: Value, _ range: SourceRange) -> Value? {
    guard case .known(let exponent) = right else {
      report(.exponentNotScalar("I", nil, range))
      return nil
    }
    let shape = graph.shape(exponent)
    switch left {
    case .identity(let factor):
      guard shape.isScalar, let exponent = checkedExponent(exponent, isMatrix: true, range) else {
        report(.exponentNotScalar(text(exponent), nil, range))
        return nil
      }
      return .identity(graph.power(factor, exponent))
    case .known(let base):
      let baseShape = graph.shape(base)
      guard shape.isScalar else {
        let isEuler = if case .constant(.e) = graph[base] { true } else { false }
        let hint = isEuler ? Diagnostic.quoted("\(shape.isSquare ? "expm" : "exp.")(\(text(exponent)))") : nil
        report(.exponentNotScalar(text(exponent), hint, range))
        return nil
      }
      guard baseShape.isSquare else {
        report(
          .powerOfRectangular(
            text(base),
            baseShape,
            range,
            notes: sizeNotes([baseShape]),
            isVector: baseShape.isVector
          )
        )
        return nil
      }
      guard let exponent = checkedExponent(exponent, isMatrix: !baseShape.isScalar, range) else { return nil }
      if graph.isZero(base), let value = graph.number(exponent), value.isNegative {
        report(.divisionByZero(range))
        return nil
      }
      if case .constant(.e) = graph[base], graph.vocabulary["exp"] != nil {
        return .known(graph.map("exp", exponent))
      }
      return .known(graph.power(base, exponent))
    }
  }

  /// The exponent, unless it is a number past the bound.
  private mutating func checkedExponent(_ exponent: ExpressionID, isMatrix: Bool, _ range: SourceRange)
    -> ExpressionID?
  {
    guard let value = graph.number(exponent) else { return exponent }
    let bound = isMatrix ? Scope.matrixExponentBound : Scope.exponentBound
    guard value.magnitude <= Rational(bound) else {
      report(.exponentBound(bound, isMatrix: isMatrix, range))
      return nil
    }
    return exponent
  }
}
