// What a document can refer to in the other documents of its project: labels with the numbers that they have there.

package import Markdown

/// Another document of a project, as far as it can be referred to.
package struct Chapter: Sendable, Hashable {
  /// Its title, as plain text.
  package let title: String
  /// The address of its page.
  package private(set) var address = ""
  private let targets: [String: ReferenceTarget]

  /// The labels of a document; `title` is that of its front matter.
  ///
  /// The equations of a document with live parts are counted with what these come to, which nobody has asked: they are
  /// referred to without a number.
  package init(_ document: MarkdownDocument, name: String, title: String, isLive: Bool) {
    var notebook = ReportedNotebook(name: name, document: document)
    notebook.title = title
    let report = Report(notebook)
    self.title = report.title.plainText
    var targets = report.targets
    if isLive {
      for (label, target) in targets where target.kind == .equation {
        targets[label] = ReferenceTarget(kind: .place, text: "an equation", anchor: target.anchor)
      }
    }
    if let label = report.titleLabel, targets[label] == nil {
      targets[label] = ReferenceTarget(kind: .whole, text: "", anchor: "")
    }
    self.targets = targets
  }

  /// The chapter with its page at an address.
  package func page(at address: String) -> Chapter {
    var result = self
    result.address = address
    return result
  }

  /// Whether a reference can lead here.
  package func has(_ label: String) -> Bool { targets[label] != nil }

  /// Where a label leads from another document.
  func target(of label: String) -> ReferenceTarget? {
    guard var target = targets[label] else { return nil }
    target.chapter = ReferenceTarget.Page(title: title, address: address)
    target.hover = nil
    return target
  }
}

extension Report {
  /// The label of the heading that became the title.
  var titleLabel: String? {
    guard let place = Self.titlePlace(of: notebook),
      case .heading(let heading) = notebook.blocks[place].content
    else { return nil }
    return heading.identifierRange == nil ? nil : heading.identifier
  }

  /// Where the address of a link leads when it is a label, as MyST has it, or a document of the project.
  func address(ofLink destination: String) -> String? {
    let label = destination.hasPrefix("#") ? String(destination.dropFirst()) : destination
    if let target = targets[label] { return "#" + target.anchor }
    for chapter in notebook.chapters where !label.isEmpty {
      if let target = chapter.target(of: label) { return target.address }
    }
    return notebook.chapterPages[destination]
  }
}
