// Emitted code is run with the test that is emitted beside it, and with a fault put into it.

import Foundation
import TestSupport
import Testing

@Suite("nabla emit") struct EmitCommandTests {
  /// Results of many kinds: chains, inverses, determinants, structures, families, kinks, exponents, blocks.
  private static let notebook = """
    # Losses

    ```{nabla}
    #| label: eq-quartic
    W : matrix(n, n)
    x : vector(n)
    y = (W^2)' * x
    phi = y' * y
    gradient phi wrt W
    ```

    ```{nabla}
    #| label: eq-likelihood
    S : matrix(n, n) symmetric positive-definite
    a : vector(n)
    ell = logdet(S) + a' * inv(S) * a
    gradient ell wrt S
    hessian ell wrt a
    ```

    ```{nabla}
    #| label: eq-logistic
    A : matrix(m, n)
    b : vector(m)
    f = sum(softplus.(A * x)) - b' * A * x
    hessian f wrt x
    ```

    ```{nabla}
    #| label: eq-map
    jacobian A * W * x wrt W
    ```

    ```{nabla}
    #| label: eq-sum
    c[i] : vector(n)
    t[i] : scalar
    gradient sum(i in 1..k, (c[i]' * x - t[i])^2) wrt x
    ```

    ```{nabla}
    #| label: eq-constant
    lambda, s : scalar
    gradient lambda * tr(W) + 2^s * sum(relu.(x)) + logsumexp(lambda * x) wrt W, x
    ```

    ```{nabla}
    #| label: eq-claim
    claim gradient x' * x wrt x == 2 * x
    ```
    """

  private static let labels = [
    "eq-quartic", "eq-likelihood", "eq-likelihood.2", "eq-logistic", "eq-map", "eq-sum", "eq-constant",
    "eq-constant.2",
  ]

  private func emitted(_ target: String) async throws -> TestFolder {
    let folder = try TestFolder()
    try Data(Self.notebook.utf8).write(to: URL(fileURLWithPath: folder.path + "/losses.md"))
    for label in Self.labels {
      let result = await nabla("emit", "\(folder.path)/losses.md#\(label)", "--to", target, "-o", folder.path)
      #expect(result.status == 0, "\(label): \(result.errors)")
    }
    return folder
  }

  /// What Python says when it runs every test of a folder.
  private func run(_ folder: String, with interpreter: String? = nil) throws -> String {
    try PythonInterpreter.output(
      of: """
        import glob, os, runpy, sys, traceback
        folder = \(PythonInterpreter.literal(folder))
        sys.path.insert(0, folder)
        files = sorted(glob.glob(os.path.join(folder, "test_*.py")))
        for file in files:
            try:
                runpy.run_path(file, run_name="__main__")
            except Exception:
                print(os.path.basename(file), traceback.format_exc())
        print(len(files), "files")
        """,
      with: interpreter
    )
  }

  private static let allPassed =
    String(repeating: "all tests passed\n", count: labels.count) + "\(labels.count) files\n"

  @Test("NumPy code passes the tests that are written beside it")
  func numpy() async throws {
    let folder = try await emitted("numpy")
    #expect(try run(folder.path) == Self.allPassed)
  }

  @Test("JAX code passes its tests, under jit and vmap")
  func jax() async throws {
    let folder = try await emitted("jax")
    #expect(try run(folder.path) == Self.allPassed)
  }

  @Test(
    "PyTorch code passes its tests, with gradcheck and gradgradcheck",
    .enabled(if: PythonInterpreter.torch != nil, "needs PyTorch")
  )
  func torch() async throws {
    let folder = try await emitted("torch")
    #expect(try run(folder.path, with: PythonInterpreter.torch) == Self.allPassed)
  }

  @Test("a fault in the code fails the test beside it")
  func fault() async throws {
    let folder = try await emitted("numpy")
    let path = folder.path + "/eq_quartic_numpy.py"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let broken = text.replacingOccurrences(of: "np.outer(2 * x, W @ y)", with: "np.outer(2 * x, y @ W)")
    #expect(broken != text)
    try Data(broken.utf8).write(to: URL(fileURLWithPath: path))
    let printed = try run(folder.path)
    #expect(printed.contains("test_eq_quartic_numpy.py"))
    #expect(printed.contains("test_gradient_phi_W_has_the_value_of_the_verifier"))
  }

  @Test("without a folder the module goes to standard output, its header naming the record")
  func standardOutput() async throws {
    let folder = try TestFolder()
    try Data(Self.notebook.utf8).write(to: URL(fileURLWithPath: folder.path + "/losses.md"))
    let result = await nabla("emit", "\(folder.path)/losses.md#eq-quartic", "--to", "jax")
    #expect(result.status == 0)
    #expect(result.output.contains("The record of the derivation is losses.record.json."))
    #expect(result.output.contains("@jax.custom_vjp\ndef phi(W, x):"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["losses.md"])
  }

  /// Julia is not run here: its text is golden.
  private static let julia = """
    \"\"\"
        gradient_phi_W(W, x)

    The gradient of phi with respect to W.

    Returns an array of shape (n, n); 9*n^2 + 2*n flops.
    \"\"\"
    function gradient_phi_W(W, x)
        size(W, 2) == size(W, 1) || throw(DimensionMismatch("n is not one size in W"))
        size(x, 1) == size(W, 1) || throw(DimensionMismatch("n is not one size in x"))
        t1 = transpose(W) * x
        y = transpose(W) * t1
        return (2 .* x) * transpose(W * y) .+ ((2 .* t1) * transpose(y))
    end
    """

  @Test("Julia code is a module of functions that count from 1, with a test of their values")
  func julia() async throws {
    let folder = try await emitted("julia")
    let text = try #require(folder.text("eq_quartic_julia.jl"))
    #expect(text.contains(Self.julia), "\(text)")
    #expect(text.contains("module eq_quartic_julia\n\nusing LinearAlgebra") && text.hasSuffix("\nend\n"))
    let test = try #require(folder.text("test_eq_quartic_julia.jl"))
    #expect(test.contains("@test isapprox(gradient_phi_W(W, x), ["))
    let sum = try #require(folder.text("eq_sum_julia.jl"))
    #expect(sum.contains("return 2 .* sum((dot(x, c[i]) - t[i]) .* c[i] for i in 1:k)"), "\(sum)")
    for label in Self.labels.map({ $0.replacing("-", with: "_").replacing(".", with: "_") }) {
      let module = try #require(folder.text("\(label)_julia.jl"))
      // Every function and every block of the module is closed, and no word of Python is left.
      let opened = module.matches(of: #/(?m)^(?:function|module) /#).count
      #expect(opened == module.matches(of: #/(?m)^end$/#).count, "\(label)")
      #expect(!module.contains("np.") && !module.contains("**") && !module.contains(" @ "), "\(label)")
    }
  }

  @Test("LaTeX is the derivation of the result alone")
  func latex() async throws {
    let folder = try TestFolder()
    try Data(Self.notebook.utf8).write(to: URL(fileURLWithPath: folder.path + "/losses.md"))
    let result = await nabla(
      "emit",
      "\(folder.path)/losses.md#eq-quartic",
      "--to",
      "latex",
      "-o",
      folder.path
    )
    #expect(result.status == 0)
    let text = try String(contentsOfFile: folder.path + "/eq_quartic_latex.tex", encoding: .utf8)
    #expect(text.contains("\\begin{align*}") && text.contains("losses.record.json"))
  }

  @Test(
    "what is not there, and what has no code, is said",
    arguments: [
      ("eq-quartik", 2, "did you mean 'eq-quartic'?"), ("eq-quartic.2", 1, "it has 1 result"),
      ("eq-claim", 1, "it has no question"), ("", 2, "names no result"),
    ]
  )
  func refused(_ label: String, _ status: Int32, _ words: String) async throws {
    let folder = try TestFolder()
    try Data(Self.notebook.utf8).write(to: URL(fileURLWithPath: folder.path + "/losses.md"))
    let result = await nabla("emit", "\(folder.path)/losses.md#\(label)", "--to", "numpy")
    #expect(result.status == status && result.output.isEmpty)
    #expect(result.errors.contains(words), "\(result.errors)")
  }
}
