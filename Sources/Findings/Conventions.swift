// The words by which an author says how derivatives are made and meant; the raw values are those of options and JSON.

/// How a derivation proceeds.
package enum DerivationMethod: String, Sendable, Hashable, CaseIterable {
  /// Move everything into G : dX.
  case differential
  /// Entries with explicit sums.
  case index
  /// Kronecker products on vec.
  case vectorization
}

/// The methods that an author asks for.
package enum MethodChoice: String, Sendable, Hashable, CaseIterable {
  /// By differentials and the Frobenius product.
  case differential
  /// By components and sums.
  case index
  /// By `vec` and Kronecker products.
  case vectorization
  /// All three.
  case all
}

/// How derivatives are laid out, by the names that textbooks give the ways.
package enum LayoutConvention: String, Sendable, Hashable, CaseIterable {
  /// The gradient has the shape of its variable, the Jacobian is ∂y_i/∂x_j.
  case mixed
  /// The derivative of a number is the transposed gradient, a row for a column; the Jacobian is ∂y_i/∂x_j.
  case numerator
  /// The gradient has the shape of its variable, the Jacobian is transposed, ∂y_j/∂x_i.
  case denominator
}

/// How a derivative treats the structure of its variable.
package enum StructureConvention: String, Sendable, Hashable, CaseIterable {
  /// The orthogonal projection onto the structure: sym G for a symmetric variable (arXiv 1911.06491).
  case projected
  /// The derivative by the free entries: G + G' − G ∘ I for a symmetric variable (Matrix Cookbook, eq. 138).
  case tied
  /// The variable is unstructured when differentiating.
  case ignored
}

/// A system that others trust, to run on the same numbers.
package enum Oracle: String, Sendable, Hashable, CaseIterable {
  /// PyTorch.
  case torch
  /// JAX.
  case jax
}

/// What a display is for.
package enum DisplayRole: String, Sendable, Hashable, CaseIterable {
  /// It declares shapes and names.
  case define
  /// It asks for a derivative.
  case derive
  /// Every row of it must follow.
  case check
}
