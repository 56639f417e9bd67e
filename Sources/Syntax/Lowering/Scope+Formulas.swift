// Formulas: the syntax tree becomes an expression, shapes checked before anything is built.

import Diagnostics
package import Expressions

extension Scope {
  /// A value while its formula is read.
  package enum Value: Sendable {
    case known(ExpressionID)
    /// A scalar times the identity of a size that is not known yet.
    case identity(ExpressionID)
  }

  /// The expression of a formula, nil with diagnostics when it has errors.
  package mutating func lower(_ tree: SyntaxTree) -> ExpressionID? { lower(tree, expecting: nil) }

  /// The expression of a formula, where `I` takes the expected shape if nothing else says its size.
  package mutating func lower(_ tree: SyntaxTree, expecting shape: Shape?) -> ExpressionID? {
    guard let value = value(of: tree) else { return nil }
    return resolve(value, to: shape, tree.range)
  }

  /// Reads and lowers a formula given as text: an inline result, or the value of an option.
  package mutating func lower(text: String) -> ExpressionID? {
    enter(text)
    let read = PlainParser.expression(text, in: context)
    diagnostics += read.diagnostics
    guard read.diagnostics.allSatisfy({ $0.severity != .error }) else { return nil }
    budget = Scope.expansionBound
    inferFreeNames(in: [read.tree])
    return lower(read.tree)
  }

  mutating func resolve(_ value: Value, to shape: Shape?, _ range: SourceRange) -> ExpressionID? {
    switch value {
    case .known(let expression): return expression
    case .identity(let factor):
      guard let shape else {
        report(.identityWithoutSize(range))
        return nil
      }
      guard shape.isSquare else {
        report(.identityNotSquare(shape, range))
        return nil
      }
      guard !shape.isScalar else {
        // A matrix of one entry is a number, but who writes I beside one has another size in mind.
        report(.identityWithoutSize(range))
        return nil
      }
      let identity = graph.identity(shape.rows)
      return graph.product([factor, identity])
    }
  }

  /// The plain text of an expression.
  ///
  /// It is mutating so that an argument may build an expression: a copy of the scope taken before would lack it.
  mutating func text(_ expression: ExpressionID) -> String { PlainPrinter.text(expression, in: graph) }

  // MARK: - Walk

  /// What a formula stands for, `I` without a size among it; nil with diagnostics when it has errors.
  package mutating func value(of tree: SyntaxTree) -> Value? {
    guard budget > 0 else {
      // One message is enough, however many formulas are still waiting.
      if budget > Int.min { report(.expansionBound(tree.range)) }
      budget = Int.min
      return nil
    }
    budget -= 1
    // What is said of a budget that is spent is said by whoever gave it.
    guard graph.budget.spend(20) else { return nil }
    guard nesting < Scope.nestingBound else {
      report(.tooDeep(tree.range))
      return nil
    }
    nesting += 1
    defer { nesting -= 1 }
    switch tree.kind {
    case .number(let number, _): return .known(graph.number(number))
    case .name(let name, _): return value(named: name, tree.range)
    case .parenthesized(let inner): return value(of: inner)
    case .negative(let inner):
      guard let operand = value(of: inner) else { return nil }
      return negative(operand)
    case .binary: return spine(tree)
    case .transpose(let inner):
      guard let operand = value(of: inner) else { return nil }
      guard case .known(let expression) = operand else { return operand }
      return .known(graph.transpose(expression))
    case .call(let name, let nameRange, let isElementwise, let arguments):
      return call(name, nameRange, isElementwise, arguments, tree.range)
    case .entry(let base, let indices): return entry(of: base, indices, tree.range)
    case .argument(let form):
      report(.misplacedArgument(form, tree.range))
      return nil
    case .matrix(let rows): return matrix(rows, tree.range)
    case .differential(let inner):
      guard let operand = value(of: inner) else { return nil }
      switch operand {
      case .known(let expression): return .known(graph.differential(expression))
      case .identity: return .identity(graph.number(0))
      }
    case .derivative(let form, let function, let variables):
      return derivative(form, function, variables, tree.range)
    case .directional(let function, let variables, let directions):
      return directional(function, variables, directions, tree.range)
    case .indexed(let operation, let index, let upTo, let body):
      return indexed(operation, index, upTo, body, tree.range)
    case .evaluated(let inner, let bindings): return evaluated(inner, bindings, tree.range)
    case .ambiguous(_, let ways): return ways.first.flatMap { value(of: $0) }
    case .unreadable: return nil
    }
  }

  mutating func negative(_ value: Value) -> Value {
    switch value {
    case .known(let expression): .known(graph.negative(expression))
    case .identity(let factor): .identity(graph.negative(factor))
    }
  }

  /// A chain of binary operators from left to right, without recursion along the chain.
  private mutating func spine(_ tree: SyntaxTree) -> Value? {
    var steps: [(operation: SyntaxTree.BinaryOperator, right: SyntaxTree, range: SourceRange)] = []
    var first = tree
    while case .binary(let operation, let left, let right) = first.kind {
      steps.append((operation, right, first.range))
      first = left
    }
    var left = value(of: first)
    defer { charge(left) }
    // Terms of a sum are collected, so that a sum of many terms is built once.
    var terms: [Term] = [Term(value: left, tree: first)]
    var sumRange = first.range
    for step in steps.reversed() {
      if step.operation.takesNumber, case .name = step.right.kind { expected = .number }
      let right = value(of: step.right)
      expected = .any
      switch step.operation {
      case .add: terms.append(Term(value: right, tree: step.right))
      case .subtract: terms.append(Term(value: right.map { negative($0) }, tree: step.right))
      case .multiply, .divide, .power, .elementwiseMultiply, .elementwiseDivide, .elementwisePower,
        .elementwiseAdd, .elementwiseSubtract, .frobenius, .kronecker, .dot:
        left = sum(terms, sumRange)
        charge(left)
        if let a = left, let b = right {
          left = combine(step.operation, a, b, step.right, step.range)
        } else {
          left = nil
        }
        terms = [Term(value: left, tree: tree)]
      }
      sumRange = step.range
    }
    left = sum(terms, sumRange)
    return left
  }

  /// Sums and products are flat, so that calls which double them cost what they add.
  private mutating func charge(_ value: Value?) {
    guard case .known(let expression)? = value, budget > 0 else { return }
    budget = max(0, budget - graph[expression].children.count)
  }

  struct Term: Sendable {
    let value: Value?
    let tree: SyntaxTree
  }

  // MARK: - Names

  private mutating func value(named name: String, _ range: SourceRange) -> Value? {
    if let argument = parameters[name] { return .known(argument) }
    switch bindings[name] {
    case .symbol(let symbol): return .known(graph.symbol(symbol))
    case .function: return functionValue(name, range).map(Value.known)
    case .family(let family, _):
      report(.familyWithoutIndex(name, graph[family].shape, range))
      return nil
    case .failed:
      report(.dependsOnFailed(name, range))
      return nil
    case nil: break
    }
    if sizes[name] != nil { return .known(graph.size(Size(named: name))) }
    switch name {
    case "I": return .identity(graph.number(1))
    case "e": return .known(graph.constant(.e))
    case "pi": return .known(graph.constant(.pi))
    default:
      let problem = undeclared(name, range)
      // One statement, one complaint about a name, at its first place.
      if !diagnostics.contains(where: { $0.code == problem.code && $0.message == problem.message }) {
        report(problem)
      }
      return nil
    }
  }

  /// The diagnostic about a name that means nothing here.
  func undeclared(_ name: String, _ range: SourceRange) -> Diagnostic {
    if name == defining { return .cycle([name, name], range) }
    if upcoming[name] != nil {
      if let defining, let path = path(from: name, to: defining) {
        return .cycle([defining] + path, range)
      }
      return .usedBeforeDefinition(name, range)
    }
    let declared = bindings.keys.sorted()
    guard name.count > 1 else {
      // All letters are one letter apart: another case is near, and so is the only other choice.
      let others = declared.filter { $0.count == 1 }
      let near = others.filter { $0.lowercased() == name.lowercased() }
      return .undeclared(name, range, near: near.isEmpty && others.count <= 2 ? others : near, expected)
    }
    let known = declared + sizes.keys.sorted() + graph.vocabulary.names.map(\.text)
    return .undeclared(name, range, near: Diagnostic.nearestNames(to: name, among: known), expected)
  }

  /// How the definition of a name leads to another one, through the definitions still to come.
  private func path(from start: String, to goal: String) -> [String]? {
    var reached: [String: [String]] = [start: [start]]
    var work = [start]
    while !work.isEmpty {
      let name = work.removeFirst()
      guard let path = reached[name], let body = upcoming[name] else { continue }
      for next in body.names {
        if next == goal { return path + [goal] }
        if reached[next] == nil, upcoming[next] != nil {
          reached[next] = path + [next]
          work.append(next)
        }
      }
    }
    return nil
  }
}

extension SyntaxTree.BinaryOperator {
  /// Whether the right operand is a number, whatever the left one is.
  fileprivate var takesNumber: Bool {
    switch self {
    case .divide, .power: true
    case .add, .subtract, .multiply, .elementwiseMultiply, .elementwiseDivide, .elementwisePower,
      .elementwiseAdd, .elementwiseSubtract, .frobenius, .kronecker, .dot:
      false
    }
  }
}
