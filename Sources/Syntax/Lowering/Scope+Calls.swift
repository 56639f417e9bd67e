// Calls: functions of the language, forms that are nodes of their own, and functions of the author.

package import Diagnostics
package import Expressions

extension Scope {
  static let callDepthBound = 64
  /// The functions of two matrices that with one mean the one among its entries.
  private static let ofEntries: [String: FunctionName] = ["max": "largest", "min": "smallest"]

  mutating func call(
    _ name: String,
    _ nameRange: SourceRange,
    _ isElementwise: Bool,
    _ arguments: [SyntaxTree],
    _ range: SourceRange
  ) -> Value? {
    if parameters[name] != nil { return product(name, nameRange, arguments, range) }
    switch bindings[name] {
    case .function(let function): return call(function, name, isElementwise, arguments, range)
    case .failed:
      report(.dependsOnFailed(name, nameRange))
      return nil
    case .symbol, .family: return product(name, nameRange, arguments, range)
    case nil: break
    }
    if let axis = Scope.axis(of: arguments) { return call(name, along: axis, of: arguments[0], range) }
    if Scope.builtIn.contains(name), let built = builtIn(name, isElementwise, arguments, range) {
      return built.value
    }
    if !isElementwise, arguments.count == 1, let ofEntries = Scope.ofEntries[name],
      let operand = lower(arguments[0])
    {
      return apply(ofEntries, [operand], arguments, range)
    }
    guard let traits = graph.vocabulary[FunctionName(name)] else {
      if upcoming[name] != nil {
        report(undeclared(name, nameRange))
      } else if let other = callOfOtherWord(name, nameRange, isElementwise, arguments, range) {
        return other
      } else {
        let known = graph.vocabulary.names.map(\.text) + functionNames
        report(
          .unknownFunction(name, nameRange, near: Diagnostic.nearestNames(to: name, among: unique(known)))
        )
      }
      return nil
    }
    guard traits.arity.contains(arguments.count) else {
      let hints =
        sumHints(name, arguments)
        ?? (arguments.count == 2 && hasAxis(name) ? Diagnostic.axisHints(name) : [])
      report(.argumentCount(name, traits.arity, arguments.count, range, hints: hints))
      return nil
    }
    var operands: [ExpressionID] = []
    var isComplete = true
    for argument in arguments {
      if let operand = lower(argument) { operands.append(operand) } else { isComplete = false }
    }
    guard isComplete else { return nil }
    if traits.isElementwise, operands.count == 1 {
      return map(name, operands[0], isElementwise, nameRange, range)
    }
    // The larger of two works entry by entry with a dot and without one; the largest entry of one matrix does not.
    let isEntrywise = Scope.entrywiseOfTwo.contains(name) && operands.count == 2
    if isElementwise, !traits.isElementwise, !isEntrywise, !operands.allSatisfy({ graph.shape($0).isScalar })
    {
      report(.notElementwise(name, nameRange))
      return nil
    }
    if isEntrywise,
      let both = broadcast(operands, "take '\(name)' of", range)
    {
      return apply(FunctionName(name), both, arguments, range)
    }
    return apply(FunctionName(name), operands, arguments, range)
  }

  /// How a sum over an index is written, for one in the habit of other languages, `sum(i, 1, n, x[i])`.
  private func sumHints(_ name: String, _ arguments: [SyntaxTree]) -> [String]? {
    guard name == "sum" || name == "prod", arguments.count > 2, case .name(let index, _) = arguments[0].kind,
      bindings[index] == nil
    else { return nil }
    return ["a \(name == "sum" ? "sum" : "product") over an index is '\(name)(\(index) in 1..n, …)'"]
  }

  /// The functions of two matrices of one shape beside which a number stands for as many as fit.
  private static let entrywiseOfTwo: Set<String> = ["max", "min"]

  /// The reader takes `A (x)` for a product, but `A(x)` for a call while `A` is not known.
  private mutating func product(
    _ name: String,
    _ nameRange: SourceRange,
    _ arguments: [SyntaxTree],
    _ range: SourceRange
  ) -> Value? {
    guard arguments.count == 1 else {
      report(.notAFunction(name, nameRange))
      return nil
    }
    let operand = SyntaxTree(.name(name, latex: nil), nameRange)
    return value(of: SyntaxTree(.binary(.multiply, operand, arguments[0]), range))
  }

  private func unique(_ names: [String]) -> [String] {
    var seen = Set<String>()
    return names.filter { seen.insert($0).inserted }
  }

  private mutating func map(
    _ name: String,
    _ operand: ExpressionID,
    _ isElementwise: Bool,
    _ nameRange: SourceRange,
    _ range: SourceRange
  ) -> Value? {
    let shape = graph.shape(operand)
    guard shape.isScalar || isElementwise else {
      var hints = ["'\(name).(\(text(operand)))' applies it to every entry"]
      let matrixName = FunctionName(name + "m")
      if shape.isSquare, graph.vocabulary[matrixName] != nil {
        hints.append("\(Diagnostic.quoted("\(matrixName)(\(text(operand)))")) is the function of the matrix")
      }
      report(.needsDot(name, shape, range, hints: hints))
      return nil
    }
    return .known(graph.map(FunctionName(name), operand))
  }

  private mutating func apply(
    _ name: FunctionName,
    _ operands: [ExpressionID],
    _ arguments: [SyntaxTree],
    _ range: SourceRange
  ) -> Value? {
    let failure: ShapeFailure
    do {
      return .known(try graph.apply(name, operands))
    } catch {
      failure = error
    }
    // `basis(n*m, i)`: a product of sizes is a size where one is needed.
    let sized = operands.map { size(of: $0).map { graph.size($0) } ?? $0 }
    if sized != operands, let value = try? graph.apply(name, sized) { return .known(value) }
    // A function of a vector takes a row as well, and gives a row back: softmax(z') is softmax(z)'.
    if operands.count == 1, graph.shape(operands[0]).isRow {
      let column = graph.transpose(operands[0])
      if let value = try? graph.apply(name, [column]) {
        return .known(graph.shape(value).isVector ? graph.transpose(value) : value)
      }
    }
    report(
      .shapes(
        "argument",
        failure.message,
        arguments.count == 1 ? arguments[0].range : range,
        notes: zip(arguments, operands).map { "\(Diagnostic.quoted(text($0.1))) is a \(graph.shape($0.1))" }
          + sizeNotes(operands.map { graph.shape($0) }),
        hints: failure.hints
      )
    )
    return nil
  }

  /// The size an expression stands for, if it is made of sizes and integers.
  func size(of expression: ExpressionID) -> Size? {
    switch graph[expression] {
    case .size(let size): return size
    case .number(let value): return value.integer.map { Size($0) }
    case .sum(let operands):
      var total = Size(0)
      for operand in operands {
        guard let size = size(ofAtom: operand) else { return nil }
        total = total + size
      }
      return total.terms.count <= 64 ? total : nil
    default: return size(ofAtom: expression)
    }
  }

  private func size(ofAtom expression: ExpressionID) -> Size? {
    switch graph[expression] {
    case .size(let size): return size
    case .number(let value): return value.integer.map { Size($0) }
    case .power(let base, let exponent):
      guard case .size(let size) = graph[base], let count = graph.number(exponent)?.integer,
        (1...8).contains(count)
      else { return nil }
      return (1..<count).reduce(size) { product, _ in product * size }
    case .product(let factors):
      var product = Size.one
      var isHalved = false
      for factor in factors {
        let size: Size?
        switch graph[factor] {
        case .size(let known): size = known
        case .number(let value):
          isHalved = !value.isInteger
          size = (isHalved ? value * 2 : value).integer.map { Size($0) }
        case .power: size = self.size(ofAtom: factor)
        case .sum(let operands) where operands.allSatisfy(isSizeOrNumber): size = self.size(of: factor)
        default: size = nil
        }
        guard let size, product.terms.count * size.terms.count <= 64 else { return nil }
        product = product * size
      }
      // `n*(n + 1)/2`, the length of a vech.
      return isHalved ? product.half : product
    default: return nil
    }
  }

  private func isSizeOrNumber(_ expression: ExpressionID) -> Bool {
    switch graph[expression] {
    case .size, .number: true
    default: false
    }
  }

  // MARK: - Forms that are nodes of their own

  private struct Built { let value: Value? }

  /// The value of a form with a node of its own; nil when the name is then an ordinary function.
  private mutating func builtIn(
    _ name: String,
    _ isElementwise: Bool,
    _ arguments: [SyntaxTree],
    _ range: SourceRange
  ) -> Built? {
    let arity: ClosedRange<Int>
    switch name {
    case "inv", "diag": arity = 1...1
    case "kron": arity = 2...2
    case "eye", "ones", "zeros": arity = 1...2
    case "where": return Built(value: choice(arguments, range))
    case "clip": return Built(value: clip(arguments, range))
    default: return nil
    }
    guard arity.contains(arguments.count) else {
      let isUnsized = name == "ones" && arguments.isEmpty
      report(isUnsized ? .unsizedOnes(range) : .argumentCount(name, arity, arguments.count, range))
      return Built(value: nil)
    }
    guard !isElementwise else {
      report(.notElementwise(name, range))
      return Built(value: nil)
    }
    switch name {
    case "inv": return Built(value: inverse(arguments[0], range))
    case "kron":
      let a = lower(arguments[0])
      guard let b = lower(arguments[1]), let a else { return Built(value: nil) }
      return Built(value: .known(graph.kronecker(a, b)))
    case "diag":
      guard let a = lower(arguments[0]) else { return Built(value: nil) }
      if graph.shape(a).isRow {
        let column = graph.transpose(a)
        return Built(value: apply("Diag", [column], arguments, range))
      }
      let function: FunctionName = graph.shape(a).isVector ? "Diag" : "diag"
      return Built(value: apply(function, [a], arguments, range))
    default: return Built(value: leaf(name, arguments, range))
    }
  }

  private mutating func inverse(_ tree: SyntaxTree, _ range: SourceRange) -> Value? {
    guard let operand = value(of: tree) else { return nil }
    switch operand {
    case .identity(let factor): return .identity(graph.power(factor, -1))
    case .known(let a):
      let shape = graph.shape(a)
      guard shape.isSquare else {
        report(
          .shapes(
            "inverse",
            "only a square matrix has an inverse, found a \(shape)",
            tree.range,
            notes: ["\(Diagnostic.quoted(text(a))) is a \(shape)"] + sizeNotes([shape]),
            hints: ["'pinv(\(text(a)))' is the pseudoinverse"]
          )
        )
        return nil
      }
      guard !graph.isZero(a) else {
        report(.divisionByZero(range))
        return nil
      }
      return .known(graph.inverse(a))
    }
  }

  private mutating func leaf(_ name: String, _ arguments: [SyntaxTree], _ range: SourceRange) -> Value? {
    var sizes: [Size] = []
    for argument in arguments {
      if case .name = argument.kind { expected = .size }
      defer { expected = .any }
      guard let expression = lower(argument) else { return nil }
      guard let size = size(of: expression) else {
        report(.notASize(argument.range))
        return nil
      }
      if let value = size.constant, value < 1 || value > 1_000_000 {
        report(value < 1 ? .sizeNotPositive(value, argument.range) : .sizeTooLarge(argument.range))
        return nil
      }
      sizes.append(size)
    }
    let shape = sizes.count == 1 ? Shape.vector(sizes[0]) : Shape(sizes[0], sizes[1])
    switch name {
    case "ones": return .known(graph.ones(shape))
    case "zeros": return .known(graph.zeros(shape))
    default:
      guard sizes.count == 1 || sizes[0] == sizes[1] else {
        report(.identityNotSquare(shape, range))
        return nil
      }
      return .known(graph.identity(sizes[0]))
    }
  }

  // MARK: - Functions of the author

  /// The value of `f` alone: its body, the parameters being the declared names they are called by.
  package mutating func functionValue(_ name: String, _ range: SourceRange) -> ExpressionID? {
    guard case .function(var function) = bindings[name] else { return nil }
    if let symbol = function.symbol { return graph.symbol(symbol) }
    for parameter in function.parameters {
      switch bindings[parameter.text] {
      case .symbol: continue
      case .function, .family, .failed, nil:
        report(.parameterNotDeclared(parameter, of: name, range))
        return nil
      }
    }
    guard let body = expand(name, range, [:], function.body) else { return nil }
    let symbol = graph.declare(Symbol(name: name, shape: graph.shape(body), role: .defined(body)))
    function.symbol = symbol
    bindings[name] = .function(function)
    return graph.symbol(symbol)
  }

  private mutating func call(
    _ function: FunctionBinding,
    _ name: String,
    _ isElementwise: Bool,
    _ arguments: [SyntaxTree],
    _ range: SourceRange
  ) -> Value? {
    let count = function.parameters.count
    guard arguments.count == count else {
      report(.argumentCount(name, count...count, arguments.count, range))
      return nil
    }
    var values: [ExpressionID] = []
    for argument in arguments {
      guard let value = lower(argument) else { return nil }
      values.append(value)
    }
    if isElementwise, let wrong = values.first(where: { !graph.shape($0).isScalar }) {
      report(.ownFunctionNotElementwise(name, graph.shape(wrong), range))
      return nil
    }
    let isDeclared = zip(function.parameters, values).allSatisfy { parameter, value in
      guard case .symbol(let symbol) = bindings[parameter.text] else { return false }
      return graph[value] == .symbol(symbol)
    }
    if isDeclared { return functionValue(name, range).map(Value.known) }
    var replaced: [String: ExpressionID] = [:]
    for (parameter, value) in zip(function.parameters, values) { replaced[parameter.text] = value }
    return expand(name, range, replaced, function.body).map(Value.known)
  }

  private mutating func expand(
    _ name: String,
    _ range: SourceRange,
    _ arguments: [String: ExpressionID],
    _ body: SyntaxTree
  )
    -> ExpressionID?
  {
    guard !callStack.contains(name) else {
      report(.cycle(Array(callStack.drop { $0 != name }) + [name], range))
      return nil
    }
    guard callStack.count < Scope.callDepthBound else {
      report(.callDepth(range))
      return nil
    }
    callStack.append(name)
    // The body sees the notebook's names and its own arguments, not those of the call it stands in.
    let outer = parameters
    parameters = arguments
    let result = lower(body)
    parameters = outer
    callStack.removeLast()
    return result
  }
}
