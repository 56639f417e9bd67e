import Diagnostics
import Reports
import Testing

@Suite("KaTeX and bad input")
struct KaTeXErrorTests {
  let engine: KaTeXEngine

  init() throws {
    engine = try KaTeXEngine(KaTeXInstallation.find().get())
  }

  private func failure(_ tex: String, definitions: String = "") -> KaTeXError? {
    guard case .failure(let error) = engine.html(of: tex, display: true, definitions: definitions) else {
      return nil
    }
    return error
  }

  /// The bytes of `text` that the error points at.
  private func marked(_ error: KaTeXError?, in text: String) -> String? {
    guard let range = error?.range else { return nil }
    return String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self)
  }

  @Test(
    "an error names the bytes it is about, also after letters of several bytes",
    arguments: [
      (#"a + \nosuch{b}"#, #"\nosuch"#), (#"\text{über} 𝐀 + \nosuch"#, #"\nosuch"#), (#"{a} } b"#, "}"),
      (#"x^a^b"#, "^"), (#"\begin{pmatrix} a \end{bmatrix}"#, #"\end"#),
    ]
  )
  func position(tex: String, token: String) {
    let error = failure(tex)
    #expect(error?.code == "math.syntax")
    #expect(marked(error, in: tex) == token, "\(String(describing: error))")
  }

  @Test("an error at the end of the formula is an empty range there")
  func positionAtTheEnd() {
    let tex = #"\frac{a}"#
    #expect(failure(tex)?.range == SourceRange(tex.utf8.count, tex.utf8.count))
  }

  @Test("an error inside a macro's body points at no wrong place in the formula")
  func positionInsideMacro() {
    let error = failure(#"\broken + y"#, definitions: #"\def\broken{1 + 2 + \nosuch}"#)
    #expect(error?.code == "math.syntax")
    #expect(error?.range == nil)
  }

  @Test("an error in the definitions says so, and later formulas are not spoiled by it")
  func definitionsError() throws {
    let block = #"\def\a{x} \nosuch"#
    let error = failure("a", definitions: block)
    #expect(error?.code == "math.definitions")
    #expect(marked(error, in: block) == #"\nosuch"#)
    _ = try engine.html(of: "a", display: true).get()
  }

  @Test(
    "files, pages and HTML are out of reach",
    arguments: [
      #"\input{/etc/passwd}"#, #"\include{x}"#, #"\write18{ls}"#, #"\openin5=x"#, #"\href{https://a.b}{c}"#,
      #"\url{https://a.b}"#, #"\includegraphics{a.png}"#, #"\htmlClass{a}{b}"#, #"\htmlStyle{color:red}{b}"#,
      #"\htmlData{a=b}{c}"#, #"\htmlId{a}{b}"#,
    ]
  )
  func refused(tex: String) {
    let error = failure(tex)
    #expect(error?.code == "math.syntax" || error?.code == "math.refused")
  }

  @Test("the program marks parts of its own formulas, and can do no more than that")
  func marks() throws {
    let mark = #"x = \htmlClass{changed}{y + 1}"#
    let html = try engine.html(of: mark, display: true, origin: .program).get()
    #expect(html.contains(#"class="enclosing changed""#))
    #expect(failure(mark) == .refused(command: #"\htmlClass"#))
    for tex in [#"\htmlStyle{color:red}{b}"#, #"\href{https://a.b}{c}"#] {
      #expect(throws: KaTeXError.self) { try engine.html(of: tex, display: true, origin: .program).get() }
    }
  }

  @Test("macros that never end are stopped, those that double as well")
  func endlessMacros() {
    #expect(failure(#"\def\a{\a}\a"#)?.code == "math.too-large")
    #expect(failure(#"\def\a{\b\b}\def\b{\a\a}\a"#)?.code == "math.too-large")
    #expect(failure(#"\loop"#, definitions: #"\def\loop{x\loop}"#)?.code == "math.too-large")
    let body = String(repeating: "x", count: 10_000)
    let error = failure(#"\def\a{\#(body)}"# + String(repeating: #"\a"#, count: 900))
    #expect(error?.code == "math.too-large")
  }

  @Test("deep nesting and great length are errors, and the engine goes on")
  func sizes() throws {
    for (open, close) in [
      ("{", "}"), (#"\left("#, #"\right)"#), (#"\sqrt{"#, "}"), (#"\begin{matrix}"#, #"\end{matrix}"#),
    ] {
      func nested(_ depth: Int) -> String {
        String(repeating: open, count: depth) + String(repeating: close, count: depth)
      }
      #expect(failure(nested(600))?.code == "math.too-large")
      #expect(failure(nested(20)) == nil)
    }
    // Arrows only begin like `\left`, and escaped braces are no groups.
    #expect(failure(String(repeating: #"\{ \leftarrow "#, count: 200)) == nil)
    #expect(failure(#"\deep"#, definitions: #"\def\deep{{{{\deep}}}}"#)?.code == "math.too-large")
    #expect(failure(String(repeating: "x", count: 20_000))?.code == "math.too-large")
    #expect(failure("x", definitions: String(repeating: "%", count: 20_000))?.code == "math.too-large")
    _ = try engine.html(of: "x", display: true).get()
  }

  @Test("a rule larger than any page is cut to a bound")
  func hugeRule() throws {
    let html = try engine.html(of: #"\rule{100000000em}{100000000em}"#, display: true).get()
    #expect(!html.contains("100000000em;"))
    #expect(html.contains("100em"))
  }

  @Test("characters that text cannot hold do no harm")
  func oddCharacters() {
    for tex in ["a\0b", "\u{FFFF}", "\u{202E}x", "🙂", "", " ", "%", "\\"] {
      if case .success(let html) = engine.html(of: tex, display: false) { #expect(!html.isEmpty) }
    }
  }

  @Test("a missing KaTeX is an error with the line that installs it")
  func missing() {
    guard case .failure(let error) = KaTeXInstallation.find(in: ["/nonexistent/katex"]) else {
      Issue.record("found KaTeX in a folder that does not exist")
      return
    }
    let diagnostic = error.diagnostic(at: nil)
    #expect(diagnostic.code == "math.katex-missing")
    #expect(diagnostic.hints.contains { $0.contains("apt-get install libjs-katex fonts-katex") })
    #expect(diagnostic.notes.contains { $0.contains("/nonexistent/katex") })
  }
}
