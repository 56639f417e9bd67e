// What people bring from NumPy, PyTorch, MATLAB, Julia and blackboards.

import Expressions
import Functions
import Testing

import Syntax

@Suite("Habits of other languages") struct OtherLanguageTests {
  private func scope() -> Scope {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: "x, y, b : vector(n)\nX : matrix(n, m)\nA : matrix(n, n)\nt : scalar")
    return scope
  }

  @Test(
    "that can mean one thing only are read as that",
    arguments: [
      ("A.T*x", "A'*x"), ("x^T*x", "x'*x"), ("X^T X", "X'*X"), ("A^-T", "inv(A)'"), ("trace(A)", "tr(A)"),
      ("ln(t)", "log(t)"), ("norm(x)", "norm2(x)"), ("norm(x, 1)", "norm1(x)"), ("dot(x, y)", "x'*y"),
      ("outer(x, y)", "x*y'"), ("A @ x", "A*x"), ("t**3", "t^3"), ("transpose(A)", "A'"),
      ("||A*x - b||^2", "norm2(A*x - b)^2"), ("‖X‖_F", "normF(X)"), ("np.linalg.inv(A) @ b", "inv(A)*b"),
      ("np.exp(x)", "exp.(x)"), ("x.sum()", "sum(x)"), ("x.dot(y)", "x'*y"), ("A \\ b", "inv(A)*b"),
      ("solve(A, b)", "inv(A)*b"), ("x[:end]", "x"), ("max(x, 0)", "max(x, zeros(n))"),
      ("max.(0, x)", "max(zeros(n), x)"), ("min.(x, y)", "min(x, y)"),
      ("X.T.sum()", "sum(X')"), ("asin(t)", "arcsin(t)"), ("X .+ x", "X + x*ones(1, m)"),
    ]
  )
  func accepted(_ written: String, _ meant: String) throws {
    var scope = scope()
    let read = scope.lower(text: written)
    let found = try #require(read, "\(scope.diagnostics.map(\.message))")
    #expect(scope.diagnostics.isEmpty)
    let plain = scope.lower(text: meant)
    let expected = try #require(plain)
    #expect(found == expected, "\(PlainPrinter.text(found, in: scope.graph))")
  }

  @Test(
    "lead to the right word otherwise, in one message",
    arguments: [
      ("simplify norm(A)", "normF"), ("simplify cumsum(x)", "tril"), ("simplify sort(x)", "max(x)"),
      ("simplify qr(A)", "chol"), ("simplify svd(A)", "singval"), ("simplify eig(A)", "eigval"),
      ("simplify conv(x, y)", "toeplitz"), ("simplify sum(X, 1)", "rows"),
      ("simplify sum(X, axis=1)", "rows"),
      ("simplify X + x", "every column"), ("simplify A .+ x", "every row"), ("simplify conj(A)", "real"),
      ("simplify std(x)", "var"), ("simplify x[-1]", "x[n]"), ("simplify x[3:1]", "both included"),
      ("simplify x[1:2:9]", "a:b"), ("simplify where(x, 1, 0)", "where(x > 0"),
      ("simplify tr(X, rows)", "sum(X, rows)"),
      ("z = [1 2; 3 4]", "[1, 2; 3, 4]"), ("z = [[1, 2], [3, 4]]", "[1, 2; 3, 4]"),
      ("C : matrix(p, p) complex", "real"), ("gradient x'*A*x", "wrt x"),
      ("simplify reshape(x, 2, 3)", "mat("),
      ("sum(i in 1..n, x[i:n]'*x[i:n])", "sum(j in 1..n"),
    ]
  )
  func refused(_ line: String, _ hint: String) {
    var scope = scope()
    let statement =
      line.contains("=") || line.contains(" ") && !line.hasPrefix("sum") ? line : "simplify \(line)"
    _ = scope.perform(cell: statement)
    let problems = scope.takeDiagnostics()
    #expect(Set(problems.map(\.message)).count == 1, "\(problems.map(\.message))")
    #expect(problems.flatMap(\.hints).contains { $0.contains(hint) }, "\(problems.flatMap(\.hints))")
  }

  @Test(
    "declare with the set a name is of, and a square matrix with one size",
    arguments: [
      ("u in R^p", Shape.vector("p")), ("U in R^(p, q)", Shape("p", "q")), ("U ∈ R^(p × q)", Shape("p", "q")),
      ("s in R", .scalar), ("C : matrix(p)", Shape("p", "p")), ("C : matrix(p × q)", Shape("p", "q")),
      ("u ∈ R^p, positive", Shape.vector("p")),
    ]
  )
  func declared(_ line: String, _ shape: Shape) throws {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: line)
    #expect(scope.takeDiagnostics().map(\.message) == [])
    let name = try #require(scope.names.first)
    let symbol = try #require(scope.symbol(named: name))
    #expect(scope.graph[symbol].shape == shape)
  }

  @Test(
    "ask by `grad`, by a call, and without the one name that varies",
    arguments: [
      "grad x'*x wrt x", "gradient(x'*x, x)", "gradient x'*x", "gradient x'*x wrt x",
    ]
  )
  func questions(_ line: String) throws {
    var scope = scope()
    let meaning = scope.perform(cell: line)
    #expect(scope.takeDiagnostics().map(\.message) == [])
    guard case .question(let question)? = meaning.last else {
      Issue.record("no question")
      return
    }
    #expect(question.kind == .gradient)
    #expect(question.variables.map { PlainPrinter.text($0, in: scope.graph) } == ["x"])
  }

  @Test("leave a matrix with a product of sizes as its one size unread")
  func productOfSizes() {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: "C : matrix(p*q)")
    #expect(scope.takeDiagnostics().count == 1)
  }
}
