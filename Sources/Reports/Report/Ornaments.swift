// What stands above the title of a document and says nothing: logos, badges, anchors, marks of other tools.

import Markdown

extension Block {
  /// Whether there is nothing to read in a block; Markdown bounds how deep it is nested.
  var isOrnament: Bool {
    switch content {
    case .paragraph(let content): content.allSatisfy(\.isOrnament)
    case .htmlBlock, .raw, .thematicBreak: true
    case .figure(let figure): figure.caption.isEmpty && figure.blocks.allSatisfy(\.isOrnament)
    case .division(let division): division.title.isEmpty && division.blocks.allSatisfy(\.isOrnament)
    case .heading, .blockQuote, .list, .codeBlock, .table, .displayMath, .definitionList: false
    }
  }
}

extension Inline {
  fileprivate var isOrnament: Bool {
    switch self {
    case .image, .html, .raw, .softBreak, .lineBreak: true
    case .link(let link): link.content.allSatisfy(\.isOrnament)
    case .span(let span): span.content.allSatisfy(\.isOrnament)
    case .text(let text): text.allSatisfy(\.isWhitespace)
    case .code, .emphasis, .strong, .math, .footnoteReference, .reference, .inlineResult, .superscript,
      .subscript, .strikethrough, .citation:
      false
    }
  }
}
