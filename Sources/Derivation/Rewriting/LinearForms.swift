// Terms with the same linear function are one: tr(A) + 2 tr(B) = tr(A + 2B).

import Expressions
import Functions

enum LinearForms {
  /// The terms with those of one linear function, of one set of other arguments and scalars, put together.
  static func gathered(_ terms: [Graph.ProductParts], _ graph: inout Graph) -> [Graph.ProductParts] {
    var result: [Graph.ProductParts] = []
    for term in terms {
      if let place = result.firstIndex(where: { canJoin($0, term, graph) != nil }),
        let joined = joined(result[place], term, &graph)
      {
        result[place] = joined
      } else {
        result.append(term)
      }
    }
    return result
  }

  /// A sum in which terms meet their like, with these added and a positive one first: z + b + z is 2z + b.
  static func likeTermsAdded(_ id: ExpressionID, _ graph: inout Graph) -> ExpressionID {
    guard case .sum(let terms) = graph[id] else { return id }
    var result: [Graph.ProductParts] = []
    for term in terms {
      let parts = graph.parts(term)
      let same = result.firstIndex { $0.scalars == parts.scalars && $0.chain == parts.chain }
      if let same {
        result[same].coefficient = result[same].coefficient + parts.coefficient
      } else {
        result.append(parts)
      }
    }
    guard result.count < terms.count else { return id }
    let added = result.filter { !$0.coefficient.isZero }
    guard let first = added.first else { return graph.zeros(graph.shape(id)) }
    let ordered =
      first.coefficient.isNegative
      ? added.filter { !$0.coefficient.isNegative } + added.filter(\.coefficient.isNegative) : added
    return graph.sum(ordered.map { graph.product($0) })
  }

  /// The function of a term that is a scalar multiple of it, with its arguments.
  private static func function(_ term: Graph.ProductParts, _ graph: Graph) -> (
    name: FunctionName, arguments: [ExpressionID], scalars: [ExpressionID]
  )? {
    if term.chain.count == 1, case .apply(let name, let arguments) = graph[term.chain[0]] {
      return (name, arguments, term.scalars)
    }
    guard term.chain.isEmpty else { return nil }
    for (place, scalar) in term.scalars.enumerated() {
      guard case .apply(let name, let arguments) = graph[scalar] else { continue }
      var rest = term.scalars
      rest.remove(at: place)
      return (name, arguments, rest)
    }
    return nil
  }

  /// The place of the one argument in which two terms differ and their function is linear.
  private static func canJoin(_ a: Graph.ProductParts, _ b: Graph.ProductParts, _ graph: Graph) -> Int? {
    guard let left = function(a, graph), let right = function(b, graph), left.name == right.name,
      left.scalars == right.scalars, let record = Catalogue[left.name]
    else { return nil }
    let different = left.arguments.indices.filter { left.arguments[$0] != right.arguments[$0] }
    guard different.count == 1, let place = different.first else { return nil }
    let name = record.signature.parameters[place].name
    return record.linearArguments.contains { $0.argument == name } ? place : nil
  }

  private static func joined(_ a: Graph.ProductParts, _ b: Graph.ProductParts, _ graph: inout Graph)
    -> Graph.ProductParts?
  {
    guard let place = canJoin(a, b, graph), let left = function(a, graph), let right = function(b, graph),
      graph.shape(left.arguments[place]) == graph.shape(right.arguments[place])
    else { return nil }
    // A number in front of the first stays there.
    let ratio = b.coefficient / a.coefficient
    let scaled = graph.scaled(right.arguments[place], by: ratio)
    var arguments = left.arguments
    arguments[place] = graph.sum([arguments[place], scaled])
    guard let value = try? graph.apply(left.name, arguments) else { return nil }
    let front = graph.product(.init(coefficient: a.coefficient, scalars: left.scalars))
    let product = graph.product([front, value])
    return graph.parts(product)
  }
}
