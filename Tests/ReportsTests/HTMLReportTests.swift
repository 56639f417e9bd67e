import Foundation
import Testing

@testable import Reports

@Suite("An HTML report")
struct HTMLReportTests {
  private func page(_ report: Report) -> String { HTMLReportWriter().write(report, recordHash: "ab").html }

  /// The start tags of a page with their text.
  private func tags(of page: String) -> [Substring] {
    // Style sheet and script hold signs that are no tags.
    page.replacing(/<(style|script)>[\s\S]*?<\/\1>/, with: "").matches(of: /<\/?[a-zA-Z][^>]*>/).map(\.0)
  }

  private func values(of attribute: String, in tags: [Substring]) -> [String] {
    tags.flatMap { tag in
      tag.split(separator: " \(attribute)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }
  }

  @Test("shows whatever a user writes as text, and closes every element it opens, in order")
  func strangeTexts() {
    let writer = HTMLReportWriter()
    for strange in ["", "<b>", "\"'>"] + SampleReport.strangeTexts {
      let page = writer.write(SampleReport.report(strange: strange)).html
      #expect(page.components(separatedBy: "<script").count == 2, "only the page's own script: \(strange)")
      #expect(page.components(separatedBy: "<style").count == 2)
      let tags = tags(of: page)
      for tag in tags { #expect(!tag.replacing(/"[^"]*"/, with: "").contains("onerror"), "\(tag)") }
      #expect(firstFault(inNestingOf: tags) == nil)
    }
  }

  private func firstFault(inNestingOf tags: [Substring]) -> String? {
    let empty: Set = ["meta", "img", "br", "hr", "input", "link"]
    var open: [String] = []
    for tag in tags where !tag.hasSuffix("/>") {
      let name = String(tag.drop { $0 == "<" || $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
      if tag.hasPrefix("</") {
        guard open.popLast() == name else { return "\(tag) after \(open.suffix(4))" }
      } else if !empty.contains(name) {
        open.append(name)
      }
    }
    return open.isEmpty ? nil : "\(open) not closed"
  }

  @Test("has each anchor once, and leads nowhere else")
  func anchors() {
    let tags = tags(of: page(SampleReport.report()))
    let anchors = values(of: "id", in: tags)
    #expect(anchors.count == Set(anchors).count, "\(anchors.sorted())")
    let links = values(of: "href", in: tags).filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    #expect(Set(links).isSubset(of: anchors), "\(Set(links).subtracting(anchors))")
    for label in ["eq-quartic", "eq-quartic-2", "sec-question", "eq-plain", "eq-wrong", "eq-wrong-2"] {
      #expect(anchors.contains(label))
    }
    let copied = values(of: "data-copy", in: tags)
    #expect(!copied.isEmpty && Set(copied).isSubset(of: anchors))
  }

  @Test("never skips a level of headings")
  func headings() {
    let levels = tags(of: page(SampleReport.report())).compactMap { tag in
      tag.firstMatch(of: /^<h([1-6])/).flatMap { Int($0.1) }
    }
    #expect(levels.first == 1)
    for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1) }
  }

  @Test("is the same bytes each time, and names nothing outside of itself")
  func sameBytes() {
    let page = page(SampleReport.report())
    #expect(page == self.page(SampleReport.report()))
    #expect(!page.contains("src=\"http") && !page.contains("url(http") && !page.contains("@import"))
    #expect(page.contains("lang=\"en\"") && page.contains("prefers-color-scheme:dark"))
    #expect(!page.contains("folder/"), "no path of the machine")
  }

  @Test("marks what a step rewrites and what is at fault, with words beside the colours")
  func marks() {
    let page = page(SampleReport.report())
    #expect(page.contains("enclosing changed") && page.contains("enclosing faulty"))
    #expect(page.contains("✓ exact") && page.contains("✗ refuted"))
  }

  @Test("passes raw HTML on only when allowed")
  func rawHTML() {
    var notebook = SampleReport.report(strange: "<button>x</button>").notebook
    #expect(!page(Report(notebook)).contains("<button>"))
    notebook.rawHTML = .verbatim
    #expect(page(Report(notebook)).contains("<button>"))
  }
}
