// Snippets: what was read as the text of a cell.

import Expressions
import Testing

@testable import Syntax

@Suite("The snippet of a row") struct SnippetTests {
  private func tree(_ text: String, _ scope: Scope) -> SyntaxTree {
    PlainParser.expression(text, in: scope.context).tree
  }

  @Test("says all it needs in the order of a cell, and is one")
  func whole() throws {
    var scope = notebook()
    var trial = scope
    _ = trial.perform(cell: "i, j : index(n)\nh : vector(n)\nM = A*B")
    var snippet = Snippet(.claim([tree("M[i, j]*h", trial), tree("(A*B)[i, j]*h", trial)]))
    snippet.definitions = [Snippet.Definition("M", body: tree("A*B", trial))]
    snippet.declarations = [Snippet.Declaration("h", .value(.vector("n")))]
    snippet.indices = [Snippet.Index("i", upTo: "n"), Snippet.Index("j", upTo: "n")]
    snippet.assumptions = ["det(A) != 0"]
    snippet.options = [Snippet.Option("layout", "numerator")]
    let text = try #require(snippet.text(after: scope))
    #expect(
      text == """
        #| layout: numerator
        i, j : index(n)
        h : vector(n)
        given det(A) != 0
        M = A*B
        claim M[i, j]*h == (A*B)[i, j]*h
        """
    )
    let read = PlainParser.cell(text, in: scope.context)
    #expect(read.diagnostics.isEmpty)
    let lowered = scope.perform(read.statements)
    #expect(scope.takeDiagnostics().isEmpty)
    guard case .claim(let row) = try #require(lowered.last) else {
      Issue.record("no claim at the end")
      return
    }
    #expect(row.formulas.allSatisfy { $0.expression != nil && $0.fits })
  }

  @Test("defines functions and families")
  func functions() throws {
    let scope = notebook()
    let function = Snippet.Definition("q", parameters: ["x"], body: tree("x'*A*x", scope))
    #expect(Snippet(.definition(function)).text(after: scope) == "q(x) = x'*A*x")
    let family = Snippet.Definition("r", index: "i", body: tree("a[i] - x", scope))
    #expect(Snippet(.definition(family)).text(after: scope) == "r[i] = a[i] - x")
    var declared = Snippet(.claim([tree("c[1]", scope), tree("c[1]", scope)]))
    declared.declarations = [Snippet.Declaration("c", .family(.vector("n"), index: "i"))]
    #expect(declared.text(after: scope) == "c[i] : vector(n)\nclaim c[1] == c[1]")
  }

  @Test("is none where a line of it has no meaning after the scope")
  func meaningless() {
    let scope = notebook()
    let sides = [tree("x", scope), tree("y", scope)]
    var taken = Snippet(.claim(sides))
    taken.declarations = [Snippet.Declaration("x", .value(.scalar))]
    #expect(taken.text(after: scope) == nil)
    var unknown = Snippet(.claim(sides))
    unknown.assumptions = ["q == 0"]
    #expect(unknown.text(after: scope) == nil)
    #expect(Snippet(.claim([tree("x", scope)])).text(after: scope) == nil)
  }
}
