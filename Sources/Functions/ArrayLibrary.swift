// The array libraries of Python that emitted code can stand over, as records: how each calls what NumPy and SciPy have.

/// An array library of Python.
package struct ArrayLibrary: Sendable, Hashable {
  /// The name on the command line: `numpy`.
  package let name: String
  /// The name in sentences: `NumPy`.
  package let title: String
  /// The module of its arrays as emitted code calls it: `np`.
  package let module: String
  /// The imports that a file over it begins with.
  package let head: [String]
  /// How it calls what NumPy and SciPy have.
  private let renaming: Renaming
  /// How new arrays are made.
  package let creation: Creation

  /// How new arrays are made: templates, in which `{like}` says which numbers they hold and on which device.
  package struct Creation: Sendable, Hashable {
    /// Of a number of rows, or of an extent.
    package let identity, ones, zeros: String
    /// Of an array, the zeros before it and those behind it.
    package let paddedVector, paddedRows, paddedColumns: String
    /// Of a list of numbers, of numbers and vectors, and of a row of numbers in a list of such rows.
    package let vector, joined, row, rows: String
    /// Of a row of matrices, and of the list of such rows.
    package let blockRow, blocks: String
    /// Of a number of the host, where an array is needed; nil where a number will do.
    package let number: String?
  }

  private enum Renaming: Hashable {
    /// Every name is there, in another module.
    case modules(numpy: String, scipy: String)
    /// These names are there, and no others.
    case names([String: String])
  }

  /// NumPy, with SciPy where it must be.
  package static let numpy = ArrayLibrary(
    name: "numpy",
    title: "NumPy",
    module: "np",
    head: ["import numpy as np"],
    renaming: .modules(numpy: "np", scipy: "scipy"),
    creation: Creation(numpy: "np")
  )

  /// JAX.
  package static let jax = ArrayLibrary(
    name: "jax",
    title: "JAX",
    module: "jnp",
    head: ["import jax", "import jax.numpy as jnp"],
    renaming: .modules(numpy: "jnp", scipy: "jax.scipy"),
    creation: Creation(numpy: "jnp")
  )

  /// PyTorch.
  package static let torch = ArrayLibrary(
    name: "torch",
    title: "PyTorch",
    module: "torch",
    head: ["import torch"],
    renaming: .names(namesOfTorch),
    creation: Creation(
      identity: "torch.eye({0}, {like})",
      ones: "torch.ones({0}, {like})",
      zeros: "torch.zeros({0}, {like})",
      paddedVector: "torch.nn.functional.pad({0}, ({1}, {2}))",
      paddedRows: "torch.nn.functional.pad({0}, (0, 0, {1}, {2}))",
      paddedColumns: "torch.nn.functional.pad({0}, ({1}, {2}))",
      vector: "torch.stack([{0}])",
      joined: "torch.hstack([{0}])",
      row: "torch.stack([{0}])",
      rows: "torch.stack([{0}])",
      blockRow: "torch.cat([{0}], dim=1)",
      blocks: "torch.cat([{0}], dim=0)",
      number: "torch.tensor({0}, {like})"
    )
  )

  /// All of them, the first one standard.
  package static let all = [numpy, jax, torch]

  /// What NumPy or SciPy calls by a name of its modules; nil where this library has nothing of that meaning.
  package func name(of original: String) -> String? {
    switch renaming {
    case .names(let names): return names[original]
    case .modules(let numpy, let scipy):
      if original.hasPrefix("np.") { return numpy + original.dropFirst("np".count) }
      return original.hasPrefix("scipy.") ? scipy + original.dropFirst("scipy".count) : nil
    }
  }

  /// Text over NumPy and SciPy as text over this library; nil where it has not all of the names.
  func translated(_ text: String) -> String? {
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      guard character.isLetter || character == "_" else {
        result.append(rest.removeFirst())
        continue
      }
      let path = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      rest = rest.dropFirst(path.count)
      if path.hasPrefix("np.") || path.hasPrefix("scipy.") {
        guard let name = name(of: String(path)) else { return nil }
        result += name
      } else {
        result += path
      }
    }
    return result
  }

  /// The modules that are imported for what is called by other names than those of the head.
  func imports(_ modules: [String]) -> [String] {
    switch renaming {
    case .names: []
    case .modules: modules.compactMap { name(of: $0) }
    }
  }

  /// What PyTorch has under the meaning, and with the arguments, of NumPy and SciPy.
  private static let namesOfTorch: [String: String] = {
    let same = [
      "abs", "arccos", "arccosh", "arcsin", "arcsinh", "arctan", "arctanh", "cos", "cosh", "diag", "einsum",
      "exp", "kron", "linalg.cholesky", "linalg.det", "linalg.eigvalsh", "linalg.inv", "linalg.matrix_power",
      "linalg.norm", "linalg.pinv", "linalg.slogdet", "linalg.solve", "linalg.svd", "log", "max", "maximum",
      "mean", "min", "minimum", "outer", "prod", "sign", "sin", "sinh", "sqrt", "sum", "tan", "tanh", "trace",
      "tril", "triu", "atleast_2d", "ravel", "reshape", "pi", "e",
    ]
    let other = [
      "np.cross": "torch.linalg.cross", "scipy.special.digamma": "torch.digamma",
      "scipy.special.erf": "torch.erf", "scipy.special.gammaln": "torch.lgamma",
      "scipy.special.polygamma": "torch.polygamma", "scipy.linalg.expm": "torch.linalg.matrix_exp",
    ]
    return other.merging(same.map { ("np.\($0)", "torch.\($0)") }) { first, _ in first }
  }()
}

extension ArrayLibrary.Creation {
  /// NumPy's ways, in a module of that interface.
  fileprivate init(numpy module: String) {
    self.init(
      identity: "\(module).eye({0})",
      ones: "\(module).ones({0})",
      zeros: "\(module).zeros({0})",
      paddedVector: "\(module).pad({0}, ({1}, {2}))",
      paddedRows: "\(module).pad({0}, (({1}, {2}), (0, 0)))",
      paddedColumns: "\(module).pad({0}, ((0, 0), ({1}, {2})))",
      vector: "\(module).array([{0}])",
      joined: "\(module).hstack([{0}])",
      row: "[{0}]",
      rows: "\(module).array([{0}])",
      blockRow: "[{0}]",
      blocks: "\(module).block([{0}])",
      number: nil
    )
  }
}
