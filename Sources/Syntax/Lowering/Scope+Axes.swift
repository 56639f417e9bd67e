// Reductions along an axis, `sum(X, rows)`, and what combines a vector with every row or column.

import Diagnostics
import Expressions

extension Scope {
  /// The reductions that are products with ones, beside the functions of every row.
  private static let sums: Set<String> = ["sum", "mean"]
  static let reductionList = "mean, var, max, min, norm2, logsumexp and softmax"

  /// Whether a function works along an axis.
  func hasAxis(_ name: String) -> Bool {
    Scope.sums.contains(name) || graph.vocabulary.function(alongRows: name) != nil
  }

  /// The axis that a call ends with.
  static func axis(of arguments: [SyntaxTree]) -> SyntaxTree.Axis? {
    guard arguments.count == 2, case .argument(.axis(let axis)) = arguments[1].kind else { return nil }
    return axis
  }

  /// `sum(X, rows)`: of each row one value, or, of functions with a value an entry, each row by itself.
  mutating func call(
    _ name: String,
    along axis: SyntaxTree.Axis,
    of argument: SyntaxTree,
    _ range: SourceRange
  ) -> Value? {
    let function = graph.vocabulary.function(alongRows: name)
    guard Scope.sums.contains(name) || function != nil else {
      report(.noAxis(name, range))
      return nil
    }
    guard let operand = lower(argument) else { return nil }
    let matrix = axis == .rows ? operand : graph.transpose(operand)
    guard let function else { return .known(sum(name, ofRows: matrix)) }
    guard let value = try? graph.apply(function, [matrix]) else {
      report(.noAxis(name, range))
      return nil
    }
    // What keeps the shape of its argument is turned back.
    let keepsShape = graph.shape(value) == graph.shape(matrix) && !graph.shape(value).columns.isOne
    return .known(axis == .columns && keepsShape ? graph.transpose(value) : value)
  }

  private mutating func sum(_ name: String, ofRows matrix: ExpressionID) -> ExpressionID {
    let width = graph.shape(matrix).columns
    let ones = graph.ones(.vector(width))
    let sums = graph.product([matrix, ones])
    if name == "sum" { return sums }
    let count = graph.size(width)
    return graph.quotient(sums, by: count)
  }

  // MARK: - Choices

  /// `where(x > 0, y, z)`: y where the comparison holds, else z; a number stands for as many as fit.
  mutating func choice(_ arguments: [SyntaxTree], _ range: SourceRange) -> Value? {
    guard arguments.count == 3 else {
      report(.argumentCount("where", 3...3, arguments.count, range))
      return nil
    }
    guard case .argument(.comparison(let relation, let left, let right)) = arguments[0].kind else {
      report(.choiceNeedsComparison(arguments[0].range))
      return nil
    }
    guard let a = lower(left), let b = lower(right), let first = lower(arguments[1]),
      let second = lower(arguments[2])
    else { return nil }
    guard let parts = broadcast([a, b, first, second], "choose between", range) else { return nil }
    let (greater, smaller, swaps): (ExpressionID, ExpressionID, Bool)
    switch relation {
    case .greater: (greater, smaller, swaps) = (parts[0], parts[1], false)
    case .less: (greater, smaller, swaps) = (parts[1], parts[0], false)
    // x >= y is not (y > x).
    case .greaterOrEqual: (greater, smaller, swaps) = (parts[1], parts[0], true)
    case .lessOrEqual: (greater, smaller, swaps) = (parts[0], parts[1], true)
    case .equal, .unequal:
      report(.choiceNeedsComparison(arguments[0].range))
      return nil
    }
    let negative = graph.negative(smaller)
    let gap = graph.sum([greater, negative])
    let values = swaps ? [parts[3], parts[2]] : [parts[2], parts[3]]
    return (try? graph.apply("choose", [gap] + values)).map(Value.known)
  }

  /// `clip(x, a, b)`: what lies below a becomes a, what lies above b becomes b.
  mutating func clip(_ arguments: [SyntaxTree], _ range: SourceRange) -> Value? {
    guard arguments.count == 3 else {
      report(.argumentCount("clip", 3...3, arguments.count, range))
      return nil
    }
    var operands: [ExpressionID] = []
    for argument in arguments {
      guard let operand = lower(argument) else { return nil }
      operands.append(operand)
    }
    guard let parts = broadcast(operands, "clip", range),
      let lower = try? graph.apply("max", [parts[0], parts[1]])
    else { return nil }
    return (try? graph.apply("min", [lower, parts[2]])).map(Value.known)
  }

  /// The operands in one shape, numbers as matrices of them.
  mutating func broadcast(_ operands: [ExpressionID], _ verb: String, _ range: SourceRange) -> [ExpressionID]?
  {
    let shapes = operands.map { graph.shape($0) }
    guard let shape = shapes.first(where: { !$0.isScalar }) else { return operands }
    var result: [ExpressionID] = []
    for (operand, own) in zip(operands, shapes) {
      if own.isScalar {
        let ones = graph.ones(shape)
        result.append(graph.product([operand, ones]))
      } else if own == shape {
        result.append(operand)
      } else {
        report(
          .shapes(
            "entrywise",
            "cannot \(verb) a \(shape) and a \(own)",
            range,
            notes: operands.map { "\(Diagnostic.quoted(text($0))) is a \(graph.shape($0))" }
              + sizeNotes(shapes),
            hints: []
          )
        )
        return nil
      }
    }
    return result
  }

  // MARK: - A vector beside a matrix

  /// `X .+ b'` adds the row b' to every row, `X .+ b` the column b to every column where no row could be meant.
  mutating func spread(_ a: ExpressionID, _ b: ExpressionID) -> (ExpressionID, ExpressionID)? {
    if let vector = spread(b, over: graph.shape(a)) { return (a, vector) }
    return spread(a, over: graph.shape(b)).map { ($0, b) }
  }

  private mutating func spread(_ vector: ExpressionID, over shape: Shape) -> ExpressionID? {
    let own = graph.shape(vector)
    guard !shape.rows.isOne, !shape.columns.isOne, !own.isScalar else { return nil }
    if own.isRow, own.columns == shape.columns {
      let ones = graph.ones(.vector(shape.rows))
      return graph.product([ones, vector])
    }
    // NumPy adds an array of one axis to every row, Julia to every column; of a square matrix nothing says which.
    guard own.isVector, own.rows == shape.rows, shape.rows != shape.columns else { return nil }
    let ones = graph.ones(Shape(.one, shape.columns))
    return graph.product([vector, ones])
  }

  /// How to write a vector beside every row or column of a matrix.
  mutating func spreadHints(_ a: ExpressionID, _ b: ExpressionID) -> [String] {
    for (vector, matrix) in [(b, a), (a, b)] {
      let own = graph.shape(vector)
      let shape = graph.shape(matrix)
      guard own.isVector || own.isRow, !shape.rows.isOne, !shape.columns.isOne else { continue }
      let column = own.isRow ? graph.transpose(vector) : vector
      let row = graph.transpose(column)
      var hints: [String] = []
      if own.count == shape.columns {
        let all = graph.product([graph.ones(.vector(shape.rows)), row])
        hints.append("\(Diagnostic.quoted(text(all))) has it in every row")
      }
      if own.count == shape.rows {
        let all = graph.product([column, graph.ones(Shape(.one, shape.columns))])
        hints.append("\(Diagnostic.quoted(text(all))) has it in every column")
      }
      return hints
    }
    return []
  }
}

extension Diagnostic {
  static func axisHints(_ name: String) -> [String] {
    SyntaxTree.Axis.allCases.map { axis in
      "'\(name)(X, \(axis.rawValue))' gives one value a \(axis.rawValue.dropLast())"
    }
  }

  static func noAxis(_ name: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.axis",
      message: "'\(name)' does not work along an axis",
      range: range,
      hints: ["sum, \(Scope.reductionList) do: 'sum(X, rows)'"]
    )
  }

  static func choiceNeedsComparison(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.choice",
      message: "the first argument of 'where' is a comparison",
      range: range,
      hints: ["'where(x > 0, y, z)' with one of > >= < <="]
    )
  }
}
