// What an author can ask of a cell, a displayed formula, or all of them through the front matter.

public import Diagnostics

/// Options of a cell or display; nil is what the author did not say.
public struct CellOptions: Sendable, Hashable {
  /// How a derivation proceeds.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// By differentials and the Frobenius product.
    case differential
    /// By components and sums.
    case index
    /// By `vec` and Kronecker products.
    case vectorization
    /// All three.
    case all
  }

  /// How derivatives are laid out.
  public enum Layout: String, Sendable, Hashable, CaseIterable {
    /// A gradient has the shape of its variable, a Jacobian is ∂y_i/∂x_j.
    case mixed
    /// A gradient is transposed, a row for a column; a Jacobian is ∂y_i/∂x_j.
    case numerator
    /// A gradient has the shape of its variable, a Jacobian is transposed, ∂y_j/∂x_i.
    case denominator
  }

  /// Whether the text of a cell is shown.
  public enum Echo: String, Sendable, Hashable, CaseIterable {
    /// The text stands above its result.
    case shown = "true"
    /// Only the result is shown.
    case hidden = "false"
  }

  /// The verdict the author expects.
  public enum Expectation: String, Sendable, Hashable, CaseIterable {
    /// Right; what is expected when nothing is said.
    case holds
    /// Wrong, and shown to be so.
    case refuted
    /// Without meaning.
    case illTyped = "ill-typed"
    /// Not to be decided.
    case undecided
  }

  /// A system that others trust, to run on the same numbers.
  public enum Oracle: String, Sendable, Hashable, CaseIterable {
    /// PyTorch.
    case torch
    /// JAX.
    case jax
  }

  /// How the gradient of a structured variable is meant.
  public enum Structured: String, Sendable, Hashable, CaseIterable {
    /// Projected onto the structure.
    case projected
    /// Entries that are tied move together.
    case tied
    /// The variable counts as unstructured.
    case ignored
  }

  /// A size of the instance that is shown and checked.
  public struct Size: Sendable, Hashable {
    /// The name of the size.
    public let name: String
    /// Its value.
    public let value: Int
    /// Where it is said.
    public let range: SourceRange
  }

  /// What the cell is referred to by, and where that is said.
  public var label: Label?
  /// How derivations proceed.
  public var method: Method?
  /// How derivatives are laid out.
  public var layout: Layout?
  /// Whether the text of the cell is shown.
  public var echo: Echo?
  /// The verdict the author expects.
  public var expectation: Expectation?
  /// The sizes of the instance, in the order written.
  public var instance: [Size]?
  /// The systems to compare with.
  public var oracles: [Oracle]?
  /// How gradients of structured variables are meant.
  public var structured: Structured?

  /// Options that say nothing.
  public init() {}

  /// These options, and where they say nothing, those of `defaults`.
  public func completed(by defaults: CellOptions) -> CellOptions {
    var result = self
    result.method = method ?? defaults.method
    result.layout = layout ?? defaults.layout
    result.echo = echo ?? defaults.echo
    result.expectation = expectation ?? defaults.expectation
    result.instance = instance ?? defaults.instance
    result.oracles = oracles ?? defaults.oracles
    result.structured = structured ?? defaults.structured
    return result
  }
}
