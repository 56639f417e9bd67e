// `\partial f/\partial x`, `df(x)/dx`, `d(a^\top x)/dx_i`, `d/dt`: derivatives written with a slash.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// How far a slash is looked for.
  private static let slashBound = 160

  /// A derivative by slash; nil where no sign stands below the slash, which is a quotient.
  ///
  /// It is a sign, what is differentiated (a name with its scripts, a call, a bracket, or nothing), a slash, the same sign
  /// and a variable.
  mutating func slashedDerivative(_ atom: LaTeXAtom) throws(UnreadableFormula) -> FormulaReading? {
    var top = [atom]
    var distance = 1
    if let next = peekAfter(distance), case .script(isSuper: true, _) = next.kind {
      top.append(next)
      distance += 1
    }
    if let next = peekAfter(distance), next.letter != nil {
      top.append(next)
      distance += 1
      takeScripts(&top, &distance)
    }
    if peekAfter(distance)?.opensBracket == true {
      guard takeBracket(&top, &distance) else { return nil }
      takeScripts(&top, &distance)
    }
    guard peekAfter(distance)?.isSymbol("/") == true, let sign = peekAfter(distance + 1),
      differentialSign(sign) == differentialSign(atom), let variable = peekAfter(distance + 2),
      variable.letter != nil
    else { return nil }
    var bottom = [sign, variable]
    var end = distance + 3
    takeScripts(&bottom, &end)
    advance(by: end)
    return try derivativeFraction(top, bottom, atom.range.union(variable.range))
  }

  private func takeScripts(_ atoms: inout [LaTeXAtom], _ distance: inout Int) {
    while let next = peekAfter(distance) {
      switch next.kind {
      case .script, .prime: atoms.append(next)
      default: return
      }
      distance += 1
    }
  }

  /// Takes a bracket with all that is in it; whether it is closed within reach.
  private func takeBracket(_ atoms: inout [LaTeXAtom], _ distance: inout Int) -> Bool {
    var depth = 0
    for place in distance..<(distance + FormulaParser.slashBound) {
      guard let next = peekAfter(place) else { return false }
      atoms.append(next)
      if next.opensBracket { depth += 1 }
      if isClosing(next) { depth -= 1 }
      if depth == 0 {
        distance = place + 1
        return true
      }
    }
    return false
  }
}
