/// A JSON value with one way of being written: keys sorted, no time, no path, no order of a hash.
package indirect enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// A string, or null.
  package static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// An array of strings.
  package static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// The text, on lines of two blanks a level when indented, else on one line.
  package func text(indented: Bool) -> String {
    var result = ""
    write(to: &result, indented: indented, level: 0)
    return result
  }

  private func write(to text: inout String, indented: Bool, level: Int) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .string(let value): JSONValue.quote(value, into: &text)
    case .array(let values):
      JSONValue.list("[", "]", values.count, to: &text, indented: indented, level: level) { place, text in
        values[place].write(to: &text, indented: indented, level: level + 1)
      }
    case .object(let members):
      let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      JSONValue.list("{", "}", keys.count, to: &text, indented: indented, level: level) { place, text in
        JSONValue.quote(keys[place], into: &text)
        text += indented ? ": " : ":"
        (members[keys[place]] ?? .null).write(to: &text, indented: indented, level: level + 1)
      }
    }
  }

  private static func list(
    _ open: String,
    _ close: String,
    _ count: Int,
    to text: inout String,
    indented: Bool,
    level: Int,
    _ element: (Int, inout String) -> Void
  ) {
    text += open
    for place in 0..<count {
      if place > 0 { text += "," }
      if indented { text += "\n" + String(repeating: "  ", count: level + 1) }
      element(place, &text)
    }
    if indented, count > 0 { text += "\n" + String(repeating: "  ", count: level) }
    text += close
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<" ", "\u{7f}", "\u{2028}", "\u{2029}":
        let hexadecimal = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

// MARK: - Looking in

extension JSONValue {
  /// The member of an object; nil where there is none.
  package subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The text of a string.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The number.
  package var integer: Int? { if case .integer(let value) = self { value } else { nil } }

  /// The values of an array.
  package var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

  /// The members of an object.
  package var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }

  /// The texts of an array of strings; nil where another value stands in it.
  package var strings: [String]? {
    guard let values = array else { return nil }
    let texts = values.compactMap(\.string)
    return texts.count == values.count ? texts : nil
  }
}
