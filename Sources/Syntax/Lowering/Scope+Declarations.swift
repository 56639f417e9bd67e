// Declarations: names get shapes and attributes, sizes come into being.

import Diagnostics
package import Expressions

extension Scope {
  mutating func declare(
    _ names: [Statement.Name],
    _ indices: [String: Statement.Name],
    _ type: Statement.TypeForm,
    _ attributes: [Statement.Name]
  ) -> LoweredStatement {
    if case .index(let size) = type { return declareIndices(names, size) }
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
      let isFamily = indices[name.text] != nil
      if let known = sameDeclaration(name.text, shape, properties.closure, isFamily: isFamily) {
        guessedNames.remove(name.text)
        symbols.append(known)
        continue
      }
      // `n : scalar` beside `vector(n)` says what a size is anyway.
      if sizes[name.text] != nil, shape.isScalar, !isFamily, bindings[name.text] == nil { continue }
      guard isFree(name, to: "declared") else { continue }
      let symbol = graph.declare(
        Symbol(
          name: name.text,
          latex: name.latex,
          shape: shape,
          properties: properties,
          role: isFamily ? .family(nil) : .declared
        )
      )
      bindings[name.text] = isFamily ? .family(symbol, index: nil) : .symbol(symbol)
      origins[name.text] = "declared \(place(name.range)) as a \(shape)"
      symbols.append(symbol)
    }
    return .declaration(symbols)
  }

  /// Indices that rows are stated for: `k, l : index(n)`.
  private mutating func declareIndices(_ names: [Statement.Name], _ size: SyntaxTree) -> LoweredStatement {
    guard let range = declaredSize(size, for: names.first?.text ?? "") else {
      for name in names where bindings[name.text] == nil { bindings[name.text] = .failed }
      return .failed
    }
    var symbols: [SymbolID] = []
    for name in names {
      let symbol = indexSymbol(name.text, range)
      if case .symbol(symbol) = bindings[name.text] {
        symbols.append(symbol)
        continue
      }
      guard isFree(name, to: "declared") else { continue }
      bindings[name.text] = .symbol(symbol)
      origins[name.text] = "declared \(place(name.range)) as an index"
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
  mutating func isFree(_ name: Statement.Name, to verb: String) -> Bool {
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
    case .scalar, .index: return .scalar
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
  package mutating func declaredSize(_ tree: SyntaxTree, for name: String) -> Size? {
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
}
