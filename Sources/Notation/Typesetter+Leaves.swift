// Names, numbers, constants, and what is told by an index.

import Expressions

extension Composition {
  mutating func name(_ symbol: SymbolID) -> Piece {
    let layout = typesetter.layout(symbol)
    if case .identifier(let latex, _) = layout, let author = graph[symbol].latex, author == latex {
      // An author's `X^*` cannot take a second exponent, nor `W_1` a second index.
      if latex.utf8.contains(UInt8(ascii: "^")) || latex.utf8.contains(UInt8(ascii: "'")) {
        return Piece(layout, .raised)
      }
      return Piece(layout, latex.utf8.contains(UInt8(ascii: "_")) ? .atom : .plain)
    }
    if case .subscripted = layout { return Piece(layout, .atom) }
    return Piece(layout, .plain)
  }

  func number(_ value: Rational, _ style: Typesetter.Style) -> Piece {
    let layout = Layout.number(value.magnitude, style)
    let tight: Binding
    switch layout {
    case .number: tight = .plain
    case .fraction: tight = .factor
    default: tight = .product
    }
    guard value.isNegative else { return Piece(layout, tight) }
    return Piece(.joined([.sign(.negative), layout]), .sum)
  }

  func identity(_ n: Size) -> Piece {
    let letter = Layout.identifier(latex: "I", text: "I")
    guard showsIdentitySizes else { return Piece(letter, .plain) }
    return Piece(.subscripted(letter, .size(n)), .atom)
  }

  func ones(_ rows: Size, _ columns: Size) -> Piece {
    let one = Layout.identifier(latex: "\\mathbf 1", text: "𝟏")
    func vector(_ size: Size) -> Layout { showsOnesSizes ? .subscripted(one, .size(size)) : one }
    if columns.isOne { return Piece(vector(rows), showsOnesSizes ? .atom : .plain) }
    let row = Layout.superscript(vector(columns), .sign(.transpose))
    return rows.isOne ? Piece(row, .raised) : Piece(.joined([vector(rows), row]), .factor)
  }

  static func hasOnesInKroneckerProduct(_ root: ExpressionID, _ graph: Graph) -> Bool {
    graph.reachable(from: [root]).contains { id in
      guard case .kronecker(let a, let b) = graph[id] else { return false }
      return [a, b].contains { if case .ones = graph[$0] { true } else { false } }
    }
  }

  // MARK: - Indices

  mutating func entry(
    _ x: ExpressionID,
    _ row: ExpressionID,
    _ column: ExpressionID,
    _ style: Typesetter.Style
  ) -> Piece {
    let shape = graph.shape(x)
    let places = shape.isVector ? [row] : shape.isRow ? [column] : [row, column]
    if let part = graph.entryOfPart(x, row: row, column: column) { return entry(of: part, row, column) }
    switch graph[x] {
    case .identity:
      // An entry of the identity is the Kronecker delta.
      return Piece(.subscripted(.identifier(latex: "\\delta", text: "δ"), indices(places)), .atom)
    case .derivative(.gradient, let function, let variable):
      // An entry of a gradient is the derivative by an entry: ∂φ/∂X_kl.
      let base = compose(variable, at: .plain, .inline)
      return derivative(function, by: .subscripted(base, indices(places)), style)
    default: break
    }
    let base = compose(x, at: .plain, .inline)
    return Piece(.subscripted(base, indices(places)), .atom)
  }

  /// The entry of a matrix whose indices are moved: x_{i + 1}.
  private mutating func entry(
    of part: (matrix: ExpressionID, rowShift: Size, columnShift: Size),
    _ row: ExpressionID,
    _ column: ExpressionID
  ) -> Piece {
    let shape = graph.shape(part.matrix)
    let both = [(row, part.rowShift), (column, part.columnShift)]
    let places = shape.isVector ? [both[0]] : shape.isRow ? [both[1]] : both
    let layouts = places.map { place, shift in
      let index = compose(place, at: .whole, .inline)
      return shift == 0 ? index : .joined([index, .sign(.plus), .size(shift)])
    }
    let base = compose(part.matrix, at: .plain, .inline)
    return Piece(.subscripted(base, list(layouts)), .atom)
  }

  mutating func member(_ family: SymbolID, _ index: ExpressionID) -> Piece {
    member(family, at: compose(index, at: .whole, .inline))
  }

  mutating func member(_ family: SymbolID, at place: Layout) -> Piece {
    let base = name(family)
    // x_1 as a family has its number and its index behind one another.
    if case .subscripted(let stem, let known) = base.layout {
      return Piece(.subscripted(stem, .joined([known, .sign(.comma), place])), .atom)
    }
    let layout = base.binding < .plain ? Layout.fenced(.parenthesis, base.layout) : base.layout
    return Piece(.subscripted(layout, place), .atom)
  }

  mutating func indices(_ places: [ExpressionID]) -> Layout {
    list(places.map { compose($0, at: .whole, .inline) })
  }

  /// Indices beside each other, with commas where one is no single letter.
  private func list(_ layouts: [Layout]) -> Layout {
    let short = layouts.allSatisfy { $0.text.count == 1 }
    var row: [Layout] = []
    for (place, layout) in layouts.enumerated() {
      if place > 0, !short { row.append(.sign(.comma)) }
      row.append(layout)
    }
    return .joined(row)
  }

  mutating func indexed(
    _ name: Layout.LargeOperator,
    _ index: SymbolID,
    _ body: ExpressionID,
    _ style: Typesetter.Style
  ) -> Piece {
    // Sums over one range are one sum: Σ_{i,j = 1}^n.
    var ranges = [graph[index].role]
    var letters = [[typesetter.layout(index)]]
    var body = body
    var depth = 1
    while name == .sum, depth < 16, case .indexedSum(let next, let inner) = graph[body],
      !marked.contains(body)
    {
      if let place = ranges.firstIndex(of: graph[next].role) {
        letters[place].append(typesetter.layout(next))
      } else {
        ranges.append(graph[next].role)
        letters.append([typesetter.layout(next)])
      }
      body = inner
      depth += 1
    }
    var operators: [Layout] = []
    for (range, letters) in zip(ranges, letters) {
      let upper: Layout = if case .index(let count) = range { .size(count) } else { .ellipsis }
      // The order says nothing; letters in theirs are found at once.
      let sorted = letters.sorted { $0.text < $1.text }
      let list = sorted.dropFirst().reduce([sorted[0]]) { $0 + [.sign(.comma), $1] }
      let lower = Layout.relation(.joined(list), .equal, .number("1"))
      operators.append(.largeOperator(name, lower: lower, upper: upper))
    }
    let wanted: Binding
    switch graph[body] {
    case .indexedSum, .indexedProduct: wanted = .term
    default: wanted = .product
    }
    let inner = compose(body, at: wanted, style)
    return Piece(.joined(operators + [inner]), .term)
  }
}

extension Layout {
  /// A number without a sign: digits, a decimal when the denominator is a large power of ten, else a fraction.
  static func number(_ value: Rational, _ style: Typesetter.Style) -> Layout {
    if value.isInteger { return .number(value.description) }
    if let decimal = decimal(value) { return .number(decimal) }
    let top = Layout.number("\(value.numerator)")
    let bottom = Layout.number("\(value.denominator)")
    return style == .display ? .fraction(top, bottom) : .row([top, .sign(.solidus), bottom])
  }

  /// The decimal form of a nonnegative number with many digits that ends; fractions such as 1/2 stay fractions.
  static func decimal(_ value: Rational) -> String? {
    guard value.denominator > 64 else { return nil }
    var scaled = value
    var places = 0
    while !scaled.isInteger {
      guard places < 40 else { return nil }
      scaled = scaled * 10
      places += 1
    }
    let digits = scaled.description
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// A size: `n`, `2n`, `nm`, `n + 1`.
  static func size(_ size: Size) -> Layout {
    guard !size.terms.isEmpty else { return .number("0") }
    var row: [Layout] = []
    for (place, term) in size.terms.enumerated() {
      if place > 0 {
        row.append(.sign(term.coefficient < 0 ? .minus : .plus))
      } else if term.coefficient < 0 {
        row.append(.sign(.negative))
      }
      if abs(term.coefficient) != 1 || term.names.isEmpty { row.append(.number("\(abs(term.coefficient))")) }
      var position = 0
      while position < term.names.count {
        let name = term.names[position]
        let count = term.names[position...].prefix { $0 == name }.count
        position += count
        if let side = Size.triangleSide(of: name).map({ Layout.name($0) }) {
          let next = Layout.fenced(.parenthesis, .row([side, .sign(.plus), .number("1")]))
          let half = Layout.fraction(.row([side, next]), .number("2"))
          row.append(contentsOf: [Layout](repeating: half, count: count))
          continue
        }
        let layout = Layout.name(name)
        row.append(count == 1 ? layout : .superscript(layout, .number("\(count)")))
      }
    }
    return .joined(row)
  }
}
