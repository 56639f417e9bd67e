// Lines of mathematics that break as a textbook's do: every piece is a box, boxes of a sum stand in boxes of a relation, and
// the browser ends a line between the outermost boxes first, at whatever width the page has.

import Findings

extension HTMLPage {
  /// A formula that may take several lines; nil where KaTeX refuses it.
  ///
  /// One MathML of the whole is kept for those who hear the page, without marks; the pieces are for the eye.
  private func brokenLine(
    _ latex: String,
    spoken: String,
    fractions: BreakableFormula.Fractions,
    origin: FormulaOrigin = .program
  ) -> HTML? {
    let pieces = BreakableFormula(latex, fractions: fractions).pieces
    guard pieces.count > 1, !FormulaReach.holdsLengths(latex), let whole = note(spoken, origin: origin),
      let mathematics = KaTeXMarkup(whole)?.mathML
    else { return nil }
    var boxes: [(before: BreakableFormula.Break, html: HTML)] = []
    for piece in pieces {
      guard let html = note("\\displaystyle \(piece.latex)", origin: origin), let markup = KaTeXMarkup(html)
      else {
        return nil
      }
      boxes.append(
        (piece.before, .element("span", ["class": "piece"], [.trusted(markup.boxes)]))
      )
    }
    return .trusted(
      "<span class=\"katex line\">\(mathematics)<span class=\"katex-html\" aria-hidden=\"true\">"
        + HTML.joined(grouped(boxes[...], at: .relation)).source + "</span></span>"
    )
  }

  /// The boxes between breaks of one kind, each in a box where it has breaks of its own.
  private func grouped(
    _ boxes: ArraySlice<(before: BreakableFormula.Break, html: HTML)>,
    at kind: BreakableFormula.Break
  ) -> [HTML] {
    guard boxes.count > 1, kind < .deep else { return boxes.map(\.html) }
    // Among products and brackets the line is filled: a bracket alone on its line says less than one that is cut.
    let (kind, next): (BreakableFormula.Break, BreakableFormula.Break) =
      switch kind {
      case .relation: (.relation, .sum)
      case .sum: (.sum, .product)
      case .product, .inside, .factor, .deep: (.factor, .deep)
      }
    var groups: [HTML] = []
    var rest = boxes
    while let first = rest.indices.first {
      let end = rest.indices.dropFirst().first { rest[$0].before <= kind } ?? rest.endIndex
      let parts = grouped(rest[first..<end], at: next)
      let isWhole = first == boxes.startIndex && end == boxes.endIndex
      groups += isWhole || parts.count == 1 ? parts : [.element("span", ["class": "group"], parts)]
      rest = rest[end...]
    }
    return groups
  }

  /// A formula of this program that may take several lines; what is new in it after another one is marked.
  func line(_ latex: String, after before: String? = nil) -> HTML {
    let marked = before.map { MarkedToken.markingImage(of: $0, in: latex) } ?? latex
    return brokenLine(marked, spoken: latex, fractions: .factored)
      ?? brokenLine(latex, spoken: latex, fractions: .factored)
      ?? formula("\\displaystyle \(marked)", else: "\\displaystyle \(latex)")
  }

  /// A row of the author's with marks of this program: without them where they do not fit, and as TeX where KaTeX refuses
  /// what the author wrote.
  func line(authored marked: String, else plain: String) -> HTML {
    guard accepts("\\displaystyle \(plain)", .inline) else {
      return .element("code", ["class": "tex"], text: plain)
    }
    return brokenLine(marked, spoken: plain, fractions: .kept, origin: .markedRow)
      ?? formula("\\displaystyle \(marked)", else: "\\displaystyle \(plain)", origin: .markedRow)
  }
}

/// The two halves of what KaTeX writes for a formula in the line.
struct KaTeXMarkup {
  /// The hidden half, for those who hear the page.
  let mathML: Substring
  /// The boxes of the visible half.
  let boxes: String

  private static let visible = "<span class=\"katex-html\" aria-hidden=\"true\">"

  /// The halves; nil for what KaTeX does not write.
  init?(_ html: String) {
    guard let start = html.firstRange(of: "<span class=\"katex-mathml\">"),
      let middle = html.firstRange(of: Self.visible), html.hasSuffix("</span></span>"),
      start.lowerBound < middle.lowerBound
    else { return nil }
    mathML = html[start.lowerBound..<middle.lowerBound]
    boxes = String(html[middle.upperBound...].dropLast("</span></span>".count))
  }
}
