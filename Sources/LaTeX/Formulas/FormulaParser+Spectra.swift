// `\lambda_{\max}(A)`, `\sigma_{\min}(A)`: the extreme eigenvalues and singular values of a matrix.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// The call that stands for the smallest singular value of a square matrix, whose number is its size.
  static let smallestSingularValue = "sigma_min"

  /// An extreme eigenvalue or singular value, where λ or σ has `max` or `min` below it and a matrix in brackets behind
  /// it, and nobody declared a name of that writing; `place` is the subscript's.
  mutating func extremeOfSpectrum(_ base: String, place: Int, _ range: SourceRange)
    throws(UnreadableFormula) -> FormulaReading?
  {
    guard base == "lambda" || base == "sigma", case .script(isSuper: false, let content) = atoms[place].kind,
      let end = FormulaParser.subscriptText(content), end == "max" || end == "min",
      context.names[base + "_" + end] == nil
    else { return nil }
    let after = atoms[(place + 1)...].first { !$0.isInvisible }
    guard let after, after.isSymbol("(") || after.isSymbol("[") else { return nil }
    atoms.remove(at: place)
    let (items, bracket) = try bracketItems()
    guard items.count == 1, items[0].rank == .matrix || items[0].rank == nil else {
      throw UnreadableFormula("latex.notation", "'\\\(base)_{\\\(end)}' is read of one matrix", range)
    }
    let name =
      switch (base, end) {
      case ("lambda", "max"): "eigmax"
      case ("lambda", _): "eigmin"
      case (_, "max"): "spectral"
      case (_, _): FormulaParser.smallestSingularValue
      }
    return FormulaReading(
      SyntaxTree(
        .call(name: name, nameRange: range, isElementwise: false, arguments: [items[0].tree]),
        range.union(bracket)
      ),
      rank: .scalar
    )
  }
}
