// Functions that have a meaning by convention and that a row defines: `\sigma(z) = …` where σ is not the logistic function.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax

extension RowJudge {
  /// The letters of conventional functions that rows of the display define as other functions.
  ///
  /// The convention is for authors who do not say what they mean. A row that is the first to mention the function, and
  /// has it alone on its left side, says it; where the convention may be what it says, the convention stays.
  func ownFunctions(in rows: [DisplayRow], _ request: DisplayRequest) -> Set<String> {
    var mentioned = Set<String>()
    var own = Set<String>()
    for statement in rows.flatMap(\.statements) {
      guard case .chain(let formulas, let relations) = statement.kind else { continue }
      defer {
        for formula in formulas { mentioned.formUnion(conventionalFunctions(in: formula.tree, request)) }
      }
      guard case .none = statement.continuation, statement.connective != .condition, formulas.count > 1,
        relations.allSatisfy(\.isEquality),
        let letter = calledAlone(formulas[0].tree.plainWay, request), !mentioned.contains(letter),
        !formulas.dropFirst().contains(where: {
          conventionalFunctions(in: $0.tree, request).contains(letter)
        }), contradictsConvention(Chain(formulas, relations, statement))
      else { continue }
      own.insert(letter)
    }
    return own
  }

  /// The letter of the conventional function that a left side is the value of, at names or at one of their entries.
  private func calledAlone(_ tree: SyntaxTree, _ request: DisplayRequest) -> String? {
    var tree = tree.withoutBrackets
    if case .entry(let base, let indices) = tree.kind, indices.allSatisfy({ $0.bareName != nil }) {
      tree = base.withoutBrackets
    }
    guard case .call(_, let place, _, let arguments) = tree.kind, !arguments.isEmpty,
      arguments.allSatisfy({ argument in
        // `\sigma(z_i)` for what depends on all entries names no function, and is not the conventional one.
        if case .entry(let base, _) = argument.withoutBrackets.kind { return base.bareName != nil }
        return argument.bareName != nil
      })
    else { return nil }
    return letter(at: place, request)
  }

  private func conventionalFunctions(in tree: SyntaxTree, _ request: DisplayRequest) -> Set<String> {
    var found = Set<String>()
    for part in tree.all {
      if case .call("sigmoid", let place, _, _) = part.kind, let letter = letter(at: place, request) {
        found.insert(letter)
      }
    }
    return found
  }

  /// The letter that was read as the logistic function at a place; nil where its name is written out.
  private func letter(at place: SourceRange, _ request: DisplayRequest) -> String? {
    let written = String(
      decoding: request.text.utf8.dropFirst(place.start).prefix(place.end - place.start),
      as: UTF8.self
    )
    return written.hasPrefix("\\sigma") || written.hasPrefix("σ") ? "sigma" : nil
  }

  /// Whether an equation cannot be meant with the conventional meaning of the function that it begins with.
  private func contradictsConvention(_ chain: Chain) -> Bool {
    var trial = self
    trial.workspace.seeksCounterexamples = false
    trial.judge(chain)
    return trial.line.verdict.isWrong
  }
}
