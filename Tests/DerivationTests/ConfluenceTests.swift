// One normal form, whatever the order in which operands were written.

import Derivation
import Expressions
import Functions
import Syntax
import Testing

@Suite("The normal form") struct ConfluenceTests {
  private static let expressions = [
    "A*x + B*x - (x'*y)*x + 3*a",
    "tr(A*X*X'*B) + tr(X'*A'*X) + x'*A*y",
    "(A + B)*(A - B)*x + A .* B*y",
    "X .* Y .* (X + Y) .* X",
    "A : B + B : C*A + (x'*y)*(A : C)",
    "kron(A + B, C) + kron(C, A*B)",
    "inv(A*B)*A + (A + B)' + inv(A')*B",
    "exp.(x .* y + a) .* sigmoid.(y + x)",
    "det(A*B*C)*tr(A + B)*normF(X + Y)^2",
    "A*B + B*A + A*C + C*A",
  ]

  @Test("does not depend on the order of operands", arguments: expressions)
  func shuffled(_ text: String) throws {
    var work = try Worked(
      "A, B, C : matrix(n, n)\nX, Y : matrix(n, m)\nx, y, a : vector(n)"
    )
    let expression = try work.expression(text)
    var normalizer = Normalizer()
    let form = try #require(normalizer.normalForm(expression, in: &work.scope.graph))
    var generator = SplitMix(state: 20_120_915)
    for _ in 0..<40 {
      let other = shuffle(expression, &work.scope.graph, &generator)
      var fresh = Normalizer()
      let again = try #require(fresh.normalForm(other, in: &work.scope.graph))
      #expect(again == form, "\(work.text(other)): \(work.text(again)) is not \(work.text(form))")
    }
  }

  @Test("of a normal form is itself", arguments: expressions)
  func idempotent(_ text: String) throws {
    var work = try Worked(
      "A, B, C : matrix(n, n)\nX, Y : matrix(n, m)\nx, y, a : vector(n)"
    )
    let expression = try work.expression(text)
    var first = Normalizer()
    let form = try #require(first.normalForm(expression, in: &work.scope.graph))
    var second = Normalizer()
    let again = try #require(second.normalForm(form, in: &work.scope.graph))
    #expect(again == form, "\(work.text(again)) is not \(work.text(form))")
  }

  @Test("is the same whether children or the whole are taken first", arguments: expressions)
  func childrenFirst(_ text: String) throws {
    var work = try Worked(
      "A, B, C : matrix(n, n)\nX, Y : matrix(n, m)\nx, y, a : vector(n)"
    )
    let expression = try work.expression(text)
    var whole = Normalizer()
    let form = try #require(whole.normalForm(expression, in: &work.scope.graph))
    // The parts by themselves, the smallest and the largest first, and the whole put together of their forms.
    let parts = work.scope.graph.reachable(from: [expression])
    for order in [parts, parts.reversed()] {
      var normalizer = Normalizer()
      for part in order { _ = try #require(normalizer.normalForm(part, in: &work.scope.graph)) }
      let again = try #require(normalizer.normalForm(expression, in: &work.scope.graph))
      #expect(again == form, "\(text): \(work.text(again)) is not \(work.text(form))")
    }
    var memo: [ExpressionID: ExpressionID] = [:]
    for part in parts {
      let children = work.scope.graph[part].children.map { memo[$0] ?? $0 }
      let rebuilt = work.scope.graph.rebuild(work.scope.graph[part], children)
      var fresh = Normalizer()
      memo[part] = fresh.normalForm(rebuilt, in: &work.scope.graph)
    }
    #expect(memo[expression] == form, "\(text)")
  }

  @Test("of the shortest form does not depend on the order of operands", arguments: expressions)
  func simplified(_ text: String) throws {
    var work = try Worked(
      "A, B, C : matrix(n, n)\nX, Y : matrix(n, m)\nx, y, a : vector(n)"
    )
    let expression = try work.expression(text)
    var generator = SplitMix(state: 20_210_131)
    var forms: Set<ExpressionID> = []
    for turn in 0..<8 {
      let other = turn == 0 ? expression : shuffle(expression, &work.scope.graph, &generator)
      let book = RuleBook(Catalogue.all, vocabulary: Catalogue.vocabulary)
      var calculus = Calculus(graph: work.scope.graph, book: book, variables: [])
      let short = calculus.simplification(of: other).result
      work.scope.graph = calculus.graph
      #expect(
        work.scope.graph.readingCost(short) <= work.scope.graph.readingCost(other),
        "\(work.text(other)): \(work.text(short))"
      )
      var normalizer = Normalizer()
      forms.insert(try #require(normalizer.normalForm(short, in: &work.scope.graph)))
    }
    #expect(forms.count == 1, "\(text)")
  }

  /// The expression with the operands of what commutes in another order, and scalar products turned round.
  private func shuffle(_ root: ExpressionID, _ graph: inout Graph, _ generator: inout SplitMix)
    -> ExpressionID
  {
    var memo: [ExpressionID: ExpressionID] = [:]
    for id in graph.reachable(from: [root]) {
      var children = graph[id].children.map { memo[$0] ?? $0 }
      switch graph[id] {
      case .sum, .hadamard: children.shuffle(using: &generator)
      case .frobenius: if Bool.random(using: &generator) { children.reverse() }
      default: break
      }
      var renewed = graph.rebuild(graph[id], children)
      if graph.shape(id).isScalar, case .product(let operands) = graph[renewed],
        Bool.random(using: &generator), operands.allSatisfy({ !graph.shape($0).isScalar })
      {
        renewed = graph.product(operands.reversed().map { graph.transpose($0) })
      }
      memo[id] = renewed
    }
    return memo[root] ?? root
  }
}

/// A generator with a fixed seed.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
