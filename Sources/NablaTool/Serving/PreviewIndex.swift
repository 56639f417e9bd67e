// The list of notebooks that a previewed folder holds.

import Markdown
import Preview

enum PreviewIndex {
  /// The page with a link to each notebook.
  static func html(_ entries: [(title: String, address: String)], folder: String, script: String) -> String {
    let items = entries.map {
      "<li><a href=\"/\($0.address.escapedForHTML)\">\($0.title.escapedForHTML)</a></li>"
    }
    let list =
      items.isEmpty
      ? "<p>There is no notebook here yet.</p>" : "<ul>\n\(items.joined(separator: "\n"))\n</ul>"
    let title = folder.escapedForHTML
    return """
      <!DOCTYPE html>
      <html lang="en"><head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>body { font: 1rem/1.6 sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }</style>
      </head><body>
      <main>
      <h1>\(title)</h1>
      \(list)
      </main>
      <p id="preview-state" role="status"></p>
      <script src="\(script)" defer></script>
      </body></html>

      """
  }
}
