// What the displays of the gallery say, printed as text of a cell, means the same after the notebook's cells.

import Expressions
import Foundation
import Functions
import LaTeX
import Testing

@testable import Syntax

@Suite("A formula of the gallery, printed as text of a cell") struct PastedReadingTests {
  /// A cell, or a display with its attributes.
  enum Block {
    case cell(String)
    case display(String, attributes: String)
  }

  static var notebooks: [URL] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Notebooks")
    let files = FileManager.default.enumerator(atPath: root.path(percentEncoded: false))
    let names = (files?.allObjects ?? []).compactMap { $0 as? String }.filter { $0.hasSuffix(".md") }
    return names.sorted().map { root.appending(path: $0) }
  }

  static func blocks(of text: String) -> [Block] {
    let pattern = #/(?m)^```\{nabla\}\n((?s:.*?))^```|\$\$((?s:.*?))\$\$(?: *\{([^}\n]*)\})?/#
    return text.matches(of: pattern).map { match in
      if let cell = match.output.1 { return .cell(String(cell)) }
      return .display(String(match.output.2 ?? ""), attributes: String(match.output.3 ?? ""))
    }
  }

  @Test("lowers to the same expression")
  func sameExpression() throws {
    var printed = 0
    var unspelled: [String] = []
    for url in Self.notebooks {
      var scope = Scope(vocabulary: Catalogue.vocabulary)
      for block in Self.blocks(of: try String(contentsOf: url, encoding: .utf8)) {
        switch block {
        case .cell(let text): _ = scope.perform(cell: text)
        case .display(let text, let attributes):
          let variables = attributes.firstMatch(of: #/wrt=["']?([A-Za-z, ]+)/#)?.output.1 ?? ""
          let reader = LaTeXReader(
            scope: scope,
            variables: variables.split { !$0.isLetter }.map(String.init)
          )
          if attributes.contains(".define") {
            _ = scope.perform(reader.statements(of: text).statements)
            continue
          }
          for tree in Self.formulas(of: text, reader) {
            let formula = scope.withSizes(tree)
            var trial = scope
            for (name, size) in scope.freeIndexRanges(in: [tree]).sorted(by: { $0.key < $1.key }) {
              _ = trial.perform(cell: "\(name) : index(\(size))")
            }
            guard let meant = trial.lower(formula) else { continue }
            guard let text = trial.text(of: formula) else {
              unspelled.append(PlainPrinter.text(meant, in: trial.graph))
              continue
            }
            printed += 1
            #expect(trial.lower(text: text) == meant, "\(text)")
          }
        }
        _ = scope.takeDiagnostics()
      }
    }
    #expect(printed > 80)
    #expect(unspelled.isEmpty, "\(unspelled.joined(separator: "\n"))")
  }

  /// All readings of all formulas of a display.
  static func formulas(of text: String, _ reader: LaTeXReader) -> [SyntaxTree] {
    reader.rows(of: text).flatMap(\.statements).flatMap { statement in
      guard case .chain(let formulas, _) = statement.kind else { return [SyntaxTree]() }
      return formulas.map(\.tree.plainWay)
    }
  }
}
