// What pandoc keeps in the metadata of a document and its Markdown has no place for: notes of authors, several abstracts,
// blank lines in formulas.

import Foundation

enum PandocMetadata {
  /// A syntax tree with its abstracts as divisions at the head of the text and the notes of its authors in parentheses.
  static func moved(_ bytes: [UInt8]) -> [UInt8] {
    guard var tree = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
      var metadata = tree["meta"] as? [String: Any]
    else { return bytes }
    let abstracts = metadata.removeValue(forKey: "abstract").map(blocks) ?? []
    let divisions = abstracts.map { content -> [String: Any] in
      ["t": "Div", "c": [["", ["callout-note"], [["title", "Abstract"]]], content]]
    }
    for key in ["author", "title", "subtitle"] { metadata[key] = metadata[key].map(withoutNotes) }
    tree["meta"] = metadata
    tree["blocks"] = divisions + (tree["blocks"] as? [Any] ?? []).map(withoutBlankLines)
    guard let data = try? JSONSerialization.data(withJSONObject: tree, options: .sortedKeys) else {
      return bytes
    }
    return Array(data)
  }

  // Pandoc's trees are as deep as its documents are; the reader of JSON bounds them.
  /// Formulas without the blank lines and the indentation that macros of several lines leave in them, which would end a
  /// paragraph of Markdown.
  private static func withoutBlankLines(_ value: Any) -> Any {
    if let list = value as? [Any] { return list.map(withoutBlankLines) }
    guard var node = value as? [String: Any], let content = node["c"] else { return value }
    if node["t"] as? String == "Math", let math = content as? [Any], let tex = math.last as? String {
      let lines = tex.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
      node["c"] = Array(math.dropLast()) + [lines.filter { !$0.isEmpty }.joined(separator: "\n")]
    } else {
      node["c"] = withoutBlankLines(content)
    }
    return node
  }

  /// The blocks of each text in a value of the metadata.
  private static func blocks(_ value: Any) -> [[Any]] {
    guard let node = value as? [String: Any], let content = node["c"] as? [Any] else { return [] }
    switch node["t"] as? String {
    case "MetaBlocks": return [content]
    case "MetaInlines": return [[["t": "Para", "c": content]]]
    case "MetaList": return content.flatMap(blocks)
    default: return []
    }
  }

  // Pandoc's trees are as deep as its documents are; the reader of JSON bounds them.
  private static func withoutNotes(_ value: Any) -> Any {
    if let list = value as? [Any] { return list.flatMap(pieces) }
    guard var node = value as? [String: Any], let content = node["c"] else { return value }
    node["c"] = withoutNotes(content)
    return node
  }

  private static func pieces(_ value: Any) -> [Any] {
    guard let node = value as? [String: Any], node["t"] as? String == "Note", let blocks = node["c"] as? [Any]
    else { return [withoutNotes(value)] }
    let inlines = blocks.compactMap { ($0 as? [String: Any])?["c"] as? [Any] }.joined()
    let opening: [String: Any] = ["t": "Str", "c": "("]
    let closing: [String: Any] = ["t": "Str", "c": ")"]
    return [["t": "Space"], opening] + inlines.map(withoutNotes) + [closing]
  }
}
