// Taylor's remainder against the step as a plot of pgfplots, where TeX has it; without it the slopes in the line of evidence
// say the same.

import Findings

extension LaTeXDocument {
  /// The plot; empty when there are fewer than two points to draw.
  func plot(_ figures: AnswerFigures) -> String {
    guard figures.taylor.count > 1 else { return "" }
    func series(_ style: String, _ value: (TaylorPoint) -> String, _ name: String, _ slope: String) -> String
    {
      let points = figures.taylor.filter { Double(value($0)).map { $0 > 0 } ?? false }
      guard points.count > 1 else { return "" }
      let coordinates = points.map { "(\($0.step),\(value($0)))" }.joined(separator: " ")
      let words = Double(slope) == nil ? name : "\(name), slope \(slope)"
      return
        "\\addplot[\(style)] coordinates {\(coordinates)};\n\\addlegendentry{\(LaTeXEscaping.text(words))}\n"
    }
    return "\\ifdefined\\pgfplotsset\n\\begin{center}\\footnotesize\n\\begin{tikzpicture}\n"
      + "\\begin{loglogaxis}[width=0.62\\linewidth,height=52mm,xlabel={step $h$},ylabel={remainder},"
      + "legend pos=south east,legend style={draw=none,fill=none},grid=major]\n"
      + series(
        "dashed,mark=square*,mark size=1.2pt",
        \.withoutGradient,
        "without gradient",
        figures.slopeWithout
      )
      + series("mark=*,mark size=1.2pt", \.withGradient, "with gradient", figures.slopeWith)
      + "\\end{loglogaxis}\n\\end{tikzpicture}\n\\end{center}\n\\fi"
  }
}
