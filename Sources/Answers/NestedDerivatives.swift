// Derivatives of derivatives: what stands inside is derived first, line by line, and its value put in.

import Derivation
import Expressions
import Findings
import Functions
import Judging
import Syntax

/// A function whose inner derivatives have been worked out.
struct NestedDerivatives {
  /// The function with the values put in.
  var function: ExpressionID
  /// The derivations of the inner derivatives, innermost first, each with what varies in it.
  var inner: [(symbol: SymbolID, derivation: Derivation)] = []

  /// A derivation with the lines of the inner ones before its own.
  ///
  /// It is of the function as it was asked, so that the result is checked against the derivative of the derivative.
  func before(_ outer: Derivation, of function: ExpressionID) -> Derivation {
    guard !inner.isEmpty else { return outer }
    var conditions = inner.flatMap(\.derivation.conditions)
    conditions += outer.conditions
    var unique: [Condition] = []
    for condition in conditions where !unique.contains(condition) { unique.append(condition) }
    return Derivation(
      of: function,
      variable: outer.variable,
      steps: inner.flatMap { inner in inner.derivation.steps.map { $0.varying(inner.symbol) } } + outer.steps,
      result: outer.result,
      helpers: inner.flatMap(\.derivation.helpers) + outer.helpers,
      conditions: unique
    )
  }
}

extension AnswerBuilder {
  /// The most derivatives that may stand inside one another or beside one another in a question.
  private static let nestingLimit = 8

  /// The function with the derivatives in it worked out by a method.
  mutating func nestedDerivatives(
    in function: ExpressionID,
    _ method: DerivationMethod
  ) throws(DerivationFailure) -> NestedDerivatives {
    var result = NestedDerivatives(function: function)
    while let node = innermostDerivative(in: result.function),
      case .derivative(let kind, let of, let variable) = scope.graph[node],
      let symbol = scope.graph.movingSymbol(variable)
    {
      guard result.inner.count < AnswerBuilder.nestingLimit else {
        throw DerivationFailure(
          code: "derivation.expansion-limit",
          "at most \(AnswerBuilder.nestingLimit) derivatives may stand inside a question",
          hints: ["name the inner derivatives and ask for them one by one"]
        )
      }
      let convention = options.structured
      let derivation = try workspace.derive(varying: [symbol]) {
        calculus throws(DerivationFailure) -> Derivation in
        let free = try calculus.derivation(kind, of: of, wrt: variable, by: method, convention: convention)
        return kind == .gradient && method != .index
          ? try calculus.onStructure(free, variable, convention) : free
      }
      result.function = unfolded(result.function, until: node)
      result.function = scope.graph.substitute([node: derivation.result], in: result.function)
      result.inner.append((symbol, derivation))
    }
    return result
  }

  /// The first derivative, children before parents, that the expression reaches through its names.
  private func innermostDerivative(in function: ExpressionID) -> ExpressionID? {
    scope.graph.reachableThroughDefinitions(from: [function]).first {
      if case .derivative = scope.graph[$0] { true } else { false }
    }
  }

  /// The expression with the names put in that lead to a part.
  private mutating func unfolded(_ function: ExpressionID, until part: ExpressionID) -> ExpressionID {
    var result = function
    while !scope.graph.reachable(from: [result]).contains(part) {
      var definitions: [ExpressionID: ExpressionID] = [:]
      for id in scope.graph.reachable(from: [result]) {
        guard case .symbol(let symbol) = scope.graph[id], let definition = scope.graph.definition(of: symbol),
          scope.graph.reachableThroughDefinitions(from: [definition]).contains(part)
        else { continue }
        definitions[id] = definition
      }
      if definitions.isEmpty { break }
      result = scope.graph.substitute(definitions, in: result)
    }
    return result
  }
}
