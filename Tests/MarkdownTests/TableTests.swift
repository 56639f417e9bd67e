// Pipe tables, which libcmark does not know.

import Diagnostics
import Testing

@testable import Markdown

@Suite("Tables") struct TableTests {
  private func tables(_ document: MarkdownDocument) -> [Table] {
    document.allBlocks.compactMap { if case .table(let table) = $0.content { table } else { nil } }
  }

  private func cells(_ table: Table) -> [[String]] {
    ([table.header] + table.rows).map { $0.map(\.content.plainText) }
  }

  @Test("have a header, alignments and rows")
  func simple() throws {
    let document = read("| a | b | c |\n|:--|:-:|--:|\n| *1* | `2` | 3 |\n| 4 | 5 |\n")
    let table = try #require(tables(document).first)
    #expect(table.alignments == [.left, .center, .right])
    #expect(cells(table) == [["a", "b", "c"], ["1", "2", "3"], ["4", "5", ""]])
    #expect(table.rows[0].map { document.text($0.range) } == ["*1*", "`2`", "3"])
  }

  @Test(
    "are cut where a pipe stands outside of code, formulas and escapes",
    arguments: [
      ("a | b\n---|---\n1 | 2", [["a", "b"], ["1", "2"]]),
      ("| a |\n|---|\n| `x|y` |", [["a"], ["x|y"]]),
      ("| a |\n|---|\n| `x\\|y` |", [["a"], ["x|y"]]),
      ("| a | b |\n|---|---|\n| $|y|$ | $\\|z\\|$ |", [["a", "b"], ["|y|", "\\|z\\|"]]),
      ("| a | b |\n|---|---|\n| x\\|y | *m | n* |", [["a", "b"], ["x|y", "*m"]]),
      ("| a | b |\n|---|---|\n| C# | \\ |", [["a", "b"], ["C#", "\\"]]),
      ("|a|b|\n|-|-|\n|_x_|**y**|", [["a", "b"], ["x", "y"]]),
      ("| a | b |\n|---|---|\n| [t][r] | @eq-x |\n\n[r]: /u", [["a", "b"], ["t", "@eq-x"]]),
      ("| | b |\n|---|---|\n| | 2 |", [["", "b"], ["", "2"]]),
    ]
  )
  func cut(_ text: String, _ expected: [[String]]) throws {
    #expect(cells(try #require(tables(read(text)).first)) == expected)
  }

  @Test("stand in lists and quotations, after text, and leave a list tight")
  func nested() {
    let document = read(
      "- | a | b |\n  |---|---|\n  | 1 | 2 |\n- next\n\n> text\n> | c | d |\n> |---|---|\n> | 3 | 4 |\n> | 5 | 6 |\n"
    )
    #expect(
      tables(document).map(cells) == [[["a", "b"], ["1", "2"]], [["c", "d"], ["3", "4"], ["5", "6"]]]
    )
    guard case .list(let list) = document.blocks[0].content else {
      Issue.record("the first block is no list")
      return
    }
    #expect(list.spacing == .tight)
    #expect(list.items.count == 2)
  }

  @Test("need as many columns in the second line as in the first, and no table begins in code")
  func noTables() {
    for text in [
      "| a | b |\n|---|\n", "a | b\n- | -\n", "a\n---\n", "```\n| a |\n|---|\n```", "    | a |\n    |---|",
      "| a |\n\n|---|",
      "> | a |\n|---|", "| a |\n|--x|",
    ] {
      #expect(tables(read(text)).isEmpty, "\(text.debugDescription)")
    }
    #expect(tables(read("| a |\n|---|\n", .all.subtracting(.tables))).isEmpty)
  }

  @Test("end where another block begins, and say when cells are lost")
  func ends() {
    let document = read("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n# Title\n")
    #expect(document.blocks.count == 2)
    #expect(document.diagnostics.map(\.code) == ["markdown.lost-cells"])
    #expect(document.diagnostics.map { document.text($0.range ?? SourceRange(0, 0)) } == ["| 1 | 2 | 3 |"])
  }

  @Test("are written with their alignments")
  func html() {
    let html = HTMLWriter().html(of: read("| a | b |\n|---|--:|\n| 1 | <x> |"))
    #expect(
      html == """
        <table>
        <thead>
        <tr>
        <th>a</th>
        <th style="text-align: right">b</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>1</td>
        <td style="text-align: right">&lt;x&gt;</td>
        </tr>
        </tbody>
        </table>

        """
    )
  }
}
