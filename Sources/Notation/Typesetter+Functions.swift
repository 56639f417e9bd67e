// Exponents, functions, differentials and derivatives.

import Expressions

extension Composition {
  // MARK: - Exponents

  mutating func transpose(_ x: ExpressionID, of id: ExpressionID, _ style: Typesetter.Style) -> Piece {
    if case .inverse(let inner) = graph[x] {
      let exponent = Layout.row([.sign(.negative), .sign(.transpose)])
      return Piece(.superscript(compose(inner, at: .atom, style), exponent), .raised)
    }
    if graph.selection(x) != nil { return sliced(SlicedFactor(base: id), style) }
    if let columns = functionOfColumns(id, style) { return columns }
    if writtenTransposed(x), case .derivative(let kind, let function, let variable) = graph[x] {
      return derivative(kind, function, variable, style)
    }
    return Piece(.superscript(compose(x, at: .atom, style), .sign(.transpose)), .raised)
  }

  /// Whether a derivative is the transpose of what stands for it in the layout of the text.
  func writtenTransposed(_ id: ExpressionID) -> Bool {
    guard case .derivative(let kind, let function, let variable) = graph[id], kind != .hessian else {
      return false
    }
    return typesetter.options.derivativeLayout.transposes(
      derivativeOf: graph.shape(function),
      wrt: graph.shape(variable)
    )
  }

  /// (∂f/∂x)ᵀ for a derivative that the layout of the text writes transposed.
  mutating func transposedDerivative(
    _ kind: DerivativeKind,
    _ function: ExpressionID,
    _ variable: ExpressionID,
    _ style: Typesetter.Style
  ) -> Piece {
    let quotient = derivative(kind, function, variable, style).layout
    return Piece(.superscript(.fenced(.parenthesis, quotient), .sign(.transpose)), .raised)
  }

  mutating func inverse(_ x: ExpressionID, _ style: Typesetter.Style) -> Piece {
    if case .transpose(let inner) = graph[x] {
      let exponent = Layout.row([.sign(.negative), .sign(.transpose)])
      return Piece(.superscript(compose(inner, at: .atom, style), exponent), .raised)
    }
    let exponent = Layout.row([.sign(.negative), .number("1")])
    return Piece(.superscript(compose(x, at: .atom, style), exponent), .raised)
  }

  mutating func power(
    _ base: ExpressionID,
    _ exponent: ExpressionID,
    for wanted: Binding,
    _ style: Typesetter.Style
  ) -> Piece {
    let value = graph.number(exponent)
    if case .inverse(let inner) = graph[base], let value, !value.isNegative {
      let negative = Layout.joined([.sign(.negative), .number(value, .inline)])
      return Piece(.superscript(compose(inner, at: .atom, style), negative), .raised)
    }
    if graph.shape(base).isScalar, let value {
      if value.isNegative { return quotient(1, [], [(base, -value)], style) }
      if value == Rational(1, 2) { return Piece(.root(compose(base, at: .whole, style)), .atom) }
    }
    return Piece(
      .superscript(compose(base, at: .atom, style), compose(exponent, at: .whole, .inline)),
      .raised
    )
  }

  // MARK: - Functions

  mutating func apply(
    _ function: FunctionName,
    _ arguments: [ExpressionID],
    of id: ExpressionID,
    for wanted: Binding,
    _ style: Typesetter.Style
  ) -> Piece {
    let shape = arguments.first.map(graph.shape) ?? .scalar
    var isOnMatrix = false
    if case .map = graph[id] { isOnMatrix = !(shape.isScalar || shape.isVector || shape.isRow) }
    switch typesetter.functions[function] ?? .structural {
    case .named(let words):
      return named(words, arguments, entrywise: isOnMatrix, for: wanted, style)
    case .fenced(let left, _, let index):
      let inner = Layout.fenced(left, list(arguments, style))
      // ‖A‖₂ of a matrix is read as the operator norm.
      let isMatrix = !shape.rows.isOne && !shape.columns.isOne
      guard let index = index == "2" && isMatrix ? "F" : index else { return Piece(inner, .plain) }
      return Piece(.subscripted(inner, .fenceIndex(index)), .atom)
    case .letter(let latex, let text):
      let letter = Layout.identifier(latex: latex, text: text)
      return Piece(.row([letter, .fenced(.parenthesis, list(arguments, style))]), .plain)
    case .superscript(let latex, let text):
      guard let first = arguments.first else { return Piece(.ellipsis, .plain) }
      let mark = Layout.identifier(latex: latex, text: text)
      return Piece(.superscript(compose(first, at: .atom, style), mark), .raised)
    case .subscripted(let latex, let text):
      return subscripted(.identifier(latex: latex, text: text), arguments, of: id)
    case .alongRows(let word):
      if let columns = functionOfColumns(id, style) { return columns }
      return alongAxis(word, "rows", arguments, style)
    case .slice: return sliced(SlicedFactor(base: id), style)
    case .choice: return choice(arguments, style)
    case .root:
      return root(arguments, entrywise: isOnMatrix, style)
    case .structural:
      if function == "sqrt" { return root(arguments, entrywise: isOnMatrix, style) }
      return named([function.text], arguments, entrywise: isOnMatrix, for: wanted, style)
    }
  }

  private mutating func named(
    _ words: [String],
    _ arguments: [ExpressionID],
    entrywise: Bool,
    for wanted: Binding,
    _ style: Typesetter.Style
  ) -> Piece {
    var row = words.map(Layout.functionName)
    if entrywise, let last = row.last { row[row.count - 1] = .subscripted(last, .sign(.entrywise)) }
    // Behind two names an exponent or a factor could belong to either: log det X reaches to the end of its term.
    let binding: Binding = words.count > 1 ? .term : .plain
    // A determinant of one letter has no brackets where nothing follows.
    if words.last == "det", arguments.count == 1, wanted <= .term || binding == .term,
      case .symbol = graph[arguments[0]]
    {
      return Piece(.row(row + [compose(arguments[0], at: .atom, style)]), .term)
    }
    row.append(.fenced(.parenthesis, list(arguments, style)))
    return Piece(.row(row), binding)
  }

  private mutating func root(_ arguments: [ExpressionID], entrywise: Bool, _ style: Typesetter.Style) -> Piece
  {
    guard let first = arguments.first else { return Piece(.ellipsis, .plain) }
    guard entrywise else { return Piece(.root(compose(first, at: .whole, style)), .atom) }
    let half = Layout.joined([.sign(.entrywise), .number(Rational(1, 2), .inline)])
    return Piece(.superscript(compose(first, at: .atom, style), half), .raised)
  }

  /// A letter with its arguments as indices; the size of a vector is told by its place and left out.
  private mutating func subscripted(_ letter: Layout, _ arguments: [ExpressionID], of id: ExpressionID)
    -> Piece
  {
    var shown = arguments
    if let first = arguments.first, arguments.count > 1, graph.shape(id).isVector,
      graph.argumentShape(first).size == graph.shape(id).rows
    {
      shown.removeFirst()
    }
    return Piece(.subscripted(letter, list(shown, .inline, spaced: false)), .atom)
  }

  mutating func list(_ arguments: [ExpressionID], _ style: Typesetter.Style, spaced: Bool = true)
    -> Layout
  {
    var row: [Layout] = []
    for (place, argument) in arguments.enumerated() {
      if place > 0 { row += spaced ? [.sign(.comma), .space] : [.sign(.comma)] }
      row.append(compose(argument, at: .whole, style))
    }
    return .joined(row)
  }

  // MARK: - Differentials and derivatives

  /// `d` reaches over an index and a transpose, and over nothing else: dWᵀ is d(Wᵀ), and d(W²) has its brackets.
  mutating func differential(_ x: ExpressionID, for wanted: Binding, _ style: Typesetter.Style) -> Piece {
    var operand = Binding.atom
    var result = Binding.factor
    switch graph[x] {
    case .transpose: operand = .raised
    case .apply where wanted <= .term:
      // d log det X, where nothing follows.
      operand = .term
      result = .term
    default: break
    }
    return Piece(.row([.sign(.differential)] + Layout.opened(compose(x, at: operand, style))), result)
  }

  /// A derivative, with a bar behind it where it is taken at a value.
  mutating func derivative(
    _ id: ExpressionID,
    _ kind: DerivativeKind,
    _ function: ExpressionID,
    _ variable: ExpressionID,
    _ style: Typesetter.Style
  ) -> Piece {
    let outer = openPlaces
    let own = graph.symbols(in: [variable], throughDefinitions: false)
      .filter { graph[$0].isPlace && !outer.contains($0) }
    // A place of the same name and another value gets a bar of its own further inside.
    var names = Set((own + outer).map { graph[$0].name })
    let below = graph.placesOfDerivatives(in: id).filter {
      !own.contains($0) && !outer.contains($0) && names.insert(graph[$0].name).inserted
    }
    let places = own + below
    openPlaces.formUnion(places)
    let written =
      writtenTransposed(id)
      ? transposedDerivative(kind, function, variable, style) : derivative(kind, function, variable, style)
    openPlaces = outer
    guard !places.isEmpty else { return written }
    var values: [Layout] = []
    for place in places {
      guard let value = graph.definition(of: place) else { continue }
      if !values.isEmpty { values.append(.sign(.comma)) }
      values.append(.relation(typesetter.layout(place), .equal, compose(value, at: .whole, .inline)))
    }
    return Piece(.evaluated(written.layout, at: .joined(values)), .factor)
  }

  /// The value of a place that stands under no bar of its own.
  func valueOfPlace(_ symbol: SymbolID) -> ExpressionID? {
    graph[symbol].isPlace && !openPlaces.contains(symbol) ? graph.definition(of: symbol) : nil
  }

  mutating func derivative(
    _ kind: DerivativeKind,
    _ function: ExpressionID,
    _ variable: ExpressionID,
    _ style: Typesetter.Style
  ) -> Piece {
    let x = compose(variable, at: .raised, style)
    let (f, isTall) = differentiated(function, style)
    let top: Layout
    let bottom: Layout
    switch kind {
    case .gradient, .jacobian:
      top = .joined(isTall ? [.sign(.partial)] : [.sign(.partial), f])
      bottom = .joined([.sign(.partial), x])
    case .hessian:
      let square = Layout.superscript(.sign(.partial), .number("2"))
      top = .joined(isTall ? [square] : [square, f])
      let shape = graph.shape(variable)
      if shape.isScalar {
        bottom = .superscript(.joined([.sign(.partial), x]), .number("2"))
      } else {
        let other = Layout.superscript(compose(variable, at: .atom, style), .sign(.transpose))
        bottom = .joined([.sign(.partial), x, .space, .sign(.partial), other])
      }
    }
    return quotient(top, bottom, of: isTall ? f : nil, style)
  }

  /// The first derivative by what is laid out already.
  mutating func derivative(_ function: ExpressionID, by variable: Layout, _ style: Typesetter.Style) -> Piece
  {
    let (f, isTall) = differentiated(function, style)
    let top = Layout.joined(isTall ? [.sign(.partial)] : [.sign(.partial), f])
    return quotient(top, .joined([.sign(.partial), variable]), of: isTall ? f : nil, style)
  }

  /// What is differentiated, and whether it is too tall for a numerator; then it gets its brackets beside the bar.
  private mutating func differentiated(_ function: ExpressionID, _ style: Typesetter.Style) -> (Layout, Bool)
  {
    let f = compose(function, at: .raised, style)
    // An entry of a sum is low enough: (A + XX')_ij.
    if case .subscripted(.fenced(_, let inner), _) = f, !inner.hasFraction { return (f, false) }
    return f.isTall ? (compose(function, at: .whole, style), true) : (f, false)
  }

  /// The quotient of a derivative, before its function in brackets where that is too tall to stand in it.
  private func quotient(_ top: Layout, _ bottom: Layout, of tall: Layout?, _ style: Typesetter.Style) -> Piece
  {
    let bar: Layout = style == .display ? .fraction(top, bottom) : .joined([top, .sign(.solidus), bottom])
    guard let tall else { return Piece(bar, style == .display ? .factor : .entrywise) }
    return Piece(.joined([bar, .fenced(.parenthesis, tall)]), .product)
  }
}

extension Layout {
  /// The index of a norm: digits, an upright letter, or what it says.
  fileprivate static func fenceIndex(_ text: String) -> Layout {
    if text.allSatisfy({ $0.isASCII && $0.isNumber }) { return .number(text) }
    if text == "∞" || text == "\\infty" { return .identifier(latex: "\\infty", text: "∞") }
    guard text.allSatisfy({ $0.isASCII && $0.isLetter }) else { return .identifier(latex: text, text: text) }
    return .identifier(latex: "\\mathrm{\(text)}", text: text)
  }
}
