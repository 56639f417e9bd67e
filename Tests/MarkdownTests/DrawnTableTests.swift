import Diagnostics
import Testing

@testable import Markdown

/// Tables that pandoc's users draw with dashes.
@Suite("Drawn tables") struct DrawnTableTests {
  private func tables(_ text: String) -> [Table] {
    read(text).allBlocks.compactMap { if case .table(let table) = $0.content { table } else { nil } }
  }

  private func cells(_ table: Table) -> [[String]] {
    ([table.header] + table.rows).map { $0.map(\.content.plainText) }
  }

  @Test("have a header over dashes, which says how columns are set, and a caption")
  func simple() throws {
    let table = try #require(
      tables(
        """
          Right     Left     Center     Default
        -------     ------ ----------   -------
             12     *a*        $x_1$       12
            123     123       123          123

        Table: A caption {#tbl-a}
        """
      ).first
    )
    #expect(table.alignments == [.right, .left, .center, .natural])
    #expect(
      cells(table) == [
        ["Right", "Left", "Center", "Default"], ["12", "a", "x_1", "12"], ["123", "123", "123", "123"],
      ]
    )
    #expect(table.caption.plainText == "A caption" && table.attributes?.identifier?.text == "tbl-a")
  }

  @Test("without a header end in dashes; without these they are text under a rule")
  func headless() throws {
    let table = try #require(tables("----- ---\n  1   b\n 22   c\n----- ---\n").first)
    #expect(cells(table) == [["", ""], ["1", "b"], ["22", "c"]])
    #expect(tables("--- ---\ntext\n\nmore\n").isEmpty)
    #expect(tables("text\n---\n\nmore\n\n---\n").isEmpty)
  }

  @Test("may have rows of several lines, with blank lines between them, and words are those of their columns")
  func multiline() throws {
    let table = try #require(
      tables(
        """
        -------------------------
         Centered   Default
          Header    Aligned
        ----------- -------------
           First    row, with
                    `two` lines

          Second    *5.0
                    ends*
        -------------------------
        """
      ).first
    )
    #expect(
      cells(table) == [
        ["Centered Header", "Default Aligned"], ["First", "row, with two lines"], ["Second", "5.0 ends"],
      ]
    )
  }

  @Test("may be grids, also in lists and with characters of two columns")
  func grid() throws {
    let text =
      "- +------+------+\n  | 果物 | b    |\n  +======+=====:+\n  | c    | d    |\n  |      | e    |\n"
      + "  +------+------+\n- next\n"
    let table = try #require(tables(text).first)
    #expect(cells(table) == [["果物", "b"], ["c", "d e"]])
    #expect(table.alignments == [.natural, .right])
    #expect(tables("+---+---+\n| a     |\n+---+---+\n").isEmpty)
  }

  @Test("keep the places of their cells in the file")
  func places() throws {
    let document = read("a   b\n--- ---\n1   $y$\n")
    guard case .table(let table)? = document.allBlocks.first?.content else {
      Issue.record("there is no table")
      return
    }
    #expect(table.rows[0].map { document.text($0.range) } == ["1", "$y$"])
  }

  @Test("that never end take time in proportion to their length")
  func endless() {
    for text in [
      "+---+---+\n| a | b |\n", "--- ---\nx\n\n", "a b\n--- ---\n", "-----\nx\n", "+-+\n|\n", "-- --\n",
    ] {
      #expect(read(String(repeating: text, count: 4000)).blocks.count > 0)
    }
  }
}
