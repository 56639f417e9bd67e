// Indices are put in without a sum taking a letter for its own.

import Expressions
import Testing
import TestSupport

@Suite("Indices of sums") struct IndexTests {
  private var graph = Graph(vocabulary: Vocabulary([]))
  private let (i, j, k): (SymbolID, SymbolID, SymbolID)
  private let x: SymbolID

  init() {
    func index(_ name: String, _ graph: inout Graph) -> SymbolID {
      graph.declare(Symbol(name: name, shape: .scalar, role: .index(Size(named: "m"))))
    }
    i = index("i", &graph)
    j = index("j", &graph)
    k = index("k", &graph)
    x = graph.declare(Symbol(name: "x", shape: .scalar, role: .family(Size(named: "m"))))
  }

  @Test("stand free outside the sums that bind them")
  func free() {
    var graph = graph
    let member = graph.member(x, at: graph.symbol(i))
    let sum = graph.indexedSum(i, member)
    let both = graph.product([sum, graph.member(x, at: graph.symbol(j))])
    let beside = graph.product([sum, member])
    #expect(graph.mentions(member, i))
    #expect(!graph.mentions(sum, i))
    #expect(graph.unboundIndices(in: [both]) == [j])
    #expect(graph.unboundIndices(in: [beside]) == [i])
    #expect(graph.boundIndices(in: both) == [i])
  }

  @Test("that are put under a sum of their letter give it another one")
  func capture() {
    var graph = graph
    let inner = graph.product([graph.member(x, at: graph.symbol(i)), graph.member(x, at: graph.symbol(j))])
    let sum = graph.indexedSum(i, inner)
    // Σ_i x_i x_j at j = i is Σ_l x_l x_i for another letter l.
    let put = graph.replacing(j, by: graph.symbol(i), in: sum)
    #expect(graph.unboundIndices(in: [put]) == [i])
    #expect(!graph.boundIndices(in: put).contains(i))
    // The letter that goes is the one that is taken: i and j change places.
    #expect(graph.boundIndices(in: put) == [j])
    let back = graph.replacing(i, by: graph.symbol(j), in: put)
    #expect(back == sum)
  }

  @Test("of an inner sum are not those of an outer one")
  func shadow() {
    var graph = graph
    let member = graph.member(x, at: graph.symbol(i))
    let inner = graph.indexedSum(i, member)
    let outer = graph.product([member, inner])
    let put = graph.replacing(i, by: graph.number(2), in: outer)
    let second = graph.member(x, at: graph.number(2))
    let wanted = graph.product([second, inner])
    #expect(put == wanted)
  }

  @Test("of a family are put into its definition, whatever its sums are called")
  func family() {
    var graph = graph
    let body = graph.indexedSum(
      k,
      graph.product([graph.member(x, at: graph.symbol(i)), graph.member(x, at: graph.symbol(k))])
    )
    let family = graph.declare(Symbol(name: "s", shape: .scalar, role: .definedFamily(i, body)))
    let instance = graph.instance(of: family, at: graph.symbol(k))
    #expect(instance.map { graph.unboundIndices(in: [$0]) } == [k])
    #expect(instance.map { graph.boundIndices(in: $0).contains(k) } == false)
    let member = graph.member(family, at: graph.symbol(j))
    #expect(graph.unboundIndices(in: [member]) == [j])
    #expect(graph.mentions(member, j) && !graph.mentions(member, i) && !graph.mentions(member, k))
  }

  @Test("get a letter that neither a name nor a size of the author has")
  func letters() {
    var graph = graph
    _ = graph.declare(Symbol(name: "l", shape: .scalar))
    let sum = graph.sum([graph.symbol(i), graph.symbol(j), graph.symbol(k)])
    let fresh = graph.freshIndex(over: Size(named: "p"), beside: [sum])
    #expect(!["i", "j", "k", "l", "m", "p", "x"].contains(graph[fresh].name))
    let again = graph.freshIndex(over: Size(named: "p"), beside: [sum])
    #expect(again == fresh)
  }
}
