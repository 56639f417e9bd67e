/// An element of the HTML that KaTeX writes.
struct FormulaElement {
  let name: Substring
  let classes: [Substring]
  /// The font of the element's own text.
  var font: RequestedFont
}

/// Walks through the HTML of a formula, which is KaTeX's own: well formed, with classes in double quotes.
struct FormulaWalk {
  /// All classes met.
  private(set) var classes: Set<Substring> = []
  /// The visible characters by the fonts in which they are set.
  private(set) var characters: [RequestedFont: Set<Unicode.Scalar>] = [:]

  private let fontRules: [(selector: StyleSelector, change: FontChange)]
  /// The open elements, from the outermost in.
  private var path: [FormulaElement] = []
  /// The length of `path` at the element that hides everything in it.
  private var hiddenDepth: Int?

  /// A walk under the rules of a sheet that have to do with fonts.
  init(rules: [StyleRule]) {
    var found: [(selector: StyleSelector, change: FontChange, order: Int)] = []
    for (order, rule) in rules.enumerated() where !rule.font.isEmpty {
      found += rule.selectors.map { ($0, rule.font, order) }
    }
    found.sort { left, right in
      let (a, b) = (left.selector.specificity, right.selector.specificity)
      return (a.0, a.1, left.order) < (b.0, b.1, right.order)
    }
    fontRules = found.map { ($0.selector, $0.change) }
  }

  /// Collects the classes and fonts of one formula.
  mutating func visit(_ html: String) {
    path.removeAll()
    hiddenDepth = nil
    var rest = html[...]
    // Bytes, not characters: a page has a megabyte of formulas, most of it numbers in attributes.
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      visitText(rest[..<open])
      let tag = rest[open...].dropFirst()
      guard let close = tag.utf8.firstIndex(of: UInt8(ascii: ">")) else { return }
      visitTag(tag[..<close])
      rest = rest[close...].dropFirst()
    }
  }

  private mutating func visitText(_ text: Substring) {
    guard hiddenDepth == nil, let font = path.last?.font else { return }
    // KaTeX puts U+200B into empty boxes, where it takes no room in any font.
    let visible = text.unicodeScalars.filter {
      !$0.properties.isWhitespace && $0 != "\u{200B}" || $0 == "\u{A0}"
    }
    guard !visible.isEmpty else { return }
    // `&lt;` and its like are escaped.
    characters[font, default: []].formUnion(
      visible.contains("&") ? visible + "&<>\"'".unicodeScalars : visible
    )
  }

  private mutating func visitTag(_ tag: Substring) {
    if tag.utf8.first == UInt8(ascii: "/") {
      if path.popLast() != nil, let depth = hiddenDepth, path.count < depth { hiddenDepth = nil }
      return
    }
    let name = Substring(tag.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "/") })
    let names = tag.attribute("class")?.classNames ?? []
    classes.formUnion(names)
    guard tag.utf8.last != UInt8(ascii: "/") else { return }
    path.append(FormulaElement(name: name, classes: names, font: path.last?.font ?? RequestedFont()))
    // The MathML is for screen readers and is never drawn.
    if names.contains("katex-mathml"), hiddenDepth == nil { hiddenDepth = path.count }
    guard hiddenDepth == nil else { return }
    for (selector, change) in fontRules where selector.matches(path) {
      path[path.count - 1].font = change.applied(to: path[path.count - 1].font)
    }
  }
}
