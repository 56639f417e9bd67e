// Text with formulas and nothing to check, beside pandoc, which many use for it.

import Foundation

extension BenchmarkSuite {
  /// The time for one page and for fifty, by this program and by pandoc, when it is there.
  func prose() -> [(name: String, milliseconds: Double)] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-prose-\(getpid())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var rows: [(String, Double)] = []
    for (pages, words) in [(1, "a page of prose, 14 formulas"), (50, "50 pages of prose, 700 formulas")] {
      let file = folder + "/prose\(pages).md"
      guard FileManager.default.createFile(atPath: file, contents: Data(Self.text(pages: pages).utf8)) else {
        return []
      }
      let own = ChildProcess(
        path: program,
        arguments: ["build", file, "-o", folder + "/out", "--to", "html", "--no-cache"]
      )
      if FileManager.default.isExecutableFile(atPath: program), own.run() != nil {
        rows.append((words, median(of: 5) { _ = own.run() }))
      }
      let pandoc = ChildProcess(
        path: "/usr/bin/pandoc",
        arguments: [file, "-s", "--mathml", "-o", folder + "/prose.html"]
      )
      if FileManager.default.isExecutableFile(atPath: "/usr/bin/pandoc"), pandoc.run() != nil {
        rows.append(("  the same by pandoc, to MathML", median(of: 5) { _ = pandoc.run() }))
      }
    }
    return rows
  }

  /// Paragraphs in which every formula differs from the others.
  private static func text(pages: Int) -> String {
    (1...pages).map { page in
      let paragraphs = (1...6).map { part in
        "In part \(part) of page \(page) the vector $x_{\(page),\(part)}$ *stands* for **data**, and "
          + "$A_{\(page)} x_{\(part)} = b_{\(page)} + \(part)$ says what is wanted of it, as [everybody](https://example.org) knows. "
          + String(repeating: "Words go on and say no more than that they are many. ", count: 5)
      }
      return "## Page \(page)\n\n" + paragraphs.joined(separator: "\n\n")
        + "\n\n$$ \\frac{\\partial f_{\(page)}}{\\partial x} = 2 A_{\(page)}^\\top (A_{\(page)} x - b) $$\n\n"
        + "- one $a_{\(page)}$\n- two\n"
    }
    .joined(separator: "\n\n")
  }
}
