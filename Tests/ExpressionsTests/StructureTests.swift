// The closed list of structures: which attributes make which, and what becomes of them under the operations that a
// derivative by an expression undoes.

import Expressions
import Testing

@Suite("The structures of variables") struct StructureTests {
  /// Every set of at most three attributes.
  private static let sets: [Properties] = {
    let named = Properties.named.map(\.property)
    var sets: Set<Properties> = [[]]
    for _ in 0..<3 { sets.formUnion(sets.flatMap { set in named.map { set.union($0) } }) }
    return sets.sorted { $0.rawValue < $1.rawValue }
  }()

  @Test("are made by their own attributes", arguments: Structure.allCases)
  func ownAttributes(_ structure: Structure) {
    #expect(structure.properties.structure == .on(structure))
  }

  @Test("have all the attributes that make them") func attributes() {
    for set in Self.sets {
      switch set.structure {
      case .on(let structure): #expect(set.closure.contains(structure.properties), "\(set.names)")
      case .free: #expect(set.isDisjoint(with: .structural), "\(set.names)")
      case .refused(let elements): #expect(!elements.isEmpty, "\(set.names)")
      }
    }
  }

  @Test("depend on what attributes imply, not on how they are written") func closure() {
    for set in Self.sets {
      let (written, closed) = (set.structure, set.closure.structure)
      switch (written, closed) {
      case (.refused, .refused): continue
      default: #expect(written == closed, "\(set.names)")
      }
    }
  }

  @Test("do not change when a declaration also says which way a variable never moves")
  func openConditions() {
    for structure in Structure.allCases where structure != .zero {
      #expect(structure.properties.union(.constant).structure == .on(structure))
    }
    for structure in [Structure.symmetric, .toeplitz, .upperTriangular, .orthogonal] {
      #expect(structure.properties.union(.invertible).structure == .on(structure))
    }
  }

  @Test("that are on no list are called by the attributes that make them")
  func refusedNames() {
    #expect(Properties([.symmetric, .orthogonal]).structure == .refused("symmetric orthogonal matrices"))
    #expect(
      Properties([.positiveDefinite, .skew]).structure == .refused("skew positive-definite matrices")
    )
  }
}

@Suite("A derivative by an expression") struct DeterminedPartTests {
  private var graph = Graph(vocabulary: Vocabulary([]))

  private mutating func matrix(_ name: String, _ properties: Properties = []) -> ExpressionID {
    graph.symbol(graph.declare(Symbol(name: name, shape: Shape("n", "n"), properties: properties)))
  }

  @Test("moves the one name that inverses, transposes, multiples and constant shifts determine")
  mutating func determined() {
    let x = matrix("X")
    let a = matrix("A", .constant)
    let inverse = graph.inverse(x)
    let transposed = graph.transpose(inverse)
    let shifted = graph.sum([graph.scaled(transposed, by: 2), a])
    for expression in [inverse, transposed, shifted] {
      #expect(graph.determinedPart(of: expression)?.part == x)
    }
    #expect(graph.determinedPart(of: shifted)?.operations.count == 4)
  }

  @Test("determines nothing by powers, by products and by sums of names that can both vary")
  mutating func undetermined() {
    let x = matrix("X")
    let b = matrix("B")
    for expression in [graph.power(x, 2), graph.product([b, x]), graph.sum([x, b]), x] {
      #expect(graph.determinedPart(of: expression) == nil)
    }
  }

  @Test("keeps a structure that the operation keeps, and refuses one that it leaves")
  mutating func structure() {
    let s = matrix("S", .symmetric)
    let t = matrix("T", .toeplitz)
    let u = matrix("U", .upperTriangular)
    let q = matrix("Q", .orthogonal)
    let images: [(ExpressionID, DeclaredStructure)] = [
      (graph.inverse(s), .on(.symmetric)), (graph.transpose(u), .on(.lowerTriangular)),
      (graph.inverse(t), .refused("inverses of Toeplitz matrices")),
      (graph.scaled(q, by: 2), .refused("multiples of orthogonal matrices")),
    ]
    for (expression, structure) in images {
      #expect(graph.determinedPart(of: expression)?.structure == structure)
    }
  }

  @Test("finds its occurrences as neighbouring factors, transposed, among terms and inside powers")
  mutating func occurrences() {
    let a = matrix("A")
    let b = matrix("B")
    let y = matrix("Y")
    let product = graph.product([a, b])
    let longer = graph.product([b, a, b, a])
    let inside = graph.product([b, y, a])
    let replaced = graph.replacingOccurrences(of: product, by: y, in: longer)
    #expect(replaced == inside)
    let turned = graph.product([graph.transpose(b), graph.transpose(a)])
    let transposed = graph.transpose(y)
    let found = graph.replacingOccurrences(of: product, by: y, in: turned)
    #expect(found == transposed)
    let sum = graph.sum([a, b])
    let more = graph.sum([a, b, y])
    let z = matrix("Z")
    let rest = graph.sum([y, z])
    let remaining = graph.replacingOccurrences(of: sum, by: z, in: more)
    #expect(remaining == rest)
    let square = graph.power(a, 2)
    let sixth = graph.power(a, 6)
    let cube = graph.power(y, 3)
    let power = graph.replacingOccurrences(of: square, by: y, in: sixth)
    #expect(power == cube)
  }

  @Test("says what is left over beside the occurrences")
  mutating func leftOver() {
    let a = matrix("A")
    let square = graph.power(a, 2)
    let fourth = graph.power(a, 4)
    let cube = graph.power(a, 3)
    let whole = graph.variation(of: fourth, by: square)
    let part = graph.variation(of: cube, by: square)
    #expect(whole == .occurrences)
    guard case .symbol(let symbol) = graph[a] else { return }
    #expect(part == .leftOver([symbol]))
  }
}
