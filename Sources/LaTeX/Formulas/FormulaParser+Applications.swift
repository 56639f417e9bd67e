// What a known function means on a number, a vector or a matrix.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// A function of every entry, whatever its argument is.
  func entrywise(
    _ function: String,
    _ arguments: [FormulaReading],
    _ range: SourceRange,
    nameRange: SourceRange
  ) -> FormulaReading {
    FormulaReading(
      SyntaxTree(
        .call(name: function, nameRange: nameRange, isElementwise: true, arguments: arguments.map(\.tree)),
        range
      ),
      rank: arguments.first?.rank
    )
  }

  /// A function of every row or column: one value each, or, of a softmax, as many as there are entries.
  func alongAxis(
    _ axis: SyntaxTree?,
    _ function: String,
    _ arguments: [FormulaReading],
    _ range: SourceRange,
    nameRange: SourceRange
  ) -> FormulaReading {
    FormulaReading(
      SyntaxTree(
        .call(
          name: function,
          nameRange: nameRange,
          isElementwise: false,
          arguments: arguments.map(\.tree) + (axis.map { [$0] } ?? [])
        ),
        range
      ),
      rank: function == "softmax" || function == "largestplace" ? .matrix : .column
    )
  }

  /// The Jacobian of an entrywise function of a vector, or its diagonal; of a matrix, the derivative of every entry.
  func entryByEntry(_ jacobian: FormulaReading, at argument: FormulaReading) -> FormulaReading {
    let range = jacobian.tree.range
    if argument.rank == .matrix {
      guard case .derivative(_, let call, _) = jacobian.tree.kind else { return jacobian }
      let used = Set(call.names)
      let letters = ["i", "j", "k", "l", "p", "q"].filter { !used.contains($0) && context.names[$0] == nil }
      guard letters.count > 1 else { return jacobian }
      let indices = letters.prefix(2).map { SyntaxTree(.name($0, latex: nil), range) }
      let entry = SyntaxTree(
        .derivative(
          .fraction,
          of: SyntaxTree(.entry(call, indices), range),
          wrt: [SyntaxTree(.entry(SyntaxTree(.parenthesized(argument.tree), range), indices), range)]
        ),
        range
      )
      let entries = FormulaParser.matrix(of: entry, at: letters[0], letters[1], range)
      let ways = [jacobian.tree, SyntaxTree(.parenthesized(entries), range)]
      return FormulaReading(SyntaxTree(.ambiguous(Habit.primeEntryByEntry.name, ways), range), rank: .matrix)
    }
    let diagonal = SyntaxTree.Kind.call(
      name: "diag",
      nameRange: range,
      isElementwise: false,
      arguments: [jacobian.tree]
    )
    let ways = [jacobian.tree, SyntaxTree(diagonal, range)]
    return FormulaReading(SyntaxTree(.ambiguous(Habit.primeEntryByEntry.name, ways), range))
  }

  /// Functions of the entries of a vector or matrix, which nobody takes of a number alone.
  private static let ofEntries: Set<String> = ["sum", "max", "min", "mean", "var"]

  /// An argument of which the strokes, `\operatorname{sum}(|b|)`, stand entry by entry, since a norm has no entries.
  private func entrywiseStrokes(_ argument: FormulaReading) -> FormulaReading {
    guard case .ambiguous(Habit.strokesEntryByEntry.name, let ways) = argument.tree.withoutBrackets.kind,
      let entries = ways.last
    else { return argument }
    return FormulaReading(entries)
  }

  /// A known function of arguments that have been read.
  mutating func applied(
    _ word: String,
    _ read: [FormulaReading],
    _ range: SourceRange,
    nameRange: SourceRange
  ) -> FormulaReading {
    let arguments = FormulaParser.ofEntries.contains(word) ? read.map(entrywiseStrokes) : read
    let isOwn = if case .function = context.names[word]?.kind { true } else { false }
    let function = isOwn ? word : context.names.function(called: word) ?? word
    func call(_ name: String, elementwise: Bool = false, rank: FormulaRank?) -> FormulaReading {
      FormulaReading(
        SyntaxTree(
          .call(
            name: name,
            nameRange: nameRange,
            isElementwise: elementwise,
            arguments: arguments.map(\.tree)
          ),
          range
        ),
        rank: rank
      )
    }
    guard !isOwn, arguments.count == 1, let argument = arguments.first else {
      return call(function, rank: nil)
    }
    if FormulaParser.scalarValued.contains(function) { return call(function, rank: .scalar) }
    switch function {
    case "vec", "vech": return call(function, rank: .column)
    case "softmax": return call(function, rank: argument.rank)
    case "inv", "adj", "pinv", "chol", "expm", "logm", "sqrtm": return call(function, rank: .matrix)
    case "diag": return diagonal(argument, range, nameRange)
    case "skew" where argument.rank == .column: return call(function, rank: .matrix)
    case "sym", "skew": return part(function, argument, range)
    default: break
    }
    guard context.names.isElementwise(function) else { return call(function, rank: nil) }
    switch argument.rank {
    case .scalar: return call(function, rank: .scalar)
    case .column, .row: return call(function, elementwise: true, rank: argument.rank)
    case .matrix:
      let entrywise = call(function, elementwise: true, rank: .matrix).tree
      let either = ofMatrix(function, argument.tree, entrywise, range, nameRange)
      return FormulaReading(either, rank: .matrix)
    case nil:
      let number = call(function, rank: nil).tree
      let entrywise = call(function, elementwise: true, rank: nil).tree
      let array = ofMatrix(function, argument.tree, entrywise, range, nameRange)
      return FormulaReading(SyntaxTree(.ambiguous(Habit.elementaryFunctions.name, [number, array]), range))
    }
  }

  /// A function of every entry, or of the whole matrix where there is one of that name; the sign of X as a whole is
  /// X(X²)^(-1/2) (Higham, Functions of Matrices, 2008, chapter 5).
  private func ofMatrix(
    _ function: String,
    _ argument: SyntaxTree,
    _ entrywise: SyntaxTree,
    _ range: SourceRange,
    _ nameRange: SourceRange
  ) -> SyntaxTree {
    func call(_ name: String, _ argument: SyntaxTree) -> SyntaxTree {
      SyntaxTree(.call(name: name, nameRange: nameRange, isElementwise: false, arguments: [argument]), range)
    }
    if let whole = FormulaParser.matrixFunctions[function] {
      return SyntaxTree(.ambiguous(Habit.matrixFunctions.name, [call(whole, argument), entrywise]), range)
    }
    guard function == "sign" else { return entrywise }
    let two = SyntaxTree(.number(2, text: "2"), range)
    let isName = if case .name = argument.kind { true } else { false }
    let inner = isName ? argument : SyntaxTree(.parenthesized(argument), range)
    let square = SyntaxTree(.binary(.power, inner, two), range)
    let whole = SyntaxTree(.binary(.multiply, inner, call("inv", call("sqrtm", square))), range)
    return SyntaxTree(.ambiguous(Habit.signOfMatrix.name, [entrywise, whole]), range)
  }

  private mutating func diagonal(_ argument: FormulaReading, _ range: SourceRange, _ nameRange: SourceRange)
    -> FormulaReading
  {
    func diag(_ tree: SyntaxTree) -> SyntaxTree {
      SyntaxTree(.call(name: "diag", nameRange: nameRange, isElementwise: false, arguments: [tree]), range)
    }
    if argument.rank == .scalar, let entries = entriesOverIndex(argument.tree) {
      return FormulaReading(diag(entries), rank: .matrix)
    }
    let once = diag(argument.tree)
    switch argument.rank {
    case .column, .row, .scalar: return FormulaReading(once, rank: .matrix)
    case .matrix, nil:
      let ways = [once, diag(once)]
      return FormulaReading(SyntaxTree(.ambiguous(Habit.diagonalMatrixOfDiagonal.name, ways), range))
    }
  }

  /// The symmetric or skew part, written out.
  func part(_ function: String, _ argument: FormulaReading, _ range: SourceRange) -> FormulaReading {
    let mirrored = SyntaxTree(.transpose(SyntaxTree(.parenthesized(argument.tree), range)), range)
    let sum = SyntaxTree(.binary(function == "sym" ? .add : .subtract, argument.tree, mirrored), range)
    let two = SyntaxTree(.number(Rational(2), text: "2"), range)
    return FormulaReading(
      SyntaxTree(.binary(.divide, SyntaxTree(.parenthesized(sum), range), two), range),
      rank: .matrix
    )
  }
}
