// A definition of a TeX command in the words of LaTeX's kernel, whatever package's words it was written in. KaTeX, LaTeX and the
// reader of rows know those alone.

/// Takes a definition apart.
struct CommandDefinition {
  /// The definition by `\newcommand`, `\def` or as it was written; nil where it says something that the kernel cannot, such as a
  /// second optional argument.
  static func inKernelWords(_ text: String) -> String? {
    var parts = CommandDefinition(text)
    let kind = parts.command() ?? ""
    switch kind {
    case "DeclarePairedDelimiter":
      guard let name = parts.argument(), let left = parts.argument(), let right = parts.argument() else {
        return nil
      }
      return "\\newcommand{\(name)}[1]{\\left\(left)#1\\right\(right)}"
    case "newcommandx", "renewcommandx", "providecommandx": return parts.xargs(String(kind.dropLast()))
    case "NewDocumentCommand", "RenewDocumentCommand", "ProvideDocumentCommand", "DeclareDocumentCommand":
      return parts.xparse()
    default:
      return text.replacing("\\DeclareRobustCommand", with: "\\newcommand").replacing("\\gdef", with: "\\def")
    }
  }

  /// Whether every reader takes the definition: it uses no argument that it does not name, and takes them one after the other.
  ///
  /// Definitions of packages and styles need not be so, and one of them would spoil all.
  static func isPlain(_ text: String) -> Bool {
    var parts = CommandDefinition(text)
    switch parts.command() ?? "" {
    case "def":
      guard let name = parts.argument(), isName(name) else { return false }
      let parameters = parts.rest.prefix { $0 != "{" }
      let plain = (0..<9).map { number in (0..<number).map { "#\($0 + 1)" }.joined() }
      guard let count = plain.firstIndex(of: String(parameters)) else { return false }
      parts.rest = parts.rest[parameters.endIndex...]
      return parts.argument().map { uses($0, upTo: count) } ?? false
    case "let", "DeclareMathOperator": return true
    default:
      guard let name = parts.argument(), isName(name) else { return false }
      let count = parts.bracketed().map { Int($0) ?? -1 } ?? 0
      _ = parts.bracketed()
      return (0...9).contains(count) && parts.argument().map { uses($0, upTo: count) } ?? false
    }
  }

  private static func isName(_ text: String) -> Bool {
    let name = text.drop { $0.isWhitespace }
    return name.first == "\\" && name.count > 1 && !name.contains("@")
  }

  private static func uses(_ body: String, upTo count: Int) -> Bool {
    var rest = body[...]
    while let mark = rest.firstIndex(of: "#") {
      rest = rest[rest.index(after: mark)...]
      guard let number = rest.first?.wholeNumberValue, number <= count, number > 0 else { return false }
    }
    return !body.contains("@")
  }

  private var rest: Substring

  private init(_ text: String) { rest = text[...] }

  private mutating func skipSpace() { rest = rest.drop(while: \.isWhitespace) }

  /// Takes a control word, without its backslash and a star.
  private mutating func command() -> String? {
    skipSpace()
    guard rest.first == "\\" else { return nil }
    let name = rest.dropFirst().prefix { $0.isASCII && $0.isLetter }
    rest = rest[name.endIndex...]
    if rest.first == "*" { rest = rest.dropFirst() }
    return String(name)
  }

  /// Takes a group without its braces, a control sequence or a character.
  private mutating func argument() -> String? {
    skipSpace()
    guard let first = rest.first else { return nil }
    if first == "{" { return enclosed("{", "}") }
    guard first == "\\" else {
      rest = rest.dropFirst()
      return String(first)
    }
    let name = rest.dropFirst().prefix { $0.isASCII && $0.isLetter }
    let length = name.isEmpty ? min(2, rest.count) : name.count + 1
    defer { rest = rest.dropFirst(length) }
    return String(rest.prefix(length))
  }

  private mutating func bracketed() -> String? {
    skipSpace()
    return rest.first == "[" ? enclosed("[", "]") : nil
  }

  private mutating func enclosed(_ opener: Character, _ closer: Character) -> String? {
    let body = rest.dropFirst()
    var depth = 0
    var isEscaped = false
    for index in body.indices {
      let character = body[index]
      if isEscaped {
        isEscaped = false
        continue
      }
      if character == closer, depth == 0 {
        rest = body[body.index(after: index)...]
        return String(body[..<index])
      }
      if character == "\\" { isEscaped = true }
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
    }
    return nil
  }

  /// `\newcommandx\name[2][1=x]{…}`: the first argument alone may be optional.
  private mutating func xargs(_ kind: String) -> String? {
    guard let name = argument() else { return nil }
    let count = bracketed() ?? "0"
    let options = bracketed()
    guard let body = argument() else { return nil }
    guard let options, !options.isEmpty else { return "\\\(kind){\(name)}[\(count)]{\(body)}" }
    guard options.hasPrefix("1="), !options.dropFirst(2).contains("=") else { return nil }
    let value = options.dropFirst(2)
    let plain = value.hasPrefix("{") && value.hasSuffix("}") ? value.dropFirst().dropLast() : value
    return "\\\(kind){\(name)}[\(count)][\(plain)]{\(body)}"
  }

  /// `\NewDocumentCommand{\name}{O{x} m}{…}`: arguments that must be, and a first one that may be.
  private mutating func xparse() -> String? {
    guard let name = argument(), let specification = argument(), let body = argument() else { return nil }
    var kinds = CommandDefinition(specification)
    var count = 0
    var optional: String?
    kinds.skipSpace()
    while let kind = kinds.argument() {
      switch kind {
      case "m": break
      case "o" where count == 0: optional = ""
      case "O" where count == 0: optional = kinds.argument() ?? ""
      default: return nil
      }
      count += 1
      kinds.skipSpace()
    }
    guard count <= 9, !body.contains("IfNoValue"), !body.contains("IfBoolean") else { return nil }
    return "\\newcommand{\(name)}[\(count)]\(optional.map { "[\($0)]" } ?? ""){\(body)}"
  }
}
