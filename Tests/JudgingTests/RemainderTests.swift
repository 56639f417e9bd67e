// o and O say up to which order both sides agree, and are taken at their word.

import Findings
import Testing

@Suite("A remainder") struct RemainderTests {
  private static let cell = """
    A : matrix(n, n)
    x, y : vector(n)
    t : scalar
    f(x) = x'*A*x + sum(exp.(x))
    """

  @Test(
    "is right where both sides agree to its order",
    arguments: [
      #"e^t = 1 + t + \frac12t^2 + O(t^3)"#, #"e^t = 1 + t + o(t)"#, #"\sin t = t + O(t^3)"#,
      #"(I+tA)^{-1} = I - tA + t^2A^2 + O(t^3)"#, #"\|x+y\|^2 = \|x\|^2 + 2x^\top y + O(\|y\|^2)"#,
      #"f(x+y) = f(x) + \nabla f(x)^\top y + \frac12 y^\top\nabla^2f(x)y + o(\|y\|^2)"#,
      #"f(x+y) = f(x) + \nabla f(x)^\top y + o(\|y\|)"#, #"f(x+y) = f(x) + O(\|y\|)"#,
    ]
  )
  func right(_ row: String) throws {
    let line = try SmallNotebook(Self.cell).line(row)
    #expect(line.verdict == .holds, "\(line.message)")
  }

  @Test(
    "is wrong where they differ at its order",
    arguments: [
      #"e^t = 1 + t + \frac13t^2 + O(t^3)"#, #"e^t = 1 + t + o(t^2)"#, #"\sin t = t + O(t^4)"#,
      #"(I+tA)^{-1} = I - tA + O(t^3)"#, #"\|x+y\|^2 = \|x\|^2 + 2x^\top y + O(\|y\|^4)"#,
      #"f(x+y) = f(x) + \nabla f(x)^\top y + y^\top\nabla^2f(x)y + o(\|y\|^2)"#, #"e^t = t + O(t)"#,
    ]
  )
  func wrong(_ row: String) throws {
    let line = try SmallNotebook(Self.cell).line(row)
    #expect(line.verdict == .refuted, "\(line.verdict) \(line.message)")
  }

  @Test("of an order that nobody can tell is not judged")
  func unknown() throws {
    let line = try SmallNotebook(Self.cell).line(#"e^t = 1 + t + O(\sin t)"#)
    #expect(line.verdict == .undecided)
  }
}
