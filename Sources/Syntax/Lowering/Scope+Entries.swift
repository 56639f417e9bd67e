// Entries, families, matrix literals, sums and products over an index.

import Diagnostics
package import Expressions

extension Scope {
  // MARK: - Entries and members

  mutating func entry(of base: SyntaxTree, _ indices: [SyntaxTree], _ range: SourceRange) -> Value? {
    if let (name, isDifferential) = familyName(base), parameters[name] == nil,
      case .family(let family, _) = bindings[name]
    {
      return member(family, name, indices, isDifferential, range)
    }
    if indices.contains(where: \.isRange) { return slice(of: base, indices, range) }
    guard let matrix = lower(base) else { return nil }
    let shape = graph.shape(matrix)
    if shape.isScalar, indices.count <= 2, indices.allSatisfy({ $0.isOne }) {
      // The entry of a matrix that turned out to be a number: `(x'*A*x)[1, 1]`.
      return .known(matrix)
    }
    let expected = shape.columns.isOne || shape.rows.isOne ? 1...2 : 2...2
    guard expected.contains(indices.count), !shape.isScalar else {
      report(.indexCount(text(matrix), shape, indices.count, range))
      return nil
    }
    var places: [ExpressionID] = []
    for (place, tree) in indices.enumerated() {
      let isRow = indices.count == 2 ? place == 0 : shape.columns.isOne
      guard let index = index(tree, upTo: isRow ? shape.rows : shape.columns, of: text(matrix)) else {
        return nil
      }
      places.append(index)
    }
    if places.count == 1 {
      let one = graph.number(1)
      places = shape.columns.isOne ? [places[0], one] : [one, places[0]]
    }
    var whole = matrix
    for place in places.indices {
      guard let part = part(of: whole, at: places[place], alongRows: place == 0) else { continue }
      (whole, places[place]) = part
    }
    return .known(graph.entry(whole, row: places[0], column: places[1]))
  }

  private func familyName(_ tree: SyntaxTree) -> (name: String, isDifferential: Bool)? {
    switch tree.kind {
    case .name(let name, _): return (name, false)
    case .differential(let inner):
      if case .name(let name, _) = inner.kind { return (name, true) }
      return nil
    default: return nil
    }
  }

  private mutating func member(
    _ family: SymbolID,
    _ name: String,
    _ indices: [SyntaxTree],
    _ isDifferential: Bool,
    _ range: SourceRange
  ) -> Value? {
    guard indices.count == 1 else {
      report(.indexCount(name, graph[family].shape, indices.count, range))
      return nil
    }
    guard let index = index(indices[0], upTo: memberRange(of: family), of: name, isFamily: true)
    else { return nil }
    extendRange(of: family, for: index)
    let member = graph.member(family, at: index)
    return .known(isDifferential ? graph.differential(member) : member)
  }

  /// The range of a family, nil until a sum has bound it.
  package func memberRange(of family: SymbolID) -> Size? {
    switch graph[family].role {
    case .family(let size): return size
    case .definedFamily(let index, _):
      guard case .index(let size) = graph[index].role else { return nil }
      return Self.isProvisional(size) ? nil : size
    case .declared, .defined, .index: return nil
    }
  }

  /// Whether a range stands for one that nothing has fixed yet: it begins with an underscore, as no size of the author does.
  static func isProvisional(_ size: Size) -> Bool { size.name?.hasPrefix("_") == true }

  mutating func setRange(_ size: Size, of family: SymbolID) {
    switch graph[family].role {
    case .family: graph.setRole(.family(size), of: family)
    case .definedFamily(let index, let body):
      graph.setRole(.index(size), of: index)
      // What it is made of runs over the same range.
      for id in graph.reachable(from: [body]) {
        if case .member(let inner, let place) = graph[id] { extendRange(of: inner, for: place) }
      }
    case .declared, .defined, .index: break
    }
  }

  /// An index of something with so many entries or members; a family has as many as its indices need.
  mutating func index(_ tree: SyntaxTree, upTo size: Size?, of name: String, isFamily: Bool = false)
    -> ExpressionID?
  {
    guard let index = lower(tree) else { return nil }
    guard graph.shape(index).isScalar else {
      report(.indexNotScalar(graph.shape(index), tree.range))
      return nil
    }
    switch graph[index] {
    case .number(let value):
      guard let integer = value.integer, integer >= 1 else {
        report(.indexValue(value.description, tree.range))
        return nil
      }
      if let bound = size?.constant, integer > bound {
        report(.indexPastEnd(integer, name, bound, tree.range))
        return nil
      }
    case .size(let place):
      // The m of `V_{lm}` beside V ∈ ℝ^{m×n} is an index that happens to have the letter of a size.
      if let size, !isFamily, !Self.canReach(size, place) {
        report(.sizeAsIndex(text(index), name, size, tree.range))
        return nil
      }
    default:
      guard let size, let (symbol, shift) = shiftedIndex(index), case .index(let bound) = graph[symbol].role
      else { break }
      if Self.isProvisional(bound) {
        if shift == Size(0) { graph.setRole(.index(size), of: symbol) }
        break
      }
      let (first, last) = (shift + 1, shift + bound)
      if let first = first.constant, first < 1 {
        report(.indexValue("\(first)", tree.range))
        return nil
      }
      let canGrow = isFamily && (last - size).constant != nil
      guard canGrow || Self.canReach(size, last) else {
        report(.indexRanges(text(index), last, name, size, tree.range, notes: sizeNotes([Shape(last, size)])))
        return nil
      }
    }
    return index
  }

  // MARK: - Sums over an index

  /// The index symbol of a name and a range; equal ones are one, so that equal sums are one expression.
  package mutating func indexSymbol(_ name: String, _ size: Size) -> SymbolID {
    let key = "\(name) in 1..\(size)"
    if let known = indexSymbols[key] { return known }
    let symbol = graph.declare(Symbol(name: name, shape: .scalar, role: .index(size)))
    indexSymbols[key] = symbol
    return symbol
  }

  /// The range of an index as the families and matrices it runs over say, and functions of a place: `basis(n, k)`.
  func indexRange(of index: String, in body: SyntaxTree) -> Size? {
    var work = [body]
    while let next = work.popLast() {
      work.append(contentsOf: next.children.reversed())
      if let size = placeRange(of: index, in: next) { return size }
      guard case .entry(let base, let indices) = next.kind, let (name, _) = familyName(base) else { continue }
      for (place, tree) in indices.enumerated() {
        guard case .name(index, _) = tree.kind else { continue }
        switch bindings[name] {
        case .family(let family, _): if let size = memberRange(of: family) { return size }
        case .symbol(let symbol):
          let shape = graph[symbol].shape
          let isRow = indices.count == 2 ? place == 0 : shape.columns.isOne
          return isRow ? shape.rows : shape.columns
        default: break
        }
      }
    }
    return nil
  }

  /// How far an index runs that is the place in the first argument of a function: up to a size, or through a square matrix.
  private func placeRange(of index: String, in call: SyntaxTree) -> Size? {
    guard case .call(let name, _, _, let arguments) = call.kind, arguments.count == 2,
      graph.vocabulary[FunctionName(name)]?.place == 1, case .name(index, _) = arguments[1].kind,
      case .name(let whole, _) = arguments[0].kind
    else { return nil }
    if case .symbol(let symbol) = bindings[whole] {
      return graph[symbol].shape.isSquare ? graph[symbol].shape.rows : nil
    }
    return sizes[whole] == nil ? nil : Size(named: whole)
  }

  /// The number of terms of a sum up to a declared scalar, which is then a positive integer.
  private func scalarCount(_ tree: SyntaxTree) -> Size? {
    guard case .name(let name, _) = tree.kind, case .symbol(let symbol) = bindings[name],
      graph[symbol].role == .declared, graph[symbol].shape.isScalar
    else { return nil }
    return Size(named: graph[symbol].name)
  }

  mutating func indexed(
    _ operation: SyntaxTree.IndexedOperation,
    _ index: String,
    _ upTo: SyntaxTree?,
    _ body: SyntaxTree,
    _ range: SourceRange
  ) -> Value? {
    let size: Size
    if let upTo, let count = scalarCount(upTo) {
      size = count
    } else if let upTo {
      guard let declared = declaredSize(upTo, for: index) else { return nil }
      size = declared
    } else if let found = indexRange(of: index, in: body) {
      size = found
    } else {
      report(.rangeMissing(index, range))
      return nil
    }
    let symbol = indexSymbol(index, size)
    let outer = (bindings[index], parameters[index])
    bindings[index] = .symbol(symbol)
    parameters[index] = nil
    let expression = lower(body)
    (bindings[index], parameters[index]) = outer
    guard let expression else { return nil }
    switch operation {
    case .sum: return .known(graph.indexedSum(symbol, expression))
    case .product:
      guard graph.shape(expression).isScalar else {
        report(.needsScalar("prod", body.range, graph.shape(expression)))
        return nil
      }
      return .known(graph.indexedProduct(symbol, expression))
    }
  }

  // MARK: - Matrix literals

  mutating func matrix(_ rows: [[SyntaxTree]], _ range: SourceRange) -> Value? {
    let columns = rows.first?.count ?? 0
    guard columns > 0 else {
      report(.emptyLiteral(range))
      return nil
    }
    if let ragged = rows.first(where: { $0.count != columns }) {
      report(
        .raggedLiteral(
          columns,
          ragged.count,
          ragged.first?.range.union(ragged[ragged.count - 1].range) ?? range
        )
      )
      return nil
    }
    var values: [[Value?]] = []
    for row in rows { values.append(row.map { value(of: $0) }) }
    // What has a shape of its own decides for the zeros and identities beside it.
    let known = values.map { row in row.map { shapeOfBlock($0) } }
    let heights = known.map { row in row.compactMap { $0?.rows }.first }
    let widths = (0..<columns).map { column in known.compactMap { $0[column]?.columns }.first }
    var blocks: [ExpressionID] = []
    var isComplete = true
    for (row, line) in values.enumerated() {
      for (column, value) in line.enumerated() {
        let range = rows[row][column].range
        guard let value else {
          isComplete = false
          continue
        }
        var height = heights[row]
        var width = widths[column]
        if case .identity = value {
          height = height ?? width
          width = width ?? height
        }
        let expected = Shape(height ?? .one, width ?? .one)
        let block: ExpressionID?
        if case .known(let zero) = value, graph.number(zero)?.isZero == true {
          block = graph.zeros(expected)
        } else {
          block = resolve(value, to: height == nil ? nil : expected, range)
        }
        guard let block else {
          isComplete = false
          continue
        }
        if graph.shape(block) != expected {
          report(
            .shapes(
              "block",
              "the block is a \(graph.shape(block)), but its row and column need a \(expected)",
              range,
              notes: sizeNotes([graph.shape(block), expected]),
              hints: []
            )
          )
          isComplete = false
        }
        blocks.append(block)
      }
    }
    guard isComplete else { return nil }
    return .known(graph.block(columns: columns, blocks))
  }

  private func shapeOfBlock(_ value: Value?) -> Shape? {
    guard case .known(let expression)? = value else { return nil }
    return graph.number(expression)?.isZero == true ? nil : graph.shape(expression)
  }
}

extension SyntaxTree {
  /// Whether it is the number 1, as it is written.
  fileprivate var isOne: Bool { if case .number(1, _) = kind { true } else { false } }
}
