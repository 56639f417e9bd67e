// The author's TeX on its way into a document: definitions are put in, each command is looked up in the one list of what
// formulas may hold, and every group, environment and pair of fences must end where it began. So the document holds no macro of
// the author's: none can clash with LaTeX's own, forge a verdict, or reach a file.

import Markdown

/// A definition of a command.
struct TeXMacro: Sendable, Hashable {
  let parameters: Int
  let optional: [TeXToken]?
  let body: [TeXToken]
}

/// A piece of TeX.
enum TeXToken: Sendable, Hashable {
  /// A control word or symbol, without its backslash.
  case command(String)
  case character(Character)
  /// White space, which ends control words and means nothing else in formulas.
  case space
  /// White space with a line break in it.
  case lineBreak

  /// The tokens of a text, comments left out; two carets, which spell other characters, stay what they are.
  static func tokens(_ text: String) -> [TeXToken] {
    var tokens: [TeXToken] = []
    var rest = text[...]
    while let first = rest.popFirst() {
      if first == "%" {
        rest = rest.drop { !$0.isNewline }
        if rest.first?.isNewline == true { rest = rest.dropFirst() }
      } else if first == "\\" {
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        if name.isEmpty {
          guard let symbol = rest.popFirst() else { break }
          tokens.append(.command(symbol.isWhitespace ? " " : String(symbol)))
        } else {
          rest = rest.dropFirst(name.count)
          if rest.first == "*",
            [
              "operatorname", "hspace", "tag", "DeclareMathOperator", "newcommand", "renewcommand",
              "providecommand",
            ].contains(String(name))
          {
            rest = rest.dropFirst()
            tokens.append(.command(name + "*"))
          } else {
            tokens.append(.command(String(name)))
          }
        }
      } else if first.isWhitespace {
        let isBreak = first.isNewline
        if tokens.last?.isSpace != true {
          tokens.append(isBreak ? .lineBreak : .space)
        } else if isBreak {
          tokens[tokens.count - 1] = .lineBreak
        }
      } else {
        tokens.append(.character(first))
      }
    }
    return tokens
  }
}

/// Puts definitions into formulas.
struct TeXExpansion {
  /// Why TeX is not passed on.
  typealias Refusal = LaTeXFormula.Refusal

  /// How many calls and tokens one formula may come to.
  private static let callBound = 4000
  private static let tokenBound = 60_000

  private static let companions = TeXVocabulary.companions.mapValues { body in
    let parameters = (1...9).last { body.contains("#\($0)") } ?? 0
    return TeXMacro(parameters: parameters, optional: nil, body: TeXToken.tokens(body))
  }

  private var macros: [String: TeXMacro]
  private var pending: [TeXToken] = []
  private var calls = 0

  /// An expansion by the definitions of a block; `forKaTeX`, what KaTeX knows by itself is left to it.
  init(definitions: String = "", forKaTeX: Bool = false) {
    macros = forKaTeX ? [:] : Self.companions
    pending = TeXToken.tokens(definitions).reversed()
    while let token = pending.popLast() {
      if case .command(let name) = token { _ = define(name) }
    }
  }

  /// Whether a command takes an argument that may be left out, which KaTeX has no definitions for.
  var takesOptionalArguments: Bool { macros.values.contains { $0.optional != nil } }

  /// The tokens with every macro replaced by what it stands for.
  mutating func expand(_ tex: String) -> Result<[TeXToken], Refusal> {
    let outside = macros
    defer { macros = outside }
    pending = TeXToken.tokens(tex).reversed()
    calls = 0
    var result: [TeXToken] = []
    while let token = pending.popLast() {
      guard case .command(let name) = token, !define(name) else {
        if case .command = token { continue }
        result.append(token)
        continue
      }
      guard let macro = macros[name] else {
        result.append(token)
        continue
      }
      calls += 1
      guard calls <= Self.callBound, pending.count + result.count < Self.tokenBound else {
        return .failure(.large)
      }
      guard let replacement = call(macro) else { return .failure(.unbalanced) }
      pending += replacement.reversed()
    }
    return .success(result)
  }

  private mutating func call(_ macro: TeXMacro) -> [TeXToken]? {
    var arguments: [[TeXToken]] = []
    if let optional = macro.optional { arguments.append(bracketed() ?? optional) }
    while arguments.count < macro.parameters {
      guard let argument = argument() else { return nil }
      arguments.append(argument)
    }
    var result: [TeXToken] = []
    var index = 0
    while index < macro.body.count {
      if macro.body[index] == .character("#"), index + 1 < macro.body.count,
        case .character(let digit) = macro.body[index + 1], let number = digit.wholeNumberValue
      {
        if arguments.indices.contains(number - 1) { result += arguments[number - 1] }
        index += 2
      } else {
        result.append(macro.body[index])
        index += 1
      }
      guard result.count < Self.tokenBound else { return nil }
    }
    return result
  }

  /// Takes a definition; false when the command defines nothing.
  private mutating func define(_ command: String) -> Bool {
    switch command {
    case "newcommand", "renewcommand", "providecommand", "newcommand*", "renewcommand*", "providecommand*":
      guard let name = argument()?.first, case .command(let word) = name else { return true }
      let count = bracketed().flatMap { Int($0.map(\.text).joined()) } ?? 0
      let optional = count > 0 ? bracketed() : nil
      if let body = argument() {
        self[word] = TeXMacro(parameters: min(max(count, 0), 9), optional: optional, body: body)
      }
    case "DeclareMathOperator", "DeclareMathOperator*":
      guard let name = argument()?.first, case .command(let word) = name, let body = argument() else {
        return true
      }
      let head = TeXToken.command(command.hasSuffix("*") ? "operatorname*" : "operatorname")
      self[word] = TeXMacro(
        parameters: 0,
        optional: nil,
        body: [head, .character("{")] + body + [.character("}")]
      )
    case "def", "gdef":
      skipSpace()
      guard case .command(let word)? = pending.popLast() else { return true }
      var parameters = 0
      while let next = pending.last, next != .character("{") {
        pending.removeLast()
        if next == .character("#") { parameters += 1 }
      }
      if let body = argument() {
        self[word] = TeXMacro(parameters: min(parameters, 9), optional: nil, body: body)
      }
    case "let":
      skipSpace()
      guard case .command(let word)? = pending.popLast() else { return true }
      skipSpace()
      if pending.last == .character("=") { pending.removeLast() }
      skipSpace()
      guard let target = pending.popLast() else { return true }
      if case .command(let other) = target, let macro = macros[other] {
        self[word] = macro
      } else {
        self[word] = TeXMacro(parameters: 0, optional: nil, body: [target])
      }
    case "definecolor":
      // A name, a model and numbers; what has a colour that nobody knows is left as it is.
      for _ in 0..<3 { _ = argument() }
    default: return false
    }
    return true
  }

  /// The definition of a word; the commands of this program and those that begin and end things are not to be had.
  private subscript(word: String) -> TeXMacro? {
    get { macros[word] }
    set {
      let isOwn = word.hasPrefix("nabla") && word != "nabla"
      if !isOwn, !["begin", "end", "left", "right"].contains(word) { macros[word] = newValue }
    }
  }

  private mutating func skipSpace() { while pending.last?.isSpace == true { pending.removeLast() } }

  /// The next argument: a group without its braces, or one token.
  private mutating func argument() -> [TeXToken]? {
    skipSpace()
    guard let first = pending.popLast(), first != .character("}") else { return nil }
    guard first == .character("{") else { return [first] }
    var depth = 1
    var tokens: [TeXToken] = []
    while let token = pending.popLast() {
      if token == .character("{") { depth += 1 }
      if token == .character("}") { depth -= 1 }
      if depth == 0 { return tokens }
      tokens.append(token)
    }
    return nil
  }

  private mutating func bracketed() -> [TeXToken]? {
    skipSpace()
    guard pending.last == .character("[") else { return nil }
    pending.removeLast()
    var tokens: [TeXToken] = []
    while let token = pending.popLast(), token != .character("]") { tokens.append(token) }
    return tokens
  }
}

extension [TeXToken] {
  /// The text of the tokens, a blank between a word and the letter that follows it.
  var tex: String {
    var result = ""
    var endsInWord = false
    for token in self {
      let text = token.text
      if endsInWord, let first = text.first, first.isASCII, first.isLetter { result += " " }
      result += text
      if case .command(let name) = token {
        endsInWord = name.last?.isLetter == true
      } else {
        endsInWord = false
      }
    }
    return result
  }
}

extension TeXToken {
  /// The token as it is written.
  var text: String {
    switch self {
    case .command(let name): "\\" + name
    case .character(let character): String(character)
    case .space: " "
    case .lineBreak: "\n"
    }
  }

  /// Whether it is white space.
  var isSpace: Bool { self == .space || self == .lineBreak }
}
