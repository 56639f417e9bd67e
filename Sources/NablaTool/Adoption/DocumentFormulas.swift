// The formulas of a document in the order of the file, with the text that stands around each.

import Diagnostics
import Markdown

/// A formula of a document.
struct DocumentFormula: Sendable, Hashable {
  /// The formula.
  let formula: TeXFormula
  /// The text of the same paragraph before it, back to the formula before.
  var before = ""
  /// The text of the same paragraph after it, up to the next formula.
  var after = ""
}

extension MarkdownDocument {
  /// The formulas of the text, displays and those in the line; not those of code.
  var formulas: [DocumentFormula] {
    var collector = FormulaCollector()
    collector.collect(blocks)
    for footnote in footnotes { collector.collect(footnote.blocks) }
    return collector.formulas.sorted { $0.formula.range.start < $1.formula.range.start }
  }
}

private struct FormulaCollector {
  var formulas: [DocumentFormula] = []
  /// The text since the last formula, and whether one stands before it in the paragraph.
  private var text = ""
  private var followsFormula = false

  // The document bounds its nesting, and so does this recursion.
  mutating func collect(_ blocks: [Block]) {
    for block in blocks {
      switch block.content {
      case .paragraph(let content): paragraph(content)
      case .heading(let heading): paragraph(heading.content)
      case .blockQuote(let blocks): collect(blocks)
      case .list(let list): for item in list.items { collect(item.blocks) }
      case .codeBlock, .htmlBlock, .thematicBreak, .raw: break
      case .division(let division): collect(division.blocks)
      case .figure(let figure): collect(figure.blocks)
      case .definitionList(let definitions):
        for definition in definitions {
          paragraph(definition.term)
          for meaning in definition.meanings { collect(meaning) }
        }
      case .table(let table):
        for row in [table.header] + table.rows { for cell in row { paragraph(cell.content) } }
      case .displayMath(let formula): formulas.append(DocumentFormula(formula: formula))
      }
    }
  }

  private mutating func paragraph(_ content: [Inline]) {
    (text, followsFormula) = ("", false)
    collect(content)
    endText()
  }

  private mutating func collect(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text(let words): text += words
      case .softBreak, .lineBreak: text += " "
      case .emphasis(let content), .strong(let content), .superscript(let content), .subscript(let content),
        .strikethrough(let content):
        collect(content)
      case .span(let span): collect(span.content)
      case .link(let link): collect(link.content)
      case .code, .html, .image, .footnoteReference, .reference, .inlineResult, .citation, .raw: text += " "
      case .math(let formula):
        let before = text
        endText()
        formulas.append(DocumentFormula(formula: formula, before: before))
        (text, followsFormula) = ("", true)
      }
    }
  }

  private mutating func endText() {
    if followsFormula, !formulas.isEmpty { formulas[formulas.count - 1].after = text }
  }
}
