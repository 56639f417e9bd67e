import Foundation
import Reports
import Testing

@Suite("KaTeX in JavaScriptCore")
struct KaTeXEngineTests {
  let engine: KaTeXEngine

  init() throws {
    engine = try KaTeXEngine(KaTeXInstallation.find().get())
  }

  /// The formulas of a page about matrix calculus, each with another feature.
  static let formulas = [
    #"\frac{\partial \phi}{\partial W}"#,
    #"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{\!\top}"#,
    #"\nabla_{\mathbf x} \left\lVert A \mathbf x - b \right\rVert_2^2"#,
    #"\begin{aligned} \mathrm d\phi &= 2\,y^\top \mathrm d y \\ &= 2 y x^\top : \mathrm d (W^2)^\top \end{aligned}"#,
    #"\sum_{i=1}^{m} \log \det \Sigma_i \odot \mathbb R \otimes \mathcal L"#,
    #"\sqrt{\operatorname{tr}(X^\top C X)} \quad\text{für alle } x, 𝐀"#,
  ]

  @Test("a formula becomes HTML for the eye and MathML with the TeX for everyone else", arguments: formulas)
  func rendersBoth(formula: String) throws {
    let html = try engine.html(of: formula, display: true).get()
    #expect(html.hasPrefix(#"<span class="katex-display">"#))
    #expect(html.contains("<math "))
    #expect(html.contains(#"<annotation encoding="application/x-tex">"#))
    #expect(html.contains(#"class="katex-html" aria-hidden="true""#))
    #expect(!html.contains("katex-error"))
    let inline = try engine.html(of: formula, display: false).get()
    #expect(inline.hasPrefix(#"<span class="katex">"#))
  }

  @Test("another engine gives the same bytes, whatever was rendered before")
  func deterministic() throws {
    let other = try KaTeXEngine(engine.installation)
    let forward = try Self.formulas.map { try engine.html(of: $0, display: true).get() }
    let backward = try Self.formulas.reversed().map { try other.html(of: $0, display: true).get() }
    #expect(forward == backward.reversed())
  }

  @Test("text and attributes of a formula cannot leave it")
  func escapes() throws {
    let html = try engine.html(of: ##"\text{<script>"\&\#'</script>}"##, display: false).get()
    #expect(!html.contains("<script>"))
    #expect(html.contains("&lt;script&gt;"))
  }

  @Test("definitions of the document hold in every formula, those of a formula only there")
  func definitions() throws {
    let block = #"""
      % names KaTeX knows already, and operators as in a LaTeX preamble
      \newcommand{\R}{\mathbb R}
      \newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}
      \DeclareMathOperator{\vectorise}{vec}
      \DeclareMathOperator*{\best}{arg\,min}
      \def\T{^{\top}}
      """#
    func same(_ short: String, _ long: String) throws {
      let left = try engine.html(of: short, display: true, definitions: block).get()
      let right = try engine.html(of: long, display: true).get()
      #expect(withoutTeX(left) == withoutTeX(right))
    }
    try same(#"W \in \R^{n \times n}"#, #"W \in \mathbb R^{n \times n}"#)
    try same(#"\pd{\phi}{W}"#, #"\frac{\partial \phi}{\partial W}"#)
    try same(#"\vectorise A"#, #"\operatorname{vec} A"#)
    try same(#"\best_x f"#, #"\operatorname*{arg\,min}_x f"#)
    try same(#"A\T"#, #"A^{\top}"#)

    _ = try engine.html(of: #"\gdef\mine{x} \mine"#, display: true, definitions: block).get()
    #expect(throws: KaTeXError.self) {
      try engine.html(of: #"\mine"#, display: true, definitions: block).get()
    }
    #expect(throws: KaTeXError.self) { try engine.html(of: #"\pd{a}{b}"#, display: true).get() }
  }

  /// The HTML without the copy of the TeX source in it.
  private func withoutTeX(_ html: String) -> Substring {
    guard let end = html.range(of: "</annotation>"), let start = html.range(of: "<annotation") else {
      return html[...]
    }
    return html[..<start.lowerBound] + html[end.upperBound...]
  }
}
