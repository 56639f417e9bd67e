import Findings
import Syntax

extension Workspace {
  /// A claim as it was read, as the text of a cell with the conventions that its author fixed.
  func claim(_ sides: [SyntaxTree], _ options: AnswerOptions) -> String? {
    guard sides.count > 1 else { return nil }
    var snippet = Snippet(.claim(sides))
    snippet.options = conventions(options)
    return snippet.text(after: scope)
  }

  /// The option lines of the conventions that the author fixed.
  func conventions(_ options: AnswerOptions) -> [Snippet.Option] {
    var lines: [Snippet.Option] = []
    if options.fixesLayout { lines.append(Snippet.Option("layout", options.layout.rawValue)) }
    if options.fixesStructure { lines.append(Snippet.Option("structured", options.structured.rawValue)) }
    return lines
  }
}
