/// The parts of a style sheet: rules with their selectors, and the fonts that a rule asks for.
///
/// Only what KaTeX's own sheet uses is understood exactly: classes, element names, descendants and children. A
/// selector with more is kept in the page and never decides about fonts.
struct StyleRule: Sendable {
  let selectors: [StyleSelector]
  /// The declarations between the braces, without needless space.
  let declarations: String
  /// What the declarations change about the font.
  let font: FontChange
}

/// A font as a style sheet asks for it.
struct RequestedFont: Hashable, Sendable {
  var family = ""
  var bold = false
  var italic = false
}

/// The part of a font that a rule sets; the rest is inherited.
struct FontChange: Sendable {
  var family: String?
  var bold: Bool?
  var italic: Bool?

  var isEmpty: Bool { family == nil && bold == nil && italic == nil }

  /// Reads the declarations `font`, `font-family`, `font-weight` and `font-style`.
  init(declarations: [(name: Substring, value: Substring)]) {
    for (name, value) in declarations {
      switch name {
      case "font":
        // The shorthand resets what it does not name. KaTeX's families are single words.
        family = value.split { $0 == " " || $0 == "," }.first { $0.hasPrefix("KaTeX_") }.map(String.init)
        bold = value.contains("bold")
        italic = value.contains("italic")
      case "font-family":
        family = value.split(separator: ",").first.map(unquoted)
      case "font-weight":
        bold = isBold(value)
      case "font-style":
        italic = value == "italic"
      default:
        continue
      }
    }
  }

  /// The font of an element under this rule, where `font` is what it would be without.
  func applied(to font: RequestedFont) -> RequestedFont {
    RequestedFont(
      family: family ?? font.family,
      bold: bold ?? font.bold,
      italic: italic ?? font.italic
    )
  }
}

/// The text without quotation marks around it.
func unquoted(_ text: Substring) -> String {
  String(text.filter { $0 != "'" && $0 != "\"" })
}

/// Whether a value of `font-weight` is nearer to bold than to normal.
func isBold(_ weight: Substring) -> Bool {
  weight == "bold" || (Int(weight) ?? 0) >= 600
}

/// A selector such as `.katex .vlist > span`.
struct StyleSelector: Sendable {
  /// One element's part of a selector.
  private struct Compound: Sendable {
    var element: Substring = ""
    var classes: [Substring] = []
    /// Whether the element to the left must be the parent, not any ancestor.
    var isChild = false
  }

  /// The selector as it is written, without needless space.
  let text: String
  private var compounds: [Compound] = []
  /// Whether the selector has parts that are not understood, such as `::after`.
  private var isPartial = false

  init(_ text: Substring) {
    let words = text.split { $0 == " " || $0 == "\n" || $0 == "\t" }
    self.text = words.joined(separator: " ")
    var isChild = false
    for word in words {
      if word == ">" {
        isChild = true
        continue
      }
      // What follows a colon narrows the selector: `:not(.accent-full)`.
      let plain = word.prefix { $0 != ":" && $0 != "[" && $0 != "#" && $0 != "+" && $0 != "~" }
      isPartial = isPartial || plain.count < word.count
      let names = plain.split(separator: ".", omittingEmptySubsequences: false)
      compounds.append(
        Compound(element: names.first ?? "", classes: Array(names.dropFirst()), isChild: isChild)
      )
      isChild = false
    }
  }

  /// The order of precedence between rules: classes count first, then element names.
  var specificity: (Int, Int) {
    (
      compounds.reduce(0) { $0 + $1.classes.count },
      compounds.reduce(0) { $0 + ($1.element.isEmpty ? 0 : 1) }
    )
  }

  /// The classes that it names.
  var classes: [Substring] { compounds.flatMap(\.classes) }

  /// Whether an element with only these classes around could match.
  func canMatch(classes: Set<Substring>) -> Bool {
    compounds.allSatisfy { $0.classes.allSatisfy(classes.contains) }
  }

  /// Whether the selector matches the last of `path`, a chain of elements from the outermost in.
  func matches(_ path: [FormulaElement]) -> Bool {
    guard !isPartial, let last = compounds.last, let element = path.last, fits(last, element) else {
      return false
    }
    return matches(upTo: compounds.count - 1, path: path[..<(path.count - 1)], isChild: last.isChild)
  }

  /// Whether the first `count` compounds match in `path`; each step drops a compound, so it ends.
  private func matches(upTo count: Int, path: ArraySlice<FormulaElement>, isChild: Bool) -> Bool {
    guard count > 0 else { return true }
    let compound = compounds[count - 1]
    var rest = path
    while let element = rest.popLast() {
      if fits(compound, element), matches(upTo: count - 1, path: rest, isChild: compound.isChild) {
        return true
      }
      if isChild { return false }
    }
    return false
  }

  private func fits(_ compound: Compound, _ element: FormulaElement) -> Bool {
    (compound.element.isEmpty || compound.element == element.name)
      && compound.classes.allSatisfy(element.classes.contains)
  }
}
