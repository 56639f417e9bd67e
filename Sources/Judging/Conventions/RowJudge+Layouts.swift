// Layouts of derivatives: a display has one, fixed by its first row that needs it; a later row in another is a mixture.

import Expressions
import Findings
import LaTeX
import Syntax

extension RowJudge {
  /// Reads a row in the layouts that are still possible, and keeps those in which it is right.
  mutating func inLayout(_ formulas: [DisplayFormula], _ previous: ExpressionID?) -> Reading {
    // Layouts are read here, from the formulas; the equality of two sides does not try them again.
    workspace.judgesLayouts = false
    defer { workspace.judgesLayouts = true }
    let goesOnFromDerivative = previous != nil && state.previousTree?.hasDerivative == true
    let hasDerivatives = goesOnFromDerivative || formulas.contains { $0.tree.hasDerivative }
    let possible = possibleLayouts(hasDerivatives: hasDerivatives)
    var readings: [Reading] = []
    for layout in possible {
      var reading = read(formulas, layout, previousSide(previous, in: layout))
      reading.layout = layout
      readings.append(reading)
      if reading.verdict == .holds { break }
    }
    // Wrong is only what is wrong in every layout that is possible; shapes that fit in none are the last word.
    let order: [Verdict] = [.holds, .undecided, .refuted]
    let chosen = order.lazy.compactMap { verdict in readings.first { $0.verdict == verdict } }.first
    guard var best = chosen ?? readings.first, hasDerivatives else {
      return chosen ?? readings.first ?? Reading()
    }
    if best.verdict == .holds {
      if !options.fixesLayout { keepLayouts(best, formulas, previous) }
      if best.message.isEmpty, !options.fixesLayout { best.message = Self.note(on: best.layout) }
    } else if best.verdict.isWrong {
      best.mixture = LayoutConvention.allCases.first { layout in
        !possible.contains(layout)
          && read(formulas, layout, previousSide(previous, in: layout)).verdict == .holds
      }
    }
    return best
  }

  /// The side from which a row goes on, read anew in another layout: a derivative that stood alone fixed none.
  private mutating func previousSide(_ previous: ExpressionID?, in layout: LayoutConvention) -> ExpressionID?
  {
    guard layout != .mixed, let previous, let tree = state.previousTree, tree.hasDerivative else {
      return previous
    }
    var trial = scope
    trial.layout = layout
    let row = trial.lower(chain: [tree.plainWay], range: tree.range)
    guard let side = row.formulas.first?.expression else { return previous }
    scope.adoptExpressions(of: trial)
    let isTurned = scope.graph.shape(side) == scope.graph.shape(previous).transposed
    return isTurned ? side : previous
  }

  /// The layouts that the options and the rows so far leave; one is enough where nothing is differentiated.
  private func possibleLayouts(hasDerivatives: Bool) -> [LayoutConvention] {
    if options.fixesLayout { return [options.layout] }
    return hasDerivatives ? state.layouts : Array(state.layouts.prefix(1))
  }

  /// Of the layouts that are still possible, those in which the row holds, too.
  private mutating func keepLayouts(
    _ right: Reading,
    _ formulas: [DisplayFormula],
    _ previous: ExpressionID?
  ) {
    guard state.layouts.count > 1 else { return }
    state.layouts = state.layouts.filter { layout in
      layout == right.layout
        || read(formulas, layout, previousSide(previous, in: layout)).verdict == .holds
    }
  }

  /// Says that a row which is right in a layout that is not in force mixes the two.
  func blame(_ layout: LayoutConvention, _ reading: inout Reading) {
    reading.fault = .layout
    reading.verdict = .refuted
    reading.message =
      "this holds only in \(layout.rawValue) layout, and "
      + (options.fixesLayout
        ? "the option 'layout' says \(options.layout.rawValue)"
        : "a row before holds only in \(state.layouts.map(\.rawValue).joined(separator: " or ")) layout")
  }

  /// What is said of a row that holds in another layout than the default one.
  private static func note(on layout: LayoutConvention) -> String {
    switch layout {
    case .mixed: ""
    case .numerator: "this holds in numerator layout: the derivative of a number is a row"
    case .denominator:
      "this holds in denominator layout: the derivative of a vector by a vector is the transposed Jacobian"
    }
  }
}
