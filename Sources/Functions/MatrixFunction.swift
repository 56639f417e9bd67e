// What a function of the language is: one record, in one file, everything about it side by side.

package import Expressions
package import Notation

/// Where a formula is printed: a work and the number of the equation or section.
package struct Source: Sendable, Hashable, CustomStringConvertible {
  /// The work and the place in it, as it is shown: `Matrix Cookbook (2012), eq. 43`.
  package let description: String
  /// A source as it is shown.
  package init(_ description: String) { self.description = description }

  /// The Matrix Cookbook, Petersen & Pedersen, version of 15 November 2012.
  package static func matrixCookbook(_ equation: Int) -> Source {
    Source("Matrix Cookbook (2012), eq. \(equation)")
  }
  /// Magnus & Neudecker, Matrix Differential Calculus, by chapter and section.
  package static func magnusNeudecker(_ place: String) -> Source {
    Source("Magnus & Neudecker, Matrix Differential Calculus, \(place)")
  }
  /// Minka, Old and New Matrix Algebra Useful for Statistics.
  package static let minka = Source("Minka, Old and New Matrix Algebra Useful for Statistics (2000)")
  /// The definition of the function itself.
  package static let definition = Source("definition")
  /// A derivative every calculus course has.
  package static let calculus = Source("elementary calculus")
}

/// The differential of a function, as a formula of the cell language.
///
/// The arguments are called by the names of the signature (`X`, `Y`), their differentials `dX`, `dY`.
package enum DifferentialRule: Sendable {
  /// Linear in all arguments together with the given adjoint: `G : f(dX) = adjoint(G) : dX`. The formula may
  /// use `G` and `X` (for its shape and sizes).
  case linear(adjoint: String, name: String, source: Source)
  /// `d f(X) = formula`, linear in `dX`.
  case formula(String, name: String, source: Source)
  /// Elementwise: `d f.(X) = f'.(X) .* dX`; the formula gives f'(X) in `X`.
  ///
  /// It is written with dots (`cos.(X)`, `1 .+ X.^2`), so that it reads for a matrix and for a scalar alike.
  case elementwise(derivative: String, name: String, source: Source)
  /// Constant almost everywhere: sign, a matrix of ones.
  case zero(name: String, source: Source)
  /// There is none, and why.
  case none(because: String)
}

/// A directed identity of one function, a named and sourced step of the simplifier.
///
/// Its variables are the arguments of the signature, with their shapes there, and the scalars it names.
package struct RewriteRule: Sendable {
  /// The name of the rule as a derivation shows it.
  package let name: String
  /// The pattern, a formula over the signature's names.
  package let pattern: String
  /// What it is replaced by.
  package let replacement: String
  /// What must hold of the arguments, as attributes by argument name.
  package let conditions: [(argument: String, properties: Properties)]
  /// Variables of the pattern that stand for any scalar.
  package let scalars: [String]
  /// Whether a derivation applies it before it differentiates, since what it makes has a rule of its own.
  package let comesFirst: Bool
  /// Where it is printed.
  package let source: Source

  /// A rewrite `pattern = replacement` under conditions.
  package init(
    _ name: String,
    _ pattern: String,
    to replacement: String,
    when conditions: [(argument: String, properties: Properties)] = [],
    scalars: [String] = [],
    comesFirst: Bool = false,
    source: Source
  ) {
    self.name = name
    self.pattern = pattern
    self.replacement = replacement
    self.conditions = conditions
    self.scalars = scalars
    self.comesFirst = comesFirst
    self.source = source
  }
}

/// A condition on the arguments under which the value or the derivative exists.
package struct DomainCondition: Sendable, Hashable {
  /// What the condition guards.
  package enum Scope: Sendable, Hashable { case value, derivative }
  /// How the condition is stated.
  package enum Form: Sendable, Hashable {
    /// A relation of scalars, or an equation of matrices, in the language: `det(X) != 0`.
    case relation
    /// A relation that every entry fulfils: `X > 0`.
    case entries
    /// Words, with the arguments in braces: `{X} has full rank`.
    case words
  }
  /// The condition: a relation `left OPERATOR right` with one of `!= > < >= <=`, or words.
  package let relation: String
  /// How it is stated.
  package let form: Form
  /// Whether the value or only the derivative needs it.
  package let scope: Scope
  /// What of the first argument is enough for it, beside what the relation itself says; nil where nothing is.
  package let metBy: Properties?
  /// A condition.
  package init(
    _ relation: String,
    _ form: Form = .relation,
    for scope: Scope = .value,
    metBy properties: Properties? = nil
  ) {
    self.relation = relation
    self.form = form
    self.scope = scope
    metBy = properties
  }
}

/// An argument in which a function is linear while the others are held constant, with the adjoint.
///
/// `G : f(…, dE, …) = adjoint : dE`. The adjoint may use `G`, every argument and the signature's sizes.
package struct LinearArgument: Sendable, Hashable {
  /// The argument's name.
  package let argument: String
  /// The adjoint as a formula.
  package let adjoint: String
  /// The name of the rule as a derivation shows it.
  package let name: String
  /// Where it is printed.
  package let source: Source
  /// The matrix J with `vec(f(…, E, …)) = J*vec(E)` as a formula; nil where it has no name.
  package let matrix: String?

  /// Linearity in one argument.
  package init(_ argument: String, adjoint: String, matrix: String? = nil, name: String, source: Source) {
    self.argument = argument
    self.adjoint = adjoint
    self.matrix = matrix
    self.name = name
    self.source = source
  }
}

/// One function of the language.
package struct MatrixFunction: Sendable, CustomStringConvertible {
  /// The name, arity and shape as a reader of the manual sees it: `logdet(X: n×n) -> scalar`; parsed.
  package let signature: Signature
  /// One sentence for the manual, with a full stop.
  package let summary: String
  /// When value and derivative exist.
  package let conditions: [DomainCondition]
  /// What the value assumes of each matrix argument (`chol` reads a positive-definite one); empty for nothing.
  package let assumed: [Properties]
  /// How it is written.
  package let notation: FunctionNotation
  /// The words by which people call it in formulas: `tr`, `Tr`, `trace`; empty where it has signs of its own.
  package let words: [String]
  /// How it is written in a cell.
  package let writing: FunctionWriting
  /// Its differential.
  package let differential: DifferentialRule
  /// Its differential where the first argument is known to have an inverse, if that reads better.
  package let differentialWhereInvertible: DifferentialRule?
  /// Its differential where two arguments may be equal at all points of an open set, as those of `min(x, min(x, 1))` are:
  /// the general one, which has a term for each side, would be zero there.
  package let differentialWhereTied: DifferentialRule?
  /// The arguments in which it is linear while the others are constant.
  package let linearArguments: [LinearArgument]
  /// Identities that make it shorter.
  package let rewrites: [RewriteRule]
  /// Its value.
  package let value: FunctionValue
  /// Its Python.
  package let python: PythonForm
  /// The leading term of its cost in the sizes of the signature, in flops: `2/3*n^3`.
  package let flops: String
  /// What is known of the value from what is known of the arguments.
  package let properties: @Sendable ([Properties]) -> Properties
  /// A cell that shows it.
  package let example: String

  /// The record of one function; see `Catalogue` for all of them.
  package init(
    signature: Signature,
    summary: String,
    conditions: [DomainCondition] = [],
    assumed: [Properties] = [],
    notation: FunctionNotation,
    words: [String] = [],
    writing: FunctionWriting = .call,
    differential: DifferentialRule,
    whereInvertible: DifferentialRule? = nil,
    whereTied: DifferentialRule? = nil,
    matrix: String? = nil,
    linearIn: [LinearArgument] = [],
    rewrites: [RewriteRule] = [],
    value: FunctionValue,
    python: PythonForm,
    flops: String,
    properties: @escaping @Sendable ([Properties]) -> Properties = { _ in [] },
    example: String
  ) {
    self.signature = signature
    self.summary = summary
    self.conditions = conditions
    self.assumed = assumed
    self.notation = notation
    self.words = words
    self.writing = writing
    self.differential = differential
    differentialWhereInvertible = whereInvertible
    differentialWhereTied = whereTied
    if case .linear(let adjoint, let name, let source) = differential,
      let argument = signature.parameters.first(where: \.isMatrix)
    {
      linearArguments =
        [LinearArgument(argument.name, adjoint: adjoint, matrix: matrix, name: name, source: source)]
        + linearIn
    } else {
      linearArguments = linearIn
    }
    self.rewrites = rewrites
    self.value = value
    self.python = python
    self.flops = flops
    self.properties = properties
    self.example = example
  }

  /// The rules of its differential: the general one, then those where something is known of its arguments.
  package var differentials: [DifferentialRule] {
    [differential] + [differentialWhereInvertible, differentialWhereTied].compactMap { $0 }
  }

  /// The name in the language.
  package var name: FunctionName { signature.name }
  /// The signature as text.
  package var description: String { signature.description }

  /// What readers and graphs need to know of it.
  package var traits: FunctionTraits {
    let first = signature.parameters.first
    return signature.traits(
      isLinear: linearArguments.contains { $0.argument == first?.name },
      hasDomain: conditions.contains { $0.scope == .value } || !assumed.isEmpty,
      words: words,
      writing: writing,
      properties: properties
    )
  }
}
