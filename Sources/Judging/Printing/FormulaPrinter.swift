// One expression in three notations.

package import Expressions
package import Findings
import Functions
import Notation
package import Syntax

/// Prints the expressions of one graph in plain text, LaTeX and Unicode.
package struct FormulaPrinter {
  private static let notations = Dictionary(
    Catalogue.all.map { ($0.name, $0.notation) },
    uniquingKeysWith: { first, _ in first }
  )

  private let typesetter: Typesetter
  private let printer: PlainPrinter
  private let graph: Graph
  private let scope: Scope

  /// A printer for the expressions of a scope, which writes derivatives in its layout.
  package init(_ scope: Scope) {
    self.scope = scope
    graph = scope.graph
    var options = Typesetter.Options()
    options.derivativeLayout = scope.layout
    options.letters = scope.letters
    typesetter = Typesetter(graph, functions: FormulaPrinter.notations, options: options)
    printer = PlainPrinter(graph, layout: scope.layout)
  }

  /// An expression in three notations.
  package func formula(_ id: ExpressionID) -> Formula {
    let layout = typesetter.layout(id)
    return Formula(plain: printer.text(id), latex: layout.latex(), unicode: layout.text)
  }

  /// The LaTeX of an expression that is to stand beside others, in brackets unless it is a name.
  func factor(_ id: ExpressionID) -> String {
    let latex = formula(id).latex
    if case .symbol = graph[id] { return latex }
    return "(\(latex))"
  }

  /// Whether an expression is a name and nothing else.
  package func isName(_ id: ExpressionID, of symbol: SymbolID) -> Bool { graph[id] == .symbol(symbol) }

  /// The LaTeX with the marked parts in `\nablamark{…}`, which each document defines.
  package func marked(_ id: ExpressionID, _ parts: [ExpressionID]) -> String {
    typesetter.layout(id, marking: Set(parts)).latex(marks: .command)
  }

  /// A name as its author writes it; a size has only its plain name.
  func layout(named name: String) -> Layout {
    scope.symbol(named: name).map { typesetter.layout($0) } ?? Layout.name(name, in: scope.letters)
  }

  /// `y = (W^2)' * x`, for a defined name.
  package func definition(_ symbol: SymbolID) -> Formula? {
    guard let expression = graph.definition(of: symbol), let layout = typesetter.definition(of: symbol) else {
      return nil
    }
    var name = graph[symbol].name
    if case .definedFamily(let index, _) = graph[symbol].role { name += "[\(graph[index].name)]" }
    return Formula(
      plain: "\(name) = \(printer.text(expression))",
      latex: layout.latex(),
      unicode: layout.text
    )
  }

  /// ∂φ/∂W in its three notations.
  package func derivative(
    _ kind: DerivativeKind,
    of function: ExpressionID,
    wrt variable: ExpressionID,
    plain: String
  )
    -> Formula
  {
    let layout = typesetter.derivative(kind, of: function, wrt: variable)
    return Formula(plain: plain, latex: layout.latex(), unicode: layout.text)
  }

  /// `W ∈ ℝ^{n×n}`, symmetric: a declaration as mathematics.
  package func declaration(_ symbols: [SymbolID]) -> Formula {
    guard let first = symbols.first else { return Formula(plain: "", latex: "", unicode: "") }
    let shape = graph[first].shape
    let names = symbols.map { typesetter.layout($0) }
    if case .index(let size) = graph[first].role {
      let range = typesetter.layout(size)
      let plain = symbols.map { graph[$0].name }.joined(separator: ", ")
      return Formula(
        plain: "\(plain) : index(\(size))",
        latex: names.map { $0.latex() }.joined(separator: ",\\, ") + " = 1, \\dots, " + range.latex(),
        unicode: names.map(\.text).joined(separator: ", ") + " = 1, …, " + range.text
      )
    }
    let attributes = declaredNames(graph[first].properties)
    let plainNames = symbols.map { graph[$0].name + memberIndex(of: $0) }.joined(separator: ", ")
    let words = attributes.isEmpty ? "" : " " + attributes.joined(separator: " ")
    let rows = typesetter.layout(shape.rows)
    let columns = typesetter.layout(shape.columns)
    let latexSpace: String
    let textSpace: String
    if shape.isScalar {
      latexSpace = "\\mathbb R"
      textSpace = "ℝ"
    } else if shape.columns.isOne {
      latexSpace = "\\mathbb R^{\(rows.latex())}"
      textSpace = "ℝ^\(rows.text)"
    } else {
      latexSpace = "\\mathbb R^{\(rows.latex()) \\times \(columns.latex())}"
      textSpace = "ℝ^(\(rows.text)×\(columns.text))"
    }
    let latexWords = attributes.isEmpty ? "" : "\\ \\text{\(attributes.joined(separator: ", "))}"
    return Formula(
      plain: "\(plainNames) : \(shape)\(words)",
      latex: names.map { $0.latex() }.joined(separator: ",\\, ") + " \\in " + latexSpace + latexWords,
      unicode: names.map(\.text).joined(separator: ", ") + " ∈ " + textSpace
        + (attributes.isEmpty ? "" : ", " + attributes.joined(separator: ", "))
    )
  }

  /// The `[i]` behind the name of a family.
  private func memberIndex(of symbol: SymbolID) -> String {
    guard case .family = graph[symbol].role else { return "" }
    guard case .family(_, let index?)? = scope.bindings[graph[symbol].name] else { return "[i]" }
    return "[\(graph[index].name)]"
  }

  /// `k, l : index(n)`, the indices that nothing binds in some expressions, those of one size in one line.
  package func indices(in ids: [ExpressionID]) -> [String] {
    var lines: [(size: Size, names: [String])] = []
    for symbol in graph.unboundIndices(in: ids, keeping: []).sorted() {
      guard case .index(let size) = graph[symbol].role, scope.symbol(named: graph[symbol].name) != symbol
      else {
        continue
      }
      if let place = lines.firstIndex(where: { $0.size == size }) {
        lines[place].names.append(graph[symbol].name)
      } else {
        lines.append((size, [graph[symbol].name]))
      }
    }
    return lines.map { "\($0.names.joined(separator: ", ")) : index(\($0.size))" }
  }

  /// `given t > 0`: an assumption as mathematics.
  package func assumption(_ assumption: LoweredAssumption) -> Formula {
    let left = formula(assumption.left)
    let right = formula(assumption.right)
    let (latex, unicode) =
      switch assumption.relation {
      case .equal: ("=", "=")
      case .unequal: ("\\ne", "≠")
      case .greater: (">", ">")
      case .greaterOrEqual: ("\\ge", "≥")
      case .less: ("<", "<")
      case .lessOrEqual: ("\\le", "≤")
      }
    return Formula(
      plain: "given \(left.plain) \(assumption.relation.rawValue) \(right.plain)",
      latex: "\(left.latex) \(latex) \(right.latex)",
      unicode: "\(left.unicode) \(unicode) \(right.unicode)"
    )
  }

  /// The attributes without those that the others imply.
  private func declaredNames(_ properties: Properties) -> [String] {
    Properties.named.filter { entry in
      guard properties.contains(entry.property) else { return false }
      return !Properties.named.contains { other in
        other.property != entry.property && properties.contains(other.property)
          && other.property.closure.contains(entry.property)
          && !entry.property.closure.contains(other.property)
      }
    }.map(\.name)
  }

  /// A condition as a relation.
  package func relation(
    _ subject: ExpressionID,
    plain: (String) -> String,
    latex: (String) -> String,
    unicode: (String) -> String
  )
    -> Formula
  {
    let formula = formula(subject)
    return Formula(
      plain: plain(formula.plain),
      latex: latex(formula.latex),
      unicode: unicode(formula.unicode)
    )
  }

  /// The sizes of a shape as the JSON interface lists them: without sizes 1.
  package func sizes(_ shape: Shape) -> [String] {
    [shape.rows, shape.columns].filter { !$0.isOne }.map(\.description)
  }
}
