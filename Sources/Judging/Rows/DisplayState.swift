// What is known while the rows of a display are judged.

import Diagnostics
import Expressions
import Findings
import LaTeX
import Syntax

/// What the rows so far, and the words beside the display, say of the row that is judged.
struct DisplayState {
  /// A definition of a row with its formulas, and the terms with which the rows below go on.
  struct PendingDefinition {
    let row: Int
    let definition: DisplayStatement.Definition
    let formulas: [DisplayFormula]
    let terms: [DisplayFormula]
  }

  // MARK: What the display is about

  /// The reader and the text of the display, to be read again where a row is wrong.
  var reader: LaTeXReader
  let text: String
  /// The names of the notebook.
  let notebook: Scope
  /// What was derived, from `of=`.
  var subject: ExpressionID?
  /// By what, from `wrt=`.
  var variable: ExpressionID?
  /// The symbols that vary.
  var variables = Set<SymbolID>()
  /// Those of them that the present statement holds constant.
  var held = Set<SymbolID>()
  /// The symbols that vary in the present statement.
  var moving: Set<SymbolID> { variables.subtracting(held) }

  // MARK: The place of the row

  /// The sides that were compared for the row that is judged.
  var sides: [ExpressionID] = []
  /// Whether the row is wrong for data that meet all assumptions.
  var heedsAssumptions = false
  /// The place of the row that is judged.
  var row = 0
  var isFirstRow = true
  var isLastRow = false
  /// The rows after the one that is judged.
  var following: ArraySlice<DisplayRow> = []
  /// The definitions that stand in this row or a later one.
  var pending: ArraySlice<PendingDefinition> = []
  /// The names that the notebook only declares and a row gives a value.
  var released = Set<String>()
  /// The last statement of the row that is judged.
  var lastStatement: SourceRange?
  /// The terms with which the rows below go on from the row that is judged.
  var terms: [DisplayFormula] = []
  /// What rows of the display defined so far.
  var definitions: [Snippet.Definition] = []

  // MARK: The chain

  /// The last formula so far.
  var previous: ExpressionID?
  /// The last formula as it was read.
  var previousTree: SyntaxTree?
  /// The left side that the last formula was compared with.
  var base: ExpressionID?
  /// The last formula of a row that holds.
  var lastRight: ExpressionID?
  /// The rows that are parts of the statement that is not finished.
  var parts: [Part] = []

  // MARK: Conditions

  /// The last derivative that was worked out rightly.
  var gradient: ExpressionID?
  /// What a row set to zero, in all its forms.
  var conditions: [[ExpressionID]] = []
  /// What the display before set to zero.
  var conditionsBefore: [[ExpressionID]] = []
  /// The conditions that the row states of its data, as texts of the cell language.
  var rowConditions: [String] = []
  /// Where the statements begin that state them.
  var conditionRanges = Set<Int>()
  /// Whether the row states a condition that is not used, so that it cannot be called wrong.
  var hasOpenCondition = false
  /// Whether the statement is said to follow from the one before.
  var isConsequence = false
  /// Whether a premise in the row was neither granted nor shown.
  var hasOpenPremise = false
  /// Why something that a row sets to zero is not used, though later rows may follow from it; nil where there is none.
  var unusedCondition: String?
  /// What the statement asks for, where it states a problem.
  var optimum: Optimum?
  /// Whether the statement is the left side of an implication, granted to what it implies.
  var isGranted = false
  /// Whether what a statement implies stands in the same row.
  var isStatedPremise = false
  /// Whether what it implies stands in the same row: P ⟹ Q says nothing of P.
  var isPremise = false
  /// Whether the statement is said to be equivalent to the one before.
  var isEquivalence = false
  /// The name that the implied statement gives a value, if it does.
  var impliedName: String?

  // MARK: Slips

  /// The equations of the rows before that are wrong.
  var slips: [Slip] = []
  /// The row whose wrong side is the last formula.
  var slipRow: Int?
  /// The formulas with the slips of writing that may stand in them, by their places, when a row was wrong.
  var excused: [Int: DisplayFormula]?

  // MARK: Conventions

  /// The layouts of derivatives in which every row so far holds.
  var layouts = LayoutConvention.allCases
  /// Whether an index that stands twice in a term is summed over, where a row needs one way.
  var sumsRepeatedIndices: Bool?
  /// The habits that a row settles for the whole display, with their ways.
  var settled: [String: Int] = [:]

  /// A row that is one part of a statement.
  struct Part {
    /// The place of the row among the rows of the display.
    var row: Int
    /// What it adds to the statement.
    var term: ExpressionID
  }

  /// An equation of a row that is wrong.
  struct Slip {
    /// The place of the row.
    var row: Int
    /// Its left side.
    var left: ExpressionID
    /// Its right side, which differs.
    var right: ExpressionID
  }
}
