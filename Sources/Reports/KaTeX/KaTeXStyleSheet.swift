import Foundation

/// A font file of KaTeX, as the style sheet declares it.
package struct KaTeXFontFace: Sendable, Hashable {
  /// The family that rules name, such as `KaTeX_Main`.
  package let family: String
  /// Whether this is the bold cut.
  package let isBold: Bool
  /// Whether this is the italic cut.
  package let isItalic: Bool
  /// The name of the file in the folder of fonts.
  package let file: String
}

/// KaTeX's style sheet and fonts, cut down to what the formulas of one page use.
///
/// A page stands alone: its fonts are in its style sheet as data. All twenty would be 350 KB in every page, so the
/// rules of the sheet are applied to the formulas to see which fonts they are set in.
package struct KaTeXStyleSheet: Sendable {
  /// The fonts that the sheet declares.
  package let faces: [KaTeXFontFace]
  private let rules: [StyleRule]
  private let installation: KaTeXInstallation

  /// Reads the style sheet of an installation.
  package init(_ installation: KaTeXInstallation) throws(KaTeXError) {
    guard let data = FileManager.default.contents(atPath: installation.styleSheet) else {
      throw .unusable(file: installation.styleSheet, reason: "the file cannot be read")
    }
    var faces: [KaTeXFontFace] = []
    var rules: [StyleRule] = []
    for block in Self.blocks(of: Self.withoutComments(String(decoding: data, as: UTF8.self))) {
      let declarations = Self.declarations(of: block.body)
      if block.prelude == "@font-face" {
        if let face = KaTeXFontFace(declarations) { faces.append(face) }
      } else if !block.prelude.hasPrefix("@"), !Self.numbers(declarations) {
        rules.append(
          StyleRule(
            selectors: block.prelude.split(separator: ",").map { StyleSelector($0) },
            declarations: declarations.map { "\($0.name):\($0.value)" }.joined(separator: ";"),
            font: FontChange(declarations: declarations)
          )
        )
      }
    }
    guard !faces.isEmpty, !rules.isEmpty else {
      throw .unusable(file: installation.styleSheet, reason: "it is not KaTeX's style sheet")
    }
    self.faces = faces
    self.rules = rules
    self.installation = installation
  }

  /// The fonts in which the formulas, given as HTML, are set, in the order of the sheet.
  package func faces(for formulas: [String]) -> [KaTeXFontFace] {
    faces(for: walk(formulas))
  }

  /// The style sheet for a page with these formulas: the rules they need, and their fonts as data.
  func css(for formulas: [String], _ library: FontLibrary) -> Result<String, KaTeXError> {
    guard !formulas.isEmpty else { return .success("") }
    let walk = walk(formulas)
    var lines: [String] = []
    for face in faces(for: walk) {
      let part = library.face(
        face.family,
        at: "\(installation.fonts)/\(face.file.dropLast("woff2".count))ttf",
        bold: face.isBold,
        italic: face.isItalic,
        characters(of: face, in: walk)
      )
      if let part {
        lines.append(part)
        continue
      }
      // Where there is no font to cut, the page has all of it.
      let path = "\(installation.fonts)/\(face.file)"
      guard let data = FileManager.default.contents(atPath: path) else {
        return .failure(.unusable(file: path, reason: "the file cannot be read"))
      }
      lines.append(
        "@font-face{font-family:\(face.family);font-weight:\(face.isBold ? "bold" : "normal");"
          + "font-style:\(face.isItalic ? "italic" : "normal");"
          + "src:url(data:font/woff2;base64,\(data.base64EncodedString())) format(\"woff2\")}"
      )
    }
    for rule in rules where !rule.declarations.isEmpty {
      let selectors = rule.selectors.filter { $0.canMatch(classes: walk.classes) }
      guard !selectors.isEmpty else { continue }
      lines.append("\(selectors.map(\.text).joined(separator: ",")){\(rule.declarations)}")
    }
    return .success(lines.joined(separator: "\n") + "\n")
  }

  private func walk(_ formulas: [String]) -> FormulaWalk {
    var walk = FormulaWalk(rules: rules)
    // Pages repeat their formulas, and what has been seen shows nothing new.
    var seen: Set<String> = []
    for formula in formulas where seen.insert(formula).inserted { walk.visit(formula) }
    return walk
  }

  private func faces(for walk: FormulaWalk) -> [KaTeXFontFace] {
    let needed = Set(walk.characters.keys.compactMap(nearestFace))
    return faces.filter(needed.contains)
  }

  private func characters(of face: KaTeXFontFace, in walk: FormulaWalk) -> Set<Unicode.Scalar> {
    walk.characters.reduce(into: []) { all, set in
      if nearestFace(to: set.key) == face { all.formUnion(set.value) }
    }
  }

  /// The names of all classes that a rule speaks of.
  var classes: Set<Substring> { Set(rules.flatMap { $0.selectors.flatMap(\.classes) }) }

  /// The face a browser takes: of the family, the right slant before the right weight.
  private func nearestFace(to font: RequestedFont) -> KaTeXFontFace? {
    let family = faces.filter { $0.family == font.family }
    let slanted = family.filter { $0.isItalic == font.italic }
    let candidates = slanted.isEmpty ? family : slanted
    return candidates.first { $0.isBold == font.bold } ?? candidates.first
  }
}

extension KaTeXFontFace {
  /// The face of a `@font-face` block; nil when it has no woff2 file.
  fileprivate init?(_ declarations: [(name: Substring, value: Substring)]) {
    func value(_ name: String) -> Substring { declarations.last { $0.name == name }?.value ?? "" }
    let sources = value("src").split(separator: ",")
    guard let source = sources.first(where: { $0.contains(".woff2") }),
      let start = source.firstRange(of: "url(")?.upperBound
    else { return nil }
    let path = unquoted(source[start...].prefix { $0 != ")" && $0 != "?" && $0 != "#" })
    // Only the name: the sheet cannot point out of the folder of fonts.
    guard let name = path.split(separator: "/").last, name.hasSuffix(".woff2") else { return nil }
    family = unquoted(value("font-family"))
    isBold = Reports.isBold(value("font-weight"))
    isItalic = value("font-style") == "italic"
    file = String(name)
  }
}

// MARK: - Reading

extension KaTeXStyleSheet {
  private static func withoutComments(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "/*") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
    }
    return result + rest
  }

  /// The blocks `prelude { body }` of the outermost level.
  private static func blocks(of text: String) -> [(prelude: Substring, body: Substring)] {
    var blocks: [(Substring, Substring)] = []
    var start = text.startIndex
    var open = text.startIndex
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "{":
        if depth == 0 { open = index }
        depth += 1
      case "}":
        depth -= 1
        guard depth <= 0 else { continue }
        if open >= start { blocks.append((trimmed(text[start..<open]), text[open..<index].dropFirst())) }
        start = text.index(after: index)
        depth = 0
      default:
        continue
      }
    }
    return blocks
  }

  /// Whether a rule counts equations by itself, which the report does with labels.
  private static func numbers(_ declarations: [(name: Substring, value: Substring)]) -> Bool {
    declarations.contains { $0.name == "counter-reset" || $0.name == "counter-increment" }
  }

  private static func declarations(of body: Substring) -> [(name: Substring, value: Substring)] {
    body.split(separator: ";").compactMap { declaration in
      guard let colon = declaration.firstIndex(of: ":") else { return nil }
      return (trimmed(declaration[..<colon]), trimmed(declaration[colon...].dropFirst()))
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...last]
  }
}
