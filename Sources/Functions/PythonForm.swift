// How a function is written in Python, as a template over NumPy and SciPy and, where other words are needed, over others.

/// How a function is written in Python: `{0}`, `{1}` stand for the arguments.
package struct PythonForm: Sendable, Hashable {
  /// A template over one library.
  package struct Form: Sendable, Hashable {
    /// The expression, for example `np.linalg.slogdet({0})[1]`; `{like}` says which numbers a new array holds.
    package let expression: String
    /// Modules needed beside that of the arrays, for example `scipy.linalg`.
    package let imports: [String]
    /// A helper function to define first, if the expression calls one; `def name(...)` text.
    package let helper: String?

    /// A template.
    package init(_ expression: String, imports: [String] = [], helper: String? = nil) {
      self.expression = expression
      self.imports = imports
      self.helper = helper
    }
  }

  private let numpy: Form
  /// The forms over libraries where the names or arguments are others than NumPy's, by the name of the library.
  private let own: [String: Form]

  /// A form over NumPy; over another library it is the same under its names, unless one is given.
  package init(
    _ expression: String,
    imports: [String] = [],
    helper: String? = nil,
    jax: Form? = nil,
    torch: Form? = nil
  ) {
    numpy = Form(expression, imports: imports, helper: helper)
    var own: [String: Form] = [:]
    own[ArrayLibrary.jax.name] = jax
    own[ArrayLibrary.torch.name] = torch
    self.own = own
  }

  /// The expression over NumPy.
  package var expression: String { numpy.expression }

  /// The form over a library; nil where the library lacks what it needs.
  package func form(over library: ArrayLibrary) -> Form? {
    if let own = own[library.name] { return own }
    guard let expression = library.translated(numpy.expression) else { return nil }
    var helper: String?
    if let text = numpy.helper {
      guard let translated = library.translated(text) else { return nil }
      helper = translated
    }
    return Form(expression, imports: library.imports(numpy.imports), helper: helper)
  }
}
