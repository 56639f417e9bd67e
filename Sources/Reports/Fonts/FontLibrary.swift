import Foundation

/// The font files of this machine, each read once for all pages of a worker.
final class FontLibrary {
  private var fonts: [String: TrueTypeFont?] = [:]

  /// A font; nil where the file is missing, or is none.
  func font(at path: String) -> TrueTypeFont? {
    if let known = fonts[path] { return known }
    let font = FileManager.default.contents(atPath: path).flatMap { TrueTypeFont(Array($0)) }
    fonts[path] = font
    return font
  }

  /// A `@font-face` of the characters of a font that a page needs; nil where it has none of them.
  func face(_ family: String, at path: String, bold: Bool, italic: Bool, _ characters: Set<Unicode.Scalar>)
    -> String?
  {
    guard let part = font(at: path)?.subset(characters) else { return nil }
    return "@font-face{font-family:\(family);font-weight:\(bold ? "bold" : "normal");"
      + "font-style:\(italic ? "italic" : "normal");"
      + "src:url(data:font/ttf;base64,\(Data(part).base64EncodedString())) format(\"truetype\")}"
  }
}
