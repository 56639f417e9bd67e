// Diagnostics for a terminal: a line each that editors and build logs understand, or with the source and carets.

/// Writes diagnostics as text.
package struct TerminalRenderer: Sendable {
  /// Whether severities are coloured.
  package enum Style: Sendable, Hashable {
    /// Text only.
    case plain
    /// With the colours of a terminal.
    case coloured
  }

  private let style: Style

  /// A renderer; colours only for terminals.
  package init(style: Style = .plain) { self.style = style }

  /// One line: `file:line:column: error: message [code]`.
  package func short(_ located: LocatedDiagnostic) -> String {
    let diagnostic = located.diagnostic
    return
      "\(place(of: located)): \(severity(of: diagnostic)): \(visible(diagnostic.message)) [\(diagnostic.code)]"
  }

  /// The line with the source under it, the part meant marked, and what else is known.
  package func long(_ located: LocatedDiagnostic) -> String {
    let diagnostic = located.diagnostic
    var lines = ["\(severity(of: diagnostic)): \(visible(diagnostic.message)) [\(diagnostic.code)]"]
    var margin = " "
    if let range = diagnostic.range {
      let excerpt = SourceExcerpt(of: range, in: located.file)
      let number = "\(excerpt.lineNumber)"
      margin = String(repeating: " ", count: number.count)
      lines.append("\(margin)--> \(place(of: located))")
      lines.append("\(margin) |")
      lines.append("\(number) | \(excerpt.text)")
      lines.append("\(margin) | \(coloured(excerpt.marker, as: diagnostic.severity))")
    } else {
      lines.append("\(margin)--> \(located.file.path.escapingControls)")
    }
    lines += diagnostic.notes.map { "\(margin) = note: \(visible($0))" }
    lines += diagnostic.hints.map { "\(margin) = hint: \(visible($0))" }
    return lines.joined(separator: "\n")
  }

  private func place(of located: LocatedDiagnostic) -> String {
    let path = located.file.path.escapingControls
    guard located.diagnostic.range != nil else { return path }
    return "\(path):\(located.start.line):\(located.start.column)"
  }

  private func severity(of diagnostic: Diagnostic) -> String {
    coloured(diagnostic.severity.rawValue, as: diagnostic.severity)
  }

  private func coloured(_ text: String, as severity: Diagnostic.Severity) -> String {
    guard style == .coloured else { return text }
    return "\u{1b}[1;\(severity == .error ? "31" : "33")m\(text)\u{1b}[0m"
  }

  /// Text that cannot drive the terminal: control characters are shown as one sign.
  private func visible(_ text: String) -> String {
    String(
      text.map { character in
        character.unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) }
          ? "�" : character
      }
    )
  }
}
