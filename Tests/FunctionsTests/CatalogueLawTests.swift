// The laws that every function of the catalogue keeps, present and future.

import Expressions
import Functions
import Numerics
import Testing

@Suite("Every function of the catalogue") struct CatalogueLawTests {
  /// Square, tall and wide, with the sizes 1, 2, 3 and 5.
  private static let shapes = [(1, 1), (2, 2), (3, 2), (2, 3), (3, 3), (5, 3), (5, 5)]

  @Test("is documented: a sentence, a source, an example", arguments: Catalogue.all)
  func documentation(_ function: MatrixFunction) {
    #expect(function.summary.hasSuffix("."))
    #expect(function.summary.first?.isUppercase == true)
    #expect(function.example.contains(" : ") && function.example.contains("\n"))
    #expect(!function.flops.isEmpty && !function.python.expression.isEmpty)
    switch function.differential {
    case .linear(_, let name, let source), .formula(_, let name, let source),
      .elementwise(_, let name, let source), .zero(let name, let source):
      #expect(!name.isEmpty && !source.description.isEmpty)
    case .none(let reason): #expect(!reason.isEmpty)
    }
    for rewrite in function.rewrites {
      #expect(!rewrite.name.isEmpty && !rewrite.source.description.isEmpty)
      #expect(rewrite.pattern != rewrite.replacement)
    }
  }

  @Test("says so when it is given too many arguments or none that fit", arguments: Catalogue.all)
  func wrongShapes(_ function: MatrixFunction) {
    let count = function.signature.parameters.count
    let scalar = ArgumentShape(.scalar, size: 2)
    #expect(throws: ShapeFailure.self) {
      try function.signature.shape(of: Array(repeating: scalar, count: count + 1))
    }
    #expect(throws: ShapeFailure.self) { try function.signature.shape(of: []) }
  }

  @Test("has a value of the shape that its signature says", arguments: Catalogue.all)
  func shape(_ function: MatrixFunction) throws {
    var random = RandomSource(seed: 1)
    for (n, m) in Self.shapes {
      let point = try #require(SamplePoint(of: function, n: n, m: m, random: &random))
      let value = try point.value(of: function)
      #expect(value.rows == function.signature.result.rows.value(point.bound))
      #expect(value.columns == function.signature.result.columns.value(point.bound))
    }
  }

  @Test("has a value whose dual derivative agrees with differences", arguments: Catalogue.all)
  func differences(_ function: MatrixFunction) throws {
    if case .none = function.differential { return }
    var random = RandomSource(seed: 2)
    let duals = DualArithmetic(DoubleArithmetic())
    for (n, m) in Self.shapes {
      let point = try #require(SamplePoint(of: function, n: n, m: m, random: &random))
      let directions = point.directions(for: function, random: &random)
      let arguments = zip(point.matrices, directions).map { DualMatrix<DoubleArithmetic>($0, tangent: $1) }
      let tangent = duals.tangent(try function.value(of: arguments, sizes: point.sizes, in: duals))

      // Two central differences, combined so that the error is of fourth order: h⁴ = 1e-15 times the fifth
      // derivative, which reaches 1e7 at the points drawn here, and 1e-16/h = 1e-12 times the conditioning.
      let h = 2e-4
      func difference(_ step: Double) throws -> DenseMatrix {
        let above = try point.value(of: function, moved: step, along: directions)
        let below = try point.value(of: function, moved: -step, along: directions)
        return above.combined(0.5 / step, below, -0.5 / step)
      }
      let numeric = try difference(h).combined(4 / 3, try difference(2 * h), -1 / 3)
      let scale = 1 + tangent.largestMagnitude
      #expect(numeric.distance(to: tangent) < 1e-7 * scale, "at n = \(n), m = \(m)")
    }
  }

  @Test("is linear where its record says so, and constant where it says so", arguments: Catalogue.all)
  func linearity(_ function: MatrixFunction) throws {
    let matrices = function.signature.parameters.filter(\.isMatrix).map(\.name)
    var random = RandomSource(seed: 3)
    for (n, m) in Self.shapes {
      let point = try #require(SamplePoint(of: function, n: n, m: m, random: &random))
      let directions = point.directions(for: function, random: &random)
      for linear in function.linearArguments {
        let index = try #require(matrices.firstIndex(of: linear.argument))
        func value(_ argument: DenseMatrix) throws -> DenseMatrix {
          var moved = point
          moved.matrices[index] = argument
          return try moved.value(of: function)
        }
        let (a, b) = (point.matrices[index], directions[index])
        let whole = try value(a.combined(2, b, -3))
        let parts = try value(a).combined(2, try value(b), -3)
        #expect(whole.distance(to: parts) < 1e-10 * (1 + whole.largestMagnitude))
      }
      if case .zero = function.differential {
        let moved = try point.value(of: function, moved: 0.01, along: directions)
        #expect(moved.distance(to: try point.value(of: function)) == 0)
      }
    }
  }

  @Test("is found by its name and known to readers") func lookup() {
    #expect(Catalogue.vocabulary.names == Catalogue.all.map(\.name).sorted())
    for function in Catalogue.all { #expect(Catalogue[function.name]?.description == function.description) }
    #expect(Catalogue["no such function"] == nil)
  }

  @Test("that takes a number of an eigenvalue refuses one that is not there")
  func places() throws {
    let eigenvalue = try #require(Catalogue["eigval"])
    for place in [0, 3, -1] {
      #expect(throws: NumericFailure.self) {
        try eigenvalue.value(of: [DenseMatrix.identity(2)], sizes: [place], in: DoubleArithmetic())
      }
    }
  }
}
