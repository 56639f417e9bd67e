// The macros of a notebook and of a display: definitions are taken up, calls are replaced, within bounds.

import Diagnostics

/// A macro: how many arguments it takes and what it stands for.
struct Macro: Sendable, Hashable {
  let parameterCount: Int
  let optional: [Token]?
  let body: [Token]
}

/// Replaces macro calls by what they stand for.
struct MacroExpander {
  /// The bounds that keep a macro bomb harmless.
  enum Bound {
    static let tokens = LaTeXReader.tokenBound
    static let expansions = 10_000
    static let depth = 60
  }

  /// The command that stands where an expansion failed; a diagnostic has said why.
  static let failure = "nabla@failed"

  private(set) var macros: [String: Macro]
  private(set) var diagnostics: [Diagnostic] = []
  /// The tokens still to be read, last first.
  private var pending: [Token] = []
  private var output: [Token] = []
  private var frames: [(name: String, parent: Int)] = []
  private var expansions = 0
  /// Where the last argument that was read ends.
  private var argumentEnd = 0

  init(macros: [String: Macro] = [:]) { self.macros = macros }

  /// The tokens with all macros of the table, and those defined on the way, replaced.
  mutating func expand(_ tokens: [Token]) -> [Token] {
    pending = tokens.reversed()
    output = []
    frames = []
    expansions = 0
    while let token = pending.popLast() {
      guard output.count < Bound.tokens else {
        report("latex.expansion-bound", "the display grows to more than \(Bound.tokens) tokens", at: token)
        break
      }
      guard token.kind == .command else {
        output.append(token)
        continue
      }
      switch token.text {
      case "def", "gdef", "edef": define(token)
      case "newcommand", "renewcommand", "providecommand": defineCommand(token)
      case "DeclareMathOperator": defineOperator(token)
      case "let": defineAlias(token)
      default:
        if let macro = macros[token.text] { call(macro, token) } else { output.append(token) }
      }
      if expansions > Bound.expansions {
        report("latex.expansion-bound", "more than \(Bound.expansions) macro calls in one display", at: token)
        break
      }
    }
    return output
  }

  private mutating func call(_ macro: Macro, _ token: Token) {
    expansions += 1
    guard !isRecursive(token) else { return }
    var arguments: [[Token]] = []
    argumentEnd = token.range.end
    if let optional = macro.optional {
      arguments.append(optionalArgument() ?? optional)
    }
    while arguments.count < macro.parameterCount {
      guard let argument = argument() else {
        report(
          "latex.macro-argument",
          "the macro '\\\(token.text)' needs \(macro.parameterCount) arguments",
          at: token
        )
        fail(token)
        return
      }
      arguments.append(argument)
    }
    frames.append((token.text, token.frame))
    let frame = frames.count - 1
    let place = SourceRange(token.range.start, argumentEnd)
    var result: [Token] = []
    var index = 0
    while index < macro.body.count {
      let piece = macro.body[index]
      index += 1
      if piece.isCharacter("#"), index < macro.body.count, let number = Int(macro.body[index].text) {
        index += 1
        if arguments.indices.contains(number - 1) { result += arguments[number - 1] }
        continue
      }
      result.append(
        Token(
          kind: piece.kind,
          text: piece.text,
          range: place,
          isSpaced: result.isEmpty ? token.isSpaced : piece.isSpaced,
          frame: frame
        )
      )
      guard result.count + pending.count < Bound.tokens else {
        report("latex.expansion-bound", "the display grows to more than \(Bound.tokens) tokens", at: token)
        pending = []
        return
      }
    }
    pending += result.reversed()
  }

  private mutating func isRecursive(_ token: Token) -> Bool {
    var frame = token.frame
    var depth = 0
    while frame >= 0 {
      if frames[frame].name == token.text {
        report("latex.macro-recursion", "the macro '\\\(token.text)' calls itself", at: token)
        fail(token)
        return true
      }
      depth += 1
      if depth > Bound.depth {
        report("latex.expansion-bound", "macros are nested more than \(Bound.depth) deep", at: token)
        fail(token)
        return true
      }
      frame = frames[frame].parent
    }
    return false
  }

  // MARK: Definitions

  private mutating func define(_ token: Token) {
    guard let name = pending.popLast(), name.kind == .command else {
      report("latex.macro-definition", "'\\\(token.text)' must be followed by a command", at: token)
      return
    }
    var count = 0
    while let next = pending.last, next.kind != .open {
      pending.removeLast()
      guard next.isCharacter("#"), let digit = pending.popLast(), Int(digit.text) == count + 1, count < 9
      else {
        report(
          "latex.macro-definition",
          "the macro '\\\(name.text)' has delimited arguments, which are not read",
          at: name,
          hints: ["use \\newcommand with [number of arguments]"]
        )
        while let rest = pending.last, rest.kind != .open { _ = rest; pending.removeLast() }
        _ = argument()
        return
      }
      count += 1
    }
    guard let body = argument() else {
      report("latex.macro-definition", "the macro '\\\(name.text)' has no body", at: name)
      return
    }
    macros[name.text] = Macro(parameterCount: count, optional: nil, body: body)
  }

  private mutating func defineCommand(_ token: Token) {
    guard let name = argument()?.first, name.kind == .command else {
      report("latex.macro-definition", "'\\\(token.text)' must be followed by a command", at: token)
      return
    }
    let count = optionalArgument().flatMap { Int($0.map(\.text).joined()) } ?? 0
    let optional = count > 0 ? optionalArgument() : nil
    guard let body = argument(), (0...9).contains(count) else {
      report("latex.macro-definition", "the macro '\\\(name.text)' has no body", at: name)
      return
    }
    if token.text == "providecommand", macros[name.text] != nil { return }
    macros[name.text] = Macro(parameterCount: count, optional: optional, body: body)
  }

  private mutating func defineOperator(_ token: Token) {
    guard let name = argument()?.first, name.kind == .command, let body = argument() else {
      report("latex.macro-definition", "'\\DeclareMathOperator' needs a command and a text", at: token)
      return
    }
    let place = token.range
    let open = Token(kind: .open, text: "{", range: place, isSpaced: false)
    let close = Token(kind: .close, text: "}", range: place, isSpaced: false)
    let head = Token(kind: .command, text: "operatorname", range: place, isSpaced: false)
    macros[name.text] = Macro(parameterCount: 0, optional: nil, body: [head, open] + body + [close])
  }

  private mutating func defineAlias(_ token: Token) {
    guard let name = pending.popLast(), name.kind == .command, var target = pending.popLast() else {
      report("latex.macro-definition", "'\\let' must be followed by two commands", at: token)
      return
    }
    if target.isCharacter("="), let next = pending.popLast() { target = next }
    macros[name.text] =
      macros[target.text].flatMap { target.kind == .command ? $0 : nil }
      ?? Macro(parameterCount: 0, optional: nil, body: [target])
  }

  // MARK: Arguments

  /// The next argument: a group without its braces, or one token.
  private mutating func argument() -> [Token]? {
    guard let first = pending.popLast() else { return nil }
    argumentEnd = max(argumentEnd, first.range.end)
    guard first.kind == .open else { return first.kind == .close ? nil : [first] }
    var depth = 1
    var tokens: [Token] = []
    while let token = pending.popLast() {
      if token.kind == .open { depth += 1 }
      if token.kind == .close {
        depth -= 1
        if depth == 0 {
          argumentEnd = max(argumentEnd, token.range.end)
          return tokens
        }
      }
      tokens.append(token)
    }
    report("latex.unbalanced-brace", "this brace is never closed", at: first)
    return tokens
  }

  private mutating func optionalArgument() -> [Token]? {
    guard let first = pending.last, first.isCharacter("[") else { return nil }
    pending.removeLast()
    var tokens: [Token] = []
    while let token = pending.popLast() {
      if token.isCharacter("]") { return tokens }
      tokens.append(token)
    }
    return tokens
  }

  private mutating func fail(_ token: Token) {
    output.append(
      Token(kind: .command, text: MacroExpander.failure, range: token.range, isSpaced: token.isSpaced)
    )
  }

  private mutating func report(_ code: String, _ message: String, at token: Token, hints: [String] = []) {
    diagnostics.append(Diagnostic(code: code, message: message, range: token.range, hints: hints))
  }
}
