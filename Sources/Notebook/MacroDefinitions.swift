// Definitions of TeX commands as tables, which MathJax, KaTeX and MyST keep them in: a name, a body, a number of parameters.

import Markdown

enum MacroDefinitions {
  /// The definition in TeX; nil for what is no name of a command.
  static func tex(name: String, body: String, parameters: Int?, optional: String? = nil) -> String? {
    let word = name.hasPrefix("\\") ? String(name.dropFirst()) : name
    let isWord = !word.isEmpty && word.utf8.allSatisfy { isASCIILetter($0) }
    guard isWord || word.count == 1 && word.first?.isASCII == true && word != "{" && word != "}",
      isBalanced(body)
    else { return nil }
    let count = min(max(parameters ?? highestParameter(body), 0), 9)
    if let optional, count > 0 { return "\\newcommand{\\\(word)}[\(count)][\(optional)]{\(body)}" }
    let marks = (0..<count).map { "#\($0 + 1)" }.joined()
    return "\\def\\\(word)\(marks){\(body)}"
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  /// KaTeX takes as many parameters as the body names.
  private static func highestParameter(_ body: String) -> Int {
    var highest = 0
    var isMark = false
    for character in body {
      if isMark, let digit = character.wholeNumberValue { highest = max(highest, digit) }
      isMark = character == "#"
    }
    return highest
  }

  private static func isBalanced(_ body: String) -> Bool {
    var depth = 0
    var isEscaped = false
    for character in body {
      if !isEscaped {
        if character == "{" { depth += 1 }
        if character == "}" { depth -= 1 }
        if depth < 0 { return false }
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return depth == 0 && !isEscaped
  }

  /// The definitions of a YAML mapping: `N: "\\mathbb{N}"`, `floor: ["\\lfloor#1\\rfloor", 1]`, `'\R': {macro: …}`.
  static func all(in mapping: [YAMLValue.Entry]) -> [String] {
    mapping.compactMap { entry in
      switch entry.value.content {
      case .scalar(let body, isNull: false): tex(name: entry.key, body: body.text, parameters: nil)
      case .list(let values):
        values.first?.text.flatMap { body in
          tex(
            name: entry.key,
            body: body,
            parameters: values.count > 1 ? values[1].text.flatMap { Int($0) } : nil,
            optional: values.count > 2 ? values[2].text : nil
          )
        }
      case .mapping(let parts):
        parts.first { $0.key == "macro" }?.value.text.flatMap {
          tex(name: entry.key, body: $0, parameters: nil)
        }
      case .scalar: nil
      }
    }
  }

  /// The definitions of a script or page that sets MathJax or KaTeX up: what stands in the braces behind `macros:`.
  static func all(inScript text: String) -> [String] {
    guard text.contains("acros") else { return [] }
    var reader = ScriptReader(text)
    return reader.definitions()
  }
}

/// Reads tables of definitions in a script; whatever else stands there is passed over.
private struct ScriptReader {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) { characters = Array(text) }

  mutating func definitions() -> [String] {
    var result: [String] = []
    while position < characters.count {
      let isStart = position == 0 || !(characters[position - 1].isLetter || characters[position - 1] == "_")
      guard isStart, ["m", "M"].contains(characters[position]), word().lowercased() == "macros" else {
        position += 1
        continue
      }
      takeQuote()
      guard take(":"), take("{") else { continue }
      while let name = key(), take(":") {
        if let definition = definition(name) { result.append(definition) }
        _ = take(",")
      }
    }
    return result
  }

  private mutating func definition(_ name: String) -> String? {
    guard take("[") else {
      return string().flatMap { MacroDefinitions.tex(name: name, body: $0, parameters: nil) }
    }
    guard let body = string() else { return nil }
    var count: Int?
    var optional: String?
    if take(",") {
      count = Int(word { $0.isWholeNumber })
      if take(",") { optional = string() }
    }
    _ = take("]")
    return MacroDefinitions.tex(name: name, body: body, parameters: count ?? 0, optional: optional)
  }

  /// A name, in quotes or without.
  private mutating func key() -> String? {
    skipSpace()
    if let quoted = string() { return quoted }
    let name = word()
    return name.isEmpty ? nil : name
  }

  private mutating func word(where belongs: (Character) -> Bool = { $0.isLetter || $0.isNumber || $0 == "_" })
    -> String
  {
    skipSpace()
    let start = position
    while position < characters.count, belongs(characters[position]) { position += 1 }
    return String(characters[start..<position])
  }

  /// A string of a script, its escapes resolved; nil where none begins.
  private mutating func string() -> String? {
    skipSpace()
    guard position < characters.count, "\"'`".contains(characters[position]) else { return nil }
    let quote = characters[position]
    var text = ""
    var index = position + 1
    while index < characters.count, characters[index] != quote {
      if characters[index] == "\\", index + 1 < characters.count {
        index += 1
        text.append(characters[index] == "n" ? "\n" : characters[index])
      } else {
        text.append(characters[index])
      }
      index += 1
    }
    guard index < characters.count else { return nil }
    position = index + 1
    return text
  }

  private mutating func takeQuote() {
    if position < characters.count, "\"'".contains(characters[position]) { position += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipSpace()
    guard position < characters.count, characters[position] == character else { return false }
    position += 1
    return true
  }

  /// Moves over white space and remarks.
  private mutating func skipSpace() {
    while position < characters.count {
      if characters[position].isWhitespace {
        position += 1
      } else if position + 1 < characters.count, characters[position] == "/", characters[position + 1] == "/"
      {
        while position < characters.count, !characters[position].isNewline { position += 1 }
      } else {
        return
      }
    }
  }
}
