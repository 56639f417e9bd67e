// What documents hold beyond CommonMark, on a page: pictures, callouts, statements, listings with captions, citations.

import Diagnostics
import Markdown

extension HTMLPage {
  /// A block that documents of other tools hold; nil for the others.
  func documentBlock(_ block: Block) -> HTML? {
    switch block.content {
    case .figure(let figure): self.figure(figure, block)
    case .division(let division): self.division(division, block)
    case .codeBlock(let code): listing(code, block)
    case .table(let table): self.table(table, block)
    case .raw(let source):
      // HTML for pages alone is shown like other HTML: as text, unless it may pass.
      source.format == "html" ? .trusted(writer.rawHTML == .verbatim ? source.source : "") : .empty
    case .htmlBlock(let html):
      writer.rawHTML == .verbatim
        ? nil : scrolling(.element("pre", [:], [.element("code", text: html)]), label: "HTML")
    case .paragraph, .heading, .blockQuote, .list, .thematicBreak, .displayMath, .definitionList: nil
    }
  }

  private func figure(_ figure: Figure, _ block: Block) -> HTML {
    let object = report.objects[block.key]
    return .lines([
      .element(
        "figure",
        ["id": placeName(object?.anchor ?? figure.attributes.identifier?.text)],
        [.trusted(writer.html(of: figure.blocks)), caption(object, figure.caption, "figcaption")]
      ), .empty,
    ])
  }

  private func caption(_ object: NumberedObject?, _ text: [Inline], _ element: String) -> HTML {
    guard object != nil || !text.isEmpty else { return .empty }
    let name =
      object.map { HTML.element("span", ["class": "number"], text: $0.name + (text.isEmpty ? "" : ":")) }
      ?? .empty
    return .element(
      element,
      [:],
      [.joined([name, .trusted(writer.html(of: text))].filter { !$0.isEmpty }, by: .text(" "))]
    )
  }

  private func division(_ division: Division, _ block: Block) -> HTML {
    let object = report.objects[block.key]
    let identifier = placeName(object?.anchor ?? division.attributes.identifier?.text)
    let content = HTML.trusted(writer.html(of: division.blocks))
    let title = HTML.trusted(writer.html(of: division.title))
    switch division.role {
    case .callout(let kind):
      let heading = division.title.isEmpty ? HTML.text(kind.heading) : title
      return .lines([
        .element(
          "aside",
          ["class": "callout \(kind.rawValue)", "id": identifier],
          [.element("p", ["class": "callout-title"], [heading]), content]
        ), .empty,
      ])
    case .theorem(let name), .proof(let name):
      let isProof = object == nil
      let words = object?.name ?? name
      let inside =
        division.title.isEmpty ? HTML.text("\(words).") : .joined([.text("\(words) ("), title, .text(").")])
      return .lines([
        .element(
          "section",
          ["class": isProof ? "proof" : "theorem", "id": identifier],
          [
            .element("p", ["class": "theorem-title"], [.element(isProof ? "em" : "strong", [:], [inside])]),
            content,
          ]
        ), .empty,
      ])
    case .details:
      let summary = division.title.isEmpty ? HTML.text("Details") : title
      return .lines([
        .element(
          "details",
          ["class": "unfold", "id": identifier, "open": ""],
          [.element("summary", [:], [summary]), content]
        ),
        .empty,
      ])
    case .bibliography:
      bibliographyIsPlaced = true
      return .lines([bibliography(), .empty])
    case .plain:
      let heading =
        division.title.isEmpty ? HTML.empty : .element("p", [:], [.element("strong", [:], [title])])
      return .lines([.element("div", ["id": identifier], [heading, content]), .empty])
    }
  }

  private func listing(_ code: CodeBlock, _ block: Block) -> HTML {
    let object = report.objects[block.key]
    let language = code.language
    let pre = scrolling(
      .element(
        "pre",
        [:],
        [.element("code", ["class": language.isEmpty ? nil : "language-\(language)"], text: code.shownText)]
      ),
      label: language.isEmpty ? "Code" : "Code in \(language)"
    )
    guard let object else { return pre }
    return .lines([
      .element(
        "figure",
        ["id": placeName(object.anchor), "class": "listing"],
        [pre, caption(object, code.caption, "figcaption")]
      ), .empty,
    ])
  }

  private func table(_ table: Table, _ block: Block) -> HTML {
    let object = report.objects[block.key]
    var bare = table
    bare.removeCaption()
    // The writer itself, without the replacement that would come back here.
    let plain = HTMLWriter(rawHTML: writer.rawHTML, replaceInline: writer.replaceInline)
    let content = scrolling(
      .trusted(plain.html(of: [Block(.table(bare), range: block.range)])),
      label: "Table"
    )
    guard object != nil || !table.caption.isEmpty else { return content }
    return .lines([
      .element(
        "figure",
        ["id": placeName(object?.anchor), "class": "table"],
        [caption(object, table.caption, "figcaption"), content]
      ), .empty,
    ])
  }

  // MARK: - In the line

  /// A picture, with the address that it has beside the page.
  func image(_ link: Link) -> HTML {
    let image = report.notebook.images[link.destination]
    let address = image?.address ?? link.destination
    let attributes = link.attributes
    let sizes = ["width", "height"].compactMap { key in
      attributes?[key].flatMap { Self.length($0) }.map { "\(key): \($0)" }
    }
    return .element(
      "img",
      [
        "src": address.isDangerousAddress && image == nil ? "" : address,
        "alt": attributes?["fig-alt"] ?? attributes?["alt"] ?? link.content.plainText,
        "title": link.title.isEmpty ? nil : link.title,
        "style": sizes.isEmpty ? nil : sizes.joined(separator: "; "),
        "id": attributes?.identifier.flatMap {
          report.objectAnchors.contains($0.text) ? nil : placeName($0.text)
        },
        "data-source": image == nil || address == link.destination ? nil : link.destination,
      ]
    )
  }

  /// A length of a style sheet: a number alone is one of pixels.
  private static func length(_ text: String) -> String? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(number.count)
    guard !number.isEmpty, ["", "%", "px", "em", "rem", "cm", "mm", "in", "pt", "vw"].contains(unit) else {
      return nil
    }
    return unit.isEmpty ? number + "px" : text
  }

  /// A citation, each work of which leads to the list.
  func citation(_ citation: Citation) -> HTML {
    guard let pieces = report.citations.pieces(of: citation) else { return .text(citation.source) }
    return .element(
      "span",
      ["class": "citation"],
      pieces.map { piece in
        switch piece {
        case .text(let text): .text(text)
        case .work(let key, let text): .element("a", ["href": "#ref-\(key)"], text: text)
        }
      }
    )
  }

  /// The list of works, with its heading where the author has not placed it.
  func bibliography() -> HTML {
    guard !report.citations.isEmpty else { return .empty }
    let rows = styledWorks() ?? plainWorks()
    return .element("ul", ["class": "references"], [.lines([.empty] + rows + [.empty])])
  }

  private func styledWorks() -> [HTML]? {
    report.citations.styledWorks?.map {
      .element("li", ["id": "ref-\($0.key)"], [.trusted(writer.html(of: $0.content))])
    }
  }

  private func plainWorks() -> [HTML] {
    report.citations.works.map { work in
      let people = work.people.map { $0.first.isEmpty ? $0.last : "\($0.last), \($0.first)" }.joined(
        separator: "; "
      )
      var parts: [HTML] = [
        .text(
          "\(report.citations.mark(of: work))\(people.isEmpty ? "" : people + " ")(\(report.citations.year(of: work))). "
        )
      ]
      parts += work.details.map { detail in
        .joined([detail.isTitle ? .element("em", text: detail.text) : .text(detail.text), .text(". ")])
      }
      if let address = work.address, !address.isDangerousAddress {
        parts.append(.element("a", ["href": address], text: address))
      }
      return HTML.element("li", ["id": "ref-\(work.key)"], parts)
    }
  }

  /// What was left out, folded.
  func passedOver() -> HTML {
    let all = report.notebook.passedOver
    guard !all.isEmpty else { return .empty }
    var counts: [(what: String, lines: [Int])] = []
    var places: [String: Int] = [:]
    for markup in all {
      let line = report.notebook.file.position(at: markup.range.start).line
      if let place = places[markup.what] {
        counts[place].lines.append(line)
      } else {
        places[markup.what] = counts.count
        counts.append((markup.what, [line]))
      }
    }
    let rows = counts.prefix(200).map { entry in
      HTML.element(
        "li",
        text: "\(entry.what), line \(entry.lines.prefix(8).map(String.init).joined(separator: ", "))"
      )
    }
    return .element(
      "details",
      ["class": "unread"],
      [
        .element(
          "summary",
          text: "\(counts.count) \(counts.count == 1 ? "thing" : "things") of other tools left out"
        ),
        .element("ul", [:], rows),
      ]
    )
  }
}
