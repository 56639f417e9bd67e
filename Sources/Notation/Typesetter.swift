// From an expression to its layout: the conventions of a textbook, with as few brackets as possible.
//
// A part is laid out for a place, and is bracketed when it binds looser than the place demands. The walk is
// bounded in depth and in number of parts, since a shared subexpression is printed as often as it occurs.

package import Expressions
package import Findings

/// Lays out the expressions of one graph.
package struct Typesetter: Sendable {
  /// How a formula is laid out, where there is a choice.
  package struct Options: Sendable, Hashable {
    /// When the size of an identity matrix is shown.
    package enum IdentitySizes: Sendable, Hashable { case never, whenSeveral, always }

    /// When the size of an identity matrix is shown.
    package var identitySizes = IdentitySizes.whenSeveral
    /// Fractions stand on one line, with a slash.
    package var style = Style.display
    /// The layout in which derivatives are written.
    package var derivativeLayout = LayoutConvention.mixed
    /// The letters in which the author's formulas write the names.
    package var letters = AuthorsLetters()
    /// How many parts are laid out before the rest becomes an ellipsis.
    package var partLimit = 4000
    /// How deep brackets nest before the rest becomes an ellipsis.
    package var depthLimit = 96
    /// The choices of a textbook.
    package init() {}
  }

  /// Whether fractions have a bar or a slash.
  package enum Style: Sendable, Hashable { case display, inline }

  let graph: Graph
  let functions: [FunctionName: FunctionNotation]
  let options: Options

  /// A typesetter for the expressions of a graph.
  ///
  /// Functions that the table lacks are written by their names.
  package init(
    _ graph: Graph,
    functions: [FunctionName: FunctionNotation] = [:],
    options: Options = Options()
  ) {
    self.graph = graph
    self.functions = functions
    self.options = options
  }

  /// The layout of an expression, the marked parts highlighted wherever they occur.
  package func layout(_ id: ExpressionID, marking marked: Set<ExpressionID> = []) -> Layout {
    var composition = Composition(typesetter: self, root: id, marked: marked)
    return composition.compose(id, at: .whole, options.style)
  }

  /// The layout of a symbol's name.
  package func layout(_ symbol: SymbolID) -> Layout {
    let symbol = graph[symbol]
    let plain = Layout.name(symbol.name, in: options.letters)
    return symbol.latex.map { .identifier(latex: $0, text: plain.text) } ?? plain
  }

  /// The equation that states a definition: the symbol and what it stands for.
  package func definition(of symbol: SymbolID, marking marked: Set<ExpressionID> = []) -> Layout? {
    graph.definition(of: symbol).map { body in
      var name = layout(symbol)
      if case .definedFamily(let index, _) = graph[symbol].role {
        var composition = Composition(typesetter: self, root: body, marked: [])
        name = composition.member(symbol, at: layout(index)).layout
      }
      return .relation(name, .equal, layout(body, marking: marked))
    }
  }

  /// The quotient notation of a derivative: ∂φ/∂W.
  package func derivative(_ kind: DerivativeKind, of function: ExpressionID, wrt variable: ExpressionID)
    -> Layout
  {
    var composition = Composition(typesetter: self, root: function, marked: [])
    return composition.derivative(kind, function, variable, options.style).layout
  }

  /// The layout of a size: `n`, `nm`, `n + 1`.
  package func layout(_ size: Size) -> Layout { Layout.size(size) }
}

/// How tightly a part binds, from loose to tight.
enum Binding: Int, Comparable {
  /// Stands alone, or between brackets.
  case whole
  /// A sum, or anything with a leading minus.
  case sum
  /// A term of a sum; what a large operator or `log det` reaches over ends here.
  case term
  case frobenius
  case entrywise
  /// A product written by juxtaposition.
  case product
  /// A factor of a product.
  case factor
  /// Carries an exponent already.
  case raised
  /// Can take an exponent.
  case atom
  /// Can take an index.
  case plain

  static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
}

/// A layout and how tightly it binds.
struct Piece {
  var layout: Layout
  var binding: Binding
  init(_ layout: Layout, _ binding: Binding) {
    self.layout = layout
    self.binding = binding
  }
}

/// The state of laying out one formula.
struct Composition {
  let typesetter: Typesetter
  let marked: Set<ExpressionID>
  let showsIdentitySizes: Bool
  /// Whether ones are written with their length, since nothing beside them in a Kronecker product tells it.
  let showsOnesSizes: Bool
  private var partsLeft: Int
  private var depth = 0
  /// The places that stand under a bar with their values, and are written as the names they stand for.
  var openPlaces: Set<SymbolID> = []

  var graph: Graph { typesetter.graph }

  init(typesetter: Typesetter, root: ExpressionID, marked: Set<ExpressionID>) {
    self.typesetter = typesetter
    self.marked = marked
    partsLeft = typesetter.options.partLimit
    showsOnesSizes = Composition.hasOnesInKroneckerProduct(root, typesetter.graph)
    switch typesetter.options.identitySizes {
    case .never: showsIdentitySizes = false
    case .always: showsIdentitySizes = true
    case .whenSeveral:
      var sizes = Set<Size>()
      for id in typesetter.graph.reachable(from: [root]) {
        if case .identity(let n) = typesetter.graph[id] { sizes.insert(n) }
      }
      showsIdentitySizes = sizes.count > 1
    }
  }

  /// The layout of an expression in a place that demands a binding.
  mutating func compose(
    _ id: ExpressionID,
    at wanted: Binding,
    _ style: Typesetter.Style,
    unsigned: Bool = false
  ) -> Layout {
    guard partsLeft > 0, depth < typesetter.options.depthLimit else { return .ellipsis }
    partsLeft -= 1
    depth += 1
    defer { depth -= 1 }
    var piece = piece(id, for: wanted, style, unsigned: unsigned)
    if marked.contains(id) { piece.layout = .mark(piece.layout) }
    return piece.binding < wanted ? .fenced(.parenthesis, piece.layout) : piece.layout
  }

  private mutating func piece(
    _ id: ExpressionID,
    for wanted: Binding,
    _ style: Typesetter.Style,
    unsigned: Bool
  ) -> Piece {
    switch graph[id] {
    case .symbol(let symbol):
      if let value = valueOfPlace(symbol) {
        piece(value, for: wanted, style, unsigned: unsigned)
      } else {
        name(symbol)
      }
    case .number(let value): number(unsigned ? value.magnitude : value, style)
    case .size(let size):
      Piece(.size(size), size.terms.count > 1 ? .sum : size.name == nil ? .product : .plain)
    case .constant(.e): Piece(.identifier(latex: "\\mathrm e", text: "e"), .plain)
    case .constant(.pi): Piece(.identifier(latex: "\\pi", text: "π"), .plain)
    case .identity(let n): identity(n)
    case .ones(let rows, let columns): ones(rows, columns)
    case .zeros: Piece(.number("0"), .plain)
    case .sum(let terms): sum(terms, style)
    case .product: product(id, for: wanted, style, unsigned: unsigned)
    case .transpose(let x): transpose(x, of: id, style)
    case .inverse(let x): inverse(x, style)
    case .power(let base, let exponent): power(base, exponent, for: wanted, style)
    case .hadamard(let factors): hadamard(factors, style)
    case .hadamardPower(let base, let exponent): hadamardPower(base, exponent, style)
    case .frobenius(let a, let b): frobenius(a, b, style, unsigned: unsigned)
    case .kronecker(let a, let b): kronecker(a, b, style)
    case .apply(let function, let arguments): apply(function, arguments, of: id, for: wanted, style)
    case .map(let function, let x): apply(function, [x], of: id, for: wanted, style)
    case .differential(let x): differential(x, for: wanted, style)
    case .derivative(let kind, let function, let variable): derivative(id, kind, function, variable, style)
    case .block(let columns, let blocks):
      Piece(.matrix(columns: columns, blocks.map { compose($0, at: .whole, .inline) }), .plain)
    case .entry(let x, let row, let column): entry(x, row, column, style)
    case .indexedSum(let index, let body): indexed(.sum, index, body, style)
    case .indexedProduct(let index, let body): indexed(.product, index, body, style)
    case .member(let family, let index): member(family, index)
    }
  }
}
