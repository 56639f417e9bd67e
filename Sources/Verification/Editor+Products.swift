// Edits of a chain of matrices: one factor transposed, moved, left out or put in; one place of a power for all.

import Expressions

extension Editor {
  /// The edits of a product, of its shape.
  mutating func chainEdits(_ place: ExpressionID) -> [Edit] {
    let parts = graph.parts(place)
    let shape = graph.shape(place)
    var result: [Edit] = []
    func add(_ kind: EditKind, _ chain: [ExpressionID], _ editor: inout Editor) {
      if let edited = editor.product(chain, parts, shape) { result.append((kind, edited)) }
    }
    for index in parts.chain.indices {
      var chain = parts.chain
      chain[index] = graph.transpose(chain[index])
      add(.transpose, chain, &self)
    }
    for i in parts.chain.indices {
      for j in parts.chain.indices where i < j {
        var chain = parts.chain
        chain.swapAt(i, j)
        add(.order, chain, &self)
        // Two transposed factors that changed places: (AB)' for AB.
        chain[i] = graph.transpose(chain[i])
        chain[j] = graph.transpose(chain[j])
        if j == i + 1 { add(.transpose, chain, &self) }
        chain = parts.chain
        chain[i] = graph.transpose(chain[i])
        chain[j] = graph.transpose(chain[j])
        add(.transpose, chain, &self)
      }
    }
    for index in parts.scalars.indices {
      var edited = parts
      edited.scalars.remove(at: index)
      result.append((.factor, graph.product(edited)))
    }
    return result + moves(parts, shape) + insertions(parts, shape)
  }

  /// The transpose, that of a product as the product of the transposes.
  mutating func turned(_ place: ExpressionID) -> ExpressionID {
    guard case .product = graph[place] else { return graph.transpose(place) }
    var parts = graph.parts(place)
    parts.chain = parts.chain.reversed().map { graph.transpose($0) }
    return graph.product(parts)
  }

  /// The product with another chain, if the sizes fit and the shape stays.
  private mutating func product(_ chain: [ExpressionID], _ parts: Graph.ProductParts, _ shape: Shape)
    -> ExpressionID?
  {
    guard let first = chain.first, let last = chain.last else { return nil }
    for (a, b) in zip(chain, chain.dropFirst())
    where graph.shape(a).columns != graph.shape(b).rows { return nil }
    guard graph.shape(first).rows == shape.rows, graph.shape(last).columns == shape.columns else {
      return nil
    }
    var edited = parts
    edited.chain = chain
    return graph.product(edited)
  }

  /// One factor at another place of the chain, and the sum over all places beside equal factors.
  ///
  /// `2X dX` is `X dX + dX X`, and `-X^{-2} dX` is `-X^{-1} dX X^{-1}`: the scalar rules forget the order.
  private mutating func moves(_ parts: Graph.ProductParts, _ shape: Shape) -> [Edit] {
    let chain = spread(parts.chain)
    guard (2...8).contains(chain.count) else { return [] }
    var result: [Edit] = []
    for i in chain.indices {
      var rest = chain
      let factor = rest.remove(at: i)
      for j in 0...rest.count where j != i {
        var moved = rest
        moved.insert(factor, at: j)
        guard moved != chain, let edited = product(moved, parts, shape) else { continue }
        result.append((.order, edited))
      }
      if let average = average(of: factor, from: i, in: rest, parts, shape) {
        result.append((.productRule, average))
      }
    }
    return result
  }

  /// The mean of the products with a factor before, within and behind the equal factors beside it.
  private mutating func average(
    of factor: ExpressionID,
    from place: Int,
    in rest: [ExpressionID],
    _ parts: Graph.ProductParts,
    _ shape: Shape
  ) -> ExpressionID? {
    var low = place
    while low > 0, rest[low - 1] == rest[max(place - 1, 0)] { low -= 1 }
    var high = place
    while high < rest.count, rest[high] == rest[min(place, rest.count - 1)] { high += 1 }
    if place > 0, place < rest.count, rest[place] != rest[place - 1] {
      // Different neighbours: the longer run is the power.
      if place - low >= high - place { high = place } else { low = place }
    }
    guard high > low, rest[low] != factor else { return nil }
    var share = parts
    share.coefficient = share.coefficient * Rational(1, high - low + 1)
    var terms: [ExpressionID] = []
    for position in low...high {
      var moved = rest
      moved.insert(factor, at: position)
      guard let term = product(moved, share, shape) else { return nil }
      terms.append(term)
    }
    return graph.sum(terms)
  }

  /// The chain with small powers written as repeated factors.
  private mutating func spread(_ chain: [ExpressionID]) -> [ExpressionID] {
    var result: [ExpressionID] = []
    for factor in chain {
      guard case .power(let base, let exponent) = graph[factor], let number = graph.number(exponent)?.integer,
        (2...4).contains(abs(number))
      else {
        result.append(factor)
        continue
      }
      let one = number > 0 ? base : graph.inverse(base)
      result += [ExpressionID](repeating: one, count: abs(number))
    }
    return result
  }

  /// A square factor too many left out, or a forgotten one put in.
  private mutating func insertions(_ parts: Graph.ProductParts, _ shape: Shape) -> [Edit] {
    var result: [Edit] = []
    let chain = parts.chain
    if chain.count > 1 {
      for index in chain.indices {
        var shorter = chain
        shorter.remove(at: index)
        if let edited = product(shorter, parts, shape) { result.append((.missingFactor, edited)) }
      }
    }
    for factor in factors where !graph.shape(factor).isScalar {
      for index in chain.indices {
        let turned = graph.shape(factor) == graph.shape(chain[index]) ? factor : graph.transpose(factor)
        guard graph.shape(turned) == graph.shape(chain[index]) else { continue }
        var weighted = chain
        weighted[index] = graph.hadamard([chain[index], turned])
        if let edited = product(weighted, parts, shape) { result.append((.missingFactor, edited)) }
      }
    }
    for factor in factors where graph.shape(factor).isSquare && !graph.shape(factor).isScalar {
      for index in 0...chain.count {
        var longer = chain
        longer.insert(factor, at: index)
        if let edited = product(longer, parts, shape) { result.append((.missingFactor, edited)) }
      }
    }
    return result
  }
}
