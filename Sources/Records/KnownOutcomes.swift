// What was found of the equations of records, so that none is computed twice, and those of one answer at the same points.

import Expressions
import Findings
import JSON
import Syntax
import Verification

/// The outcomes of equations by all that they depend on.
struct KnownOutcomes: Sendable {
  /// What arithmetic says of an equation.
  typealias Outcome = (verdict: Verdict, reason: String?, conditions: [NameCondition])

  /// An equation of an answer, with the names that vary in it.
  struct Line: Hashable, Sendable {
    let text: String
    let varying: [String]
  }

  /// An equation with what its truth depends on: the names of the notebook, those of the answer, options.
  private struct Key: Hashable {
    let names: String
    let helpers: [String]
    let line: Line
    let conventions: [String?]
  }

  private var outcomes: [Key: Outcome] = [:]

  /// The outcomes of equations of an answer under names that the texts `said` made; nil for one that cannot be read.
  mutating func outcomes(
    of lines: [Line],
    in answer: JSONValue,
    _ options: JSONValue?,
    _ names: RecordScope,
    said: String
  ) -> [Outcome?] {
    let helpers = (answer["indices"]?.strings ?? []) + (answer["helpers"]?.strings ?? [])
    let conventions = [
      answer["layout"]?.string, answer["structured"]?.string, options?["instance"]?.string,
    ]
    let keys = lines.map { Key(names: said, helpers: helpers, line: $0, conventions: conventions) }
    // One graph for all lines: what they share is computed once at each point.
    var names = names
    var open: [(key: Key, equation: Equation, varying: Set<SymbolID>)] = []
    var met = Set<Key>()
    for key in keys where outcomes[key] == nil && met.insert(key).inserted {
      let line = key.line
      guard
        var claim = RecordReplay.equation(line.text, varying: line.varying, of: answer, options, in: names)
      else { continue }
      if let sides = claim.comparableSides() {
        open.append((key, Equation(sides[0], sides[1]), claim.varying))
        names = claim.names
      } else {
        outcomes[key] = claim.outcome()
      }
    }
    let verifier = RecordScope.verifier(RecordReplay.structure(answer), sizes: RecordReplay.sizes(options))
    while let varying = open.first?.varying {
      let group = open.filter { $0.varying == varying }
      open.removeAll { $0.varying == varying }
      let found = verifier.check(
        group.map(\.equation),
        in: names.scope.graph,
        variables: varying,
        free: varying
      )
      for (line, outcome) in zip(group, found) {
        outcomes[line.key] = (outcome.verdict, outcome.reason, outcome.conditions)
      }
    }
    return keys.map { outcomes[$0] }
  }
}
