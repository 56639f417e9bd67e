// Formulas, one method a level of the grammar, from loose to tight.

import Diagnostics
import Expressions

extension PlainParser {
  private static let sumMarks: [String: SyntaxTree.BinaryOperator] = [
    "+": .add, "-": .subtract, ".+": .elementwiseAdd, ".-": .elementwiseSubtract,
  ]
  private static let productMarks: [String: SyntaxTree.BinaryOperator] = [
    "*": .multiply, "/": .divide, ".*": .elementwiseMultiply, "./": .elementwiseDivide, "⊗": .kronecker,
  ]
  static let questionWords: Set<String> = ["gradient", "jacobian", "hessian", "differential", "directional"]

  /// A formula: the loosest level, `+ - .+ .-`.
  mutating func sum() -> SyntaxTree {
    var left = frobenius()
    while let mark = current.mark, let operation = PlainParser.sumMarks[mark], countOperator() {
      advance()
      let right = frobenius()
      left = SyntaxTree(.binary(operation, left, right), left.range.union(right.range))
    }
    return left
  }

  private mutating func frobenius() -> SyntaxTree {
    var left = product()
    // Between indices a colon makes a range.
    while current.mark == ":", !isAmongIndices, countOperator() {
      advance()
      let right = product()
      left = SyntaxTree(.binary(.frobenius, left, right), left.range.union(right.range))
    }
    return left
  }

  private mutating func product() -> SyntaxTree {
    var left = unary()
    while true {
      if let mark = current.mark, let operation = PlainParser.productMarks[mark] {
        guard countOperator() else { return left }
        advance()
        let right = unary()
        left = SyntaxTree(.binary(operation, left, right), left.range.union(right.range))
      } else if current.mark == "\\", countOperator() {
        let sign = current.range
        advance()
        let right = unary()
        let inverse = SyntaxTree.Kind.call(
          name: "inv",
          nameRange: sign,
          isElementwise: false,
          arguments: [left]
        )
        left = SyntaxTree(
          .binary(.multiply, SyntaxTree(inverse, left.range), right),
          left.range.union(right.range)
        )
      } else if beginsFactor {
        guard countOperator() else { return left }
        checkGlue(left)
        let right = unary()
        left = SyntaxTree(.binary(.multiply, left, right), left.range.union(right.range))
      } else {
        return left
      }
    }
  }

  /// Whether the next word begins a factor without an operator before it.
  private var beginsFactor: Bool {
    switch current.kind {
    case .name(let name): !stops.contains(name) && !beginsPlace
    case .number, .mark("("), .mark("["): true
    case .mark("‖"): !isInNorm
    case .mark, .superscript, .newline, .invalid, .end: false
    }
  }

  /// Whether `at X = …` stands here, which says at which values the formula of a bracket is taken.
  private var beginsPlace: Bool {
    current.name == "at" && token(after: 1).name != nil && token(after: 2).mark == "="
  }

  /// Factors need a space, a bracket or a `'` between them: `2x` is reported, `A'B` is not.
  private mutating func checkGlue(_ left: SyntaxTree) {
    guard position > 0, !current.isSpaced, case .name(let name) = current.kind,
      case .number(_, let text) = tokens[position - 1].kind
    else { return }
    report(.gluedFactors(current, left: text, right: name))
  }

  /// Counts an operator of the line; false, with one diagnostic, when there are too many.
  mutating func countOperator() -> Bool {
    operatorCount += 1
    if operatorCount <= PlainParser.operatorBound { return true }
    report(.tooManyOperators(current.range))
    giveUpLine()
    return false
  }

  /// Goes to the end of the line and stays silent about the rest of it.
  mutating func giveUpLine() {
    isGivenUp = true
    while current.kind != .newline, current.kind != .end { advance() }
  }

  /// Enters a level of nesting; nil, with one diagnostic, when it is too deep.
  private mutating func nested(_ body: (inout PlainParser) -> SyntaxTree) -> SyntaxTree {
    guard depth < PlainParser.nestingBound else {
      let range = current.range
      report(.tooDeep(range))
      giveUpLine()
      return SyntaxTree(.unreadable, range)
    }
    depth += 1
    let outer = isAmongIndices
    isAmongIndices = false
    defer {
      depth -= 1
      isAmongIndices = outer
    }
    return body(&self)
  }

  private mutating func unary() -> SyntaxTree {
    let start = current.range
    if take("-") {
      let operand = nested { $0.unary() }
      return SyntaxTree(.negative(operand), start.union(operand.range))
    }
    if take("+") { return nested { $0.unary() } }
    return prefix()
  }

  private mutating func prefix() -> SyntaxTree {
    let start = current.range
    if current.name == "d", !context.names.contains("d"), beginsOperand(token(after: 1)) {
      advance()
      let operand = nested { $0.prefix() }
      return SyntaxTree(.differential(operand), start.union(operand.range))
    }
    if let word = current.name, PlainParser.questionWords.contains(word), !context.names.contains(word),
      beginsOperand(token(after: 1))
        || (token(after: 1).mark == "-" && (word == "differential" || hasVariableClause))
    {
      return nested { $0.question(word) }
    }
    return postfix()
  }

  /// Whether a `wrt` follows on this line: then `gradient -x'*x wrt x` is a question, not a difference.
  private var hasVariableClause: Bool {
    for token in tokens[position...] {
      if token.name == "wrt" { return true }
      if token.kind == .newline { return false }
    }
    return false
  }

  private func beginsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .name(let name): !stops.contains(name)
    case .number, .mark("("), .mark("["): true
    case .mark, .superscript, .newline, .invalid, .end: false
    }
  }

  /// A question inside a formula: `gradient f wrt X`.
  private mutating func question(_ word: String) -> SyntaxTree {
    let start = current.range
    advance()
    let outerStops = stops
    stops.formUnion(["wrt", "along"])
    let function = sum()
    var variables: [SyntaxTree] = []
    var directions: [SyntaxTree] = []
    // A second 'wrt' belongs to the question around: 'jacobian gradient f wrt x wrt y'.
    while let clause = current.name,
      clause == "wrt" && variables.isEmpty || clause == "along" && directions.isEmpty
    {
      advance()
      repeat {
        let item = clause == "wrt" ? prefix() : frobenius()
        if clause == "wrt" { variables.append(item) } else { directions.append(item) }
      } while take(",")
    }
    stops = outerStops
    let range = SourceRange(start.start, lastEnd)
    if variables.isEmpty, word != "differential" { expected("'wrt' and a variable") }
    let kind: SyntaxTree.Kind
    switch word {
    case "differential" where variables.isEmpty: kind = .differential(function)
    case "differential", "directional":
      kind = .directional(of: function, wrt: variables, along: directions)
    default:
      let form = SyntaxTree.DerivativeForm(rawValue: word) ?? .gradient
      let derivative = SyntaxTree(.derivative(form, of: function, wrt: variables), range)
      kind =
        directions.isEmpty
        ? derivative.kind : .directional(of: derivative, wrt: variables, along: directions)
    }
    return SyntaxTree(kind, range)
  }

  /// Calls and entries, then `'` and powers from left to right.
  private mutating func postfix() -> SyntaxTree {
    var operand = primary()
    var marks = 0
    while true {
      let start = operand.range
      if case .superscript(let value) = current.kind, countOperator() {
        let exponent = SyntaxTree(.number(Rational(value), text: "\(value)"), current.range)
        advance()
        operand = SyntaxTree(.binary(.power, operand, exponent), start.union(exponent.range))
      } else if current.mark == "'", countOperator() {
        operand = SyntaxTree(.transpose(operand), start.union(current.range))
        advance()
      } else if current.mark == "^" || current.mark == ".^", countOperator() {
        let operation: SyntaxTree.BinaryOperator = current.mark == "^" ? .power : .elementwisePower
        advance()
        if operation == .power, let transpose = raisedTranspose(of: operand) {
          operand = transpose
          marks += 1
          continue
        }
        let exponent = exponent()
        operand = SyntaxTree(.binary(operation, operand, exponent), start.union(exponent.range))
        if current.mark == "^" || current.mark == ".^", !isGivenUp {
          // On paper and in Python the upper power comes first, in MATLAB the lower one.
          report(.towerOfPowers(start.union(current.range)))
          isGivenUp = true
        }
      } else if current.mark == ".", countOperator() {
        operand = method(of: operand)
      } else {
        return operand
      }
      marks += 1
      // Each mark deepens the tree, so they count as nesting.
      guard marks <= PlainParser.nestingBound else {
        report(.tooDeep(current.range))
        giveUpLine()
        return operand
      }
    }
  }

  /// `x^T` and `X^-T`, where T is no name of the author.
  private mutating func raisedTranspose(of operand: SyntaxTree) -> SyntaxTree? {
    let isInverse = current.mark == "-" && token(after: 1).name == "T"
    guard isInverse || current.name == "T", !context.names.contains("T") else { return nil }
    if isInverse { advance() }
    let range = operand.range.union(current.range)
    advance()
    guard isInverse else { return SyntaxTree(.transpose(operand), range) }
    let inverse = SyntaxTree.Kind.call(
      name: "inv",
      nameRange: range,
      isElementwise: false,
      arguments: [operand]
    )
    return SyntaxTree(.transpose(SyntaxTree(inverse, range)), range)
  }

  private mutating func exponent() -> SyntaxTree {
    let start = current.range
    if take("-") {
      let operand = nested { $0.exponent() }
      return SyntaxTree(.negative(operand), start.union(operand.range))
    }
    return primary()
  }

  // MARK: - Names, numbers, brackets

  /// A name, number, bracket or literal with the calls and entries that follow it.
  private mutating func primary() -> SyntaxTree {
    let token = current
    var operand: SyntaxTree
    switch token.kind {
    case .number(let value, let text):
      advance()
      operand = SyntaxTree(.number(value, text: text), token.range)
    case .name(let name) where !stops.contains(name):
      advance()
      operand = named(name, token)
    case .mark("("):
      operand = nested { $0.bracket() }
    case .mark("["):
      operand = nested { $0.literal() }
    case .mark("‖"):
      operand = nested { $0.norm() }
    case .name, .mark, .superscript, .newline, .invalid, .end:
      expected("a name, a number or a bracket")
      return SyntaxTree(.unreadable, token.range)
    }
    while true {
      if current.mark == ".", countOperator() {
        operand = method(of: operand)
        continue
      }
      guard current.mark == "[", !current.isSpaced, countOperator() else { break }
      if case .matrix = operand.kind { break }
      if case .number = operand.kind { break }
      let open = current
      advance()
      let indices = indices(opened: open)
      operand = SyntaxTree(.entry(operand, indices), SourceRange(operand.range.start, lastEnd))
    }
    return operand
  }

  private mutating func named(_ name: String, _ token: Token) -> SyntaxTree {
    if let call = moduleCall(name) { return call }
    if current.mark == ".(", !current.isSpaced {
      let open = current
      advance()
      return call(name, token, open, isElementwise: true)
    }
    let isFunction = context.functions.contains(name)
    if current.mark == "(",
      isFunction || (!current.isSpaced && !context.names.contains(name) && !isOther(name))
    {
      let open = current
      advance()
      if name == "sum" || name == "prod", let indexed = indexed(name, token, open) { return indexed }
      return call(name, token, open, isElementwise: false)
    }
    if name.count > 1, name.hasPrefix("d"), !context.names.contains(name), !isFunction {
      let base = String(name.dropFirst())
      if context.names.contains(base) {
        let inner = SourceRange(token.range.start + 1, token.range.end)
        return SyntaxTree(.differential(SyntaxTree(.name(base, latex: nil), inner)), token.range)
      }
    }
    return SyntaxTree(.name(name, latex: nil), token.range)
  }

  /// Whether a name that is not declared can still not be a misspelt function: `dX(…)`, `I(…)`, `e`, `pi`.
  private func isOther(_ name: String) -> Bool {
    if ["I", "e", "pi"].contains(name) { return true }
    return name.count > 1 && name.hasPrefix("d") && context.names.contains(String(name.dropFirst()))
  }

  mutating func call(_ name: String, _ token: Token, _ open: Token, isElementwise: Bool) -> SyntaxTree {
    let outerStops = stops
    let arguments = arguments(of: name, opened: open)
    stops = outerStops
    return SyntaxTree(
      .call(name: name, nameRange: token.range, isElementwise: isElementwise, arguments: arguments),
      SourceRange(token.range.start, lastEnd)
    )
  }

  /// `sum(i in 1..m, body)`, or nil when the brackets hold ordinary arguments.
  private mutating func indexed(_ name: String, _ token: Token, _ open: Token) -> SyntaxTree? {
    guard let index = current.name, self.token(after: 1).name == "in" else { return nil }
    advance()
    advance()
    return nested { parser in
      var range: (first: SyntaxTree, last: SyntaxTree)?
      if parser.current.mark != "," {
        let first = parser.sum()
        if parser.take("..") {
          range = (first, parser.sum())
        } else {
          parser.expected("'..', as in 'sum(i in 1..m, x[i])'")
        }
      }
      if !parser.take(",") { parser.expected("',' and what is added up") }
      let inserted = parser.context.names.insert(index)
      let body = parser.sum()
      if inserted { parser.context.names.remove(index) }
      parser.close(")", opened: open)
      let operation: SyntaxTree.IndexedOperation = name == "sum" ? .sum : .product
      let (upTo, counted) = PlainParser.countedFromOne(index, range, body)
      return SyntaxTree(
        .indexed(operation, index: index, upTo: upTo, body: counted),
        SourceRange(token.range.start, parser.lastEnd)
      )
    }
  }

  /// `(E)`, or the value at a place, `(E at X = W)`.
  private mutating func bracket() -> SyntaxTree {
    let outerNorm = isInNorm
    isInNorm = false
    defer { isInNorm = outerNorm }
    let open = current
    advance()
    let inner = sum()
    var places: [Statement.Binding] = []
    if beginsPlace {
      advance()
      repeat {
        guard let place = binding() else { break }
        places.append(place)
      } while take(",")
    }
    close(")", opened: open)
    let range = SourceRange(open.range.start, lastEnd)
    return SyntaxTree(places.isEmpty ? .parenthesized(inner) : .evaluated(inner, at: places), range)
  }

  mutating func close(_ mark: String, opened open: Token) {
    if take(mark) { return }
    guard !isGivenUp else { return }
    if current.kind == .invalid {
      isGivenUp = true
    } else if isAtLineEnd || [")", "]"].contains(current.mark) {
      report(.unclosed(open, found: current, close: mark))
      isGivenUp = true
    } else {
      expected("'\(mark)' or an operator")
    }
  }

  mutating func arguments(of name: String, opened open: Token) -> [SyntaxTree] {
    guard depth < PlainParser.nestingBound else {
      report(.tooDeep(open.range))
      giveUpLine()
      return []
    }
    depth += 2
    let outer = (isAmongIndices, isInNorm)
    (isAmongIndices, isInNorm) = (false, false)
    defer {
      depth -= 2
      (isAmongIndices, isInNorm) = outer
    }
    if take(")") { return [] }
    var items: [SyntaxTree] = []
    repeat { items.append(argument(of: name, isFirst: items.isEmpty)) } while take(",")
    close(")", opened: open)
    return items
  }

  private mutating func literal() -> SyntaxTree {
    let outerNorm = isInNorm
    isInNorm = false
    defer { isInNorm = outerNorm }
    let open = current
    advance()
    var rows: [[SyntaxTree]] = []
    repeat {
      var row: [SyntaxTree] = []
      // A `;` at the end of the last row is harmless.
      if current.mark == "]", !rows.isEmpty { break }
      repeat { row.append(sum()) } while take(",")
      rows.append(row)
    } while take(";")
    close("]", opened: open)
    checkEntries(rows, SourceRange(open.range.start, lastEnd))
    return SyntaxTree(.matrix(rows), SourceRange(open.range.start, lastEnd))
  }
}

extension Diagnostic {
  static func towerOfPowers(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "syntax.powers",
      message: "which of two powers comes first is not said",
      range: range,
      hints: ["write '(a^b)^c' or 'a^(b^c)'"]
    )
  }
}
