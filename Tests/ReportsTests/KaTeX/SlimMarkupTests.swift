import Testing

@testable import Reports

@Suite("Slim formulas")
struct SlimMarkupTests {
  private func slim(_ html: String, keeping classes: Set<Substring> = ["mathnormal", "vlist"]) -> (
    html: String, css: String
  ) {
    var markup = SlimMarkup(keeping: classes)
    let slim = markup.slimmed("<span class=\"katex\">\(html)</span>")
    return (String(slim.dropFirst("<span class=\"katex\">".count).dropLast("</span>".count)), markup.css)
  }

  @Test(
    "lose the classes that no rule speaks of, and the elements that are left without anything around text alone"
  )
  func classes() {
    let html =
      #"<span class="mord mathnormal">x</span><span class="mrel">=</span><span class="mord"><span class="mathnormal other">y</span></span><span></span>"#
    #expect(slim(html).html == "<i class=_0>x</i>=<i><i class=_0>y</i></i>")
  }

  @Test("keep empty elements of lists, which are lines there")
  func lists() {
    let html = #"<span class="vlist"><span></span></span>"#
    #expect(slim(html).html == "<i class=vlist><i></i></i>")
  }

  @Test("share a rule where they share a measure")
  func measures() {
    let cell = #"<span style="top:1em;">a</span>"#
    let (html, css) = slim("\(cell)\(cell)<span style=\"top:2em;\">b</span>")
    #expect(html == #"<i class=_0>a</i><i class=_0>a</i><i style="top:2em;">b</i>"#)
    #expect(css == ":is(#n,.katex) ._0{top:1em;}\n.katex i{font-style:inherit}\n")
  }

  @Test("are called by short names, of which the sheet's rules speak as well")
  func names() {
    var markup = SlimMarkup(keeping: ["mathnormal", "vlist", "mfrac"])
    let row = #"<span class="vlist" style="height:1em;"><span class="mathnormal">x</span></span>"#
    _ = markup.slimmed("<span class=\"katex\">\(row)\(row)</span>")
    let sheet = """
      @font-face{src:url(data:a.vlist)}
      .katex .vlist > span{display:block}
      .katex .mfrac .mathnormal:not(.vlist){top:.5em}

      """
    #expect(
      markup.renamed(sheet) == """
        @font-face{src:url(data:a.vlist)}
        .katex :is(.vlist,._0) > :is(i,span){display:block}
        .katex .mfrac :is(.mathnormal,._1):not(:is(.vlist,._0)){top:.5em}

        """
    )
  }

  @Test("draw a shape once and use it again")
  func shapes() {
    let root = "<svg xmlns=\"http://www.w3.org/2000/svg\" width='1em'><path d='M0 0'/></svg>"
    #expect(
      slim(root + root).html
        == "<svg width='1em'><path id=\"_s0\" d='M0 0'/></svg><svg width='1em'><use href=\"#_s0\"/></svg>"
    )
    #expect(slim(root).html == "<svg width='1em'><path d='M0 0'/></svg>")
  }

  @Test("leave everything outside of them as it is")
  func outside() {
    let html = #"<p class="mord" style="top:1em;">a <span>b</span> <i style="top:1em;">c</i></p> < &amp; <"#
    var markup = SlimMarkup(keeping: ["mathnormal"])
    #expect(markup.slimmed(html) == html && markup.css.isEmpty)
  }
}
