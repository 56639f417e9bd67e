// What a statement means once names and shapes are known.

package import Diagnostics
package import Findings
package import Expressions

/// A statement over the graph.
package enum LoweredStatement: Sendable, Hashable {
  /// Names were declared.
  case declaration([SymbolID])
  /// A name, or a family, was defined.
  case definition(SymbolID)
  /// A function was defined; the symbol stands for its value at the declared names of its parameters.
  case function(name: String, symbol: SymbolID?)
  /// Something is asked.
  case question(LoweredQuestion)
  /// `claim a == b == …`.
  case claim(LoweredRow)
  /// `given E == F`: an assumption that the data of all later rows meet.
  case given(LoweredAssumption)
  /// `proof … qed`.
  case proof([LoweredRow])
  /// It has errors, which are among the diagnostics.
  case failed
}

/// A question over the graph.
package struct LoweredQuestion: Sendable, Hashable {
  /// What is asked.
  package var kind: QuestionKind
  /// Of which expression; a defined name is its symbol.
  package let of: ExpressionID
  /// The name of that expression, when it was asked by name.
  package let ofName: String?
  /// By which variables: symbols, or expressions.
  package let variables: [ExpressionID]
  /// In which directions.
  package var along: [ExpressionID]
  /// At which values.
  package let bindings: [LoweredBinding]
  /// Where the question stands.
  package let range: SourceRange

  /// A question over the graph.
  package init(
    kind: QuestionKind,
    of: ExpressionID,
    ofName: String?,
    variables: [ExpressionID],
    along: [ExpressionID],
    bindings: [LoweredBinding],
    range: SourceRange
  ) {
    self.kind = kind
    self.of = of
    self.ofName = ofName
    self.variables = variables
    self.along = along
    self.bindings = bindings
    self.range = range
  }
}

/// A value given to a name by `at`.
package struct LoweredBinding: Sendable, Hashable {
  /// What the value is given to.
  package enum Target: Sendable, Hashable {
    /// A declared name.
    case symbol(SymbolID)
    /// A size.
    case size(String)
  }
  /// What the value is given to.
  package let target: Target
  /// The value.
  package let value: ExpressionID
  /// Where the binding stands.
  package let range: SourceRange
}

/// An assumption over the graph.
package struct LoweredAssumption: Sendable, Hashable {
  /// The left side.
  package let left: ExpressionID
  /// How it compares with the right side.
  package let relation: Statement.Assumption.Relation
  /// The right side, which has the shape of the left one.
  package let right: ExpressionID
  /// Where it stands.
  package let range: SourceRange

  /// An assumption on data.
  package init(
    left: ExpressionID,
    relation: Statement.Assumption.Relation,
    right: ExpressionID,
    range: SourceRange
  ) {
    self.left = left
    self.relation = relation
    self.right = right
    self.range = range
  }
}

/// A formula of a claim or a proof, judged on its own: a wrong one is a verdict, not a failure of the cell.
package struct LoweredFormula: Sendable, Hashable {
  /// The expression, nil when the formula has errors.
  package let expression: ExpressionID?
  /// The formula as it was read.
  package let tree: SyntaxTree
  /// Why there is no expression, or why it does not fit the first formula of its row.
  package let diagnostics: [Diagnostic]
  /// Whether its shape is that of the first formula of the row, or of the chain it continues.
  package let fits: Bool
}

/// A row of a proof, or a claim.
package struct LoweredRow: Sendable, Hashable {
  /// The formulas joined by `==`.
  package let formulas: [LoweredFormula]
  /// Whether the row goes on from the row before.
  package let continues: Bool
  /// The rule given as a reason, if any.
  package let reason: Statement.Name?
  /// The variables named by a `wrt` of `differential` in the row.
  ///
  /// Everything else is constant; when there are none, everything varies.
  package let varying: [ExpressionID]
  /// Where the row stands.
  package let range: SourceRange
}
