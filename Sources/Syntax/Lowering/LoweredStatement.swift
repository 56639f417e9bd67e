// What a statement means once names and shapes are known.

public import Diagnostics
public import Findings
public import Expressions

/// A statement over the graph.
public enum LoweredStatement: Sendable, Hashable {
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
public struct LoweredQuestion: Sendable, Hashable {
  /// What is asked.
  public var kind: QuestionKind
  /// Of which expression; a defined name is its symbol.
  public let of: ExpressionID
  /// The name of that expression, when it was asked by name.
  public let ofName: String?
  /// By which variables: symbols, or expressions.
  public let variables: [ExpressionID]
  /// In which directions.
  public var along: [ExpressionID]
  /// At which values.
  public let bindings: [LoweredBinding]
  /// Where the question stands.
  public let range: SourceRange

  /// A question over the graph.
  public init(
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
public struct LoweredBinding: Sendable, Hashable {
  /// What the value is given to.
  public enum Target: Sendable, Hashable {
    /// A declared name.
    case symbol(SymbolID)
    /// A size.
    case size(String)
  }
  /// What the value is given to.
  public let target: Target
  /// The value.
  public let value: ExpressionID
  /// Where the binding stands.
  public let range: SourceRange
}

/// An assumption over the graph.
public struct LoweredAssumption: Sendable, Hashable {
  /// The left side.
  public let left: ExpressionID
  /// How it compares with the right side.
  public let relation: Statement.Assumption.Relation
  /// The right side, which has the shape of the left one.
  public let right: ExpressionID
  /// Where it stands.
  public let range: SourceRange

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
public struct LoweredFormula: Sendable, Hashable {
  /// The expression, nil when the formula has errors.
  public let expression: ExpressionID?
  /// The formula as it was read.
  public let tree: SyntaxTree
  /// Why there is no expression, or why it does not fit the first formula of its row.
  public let diagnostics: [Diagnostic]
  /// Whether its shape is that of the first formula of the row, or of the chain it continues.
  public let fits: Bool
}

/// A row of a proof, or a claim.
public struct LoweredRow: Sendable, Hashable {
  /// The formulas joined by `==`.
  public let formulas: [LoweredFormula]
  /// Whether the row goes on from the row before.
  public let continues: Bool
  /// The rule given as a reason, if any.
  public let reason: Statement.Name?
  /// The variables named by a `wrt` of `differential` in the row.
  ///
  /// Everything else is constant; when there are none, everything varies.
  public let varying: [ExpressionID]
  /// Where the row stands.
  public let range: SourceRange
}
