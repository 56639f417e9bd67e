// What holds for every text, tried on texts put together at random.

import Diagnostics
import Testing

@testable import Markdown

@Suite("For every text") struct LawTests {
  @Test("that holds nothing to extend, the extensions change nothing")
  func nothingToExtend() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<2000 {
      let text = RandomMarkdown.text(using: &random)
      if text.contains("\\(") || text.contains("\\[") { continue }
      let html = HTMLWriter(rawHTML: .verbatim).html(
        of: read(text, .all.subtracting([.frontMatter, .documents]))
      )
      #expect(html == MarkdownDocument.libraryHTML(text), "\(text.debugDescription)")
    }
  }

  @Test("code, formulas and expressions stand at their place in the file, and no placeholder is left")
  func places() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<3000 {
      let text = RandomMarkdown.text(using: &random, with: RandomMarkdown.extended)
      let document = read(text)
      for code in document.codeBlocks { #expect(document.stands(code.code), "\(text.debugDescription)") }
      for formula in document.formulas {
        #expect(document.stands(formula.tex), "\(text.debugDescription)")
        let first = document.text(formula.range).first
        #expect(["$", "\\", "`", "~"].contains(first), "\(text.debugDescription)")
      }
      for case .inlineResult(let result) in document.allInlines {
        #expect(document.stands(result.expression), "\(text.debugDescription)")
        #expect(document.text(result.range).hasPrefix("`"))
      }
      for case .reference(let reference) in document.allInlines {
        #expect(document.text(reference.range) == "@" + reference.label)
      }
      let html = HTMLWriter().html(of: document)
      #expect(
        !html.unicodeScalars.contains { (0xE000...0xF8FF).contains($0.value) },
        "\(text.debugDescription)"
      )
    }
  }

  @Test("code is the same code with and without extensions, when no formula hides it")
  func code() {
    var random = SeededGenerator(seed: 4)
    let more = ["|", " | ", "|---|---|", "@eq-a", "[^1]", "`{nabla} x`", "{#sec-a}"]
    for _ in 0..<2000 {
      let text = RandomMarkdown.text(using: &random, with: more)
      if text.contains("\\(") || text.contains("\\[") || text.contains("[^1]:") { continue }
      let with = read(text, .all.subtracting([.frontMatter, .documents])).codeBlocks.map(\.code.text)
      #expect(with == read(text, []).codeBlocks.map(\.code.text), "\(text.debugDescription)")
    }
  }

  @Test("reading twice gives the same values")
  func determinism() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let text = RandomMarkdown.text(using: &random, with: RandomMarkdown.extended)
      #expect(read(text).blocks == read(text).blocks)
      #expect(read(text).diagnostics == read(text).diagnostics)
    }
  }

  @Test("blocks stand in the order of the file, each inside of the one that holds it")
  func order() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<2000 {
      let text = RandomMarkdown.text(using: &random, with: RandomMarkdown.extended)
      let document = read(text)
      let whole = SourceRange(0, text.utf8.count)
      #expect(Self.isOrdered(document.blocks, within: whole), "\(text.debugDescription)")
      for diagnostic in document.diagnostics {
        #expect((diagnostic.range?.end ?? 0) <= whole.end, "\(text.debugDescription)")
      }
    }
  }

  private static func isOrdered(_ blocks: [Block], within outer: SourceRange) -> Bool {
    var end = outer.start
    var last: SourceRange?
    for block in blocks {
      // What stands in one block of raw HTML has its place.
      guard block.range.start >= end || block.range == last, block.range.end <= outer.end else {
        return false
      }
      end = block.range.end
      last = block.range
      switch block.content {
      case .blockQuote(let inner): if !isOrdered(inner, within: block.range) { return false }
      case .list(let list):
        for item in list.items where !isOrdered(item.blocks, within: block.range) { return false }
      default: break
      }
    }
    return true
  }
}
