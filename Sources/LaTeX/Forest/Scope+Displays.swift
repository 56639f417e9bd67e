// From the statements of a display to expressions: the reading whose shapes fit is chosen, free indices get their
// ranges, and ones, unit vectors and Kronecker's delta the sizes that their neighbours have.

public import Diagnostics
public import Expressions
public import Syntax

extension Scope {
  /// Lowers formulas joined by relations, every place of them decided.
  ///
  /// Names that only occur as indices of entries stand for every index of the range.
  public mutating func lower(
    chain trees: [SyntaxTree],
    continuing previous: ExpressionID? = nil,
    range: SourceRange
  ) -> LoweredRow {
    let ranges = freeIndexRanges(in: trees)
    let outer = bindings
    for (name, size) in ranges.sorted(by: { $0.key < $1.key }) {
      bindings[name] = .symbol(indexSymbol(name, size))
    }
    let known = trees.map { sized($0, ranges) }
    let neighbour = previous.map { graph.shape($0) } ?? known.compactMap { shape(of: $0) }.first
    let complete = known.map { tree in
      guard let neighbour, tree.names.isEmpty else { return tree }
      return self.filled(tree, neighbour) ?? tree
    }
    let prepared = identities(in: complete, previous, range)
    let row = lower(
      row: Statement.ProofRow(formulas: prepared, continues: previous != nil, reason: nil, range: range),
      continuing: previous
    )
    for name in ranges.keys { bindings[name] = outer[name] }
    return row
  }

  /// A formula alone with the sizes written into what LaTeX leaves without: ones, unit vectors, the delta, sums.
  public func withSizes(_ tree: SyntaxTree) -> SyntaxTree { sized(tree, freeIndexRanges(in: [tree])) }

  /// Takes the undeclared names up to which sums run for sizes: the n of `\sum_{i=1}^n`.
  public mutating func takeRanges(of rows: [DisplayRow]) {
    for row in rows {
      for case .chain(let formulas, _) in row.statements.map(\.kind) {
        var work = formulas.map(\.tree)
        while let tree = work.popLast() {
          work.append(contentsOf: tree.children)
          switch tree.kind {
          case .indexed(_, _, let upTo?, _):
            guard case .name(let name, _) = upTo.kind, bindings[name] == nil, sizes[name] == nil else {
              continue
            }
            sizes[name] = "as the range of a sum"
          case .evaluated(_, let places):
            // The t of `|_{t=0}` is a number that only this formula knows.
            for place in places where bindings[place.name.text] == nil && sizes[place.name.text] == nil {
              guard case .number = place.value.kind else { continue }
              let declaration = Statement.Kind.declaration(
                names: [place.name],
                index: nil,
                type: .scalar,
                attributes: []
              )
              _ = perform(Statement(declaration, tree.range))
            }
          case .binary(.power, let base, let exponent):
            // The p of `X^p` is a whole number.
            guard case .name(let name, _) = exponent.kind, name.count == 1, name.first?.isLowercase == true,
              bindings[name] == nil, sizes[name] == nil, let shape = shape(of: base), !shape.isScalar
            else { continue }
            sizes[name] = "as an exponent"
          default: continue
          }
        }
      }
    }
  }

  /// Takes the meaning of a name away.
  public mutating func forget(_ name: String) { bindings[name] = nil }

  /// Declares the parameters of a function of a row that nobody declared, where one shape alone fits its body.
  public mutating func inferParameters(_ parameters: [Statement.Name], of body: SyntaxTree) {
    let free = parameters.filter { isFree($0.text) }
    guard !free.isEmpty, free.count == freeNames(in: [body]).count else { return }
    inferFreeNames(in: [body])
  }

  // MARK: - Identities in Kronecker products

  /// How many sizes of identities are tried for one row.
  static let identityTrialBound = 64

  /// The formulas with sizes for the `I` of `A ⊗ I`, when exactly one choice of sizes makes all of them fit.
  private func identities(in trees: [SyntaxTree], _ previous: ExpressionID?, _ range: SourceRange)
    -> [SyntaxTree]
  {
    guard bindings["I"] == nil else { return trees }
    var places: [SourceRange] = []
    var work = trees
    while let tree = work.popLast() {
      work.append(contentsOf: tree.children)
      guard case .binary(.kronecker, let left, let right) = tree.kind else { continue }
      for operand in [left, right] {
        if case .name("I", _) = operand.kind, !places.contains(operand.range) { places.append(operand.range) }
      }
    }
    let names = sizeNames
    var count = 1
    for _ in places where count <= Scope.identityTrialBound { count *= max(names.count, 1) }
    guard !places.isEmpty, !names.isEmpty, count <= Scope.identityTrialBound else { return trees }
    var found: [[SyntaxTree]] = []
    for trial in 0..<count {
      var number = trial
      var chosen: [SourceRange: String] = [:]
      for place in places {
        chosen[place] = names[number % names.count]
        number /= names.count
      }
      let sized = trees.map { tree in Scope.withIdentities(tree, chosen) }
      var scope = self
      scope.diagnostics = []
      let row = scope.lower(
        row: Statement.ProofRow(formulas: sized, continues: previous != nil, reason: nil, range: range),
        continuing: previous
      )
      let fits = row.formulas.allSatisfy { $0.expression != nil && $0.fits && $0.diagnostics.isEmpty }
      if fits { found.append(sized) }
    }
    return found.count == 1 ? found[0] : trees
  }

  /// The tree with the identities at the given places sized.
  private static func withIdentities(_ tree: SyntaxTree, _ sizes: [SourceRange: String]) -> SyntaxTree {
    if case .name("I", _) = tree.kind, let size = sizes[tree.range] {
      let length = SyntaxTree(.name(size, latex: nil), tree.range)
      return SyntaxTree(
        .call(name: "eye", nameRange: tree.range, isElementwise: false, arguments: [length]),
        tree.range
      )
    }
    return tree.mapChildren { withIdentities($0, sizes) }
  }

  // MARK: - Ranges of indices

  /// The names that are used as indices and mean nothing else, with the range their entries give them.
  public func freeIndexRanges(in trees: [SyntaxTree]) -> [String: Size] {
    var ranges: [String: Size] = [:]
    var pairs: [(String, String)] = []
    var work = trees
    while let tree = work.popLast() {
      work.append(contentsOf: tree.children)
      if case .binary(.multiply, let left, let right) = tree.kind {
        for (index, size) in unitRanges(left, right) where isUnknown(index) && ranges[index] == nil {
          ranges[index] = size
        }
      }
      guard case .entry(let base, let indices) = tree.kind else { continue }
      if indices.count == 2, case .name("I", _) = base.kind, case .name(let row, _) = indices[0].kind,
        case .name(let column, _) = indices[1].kind
      {
        pairs.append((row, column))
      }
      for (place, index) in indices.enumerated() {
        guard case .name(let name, _) = index.kind, bindings[name] == nil, sizes[name] == nil,
          ranges[name] == nil,
          let size = extent(of: base, at: place, of: indices.count)
        else { continue }
        ranges[name] = size
      }
    }
    // Both indices of Kronecker's delta have one range.
    for _ in pairs {
      for (row, column) in pairs {
        if let size = ranges[row], ranges[column] == nil, isUnknown(column) { ranges[column] = size }
        if let size = ranges[column], ranges[row] == nil, isUnknown(row) { ranges[row] = size }
      }
    }
    return ranges
  }

  /// The indices of unit vectors in a product, with the lengths that the factors beside them give: e_i'A, Ae_j.
  private func unitRanges(_ left: SyntaxTree, _ right: SyntaxTree) -> [(index: String, size: Size)] {
    var result: [(index: String, size: Size)] = []
    if let unit = unsizedUnit(right), case .name(let index, _) = unit.kind {
      var beside = left
      if shape(of: beside) == nil, case .binary(.multiply, _, let last) = left.kind { beside = last }
      if let shape = shape(of: beside), !shape.isScalar { result.append((index, shape.columns)) }
    }
    if case .transpose(let inner) = left.kind, let unit = unsizedUnit(inner),
      case .name(let index, _) = unit.kind,
      let shape = shape(of: right), !shape.isScalar
    {
      result.append((index, shape.rows))
    }
    return result
  }

  private func isUnknown(_ name: String) -> Bool { bindings[name] == nil && sizes[name] == nil }

  /// The number of values of the index at a place of an entry of `base`.
  private func extent(of base: SyntaxTree, at place: Int, of count: Int) -> Size? {
    var trial = self
    trial.diagnostics = []
    switch base.kind {
    case .name("I", _) where bindings["I"] == nil: return nil
    case .name(let name, _):
      if case .family(let family, _) = bindings[name] { return memberRange(of: family) }
    case .entry(let member, _):
      if case .name(let name, _) = member.kind, case .family(let family, _) = bindings[name] {
        let shape = graph[family].shape
        return place == 0 ? (shape.columns.isOne || count == 2 ? shape.rows : shape.columns) : shape.columns
      }
    default: break
    }
    guard let value = trial.lower(base) else { return nil }
    let shape = trial.graph.shape(value)
    if count == 1 { return shape.columns.isOne ? shape.rows : shape.columns }
    return place == 0 ? shape.rows : shape.columns
  }

  // MARK: - Sizes from the neighbours

  /// The tree with the sizes written into what LaTeX leaves without: ones, unit vectors, the delta, sums.
  private func sized(_ tree: SyntaxTree, _ ranges: [String: Size]) -> SyntaxTree {
    func inner(_ tree: SyntaxTree) -> SyntaxTree { sized(tree, ranges) }
    switch tree.kind {
    case .binary(let operation, let a, let b): return sized(operation, inner(a), inner(b), tree.range)
    case .call(let name, _, _, let arguments):
      if let known = unit(name, arguments, ranges, tree.range) { return known }
      return tree.mapChildren(inner)
    case .entry(let base, let indices):
      if case .name("I", _) = base.kind, bindings["I"] == nil, let size = extent(of: indices, ranges),
        let length = length(size, tree.range)
      {
        let identity = SyntaxTree(
          .call(name: "eye", nameRange: base.range, isElementwise: false, arguments: [length]),
          base.range
        )
        return SyntaxTree(.entry(identity, indices), tree.range)
      }
      return SyntaxTree(.entry(inner(base), indices.map(inner)), tree.range)
    case .indexed(let operation, let index, let upTo, let body):
      var trial = self
      var upTo = upTo
      var ranges = ranges
      trial.bindings[index] = nil
      if let size = trial.freeIndexRanges(in: [body])[index] {
        ranges[index] = size
        if upTo == nil { upTo = length(size, tree.range) }
      }
      return SyntaxTree(.indexed(operation, index: index, upTo: upTo, body: sized(body, ranges)), tree.range)
    case .number, .name, .unreadable, .negative, .transpose, .differential, .parenthesized, .matrix,
      .derivative, .directional, .evaluated, .ambiguous:
      return tree.mapChildren(inner)
    }
  }

  /// The common range of the indices of Kronecker's delta.
  private func extent(of indices: [SyntaxTree], _ ranges: [String: Size]) -> Size? {
    for index in indices {
      if case .name(let name, _) = index.kind, let size = ranges[name] { return size }
    }
    return nil
  }

  /// A unit vector, or a matrix with a single 1, when the ranges of its indices are known.
  private func unit(
    _ name: String,
    _ arguments: [SyntaxTree],
    _ ranges: [String: Size],
    _ range: SourceRange
  ) -> SyntaxTree? {
    guard name == FormulaParser.unitVector || name == FormulaParser.singleEntry else { return nil }
    var vectors: [SyntaxTree] = []
    for argument in arguments {
      guard let size = extent(of: [argument], ranges), let length = length(size, range) else { return nil }
      vectors.append(
        SyntaxTree(
          .call(name: "basis", nameRange: range, isElementwise: false, arguments: [length, argument]),
          range
        )
      )
    }
    guard let first = vectors.first else { return nil }
    guard vectors.count == 2 else { return first }
    return SyntaxTree(.binary(.multiply, first, SyntaxTree(.transpose(vectors[1]), range)), range)
  }

  /// An operator one of whose operands may be ones of a size that is not said.
  private func sized(
    _ operation: SyntaxTree.BinaryOperator,
    _ left: SyntaxTree,
    _ right: SyntaxTree,
    _ range: SourceRange
  ) -> SyntaxTree {
    var left = left
    var right = right
    switch operation {
    case .multiply, .dot:
      if let index = unsizedUnit(right), let shape = shape(of: left), !shape.isScalar {
        right = basis(shape.columns, index, right.range) ?? right
      } else if case .transpose(let inner) = left.kind, let index = unsizedUnit(inner),
        let shape = shape(of: right), let vector = basis(shape.rows, index, left.range)
      {
        left = SyntaxTree(.transpose(vector), left.range)
      } else if isOnes(right), let shape = shape(of: left), !shape.isScalar {
        right = ones([shape.columns], right)
      } else if let rows = shape(of: right)?.rows, let known = endingInOnes(left, rows) {
        left = known
      }
    case .add, .subtract, .elementwiseMultiply, .elementwiseDivide, .frobenius:
      if let shape = shape(of: left) {
        if self.shape(of: right) == nil { right = filled(right, shape) ?? right }
      } else if let shape = shape(of: right) {
        left = filled(left, shape) ?? left
      }
    case .divide, .power, .elementwisePower, .elementwiseAdd, .elementwiseSubtract, .kronecker: break
    }
    return SyntaxTree(.binary(operation, left, right), range)
  }

  /// The index of a unit vector whose length is not known yet.
  private func unsizedUnit(_ tree: SyntaxTree) -> SyntaxTree? {
    guard case .call(FormulaParser.unitVector, _, _, let arguments) = tree.kind else { return nil }
    return arguments.first
  }

  private func basis(_ size: Size, _ index: SyntaxTree, _ range: SourceRange) -> SyntaxTree? {
    length(size, range).map { length in
      SyntaxTree(
        .call(name: "basis", nameRange: range, isElementwise: false, arguments: [length, index]),
        range
      )
    }
  }

  private func isOnes(_ tree: SyntaxTree) -> Bool {
    if case .call(name: "ones", _, _, let arguments) = tree.kind { return arguments.isEmpty }
    return false
  }

  /// A product with the ones at its ends sized, so that it has the given shape; nil when it has none of these.
  private func filled(_ tree: SyntaxTree, _ shape: Shape) -> SyntaxTree? {
    switch tree.kind {
    case .parenthesized(let inner):
      return filled(inner, shape).map { SyntaxTree(.parenthesized($0), tree.range) }
    case .negative(let inner): return filled(inner, shape).map { SyntaxTree(.negative($0), tree.range) }
    case .binary(.divide, let top, let bottom):
      return filled(top, shape).map { SyntaxTree(.binary(.divide, $0, bottom), tree.range) }
    default: break
    }
    var factors: [SyntaxTree] = []
    var rest = tree
    while case .binary(.multiply, let left, let right) = rest.kind, factors.count < 40 {
      factors.append(right)
      rest = left
    }
    factors = [rest] + factors.reversed()
    let places = factors.indices.filter { self.shape(of: factors[$0])?.isScalar != true }
    guard let first = places.first, let last = places.last else { return nil }
    if first == last, isOnes(factors[first]) {
      factors[first] = ones([shape.rows, shape.columns], factors[first])
    } else {
      var isChanged = false
      if isOnes(factors[first]) {
        factors[first] = ones([shape.rows], factors[first])
        isChanged = true
      }
      if case .transpose(let inner) = factors[last].kind, isOnes(inner) {
        factors[last] = SyntaxTree(.transpose(ones([shape.columns], inner)), factors[last].range)
        isChanged = true
      }
      guard isChanged else { return nil }
    }
    return factors.dropFirst().reduce(factors[0]) { product, factor in
      SyntaxTree(.binary(.multiply, product, factor), product.range.union(factor.range))
    }
  }

  /// A product whose last factor is a row of ones, with that row as long as what follows is high.
  private func endingInOnes(_ tree: SyntaxTree, _ rows: Size) -> SyntaxTree? {
    switch tree.kind {
    case .transpose(let inner) where isOnes(inner): SyntaxTree(.transpose(ones([rows], inner)), tree.range)
    case .binary(.multiply, let left, let right):
      endingInOnes(right, rows).map { SyntaxTree(.binary(.multiply, left, $0), tree.range) }
    case .parenthesized(let inner):
      endingInOnes(inner, rows).map { SyntaxTree(.parenthesized($0), tree.range) }
    case .binary(let sign, let left, let right) where sign == .add || sign == .subtract:
      endingInOnes(left, rows).map { SyntaxTree(.binary(sign, $0, right), tree.range) }
        ?? endingInOnes(right, rows).map { SyntaxTree(.binary(sign, left, $0), tree.range) }
    default: nil
    }
  }

  private func ones(_ sizes: [Size], _ tree: SyntaxTree) -> SyntaxTree {
    let lengths = sizes.compactMap { length($0, tree.range) }
    guard lengths.count == sizes.count else { return tree }
    return SyntaxTree(
      .call(name: "ones", nameRange: tree.range, isElementwise: false, arguments: lengths),
      tree.range
    )
  }

  private func shape(of tree: SyntaxTree) -> Shape? {
    var trial = self
    trial.diagnostics = []
    return trial.lower(tree).map { trial.graph.shape($0) }
  }

  /// A size as a formula that stands at `range`.
  private func length(_ size: Size, _ range: SourceRange) -> SyntaxTree? { formula(of: size, at: range) }
}
