// The law of the printer of formulas as they were read: its text reads back as the same formula.

import Diagnostics
import Expressions
import Foundation
import TestSupport
import Testing

@testable import Syntax

/// Trees grown at random, with every form that the language has words for; they need not have a shape.
struct RandomTrees {
  var generator: SeededGenerator
  let names: [String]
  let functions = ["tr", "exp", "kron", "sin", "f"]

  mutating func tree(_ depth: Int) -> SyntaxTree {
    SyntaxTree(depth == 0 || generator.below(9) == 0 ? leaf() : form(depth - 1), SourceRange(0, 0))
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[generator.below(elements.count)]
  }

  private mutating func leaf() -> SyntaxTree.Kind {
    if generator.below(4) > 0 { return .name(pick(names), latex: nil) }
    let text = pick(["0", "1", "2", "17", "0.5", "3.25", "1e3"])
    return .number(Rational(text) ?? .zero, text: text)
  }

  private mutating func trees(_ count: Int, _ depth: Int) -> [SyntaxTree] {
    (0..<count).map { _ in tree(depth) }
  }

  private mutating func form(_ depth: Int) -> SyntaxTree.Kind {
    switch generator.below(16) {
    case 0: return .negative(tree(depth))
    case 1: return .transpose(tree(depth))
    case 2:
      return .call(
        name: pick(functions),
        nameRange: SourceRange(0, 0),
        isElementwise: generator.below(2) == 0,
        arguments: trees(1 + generator.below(2), depth)
      )
    case 3:
      let base = tree(depth)
      // Brackets matter here: `dX[i]` is the differential of a member.
      let isDifferential = if case .differential = base.kind { true } else { false }
      let bracketed = isDifferential ? SyntaxTree(.parenthesized(base), base.range) : base
      return .entry(bracketed, trees(1 + generator.below(2), depth))
    case 4:
      let width = 1 + generator.below(2)
      return .matrix((0..<1 + generator.below(2)).map { _ in trees(width, depth) })
    case 5: return .differential(tree(depth))
    case 6: return derivative(depth)
    case 7: return directional(depth)
    case 8:
      let upTo = generator.below(3) == 0 ? nil : tree(depth)
      return .indexed(
        pick([.sum, .product]),
        index: pick(["i", "j", "d", "x"]),
        upTo: upTo,
        body: tree(depth)
      )
    case 9:
      let places = (0...generator.below(2)).map { place in
        let name = Statement.Name(["X", "t", "d"][place + generator.below(2)], range: SourceRange(0, 0))
        return Statement.Binding(name: name, value: tree(depth))
      }
      return .evaluated(tree(depth), at: places)
    case 10: return .parenthesized(tree(depth))
    default:
      let operations = SyntaxTree.BinaryOperator.allCases.filter { $0 != .dot }
      return .binary(pick(operations), tree(depth), tree(depth))
    }
  }

  private mutating func derivative(_ depth: Int) -> SyntaxTree.Kind {
    // A word that the author took for a name asks nothing.
    let forms = [SyntaxTree.DerivativeForm.gradient, .jacobian, .hessian]
    let form = pick(forms.filter { !names.contains($0.rawValue) })
    return .derivative(form, of: tree(depth), wrt: trees(1 + generator.below(2), depth))
  }

  private mutating func directional(_ depth: Int) -> SyntaxTree.Kind {
    let variables = trees(1 + generator.below(2), depth)
    let along = trees(generator.below(3), depth)
    var function = tree(depth)
    if generator.below(2) == 0 {
      function = SyntaxTree(.derivative(.hessian, of: function, wrt: variables), SourceRange(0, 0))
    } else {
      // A derivative that the directions belong to is another form.
      function = SyntaxTree(.parenthesized(function), SourceRange(0, 0))
    }
    return .directional(of: function, wrt: variables, along: along)
  }
}

@Suite("The text of a formula as it was read") struct PlainTreePrinterTests {
  static let names: [Set<String>] = [
    ["A", "X", "W", "x", "y", "t", "n"],
    // The author's names hide the words of the language.
    ["A", "X", "W", "x", "y", "t", "n", "d", "dX", "gradient", "in"],
  ]
  static let contexts = names.map {
    PlainParser.Context(functions: ["tr", "exp", "kron", "sin", "f", "sum", "prod"], names: $0)
  }

  @Test("reads back as the same formula, over random trees of every form", arguments: [0, 1])
  func roundTrip(_ place: Int) {
    let context = Self.contexts[place]
    var random = RandomTrees(
      generator: SeededGenerator(seed: UInt64(11 + place)),
      names: Self.names[place].sorted() + ["i", "exp", "d", "e", "I", "W1"]
    )
    for _ in 0..<1000 {
      let tree = random.tree(1 + random.generator.below(4))
      guard let text = PlainTreePrinter.text(tree, in: context) else {
        Issue.record("no text for \(bracketed(tree))")
        continue
      }
      let read = PlainParser.expression(text, in: context)
      #expect(read.diagnostics.isEmpty, "\(text)")
      #expect(bare(read.tree) == bare(tree), "\(text)")
    }
  }

  @Test(
    "has the brackets that the grammar needs, and the author's order",
    arguments: [
      "x'*A*x", "2*(x*y' + W)*x", "A - (x + y)", "A - x + y", "-x + y", "A + (-x)", "-(A*x)", "A*(-x)",
      "A*x^-1",
      "A^(1/2)", "(W^2)'", "W'^2", "(A*x)'", "A : W + t", "(A : W)*t", "x .* y ./ x", "A ⊗ W", "A ⊗ (W*X)",
      "exp.(X)", "tr(A*X)", "dX", "d(A*X)", "d tr(X)", "dX*W", "d(X^2)*W", "X[i, j]", "(A*X)[1, 2]",
      "dX[1, 2]",
      "[A, x; x', 1]", "[1, 2]'", "gradient tr(X) wrt X", "(gradient tr(X) wrt X)'*A", "gradient (-x) wrt x",
      "(jacobian A*x wrt x)[i, j]", "jacobian (gradient f(x) wrt x) wrt x",
      "directional tr(X) wrt X along W*A",
      "(hessian f(x) wrt x along y, y)/2", "differential A*x wrt x", "sum(i in 1..n, x[i]*y[i])",
      "prod(i in 1..n - 1, 1 + x[i])", "sum(i in, x[i])", "(x'*A*x at x = y)",
      "(gradient f(x) wrt x at x = 0)",
      "t*(A*x at x = y + x, t = 1)'", "0.5*x", "e^-t", "I + A", "2 .^ x", "x .- 1",
    ]
  )
  func canonical(_ text: String) throws {
    let context = Self.contexts[0]
    let read = PlainParser.expression(text, in: context)
    #expect(read.diagnostics.isEmpty)
    let spaced = text.replacingOccurrences(of: " .^ ", with: ".^")
    #expect(PlainTreePrinter.text(read.tree, in: context) == spaced)
  }

  @Test("tells apart formulas that differ in anything but places and redundant brackets")
  func comparison() {
    var random = RandomTrees(generator: SeededGenerator(seed: 5), names: ["x", "y"])
    let trees = (0..<150).map { _ in random.tree(2) }
    for a in trees {
      for b in trees where a.isSameFormula(as: b) { #expect(bare(a) == bare(b)) }
      #expect(a.isSameFormula(as: SyntaxTree(.parenthesized(a), SourceRange(3, 9))))
    }
  }

  @Test("of sums and products of thousands of parts, and of deep brackets, is found without deep recursion")
  func large() throws {
    let context = Self.contexts[0]
    for operation in [SyntaxTree.BinaryOperator.add, .multiply, .frobenius] {
      var tree = SyntaxTree(.name("x", latex: nil), SourceRange(0, 0))
      let other = SyntaxTree(.name("y", latex: nil), SourceRange(0, 0))
      for _ in 0..<3000 { tree = SyntaxTree(.binary(operation, tree, other), SourceRange(0, 0)) }
      let text = try #require(PlainTreePrinter.text(tree, in: context))
      #expect(!text.contains("("))
      #expect(PlainParser.expression(text, in: context).tree.isSameFormula(as: tree))
    }
    var deep = SyntaxTree(.name("x", latex: nil), SourceRange(0, 0))
    for _ in 0..<120 {
      let one = SyntaxTree(.number(1, text: "1"), SourceRange(0, 0))
      deep = SyntaxTree(.binary(.multiply, one, SyntaxTree(.binary(.add, one, deep), one.range)), one.range)
    }
    let text = try #require(PlainTreePrinter.text(deep, in: context))
    #expect(bare(PlainParser.expression(text, in: context).tree) == bare(deep))
    for _ in 0..<2000 { deep = SyntaxTree(.negative(deep), SourceRange(0, 0)) }
    #expect(PlainTreePrinter.text(deep, in: context) == nil)
  }

  @Test("is none where the language has no words for the formula")
  func withoutSpelling() {
    let context = Self.contexts[0]
    let nowhere = SourceRange(0, 0)
    let x = SyntaxTree(.name("x", latex: nil), nowhere)
    let kinds: [SyntaxTree.Kind] = [
      .unreadable, .binary(.dot, x, x), .derivative(.fraction, of: x, wrt: [x]), .name("x^*", latex: nil),
      .name("wrt", latex: nil), .name("dx", latex: nil), .name("W_1", latex: nil), .evaluated(x, at: []),
      .call(name: "limitatzero", nameRange: nowhere, isElementwise: false, arguments: [x, x]),
      .call(name: "exp", nameRange: nowhere, isElementwise: false, arguments: []),
    ]
    for kind in kinds {
      #expect(PlainTreePrinter.text(SyntaxTree(kind, nowhere), in: context) == nil, "\(kind)")
      let inside = SyntaxTree(.negative(SyntaxTree(kind, nowhere)), nowhere)
      #expect(PlainTreePrinter.text(inside, in: context) == nil, "\(kind)")
    }
  }
}
