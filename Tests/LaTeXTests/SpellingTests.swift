// Formulas of LaTeX as text of the cell language: pasted into a cell, they mean the same.

import Expressions
import Foundation
import LaTeX
import Syntax
import TestSupport
import Testing

@Suite("The text of a formula in LaTeX") struct SpellingTests {
  static let formulas = [
    "x^\\top A x", "\\frac12 x^TAx", "x \\cdot y", "A \\cdot B", "2 \\cdot (x \\cdot y)\\, A",
    "A : B \\odot X",
    "\\frac{\\partial \\phi}{\\partial x}", "\\frac{\\partial (Ax)}{\\partial x}", "\\nabla_x \\phi",
    "\\nabla^2\\phi", "Df(X)[H]", "\\mathrm d(AX)", "d\\log\\det X", "\\sum_{i=1}^n x_i y_i",
    "\\sum_{i=1}^n a_i \\cdot x", "\\sum_i \\frac{\\partial \\phi}{\\partial x_i}", "A^{-T}", "X^{\\circ 2}",
    "\\exp(x)", "e^{-t}", "\\exp(A)", "\\|x\\|_2^2", "\\operatorname{tr} AB", "X_{12}", "A \\otimes BX",
    "\\begin{bmatrix} 1 & 2 \\\\ 3 & t \\end{bmatrix}", "A\\mathbf 1", "\\mathbf 1^T A x", "\\sigma(x)",
    "-x^TAx", "A - (B + X)", "x/2", "\\lambda \\Sigma x", "\\frac{\\partial}{\\partial x} x^TAx",
    "e_2^T A x", "A e_1", "\\prod_{i=1}^n x_i", "\\left. x^TAx \\right|_{x=y}", "\\nabla \\phi \\cdot y",
    "\\frac{d}{dt} (t^2 \\lambda)", "A^{-1}_{12}", "B\\,\\mathrm dA\\,x",
  ]

  /// The names of the tests of LaTeX, with the functions that sizes are filled into.
  static func scope() -> Scope {
    var scope = Scope(vocabulary: TestVocabulary.all)
    _ = scope.perform(cell: LaTeXTestScope.declarations)
    return scope
  }

  @Test("means what the formula means", arguments: formulas)
  func meaning(_ latex: String) throws {
    var scope = Self.scope()
    let reader = LaTeXReader(scope: scope, subject: "phi", variables: ["x"])
    let read = try #require(reader.formula(latex).tree).plainWay
    let tree = scope.withSizes(read)
    let text = try #require(scope.text(of: tree))
    let meant = scope.lower(tree)
    let expected = try #require(meant, "\(scope.takeDiagnostics())")
    let pasted = scope.lower(text: text)
    #expect(pasted == expected, "\(text)")
  }

  @Test("is part of a snippet that reads without a word of complaint", arguments: Self.formulas)
  func snippet(_ latex: String) throws {
    var scope = Self.scope()
    let reader = LaTeXReader(scope: scope, subject: "phi", variables: ["x"])
    let formula = scope.withSizes(try #require(reader.formula(latex).tree).plainWay)
    for conclusion in [
      Snippet.Conclusion.claim([formula, formula]), .definition(Snippet.Definition("result", body: formula)),
    ] {
      let text = try #require(Snippet(conclusion).text(after: scope))
      #expect(PlainParser.cell(text, in: scope.context).diagnostics.isEmpty, "\(text)")
      var trial = scope
      let lowered = trial.perform(cell: text)
      #expect(trial.takeDiagnostics().isEmpty, "\(text)")
      #expect(lowered.last != .failed)
    }
    _ = scope.takeDiagnostics()
  }

  @Test("is none where the shape that decides is not known")
  func unknownShape() throws {
    let scope = Self.scope()
    let reader = LaTeXReader(scope: scope, variables: ["x"])
    let read = try #require(reader.formula("\\frac{\\partial q}{\\partial x}").tree)
    #expect(scope.text(of: read) == nil)
  }

  /// The displays and inline formulas of the notebooks, and the strings with TeX in the tests.
  static func written() throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var found: Set<String> = []
    for folder in ["Notebooks", "Tests"] {
      let files = FileManager.default.enumerator(
        atPath: root.appending(path: folder).path(percentEncoded: false)
      )
      while let file = files?.nextObject() as? String {
        let url = root.appending(path: folder).appending(path: file)
        guard file.hasSuffix(".md") || file.hasSuffix(".swift"),
          let text = try? String(contentsOf: url, encoding: .utf8)
        else { continue }
        let parts = text.components(separatedBy: file.hasSuffix(".md") ? "$" : "\"")
        for part in parts where part.contains("\\") && part.utf8.count < 2000 {
          found.insert(part.replacingOccurrences(of: "\\\\", with: "\\"))
          found.insert(part)
        }
      }
    }
    return found.sorted()
  }

  /// The tree with what shapes decide taken one way, so that only the printer's own grammar is left.
  static func decided(_ tree: SyntaxTree) -> SyntaxTree {
    let inner = tree.mapChildren(decided)
    switch inner.kind {
    case .derivative(.fraction, let of, let wrt):
      return SyntaxTree(.derivative(.jacobian, of: of, wrt: wrt), tree.range)
    case .binary(.dot, let a, let b): return SyntaxTree(.binary(.multiply, a, b), tree.range)
    default: return inner
    }
  }

  @Test("reads back as the same formula, for all LaTeX of the notebooks and tests")
  func allFormulas() throws {
    let scope = Self.scope()
    let reader = LaTeXReader(scope: scope, subject: "phi", variables: ["x", "X"])
    var count = 0
    var unspelled: [String] = []
    for text in try Self.written() {
      for row in reader.rows(of: text) {
        for case .chain(let formulas, _) in row.statements.map(\.kind) {
          for formula in formulas {
            let tree = Self.decided(formula.tree.plainWay)
            var context = scope.context
            for name in tree.names where !context.functions.contains(name) { context.names.insert(name) }
            for name in Self.calls(tree) where !Self.marks.contains(name) {
              context.functions.insert(name)
              context.names.remove(name)
            }
            count += 1
            guard let printed = PlainTreePrinter.text(tree, in: context) else {
              if !Self.hasMark(tree) { unspelled.append("\(text): \(bracketed(tree))") }
              continue
            }
            let again = PlainParser.expression(printed, in: context)
            #expect(again.diagnostics.isEmpty && bare(again.tree) == bare(tree), "\(printed)")
          }
        }
      }
    }
    #expect(count > 1000)
    #expect(
      unspelled.isEmpty,
      "\(unspelled.count) of \(count): \(unspelled.prefix(40).joined(separator: "\n"))"
    )
  }

  /// What the reader of LaTeX leaves for shapes to fill in, which has no words of its own.
  static let marks: Set<String> = ["unitvector", "singleentry", "limitatzero"]

  static func calls(_ tree: SyntaxTree) -> [String] {
    let own: [String] = if case .call(let name, _, _, _) = tree.kind { [name] } else { [] }
    return own + tree.children.flatMap(calls)
  }

  static func hasMark(_ tree: SyntaxTree) -> Bool {
    if case .call(let name, _, _, let arguments) = tree.kind {
      if marks.contains(name) || arguments.isEmpty { return true }
    }
    return tree.children.contains(where: hasMark)
  }
}
