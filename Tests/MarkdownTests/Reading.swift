// Short ways to read a text and to look at what came out.

import Diagnostics

@testable import Markdown

func read(_ text: String, _ extensions: MarkdownExtensions = .all) -> MarkdownDocument {
  MarkdownDocument(SourceFile(path: "test.md", text: text), extensions: extensions)
}

extension MarkdownDocument {
  /// All inlines of the document, those inside of others after them; image descriptions and footnotes too.
  var allInlines: [Inline] {
    (blocks + footnotes.flatMap(\.blocks)).flatMap(\.allBlocks).flatMap(\.inlines).flatMap(\.allInlines)
  }

  var allBlocks: [Block] { (blocks + footnotes.flatMap(\.blocks)).flatMap(\.allBlocks) }

  /// The formulas of the document in order, those that are blocks included.
  var formulas: [TeXFormula] {
    allBlocks.flatMap { block -> [TeXFormula] in
      if case .displayMath(let formula) = block.content { return [formula] }
      return block.inlines.flatMap(\.allInlines).compactMap {
        if case .math(let formula) = $0 { formula } else { nil }
      }
    }
  }

  /// The formulas as `I⟨…⟩` and `D⟨…⟩`, line breaks as `⏎`.
  var formulaTexts: String {
    formulas.map { ($0.placement == .display ? "D⟨" : "I⟨") + $0.tex.text.replacing("\n", with: "⏎") + "⟩" }
      .joined(separator: " ")
  }

  var codeBlocks: [CodeBlock] {
    allBlocks.compactMap { if case .codeBlock(let code) = $0.content { code } else { nil } }
  }

  /// The text of the file at a range.
  func text(_ range: SourceRange) -> String {
    String(decoding: Array(file.text.utf8)[range.start..<range.end], as: UTF8.self)
  }

  /// Whether every byte of a fragment, line breaks and filled-up tabs aside, stands where the map says.
  func stands(_ fragment: SourceFragment) -> Bool {
    let bytes = Array(file.text.utf8)
    return fragment.text.utf8.enumerated().allSatisfy { offset, byte in
      let place = fragment.fileOffset(offset)
      if byte == UInt8(ascii: "\n") { return place == bytes.count || "\r\n".utf8.contains(bytes[place]) }
      guard place < bytes.count else { return false }
      return bytes[place] == byte || (byte == UInt8(ascii: " ") && "\t\r\n".utf8.contains(bytes[place]))
    }
  }
}

extension Block {
  var allBlocks: [Block] {
    switch content {
    case .blockQuote(let blocks): [self] + blocks.flatMap(\.allBlocks)
    case .list(let list): [self] + list.items.flatMap(\.blocks).flatMap(\.allBlocks)
    case .division(let division): [self] + division.blocks.flatMap(\.allBlocks)
    case .figure(let figure): [self] + figure.blocks.flatMap(\.allBlocks)
    case .definitionList(let definitions):
      [self] + definitions.flatMap(\.meanings).flatMap(\.self).flatMap(\.allBlocks)
    case .paragraph, .heading, .codeBlock, .htmlBlock, .thematicBreak, .table, .displayMath, .raw: [self]
    }
  }

  var inlines: [Inline] {
    switch content {
    case .paragraph(let content): content
    case .heading(let heading): heading.content
    case .table(let table): (table.header + table.rows.flatMap(\.self)).flatMap(\.content) + table.caption
    case .definitionList(let definitions): definitions.flatMap(\.term)
    case .division(let division): division.title
    case .blockQuote, .list, .codeBlock, .htmlBlock, .thematicBreak, .displayMath, .raw, .figure: []
    }
  }
}

extension Inline {
  var allInlines: [Inline] {
    switch self {
    case .emphasis(let content), .strong(let content), .superscript(let content), .subscript(let content),
      .strikethrough(let content):
      [self] + content.flatMap(\.allInlines)
    case .span(let span): [self] + span.content.flatMap(\.allInlines)
    case .link(let link), .image(let link): [self] + link.content.flatMap(\.allInlines)
    default: [self]
    }
  }
}
