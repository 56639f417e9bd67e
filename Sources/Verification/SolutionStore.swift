// Points that meet conditions, kept for the next row under the same ones: ten rows of a display search once.

import Expressions
import Findings
import Synchronization

/// The points that were found where conditions hold, by all that they depend on.
///
/// What is kept is what a search would find again, with what it cost, so that no verdict depends on who asked before.
package final class SolutionStore: Sendable {
  /// What a search is made of.
  struct Key: Hashable {
    let system: System
    /// The sizes of the system, and the turn of the random start.
    let sizes: [String: Int]
    let attempt: Int
    /// The factor that vanishes beside the conditions, and how.
    var factor: UInt64?
    var annihilated = SolutionPoint.Annihilated.all
  }

  /// Conditions by what they say, not by their places in a graph, which are given anew when an attempt is taken back.
  struct System: Hashable {
    private let conditions: [UInt64]
    private let names: [SymbolID: Symbol]
    private let definitions: [SymbolID: UInt64]
    private let variables: Set<SymbolID>
    private let convention: StructureConvention
    private let seed: UInt64
    private let digits: Int

    init(_ conditions: [ExpressionID], of run: CheckRun) {
      let graph = run.graph
      let symbols = graph.symbols(in: conditions, throughDefinitions: true)
      self.conditions = conditions.map { graph.structuralHash($0) }
      names = Dictionary(symbols.map { ($0, graph[$0]) }, uniquingKeysWith: { first, _ in first })
      definitions = names.compactMapValues { symbol in
        guard case .defined(let body) = symbol.role else { return nil }
        return graph.structuralHash(body)
      }
      variables = run.variables
      convention = run.options.convention
      seed = run.options.seed
      digits = run.options.digits
    }
  }

  /// What a search found, and how many evaluations it took.
  struct Found {
    let point: ExactPoint?
    let cost: Int
  }

  /// How many searches are kept.
  private static let countBound = 4096

  private let found = Mutex<[Key: Found]>([:])

  /// A store with nothing in it.
  package init() {}

  /// What a search found before.
  func known(_ key: Key) -> Found? { found.withLock { $0[key] } }

  /// Keeps what a search found.
  func keep(_ value: Found, _ key: Key) {
    found.withLock {
      if $0.count >= Self.countBound { $0.removeAll() }
      $0[key] = value
    }
  }
}
