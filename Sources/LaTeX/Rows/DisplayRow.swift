// A display of LaTeX as its author laid it out: rows, each with the statements it makes.

package import Diagnostics
import Expressions
package import Syntax

/// How two formulas of a row are joined.
package enum DisplayRelation: String, Sendable, Hashable {
  /// `=`, `==`.
  case equal = "="
  /// `:=`, `\doteq`, `\triangleq`: the left side is named.
  case defined = ":="
  /// `\equiv`.
  case identical = "≡"
  /// `\approx`, `\simeq`.
  case approximately = "≈"
  /// `\propto`.
  case proportional = "∝"
  /// `\le`.
  case lessOrEqual = "≤"
  /// `<`.
  case less = "<"
  /// `\ge`.
  case greaterOrEqual = "≥"
  /// `>`.
  case greater = ">"
  /// `\ne`.
  case notEqual = "≠"
  /// `\in`.
  case member = "∈"
}

/// What joins a statement to the one before it.
package enum DisplayConnective: String, Sendable, Hashable {
  /// Nothing: a new statement.
  case none
  /// `,`, `\text{and}`, `\quad`.
  case and
  /// `\implies`, `\Rightarrow`, `\therefore`.
  case implies
  /// `\iff`.
  case equivalent
  /// `\text{where}`, `\text{let}`: the statement names something.
  case naming
  /// `\text{since}`, `\because`: the statement is a reason, not a claim.
  case reason
  /// `\text{if}`, `\text{for all}`: the statement is a condition.
  case condition
}

/// How a row goes on from the row before.
package enum DisplayContinuation: Sendable, Hashable {
  /// It does not.
  case none
  /// It begins with a relation: `= …`.
  case relation(DisplayRelation)
  /// It begins with `+` or `−`, so its formula is to be added to the last one.
  case terms
}

/// Of what a row asks where it is: `\arg\min`, `\max_x`.
package enum Optimum: Sendable, Hashable {
  /// The least value.
  case least
  /// The greatest value.
  case greatest
}

/// A formula of a row, with the ways it can be read.
package struct DisplayFormula: Sendable, Hashable {
  /// The formula; places that can be read in several ways hold all of them.
  package let tree: SyntaxTree
  /// Where it stands.
  package let range: SourceRange
  /// Whether some place was read in its plain way alone, because there were too many.
  package let isCut: Bool
  /// The names with a mark above that nobody introduced, each with the declared name whose shape it has.
  package let companions: [String: String]

  /// A formula with its ways.
  package init(
    _ tree: SyntaxTree,
    range: SourceRange,
    isCut: Bool = false,
    companions: [String: String] = [:]
  ) {
    self.tree = tree
    self.range = range
    self.isCut = isCut
    self.companions = companions
  }
}

/// One statement of a row.
package struct DisplayStatement: Sendable, Hashable {
  /// What is stated.
  package enum Kind: Sendable, Hashable {
    /// Formulas joined by relations, one fewer than the formulas; a single formula is only an expression.
    case chain([DisplayFormula], [DisplayRelation])
    /// `W \in \mathbb R^{n \times n}` and the like.
    case declaration(Statement)
    /// Words.
    case remark(String)
    /// Could not be read; a diagnostic of the row says why.
    case unreadable
  }

  /// What is stated.
  package let kind: Kind
  /// What joins it to the statement before.
  package let connective: DisplayConnective
  /// How it goes on from the row before.
  package let continuation: DisplayContinuation
  /// The name that the statement gives to its second formula, when its left side is one that is not known yet.
  package let definition: Definition?
  /// What it asks for, when it states a problem and its chain says that a gradient vanishes.
  package let optimum: Optimum?
  /// Where it stands.
  package let range: SourceRange

  /// The formulas of its chain; none of another statement.
  package var formulas: [DisplayFormula] {
    if case .chain(let formulas, _) = kind { formulas } else { [] }
  }

  /// The left side of a definition.
  package struct Definition: Sendable, Hashable {
    /// The name.
    package let name: Statement.Name
    /// The parameters of a function.
    package let parameters: [Statement.Name]?
    /// The indices of the entry that is given, `s_i = …` or `B_{ij} = …`; none where the whole is.
    package let entry: [Statement.Name]
    /// What of the name is given.
    package let form: Form

    /// What of a name an equation gives.
    package enum Form: Sendable, Hashable {
      /// The name itself, or its entry.
      case value
      /// A member of the family that has the name.
      case member
      /// Its square, or that of its entry: `\sigma^2 = …`.
      case square
      /// Its transpose: `b^\top = …`.
      case transpose
    }

    /// A left side.
    package init(
      name: Statement.Name,
      parameters: [Statement.Name]? = nil,
      entry: [Statement.Name] = [],
      form: Form = .value
    ) {
      self.name = name
      self.parameters = parameters
      self.entry = entry
      self.form = form
    }
  }

  /// A statement.
  package init(
    _ kind: Kind,
    connective: DisplayConnective,
    continuation: DisplayContinuation,
    definition: Definition?,
    optimum: Optimum? = nil,
    range: SourceRange
  ) {
    self.optimum = optimum
    self.kind = kind
    self.connective = connective
    self.continuation = continuation
    self.definition = definition
    self.range = range
  }
}

/// One row of a display.
package struct DisplayRow: Sendable, Hashable {
  /// Where it stands, in offsets of the display's text.
  package let range: SourceRange
  /// The row as it was written, without its row break.
  package let latex: String
  /// What it states, in order.
  package let statements: [DisplayStatement]
  /// What could not be read, and where.
  package let diagnostics: [Diagnostic]
  /// Whether it begins with a product sign, so that a product goes on from the row before.
  package let beginsWithProductSign: Bool

  /// A row.
  package init(
    range: SourceRange,
    latex: String,
    statements: [DisplayStatement],
    diagnostics: [Diagnostic],
    beginsWithProductSign: Bool = false
  ) {
    self.range = range
    self.latex = latex
    self.statements = statements
    self.diagnostics = diagnostics
    self.beginsWithProductSign = beginsWithProductSign
  }

  /// The formulas of all chains of the row.
  package var formulas: [DisplayFormula] { statements.flatMap(\.formulas) }

  /// Whether the row sets something to zero: a part of it ends in `= 0`, also where the rest is not read.
  package var statesCondition: Bool {
    let isRead = statements.contains { statement in
      if case .number(let value, _)? = statement.formulas.last?.tree.plainWay.kind {
        value.isZero
      } else {
        false
      }
    }
    if isRead { return true }
    let signs = latex.filter { !$0.isWhitespace && !"{}.,;&".contains($0) }
    return ["=0", "\\mathbf0", "\\boldsymbol0", "\\vec0", "\\bm0"].contains { signs.hasSuffix($0) }
      || signs.hasPrefix("0=")
  }

  /// Whether a derivative of something stands in the row, also where it is not read; rows after it may use that it vanishes.
  package var statesDerivative: Bool {
    let signs = latex.filter { !$0.isWhitespace && $0 != "{" && $0 != "}" }
    return ["\\partial", "∂", "\\nabla", "∇", "\\fracd"].contains { signs.contains($0) }
  }

  /// Whether every statement of the row could be read.
  package var isRead: Bool {
    !statements.isEmpty && !statements.contains { $0.kind == .unreadable }
  }
}
