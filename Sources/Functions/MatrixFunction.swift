// What a function of the language is: one record, in one file, everything about it side by side.

public import Expressions
public import Notation
public import Numerics

/// Where a formula is printed: a work and the number of the equation or section.
public struct Source: Sendable, Hashable, CustomStringConvertible {
  /// The work and the place in it, as it is shown: `Matrix Cookbook (2012), eq. 43`.
  public let description: String
  /// A source as it is shown.
  public init(_ description: String) { self.description = description }

  /// The Matrix Cookbook, Petersen & Pedersen, version of 15 November 2012.
  public static func matrixCookbook(_ equation: Int) -> Source {
    Source("Matrix Cookbook (2012), eq. \(equation)")
  }
  /// Magnus & Neudecker, Matrix Differential Calculus, by chapter and section.
  public static func magnusNeudecker(_ place: String) -> Source {
    Source("Magnus & Neudecker, Matrix Differential Calculus, \(place)")
  }
  /// Minka, Old and New Matrix Algebra Useful for Statistics.
  public static let minka = Source("Minka, Old and New Matrix Algebra Useful for Statistics (2000)")
  /// The definition of the function itself.
  public static let definition = Source("definition")
  /// A derivative every calculus course has.
  public static let calculus = Source("elementary calculus")
}

/// The differential of a function, as a formula of the cell language.
///
/// The arguments are called by the names of the signature (`X`, `Y`), their differentials `dX`, `dY`.
public enum DifferentialRule: Sendable {
  /// Linear in all arguments together with the given adjoint: `G : f(dX) = adjoint(G) : dX`. The formula may
  /// use `G` and `X` (for its shape and sizes).
  case linear(adjoint: String, name: String, source: Source)
  /// `d f(X) = formula`, linear in `dX`.
  case formula(String, name: String, source: Source)
  /// Elementwise: `d f.(X) = f'.(X) .* dX`; the formula gives f'(X) entry by entry, in `X`.
  case elementwise(derivative: String, name: String, source: Source)
  /// Constant almost everywhere: sign, a matrix of ones.
  case zero(name: String, source: Source)
  /// There is none, and why.
  case none(because: String)
}

/// A directed identity of one function, a named and sourced step of the simplifier.
public struct RewriteRule: Sendable {
  /// The name of the rule as a derivation shows it.
  public let name: String
  /// The pattern, a formula over the signature's names.
  public let pattern: String
  /// What it is replaced by.
  public let replacement: String
  /// What must hold of the arguments, as attributes by argument name.
  public let conditions: [(argument: String, properties: Properties)]
  /// Where it is printed.
  public let source: Source

  /// A rewrite `pattern = replacement` under conditions.
  public init(
    _ name: String,
    _ pattern: String,
    to replacement: String,
    when conditions: [(argument: String, properties: Properties)] = [],
    source: Source
  ) {
    self.name = name
    self.pattern = pattern
    self.replacement = replacement
    self.conditions = conditions
    self.source = source
  }
}

/// A condition on the arguments under which the value or the derivative exists.
public struct DomainCondition: Sendable, Hashable {
  /// What the condition guards.
  public enum Scope: Sendable, Hashable { case value, derivative }
  /// The condition as a relation in the language: `det(X) != 0`, `X > 0`, `X != 0`.
  public let relation: String
  /// Whether the value or only the derivative needs it.
  public let scope: Scope
  /// A condition.
  public init(_ relation: String, for scope: Scope = .value) {
    self.relation = relation
    self.scope = scope
  }
}

/// The value of a function in any arithmetic, composed of the primitives.
public protocol FunctionKernel: SendableMetatype {
  /// The value at concrete arguments of fitting shapes.
  ///
  /// - Throws: why there is no value.
  static func value<A: Arithmetic>(_ arguments: [A.Matrix], in arithmetic: A) throws(NumericFailure)
    -> A.Matrix
}

/// How a function is computed.
public enum FunctionValue: Sendable {
  /// By a kernel over the primitives.
  case kernel(any FunctionKernel.Type)
  /// By a formula of the language over the signature's names.
  case formula(String)
}

/// How the function is emitted as Python; `{0}`, `{1}` stand for the arguments.
public struct PythonForm: Sendable, Hashable {
  /// The expression, for example `np.linalg.slogdet({0})[1]`.
  public let expression: String
  /// Modules needed beside numpy, for example `scipy.linalg`.
  public let imports: [String]
  /// A helper function to define first, if the expression calls one; `def name(...)` text.
  public let helper: String?
  /// A Python form.
  public init(_ expression: String, imports: [String] = [], helper: String? = nil) {
    self.expression = expression
    self.imports = imports
    self.helper = helper
  }
}

/// One function of the language.
public struct MatrixFunction: Sendable, CustomStringConvertible {
  /// The name, arity and shape as a reader of the manual sees it: `logdet(X: n×n) -> scalar`; parsed.
  public let signature: Signature
  /// One sentence for the manual, with a full stop.
  public let summary: String
  /// When value and derivative exist.
  public let conditions: [DomainCondition]
  /// How it is written.
  public let notation: FunctionNotation
  /// Its differential.
  public let differential: DifferentialRule
  /// Identities that make it shorter.
  public let rewrites: [RewriteRule]
  /// Its value.
  public let value: FunctionValue
  /// Its Python.
  public let python: PythonForm
  /// The leading term of its cost in the sizes of the signature, in flops: `2/3*n^3`.
  public let flops: String
  /// What is known of the value from what is known of the arguments.
  public let properties: @Sendable ([Properties]) -> Properties
  /// A cell that shows it.
  public let example: String

  /// The record of one function; see `Catalogue` for all of them.
  public init(
    signature: Signature,
    summary: String,
    conditions: [DomainCondition] = [],
    notation: FunctionNotation,
    differential: DifferentialRule,
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
    self.notation = notation
    self.differential = differential
    self.rewrites = rewrites
    self.value = value
    self.python = python
    self.flops = flops
    self.properties = properties
    self.example = example
  }

  /// The name in the language.
  public var name: FunctionName { signature.name }
  /// The signature as text.
  public var description: String { signature.description }
}
