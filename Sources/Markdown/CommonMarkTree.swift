// The only place where libcmark is called: text in, a flat list of events out. No pointer of the library
// leaves this file, and nothing recurses, whatever the nesting of the text.

import CCommonMark

/// What libcmark read, in the order of the text.
struct CommonMarkTree {
  /// A block or inline that holds others.
  enum Container {
    case document, blockQuote, item, paragraph
    case heading(level: Int)
    case list(List.Marker, List.Spacing)
    case emphasis, strong
    case link(destination: String, title: String)
    case image(destination: String, title: String)
  }

  /// A block or inline that holds none.
  enum Leaf {
    case codeBlock(info: String, literal: String)
    case htmlBlock(String)
    case thematicBreak
    case text(String), code(String), html(String)
    case softBreak, lineBreak
  }

  /// Lines and columns as libcmark counts them, from 1; only those of blocks are right in version 0.30.
  struct Place {
    let startLine: Int
    let startColumn: Int
    let endLine: Int
  }

  /// One step of a walk through the tree.
  enum Event {
    case open(Container, Place)
    case leaf(Leaf, Place)
    case close
  }

  let events: [Event]

  /// Parses a CommonMark text; a typographic one gets curled quotes, dashes and ellipses.
  init(parsing bytes: [UInt8], isTypographic: Bool) {
    events = ParsedDocument(bytes, isTypographic: isTypographic).events()
  }

  /// The library's own HTML, raw HTML included: what the tests compare the writer of this module with.
  static func libraryHTML(of bytes: [UInt8]) -> String {
    ParsedDocument(bytes, isTypographic: false).html()
  }
}

/// Owns one document of the library, and frees it.
private struct ParsedDocument: ~Copyable {
  private let root: OpaquePointer

  init(_ bytes: [UInt8], isTypographic: Bool) {
    let parsed = bytes.withUnsafeBytes { buffer in
      cmark_parse_document(
        buffer.assumingMemoryBound(to: CChar.self).baseAddress,
        buffer.count,
        isTypographic ? CMARK_OPT_SMART : CMARK_OPT_DEFAULT
      )
    }
    guard let parsed else { preconditionFailure("cmark_parse_document returns a document for any input") }
    root = parsed
    // Text is split where a bracket or an asterisk turned out to mean nothing.
    cmark_consolidate_text_nodes(root)
  }

  deinit { cmark_node_free(root) }

  borrowing func html() -> String {
    guard let rendered = cmark_render_html(root, CMARK_OPT_UNSAFE) else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
    return String(cString: rendered)
  }

  borrowing func events() -> [CommonMarkTree.Event] {
    var events: [CommonMarkTree.Event] = []
    guard let iterator = cmark_iter_new(root) else { return events }
    defer { cmark_iter_free(iterator) }
    while true {
      let step = cmark_iter_next(iterator)
      guard step != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return events }
      switch Self.kind(of: node) {
      case .container(let container):
        events.append(step == CMARK_EVENT_ENTER ? .open(container, Self.place(of: node)) : .close)
      case .leaf(let leaf):
        events.append(.leaf(leaf, Self.place(of: node)))
      }
    }
  }

  private enum Kind {
    case container(CommonMarkTree.Container)
    case leaf(CommonMarkTree.Leaf)
  }

  private static func kind(of node: OpaquePointer) -> Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: .container(.document)
    case CMARK_NODE_BLOCK_QUOTE: .container(.blockQuote)
    case CMARK_NODE_LIST:
      .container(.list(marker(of: node), cmark_node_get_list_tight(node) != 0 ? .tight : .loose))
    case CMARK_NODE_ITEM: .container(.item)
    case CMARK_NODE_PARAGRAPH: .container(.paragraph)
    case CMARK_NODE_HEADING: .container(.heading(level: Int(cmark_node_get_heading_level(node))))
    case CMARK_NODE_EMPH: .container(.emphasis)
    case CMARK_NODE_STRONG: .container(.strong)
    case CMARK_NODE_LINK: .container(.link(destination: destination(of: node), title: title(of: node)))
    case CMARK_NODE_IMAGE: .container(.image(destination: destination(of: node), title: title(of: node)))
    case CMARK_NODE_CODE_BLOCK:
      .leaf(.codeBlock(info: string(cmark_node_get_fence_info(node)), literal: literal(of: node)))
    case CMARK_NODE_HTML_BLOCK: .leaf(.htmlBlock(literal(of: node)))
    case CMARK_NODE_THEMATIC_BREAK: .leaf(.thematicBreak)
    case CMARK_NODE_CODE: .leaf(.code(literal(of: node)))
    case CMARK_NODE_HTML_INLINE: .leaf(.html(literal(of: node)))
    case CMARK_NODE_SOFTBREAK: .leaf(.softBreak)
    case CMARK_NODE_LINEBREAK: .leaf(.lineBreak)
    default: .leaf(.text(literal(of: node)))  // custom nodes are never made by the parser
    }
  }

  private static func marker(of node: OpaquePointer) -> List.Marker {
    cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      ? .ordered(start: Int(cmark_node_get_list_start(node))) : .bullet
  }

  private static func place(of node: OpaquePointer) -> CommonMarkTree.Place {
    CommonMarkTree.Place(
      startLine: Int(cmark_node_get_start_line(node)),
      startColumn: Int(cmark_node_get_start_column(node)),
      endLine: Int(cmark_node_get_end_line(node))
    )
  }

  private static func literal(of node: OpaquePointer) -> String { string(cmark_node_get_literal(node)) }
  private static func destination(of node: OpaquePointer) -> String { string(cmark_node_get_url(node)) }
  private static func title(of node: OpaquePointer) -> String { string(cmark_node_get_title(node)) }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
