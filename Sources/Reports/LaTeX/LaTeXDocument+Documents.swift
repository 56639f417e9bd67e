// What documents hold beyond CommonMark, on paper: pictures, callouts, statements, listings with captions, citations.

import Diagnostics
import Markdown

extension LaTeXDocument {
  func figure(_ figure: Figure, _ block: Block) -> String {
    let object = report.objects[block.key]
    let content = text(nested: figure.blocks)
    return environment("center", content + caption(object, figure.caption))
  }

  func caption(_ object: NumberedObject?, _ caption: [Inline]) -> String {
    guard object != nil || !caption.isEmpty else { return "" }
    let name = object.map { object in
      "\\textbf{\(LaTeXEscaping.text(object.name))\(caption.isEmpty ? "" : ":")}\(anchor(object.anchor)) "
    }
    return "\n\\par\\smallskip{\\small \(name ?? "")\(text(caption))}"
  }

  private func anchor(_ label: String) -> String { "\\phantomsection\\label{\(LaTeXEscaping.label(label))}" }

  func division(_ division: Division, _ block: Block) -> String {
    let object = report.objects[block.key]
    let place = (object?.anchor ?? division.attributes.identifier?.text).map(anchor) ?? ""
    let title = text(division.title)
    switch division.role {
    case .callout(let kind):
      let heading = title.isEmpty ? kind.heading : title
      return environment("quote", "\\textbf{\(heading)}\(place)\\par\n\(text(nested: division.blocks))")
    case .details:
      return "\(title.isEmpty ? "" : "\\textbf{\(title)}")\(place)\n\n\(text(division.blocks))"
    case .theorem(let name), .proof(let name):
      let words = object?.name ?? name
      let head = title.isEmpty ? "\(words)." : "\(words) (\(title))."
      let set = object == nil ? "\\emph{\(head)}" : "\\textbf{\(head)}"
      let end = name == "Proof" ? "\\hfill\\ensuremath{\\square}" : ""
      return "\\par\\medskip\\noindent \(set)\(place) \(text(division.blocks))\(end)"
    case .bibliography:
      bibliographyIsPlaced = true
      return works()
    case .plain:
      return "\(place)\(title.isEmpty ? "" : "\\textbf{\(title)}\n\n")\(text(division.blocks))"
    }
  }

  func definitions(_ definitions: [Definition]) -> String {
    guard listDepth < 4 else {
      return definitions.map {
        "\(text($0.term)): \($0.meanings.map { text(nested: $0) }.joined(separator: "; "))"
      }
      .joined(separator: "\n\n")
    }
    let rows = definitions.map { definition in
      "\\item[{\(title(definition.term))}]\\relax "
        + definition.meanings.map { text(nested: $0) }.joined(separator: "\\par\n")
    }
    return "\\begin{description}\n\(rows.joined(separator: "\n"))\n\\end{description}"
  }

  /// Code with its caption.
  func code(_ code: CodeBlock, _ block: Block) -> String {
    let object = report.objects[block.key]
    let shown = listing(code.shownText)
    guard object != nil else { return shown }
    return "\(shown)\n\\begin{center}\(caption(object, code.caption))\\end{center}"
  }

  /// A picture, or what stands for one that LaTeX cannot have.
  func image(_ link: Link) -> String {
    let place = link.attributes?.identifier.map { label in
      report.objectAnchors.contains(label.text) ? "" : anchor(label.text)
    }
    guard let file = report.notebook.images[link.destination]?.file else {
      let words = link.content.isEmpty ? "picture" : text(link.content)
      let isLink = link.destination.hasPrefix("http")
      // A bracket behind a line break would be its argument.
      return
        "{[}\(isLink ? "\\href{\(LaTeXEscaping.address(link.destination))}{\\emph{\(words)}}" : "\\emph{\(words)}"){]}"
    }
    guard let share = Self.share(of: link.attributes) else { return "\(place ?? "")\\nablapicture{\(file)}" }
    return
      "\(place ?? "")\\includegraphics[width=\(share)\\linewidth,height=0.9\\textheight,keepaspectratio]{\(file)}"
  }

  /// The width of a picture as a share of the line; a pixel is that of a page of 700.
  private static func share(of attributes: Attributes?) -> String? {
    guard let width = attributes?["width"] ?? attributes?["scale"] else { return nil }
    let number = width.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(number), value > 0 else { return nil }
    let share: Double
    switch width.dropFirst(number.count) {
    case "%": share = value / 100
    case "", "px": share = value / 700
    case "in": share = value * 96 / 700
    case "cm": share = value * 38 / 700
    case "em", "rem": share = value * 16 / 700
    default: return nil
    }
    let hundredths = max(2, min(100, Int(share * 100)))
    return hundredths == 100 ? "1" : "0.\(hundredths < 10 ? "0" : "")\(hundredths)"
  }

  // MARK: - Works

  func citation(_ citation: Citation) -> String {
    guard let pieces = report.citations.pieces(of: citation) else {
      return LaTeXEscaping.text(citation.source)
    }
    return pieces.map { piece in
      switch piece {
      case .text(let text): LaTeXEscaping.text(text)
      case .work(let key, let text):
        "\\hyperref[\(LaTeXEscaping.label("ref-" + key))]{\(LaTeXEscaping.text(text))}"
      }
    }
    .joined()
  }

  /// The list of works under its heading, where the author has not placed it.
  func bibliography() -> String {
    guard !report.citations.isEmpty, !bibliographyIsPlaced else { return "" }
    return "\\section*{References}\n" + works()
  }

  private func works() -> String {
    let rows = styledWorks() ?? plainWorks()
    guard !rows.isEmpty else { return "" }
    return
      "\\begin{list}{}{\\leftmargin=1.5em\\itemindent=-1.5em\\labelwidth=0pt\\labelsep=0pt}\n\(rows.joined(separator: "\n"))\n\\end{list}"
  }

  private func styledWorks() -> [String]? {
    report.citations.styledWorks?.map { "\\item[]\(anchor("ref-" + $0.key)) {}\(text($0.content))" }
  }

  private func plainWorks() -> [String] {
    report.citations.works.map { work -> String in
      let people = work.people.map { $0.first.isEmpty ? $0.last : "\($0.last), \($0.first)" }.joined(
        separator: "; "
      )
      var parts = [
        "{}"
          + LaTeXEscaping.text(
            "\(report.citations.mark(of: work))\(people.isEmpty ? "" : people + " ")(\(report.citations.year(of: work))). "
          )
      ]
      parts += work.details.map {
        ($0.isTitle ? "\\emph{\(LaTeXEscaping.text($0.text))}" : LaTeXEscaping.text($0.text)) + ". "
      }
      if let address = work.address, LaTeXEscaping.isLink(address) {
        parts.append("\\href{\(LaTeXEscaping.address(address))}{\(LaTeXEscaping.text(address))}")
      }
      return "\\item[]\(anchor("ref-" + work.key)) \(parts.joined())"
    }
  }

  // MARK: - Source for LaTeX

  /// Source that the author wrote for LaTeX alone, where it holds nothing but what lays out text.
  func raw(_ source: RawSource) -> String {
    guard source.format == "latex" || source.format == "tex" else { return "" }
    var expansion = expansion
    let written = expansion.expand(source.source).flatMap { TeXChecking.text($0) }
    switch written {
    case .success(let tex): return tex
    case .failure(let refusal):
      refuseRaw(refusal, at: source.range)
      return ""
    }
  }
}
