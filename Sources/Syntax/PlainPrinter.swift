// The way back: an expression as text of the language, which reads back to the same expression.

package import Expressions
package import Findings

/// Prints expressions as canonical plain text with as few brackets as the grammar allows.
///
/// Bottom-up over the graph, without recursion; a text past the bound is cut to `…`.
package struct PlainPrinter {
  /// How tightly a text holds together, from loose to tight, as in the grammar.
  enum Level: Int, Comparable {
    case question, sum, frobenius, product, negative, prefix, power, transpose, primary
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// The text of an expression.
  struct Piece {
    var text: String
    var level: Level
    /// The text of minus the expression and its level, when the text begins with a minus sign.
    var negated: (text: String, level: Level)?
  }

  /// The longest text of one expression, in bytes.
  package static let lengthBound = 200_000

  let graph: Graph
  /// The layout in which derivatives are written.
  private let layout: LayoutConvention

  /// The canonical plain text of an expression.
  package static func text(_ expression: ExpressionID, in graph: Graph) -> String {
    PlainPrinter(graph).text(expression)
  }

  /// A printer for a graph, to be used for many expressions of it.
  package init(_ graph: Graph, layout: LayoutConvention = .mixed) {
    self.graph = graph
    self.layout = layout
  }

  /// The canonical plain text of an expression.
  package func text(_ expression: ExpressionID) -> String {
    let places = graph.placesOfDerivatives(in: expression)
    guard !places.isEmpty else {
      return pieces(of: graph.reachable(from: [expression]))[expression]?.text ?? ""
    }
    return evaluated(expression, places)
  }

  /// The texts of expressions, children first; some are known already.
  private func pieces(
    of nodes: [ExpressionID],
    known: (ExpressionID, [ExpressionID: Piece]) -> Piece? = { _, _ in nil }
  ) -> [ExpressionID: Piece] {
    var pieces: [ExpressionID: Piece] = [:]
    for id in nodes {
      var piece = known(id, pieces) ?? piece(id) { pieces[$0] ?? Piece(text: "…", level: .primary) }
      if piece.text.utf8.count > PlainPrinter.lengthBound { piece = Piece(text: "…", level: .primary) }
      pieces[id] = piece
    }
    return pieces
  }

  /// The text of an expression with derivatives taken at values: `(gradient f wrt x at x = 0)`.
  ///
  /// Inside such a derivative a place is written as the name it stands for, outside as its value.
  private func evaluated(_ expression: ExpressionID, _ places: [SymbolID]) -> String {
    let nodes = graph.reachable(from: [expression] + places.compactMap { graph.definition(of: $0) })
    let inside = pieces(of: nodes)
    let outside = pieces(of: nodes) { id, texts in
      switch graph[id] {
      case .symbol(let symbol) where graph[symbol].isPlace:
        return graph.definition(of: symbol).flatMap { texts[$0] }
      case .derivative:
        let own = graph.placesOfDerivatives(in: id)
        guard !own.isEmpty, let text = inside[id]?.text else { return nil }
        let values = own.compactMap { place in
          graph.definition(of: place).flatMap { texts[$0] }
            .map { "\(graph[place].name) = \(PlainPrinter.bracketed($0, atLeast: .sum))" }
        }
        return Piece(text: "(\(text) at \(values.joined(separator: ", ")))", level: .primary)
      default: return nil
      }
    }
    return outside[expression]?.text ?? ""
  }

  /// Whether a derivative is the transpose of what stands for it in the layout of the text.
  private func isWrittenTransposed(_ id: ExpressionID) -> Bool {
    guard case .derivative(let kind, let function, let variable) = graph[id], kind != .hessian else {
      return false
    }
    return layout.transposes(derivativeOf: graph.shape(function), wrt: graph.shape(variable))
  }

  private func derivative(_ kind: DerivativeKind, _ function: String, _ variable: String) -> Piece {
    // `gradient -x` would be a difference.
    let operand = function.hasPrefix("-") ? "(\(function))" : function
    return Piece(text: "\(kind.rawValue) \(operand) wrt \(variable)", level: .question)
  }

  private func piece(_ id: ExpressionID, _ child: (ExpressionID) -> Piece) -> Piece {
    func inner(_ id: ExpressionID, _ level: Level) -> String {
      PlainPrinter.bracketed(child(id), atLeast: level)
    }
    switch graph[id] {
    case .symbol(let symbol): return Piece(text: graph[symbol].name, level: .primary)
    case .number(let value): return number(value)
    case .size(let size): return sizePiece(size)
    case .constant(let constant): return Piece(text: constant.rawValue, level: .primary)
    case .identity(let n): return Piece(text: "eye(\(n))", level: .primary)
    case .ones(let n, let m): return leaf("ones", n, m)
    case .zeros(let n, let m): return leaf("zeros", n, m)
    case .sum(let operands): return sum(operands.map(child))
    case .product(let factors): return product(factors, child)
    case .transpose(let a):
      if isWrittenTransposed(a), case .derivative(let kind, let of, let variable) = graph[a] {
        return derivative(kind, inner(of, .sum), inner(variable, .prefix))
      }
      if graph.selection(a) != nil { return sliced(SlicedFactor(base: id), child) }
      if let columns = functionOfColumns(id, child) { return columns }
      return Piece(text: inner(a, .transpose) + "'", level: .transpose)
    case .inverse(let a): return Piece(text: "inv(\(inner(a, .sum)))", level: .primary)
    case .power(let base, let exponent):
      if graph.shape(id).isScalar, let value = graph.number(exponent), value.isInteger, value.isNegative {
        let denominator = PlainPrinter.bracketed(power(child(base), -value), atLeast: .prefix)
        return Piece(text: "1/\(denominator)", level: .product)
      }
      return Piece(text: "\(inner(base, .transpose))^\(self.exponent(child(exponent)))", level: .power)
    case .hadamard(let operands): return hadamard(operands, child)
    case .hadamardPower(let base, let exponent):
      if let value = graph.number(exponent), value.isInteger, value.isNegative {
        return Piece(text: "1 ./ " + elementwisePower(child(base), -value), level: .product)
      }
      let raised = graph.number(exponent) == nil ? graph.multipleOfOnes(base) ?? base : base
      return Piece(text: "\(inner(raised, .transpose)).^\(self.exponent(child(exponent)))", level: .power)
    case .frobenius(let a, let b):
      return Piece(text: "\(inner(a, .product)) : \(inner(b, .product))", level: .frobenius)
    case .kronecker(let a, let b):
      return Piece(text: "kron(\(inner(a, .sum)), \(inner(b, .sum)))", level: .primary)
    case .apply(let function, let arguments):
      return application(id, function, arguments, child)
    case .map(let function, let a):
      let dot = graph.shape(a).isScalar ? "" : "."
      return Piece(text: "\(function)\(dot)(\(inner(a, .sum)))", level: .primary)
    case .differential(let a): return differential(a, child(a))
    case .derivative(let kind, let of, let variable):
      let written = derivative(kind, inner(of, .sum), inner(variable, .prefix))
      return isWrittenTransposed(id) ? Piece(text: "(\(written.text))'", level: .transpose) : written
    case .block(let columns, let blocks):
      let texts = blocks.map { inner($0, .sum) }
      let rows = stride(from: 0, to: texts.count, by: columns).map {
        texts[$0..<$0 + columns].joined(separator: ", ")
      }
      return Piece(text: "[\(rows.joined(separator: "; "))]", level: .transpose)
    case .entry(let a, let row, let column):
      let part = graph.entryOfPart(a, row: row, column: column)
      let whole = part?.matrix ?? a
      let shape = graph.shape(whole)
      let places = [(row, part?.rowShift ?? 0), (column, part?.columnShift ?? 0)]
      let indices = shape.columns.isOne ? [places[0]] : shape.rows.isOne ? [places[1]] : places
      let list = indices.map { inner($0, .sum) + ($1 == 0 ? "" : " + \($1)") }.joined(separator: ", ")
      return Piece(text: "\(inner(whole, .primary))[\(list)]", level: .primary)
    case .indexedSum(let index, let body): return indexed("sum", index, inner(body, .sum))
    case .indexedProduct(let index, let body): return indexed("prod", index, inner(body, .sum))
    case .member(let family, let index):
      return Piece(text: "\(graph[family].name)[\(inner(index, .sum))]", level: .primary)
    }
  }

  // MARK: - Parts

  /// The text of the piece, in brackets when it holds together too loosely.
  static func bracketed(_ piece: Piece, atLeast level: Level) -> String {
    piece.level >= level ? piece.text : "(\(piece.text))"
  }

  private func leaf(_ name: String, _ n: Size, _ m: Size) -> Piece {
    Piece(text: m.isOne ? "\(name)(\(n))" : "\(name)(\(n), \(m))", level: .primary)
  }

  private func number(_ value: Rational) -> Piece {
    let magnitude = value.magnitude
    let level: Level = magnitude.isInteger ? .primary : .product
    guard value.isNegative else { return Piece(text: value.description, level: level) }
    return Piece(
      text: value.description,
      level: magnitude.isInteger ? .negative : .product,
      negated: (magnitude.description, level)
    )
  }

  private func sizePiece(_ size: Size) -> Piece {
    if size.name != nil { return Piece(text: size.description, level: .primary) }
    if size.terms.count > 1 { return Piece(text: size.description, level: .sum) }
    return Piece(text: size.description, level: .product)
  }

  private func exponent(_ piece: Piece) -> String {
    if piece.level == .negative, let negated = piece.negated, negated.level == .primary { return piece.text }
    return PlainPrinter.bracketed(piece, atLeast: .primary)
  }

  private func power(_ base: Piece, _ exponent: Rational) -> Piece {
    if exponent.isOne { return base }
    return Piece(text: "\(PlainPrinter.bracketed(base, atLeast: .transpose))^\(exponent)", level: .power)
  }

  private func elementwisePower(_ base: Piece, _ exponent: Rational) -> String {
    if exponent.isOne { return PlainPrinter.bracketed(base, atLeast: .prefix) }
    return "\(PlainPrinter.bracketed(base, atLeast: .transpose)).^\(exponent)"
  }

  private func indexed(_ name: String, _ index: SymbolID, _ body: String) -> Piece {
    var range = "n"
    if case .index(let size) = graph[index].role { range = size.description }
    return Piece(text: "\(name)(\(graph[index].name) in 1..\(range), \(body))", level: .primary)
  }

  private func differential(_ operand: ExpressionID, _ piece: Piece) -> Piece {
    let name: String?
    switch graph[operand] {
    case .symbol(let symbol), .member(let symbol, _): name = graph[symbol].name
    default: name = nil
    }
    if let name, !graph.takenNames.contains("d" + name) {
      return Piece(text: "d" + piece.text, level: .primary)
    }
    // Where the author has a name `d`, the long word says it.
    if graph.takenNames.contains("d") {
      return Piece(text: "differential \(PlainPrinter.bracketed(piece, atLeast: .sum))", level: .question)
    }
    return Piece(text: "d(\(PlainPrinter.bracketed(piece, atLeast: .sum)))", level: .prefix)
  }

  private func sum(_ terms: [Piece]) -> Piece {
    var text = ""
    for (place, term) in terms.enumerated() {
      if place == 0 {
        text = PlainPrinter.bracketed(term, atLeast: .frobenius)
      } else if let negated = term.negated {
        text +=
          " - " + PlainPrinter.bracketed(Piece(text: negated.text, level: negated.level), atLeast: .frobenius)
      } else {
        text += " + " + PlainPrinter.bracketed(term, atLeast: .frobenius)
      }
    }
    return Piece(text: text, level: .sum)
  }

  private func hadamard(_ operands: [ExpressionID], _ child: (ExpressionID) -> Piece) -> Piece {
    var text = ""
    for (place, operand) in operands.enumerated() {
      if place == 0 {
        text = PlainPrinter.bracketed(child(operand), atLeast: .product)
      } else if case .hadamardPower(let base, let exponent) = graph[operand],
        let value = graph.number(exponent), value.isInteger, value.isNegative
      {
        text += " ./ " + elementwisePower(child(base), -value)
      } else {
        text += " .* " + PlainPrinter.bracketed(child(operand), atLeast: .negative)
      }
    }
    return Piece(text: text, level: .product)
  }
}
