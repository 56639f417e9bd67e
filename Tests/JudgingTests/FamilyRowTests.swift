// Rows about one member of a family, and mixed second derivatives.
//
// $$ \nabla^2_{xy} f = A $$ {.check}
// of f = xᵀAy was called ill-typed, as the y of the subscript was left out.

import Findings
import Testing

@Suite("Rows about a member of a family") struct FamilyRowTests {
  private static let cell = """
    x[i], mu[k], a : vector(n)
    c[k] : scalar positive
    u : vector(n)
    v : vector(p)
    A : matrix(n, p)
    f = u'*A*v
    L = sum(i in 1..m, log(sum(k in 1..K, c[k]*exp(-norm2(x[i] - mu[k])^2/2))))
    J = sum(i in 1..m, norm2(x[i] - a)^2)
    E = sum(i in 1..m, sum(j in 1..m, norm2(x[i] - x[j])^2))
    """

  @Test(
    "hold where the letter of the member is free, and their readings do",
    arguments: [
      #"\frac{\partial L}{\partial \mu_k} = \sum_{i=1}^m \frac{c_k e^{-\frac12\|x_i-\mu_k\|^2}}{\sum_{j=1}^K c_j e^{-\frac12\|x_i-\mu_j\|^2}} (x_i-\mu_k)"#,
      #"\frac{\partial J}{\partial a} = -2\sum_{i=1}^m (x_i - a)"#,
      #"\frac{\partial E}{\partial x_k} = 4\sum_{i=1}^m (x_k - x_i)"#,
      #"\nabla_{x_k} E = 4\sum_{i=1}^m (x_k - x_i)"#,
    ]
  )
  func holds(_ row: String) throws {
    let notebook = try SmallNotebook(Self.cell)
    let line = try notebook.line(row)
    #expect(line.verdict == .holds, "\(line.message)")
    #expect(line.reading.flatMap { notebook.verdict(ofCell: $0) } == .holds, "\(line.reading ?? "")")
  }

  @Test(
    "do not hold where one of the members that move is forgotten",
    arguments: [
      #"\frac{\partial E}{\partial x_k} = 2\sum_{i=1}^m (x_k - x_i)"#,
      #"\frac{\partial L}{\partial \mu_k} = \sum_{i=1}^m (x_i-\mu_k)"#,
    ]
  )
  func wrong(_ row: String) throws {
    #expect(try SmallNotebook(Self.cell).line(row).verdict == .refuted)
  }

  @Test("set to zero alone state a stationary point, which is no claim")
  func condition() throws {
    #expect(try SmallNotebook(Self.cell).line(#"\frac{\partial E}{\partial x_k} = 0"#).verdict == .undecided)
  }

  @Test(
    "of second order by two variables are read as mixed",
    arguments: [
      (#"\nabla^2_{uv} f = A"#, Verdict.holds), (#"\nabla^2_{u,v} f = A"#, .holds),
      (#"\nabla^2_{uv} f = 2A"#, .refuted),
      (#"\frac{\partial^2 f}{\partial u\,\partial v^\top} = A"#, .holds),
      (#"\nabla^2_{uu} f = 0"#, .holds),
    ]
  )
  func mixed(_ row: String, _ verdict: Verdict) throws {
    #expect(try SmallNotebook(Self.cell).line(row).verdict == verdict)
  }
}
