// Definitions of names, functions and families.

import Diagnostics
import Expressions

extension Scope {
  mutating func define(_ name: Statement.Name, _ body: SyntaxTree) -> LoweredStatement {
    defining = name.text
    defer { defining = nil }
    guard isFree(name, to: "defined") else { return .failed }
    inferFreeNames(in: [body])
    guard let expression = lower(body) else {
      bindings[name.text] = .failed
      return .failed
    }
    let symbol = graph.declare(
      Symbol(
        name: name.text,
        latex: name.latex,
        shape: graph.shape(expression),
        role: .defined(expression)
      )
    )
    bindings[name.text] = .symbol(symbol)
    origins[name.text] = "defined \(place(name.range))"
    return .definition(symbol)
  }

  mutating func defineFunction(
    _ name: Statement.Name,
    _ parameters: [Statement.Name],
    _ body: SyntaxTree
  )
    -> LoweredStatement
  {
    guard isFree(name, to: "defined") else { return .failed }
    let repeated = Dictionary(grouping: parameters, by: \.text).values.compactMap { $0.dropFirst().first }
    if let second = repeated.min(by: { $0.range.start < $1.range.start }) {
      report(.parameterTwice(second))
      bindings[name.text] = .failed
      return .failed
    }
    if case .unreadable = body.kind {
      bindings[name.text] = .failed
      return .failed
    }
    bindings[name.text] = .function(FunctionBinding(parameters: parameters, body: body, symbol: nil))
    origins[name.text] = "defined \(place(name.range))"
    // With all parameters declared the body has a meaning at once, and its errors are shown here.
    let areDeclared = parameters.allSatisfy { bindings[$0.text].map(Scope.isSymbol) == true }
    guard areDeclared else { return .function(name: name.text, symbol: nil) }
    let before = diagnostics.count
    guard functionValue(name.text, body.range) != nil else {
      if diagnostics.count > before { bindings[name.text] = .failed }
      return .failed
    }
    return .function(name: name.text, symbol: symbol(named: name.text))
  }

  private static func isSymbol(_ binding: Binding) -> Bool {
    if case .symbol = binding { true } else { false }
  }

  mutating func defineFamily(_ name: Statement.Name, _ index: Statement.Name, _ body: SyntaxTree)
    -> LoweredStatement
  {
    guard isFree(name, to: "defined") else { return .failed }
    let range = indexRange(of: index.text, in: body)
    let symbol = indexSymbol(index.text, range ?? Size(named: "_\(name.text)"))
    let outer = bindings[index.text]
    bindings[index.text] = .symbol(symbol)
    defining = name.text
    let expression = lower(body)
    defining = nil
    bindings[index.text] = outer
    guard let expression else {
      bindings[name.text] = .failed
      return .failed
    }
    let family = graph.declare(
      Symbol(
        name: name.text,
        latex: name.latex,
        shape: graph.shape(expression),
        role: .definedFamily(symbol, expression)
      )
    )
    bindings[name.text] = .family(family, index: symbol)
    origins[name.text] = "defined \(place(name.range))"
    return .definition(family)
  }
}
