// The way back from a formula as it was read: its text in the language of cells, in the author's order.

import Expressions

/// Prints syntax trees as text of the cell language with as few brackets as the grammar allows.
///
/// What it prints reads back as the same formula: the text is read again before it is handed out, and a formula whose
/// text would say something else has none. Chains of operators are walked, not recursed into.
package struct PlainTreePrinter {
  /// How tightly a text holds together, the same levels as those of expressions.
  private typealias Level = PlainPrinter.Level

  /// A formula that the language has no words for.
  private struct NoSpelling: Error {}

  /// The text of a part.
  private struct Piece {
    var text: String
    var level: Level

    func bracketed(atLeast level: Level) -> String { self.level >= level ? text : "(\(text))" }
  }

  /// How deep the parts of a formula may nest; the reader's own bound counts only brackets.
  private static let nestingBound = 4 * PlainParser.nestingBound
  /// The words that end a formula somewhere, which no name can have there.
  private static let stops: Set<String> = ["along", "at", "because", "wrt"]

  private var context: PlainParser.Context
  private var nesting = 0

  /// The text of a formula; nil where the language has no spelling for it.
  ///
  /// What only a reader of LaTeX leaves open, the layout of ∂F/∂X and the kind of `·`, has none: `Scope.spelled` decides it.
  package static func text(_ tree: SyntaxTree, in context: PlainParser.Context) -> String? {
    var printer = PlainTreePrinter(context: context)
    guard let piece = try? printer.piece(tree), piece.text.utf8.count <= PlainParser.cellBound else {
      return nil
    }
    let read = PlainParser.expression(piece.text, in: context)
    guard read.diagnostics.isEmpty, read.tree.isSameFormula(as: tree) else { return nil }
    return piece.text
  }

  private init(context: PlainParser.Context) { self.context = context }

  // MARK: - Chains

  private mutating func piece(_ tree: SyntaxTree) throws(NoSpelling) -> Piece {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= PlainTreePrinter.nestingBound else { throw NoSpelling() }
    var steps: [SyntaxTree] = []
    var first = tree
    while let operand = PlainTreePrinter.leftOperand(of: first) {
      steps.append(first)
      first = operand
    }
    var piece = try leaf(first)
    for step in steps.reversed() { try append(step, to: &piece) }
    return piece
  }

  /// The part that stands first in the text, of the forms that are written behind one.
  private static func leftOperand(of tree: SyntaxTree) -> SyntaxTree? {
    switch tree.kind {
    case .binary(_, let left, _): left
    case .transpose(let inner), .parenthesized(let inner): inner
    case .entry(let base, _): base
    case .number, .name, .negative, .call, .argument, .matrix, .differential, .derivative, .directional,
      .indexed, .evaluated, .ambiguous, .unreadable:
      nil
    }
  }

  /// Writes behind the text of a first part what the tree says about it.
  private mutating func append(_ tree: SyntaxTree, to piece: inout Piece) throws(NoSpelling) {
    switch tree.kind {
    case .binary(let operation, _, let right): try append(operation, right, to: &piece)
    case .transpose:
      bracket(&piece, unlessAtLeast: .transpose)
      piece.text += "'"
      piece.level = .transpose
    case .entry(let base, let indices):
      // Numbers and literals take no index, and `dX[i]` is the differential of a member.
      if takesNoIndex(base) {
        piece.text = "(\(piece.text))"
      } else {
        bracket(&piece, unlessAtLeast: .primary)
      }
      piece.text += "[\(try indexList(indices))]"
      piece.level = .primary
    case .parenthesized, .number, .name, .negative, .call, .argument, .matrix, .differential, .derivative,
      .directional,
      .indexed, .evaluated, .ambiguous, .unreadable:
      break
    }
  }

  private func takesNoIndex(_ base: SyntaxTree) -> Bool {
    switch base.withoutBrackets.kind {
    case .number, .matrix: true
    case .differential: if case .parenthesized = base.kind { true } else { false }
    case .name, .negative, .binary, .transpose, .call, .argument, .entry, .derivative, .directional, .indexed,
      .evaluated, .parenthesized, .ambiguous, .unreadable:
      false
    }
  }

  private func bracket(_ piece: inout Piece, unlessAtLeast level: Level) {
    if piece.level < level { piece.text = "(\(piece.text))" }
  }

  private mutating func append(
    _ operation: SyntaxTree.BinaryOperator,
    _ right: SyntaxTree,
    to piece: inout Piece
  ) throws(NoSpelling) {
    switch operation {
    case .add, .subtract, .elementwiseAdd, .elementwiseSubtract:
      bracket(&piece, unlessAtLeast: .sum)
      let term = try self.piece(right)
      piece.text += " \(operation.rawValue) "
      piece.text += term.text.hasPrefix("-") ? "(\(term.text))" : term.bracketed(atLeast: .frobenius)
      piece.level = .sum
    case .frobenius:
      bracket(&piece, unlessAtLeast: .frobenius)
      piece.text += " : " + (try self.piece(right).bracketed(atLeast: .product))
      piece.level = .frobenius
    case .multiply, .divide:
      bracket(&piece, unlessAtLeast: .product)
      piece.text += operation.rawValue + (try self.piece(right).bracketed(atLeast: .prefix))
      piece.level = .product
    case .elementwiseMultiply, .elementwiseDivide, .kronecker:
      bracket(&piece, unlessAtLeast: .product)
      piece.text += " \(operation.rawValue) " + (try self.piece(right).bracketed(atLeast: .prefix))
      piece.level = .product
    case .power, .elementwisePower:
      bracket(&piece, unlessAtLeast: .transpose)
      piece.text += operation.rawValue + (try exponent(right))
      piece.level = .power
    case .dot: throw NoSpelling()
    }
  }

  /// An exponent: a name, number, call or bracket, with minus signs before it.
  private mutating func exponent(_ tree: SyntaxTree) throws(NoSpelling) -> String {
    var signs = ""
    var tree = tree
    while case .negative(let inner) = tree.kind, signs.count < PlainParser.nestingBound {
      signs += "-"
      tree = inner
    }
    return signs + (try piece(tree).bracketed(atLeast: .primary))
  }

  // MARK: - Forms

  private mutating func leaf(_ tree: SyntaxTree) throws(NoSpelling) -> Piece {
    switch tree.kind {
    case .number(let value, let text): return try number(value, text)
    case .name(let name, _): return try self.name(name)
    case .negative(let inner):
      return Piece(text: "-" + (try piece(inner).bracketed(atLeast: .prefix)), level: .negative)
    case .call(let name, _, let isElementwise, let arguments):
      // A mark that the reader of LaTeX left, such as ones of a size still to come, is no function of the language.
      guard context.functions.contains(name), !arguments.isEmpty else { throw NoSpelling() }
      return Piece(text: "\(name)\(isElementwise ? "." : "")(\(try list(arguments)))", level: .primary)
    case .argument(let form): return try argument(form)
    case .matrix(let rows):
      var texts: [String] = []
      for row in rows { texts.append(try list(row)) }
      return Piece(text: "[\(texts.joined(separator: "; "))]", level: .primary)
    case .differential(let inner): return try differential(inner)
    case .derivative(let form, let function, let variables):
      guard form != .fraction else { throw NoSpelling() }
      return try question(form.rawValue, function, variables, [])
    case .directional(let function, let variables, let directions):
      return try directional(function, variables, directions)
    case .indexed(let operation, let index, let upTo, let body):
      return try indexed(operation, index, upTo, body)
    case .evaluated(let inner, let places): return try evaluated(inner, places)
    case .ambiguous, .unreadable: throw NoSpelling()
    case .binary, .transpose, .entry, .parenthesized: return try piece(tree)
    }
  }

  /// Indices; a Frobenius product among them stands in brackets, since a bare colon would be a range.
  private mutating func indexList(_ trees: [SyntaxTree]) throws(NoSpelling) -> String {
    var texts: [String] = []
    for tree in trees {
      if case .argument(.range(let from, let to)) = tree.kind {
        texts.append(try indexList([from].compactMap { $0 }) + ":" + indexList([to].compactMap { $0 }))
        continue
      }
      let text = try piece(tree).bracketed(atLeast: .sum)
      texts.append(text.contains(" : ") ? "(\(text))" : text)
    }
    return texts.joined(separator: ", ")
  }

  /// An axis or a comparison among the arguments of a call.
  private mutating func argument(_ form: SyntaxTree.ArgumentForm) throws(NoSpelling) -> Piece {
    switch form {
    case .axis(let axis): return Piece(text: axis.rawValue, level: .primary)
    case .comparison(let relation, let left, let right):
      let sides = [try piece(left).bracketed(atLeast: .sum), try piece(right).bracketed(atLeast: .sum)]
      return Piece(text: sides.joined(separator: " \(relation.rawValue) "), level: .sum)
    case .range: throw NoSpelling()
    }
  }

  private mutating func list(_ trees: [SyntaxTree]) throws(NoSpelling) -> String {
    var texts: [String] = []
    for tree in trees { texts.append(try piece(tree).bracketed(atLeast: .sum)) }
    return texts.joined(separator: ", ")
  }

  private func number(_ value: Rational, _ text: String) throws(NoSpelling) -> Piece {
    for candidate in [text, value.description] {
      let tokens = Lexer.words(of: candidate).tokens
      if tokens.count == 2, case .number(value, _) = tokens[0].kind {
        return Piece(text: candidate, level: .primary)
      }
    }
    throw NoSpelling()
  }

  private func isName(_ text: String) -> Bool {
    let tokens = Lexer.words(of: text).tokens
    return tokens.count == 2 && tokens[0].kind == .name(text) && !PlainTreePrinter.stops.contains(text)
  }

  private func name(_ name: String) throws(NoSpelling) -> Piece {
    guard isName(name) else { throw NoSpelling() }
    // Before an operand these would be prefixes.
    let isPrefix = name == "d" || PlainParser.questionWords.contains(name)
    return Piece(text: isPrefix && !context.names.contains(name) ? "(\(name))" : name, level: .primary)
  }

  private mutating func differential(_ inner: SyntaxTree) throws(NoSpelling) -> Piece {
    if case .name(let name, _) = inner.withoutBrackets.kind, context.names.contains(name),
      !context.names.contains("d" + name), !context.functions.contains("d" + name)
    {
      return Piece(text: "d" + (try piece(inner).text), level: .primary)
    }
    // Where the author has a name `d`, the long word says it.
    if context.names.contains("d") { return try question("differential", inner, [], []) }
    let operand = try piece(inner)
    let text = operand.level >= .primary ? "d \(operand.text)" : "d(\(operand.text))"
    return Piece(text: text, level: .prefix)
  }

  private mutating func directional(
    _ function: SyntaxTree,
    _ variables: [SyntaxTree],
    _ directions: [SyntaxTree]
  ) throws(NoSpelling) -> Piece {
    guard !directions.isEmpty else { return try question("differential", function, variables, []) }
    // `hessian f wrt x along V`: the directions of a second derivative belong to its own clause.
    if case .derivative(let form, let inner, let own) = function.kind {
      guard form != .fraction, own.count == variables.count,
        zip(own, variables).allSatisfy({ $0.isSameFormula(as: $1) })
      else { throw NoSpelling() }
      return try question(form.rawValue, inner, variables, directions)
    }
    return try question("directional", function, variables, directions)
  }

  /// `gradient f wrt X along V`, with brackets around a function that the word would not reach.
  private mutating func question(
    _ word: String,
    _ function: SyntaxTree,
    _ variables: [SyntaxTree],
    _ directions: [SyntaxTree]
  ) throws(NoSpelling) -> Piece {
    let operand = try piece(function)
    let isBracketed = operand.level < .sum || operand.text.hasPrefix("-")
    var text = "\(word) " + (isBracketed ? "(\(operand.text))" : operand.text)
    var items: [String] = []
    for variable in variables { items.append(try piece(variable).bracketed(atLeast: .prefix)) }
    if !items.isEmpty { text += " wrt " + items.joined(separator: ", ") }
    items = []
    for direction in directions { items.append(try piece(direction).bracketed(atLeast: .frobenius)) }
    if !items.isEmpty { text += " along " + items.joined(separator: ", ") }
    return Piece(text: text, level: .question)
  }

  private mutating func indexed(
    _ operation: SyntaxTree.IndexedOperation,
    _ index: String,
    _ upTo: SyntaxTree?,
    _ body: SyntaxTree
  ) throws(NoSpelling) -> Piece {
    guard isName(index) else { throw NoSpelling() }
    var range = ""
    if let upTo { range = " 1..\(try piece(upTo).bracketed(atLeast: .sum))" }
    let isNew = context.names.insert(index)
    defer { if isNew { context.names.remove(index) } }
    let word =
      switch operation {
      case .sum: "sum"
      case .product: "prod"
      }
    return Piece(
      text: "\(word)(\(index) in\(range), \(try piece(body).bracketed(atLeast: .sum)))",
      level: .primary
    )
  }

  /// `(E at X = W)`, in brackets of its own.
  private mutating func evaluated(_ inner: SyntaxTree, _ places: [Statement.Binding]) throws(NoSpelling)
    -> Piece
  {
    guard !places.isEmpty else { throw NoSpelling() }
    var items: [String] = []
    for place in places {
      guard isName(place.name.text) else { throw NoSpelling() }
      items.append("\(place.name.text) = \(try piece(place.value).bracketed(atLeast: .sum))")
    }
    let text = try piece(inner).text
    return Piece(text: "(\(text) at \(items.joined(separator: ", ")))", level: .primary)
  }
}
