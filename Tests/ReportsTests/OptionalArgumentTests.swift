import Testing

@testable import Reports

@Suite("Commands with an argument that may be left out") struct OptionalArgumentTests {
  @Test("are set, which KaTeX cannot do by itself, and copied as they were written")
  func formula() throws {
    var renderer = FormulaRenderer(
      definitions: "\\newcommand{\\E}[2][p]{\\mathbb{E}_{#1}[#2]}\n\\newcommand{\\X}{\\E{x}}"
    )
    let html = try renderer.html(of: "\\E[q]{y} < \\X", display: false).get()
    #expect(html.contains(">\\E[q]{y} &lt; \\X</annotation>"))
    #expect(html.contains("<mi>q</mi>") && html.contains("<mi>p</mi>"))
    var plain = FormulaRenderer(definitions: "\\newcommand{\\X}{x}")
    #expect(try plain.html(of: "\\X", display: false).get().contains("<mi>x</mi>"))
  }

  @Test(
    "Bold type inside of bold type is written once, which the package for it would not come to an end with"
  )
  func bold() throws {
    let tex = try LaTeXFormula.checked("\\boldsymbol{\\beta^\\top \\boldsymbol{X}^\\top y}\\boldsymbol{z}")
      .get()
    #expect(tex == "\\boldsymbol{\\beta^\\top {X}^\\top y}\\boldsymbol{z}")
  }
}
