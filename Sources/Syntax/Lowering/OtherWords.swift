// The words of NumPy, PyTorch, MATLAB, Julia and blackboards for what the language calls otherwise.

import Diagnostics
import Expressions

/// A word that people bring from another language.
enum OtherWord: Sendable {
  /// Another name of a function of the language.
  case function(String)
  /// A form of the language, made of the arguments; nil where their number is another one.
  case form(@Sendable ([SyntaxTree], SourceRange) -> SyntaxTree?)
  /// What there is no word for, and what to write instead.
  case missing(instead: [String])

  /// What a word means.
  static func named(_ word: String) -> OtherWord? {
    if let function = functions[word] { return .function(function) }
    if let hints = missing[word] { return .missing(instead: hints) }
    return forms[word].map { .form($0) }
  }

  /// Words for functions that the language has.
  static let functions: [String: String] = [
    "trace": "tr", "ln": "log", "inverse": "inv", "cholesky": "chol", "adjugate": "adj", "diagm": "diag",
    "identity": "eye", "logistic": "sigmoid", "lse": "logsumexp", "sgn": "sign", "heaviside": "step",
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arsinh", "acosh": "arcosh",
    "atanh": "artanh", "arcsinh": "arsinh", "arccosh": "arcosh", "arctanh": "artanh", "maximum": "max",
    "minimum": "min", "amax": "max", "amin": "min", "variance": "var",
    "opnorm": "spectral", "absolute": "abs", "unvec": "mat",
  ]

  /// Words for what is written with signs.
  private static let forms: [String: @Sendable ([SyntaxTree], SourceRange) -> SyntaxTree?] = [
    "transpose": { arguments, range in
      arguments.count == 1 ? SyntaxTree(.transpose(arguments[0]), range) : nil
    },
    "outer": { arguments, range in
      guard arguments.count == 2 else { return nil }
      return SyntaxTree(.binary(.multiply, arguments[0], SyntaxTree(.transpose(arguments[1]), range)), range)
    },
    "dot": { arguments, range in two(.dot, arguments, range) },
    "matmul": { arguments, range in two(.multiply, arguments, range) },
    "hadamard": { arguments, range in two(.elementwiseMultiply, arguments, range) },
    "inner": { arguments, range in two(.frobenius, arguments, range) },
    "frobenius": { arguments, range in two(.frobenius, arguments, range) },
    "solve": { arguments, range in
      guard arguments.count == 2 else { return nil }
      return SyntaxTree(.binary(.multiply, call("inv", arguments[0], range), arguments[1]), range)
    },
    "lstsq": { arguments, range in
      guard arguments.count == 2 else { return nil }
      return SyntaxTree(.binary(.multiply, call("pinv", arguments[0], range), arguments[1]), range)
    },
    "square": { arguments, range in
      guard arguments.count == 1 else { return nil }
      return SyntaxTree(
        .binary(.elementwisePower, arguments[0], SyntaxTree(.number(2, text: "2"), range)),
        range
      )
    },
  ]

  private static func two(
    _ operation: SyntaxTree.BinaryOperator,
    _ arguments: [SyntaxTree],
    _ range: SourceRange
  ) -> SyntaxTree? {
    arguments.count == 2 ? SyntaxTree(.binary(operation, arguments[0], arguments[1]), range) : nil
  }

  private static func call(_ name: String, _ argument: SyntaxTree, _ range: SourceRange) -> SyntaxTree {
    SyntaxTree(.call(name: name, nameRange: range, isElementwise: false, arguments: [argument]), range)
  }

  private static let complex = ["variables are real: write the real and the imaginary part as two variables"]
  private static let symmetricEigenvalues = [
    "'eigval(S, i)' and 'eigvec(S, i)' are the i-th ones of a symmetric S, 'eigmax' and 'eigmin' the outermost",
    "sums over all of them are 'tr(S)', 'logdet(S)', 'tr(S^2)'",
  ]
  private static let singularValues = [
    "'singval(X, i)' and 'singvec(X, i)' are the i-th singular value and right vector",
    "'nuclear', 'spectral' and 'normF' are the norms made of all of them, 'pinv' the pseudoinverse",
  ]
  private static let beside = [
    "matrices stand beside each other in '[A, B]' and below each other in '[A; B]'"
  ]
  private static let copies = ["copies of A beside and below each other are 'kron(ones(p, q), A)'"]

  /// Words for what the language has not.
  static let missing: [String: [String]] = [
    "cumsum": ["the sums of the entries so far are 'tril(ones(n, n))*x' for x : vector(n)"],
    "cumprod": ["of positive entries it is 'exp.(tril(ones(n, n))*log.(x))' for x : vector(n)"],
    "diff": [
      "a derivative is asked with 'gradient f wrt x'", "differences of neighbours are 'x[2:n] - x[1:n-1]'",
    ],
    "sort": ["'max(x)' and 'min(x)' are the largest and the smallest entry, 'eigval(S, i)' is sorted"],
    "median": ["'mean(x)' is the mean; order statistics beside 'max' and 'min' are missing"],
    "qr": ["of X with independent columns, R is 'chol(X'*X)'' and Q is 'X*inv(chol(X'*X))''"],
    "lu": [
      "'inv(A)*b' solves, 'det(A)' and 'logdet(A)' need no factors, 'chol(S)' is the factor of a positive-definite S"
    ],
    "svd": singularValues, "svdvals": singularValues,
    "eig": symmetricEigenvalues, "eigh": symmetricEigenvalues, "eigvals": symmetricEigenvalues,
    "eigvalsh": symmetricEigenvalues, "eigen": symmetricEigenvalues,
    "conv": ["a convolution is a Toeplitz matrix times a vector: 'A : matrix(n, n) toeplitz'"],
    "conv1d": ["a convolution is a Toeplitz matrix times a vector: 'A : matrix(n, n) toeplitz'"],
    "conv2d": ["a convolution is a Toeplitz matrix times a vector: 'A : matrix(n, n) toeplitz'"],
    "convolve": ["a convolution is a Toeplitz matrix times a vector: 'A : matrix(n, n) toeplitz'"],
    "fft": complex, "conj": complex, "real": complex, "imag": complex, "ctranspose": complex,
    "einsum": [
      "write the sum: 'sum(i in 1..n, sum(j in 1..m, X[i, j]*a[i]*b[j]))', or as a product of matrices"
    ],
    "std": ["'sqrt(var(x))', or 'sqrt.(var(X, rows))' of every row"],
    "cov": ["of the rows of X : matrix(m, n) it is '(X - 1/m*ones(m, m)*X)'*(X - 1/m*ones(m, m)*X)/m'"],
    "rank": ["the rank has no derivative"],
    "cond": ["'spectral(A)*spectral(inv(A))'"],
    "reshape": ["'vec(X)' stacks the columns, 'mat(v, n, m)' cuts a vector into columns of n entries"],
    "hstack": beside, "vstack": beside, "concatenate": beside, "cat": beside, "hcat": beside, "vcat": beside,
    "horzcat": beside, "vertcat": beside, "block": beside, "stack": beside,
    "tile": copies, "repmat": copies, "repeat": copies,
    "argmax": ["'largestplace(x)' has a 1 where the largest entry stands"],
    "argmin": ["'largestplace(-x)' has a 1 where the smallest entry stands"],
    "slogdet": ["'logdet(A)' is ln of the absolute determinant"],
    "logabsdet": ["'logdet(A)' is ln of the absolute determinant"],
    "linspace": ["vectors are declared: 'x : vector(n)'"],
    "arange": ["vectors are declared: 'x : vector(n)'"],
    "gelu": ["'x/2 .* (1 .+ erf.(x/sqrt(2)))'"],
    "silu": ["'x .* sigmoid.(x)'"],
    "log1p": ["'log.(1 .+ x)'"],
    "expm1": ["'exp.(x) .- 1'"],
    "flip": ["the entries in the opposite order are 'sum(i in 1..n, x[i]*basis(n, n + 1 - i))'"],
  ]
}

extension Diagnostic {
  static func wordOfOtherLanguage(_ word: String, instead: [String], _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.function",
      message: "there is no function '\(word)'",
      range: range,
      hints: instead
    )
  }

  static func normOfMatrix(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.norm",
      message: "the norm of a matrix is the Frobenius norm in NumPy and the operator norm in MATLAB",
      range: range,
      hints: [
        "'normF(X)' is the Frobenius norm", "'spectral(X)' is the operator norm, the largest singular value",
      ]
    )
  }

  static func normOfOrder(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.norm",
      message: "the order of a norm is part of its name",
      range: range,
      hints: [
        "'norm1(x)', 'norm2(x)', 'normF(X)', 'nuclear(X)', 'spectral(X)'; 'max(abs.(x))' is the largest magnitude",
        "of order p it is 'sum(abs.(x).^p)^(1/p)'",
      ]
    )
  }
}
