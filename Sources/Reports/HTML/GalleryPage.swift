// The page of a folder of reports: what each is about, what came out, and a search that needs no network. Without a script
// it is a list.

import Hashing

/// Writes the page of a folder of reports.
package struct GalleryPage {
  /// The name of its file, without extension.
  package static let name = "index"

  private let entries: [GalleryEntry]
  private let title: String
  /// The address of the script that keeps the page up to date while notebooks are written.
  private let preview: String?

  /// A page of reports, which stand in the order of their names; `preview` is the address of the script of a page that is kept
  /// up to date.
  package init(_ entries: [GalleryEntry], title: String = "Reports", preview: String? = nil) {
    self.entries = entries.sorted { $0.name < $1.name }
    self.title = title
    self.preview = preview
  }

  /// The whole file.
  package func html() -> String {
    let content = HTML.lines([
      .empty, .element("a", ["class": "skip", "href": "#content"], text: "Skip to the content"),
      .element(
        "main",
        ["id": "content", "class": "gallery"],
        [.lines([.empty, .element("h1", text: title), search, list, .empty])]
      ),
      preview.map { script in
        .lines([
          .element("p", ["id": "preview-state", "role": "status", "class": "gallery"], text: ""),
          .element("script", ["src": script, "defer": ""]),
        ])
      } ?? .empty,
      .empty,
    ])
    let head = HTML.lines([
      .empty, .element("meta", ["charset": "utf-8"]),
      .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .element("meta", ["name": "color-scheme", "content": "light dark"]),
      .element("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
      .element("title", text: title), .element("meta", ["name": "generator", "content": "nabla"]),
      .trusted("<style>\n\(letters(of: content))\(ReportStyle.css)\(GalleryStyle.css)</style>"), .empty,
    ])
    let script = HTML.trusted("\n<script>\(GalleryScript.source)</script>\n")
    let document = HTML.element(
      "html",
      ["lang": "en"],
      [.lines([.empty, .element("head", [:], [head]), .element("body", [:], [content, script]), .empty])]
    )
    return "<!DOCTYPE html>\n\(document.source)\n"
  }

  private var policy: String {
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; script-src \(Self.scriptHash)"
      + (preview == nil ? "" : " 'self'; connect-src 'self'") + "; base-uri 'none'; form-action 'none'"
  }

  private static let scriptHash = "'sha256-\(SHA256.digest(of: Array(GalleryScript.source.utf8)).base64)'"

  private func letters(of content: HTML) -> String {
    TextFonts(FontLibrary(), katex: try? KaTeXInstallation.find().get().fonts).css(
      for: TextWalk(content.source)
    )
  }

  /// The field, which a script shows.
  private var search: HTML {
    .element(
      "search",
      ["id": "search", "hidden": ""],
      [
        .lines([
          .empty,
          .element("label", ["for": "query"], text: "Search titles, sections, rules and functions"),
          .element("input", ["id": "query", "type": "search", "autocomplete": "off", "spellcheck": "false"]),
          .element("p", ["id": "found", "role": "status"], text: ""), .empty,
        ])
      ]
    )
  }

  private var list: HTML {
    guard !entries.isEmpty else { return .element("p", text: "There is no report here yet.") }
    return .element("ul", ["class": "reports"], [.lines([.empty] + entries.map(item) + [.empty])])
  }

  private func item(_ entry: GalleryEntry) -> HTML {
    let address = Self.address(entry.name + ".html")
    let marks = badges(of: entry)
    let folder = entry.name.split(separator: "/").dropLast().joined(separator: "/")
    let sections = entry.sections.map { section in
      HTML.element(
        "li",
        [:],
        [.element("a", ["href": "\(address)#\(section.anchor)"], text: section.title)]
      )
    }
    return .element(
      "li",
      [
        "class": "report",
        "data-words": ([entry.title, entry.name] + entry.rules + entry.functions).joined(separator: " ")
          .lowercased(),
      ],
      [
        .lines([
          .empty, .element("h2", [:], [.element("a", ["href": address], text: entry.title)]),
          marks.isEmpty ? .empty : .element("p", ["class": "badges"], [.joined(marks, by: .text(" "))]),
          entry.abstract.isEmpty ? .empty : .element("p", text: entry.abstract),
          folder.isEmpty ? .empty : .element("p", ["class": "folder"], text: folder),
          sections.isEmpty
            ? .empty
            : .element(
              "details",
              [:],
              [
                .element("summary", text: sections.count == 1 ? "1 section" : "\(sections.count) sections"),
                .element("ul", ["class": "sections"], sections),
              ]
            ),
          .empty,
        ])
      ]
    )
  }

  private func badges(of entry: GalleryEntry) -> [HTML] {
    let words: [(style: String, text: (Int) -> String)] = [
      ("good", { "✓ \($0) \($0 == 1 ? "claim holds" : "claims hold")" }),
      ("calm", { "\($0) refuted, as expected" }), ("calm", { "\($0) open, as expected" }),
      ("open", { "? \($0) open in a draft" }), ("bad", { "✗ \($0) not as expected" }),
    ]
    let counts = zip(entry.counts, words).filter { $0.0 > 0 }.map { count, word in
      HTML.element("span", ["class": "badge \(word.style)"], text: word.text(count))
    }
    guard entry.errors > 0 else { return counts }
    let errors = entry.errors == 1 ? "✗ 1 error" : "✗ \(entry.errors) errors"
    return counts + [.element("span", ["class": "badge bad"], text: errors)]
  }

  /// The address of a file beside a page.
  static func address(_ name: String) -> String {
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~/".utf8)
    let path = name.utf8.map { byte in
      allowed.contains(byte)
        ? String(UnicodeScalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return path.joined()
  }
}

/// The look of the gallery.
private enum GalleryStyle {
  static let css = """
    .gallery { max-width: calc(var(--measure) + 4rem); margin: 0 auto; padding: 2.5rem 2rem 5rem; }
    .gallery ul { list-style: none; padding: 0; } #preview-state:empty { display: none; }
    .report { border-top: 1px solid var(--rule); padding: 1.1rem 0 0.9rem; }
    .report h2 { margin: 0 0 0.3rem; }
    .report h2 a { color: inherit; text-decoration-color: var(--rule); }
    .report p { margin: 0.35rem 0; } .report .badges { margin: 0.3rem 0; }
    .report .folder, .report summary, #found { color: var(--soft); font-size: 0.92rem; }
    .report summary { cursor: pointer; width: fit-content; }
    .report .sections { margin: 0.3rem 0 0 1.1rem; }
    #search label { display: block; color: var(--soft); }
    #query { font: inherit; width: 100%; padding: 0.35rem 0.6rem; border: 1px solid var(--faint); border-radius: 0.4rem;
      background: var(--card); color: var(--ink); }
    #found { margin: 0.3rem 0 1rem; min-height: 1.4rem; }
    @media (max-width: 44rem) { .gallery { padding: 1.2rem 1rem 3rem; } }
    @media print { #search { display: none; } }

    """
}

/// The search, which is all that the page's script does.
private enum GalleryScript {
  static let source = #"""
    (function () {
      "use strict";
      function search() {
        var field = document.getElementById("query"), found = document.getElementById("found");
        var reports = document.querySelectorAll(".report");
        if (!field) { return; }
        document.getElementById("search").hidden = !reports.length;
        var words = field.value.toLowerCase().split(/\s+/).filter(Boolean), count = 0;
        reports.forEach(function (report) {
          var sections = report.querySelectorAll(".sections li"), own = report.dataset.words, hits = 0;
          var all = report.textContent.toLowerCase() + " " + own;
          var fits = words.every(function (word) { return all.indexOf(word) >= 0; });
          sections.forEach(function (section) {
            var text = section.textContent.toLowerCase();
            var hit = words.length > 0 && words.every(function (word) { return text.indexOf(word) >= 0; });
            section.classList.toggle("hit", hit);
            if (hit) { hits += 1; }
          });
          report.hidden = !fits;
          var panel = report.querySelector("details");
          if (panel && words.length) { panel.open = fits && hits > 0; }
          if (fits) { count += 1; }
        });
        found.textContent = words.length ? (count === 1 ? "1 report" : count + " reports") : "";
      }
      document.addEventListener("input", search);
      document.addEventListener("nabla:updated", search);
      search();
    })();
    """#
}
