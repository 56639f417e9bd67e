// Habits of NumPy, PyTorch, MATLAB, Julia and blackboards that can mean one thing only.

import Diagnostics
import Expressions
import Findings

extension PlainParser {
  // MARK: - Lines

  /// Other words for questions.
  static let otherQuestions: [String: QuestionKind] = [
    "grad": .gradient, "hess": .hessian, "jac": .jacobian, "minimize": .stationary, "maximize": .stationary,
  ]

  /// `gradient(f, x)`: the variables behind the formula, between brackets that end the line.
  mutating func questionAsCall(_ kind: QuestionKind) -> Statement.Kind? {
    guard token(after: 1).mark == "(" else { return nil }
    var depth = 0
    var hasComma = false
    var count = 1
    while true {
      let next = token(after: count)
      if next.kind == .newline || next.kind == .end { return nil }
      if ["(", ".(", "["].contains(next.mark) { depth += 1 }
      if [")", "]"].contains(next.mark) { depth -= 1 }
      if depth == 1, next.mark == "," { hasComma = true }
      if depth == 0 { break }
      count += 1
    }
    let after = token(after: count + 1)
    guard hasComma, after.kind == .newline || after.kind == .end || after.mark == ";" else { return nil }
    advance()
    let open = current
    advance()
    var items = arguments(of: kind.rawValue, opened: open)
    guard !isGivenUp, items.count > 1 else { return .unreadable }
    let formula = items.removeFirst()
    return .question(
      Statement.Question(kind: kind, of: formula, variables: items, along: [], bindings: [])
    )
  }

  /// Whether `x, y in R^n` or `X ∈ R^(n, m)` stands here.
  var declaresMembership: Bool {
    var count = 0
    while token(after: count).name != nil, token(after: count + 1).mark == "," { count += 2 }
    guard token(after: count).name != nil else { return false }
    let sign = token(after: count + 1)
    return (sign.name == "in" || sign.mark == "∈") && PlainParser.isRealNumbers(token(after: count + 2).name)
  }

  private static func isRealNumbers(_ name: String?) -> Bool { name == "R" || name == "ℝ" || name == "Real" }

  /// The type behind `in` or `∈`, or behind a colon: R, R^n, R^(n, m), R^(n × m).
  mutating func membership() -> Statement.TypeForm? {
    guard current.name == "in" || current.mark == "∈", PlainParser.isRealNumbers(token(after: 1).name) else {
      return nil
    }
    advance()
    advance()
    guard take("^") else { return .scalar }
    let open = current
    guard take("(") else {
      let size = current
      advance()
      let tree: SyntaxTree
      switch size.kind {
      case .name(let name): tree = SyntaxTree(.name(name, latex: nil), size.range)
      case .number(let value, let text): tree = SyntaxTree(.number(value, text: text), size.range)
      default:
        report(.unexpected(size, expected: "a size", hints: ["x in R^n", "X in R^(n, m)"]))
        isGivenUp = true
        return .scalar
      }
      addSizes(tree)
      return .vector(tree)
    }
    let first = sum()
    addSizes(first)
    if take(",") {
      let second = sum()
      addSizes(second)
      close(")", opened: open)
      return .matrix(first, second)
    }
    close(")", opened: open)
    if case .binary = first.kind, let (rows, columns) = squareOrTimes(first) { return .matrix(rows, columns) }
    return .vector(first)
  }

  // MARK: - Formulas

  /// The modules before a function's name, which say nothing here: `np.linalg.inv(A)`.
  private static let modules: Set<String> = [
    "np", "numpy", "jnp", "jax", "scipy", "torch", "tf", "sp", "sympy", "math", "linalg", "special", "nn",
    "F",
    "functional", "LinearAlgebra",
  ]

  /// `np.exp(x)`: the function without its module, which takes arrays entry by entry.
  mutating func moduleCall(_ name: String) -> SyntaxTree? {
    guard PlainParser.modules.contains(name), !context.names.contains(name), current.mark == "." else {
      return nil
    }
    var word = current
    while current.mark == ".", case .name = token(after: 1).kind {
      advance()
      word = current
      advance()
    }
    guard let function = word.name, current.mark == "(", !current.isSpaced else {
      expected("a function and its arguments")
      return SyntaxTree(.unreadable, word.range)
    }
    let open = current
    advance()
    return call(function, word, open, isElementwise: PlainParser.entrywise.contains(function))
  }

  /// The functions that modules take entry by entry.
  private static let entrywise: Set<String> = [
    "exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "abs", "sign", "sigmoid", "relu",
    "softplus",
    "erf", "arcsin", "arccos", "arctan", "arcsinh", "arccosh", "arctanh",
  ]

  /// `x.sum()` and `a.dot(b)`: what stands before the dot is the first argument.
  mutating func method(of operand: SyntaxTree) -> SyntaxTree {
    advance()
    let word = current
    guard let name = word.name else { return operand }
    advance()
    guard current.mark == "(", !current.isSpaced else {
      report(.property(name, SourceRange(operand.range.start, word.range.end)))
      isGivenUp = true
      return SyntaxTree(.unreadable, word.range)
    }
    let open = current
    advance()
    let others = arguments(of: name, opened: open)
    let kind = SyntaxTree.Kind.call(
      name: name,
      nameRange: word.range,
      isElementwise: false,
      arguments: [operand] + others
    )
    return SyntaxTree(kind, SourceRange(operand.range.start, lastEnd))
  }

  /// `‖x‖` and `‖x‖_2`.
  mutating func norm() -> SyntaxTree {
    let open = current
    advance()
    let outer = isInNorm
    isInNorm = true
    let inner = sum()
    isInNorm = outer
    close("‖", opened: open)
    var name = "norm"
    if let index = current.name, !current.isSpaced, let function = PlainParser.norms[index] {
      name = function
      advance()
    }
    let range = SourceRange(open.range.start, lastEnd)
    return SyntaxTree(
      .call(name: name, nameRange: open.range, isElementwise: false, arguments: [inner]),
      range
    )
  }

  /// The norms by the index behind the strokes, a name of its own to the lexer.
  private static let norms: [String: String] = [
    "_1": "norm1", "_2": "norm2", "_F": "normF", "1": "norm1", "2": "norm2", "F": "normF",
  ]

  /// Rows as NumPy and MATLAB write them, which say something else here.
  mutating func checkEntries(_ rows: [[SyntaxTree]], _ range: SourceRange) {
    guard !isGivenUp else { return }
    let entries = rows.joined()
    if rows.count == 1, rows[0].count > 1,
      rows[0].allSatisfy({ if case .matrix(let inner) = $0.kind { inner.count == 1 } else { false } })
    {
      report(.nestedRows(range))
    } else if let glued = entries.first(where: hasGluedNumbers) {
      report(.entriesWithoutCommas(glued.range))
    }
  }

  /// Whether two numbers stand beside each other with a space only: `[1 2; 3 4]`.
  private func hasGluedNumbers(_ tree: SyntaxTree) -> Bool {
    guard case .binary(.multiply, let left, let right) = tree.kind else { return false }
    var last = left
    while case .binary(.multiply, _, let inner) = last.kind { last = inner }
    let between = text.utf8.dropFirst(last.range.end).prefix(max(0, right.range.start - last.range.end))
    let isSpace = between.allSatisfy { $0 == UInt8(ascii: " ") }
    return (last.isNumber && right.isNumber && isSpace) || hasGluedNumbers(left)
  }
}

extension Diagnostic {
  static func property(_ name: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "syntax.property",
      message: "'.\(name)' is nothing that a formula has",
      range: range,
      hints: ["a transpose is 'X''", "a function takes its argument in brackets: '\(name)(X)'"]
    )
  }

  static func nestedRows(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "syntax.literal",
      message: "rows in brackets of their own would stand beside each other in one row",
      range: range,
      hints: ["rows are separated by semicolons: '[1, 2; 3, 4]'"]
    )
  }

  static func entriesWithoutCommas(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "syntax.literal",
      message: "two numbers beside each other are a product",
      range: range,
      hints: ["entries are separated by commas: '[1, 2; 3, 4]'"]
    )
  }
}
