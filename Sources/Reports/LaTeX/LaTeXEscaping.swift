// Text in LaTeX: every character stands for itself, whatever TeX would make of it.

import Markdown

enum LaTeXEscaping {
  /// Running text.
  static func text(_ text: String) -> String { escaped(text, font: .proportional) }

  /// Text in a font of fixed width, whose blanks are kept.
  static func code(_ text: String) -> String { "\\texttt{\(escaped(text, font: .fixedWidth))}" }

  /// A line of a listing in a font of fixed width.
  static func codeLine(_ text: String) -> String {
    escaped(text, font: .fixedWidth).replacing(" ", with: "~")
  }

  /// Whether an address may be one of a PDF: of the web, of post, or a path; others, such as `run:`, start programs.
  static func isLink(_ address: String) -> Bool {
    address.utf8.allSatisfy { $0 > 0x20 } && hasKnownScheme(address)
  }

  /// Whether an address leads to the web, to people or along a path, and starts no program.
  static func hasKnownScheme(_ address: String) -> Bool {
    let scheme = address.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    guard !address.isDangerousAddress else { return false }
    guard address[scheme.endIndex...].hasPrefix(":") else { return true }
    return ["http", "https", "mailto", "ftp", "doi", "tel"].contains(scheme.lowercased())
  }

  /// An address inside `\href`.
  static func address(_ address: String) -> String {
    address.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "&"): "\\" + String(UnicodeScalar(byte))
      case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "^"), UInt8(ascii: "~"),
        0...0x20,
        UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "<"), UInt8(ascii: ">"), 0x7f...:
        "\\%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      default: String(UnicodeScalar(byte))
      }
    }
    .joined()
  }

  /// A label: letters and digits as they are, others by their code, so that any label is one.
  static func label(_ label: String) -> String {
    label.unicodeScalars.map { scalar in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain || "-:.".unicodeScalars.contains(scalar)
        ? String(scalar) : "+\(String(scalar.value, radix: 16))"
    }
    .joined()
  }

  private enum Font { case proportional, fixedWidth }

  private static func escaped(_ text: String, font: Font) -> String {
    var result = ""
    var previous: Character = " "
    for character in text {
      switch character {
      case "#", "$", "%", "&", "_", "{", "}": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "\"": result += "\\textquotedbl{}"
      case "'" where font == .fixedWidth: result += "\\textquotesingle{}"
      case "`": result += font == .fixedWidth ? "\\textasciigrave{}" : "`"
      case "-", "<", ">", ",", "'", "!", "?":
        // Two of these would be set as one sign.
        result += character == previous ? "{}\(character)" : String(character)
      case "\n", "\r\n", "\r", "\t": result += " "
      case let plain where plain.isASCII: if (plain.asciiValue ?? 0) >= 0x20 { result.append(plain) }
      default: result += LaTeXCharacters.text(character)
      }
      previous = character
    }
    return result
  }
}
