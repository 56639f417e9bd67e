// Pieces of pandoc's syntax trees: words for them, and what processed citations hold.

import Diagnostics
import JSON
import Markdown
import Reports

enum PandocNode {
  /// A node with its content.
  static func node(_ kind: String, _ content: JSONValue) -> JSONValue {
    .object(["t": .string(kind), "c": content])
  }

  /// A text as words with spaces between them.
  static func words(_ text: String) -> JSONValue {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.isEmpty ? [] : [node("Str", .string(String(word)))]
    }
    return .array(Array(words.joined(separator: [.object(["t": .string("Space")])])))
  }

  /// The citations in a block, in the order of the text.
  ///
  /// The reader of JSON bounds how deep trees are.
  static func cites(_ value: JSONValue) -> [JSONValue] {
    if value["t"]?.string == "Cite" { return [value] }
    if let list = value.array { return list.flatMap(cites) }
    return value["c"].map(cites) ?? []
  }

  /// What stands for a citation.
  static func pieces(_ cite: JSONValue, at range: SourceRange) -> [StyledCitations.Piece] {
    let content = cite["c"]?.array?.last?.array ?? []
    return content.split(omittingEmptySubsequences: false) { $0["t"]?.string == "Note" }
      .map { inlines(Array($0), at: range) }
      .enumerated()
      .flatMap { place, text -> [StyledCitations.Piece] in
        let before: [StyledCitations.Piece] = text.isEmpty ? [] : [.text(text)]
        guard place > 0 else { return before }
        let notes = content.filter { $0["t"]?.string == "Note" }
        return [.note(blocks(notes[place - 1]["c"]?.array ?? [], at: range))] + before
      }
  }

  /// The works in the division that processed documents end with.
  static func works(_ block: JSONValue) -> [StyledCitations.Work] {
    guard block["t"]?.string == "Div", let content = block["c"]?.array, content.count == 2 else { return [] }
    if let name = content[0].array?.first?.string, name.hasPrefix("ref-") {
      let text = blocks(content[1].array ?? [], at: SourceRange(0, 0))
      return [StyledCitations.Work(key: String(name.dropFirst(4)), content: text)]
    }
    return (content[1].array ?? []).flatMap(works)
  }

  /// The text of some blocks, on lines of their own.
  private static func blocks(_ blocks: [JSONValue], at range: SourceRange) -> [Inline] {
    var result: [Inline] = []
    for block in blocks {
      let content = block["c"]?.array ?? []
      let isDivision = block["t"]?.string == "Div"
      let text =
        isDivision ? self.blocks(content.last?.array ?? [], at: range) : inlines(content, at: range)
      if !result.isEmpty { result.append(.lineBreak) }
      result += text
    }
    return result
  }

  /// Running text; what is next to each other is one.
  static func inlines(_ nodes: [JSONValue], at range: SourceRange) -> [Inline] {
    var result: [Inline] = []
    for inline in nodes.flatMap({ self.inline($0, at: range) }) {
      if case .text(let more) = inline, case .text(let text)? = result.last {
        result[result.count - 1] = .text(text + more)
      } else {
        result.append(inline)
      }
    }
    return result
  }

  private static func inline(_ node: JSONValue, at range: SourceRange) -> [Inline] {
    let list = node["c"]?.array ?? []
    func inner() -> [Inline] { inlines(list, at: range) }
    func last() -> [Inline] { inlines(list.last?.array ?? [], at: range) }
    switch node["t"]?.string {
    case "Str": return [.text(node["c"]?.string ?? "")]
    case "Space", "SoftBreak": return [.text(" ")]
    case "LineBreak": return [.lineBreak]
    case "Emph": return [.emphasis(inner())]
    case "Strong": return [.strong(inner())]
    case "Strikeout": return [.strikethrough(inner())]
    case "Superscript": return [.superscript(inner())]
    case "Subscript": return [.subscript(inner())]
    case "SmallCaps": return [.smallCapitals(inner(), at: range)]
    case "Underline": return inner()
    case "Cite": return last()
    case "Quoted":
      let isSingle = list.first?["t"]?.string == "SingleQuote"
      return [.text(isSingle ? "‘" : "“")] + last() + [.text(isSingle ? "’" : "”")]
    case "Code": return [.code(list.last?.string ?? "")]
    case "Math": return [.formula(list.last?.string ?? "", at: range)]
    case "Link":
      guard list.count == 3 else { return [] }
      let address = list[2].array?.first?.string ?? ""
      return [.link(to: address, inlines(list[1].array ?? [], at: range), at: range)]
    case "Span":
      let classes = list.first?.array.flatMap { $0.count > 1 ? $0[1].strings : nil } ?? []
      // The number of a work in the margin, and what stands on lines of its own.
      if classes.contains("csl-left-margin") { return last() + [.text(" ")] }
      if classes.contains("csl-block") || classes.contains("csl-indent") { return [.lineBreak] + last() }
      return last()
    case "Note": return [.text(" (")] + blocks(list, at: range) + [.text(")")]
    default: return []
    }
  }
}
