// What a formula's reading carries beside its tree: roughly what it stands for, and what may still follow it.

import Diagnostics
import Syntax

/// A formula as far as it has been read.
struct FormulaReading {
  var tree: SyntaxTree
  var rank: FormulaRank?
  /// Set when the formula is a derivative that waits for its direction: `Df(X)`, then `[H]`.
  var map: Map?
  /// Set when the formula is a function's word that may reach over more factors than it has for its argument.
  var word: FunctionWord?
  /// What the one argument of a call stands for, if it is one.
  var argumentRank: FormulaRank?

  /// A derivative that waits for its direction.
  struct Map {
    let of: SyntaxTree
    let wrt: [SyntaxTree]
    /// Whether any factor is taken as the direction (`[Df(X)]H`), or only a bracket.
    let takesFactor: Bool
    /// Whether the derivative is the second and waits for two directions.
    var isSecond = false
  }

  /// A function's word and what it reaches over: `\log p`, `\operatorname{tr}(A)`.
  struct FunctionWord {
    let function: String
    let nameRange: SourceRange
    let argument: SyntaxTree
    let argumentRank: FormulaRank?
    /// Whether brackets stand around all of its argument.
    var isBracketed = false
  }

  init(_ tree: SyntaxTree, rank: FormulaRank? = nil, map: Map? = nil) {
    self.tree = tree
    self.rank = rank
    self.map = map
  }
}
