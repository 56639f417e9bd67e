// The fonts of the text: of the family of the formulas, Computer Modern, so that a letter looks the same in a sentence and in
// a formula, and embedded, so that a page looks the same everywhere.

import Foundation

/// The faces that text is set in.
enum TextFace: Hashable, CaseIterable {
  case regular, bold, italic, mono

  /// The names of its file: in Computer Modern Unicode, and among KaTeX's fonts, which hold the letters of English alone.
  fileprivate var files: (unicode: String, plain: String) {
    switch self {
    case .regular: ("cmunrm.ttf", "KaTeX_Main-Regular.ttf")
    case .bold: ("cmunbx.ttf", "KaTeX_Main-Bold.ttf")
    case .italic: ("cmunti.ttf", "KaTeX_Main-Italic.ttf")
    case .mono: ("cmuntt.ttf", "KaTeX_Typewriter-Regular.ttf")
    }
  }
}

/// The fonts of the text of pages.
struct TextFonts {
  /// The environment variable that names the folder of Computer Modern Unicode.
  static let environmentVariable = "NABLA_FONTS"
  private static let knownFolders = [
    "/usr/share/fonts/truetype/cmu", "/usr/local/share/fonts/truetype/cmu",
    "/usr/share/texmf/fonts/truetype/public/cm-unicode",
  ]

  private let library: FontLibrary
  private let plainFolder: String?

  /// The fonts of this machine; `katex` is the folder of KaTeX's, for where there is no Computer Modern Unicode.
  init(_ library: FontLibrary, katex: String?) {
    self.library = library
    plainFolder = katex
  }

  private static var folders: [String] {
    guard let folder = ProcessInfo.processInfo.environment[environmentVariable], !folder.isEmpty else {
      return knownFolders
    }
    return [folder]
  }

  /// The `@font-face` rules for the text of a page.
  func css(for text: TextWalk) -> String {
    TextFace.allCases.compactMap { face in
      guard let characters = text.characters[face], !characters.isEmpty else { return nil }
      let paths =
        Self.folders.map { "\($0)/\(face.files.unicode)" }
        + (plainFolder.map { ["\($0)/\(face.files.plain)"] } ?? [])
      return paths.lazy.compactMap { path in
        library.face(
          face == .mono ? "\"Nabla Mono\"" : "Nabla",
          at: path,
          bold: face == .bold,
          italic: face == .italic,
          characters
        )
      }
      .first
    }
    .map { $0 + "\n" }
    .joined()
  }
}

/// Walks through the HTML of this program and collects which characters are set in which face.
struct TextWalk {
  private(set) var characters: [TextFace: Set<Unicode.Scalar>] = [:]

  /// What the page's script writes.
  private static let scripted = "copied selected"
  private static let bold: Set<Substring> = ["h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "dt", "th"]
  private static let italic: Set<Substring> = ["em", "i", "cite"]
  private static let mono: Set<Substring> = ["code", "pre", "kbd"]
  private static let boldClasses: Set<Substring> = [
    "badge", "name", "stamp", "fault", "callout-title", "contents-title", "unfold",
  ]
  private static let monoClasses: Set<Substring> = ["heat", "tex"]
  private static let void: Set<Substring> = ["br", "hr", "img", "input", "col", "meta", "link", "wbr"]

  /// An open element: the face of its text, nil where none of it is text.
  private typealias Level = (name: Substring, face: TextFace?)

  /// Collects the characters of a page's content.
  init(_ html: String) {
    characters[.regular] = Set(Self.scripted.unicodeScalars)
    var open: [Level] = []
    var rest = html[...]
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      add(rest[..<start], open.last?.face ?? (open.isEmpty ? .regular : nil))
      let tag = rest[start...].dropFirst()
      guard let end = tag.utf8.firstIndex(of: UInt8(ascii: ">")) else { return }
      let body = tag[..<end]
      rest = tag[end...].dropFirst()
      if body.utf8.first == UInt8(ascii: "/") {
        open.removeLast(min(1, open.count))
        continue
      }
      let name = body.prefix { $0 != " " && $0 != "/" }
      guard !Self.void.contains(name), body.utf8.last != UInt8(ascii: "/") else { continue }
      open.append((name, face(of: name, body, in: open)))
    }
    add(rest, .regular)
  }

  private func face(of name: Substring, _ tag: Substring, in open: [Level]) -> TextFace? {
    let outer = open.isEmpty ? TextFace.regular : open[open.count - 1].face
    guard let outer else { return nil }
    let classes =
      tag.firstRange(of: " class=\"").map {
        tag[$0.upperBound...].prefix { $0 != "\"" }.split(separator: " ")
      } ?? []
    // Formulas have their own fonts.
    if classes.contains("katex") || name == "script" || name == "style" { return nil }
    if Self.mono.contains(name) || classes.contains(where: Self.monoClasses.contains) { return .mono }
    if outer == .mono { return .mono }
    if Self.bold.contains(name) || classes.contains(where: Self.boldClasses.contains) { return .bold }
    if Self.italic.contains(name) || classes.contains("byline") { return outer == .bold ? .bold : .italic }
    return outer
  }

  private mutating func add(_ text: Substring, _ face: TextFace?) {
    guard let face, !text.isEmpty else { return }
    let scalars = Self.unescaped(text)
    characters[face, default: []].formUnion(scalars)
    // What a style sheet makes bold or slanted somewhere, it may not elsewhere.
    if face != .mono { characters[.regular, default: []].formUnion(scalars) }
  }

  private static func unescaped(_ text: Substring) -> Set<Unicode.Scalar> {
    var scalars = Set(text.unicodeScalars)
    if scalars.contains("&") { scalars.formUnion("&<>\"'".unicodeScalars) }
    return scalars.filter { $0.value >= 0x20 }
  }
}
