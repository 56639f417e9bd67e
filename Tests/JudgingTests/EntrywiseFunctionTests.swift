// The apostrophe of the author's own function: the Jacobian, or the derivative of every entry where the definition is taken
// entry by entry.

import Findings
import Testing

@Suite("An apostrophe on a function of the author") struct EntrywiseFunctionTests {
  private static let cell = """
    W : matrix(m, n)
    x : vector(n)
    b, y, z : vector(m)
    c : scalar
    sigma(z) = sigmoid.(z)
    h(z) = c*z.*sigma(z)
    g(z) = 1 .- 2*exp.(-z).^2
    """

  @Test(
    "is the derivative of every entry where the Jacobian has no shape that fits",
    arguments: [
      #"\sigma'(z) = \sigma(z) \odot (1 - \sigma(z))"#, #"h'(z) = c\,\sigma(z) + c\,z \odot \sigma'(z)"#,
      #"\nabla_x \left(\mathbf 1^\top \sigma(Wx + b)\right) = W^\top \sigma'(Wx + b)"#,
      #"\nabla_b \frac12\|\sigma(Wx+b) - y\|^2 = (\sigma(Wx+b) - y) \odot \sigma'(Wx+b)"#,
      #"y \odot g'(z) = 4 y \odot \exp(-z) \odot \exp(-z)"#,
    ]
  )
  func entrywise(_ row: String) throws {
    let notebook = try SmallNotebook(Self.cell)
    let line = try notebook.line(row)
    #expect(line.isTicked, "\(line.verdict) \(line.message)")
    #expect(line.habits.contains("an apostrophe acts entry by entry"))
    #expect(line.reading.flatMap { notebook.verdict(ofCell: $0) } == .holds, "\(line.reading ?? "")")
  }

  @Test(
    "is the Jacobian where that fits",
    arguments: [
      #"\sigma'(z) = \operatorname{diag}(\sigma(z) \odot (\mathbf 1 - \sigma(z)))"#,
      #"\frac{\partial \sigma(Wx+b)}{\partial x} = \sigma'(Wx+b)\,W"#,
    ]
  )
  func jacobian(_ row: String) throws {
    let line = try SmallNotebook(Self.cell).line(row)
    #expect(line.isTicked && line.habits.isEmpty, "\(line.verdict) \(line.message)")
  }

  @Test(
    "that mixes entries, or differs from place to place, is never the derivative of every entry",
    arguments: ["W*W'*z", "sum(z)*z", "y.*z", "s*z", "z - W*x", "softmax(z)", "norm2(z)*ones(m)"]
  )
  func mixing(_ body: String) throws {
    let notebook = try SmallNotebook(Self.cell + "\ns = sum(z)\nq(z) = \(body)")
    let line = try notebook.line(#"y \odot q'(z) = y"#)
    #expect(line.verdict == .illTyped && line.habits.isEmpty, "\(line.verdict)")
  }

  @Test(
    "in the wrong sign or without its factor is called wrong",
    arguments: [
      #"\sigma'(z) = \sigma(z) \odot (1 + \sigma(z))"#, #"h'(z) = c\,\sigma(z) + z \odot \sigma'(z)"#,
    ]
  )
  func wrong(_ row: String) throws {
    #expect(try SmallNotebook(Self.cell).line(row).isCalledWrong)
  }
}
