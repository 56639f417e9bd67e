// Statements: names come into scope, questions and claims become expressions.

import Diagnostics
public import Expressions

extension Scope {
  /// Performs the statements of one cell in order.
  public mutating func perform(_ statements: [Statement]) -> [LoweredStatement] {
    upcoming = [:]
    for statement in statements {
      if case .definition(let name, _, _, let body) = statement.kind, upcoming[name.text] == nil {
        upcoming[name.text] = body
      }
    }
    defer { upcoming = [:] }
    return statements.map { perform($0) }
  }

  /// Performs one statement.
  public mutating func perform(_ statement: Statement) -> LoweredStatement {
    budget = Scope.expansionBound
    varying = []
    switch statement.kind {
    case .declaration(let names, let index, let type, let attributes):
      return declare(names, index, type, attributes)
    case .definition(let name, let parameters, let index, let body):
      defer { upcoming[name.text] = nil }
      if let parameters { return defineFunction(name, parameters, body) }
      if let index { return defineFamily(name, index, body) }
      return define(name, body)
    case .question(let question):
      return ask(question, statement.range)
    case .claim(let formulas):
      let row = Statement.ProofRow(formulas: formulas, continues: false, reason: nil, range: statement.range)
      return .claim(lower(row: row, continuing: nil))
    case .proof(let rows):
      var lowered: [LoweredRow] = []
      for row in rows {
        let previous = row.continues ? lowered.last?.formulas.last?.expression : nil
        lowered.append(lower(row: row, continuing: previous))
      }
      return .proof(lowered)
    case .unreadable:
      return .failed
    }
  }

  // MARK: - Declarations

  private mutating func declare(
    _ names: [Statement.Name],
    _ index: Statement.Name?,
    _ type: Statement.TypeForm,
    _ attributes: [Statement.Name]
  ) -> LoweredStatement {
    guard let shape = shape(of: type, for: names) else {
      for name in names where bindings[name.text] == nil { bindings[name.text] = .failed }
      return .failed
    }
    var properties: Properties = []
    for attribute in attributes {
      guard let known = Properties.named.first(where: { $0.name == attribute.text }) else { continue }
      if Properties.needSquare.contains(known.property), !shape.isSquare {
        report(.attributeNeedsSquare(attribute, shape))
        continue
      }
      if known.property == .unit, !shape.isVector {
        report(.unitNeedsVector(attribute, shape))
        continue
      }
      properties.formUnion(known.property)
    }
    var symbols: [SymbolID] = []
    for name in names {
      if let known = sameDeclaration(name.text, shape, properties.closure, isFamily: index != nil) {
        symbols.append(known)
        continue
      }
      // `n : scalar` beside `vector(n)` says what a size is anyway.
      if sizes[name.text] != nil, shape.isScalar, index == nil, bindings[name.text] == nil { continue }
      guard isFree(name, to: "declared") else { continue }
      let symbol = graph.declare(
        Symbol(
          name: name.text,
          latex: name.latex,
          shape: shape,
          properties: properties,
          role: index == nil ? .declared : .family(nil)
        )
      )
      bindings[name.text] = index == nil ? .symbol(symbol) : .family(symbol, index: nil)
      origins[name.text] = "declared \(place(name.range)) as a \(shape)"
      symbols.append(symbol)
    }
    return .declaration(symbols)
  }

  private func sameDeclaration(_ name: String, _ shape: Shape, _ properties: Properties, isFamily: Bool)
    -> SymbolID?
  {
    switch bindings[name] {
    case .symbol(let symbol):
      guard !isFamily, case .declared = graph[symbol].role else { return nil }
      return graph[symbol].shape == shape && graph[symbol].properties == properties ? symbol : nil
    case .family(let symbol, nil):
      guard isFamily else { return nil }
      return graph[symbol].shape == shape && graph[symbol].properties == properties ? symbol : nil
    default: return nil
    }
  }

  /// Whether a name can be given a meaning; a second meaning is an error that names the first.
  private mutating func isFree(_ name: Statement.Name, to verb: String) -> Bool {
    if case .failed = bindings[name.text] { return true }
    if bindings[name.text] != nil {
      report(.nameTaken(name, origins[name.text] ?? "declared before"))
      return false
    }
    if let use = sizes[name.text] {
      report(.nameIsSize(name, use))
      return false
    }
    return true
  }

  private mutating func shape(of type: Statement.TypeForm, for names: [Statement.Name]) -> Shape? {
    let name = names.first?.text ?? ""
    switch type {
    case .scalar: return .scalar
    case .vector(let rows):
      guard let rows = declaredSize(rows, for: name) else { return nil }
      return .vector(rows)
    case .matrix(let rows, let columns):
      let first = declaredSize(rows, for: name)
      guard let second = declaredSize(columns, for: name), let first else { return nil }
      return Shape(first, second)
    }
  }

  /// A size of a declaration; new names in it become sizes.
  mutating func declaredSize(_ tree: SyntaxTree, for name: String) -> Size? {
    guard let size = size(of: tree, introducedBy: name) else { return nil }
    if let value = size.constant, value < 1 {
      report(.sizeNotPositive(value, tree.range))
      return nil
    }
    if let value = size.constant, value > 1_000_000 {
      report(.sizeTooLarge(tree.range))
      return nil
    }
    return size
  }

  private mutating func size(of tree: SyntaxTree, introducedBy name: String) -> Size? {
    var work = tree
    // The left spine is unrolled: a long sum is no deep recursion.
    var spine: [(SyntaxTree.BinaryOperator, SyntaxTree)] = []
    while case .binary(let operation, let left, let right) = work.kind {
      spine.append((operation, right))
      work = left
    }
    guard spine.count <= 64, var value = sizeAtom(work, introducedBy: name) else {
      if spine.count > 64 { report(.notASize(tree.range)) }
      return nil
    }
    for (operation, tree) in spine.reversed() {
      guard let right = size(of: tree, introducedBy: name) else { return nil }
      switch operation {
      case .add: value = value + right
      case .subtract: value = value - right
      case .multiply: value = value * right
      case .power:
        guard let exponent = right.constant, (0...8).contains(exponent) else {
          report(.notASize(tree.range))
          return nil
        }
        let base = value
        value = .one
        for _ in 0..<exponent { value = value * base }
      case .divide:
        // `n*(n + 1)/2`, the length of a vech.
        guard right.constant == 2, let half = value.half else {
          report(.notASize(tree.range))
          return nil
        }
        value = half
      case .elementwiseMultiply, .elementwiseDivide, .elementwisePower, .elementwiseAdd,
        .elementwiseSubtract, .frobenius, .kronecker, .dot:
        report(.notASize(tree.range))
        return nil
      }
      guard value.terms.count <= 64 else {
        report(.notASize(tree.range))
        return nil
      }
    }
    return value
  }

  private mutating func sizeAtom(_ tree: SyntaxTree, introducedBy owner: String) -> Size? {
    switch tree.kind {
    case .number(let value, _):
      if let integer = value.integer, integer <= 1_000_000 { return Size(integer) }
    case .name(let name, _):
      if sizes[name] != nil { return Size(named: name) }
      if bindings[name] != nil {
        report(.nameNotSize(name, origins[name] ?? "declared before", tree.range))
        return nil
      }
      sizes[name] = "\(place(tree.range)), by '\(owner)'"
      return Size(named: name)
    case .parenthesized(let inner): return size(of: inner, introducedBy: owner)
    case .unreadable: return nil
    default: break
    }
    report(.notASize(tree.range))
    return nil
  }

  // MARK: - Definitions

  private mutating func define(_ name: Statement.Name, _ body: SyntaxTree) -> LoweredStatement {
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

  private mutating func defineFunction(
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

  private mutating func defineFamily(_ name: Statement.Name, _ index: Statement.Name, _ body: SyntaxTree)
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

  // MARK: - Questions

  private mutating func ask(_ question: Statement.Question, _ range: SourceRange) -> LoweredStatement {
    let trees = [question.of] + question.variables + question.along
    inferFreeNames(in: trees)
    let of = lower(question.of)
    let variables = question.variables.map { lowerVariable($0) }
    var directions: [ExpressionID?] = []
    for (place, tree) in question.along.enumerated() {
      let expected = variables[min(place, max(variables.count - 1, 0))...].first ?? nil
      directions.append(lower(tree, expecting: expected.map { graph.shape($0) }))
    }
    let values = question.bindings.map { lower(binding: $0) }
    guard let of, !variables.contains(nil), !directions.contains(nil), !values.contains(nil) else {
      return .failed
    }
    let knownVariables = variables.compactMap { $0 }
    let knownDirections = directions.compactMap { $0 }
    guard check(question, of, knownVariables, knownDirections) else { return .failed }
    let bindings = values.compactMap { $0 }
    guard checkSizes(bindings) else { return .failed }
    return .question(
      LoweredQuestion(
        kind: question.kind,
        of: of,
        ofName: name(of: question.of),
        variables: knownVariables,
        along: knownDirections,
        bindings: bindings,
        range: range
      )
    )
  }

  /// The name in `gradient f wrt x`, also written `f(x)` with the declared names of the parameters.
  private func name(of tree: SyntaxTree) -> String? {
    switch tree.kind {
    case .name(let name, _): return name
    case .parenthesized(let inner): return name(of: inner)
    case .call(let name, _, _, let arguments):
      guard case .function(let function) = bindings[name], function.symbol != nil,
        function.parameters.count == arguments.count
      else { return nil }
      let same = zip(function.parameters, arguments).allSatisfy { parameter, argument in
        if case .name(parameter.text, _) = argument.kind { true } else { false }
      }
      return same ? name : nil
    default: return nil
    }
  }

  private mutating func check(
    _ question: Statement.Question,
    _ of: ExpressionID,
    _ variables: [ExpressionID],
    _ directions: [ExpressionID]
  ) -> Bool {
    let shape = graph.shape(of)
    switch question.kind {
    case .gradient where !shape.isScalar:
      if let wrong = zip(variables, question.variables).first(where: { !graph.shape($0.0).isScalar }) {
        report(.gradientOfNonScalar(question.of.range, shape, variable: text(wrong.0)))
        return false
      }
    case .hessian where !shape.isScalar, .stationary where !shape.isScalar:
      report(.needsScalar(question.kind.rawValue, question.of.range, shape))
      return false
    default: break
    }
    if question.kind == .directional || question.kind == .hessian {
      let bound = question.kind == .hessian ? 2 : variables.count
      guard directions.count <= bound, question.kind == .hessian || directions.count == variables.count else {
        report(.directionCount(question.along.last?.range ?? question.of.range, bound))
        return false
      }
      for (place, direction) in directions.enumerated() {
        let variable = variables[min(place, variables.count - 1)]
        guard graph.shape(direction) == graph.shape(variable) else {
          report(
            .directionShape(
              question.along[place].range,
              graph.shape(direction),
              text(variable),
              graph.shape(variable)
            )
          )
          return false
        }
      }
    }
    return true
  }

  /// A variable to differentiate by: anything but a number or a constant.
  mutating func lowerVariable(_ tree: SyntaxTree) -> ExpressionID? {
    guard let variable = lower(tree) else { return nil }
    switch graph[variable] {
    case .number, .size, .constant, .identity, .ones, .zeros:
      report(.notAVariable(text(variable), tree.range))
      return nil
    default: return variable
    }
  }

  private mutating func lower(binding: Statement.Binding) -> LoweredBinding? {
    let name = binding.name.text
    let range = binding.name.range.union(binding.value.range)
    if let symbol = symbol(named: name) {
      guard let value = lower(binding.value) else { return nil }
      return LoweredBinding(target: .symbol(symbol), value: value, range: range)
    }
    if sizes[name] != nil {
      guard let value = lower(binding.value) else { return nil }
      guard let number = graph.number(value)?.integer, number >= 1 else {
        report(.notASize(binding.value.range))
        return nil
      }
      return LoweredBinding(target: .size(name), value: value, range: range)
    }
    report(undeclared(name, binding.name.range))
    return nil
  }

  /// The values given by `at` must agree on the sizes.
  private mutating func checkSizes(_ values: [LoweredBinding]) -> Bool {
    var known: [String: Int] = [:]
    var isConsistent = true
    func bind(_ size: Size, _ value: Size) -> (String, Int, Int)? {
      guard let found = value.constant else { return nil }
      guard let name = size.name else {
        guard let expected = size.value(known), expected != found else { return nil }
        return (size.description, expected, found)
      }
      guard let before = known[name] else {
        known[name] = found
        return nil
      }
      return before == found ? nil : (name, before, found)
    }
    for binding in values {
      switch binding.target {
      case .size(let name):
        if let value = graph.number(binding.value)?.integer,
          let (size, before, found) = bind(Size(named: name), Size(value))
        {
          report(.sizeTwice(size, before, found, binding.range))
          isConsistent = false
        }
      case .symbol(let symbol):
        let shape = graph[symbol].shape
        let found = graph.shape(binding.value)
        for (size, value) in [(shape.rows, found.rows), (shape.columns, found.columns)] {
          guard let (size, before, now) = bind(size, value) else { continue }
          report(.sizeTwice(size, before, now, binding.range))
          isConsistent = false
        }
      }
    }
    return isConsistent
  }

  // MARK: - Claims and proofs

  /// Lowers the formulas of a row, or of a display, that are said to be equal.
  ///
  /// `I` and `0` take the shape of the others; what does not fit has a diagnostic of its own.
  public mutating func lower(row: Statement.ProofRow, continuing previous: ExpressionID?) -> LoweredRow {
    budget = Scope.expansionBound
    varying = []
    isReadingRow = true
    inferFreeNames(in: row.formulas)
    isReadingRow = false
    let outer = diagnostics
    var values: [Value?] = []
    var found: [[Diagnostic]] = []
    for tree in row.formulas {
      diagnostics = []
      values.append(value(of: tree))
      found.append(diagnostics.filter { $0.severity == .error })
    }
    var reference = previous.map { graph.shape($0) }
    for case .known(let expression)? in values where !(graph.isZero(expression)) {
      reference = reference ?? graph.shape(expression)
    }
    var formulas: [LoweredFormula] = []
    for (place, tree) in row.formulas.enumerated() {
      diagnostics = []
      var expression: ExpressionID?
      var fits = true
      if let value = values[place] {
        if case .known(let known) = value, graph.isZero(known), graph.shape(known).isScalar, let reference {
          expression = graph.zeros(reference)
        } else {
          expression = resolve(value, to: reference, tree.range)
        }
        if let expression, let reference, graph.shape(expression) != reference {
          fits = false
          report(
            .claimShapes(
              tree.range,
              reference,
              graph.shape(expression),
              notes: sizeNotes([reference, graph.shape(expression)])
            )
          )
        }
      }
      formulas.append(
        LoweredFormula(
          expression: expression,
          tree: tree,
          diagnostics: found[place] + diagnostics,
          fits: fits
        )
      )
    }
    diagnostics = outer
    return LoweredRow(
      formulas: formulas,
      continues: row.continues,
      reason: row.reason,
      varying: varying,
      range: row.range
    )
  }
}
