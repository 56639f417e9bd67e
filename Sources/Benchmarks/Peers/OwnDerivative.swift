// The derivative of one function by this program, in its two parts: derived alone, and derived and checked.

import Answers
import Judging
import Findings
import Derivation
import Expressions
import Functions

/// The derivative of a function by this program.
struct OwnDerivative: Sendable {
  /// The value in the cell language; nil when nothing is derived.
  let value: String?
  /// Whether every line and the result are verified.
  let isVerified: Bool
  /// The emitted NumPy code.
  let code: String?
  /// The time of deriving alone, in milliseconds.
  let derivation: Double
  /// The time of the whole answer: read, derived, every line and the result checked, printed, code emitted.
  let answer: Double
}

extension OwnDerivative {
  /// Derives and times.
  init?(_ function: PeerFunction) {
    guard let derivation = OwnDerivative.derivationTime(function) else { return nil }
    self.derivation = derivation
    var declared = Session()
    _ = declared.run(cell: function.declarations)
    var session = declared
    // The pictures of a report are drawn by no peer.
    var options = AnswerOptions()
    options.drawsFigures = false
    guard case .answer(let found)? = session.run(cell: function.question, options: options).outcomes.last
    else {
      return nil
    }
    value = found.value?.plain
    isVerified = found.verdict == .holds
    code = found.code.first { $0.language == .numpy }?.text
    answer = median(of: 51) {
      var session = declared
      _ = session.run(cell: function.question, options: options)
    }
  }

  /// The time of deriving alone: the function is read, nothing is checked or printed.
  private static func derivationTime(_ function: PeerFunction) -> Double? {
    var session = Session()
    _ = session.run(cell: "\(function.declarations)\nphi0 = \(function.function)\nclaim phi0 == phi0")
    let graph = session.graph
    guard let name = graph.symbols.first(where: { $0.name == "phi0" }), case .defined(let body) = name.role,
      let variable = graph.nodes.indices.first(where: { place in
        guard case .symbol(let symbol) = graph.nodes[place] else { return false }
        return graph[symbol].name == function.variable
      }),
      case .symbol(let symbol) = graph.nodes[variable]
    else { return nil }
    let book = RuleBook(Catalogue.all, vocabulary: Catalogue.vocabulary)
    return try? median(of: 201) {
      var calculus = Calculus(graph: graph, book: book, variables: [symbol])
      _ = try calculus.derivation(
        function.kind == "hessian" ? .hessian : .gradient,
        of: body,
        wrt: calculus.graph.symbol(symbol),
        by: .differential,
        convention: .projected
      )
    }
  }
}
