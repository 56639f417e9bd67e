// The habits of writing that are taken where the shapes of two parts clash.

import Diagnostics
import Expressions
import Syntax

extension FormulaForest {
  /// `1 - x`, `x - \mu`, `A + 1`: a number beside a vector stands in every place; one that is written may beside a square
  /// matrix also be that many identities.
  ///
  /// The number is one that is written, or one made of numbers alone: `x^\top x + x` is a slip, and `A + \lambda` has lost its I.
  mutating func numberBeside(
    _ operation: SyntaxTree.BinaryOperator,
    _ left: FormulaItem,
    _ right: FormulaItem,
    _ range: SourceRange
  ) -> [FormulaItem] {
    let isLeft = isNumber(left)
    guard isLeft != isNumber(right), let shape = isLeft ? right.shape : left.shape, !shape.isScalar,
      !shape.isSquare || (isLeft ? left : right).tree.isWrittenNumber
    else { return [] }
    let uses = left.uses + right.uses
    let sign: SyntaxTree.BinaryOperator = operation == .add ? .elementwiseAdd : .elementwiseSubtract
    let everywhere = SyntaxTree(
      .parenthesized(SyntaxTree(.binary(sign, left.tree, right.tree), range)),
      range
    )
    guard shape.isSquare, let length = scope.formula(of: shape.rows, at: range) else {
      return [unprobed(everywhere, shape, uses + [HabitUse(.numberBesideVector, 1, range)])]
    }
    func identities(_ tree: SyntaxTree) -> SyntaxTree {
      let identity = SyntaxTree(
        .call(name: "eye", nameRange: tree.range, isElementwise: false, arguments: [length]),
        tree.range
      )
      if case .number(1, _) = tree.withoutBrackets.kind { return identity }
      return SyntaxTree(.binary(.multiply, tree, identity), tree.range)
    }
    let identity = SyntaxTree(
      .binary(
        operation,
        isLeft ? identities(left.tree) : left.tree,
        isLeft ? right.tree : identities(right.tree)
      ),
      range
    )
    let ways = [identity, everywhere].enumerated().map { way, tree in
      unprobed(tree, shape, uses + [HabitUse(.oneBesideMatrix, way, range)])
    }
    return openWay(.oneBesideMatrix).map { [ways[$0]] } ?? ways
  }

  /// Whether a part is a number that is written or made of numbers alone.
  private func isNumber(_ item: FormulaItem) -> Bool {
    if item.tree.isWrittenNumber { return true }
    guard item.shape?.isScalar == true else { return false }
    let names = item.tree.names
    return !names.isEmpty
      && names.allSatisfy { name in
        guard let symbol = scope.symbol(named: name) else { return scope.sizeNames.contains(name) }
        return scope.graph[symbol].shape.isScalar
      }
  }

  /// Whether a part is nothing but a sum in which a number beside a matrix was taken for identities.
  func isIdentityBeside(_ item: FormulaItem) -> Bool {
    let range = item.tree.withoutBrackets.range
    return item.uses.contains { use in
      use.habit == Habit.oneBesideMatrix.name && use.way == 0 && use.range == range
    }
  }

  /// `x^2`: every entry squared, or the inner product of x with itself.
  func powerOfVector(_ base: FormulaItem, _ exponent: FormulaItem, _ range: SourceRange) -> [FormulaItem] {
    guard let shape = base.shape, !shape.isSquare, exponent.shape?.isScalar ?? true else { return [] }
    let uses = base.uses + exponent.uses
    let entrywise = SyntaxTree(.binary(.elementwisePower, base.tree, exponent.tree), range)
    var found = [unprobed(entrywise, shape, uses + [HabitUse(.entrywiseSquare, 1, range)])]
    if shape.columns.isOne, case .number(2, _) = exponent.tree.kind {
      let inner = SyntaxTree(.parenthesized(base.tree), base.tree.range)
      let product = SyntaxTree(.binary(.multiply, SyntaxTree(.transpose(inner), range), inner), range)
      found.append(
        unprobed(
          SyntaxTree(.parenthesized(product), range),
          .scalar,
          uses + [HabitUse(.squareAsInner, 1, range)]
        )
      )
    }
    return found
  }

  /// `\frac{b}{\tau}`: every entry of a vector, or one number, over the entry of a vector at that place.
  ///
  /// A matrix that is not square has no inverse to multiply by either.
  func quotientByVector(_ above: FormulaItem, _ below: FormulaItem, _ range: SourceRange) -> FormulaItem? {
    guard let shape = below.shape, shape.rows != shape.columns else { return nil }
    // Ones without a length are as many as there are entries below.
    let isOnes = above.shape == nil && scope.isFillable(above.tree)
    guard isOnes || above.shape == shape || above.shape?.isScalar == true else { return nil }
    return unprobed(
      SyntaxTree(
        .parenthesized(SyntaxTree(.binary(.elementwiseDivide, above.tree, below.tree), range)),
        range
      ),
      shape,
      above.uses + below.uses + [HabitUse(.entrywiseQuotient, 1, range)]
    )
  }

  /// `\sigma(z)(1 - \sigma(z))`: two columns side by side that are made entry by entry, entry by entry.
  ///
  /// Both are values of entrywise functions, or one is a column with a number beside it; any other two columns are a slip.
  func productOfColumns(_ left: FormulaItem, _ right: FormulaItem, _ range: SourceRange) -> FormulaItem? {
    guard let shape = left.shape, shape == right.shape, shape.columns.isOne, !shape.isScalar,
      left.tree.hasNumberBeside || right.tree.hasNumberBeside
        || (left.tree.isEntrywiseValue && right.tree.isEntrywiseValue)
    else { return nil }
    return unprobed(
      SyntaxTree(
        .parenthesized(SyntaxTree(.binary(.elementwiseMultiply, left.tree, right.tree), range)),
        range
      ),
      shape,
      left.uses + right.uses + [HabitUse(.entrywiseProduct, 1, range)]
    )
  }

  /// `w^\top 1`: the number 1 at the end of a product as the vector of ones.
  func oneAtTheEnd(_ left: FormulaItem, _ right: FormulaItem, _ range: SourceRange) -> FormulaItem? {
    guard case .number(1, _) = right.tree.kind, let shape = left.shape, !shape.columns.isOne,
      let length = scope.formula(of: shape.columns, at: range)
    else { return nil }
    let ones = SyntaxTree(
      .call(name: "ones", nameRange: right.tree.range, isElementwise: false, arguments: [length]),
      right.tree.range
    )
    return unprobed(
      SyntaxTree(.binary(.multiply, left.tree, ones), range),
      Shape.vector(shape.rows),
      left.uses + [HabitUse(.oneAtTheEnd, 1, range)]
    )
  }

  /// `Sw - \lambda 1`: a product that ends in the number 1 beside a vector ends in the vector of ones.
  func onesBeside(
    _ operation: SyntaxTree.BinaryOperator,
    _ left: FormulaItem,
    _ right: FormulaItem,
    _ range: SourceRange
  ) -> [FormulaItem] {
    func ones(_ item: FormulaItem, _ length: Size) -> SyntaxTree? {
      guard item.shape?.isScalar == true, case .binary(.multiply, let factor, let one) = item.tree.kind,
        case .number(1, _) = one.kind, !factor.isWrittenNumber,
        let size = scope.formula(of: length, at: one.range)
      else { return nil }
      let vector = SyntaxTree(
        .call(name: "ones", nameRange: one.range, isElementwise: false, arguments: [size]),
        one.range
      )
      return SyntaxTree(.binary(.multiply, factor, vector), item.tree.range)
    }
    let uses = left.uses + right.uses + [HabitUse(.oneAtTheEnd, 1, range)]
    if let shape = left.shape, shape.isVector, let vector = ones(right, shape.rows) {
      return [unprobed(SyntaxTree(.binary(operation, left.tree, vector), range), shape, uses)]
    }
    if let shape = right.shape, shape.isVector, let vector = ones(left, shape.rows) {
      return [unprobed(SyntaxTree(.binary(operation, vector, right.tree), range), shape, uses)]
    }
    return []
  }

  /// `\operatorname{tr}(A - x^\top y)`: the trace of each term; of a product of vectors that is a number, the number.
  ///
  /// A number that is a name or a numeral may be meant as a multiple of the identity, and is not torn out.
  mutating func traceOfTerms(_ tree: SyntaxTree, _ inner: FormulaItem) -> FormulaItem? {
    guard case .call(_, let nameRange, let isElementwise, let arguments) = tree.kind, arguments.count == 1,
      inner.isClash
    else { return nil }
    var terms: [(sign: SyntaxTree.BinaryOperator?, tree: SyntaxTree)] = []
    var first = inner.tree.withoutBrackets
    while case .binary(let sign, let left, let right) = first.kind, sign == .add || sign == .subtract {
      terms.append((sign, right))
      first = left
    }
    terms.append((nil, first))
    guard terms.count > 1 else { return nil }
    var sum: SyntaxTree?
    for term in terms.reversed() {
      guard let shape = shape(of: term.tree), shape.isSquare else { return nil }
      if shape.isScalar {
        let isOfVectors = term.tree.names.contains { name in
          scope.symbol(named: name).map { !scope.graph[$0].shape.isScalar } ?? false
        }
        guard isOfVectors else { return nil }
      }
      let trace =
        shape.isScalar
        ? term.tree
        : SyntaxTree(
          .call(name: "tr", nameRange: nameRange, isElementwise: isElementwise, arguments: [term.tree]),
          term.tree.range
        )
      sum = sum.map { SyntaxTree(.binary(term.sign ?? .add, $0, trace), tree.range) } ?? trace
    }
    return sum.map {
      unprobed(
        SyntaxTree(.parenthesized($0), tree.range),
        .scalar,
        inner.uses + [HabitUse(.traceOfTerms, 1, tree.range)]
      )
    }
  }

  /// `y x^\top A x y^\top`: a product that fits only when a row and a column of its length are taken together as a number.
  mutating func numberTakenFirst(_ factors: [[FormulaItem]]) -> [FormulaItem]? {
    let items = factors.compactMap { cell in cell.first { !$0.isClash } }
    guard items.count == factors.count, items.count <= FormulaForest.factorBound else { return nil }
    for first in items.indices {
      guard let row = items[first].shape, row.rows.isOne, !row.isScalar else { continue }
      for last in items.indices.dropFirst(first + 1) {
        guard let column = items[last].shape, column.columns.isOne, !column.isScalar else { continue }
        let number = product(Array(items[first...last]))
        guard number.shape?.isScalar == true else { continue }
        var bracketed = number
        bracketed.tree = SyntaxTree(.parenthesized(number.tree), number.tree.range)
        bracketed.uses.append(HabitUse(.scalarInProduct, 1, number.tree.range))
        let whole = product(Array(items[..<first]) + [bracketed] + Array(items[(last + 1)...]))
        if !whole.isClash { return [whole] }
      }
    }
    return nil
  }

  /// The most factors of a product in which a number is looked for.
  static let factorBound = 30

  private mutating func product(_ items: [FormulaItem]) -> FormulaItem {
    items.dropFirst().reduce(items[0]) { left, right in
      let range = left.tree.range.union(right.tree.range)
      return probed(
        SyntaxTree(.binary(.multiply, left.tree, right.tree), range),
        [left, right],
        left.uses + right.uses
      )
    }
  }
}
