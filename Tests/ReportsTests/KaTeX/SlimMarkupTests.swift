import Testing

@testable import Reports

@Suite("Slim formulas")
struct SlimMarkupTests {
  private func slim(_ html: String, keeping classes: Set<Substring> = ["mathnormal"]) -> (
    html: String, css: String
  ) {
    var markup = SlimMarkup(keeping: classes)
    let slim = markup.slimmed(html)
    return (slim, markup.css)
  }

  @Test(
    "lose the classes that no rule speaks of, and the elements that are left without anything around text alone"
  )
  func classes() {
    let html =
      #"<span class="katex"><span class="mord mathnormal">x</span><span class="mrel">=</span><span class="mord"><span class="mathnormal">y</span></span><span></span></span>"#
    #expect(
      slim(html).html
        == #"<span class="katex"><span class="mathnormal">x</span>=<span><span class="mathnormal">y</span></span><span></span></span>"#
    )
  }

  @Test("share a rule where they share a measure")
  func measures() {
    let cell = #"<span style="top:1em;">a</span>"#
    let (html, css) = slim("<span class=\"katex\">\(cell)\(cell)<span style=\"top:2em;\">b</span></span>")
    #expect(
      html
        == #"<span class="katex"><span class="_0">a</span><span class="_0">a</span><span style="top:2em;">b</span></span>"#
    )
    #expect(css == ":is(#n,.katex) ._0{top:1em;}\n")
  }

  @Test("leave everything outside of them as it is")
  func outside() {
    let html = #"<p class="mord" style="top:1em;">a <span>b</span> <i style="top:1em;">c</i></p> < &amp; <"#
    #expect(slim(html).html == html && slim(html).css.isEmpty)
  }
}
