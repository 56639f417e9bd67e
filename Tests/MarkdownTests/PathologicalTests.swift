// Texts that bring careless readers down: none may crash, and none may take more than linear time.

import Diagnostics
import Foundation
import Testing

@testable import Markdown

@Suite("Texts made to hurt") struct PathologicalTests {
  /// A text of a size, and what it is made of.
  struct Hostile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: @Sendable (Int) -> String

    init(_ name: String, _ text: @escaping @Sendable (Int) -> String) {
      testDescription = name
      self.text = text
    }

    static func repeated(_ piece: String) -> Hostile {
      Hostile("many \(piece.debugDescription)") { String(repeating: piece, count: $0 / piece.utf8.count) }
    }
  }

  static let hostile: [Hostile] =
    [
      "(", "[", "![", "*", "*a ", "**a _b ", "> ", "- ", "`", "`a", "``` ", "$", "$a ", "${", "$$a{", "$a}",
      "$\\", "\\(", "\\[", "$`",
      "<", "<!--", "<?a", "<a b='", "](", "[^a", "[^1]: ", "@eq-a", "{#a", "$$x$$ {k=\"", "|", "| a ",
      "- $a\n", "> $a\nb\n", "a $x\n",
      "\u{0}", "\n", "\r", "\t", "&#xE000;", "{nabla} `", "a\n- ", "`{nabla} x", "| a | b |\n|---|---|\n",
      "```math\n", "#", "\\",
    ].map(Hostile.repeated) + [
      Hostile("emphasis nested deep") {
        String(repeating: "*a **a ", count: $0 / 14) + String(repeating: " a** a*", count: $0 / 14)
      },
      Hostile("links nested deep") {
        String(repeating: "[", count: $0 / 2) + "a" + String(repeating: "](b)", count: $0 / 8)
      },
      Hostile("a wide table of short rows") {
        String(repeating: "|a", count: $0 / 8) + "\n" + String(repeating: "|-", count: $0 / 8) + "\n"
          + String(repeating: "a\n", count: $0 / 4)
      },
      Hostile("lists nested deep, then blank lines") {
        String(repeating: "- ", count: $0 / 4) + String(repeating: "\n", count: $0 / 2)
      },
      Hostile("backticks of all lengths") { size in
        (1...).lazy.prefix { $0 * $0 < size }.map { String(repeating: "`", count: $0) + "a" }.joined()
      },
    ]

  @Test("are read, written, and take time in proportion to their size", .serialized, arguments: hostile)
  func linear(_ hostile: Hostile) {
    let small = secondsToReadAndWrite(hostile.text(8_000))
    let large = secondsToReadAndWrite(hostile.text(64_000))
    // Eight times the text: linear is 8, quadratic 64. A quarter of a second is not worth a word.
    #expect(large < 0.25 || large < small * 24, "\(small) s and \(large) s")
  }

  /// The time the processor works, which does not depend on what else the machine does.
  private func secondsToReadAndWrite(_ text: String) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    _ = HTMLWriter().html(of: read(text))
    return now() - start
  }
}
