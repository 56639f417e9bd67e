// Sizes written into what LaTeX leaves without: ones, unit vectors, Kronecker's delta.

import Diagnostics
import Expressions
package import Syntax

extension Scope {
  /// A formula alone with the sizes written into what LaTeX leaves without: ones, unit vectors, the delta, sums.
  package func withSizes(_ tree: SyntaxTree) -> SyntaxTree { sized(tree, freeIndexRanges(in: [tree])) }

  /// The tree with the sizes written into what LaTeX leaves without: ones, unit vectors, the delta, sums.
  func sized(_ tree: SyntaxTree, _ ranges: [String: Size]) -> SyntaxTree {
    func inner(_ tree: SyntaxTree) -> SyntaxTree { sized(tree, ranges) }
    switch tree.kind {
    case .binary(.add, _, _), .binary(.subtract, _, _): return sizedSum(tree, ranges)
    case .binary(let operation, let a, let b): return sized(operation, inner(a), inner(b), tree.range)
    case .call(let name, _, _, let arguments):
      if let known = unit(name, arguments, ranges, tree.range) { return known }
      if name == FormulaParser.indexBefore, let size = extent(of: arguments, ranges),
        let known = order(arguments, size, at: tree.range)
      {
        return known
      }
      if name == FormulaParser.smallestSingularValue, let known = smallestSingularValue(arguments, tree) {
        return known
      }
      let known = filledAlike(tree.mapChildren(inner)).mapChildren { inSpace($0, argumentOf: name) }
      return FormulaParser.takesSquare.contains(name) ? known.mapChildren(squared) : known
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
      var (upTo, body) = (upTo, body)
      var ranges = ranges
      trial.bindings[index] = nil
      if let size = trial.freeIndexRanges(in: [body])[index] {
        ranges[index] = size
        if let end = upTo {
          let fitted = fitted(operation, index, upTo: end, body, values: size, at: tree.range)
          (upTo, body) = (fitted.upTo, fitted.body)
        } else {
          upTo = length(size, tree.range)
        }
      }
      return SyntaxTree(.indexed(operation, index: index, upTo: upTo, body: sized(body, ranges)), tree.range)
    case .number, .name, .unreadable, .negative, .transpose, .differential, .parenthesized, .argument,
      .matrix,
      .derivative, .directional, .evaluated, .ambiguous:
      return tree.mapChildren(inner)
    }
  }

  /// The argument of a function of square matrices, with the ones at one end as long as the other end says.
  private func squared(_ tree: SyntaxTree) -> SyntaxTree {
    guard case .binary(.multiply, let left, let right) = tree.withoutBrackets.kind, isFillable(tree),
      let size = shape(of: left)?.rows ?? shape(of: right)?.columns
    else { return tree }
    return filled(tree, Shape(size, size)) ?? tree
  }

  /// The argument of a function that takes vectors of three entries and no others, with that length written in.
  private func inSpace(_ argument: SyntaxTree, argumentOf name: String) -> SyntaxTree {
    guard isUnsized(argument), let traits = graph.vocabulary[FunctionName(name)] else { return argument }
    func takes(_ size: Size) -> Bool {
      let vectors = [ArgumentShape](repeating: ArgumentShape(.vector(size)), count: traits.arity.lowerBound)
      return (try? traits.shape(vectors)) != nil
    }
    return takes(3) && !takes(4) ? lengthened(argument, to: 3) : argument
  }

  /// A call of a function whose arguments have one shape, with ones among them as large as the others.
  private func filledAlike(_ call: SyntaxTree) -> SyntaxTree {
    guard case .call(let name, _, _, let arguments) = call.kind, arguments.count > 1,
      ["max", "min", "where"].contains(name), arguments.contains(where: isFillable),
      let shape = arguments.lazy.compactMap({ self.shape(of: $0) }).first
    else { return call }
    return call.mapChildren { argument in
      self.isFillable(argument) ? filled(argument, shape) ?? argument : argument
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

  /// The smallest singular value of a square matrix is the last one.
  private func smallestSingularValue(_ arguments: [SyntaxTree], _ tree: SyntaxTree) -> SyntaxTree? {
    guard let matrix = arguments.first, let shape = shape(of: matrix), shape.isSquare,
      let length = length(shape.rows, tree.range)
    else { return nil }
    return SyntaxTree(
      .call(name: "singval", nameRange: tree.range, isElementwise: false, arguments: [matrix, length]),
      tree.range
    )
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
      if let shape = shape(of: right), !shape.isScalar, let square = squareWithOnes(left, shape.rows) {
        left = square
      } else if let shape = shape(of: left), !shape.isScalar,
        let square = squareWithOnes(right, shape.columns)
      {
        right = square
      } else if let index = unsizedUnit(right), let shape = shape(of: left), !shape.isScalar {
        right = basis(shape.columns, index, right.range) ?? right
      } else if case .transpose(let inner) = left.kind, let index = unsizedUnit(inner),
        let shape = shape(of: right), let vector = basis(shape.rows, index, left.range)
      {
        left = SyntaxTree(.transpose(vector), left.range)
      } else if isOnes(right), let shape = shape(of: left), !shape.isScalar {
        right = ones([shape.columns], right)
      } else if endingInOnes(left, .one) != nil, let rows = shape(of: right)?.rows,
        let known = endingInOnes(left, rows)
      {
        left = known
      }
    case .elementwiseMultiply, .elementwiseDivide, .frobenius:
      guard isFillable(left) || isFillable(right) else { break }
      fill(&left, &right, shape(of: left))
    case .add, .subtract, .divide, .power, .elementwisePower, .elementwiseAdd, .elementwiseSubtract,
      .kronecker:
      break
    }
    return SyntaxTree(.binary(operation, left, right), range)
  }

  /// A sum, each term of which may have ones of the size that the terms before it give.
  ///
  /// Shapes are looked for only where there is something to fill, and from what is known of the front of the sum: a long
  /// sum is walked once.
  private func sizedSum(_ tree: SyntaxTree, _ ranges: [String: Size]) -> SyntaxTree {
    var steps: [(sign: SyntaxTree.BinaryOperator, term: SyntaxTree, range: SourceRange)] = []
    var first = tree
    while case .binary(let sign, let left, let right) = first.kind, sign == .add || sign == .subtract {
      steps.append((sign, right, first.range))
      first = left
    }
    var sum = sized(first, ranges)
    var front: SyntaxTree?
    var trial = self
    for step in steps.reversed() {
      var term = sized(step.term, ranges)
      if isFillable(sum) || isFillable(term) {
        let shape = trial.shape(of: front ?? sum)
        fill(&sum, &term, shape)
        if let shape, !shape.isScalar {
          // A name of that shape stands for the front of the sum from here on.
          let symbol = trial.graph.declare(Symbol(name: Scope.frontName, shape: shape))
          trial.bindings[Scope.frontName] = .symbol(symbol)
          front = SyntaxTree(.name(Scope.frontName, latex: nil), sum.range)
        } else {
          front = nil
        }
      }
      front = front.map { SyntaxTree(.binary(step.sign, $0, term), step.range) }
      sum = SyntaxTree(.binary(step.sign, sum, term), step.range)
    }
    return sum
  }

  /// A name that nobody can write, for the front of a sum.
  private static let frontName = "\u{F8FE}"

  /// Fills the ones of either operand, the first of which has the given shape, to the size of the other.
  private func fill(_ left: inout SyntaxTree, _ right: inout SyntaxTree, _ shape: Shape?) {
    if let shape {
      if self.shape(of: right) == nil { right = filled(right, shape) ?? right }
    } else if let shape = self.shape(of: right) {
      left = filled(left, shape) ?? left
    }
  }

  /// The index of a unit vector whose length is not known yet.
  func unsizedUnit(_ tree: SyntaxTree) -> SyntaxTree? {
    guard case .call(FormulaParser.unitVector, _, _, let arguments) = tree.kind else { return nil }
    return arguments.first
  }

  func basis(_ size: Size, _ index: SyntaxTree, _ range: SourceRange) -> SyntaxTree? {
    length(size, range).map { length in
      SyntaxTree(
        .call(name: "basis", nameRange: range, isElementwise: false, arguments: [length, index]),
        range
      )
    }
  }

  func shape(of tree: SyntaxTree) -> Shape? {
    var trial = self
    trial.diagnostics = []
    return trial.lower(tree).map { trial.graph.shape($0) }
  }

  /// A size as a formula that stands at `range`.
  func length(_ size: Size, _ range: SourceRange) -> SyntaxTree? { formula(of: size, at: range) }
}
