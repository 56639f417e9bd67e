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

  /// A chain of elements that was met, by its last one and the chain before it.
  private struct Place {
    let element: FormulaElement
    /// The chain without the last element; nil for the outermost one.
    let outer: Int?
    /// Whether what stands in it is not drawn.
    let isHidden: Bool
  }

  /// A tag in a chain of elements.
  private struct Step: Hashable {
    let outer: Int?
    let tag: Substring
  }

  private let fontRules: [(selector: StyleSelector, change: FontChange)]
  /// The chains met: formulas are much alike, and each is looked at once.
  private var places: [Place] = []
  private var steps: [Step: Int] = [:]
  /// The open elements; nil outside of all.
  private var place: Int?

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
    place = nil
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
    guard let place, !places[place].isHidden else { return }
    let font = places[place].element.font
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
      place = place.flatMap { places[$0].outer }
      return
    }
    let step = Step(outer: place, tag: tag)
    let next = steps[step] ?? self.next(step)
    steps[step] = next
    if tag.utf8.last != UInt8(ascii: "/") { place = next }
  }

  /// The chain with one more element.
  private mutating func next(_ step: Step) -> Int {
    let names = step.tag.attribute("class")?.classNames ?? []
    classes.formUnion(names)
    var path: [FormulaElement] = []
    var outer = step.outer
    while let place = outer {
      path.append(places[place].element)
      outer = places[place].outer
    }
    path.reverse()
    path.append(
      FormulaElement(
        name: step.tag.prefix { $0 != " " && $0 != "/" },
        classes: names,
        font: path.last?.font ?? RequestedFont()
      )
    )
    // The MathML is for screen readers and is never drawn.
    let isHidden = names.contains("katex-mathml") || step.outer.map { places[$0].isHidden } ?? false
    if !isHidden {
      for (selector, change) in fontRules where selector.matches(path) {
        path[path.count - 1].font = change.applied(to: path[path.count - 1].font)
      }
    }
    places.append(Place(element: path[path.count - 1], outer: step.outer, isHidden: isHidden))
    return places.count - 1
  }
}
