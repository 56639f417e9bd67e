// Every pair of attributes under every convention: the derivative holds, or is refused by the name of the set. The
// program never refutes itself.
//
// A : matrix(n, n); P : matrix(n, n) symmetric toeplitz; gradient tr(A*P) wrt P
// was refuted by the verifier; so were unit vectors, and a right claim about triangular Toeplitz matrices.

import Derivation
import Diagnostics
import Expressions
import Findings
import Testing

@testable import Answers
import Judging

@Suite("Structured variables") struct StructureTests {
  /// Pairs of attributes with a convention: one of all that say the same, and where only the convention differs one of
  /// all that move on the same set.
  private static let pairs: [(Properties, StructureConvention)] = {
    let square = Properties.named.map(\.property).filter { $0 != .unit && $0 != .constant }
    let sets = square.flatMap { first in square.map { first.union($0) } }
    var closures = Set<Properties>()
    let projected = sets.filter { closures.insert($0.closure).inserted }
    var structures = Set<DeclaredStructure>()
    let others = sets.filter { structures.insert($0.structure).inserted }
    return projected.map { ($0, .projected) } + others.flatMap { [($0, .tied), ($0, .ignored)] }
  }()

  /// Whether all answers hold, or nothing is answered but the set on which no derivative is taken.
  private func expectHoldsOrRefused(_ cell: String, _ convention: StructureConvention) {
    var session = Session()
    var options = AnswerOptions()
    options.structured = convention
    options.drawsFigures = false
    let result = session.run(cell: cell, options: options)
    let verdicts = result.outcomes.compactMap {
      if case .answer(let answer) = $0 { answer.verdict } else { nil }
    }
    let codes = Set(result.diagnostics.map(\.code))
    let isRefused =
      verdicts.isEmpty && !codes.isEmpty
      && codes.isSubset(of: ["derivation.structure", "derivation.curved-structure"])
    #expect(verdicts == [.holds] && codes.isEmpty || isRefused, "\(cell) \(convention) \(verdicts) \(codes)")
  }

  @Test(
    "of any two attributes have derivatives that hold, or none by name",
    arguments: pairs
  )
  func anyTwo(_ properties: Properties, _ convention: StructureConvention) {
    let names = "X : matrix(n, n) \(properties.names.joined(separator: " "))\nA : matrix(n, n)\n"
    for question in ["gradient tr(A*X*X)", "jacobian A*X", "hessian tr(A*X*X)"] {
      expectHoldsOrRefused(names + question + " wrt X", convention)
    }
  }

  @Test(
    "of norm 1 have derivatives that hold, or none by name",
    arguments: ["unit", "unit positive", "unit nonnegative"],
    StructureConvention.allCases
  )
  func unitVectors(_ attributes: String, _ convention: StructureConvention) {
    let names = "v : vector(n) \(attributes)\nb : vector(n)\nA : matrix(n, n)\n"
    for question in ["gradient b'*v + v'*A*v", "jacobian A*v", "hessian v'*A*v"] {
      expectHoldsOrRefused(names + question + " wrt v", convention)
    }
  }

  @Test(
    "move in directions along their set alone",
    arguments: ["symmetric", "skew", "diagonal", "toeplitz", "upper-triangular", "symmetric toeplitz"],
    StructureConvention.allCases
  )
  func directions(_ attributes: String, _ convention: StructureConvention) {
    let names = "X : matrix(n, n) \(attributes)\nA, U, V : matrix(n, n)\n"
    for question in [
      "directional tr(A*X*X) wrt X along V", "hessian tr(A*X*X) wrt X along V",
      "hessian tr(A*X*X) wrt X along U, V",
    ] {
      expectHoldsOrRefused(names + question, convention)
    }
  }

  @Test("of norm 1 come with the gradient before it was projected") func unprojected() throws {
    var session = Session()
    let result = session.run(cell: "v : vector(n) unit\nb : vector(n)\ngradient b'*v wrt v")
    guard case .answer(let answer)? = result.outcomes.last else {
      Issue.record("there is no answer")
      return
    }
    #expect(answer.value?.plain == "b - v'*b*v" || answer.value?.plain == "b - (v'*b)*v")
    #expect(answer.conventions.contains { $0.hasSuffix("the gradient is b.") })
  }

  @Test("say which part of a direction is taken") func saidDirections() {
    var session = Session()
    let names = "S : matrix(n, n) symmetric\nA, V : matrix(n, n)\n"
    let result = session.run(
      cell: names + "directional tr(A*S) wrt S along V\ndirectional tr(A*S) wrt S along V + V'"
    )
    let notes = result.outcomes.compactMap {
      if case .answer(let answer) = $0 {
        answer.conventions.count { $0.contains("of the direction") }
      } else {
        nil
      }
    }
    #expect(notes == [1, 0])
  }

  @Test(
    "are moved along the part of a direction that they can take, in the answer and in a claim",
    arguments: Structure.allCases.filter { $0 != .unit }
  )
  func directional(_ structure: Structure) throws {
    let attributes = structure.properties.names.joined(separator: " ")
    let names = """
      A, V : matrix(n, n)
      X : matrix(n, n) \(attributes)

      """
    var options = AnswerOptions()
    options.drawsFigures = false
    for function in ["tr(A*X*A*X)", "X*A*X"] {
      var session = Session()
      let question = "directional \(function) wrt X along V"
      let result = session.run(cell: names + question, options: options)
      guard case .answer(let answer)? = result.outcomes.last, let value = answer.value?.plain else {
        Issue.record("\(question) \(attributes)")
        continue
      }
      #expect(answer.verdict == .holds)
      #expect(answer.conventions.contains { $0.contains("the part along them is taken") })
      let free = function == "X*A*X" ? "V*A*X + X*A*V" : "2*((A*X*A)' : V)"
      let claims = "claim \(question) == \(value)\nclaim \(question) == \(free)"
      let verdicts = session.run(cell: claims).outcomes.compactMap {
        if case .checked(let statement) = $0 { statement.verdict } else { nil }
      }
      // Where nothing moves, the whole direction gives the same.
      #expect(
        verdicts == [.holds, structure == .zero ? .holds : .refuted],
        "\(question) \(attributes) \(verdicts)"
      )
    }
  }
}
