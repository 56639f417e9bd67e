import CJavaScriptCore
import Diagnostics
import Foundation

/// Who wrote a formula, which decides what it may contain.
package enum FormulaOrigin: Sendable, Hashable {
  /// The author of the notebook, whose formulas contain mathematics and nothing else.
  case notebook
  /// The author of the notebook, with marks of this program in it: a row of a checked display.
  case markedRow
  /// This program, which marks parts of its formulas with `\htmlClass{name}{…}`; no definition of the author's holds in them.
  case program
}

/// A JavaScript engine with KaTeX loaded: TeX in, HTML and MathML out.
///
/// The only owner of JavaScriptCore's pointers. An engine belongs to the thread or task that made it, is not
/// `Sendable`, and takes about 40 ms and 30 MB to start, so that a worker makes one and uses it for all its
/// documents. On macOS the system's JavaScriptCore framework has the same C functions.
package final class KaTeXEngine {
  /// The files this engine was loaded from.
  package let installation: KaTeXInstallation

  private let context: JSGlobalContextRef
  private let render: JSObjectRef

  /// Loads KaTeX, which takes a while: make one engine, and only when there is a formula.
  package init(_ installation: KaTeXInstallation) throws(KaTeXError) {
    guard let script = FileManager.default.contents(atPath: installation.script) else {
      throw .unusable(file: installation.script, reason: "the file cannot be read")
    }
    guard let group = JSContextGroupCreate() else {
      throw .unusable(file: installation.script, reason: "there is no memory for JavaScript")
    }
    defer { JSContextGroupRelease(group) }
    JSContextGroupSetExecutionTimeLimit(group, Self.secondsPerCall, nil, nil)
    guard let context = JSGlobalContextCreateInGroup(group, nil) else {
      throw .unusable(file: installation.script, reason: "there is no memory for JavaScript")
    }
    let loaded = Self.evaluate(String(decoding: script, as: UTF8.self), in: context).flatMap { _ in
      Self.evaluate(KaTeXScript.source, in: context)
    }
    guard case .success(let function) = loaded, JSValueIsObject(context, function) else {
      JSGlobalContextRelease(context)
      var reason = "it is not KaTeX"
      if case .failure(let failure) = loaded { reason = failure.message }
      throw .unusable(file: installation.script, reason: reason)
    }
    // The collector does not see pointers that Swift keeps.
    JSValueProtect(context, function)
    self.installation = installation
    self.context = context
    render = function
  }

  deinit {
    JSValueUnprotect(context, render)
    JSGlobalContextRelease(context)
  }

  /// The HTML, with hidden MathML for screen readers, of a formula; the same bytes on every run.
  ///
  /// `definitions` is a block of TeX definitions (`\newcommand`, `\def`, `\DeclareMathOperator` …) that hold in
  /// the formula. What the formula itself defines ends with it.
  package func html(
    of tex: String,
    display: Bool,
    definitions: String = "",
    origin: FormulaOrigin = .notebook
  ) -> Result<String, KaTeXError> {
    if let bound = Self.exceededBound(of: tex) ?? Self.exceededBound(of: definitions) {
      return .failure(.tooLarge(bound: bound))
    }
    let arguments: [JSValueRef?] = [
      makeString(tex), JSValueMakeBoolean(context, display), makeString(definitions),
      JSValueMakeBoolean(context, origin != .notebook),
    ]
    var exception: JSValueRef?
    let answer = JSObjectCallAsFunction(context, render, nil, arguments.count, arguments, &exception)
    guard exception == nil, let answer, let object = JSValueToObject(context, answer, nil) else {
      // All exceptions are answers of the script but the one of the time limit, which no script can catch.
      return .failure(.tooLarge(bound: "more than \(Self.secondsPerCall) seconds"))
    }
    if let html = string("html", of: object) { return .success(html) }
    return .failure(failure(from: object, tex: tex, definitions: definitions))
  }

  // MARK: - Bounds

  /// The longest formula or block of definitions in bytes.
  static let longestFormula = 16_384
  /// The deepest nesting of groups, fences and environments; without it the depth of the C stack would decide.
  static let deepestNesting = 100
  /// The time for one formula, after which the script is ended; ordinary formulas take a thousandth.
  static let secondsPerCall = 1.5

  /// The bound that a text is beyond, in words.
  private static func exceededBound(of tex: String) -> String? {
    guard tex.utf8.count <= longestFormula else { return "more than \(longestFormula) bytes" }
    var depth = 0
    var rest = tex[...]
    while let first = rest.popFirst() {
      switch first {
      case "{":
        depth += 1
      case "}":
        depth -= 1
      case "\\":
        let name = rest.prefix(while: \.isLetter)
        if name == "begin" || name == "left" { depth += 1 }
        if name == "end" || name == "right" { depth -= 1 }
        // An escaped brace is a letter.
        rest = rest.dropFirst(max(name.count, 1))
      default:
        continue
      }
      if depth > deepestNesting { return "more than \(deepestNesting) nested groups" }
    }
    return nil
  }

  // MARK: - Values of JavaScript

  /// The error that the script describes in an object without `html`.
  private func failure(from object: JSObjectRef, tex: String, definitions: String) -> KaTeXError {
    let message = string("message", of: object) ?? "it is not TeX"
    switch string("kind", of: object) {
    case "refused": return .refused(command: message)
    case "large": return .tooLarge(bound: message)
    case "definitions": return .definitions(message: message, range: range(of: object, in: definitions))
    default: return .syntax(message: message, range: range(of: object, in: tex))
    }
  }

  /// The place that the script gives in UTF-16 units, in UTF-8 bytes of `text`.
  private func range(of object: JSObjectRef, in text: String) -> SourceRange? {
    guard let start = integer("start", of: object), let end = integer("end", of: object) else { return nil }
    let units = Array(text.utf16)
    guard 0 <= start, start <= end, end <= units.count else { return nil }
    let before = String(decoding: units[..<start], as: UTF16.self).utf8.count
    let inside = String(decoding: units[start..<end], as: UTF16.self).utf8.count
    return SourceRange(before, before + inside)
  }

  private func string(_ name: String, of object: JSObjectRef) -> String? {
    let value = property(name, of: object)
    return JSValueIsString(context, value) ? Self.string(value, in: context) : nil
  }

  private func integer(_ name: String, of object: JSObjectRef) -> Int? {
    let value = property(name, of: object)
    return JSValueIsNumber(context, value) ? Int(exactly: JSValueToNumber(context, value, nil)) : nil
  }

  private func property(_ name: String, of object: JSObjectRef) -> JSValueRef? {
    let key = Self.copy(name)
    defer { JSStringRelease(key) }
    return JSObjectGetProperty(context, object, key, nil)
  }

  private func makeString(_ text: String) -> JSValueRef? {
    let copy = Self.copy(text)
    defer { JSStringRelease(copy) }
    return JSValueMakeString(context, copy)
  }

  /// A string of JavaScript, made of UTF-16 so that a zero byte does not end it; the caller releases it.
  private static func copy(_ text: String) -> JSStringRef? {
    let units = Array(text.utf16)
    return JSStringCreateWithCharacters(units, units.count)
  }

  private static func string(_ value: JSValueRef?, in context: JSContextRef) -> String {
    guard let copy = JSValueToStringCopy(context, value, nil) else { return "" }
    defer { JSStringRelease(copy) }
    let units = UnsafeBufferPointer(start: JSStringGetCharactersPtr(copy), count: JSStringGetLength(copy))
    return String(decoding: units, as: UTF16.self)
  }

  private struct ScriptFailure: Error {
    let message: String
  }

  private static func evaluate(_ source: String, in context: JSContextRef) -> Result<
    JSValueRef, ScriptFailure
  > {
    let script = copy(source)
    defer { JSStringRelease(script) }
    var exception: JSValueRef?
    let value = JSEvaluateScript(context, script, nil, nil, 1, &exception)
    guard let value, exception == nil else {
      return .failure(ScriptFailure(message: string(exception, in: context)))
    }
    return .success(value)
  }
}
