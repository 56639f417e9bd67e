// A notebook of Jupyter as Markdown: its text as it stands, its code as blocks, and what the code showed.

import Foundation

enum JupyterNotebook {
  /// The Markdown of a notebook; nil when the bytes are none.
  static func markdown(_ bytes: [UInt8]) -> String? {
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
      let cells = object["cells"] as? [[String: Any]] ?? worksheets(object)
    else { return nil }
    let metadata = object["metadata"] as? [String: Any] ?? [:]
    let kernel = metadata["kernelspec"] as? [String: Any]
    let info = metadata["language_info"] as? [String: Any]
    let language = (info?["name"] ?? kernel?["language"]) as? String ?? "python"
    var parts: [String] = []
    if let title = metadata["title"] as? String {
      parts.append(
        "---\ntitle: \"\(title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"\n---"
      )
    }
    for cell in cells {
      let source = text(cell["source"] ?? cell["input"])
      switch cell["cell_type"] as? String {
      case "markdown": parts.append(withAttachments(source, cell))
      case "heading": parts.append(String(repeating: "#", count: cell["level"] as? Int ?? 1) + " " + source)
      case "code":
        if !source.isEmpty { parts.append(fence(source, language)) }
        parts += (cell["outputs"] as? [[String: Any]] ?? []).compactMap(output)
      case "raw": parts.append(fence(source, "{=raw}"))
      default: continue
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func worksheets(_ object: [String: Any]) -> [[String: Any]]? {
    (object["worksheets"] as? [[String: Any]])?.flatMap { $0["cells"] as? [[String: Any]] ?? [] }
  }

  /// Text is a string or a list of lines.
  private static func text(_ value: Any?) -> String {
    if let lines = value as? [Any] { return lines.compactMap { $0 as? String }.joined() }
    return value as? String ?? ""
  }

  private static func fence(_ text: String, _ info: String) -> String {
    var longest = 2
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let marks = String(repeating: "`", count: longest + 1)
    return "\(marks)\(info)\n\(text.hasSuffix("\n") ? text : text + "\n")\(marks)"
  }

  /// The pictures that a cell brings along, as addresses that hold them.
  private static func withAttachments(_ source: String, _ cell: [String: Any]) -> String {
    guard let attachments = cell["attachments"] as? [String: [String: Any]] else { return source }
    var result = source
    for name in attachments.keys.sorted() {
      for (type, data) in (attachments[name] ?? [:]).sorted(by: { $0.key < $1.key })
      where type.hasPrefix("image/") {
        result = result.replacing("attachment:\(name)", with: "data:\(type);base64,\(packed(text(data)))")
      }
    }
    return result
  }

  private static func packed(_ base64: String) -> String { base64.filter { !$0.isWhitespace } }

  /// What a cell showed: a picture, a formula or text.
  private static func output(_ output: [String: Any]) -> String? {
    if let stream = output["text"], output["output_type"] as? String == "stream" {
      return fence(text(stream), "")
    }
    if let trace = output["traceback"] as? [String] {
      return fence(trace.joined(separator: "\n").replacing(/\u{1B}\[[0-9;]*m/, with: ""), "")
    }
    guard let data = output["data"] as? [String: Any] else { return nil }
    for type in ["image/png", "image/jpeg"] {
      if let picture = data[type] { return "![](data:\(type);base64,\(packed(text(picture))))" }
    }
    if let markdown = data["text/markdown"] { return text(markdown) }
    if let latex = data["text/latex"] {
      let tex = text(latex).trimmingCharacters(in: .whitespacesAndNewlines)
      return tex.hasPrefix("$") || tex.hasPrefix("\\begin") ? tex : "$$\n\(tex)\n$$"
    }
    if let plain = data["text/plain"] { return fence(text(plain), "") }
    return nil
  }
}
