// The formulas of the catalogue, read once with the users' own reader, and put to use with real arguments.

import Diagnostics
package import Expressions
package import Functions
import Syntax
import Synchronization

/// The formulas of all functions as syntax trees, and their instances at given arguments.
package struct RuleBook: Sendable {
  /// The catalogue by name.
  package let functions: [FunctionName: MatrixFunction]
  private let formulas: ReadFormulas

  /// A rule book over the given functions; formulas are read when they are first needed.
  package init(_ functions: [MatrixFunction], vocabulary: Vocabulary) {
    self.functions = Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    formulas = ReadFormulas(
      PlainParser.Context(
        functions: Set(vocabulary.names.map(\.text) + ["inv", "eye", "ones", "zeros", "kron", "diag"])
      )
    )
  }

  /// The names a formula may use: expressions by name, and sizes by name.
  package struct Binding: Sendable {
    /// The expressions by name.
    package var expressions: [String: ExpressionID]
    /// The sizes by name.
    package var sizes: [String: Size]
    /// The shape of the value of a formula with dots, which may come out as a number.
    package var liftsTo: Shape?

    /// A binding.
    package init(expressions: [String: ExpressionID], sizes: [String: Size] = [:], liftsTo: Shape? = nil) {
      self.expressions = expressions
      self.sizes = sizes
      self.liftsTo = liftsTo
    }
  }

  /// The binding of a signature's names to arguments: `X`, `Y` and the sizes they fix.
  package func binding(_ function: MatrixFunction, _ arguments: [ExpressionID], _ graph: Graph) -> Binding {
    var binding = Binding(expressions: [:])
    for (parameter, argument) in zip(function.signature.parameters, arguments) {
      switch parameter {
      case .size(let name):
        if case .symbol = graph[argument] {
          binding.expressions[name] = argument
        } else {
          binding.sizes[name] = graph.argumentShape(argument).size
        }
      case .matrix(let name, let rows, let columns):
        binding.expressions[name] = argument
        if let name = rows.name, binding.sizes[name] == nil {
          binding.sizes[name] = graph.shape(argument).rows
        }
        if let name = columns.name, binding.sizes[name] == nil {
          binding.sizes[name] = graph.shape(argument).columns
        }
      }
    }
    return binding
  }

  /// The formula with real arguments put in.
  ///
  /// - Throws: when the formula cannot be read or does not fit: a fault of the catalogue, shown with its text.
  package func instance(_ formula: String, _ binding: Binding, in graph: inout Graph)
    throws(DerivationFailure) -> ExpressionID
  {
    let tree = try formulas.tree(of: formula)
    do {
      var reader = FormulaReader(binding: binding)
      let value = try reader.lower(tree, &graph)
      guard let shape = binding.liftsTo, !shape.isScalar, graph.shape(value).isScalar else { return value }
      let ones = graph.ones(shape)
      return graph.product([value, ones])
    } catch {
      throw DerivationFailure(
        code: "rules.ill-typed",
        "the rule '\(formula)' does not fit here: \(error.message)"
      )
    }
  }
}

/// The syntax trees of formulas, each read once for all copies of a rule book.
private final class ReadFormulas: Sendable {
  private let trees = Mutex<[String: SyntaxTree]>([:])
  private let context: PlainParser.Context

  init(_ context: PlainParser.Context) { self.context = context }

  func tree(of formula: String) throws(DerivationFailure) -> SyntaxTree {
    if let known = trees.withLock({ $0[formula] }) { return known }
    let (tree, diagnostics) = PlainParser.expression(formula, in: context)
    guard diagnostics.isEmpty else {
      throw DerivationFailure(
        code: "rules.unreadable",
        "the rule '\(formula)' cannot be read\(diagnostics.first.map { ": \($0.message)" } ?? "")"
      )
    }
    trees.withLock { $0[formula] = tree }
    return tree
  }
}

/// Puts a formula of the catalogue into a graph.
///
/// Formulas are ours and small, so recursion is bounded by them.
private struct FormulaReader {
  let binding: RuleBook.Binding

  mutating func lower(_ tree: SyntaxTree, _ graph: inout Graph) throws(ShapeFailure) -> ExpressionID {
    switch tree.kind {
    case .number(let value, _): return graph.number(value)
    case .name(let name, _): return try self.name(name, &graph)
    case .parenthesized(let inner): return try lower(inner, &graph)
    case .negative(let inner):
      let operand = try lower(inner, &graph)
      return graph.negative(operand)
    case .transpose(let inner):
      let operand = try lower(inner, &graph)
      return graph.transpose(operand)
    case .differential(let inner):
      guard case .name(let name, _) = inner.kind else { throw ShapeFailure("d of a formula in a rule") }
      return try self.name("d\(name)", &graph)
    case .binary(let operation, let a, let b): return try binary(operation, a, b, &graph)
    case .call(let name, _, _, let arguments): return try call(name, arguments, &graph)
    case .matrix(let rows):
      guard let columns = rows.first?.count, columns > 0, rows.allSatisfy({ $0.count == columns }) else {
        throw ShapeFailure("a block matrix with uneven rows in a rule")
      }
      var blocks: [ExpressionID] = []
      for block in rows.joined() { blocks.append(try lower(block, &graph)) }
      return graph.block(columns: columns, blocks)
    case .entry, .derivative, .directional, .indexed, .unreadable:
      throw ShapeFailure("a form that rules do not use")
    default: throw ShapeFailure("a form that rules do not use")
    }
  }

  private func name(_ name: String, _ graph: inout Graph) throws(ShapeFailure) -> ExpressionID {
    if let known = binding.expressions[name] { return known }
    if let size = binding.sizes[name] { return graph.size(size) }
    switch name {
    case "pi": return graph.constant(.pi)
    case "e": return graph.constant(.e)
    default: throw ShapeFailure("the name '\(name)' is not bound")
    }
  }

  private mutating func binary(
    _ operation: SyntaxTree.BinaryOperator,
    _ a: SyntaxTree,
    _ b: SyntaxTree,
    _ graph: inout Graph
  ) throws(ShapeFailure) -> ExpressionID {
    let left = try lower(a, &graph)
    let right = try lower(b, &graph)
    let x = graph.shape(left)
    let y = graph.shape(right)
    switch operation {
    case .elementwiseAdd, .elementwiseSubtract:
      // Dots broadcast a scalar.
      guard x == y || x.isScalar || y.isScalar else {
        throw ShapeFailure("a dotted sum of a \(x) and a \(y)")
      }
      let shape = x.isScalar ? y : x
      let ones = graph.ones(shape)
      let first = x == shape ? left : graph.product([left, ones])
      let second = y == shape ? right : graph.product([right, ones])
      return operation == .elementwiseAdd ? graph.sum([first, second]) : graph.difference(first, second)
    case .add, .subtract:
      guard x == y else { throw ShapeFailure("a sum of a \(x) and a \(y)") }
      return operation == .add ? graph.sum([left, right]) : graph.difference(left, right)
    case .multiply:
      guard x.isScalar || y.isScalar || x.columns == y.rows else {
        throw ShapeFailure("a product of a \(x) and a \(y)")
      }
      return graph.product([left, right])
    case .divide:
      guard y.isScalar else { throw ShapeFailure("a quotient by a \(y)") }
      return graph.quotient(left, by: right)
    case .power:
      guard x.isSquare, y.isScalar else { throw ShapeFailure("a power of a \(x)") }
      return graph.power(left, right)
    case .elementwiseMultiply, .elementwiseDivide:
      guard x == y || x.isScalar || y.isScalar else {
        throw ShapeFailure("an entrywise product of a \(x) and a \(y)")
      }
      let minusOne = graph.number(-1)
      let other = operation == .elementwiseMultiply ? right : graph.hadamardPower(right, minusOne)
      if x.isScalar || y.isScalar { return graph.product([left, other]) }
      return graph.hadamard([left, other])
    case .elementwisePower: return graph.hadamardPower(left, right)
    case .frobenius:
      guard x == y else { throw ShapeFailure("a Frobenius product of a \(x) and a \(y)") }
      return graph.frobenius(left, right)
    case .kronecker: return graph.kronecker(left, right)
    default: throw ShapeFailure("an operator that rules do not use")
    }
  }

  /// A size of the rule: a name, a number, or a sum or product of sizes.
  private func size(_ tree: SyntaxTree) -> Size? {
    switch tree.kind {
    case .name(let name, _): return binding.expressions[name] == nil ? binding.sizes[name] : nil
    case .number(let value, _): return value.integer.map { Size($0) }
    case .parenthesized(let inner): return size(inner)
    case .binary(.multiply, let a, let b):
      guard let x = size(a), let y = size(b) else { return nil }
      return x * y
    case .binary(.add, let a, let b):
      guard let x = size(a), let y = size(b) else { return nil }
      return x + y
    default: return nil
    }
  }

  private mutating func call(_ name: String, _ arguments: [SyntaxTree], _ graph: inout Graph)
    throws(ShapeFailure)
    -> ExpressionID
  {
    var values: [ExpressionID] = []
    var sizes: [Size] = []
    for argument in arguments {
      if let size = size(argument) {
        sizes.append(size)
        values.append(graph.size(size))
      } else {
        let value = try lower(argument, &graph)
        values.append(value)
        if let size = graph.argumentShape(value).size { sizes.append(size) }
      }
    }
    switch name {
    case "inv": return graph.inverse(values[0])
    case "eye" where sizes.count == 1: return graph.identity(sizes[0])
    case "ones" where sizes.count == 1: return graph.ones(.vector(sizes[0]))
    case "ones" where sizes.count == 2: return graph.ones(Shape(sizes[0], sizes[1]))
    case "zeros" where sizes.count == 2: return graph.zeros(Shape(sizes[0], sizes[1]))
    case "kron": return graph.kronecker(values[0], values[1])
    case "diag":
      return try graph.apply(graph.shape(values[0]).columns.isOne ? "Diag" : "diag", values)
    default:
      let function = FunctionName(name)
      if let traits = graph.vocabulary[function], traits.isElementwise, values.count == 1 {
        return graph.map(function, values[0])
      }
      return try graph.apply(function, values)
    }
  }
}
