// How a function is emitted as Python, over NumPy and SciPy and over JAX.

/// How the function is emitted as Python; `{0}`, `{1}` stand for the arguments.
public struct PythonForm: Sendable, Hashable {
  /// The expression, for example `np.linalg.slogdet({0})[1]`.
  public let expression: String
  /// Modules needed beside numpy, for example `scipy.linalg`.
  public let imports: [String]
  /// A helper function to define first, if the expression calls one; `def name(...)` text.
  public let helper: String?
  private let ownJAX: JAXForm?

  /// The same over JAX.
  public struct JAXForm: Sendable, Hashable {
    /// The expression.
    public let expression: String
    /// Modules needed beside jax.numpy.
    public let imports: [String]
    /// A helper function to define first.
    public let helper: String?

    /// A form over JAX, where another module or another way is needed than over NumPy.
    public init(_ expression: String, imports: [String] = [], helper: String? = nil) {
      self.expression = expression
      self.imports = imports
      self.helper = helper
    }
  }

  /// A Python form; over JAX it is the same text over `jax.numpy` and `jax.scipy`, unless one is given.
  public init(_ expression: String, imports: [String] = [], helper: String? = nil, jax: JAXForm? = nil) {
    self.expression = expression
    self.imports = imports
    self.helper = helper
    ownJAX = jax
  }

  /// The form over JAX.
  public var jax: JAXForm {
    ownJAX
      ?? JAXForm(
        PythonForm.overJAX(expression),
        imports: imports.map(PythonForm.overJAX),
        helper: helper.map(PythonForm.overJAX)
      )
  }

  /// The helpers of both forms.
  public var helpers: [String] { [helper, jax.helper].compactMap { $0 } }

  /// Text over NumPy and SciPy as text over the modules of JAX with the same functions.
  private static func overJAX(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      if rest.hasPrefix("scipy.") {
        result += "jax.scipy."
        rest = rest.dropFirst("scipy.".count)
      } else if rest.hasPrefix("np.") {
        result += "jnp."
        rest = rest.dropFirst("np.".count)
      } else {
        result.append(character)
        rest.removeFirst()
      }
    }
    return result
  }
}
