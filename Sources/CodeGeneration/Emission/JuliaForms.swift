// What the functions of the language are called in Julia, by the words that they have over NumPy.

import Expressions
import Functions

/// The forms of functions in Julia, with its standard library alone.
enum JuliaForms {
  /// Words of the language, and names that emitted code calls.
  static let reserved: Set<String> = [
    "begin", "end", "function", "let", "do", "module", "using", "export", "const", "struct", "local", "true",
    "false",
    "quote", "mutable", "macro", "elseif", "catch", "where", "dot", "inv", "det", "tr", "kron", "sum", "size",
    "length",
    "zeros", "ones", "fill", "vec", "diagm", "diag", "I", "norm", "exp", "log", "sqrt", "vcat", "hcat",
    "hvcat",
    "reshape", "transpose", "first", "pi", "maximum", "minimum", "LinearAlgebra",
  ]

  /// The form of a function; nil where Julia's standard library has none.
  static func form(of function: MatrixFunction) -> String? { forms[function.python.expression] }

  private static let forms: [String: String] = {
    var forms = [
      "np.linalg.det({0})": "det({0})", "np.linalg.slogdet({0})[1]": "first(logabsdet({0}))",
      "np.trace({0})": "tr({0})", "np.diag({0})": "_diagonal({0})", "np.sum({0})": "sum({0})",
      "np.mean({0})": "(sum({0}) / length({0}))", "np.prod({0})": "prod({0})",
      "np.var({0})": "_variance({0})", "np.linalg.pinv({0})": "pinv({0})",
      "np.ravel({0}, order='F')": "vec({0})", "np.linalg.norm({0})": "norm({0})",
      "np.linalg.norm(np.atleast_2d({0}), 2)": "opnorm({0})",
      "np.linalg.norm(np.atleast_2d({0}), 'nuc')": "sum(svdvals({0}))",
      "np.sum(np.abs({0}))": "norm({0}, 1)", "np.linalg.cholesky({0})": "cholesky(Symmetric({0})).L",
      "np.linalg.eigvalsh({0})[-1]": "last(eigvals(Symmetric({0})))",
      "np.linalg.eigvalsh({0})[0]": "first(eigvals(Symmetric({0})))",
      "np.linalg.eigvalsh({0})[{1} - 1]": "eigvals(Symmetric({0}))[{1}]",
      "np.tril({0})": "tril({0})", "np.triu({0})": "triu({0})", "np.cross({0}, {1})": "cross({0}, {1})",
      "np.max({0})": "maximum({0})", "np.min({0})": "minimum({0})",
      "np.eye({0})[{1} - 1]": "Matrix{Float64}(I, {0}, {0})[:, {1}]",
      "scipy.linalg.expm({0})": "exp({0})", "np.real(scipy.linalg.logm({0}))": "real(log({0}))",
      "np.real(scipy.linalg.sqrtm({0}))": "real(sqrt({0}))", "scipy.linalg.cosm({0})": "cos({0})",
      "scipy.linalg.sinm({0})": "sin({0})",
      "scipy.linalg.solve_sylvester({0}, {1}, {2})": "sylvester({0}, {1}, -{2})",
      "np.maximum({0}, {1})": "max.({0}, {1})", "np.minimum({0}, {1})": "min.({0}, {1})",
      "np.maximum({0}, 0)": "max.({0}, 0)", "np.sign({0})": "sign.({0})", "np.abs({0})": "abs.({0})",
      "np.where(np.greater({0}, 0), 1.0, 0.0)": "float.({0} .> 0)",
      "np.where(np.greater({0}, 0), {1}, {2})": "ifelse.({0} .> 0, {1}, {2})",
      "np.logaddexp(0, {0})": "_softplus.({0})", "sigmoid({0})": "_sigmoid.({0})",
      "softmax({0})": "_softmax({0})", "np.logaddexp.reduce({0})": "_logsumexp({0})",
    ]
    let entrywise = [
      "exp": "exp", "log": "log", "sqrt": "sqrt", "sin": "sin", "cos": "cos", "tan": "tan", "sinh": "sinh",
      "cosh": "cosh", "tanh": "tanh", "arcsin": "asin", "arccos": "acos", "arctan": "atan",
      "arcsinh": "asinh",
      "arccosh": "acosh", "arctanh": "atanh",
    ]
    for (numpy, julia) in entrywise { forms["np.\(numpy)({0})"] = "\(julia).({0})" }
    return forms
  }()

  /// Functions that forms call and Julia has not, by name, each written so that nothing overflows.
  static let helpers: [(name: String, text: String)] = [
    (
      "_diagonal",
      "_diagonal(x::AbstractVector) = Matrix(Diagonal(x))\n_diagonal(X::AbstractMatrix) = diag(X)"
    ),
    ("_variance", "_variance(x) = sum(abs2, x .- sum(x) / length(x)) / length(x)"),
    ("_softplus", "_softplus(t) = max(t, zero(t)) + log1p(exp(-abs(t)))"),
    ("_sigmoid", "_sigmoid(t) = t >= 0 ? inv(1 + exp(-t)) : exp(t) / (1 + exp(t))"),
    ("_softmax", "_softmax(x) = (e = exp.(x .- maximum(x)); e / sum(e))"),
    ("_logsumexp", "_logsumexp(x) = (m = maximum(x); m + log(sum(exp.(x .- m))))"),
  ]
}
