// Taylor's remainder against the step, both on logarithmic scales: with a right gradient the slope is 2, without
// it 1. An SVG of this program's own, whose colours follow the page's.

import Findings

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct TaylorPlot {
  private struct Point {
    let x: Double
    let y: Double
  }

  private static let width = 400.0
  private static let height = 270.0
  private static let left = 52.0
  private static let right = 12.0
  private static let top = 14.0
  private static let bottom = 44.0

  private let without: [Point]
  private let with: [Point]
  private let figures: AnswerFigures
  private let horizontal: ClosedRange<Double>
  private let vertical: ClosedRange<Double>

  /// The plot; nil when there are fewer than two points to draw.
  init?(_ figures: AnswerFigures) {
    func points(_ value: (TaylorPoint) -> String) -> [Point] {
      figures.taylor.compactMap { point in
        guard let x = Self.logarithm(of: point.step), let y = Self.logarithm(of: value(point)) else {
          return nil
        }
        return Point(x: x, y: y)
      }
    }
    without = points(\.withoutGradient)
    with = points(\.withGradient)
    let all = without + with
    guard without.count > 1, let firstX = all.map(\.x).min(), let lastX = all.map(\.x).max(), firstX < lastX,
      let firstY = all.map(\.y).min(), let lastY = all.map(\.y).max()
    else { return nil }
    self.figures = figures
    horizontal = firstX.rounded(.down)...max(lastX.rounded(.up), firstX.rounded(.down) + 1)
    vertical = firstY.rounded(.down)...max(lastY.rounded(.up), firstY.rounded(.down) + 1)
  }

  /// The decimal logarithm of a positive decimal number; nil for zero and for what is no number.
  private static func logarithm(of decimal: String) -> Double? {
    guard let value = Double(decimal), value > 0, value.isFinite else { return nil }
    return log10(value)
  }

  var html: HTML {
    let description =
      "Taylor remainder against the step h, both on logarithmic scales. Without the gradient the slope is "
      + "\(figures.slopeWithout), with it \(figures.slopeWith)."
    return .element(
      "figure",
      ["class": "plot"],
      [
        .element(
          "svg",
          [
            "viewBox": "0 0 \(Int(Self.width)) \(Int(Self.height))", "role": "img", "aria-label": description,
          ],
          [.lines([.empty] + grid + [series(without, "without"), series(with, "with")] + labels + [.empty])]
        ),
        .element("figcaption", text: "Taylor remainder"),
      ]
    )
  }

  // MARK: - Coordinates

  private func x(_ value: Double) -> Double {
    let share = (value - horizontal.lowerBound) / (horizontal.upperBound - horizontal.lowerBound)
    return Self.left + share * (Self.width - Self.left - Self.right)
  }

  private func y(_ value: Double) -> Double {
    let share = (value - vertical.lowerBound) / (vertical.upperBound - vertical.lowerBound)
    return Self.height - Self.bottom - share * (Self.height - Self.top - Self.bottom)
  }

  /// A coordinate to one digit after the point, the same on every machine.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let fraction = tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)"
    return "\(sign)\(abs(tenths) / 10)\(fraction)"
  }

  // MARK: - Parts

  private var grid: [HTML] {
    var lines = ""
    var columns: [HTML] = []
    var rows: [HTML] = []
    for exponent in ticks(horizontal) {
      let place = number(x(Double(exponent)))
      lines += "M\(place) \(number(Self.top))V\(number(Self.height - Self.bottom))"
      columns.append(tick(exponent, x: place, y: number(Self.height - Self.bottom + 17)))
    }
    for exponent in ticks(vertical) {
      let place = y(Double(exponent))
      lines += "M\(number(Self.left)) \(number(place))H\(number(Self.width - Self.right))"
      rows.append(tick(exponent, x: number(Self.left - 7), y: number(place + 4)))
    }
    return [
      .element("path", ["class": "grid", "d": lines]),
      .element("g", ["text-anchor": "middle"], columns), .element("g", ["text-anchor": "end"], rows),
    ]
  }

  /// Whole powers of ten, at most seven of them.
  private func ticks(_ range: ClosedRange<Double>) -> [Int] {
    let first = Int(range.lowerBound)
    let last = Int(range.upperBound)
    let step = max(1, (last - first + 5) / 6)
    return Array(stride(from: last, through: first, by: -step))
  }

  private func tick(_ exponent: Int, x: String, y: String) -> HTML {
    .element(
      "text",
      ["x": x, "y": y],
      [
        .text("10"),
        .element("tspan", ["dy": "-5", "class": "exponent"], text: "\(exponent)".replacing("-", with: "−")),
      ]
    )
  }

  private func series(_ points: [Point], _ style: String) -> HTML {
    guard !points.isEmpty else { return .empty }
    let places = points.map { "\(number(x($0.x))) \(number(y($0.y)))" }
    // Different marks, so that the series differ without colour too: strokes of no length with round and with square ends.
    return .element(
      "g",
      ["class": "series \(style)"],
      [
        .element("path", ["d": "M" + places.joined(separator: "L")]),
        .element("path", ["class": "marks", "d": places.map { "M\($0)h0" }.joined()]),
      ]
    )
  }

  private var labels: [HTML] {
    var parts = [
      HTML.element(
        "text",
        [
          "class": "axis", "x": number((Self.left + Self.width - Self.right) / 2),
          "y": number(Self.height - 8),
          "text-anchor": "middle",
        ],
        text: "step h"
      )
    ]
    parts.append(label("without gradient", figures.slopeWithout, "without", along: without, above: true))
    parts.append(label("with gradient", figures.slopeWith, "with", along: with, above: false))
    return parts
  }

  /// The name of a series: above the upper one from the left, below the lower one from the right.
  private func label(_ name: String, _ slope: String, _ style: String, along points: [Point], above: Bool)
    -> HTML
  {
    guard let first = points.min(by: { $0.x < $1.x }), let last = points.max(by: { $0.x < $1.x }),
      first.x < last.x
    else { return .empty }
    let isNumber = Double(slope) != nil
    let text = slope.isEmpty ? name : "\(name), \(isNumber ? "slope " : "")\(slope)"
    let length = 6.1 * Double(text.count)
    let edge = above ? Self.left + 6 : Self.width - Self.right
    // The line rises: the end of the text that is nearest to it decides how far away it must stand.
    let nearest = above ? edge + length : edge - length
    let rise = (y(last.y) - y(first.y)) / (x(last.x) - x(first.x))
    let line = y(first.y) + rise * (nearest - x(first.x))
    let place = above ? max(line - 8, Self.top + 10) : min(line + 18, Self.height - Self.bottom - 6)
    return .element(
      "text",
      [
        "class": "label \(style)", "x": number(edge), "y": number(place),
        "text-anchor": above ? "start" : "end",
      ],
      text: text
    )
  }
}
