import CodeGeneration
import Expressions
import Testing

@Suite("The text of emitted functions") struct TextTests {
  @Test("the gradient of the quartic form takes products with vectors alone")
  func quartic() throws {
    let s = Sample()
    let (w, x) = (s["W"], s["x"])
    let y = s.define("y1", s.product(s.T(s.graph.power(w, 2)), x))
    let gradient = s.product(
      s.number(2),
      s.sum(s.product(x, s.T(y), s.T(w)), s.product(s.T(w), x, s.T(y)))
    )
    let code = try #require(s.code(gradient, named: "gradient_phi_W"))
    #expect(
      code.numpy == """
        import numpy as np


        def gradient_phi_W(x, W):
            t1 = W.T @ x
            y1 = W.T @ t1
            return np.outer(2 * x, W @ y1) + np.outer(2 * t1, y1)

        """
    )
    #expect(code.flops == "9*n^2 + 2*n")
    #expect(code.flopsAsWritten == "6*n^3 + 10*n^2")
    #expect(code.arguments == ["x", "W"])
    let square = s.graph.power(w, 2)
    let phi = s.product(s.T(x), square, s.T(square), x)
    let value = try #require(s.code(phi))
    #expect(value.flops == "4*n^2 + 2*n")
  }

  @Test("an inverse is solved with when it is used once, and kept when it is used again")
  func inverses() throws {
    let s = Sample()
    let (x, inverse) = (s["x"], s.inverse(s["X"]))
    let once = try #require(s.code(s.product(inverse, x)))
    #expect(once.numpy.contains("return np.linalg.solve(X, x)"))
    #expect(once.flops == "2/3*n^3 + 2*n^2")
    let twice = try #require(s.code(s.product(s.T(inverse), s["A"], s.T(inverse))))
    #expect(twice.numpy.contains("t1 = np.linalg.inv(X).T\n    return t1 @ A @ t1"))
  }

  @Test("sizes come from the arguments' shapes, and are arguments where no shape tells them")
  func sizes() throws {
    let s = Sample()
    let zero = try #require(s.code(s.graph.zeros(Shape("n", "m"))))
    #expect(zero.arguments == ["m", "n"])
    let told = try #require(s.code(s.sum(s.product(s["M"], s["N"]), s.graph.identity("n"))))
    #expect(told.arguments == ["M", "N"])
    #expect(told.numpy.contains("n = M.shape[0]"))
    s.declare("z", .vector(Size(2) * "p" + 1))
    let affine = s.product(s.T(s["z"]), s["z"], s.graph.size("p"))
    let solved = try #require(s.code(affine))
    #expect(solved.numpy.contains("p = (z.shape[0] - 1) // 2"))
    let family = s.graph.member(try s.symbol("f"), at: s["i"])
    let sum = try #require(s.code(s.graph.indexedSum(try s.symbol("i"), family)))
    #expect(sum.arguments == ["f"])
    #expect(sum.numpy.contains("m = f.shape[0]"))
  }

  @Test("an index that nothing binds is an argument, which counts from 1 as the formula does")
  func freeIndex() throws {
    let s = Sample()
    let (j, f) = (try s.symbol("j"), try s.symbol("f"))
    let difference = s.graph.difference(s.graph.member(f, at: s["i"]), s.graph.member(f, at: s["j"]))
    let code = try #require(s.code(s.graph.indexedSum(j, difference)))
    #expect(code.arguments == ["f", "i"])
    #expect(code.numpy.contains("# i counts from 1"))
    #expect(code.numpy.contains("f[i - 1]"))
  }

  @Test("arguments are the declared names in their order, directions behind them, none that Python refuses")
  func arguments() throws {
    let s = Sample()
    s.declare("Σ", Shape("n", "n"))
    s.declare("sigmoid", .scalar)
    let e = s.sum(
      s.product(s["Σ"], s.d("X"), s["A"]),
      s.product(s["lambda"], s["sigmoid"], s.graph.map("sigmoid", s["W"]))
    )
    let code = try #require(
      s.code(e, named: CodeGenerator.functionName(kind: "differential", of: "φ", wrt: nil))
    )
    #expect(code.arguments == ["W", "A", "lambda_", "Sigma", "sigmoid_", "dX"])
    #expect(code.name == "differential_phi")
    #expect(code.numpy.contains("def differential_phi(W, A, lambda_, Sigma, sigmoid_, dX):"))
  }

  @Test("what has no code says so instead of emitting half a function")
  func noCode() {
    let s = Sample()
    #expect(s.code(s.graph.derivative(.gradient, of: s["t"], wrt: s["X"])) == nil)
    #expect(s.code(s.graph.differential(s.product(s["A"], s["X"]))) == nil)
    var deep = s["A"]
    for _ in 0..<5000 { deep = s.sum(s.graph.map("exp", deep), s["B"]) }
    #expect(s.code(deep) == nil)
  }

  @Test("a part that occurs many times is computed once, however often it is printed")
  func sharing() throws {
    let s = Sample()
    var e = s["A"]
    for _ in 0..<40 { e = s.sum(s.graph.hadamard([e, e]), s["B"]) }
    let code = try #require(s.code(e))
    #expect(code.numpy.utf8.count < 10_000)
    #expect(code.flops == "80*n^2")
    var chain = s["A"]
    for _ in 0..<40 { chain = s.T(s.product(chain, s.T(chain), s["B"])) }
    #expect(try #require(s.code(chain)).numpy.utf8.count < 50_000)
  }

  @Test("the same expression gives the same text whatever else the graph holds")
  func determinism() throws {
    func text(after noise: Int) throws -> String {
      let s = Sample()
      for k in 0..<noise { _ = s.graph.power(s["B"], k + 2) }
      let e = s.sum(s.product(s["A"], s["x"]), s.product(s.T(s["A"]), s["A"], s["x"]), s["y"])
      return try #require(s.code(e)).numpy
    }
    let alone = try text(after: 0)
    for noise in 1..<6 { #expect(try text(after: noise) == alone) }
  }

  @Test("costs of unequal sizes decide the order of a chain")
  func chainOrder() throws {
    let s = Sample()
    s.declare("P", Shape("n", 2))
    s.declare("Q", Shape(2, "n"))
    let code = try #require(s.code(s.product(s["A"], s["P"], s["Q"], s["B"])))
    #expect(code.numpy.contains("A @ P @ (Q @ B)"))
    #expect(code.flops == "12*n^2")
    #expect(code.flopsAsWritten == "2*n^3 + 8*n^2")
    let trace = try #require(s.code(try s.apply("tr", s.product(s["A"], s["B"]))))
    #expect(trace.flops == "2*n^2")
    let scaled = s.product(s.number(2), s["t"], s["A"])
    #expect(try #require(s.code(scaled)).flops == "n^2 + 1")
    let kronecker = s.graph.negative(s.graph.kronecker(s["A"], s["B"]))
    #expect(try #require(s.code(kronecker)).flops == "n^4 + n^2")
    let frobenius = s.graph.frobenius(s.product(s["x"], s.T(s["y"])), s["B"])
    #expect(try #require(s.code(frobenius)).flops == "2*n^2 + 2*n")
  }
}
