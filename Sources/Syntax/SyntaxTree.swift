// The one syntax tree that both readers (plain cells, LaTeX) make, before names and shapes are known.

package import Diagnostics
package import Findings
package import Expressions

/// A formula as it was written, with its place.
package struct SyntaxTree: Sendable, Hashable {
  /// What stands here.
  package let kind: Kind
  /// Where it stands, in offsets of the text that was read.
  package let range: SourceRange

  /// A formula with its place.
  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The closed set of forms.
  package indirect enum Kind: Sendable, Hashable {
    /// An exact number as it was written: `2`, `0.5`, `1e-3`.
    case number(Rational, text: String)
    /// A name in canonical plain form (`W1`, `Sigma`), with the LaTeX it was written with, if any.
    case name(String, latex: String?)
    /// Minus the operand.
    case negative(SyntaxTree)
    /// Two operands.
    case binary(BinaryOperator, SyntaxTree, SyntaxTree)
    /// The transpose.
    case transpose(SyntaxTree)
    /// A call `f(x, y)`, `f.(X)` or, from LaTeX, `\log x`.
    case call(name: String, nameRange: SourceRange, isElementwise: Bool, arguments: [SyntaxTree])
    /// An entry `X[i, j]`, or a member `x[i]`.
    case entry(SyntaxTree, [SyntaxTree])
    /// What stands only among the arguments of a call or the indices of an entry: an axis, a range, a comparison.
    case argument(ArgumentForm)
    /// A matrix literal, its rows.
    case matrix([[SyntaxTree]])
    /// The differential of the operand.
    case differential(SyntaxTree)
    /// A derivative that is asked or claimed: ∂f/∂X, ∇_X f, `gradient f wrt X`.
    case derivative(DerivativeForm, of: SyntaxTree, wrt: [SyntaxTree])
    /// The derivative of `of` by `wrt` in a direction: `directional f wrt X along V`, Df(X)[H].
    case directional(of: SyntaxTree, wrt: [SyntaxTree], along: [SyntaxTree])
    /// A sum or product over an index: `sum(i in 1..m, body)`; `upTo` is nil when the family fixes it.
    case indexed(IndexedOperation, index: String, upTo: SyntaxTree?, body: SyntaxTree)
    /// The value of a formula at a place: `(…)|_{Y = W}`; derivatives inside it are taken first.
    case evaluated(SyntaxTree, at: [Statement.Binding])
    /// A formula in brackets, which matters where juxtaposition might be a call.
    case parenthesized(SyntaxTree)
    /// A place of LaTeX that can be read in several ways, before shapes have decided: the name of the habit that
    /// makes the ways, and the ways, the plain one first.
    case ambiguous(String, [SyntaxTree])
    /// A place that could not be read; a diagnostic says why.
    case unreadable
  }

  /// What has a meaning only among arguments and indices.
  package enum ArgumentForm: Sendable, Hashable {
    /// The axis of `sum(X, rows)`.
    case axis(Axis)
    /// The range of `x[a:b]`, both ends included; an end that is left out is the first or the last index.
    case range(from: SyntaxTree?, to: SyntaxTree?)
    /// The condition of `where(x > 0, y, z)`.
    case comparison(Statement.Assumption.Relation, SyntaxTree, SyntaxTree)

    /// The formulas in it, in reading order.
    package var children: [SyntaxTree] {
      switch self {
      case .axis: []
      case .range(let from, let to): [from, to].compactMap { $0 }
      case .comparison(_, let left, let right): [left, right]
      }
    }

    func map(_ transform: (SyntaxTree) -> SyntaxTree) -> ArgumentForm {
      switch self {
      case .axis: self
      case .range(let from, let to): .range(from: from.map(transform), to: to.map(transform))
      case .comparison(let relation, let left, let right):
        .comparison(relation, transform(left), transform(right))
      }
    }
  }

  /// Which lines of a matrix a function takes one by one.
  package enum Axis: String, Sendable, Hashable, CaseIterable { case rows, columns }

  /// How a derivative was written, which decides its layout and what kind of object is meant.
  package enum DerivativeForm: String, Sendable, Hashable {
    /// `gradient`, ∇.
    case gradient
    /// `jacobian`.
    case jacobian
    /// `hessian`, ∇².
    case hessian
    /// A fraction ∂f/∂X or df/dX, whose layout the context decides.
    case fraction
  }

  /// Sums and products over an index.
  package enum IndexedOperation: String, Sendable, Hashable { case sum, product }

  /// The operators with two operands.
  package enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    case elementwiseMultiply = ".*"
    case elementwiseDivide = "./"
    case elementwisePower = ".^"
    case elementwiseAdd = ".+"
    case elementwiseSubtract = ".-"
    case frobenius = ":"
    case kronecker = "⊗"
    /// LaTeX's `a \cdot b`: the product, or between two vectors of one shape the inner product.
    case dot = "·"
  }
}

/// A line of a cell as it was written.
package struct Statement: Sendable, Hashable {
  /// What the line says.
  package let kind: Kind
  /// Where it stands, in offsets of the cell's text.
  package let range: SourceRange

  /// A statement with its place.
  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// A name with its place.
  package struct Name: Sendable, Hashable {
    /// The canonical plain name.
    package let text: String
    /// The author's LaTeX, if it came from LaTeX.
    package let latex: String?
    /// Where it stands.
    package let range: SourceRange

    /// A name with its place.
    package init(_ text: String, latex: String? = nil, range: SourceRange) {
      self.text = text
      self.latex = latex
      self.range = range
    }
  }

  /// The type of a declaration.
  package indirect enum TypeForm: Sendable, Hashable {
    case scalar
    case vector(SyntaxTree)
    case matrix(SyntaxTree, SyntaxTree)
    /// An index from 1 to the size: a row with it holds for every value.
    case index(SyntaxTree)
  }

  /// What is asked of an expression.
  package struct Question: Sendable, Hashable {
    /// What is asked.
    package let kind: QuestionKind
    /// Of which expression.
    package let of: SyntaxTree
    /// By which variables (names or, for a derivative by an expression, formulas).
    package let variables: [SyntaxTree]
    /// In which directions.
    package let along: [SyntaxTree]
    /// At which values: name and literal.
    package let bindings: [Binding]

    /// A question.
    package init(
      kind: QuestionKind,
      of: SyntaxTree,
      variables: [SyntaxTree],
      along: [SyntaxTree],
      bindings: [Binding]
    ) {
      self.kind = kind
      self.of = of
      self.variables = variables
      self.along = along
      self.bindings = bindings
    }
  }

  /// A name with the value it is to have: `at W = [1, 2; 3, 4]`.
  package struct Binding: Sendable, Hashable {
    /// The name.
    package let name: Name
    /// The value.
    package let value: SyntaxTree

    /// A binding.
    package init(name: Name, value: SyntaxTree) {
      self.name = name
      self.value = value
    }
  }

  /// What the data of every later row meet: `given x'*x == 1`, `given t > 0`.
  package struct Assumption: Sendable, Hashable {
    /// How the sides compare.
    package enum Relation: String, Sendable, Hashable, CaseIterable {
      case equal = "=="
      case unequal = "!="
      case greater = ">"
      case greaterOrEqual = ">="
      case less = "<"
      case lessOrEqual = "<="

      /// The relation with its sides exchanged.
      package var turned: Relation {
        switch self {
        case .equal, .unequal: self
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        }
      }
    }
    /// The left side.
    package let left: SyntaxTree
    /// How it compares with the right side.
    package let relation: Relation
    /// The right side.
    package let right: SyntaxTree

    /// An assumption.
    package init(left: SyntaxTree, relation: Relation, right: SyntaxTree) {
      self.left = left
      self.relation = relation
      self.right = right
    }
  }

  /// A row of a proof: chain of formulas joined by `==`; the first is nil when the row begins with `==`.
  package struct ProofRow: Sendable, Hashable {
    /// The formulas of the row, left to right.
    package let formulas: [SyntaxTree]
    /// Whether the row goes on from the row before (`== …`).
    package let continues: Bool
    /// The reason given after `because`.
    package let reason: Name?
    /// Where the row stands.
    package let range: SourceRange

    /// A row.
    package init(formulas: [SyntaxTree], continues: Bool, reason: Name?, range: SourceRange) {
      self.formulas = formulas
      self.continues = continues
      self.reason = reason
      self.range = range
    }
  }

  /// The closed set of statements.
  package enum Kind: Sendable, Hashable {
    /// `x, y : vector(n) positive`; a family declares `x[i] : vector(n)`, and the indices are by the families' names.
    case declaration(names: [Name], indices: [String: Name], type: TypeForm, attributes: [Name])
    /// `A = W^2`, `f(X) = …`, `e[i] = …`.
    case definition(name: Name, parameters: [Name]?, index: Name?, body: SyntaxTree)
    /// A question.
    case question(Question)
    /// `claim a == b == c`: at least two formulas.
    case claim([SyntaxTree])
    /// `given E == F`, `given E > 0`: an assumption about the data of every later row.
    case given(Assumption)
    /// `proof … qed`.
    case proof([ProofRow])
    /// A line that could not be read; a diagnostic says why.
    case unreadable
  }
}
