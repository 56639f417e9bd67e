// Sums that have one letter for their indices: what a name stands for has its own.

import Findings
import Testing

@Suite("A letter that two sums have for their index") struct SharedIndexTests {
  @Test("keeps a name a variable, though its definition is a sum over that letter")
  func variables() throws {
    let notebook = try SmallNotebook(
      """
      z, y : vector(n)
      s = sum(k in 1..n, exp(z[k])*basis(n, k))
      K = sum(k in 1..n, y[k]*s[k])
      i : index(n)
      """
    )
    let verdicts = notebook.lines(
      ofCell: """
        claim gradient K wrt s == y
        claim gradient K wrt s == 0*y
        claim gradient K wrt s[i] == y[i]
        claim gradient K wrt z == y .* exp.(z)
        claim K == y'*s
        """
    ).map(\.verdict)
    #expect(verdicts == [.holds, .refuted, .holds, .holds, .holds])
  }
}

@Suite("A derivative by an expression with an index") struct DerivativeByIndexedExpressionTests {
  @Test("does not take the formula under a sum over that index for the expression")
  func captured() throws {
    var notebook = try SmallNotebook(
      "x[i] : vector(m)\nw : vector(m)\ny : vector(n)\nphi(z) = 1/(1 + exp(-z))"
    )
    try notebook.define(#"\ell_i = -y_i\log\phi(w^\top x_i)"#)
    try notebook.define(#"L(w) = -\sum_{i=1}^n y_i\log\phi(w^\top x_i)"#)
    let right =
      #"\sum_{i=1}^n \frac{\partial \ell_i}{\partial \phi(w^\top x_i)} \frac{\partial \phi(w^\top x_i)}{\partial w^\top x_i} \frac{\partial w^\top x_i}{\partial w}"#
    let verdict = try notebook.line(#"\frac{\partial L(w)}{\partial w} = "# + right).verdict
    #expect(verdict != .refuted && verdict != .illTyped)
  }
}

@Suite("A derivative by an entry in what a name stands for") struct DerivativeInDefinitionTests {
  @Test("moves what it is taken by")
  func definitions() throws {
    let notebook = try SmallNotebook(
      """
      x : vector(n)
      z[m] : vector(n)
      f(x) = norm2(x)^2
      i : index(n)
      g = sum(k in 1..n, (gradient f(x) wrt x[k])*basis(n, k))
      h = gradient f(x) wrt x[i]
      H = sum(k in 1..n, sum(l in 1..n, (gradient (gradient f(x) wrt x[k]) wrt x[l])*basis(n, k)*basis(n, l)'))
      p[j] = gradient f(x) wrt x[j]
      """
    )
    let verdicts = notebook.lines(
      ofCell: """
        claim g == 2*x
        claim g == 0*x
        claim h == 2*x[i]
        claim h == 0
        claim H == 2*eye(n)
        claim H == 0*eye(n)
        claim sum(j in 1..n, p[j]) == 2*sum(x)
        claim sum(j in 1..n, p[j]) == 0
        """
    ).map(\.verdict)
    #expect(verdicts == [.holds, .refuted, .holds, .refuted, .holds, .refuted, .holds, .refuted])
  }
}
