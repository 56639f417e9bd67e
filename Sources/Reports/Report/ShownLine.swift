// The lines of a derivation that are shown: the one that states the result is the result, and a brief derivation leaves out
// those that only rearrange.

import Findings

/// A line of a derivation as it is shown.
struct ShownLine: Sendable, Hashable {
  /// Its number in the whole derivation, from 1.
  let number: Int
  /// The numbers of the lines before it that are left out, whose places are here.
  let omitted: [Int]
  /// The line, with the reasons of those that are left out.
  let step: AnswerStep

  /// All numbers that lead here.
  var numbers: [Int] { omitted + [number] }
}

extension Answer {
  /// The line that reads off the answer, which is the result and need not stand twice.
  var closingStep: AnswerStep? {
    guard steps.count > 1, let last = steps.last, last.verdict == .holds, last.left?.latex == left.latex,
      last.right.latex == value?.latex
    else { return nil }
    return last
  }

  /// The value as it stands under its lines: in the names that these introduce, unless nothing says what they are.
  func shownValue(_ shown: Presentation) -> Formula? {
    shown.isHint || shown.isCollapsed && !shown.isExercise ? value : valueInHelpers ?? value
  }

  /// `shape m × n`, or `scalar`.
  var shapeInWords: String {
    shape.isEmpty ? "scalar" : "shape " + shape.map(PlainCost.typeset).joined(separator: " × ")
  }

  /// What is held constant, and the conventions that are not those of everybody, in words.
  var shownConventions: [String] {
    var words = conventions
    if layout != .mixed { words.append("layout: \(layout.rawValue)") }
    if structured != .projected { words.append("structured: \(structured.rawValue)") }
    return words
  }

  /// The lines before the result.
  func shownLines(_ detail: Presentation.Detail) -> [ShownLine] {
    let lines = closingStep == nil ? steps[...] : steps.dropLast()
    var shown: [ShownLine] = []
    var omitted: [Int] = []
    var rules: [RuleName] = []
    for (index, step) in lines.enumerated() {
      rules += step.rules.filter { !rules.contains($0) }
      let isKept =
        detail != .brief || index == 0 || index == lines.count - 1 || step.left != nil
        || !step.definitions.isEmpty || step.verdict != .holds
      guard isKept else {
        omitted.append(index + 1)
        continue
      }
      var kept = step
      kept.rules = rules
      // What the next line rewrites is marked where that line is shown.
      if detail == .brief { kept.markedLaTeX = step.right.latex }
      shown.append(ShownLine(number: index + 1, omitted: omitted, step: kept))
      omitted = []
      rules = []
    }
    return shown
  }
}
