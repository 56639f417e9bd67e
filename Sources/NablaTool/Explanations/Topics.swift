// Pages of 'nabla explain' that are about no single diagnostic: what a row says, and how it is written.

import LaTeX
import Syntax

extension DiagnosticExplanations {
  /// The topics, sorted by name.
  static let topics: [DiagnosticExplanation] = [
    DiagnosticExplanation(code: "ambiguous", text: ambiguous),
    DiagnosticExplanation(code: "reading", text: reading),
  ]

  private static let ambiguous =
    """
    People write some things in more than one way, and leave it to their reader to know which. Each such way is
    called a habit here, has a name, and is told where it was used: 'habits' in the JSON and the record, 'read
    as …' in the report. A row is read by grammar, names and shapes alone, before anything is computed, so that
    no reading is chosen because it holds.

    Mostly shapes leave one reading. Where they leave several, all are judged: if they agree, that is the
    verdict; if they differ, the row is undecided, and says how to write each. A habit is taken alike at all
    places of a display, and a convention is fixed by the first row that needs one.

    To avoid a habit, write the form that is shown for the way you mean: nobody can read that in another way.


    """ + kinds.map(section).joined(separator: "\n")

  private static let kinds: [Habit.Kind] = [.print, .convention, .typing, .shapes, .excuse, .foreign]

  private static func section(_ kind: Habit.Kind) -> String {
    let habits = Habit.all.filter { $0.kind == kind }.sorted { $0.name < $1.name }
    return heading(kind) + "\n\n" + habits.map(entry).joined(separator: "\n")
  }

  private static func heading(_ kind: Habit.Kind) -> String {
    switch kind {
    case .print: "In print both ways; where the readings differ, the row is undecided:"
    case .convention: "A convention, fixed by the first row of a display that needs one:"
    case .typing: "The first way, unless shapes rule it out:"
    case .shapes: "Decided by shapes alone, so that nothing is said:"
    case .foreign: "Notations of other pages, no readings: a row that one alone makes right is undecided:"
    case .excuse: "No readings, but slips of writing: they explain a row that is wrong:"
    }
  }

  private static func entry(_ habit: Habit) -> String {
    var lines = ["  \(habit.name)"]
    lines += habit.ways.map { "    - " + written($0) }
    if let example = habit.examples.first {
      lines.append(
        "    '\(example.row)' is read as " + example.readings.map { "'\($0)'" }.joined(separator: " or ")
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A way with the TeX to be written in quotes.
  private static func written(_ way: String) -> String {
    way.split(separator: "$", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset % 2 == 0 ? String($0.element) : "'\($0.element)'" }.joined()
  }

  private static let reading = """
    The reading of a row is what was judged: text of the cell language with nothing open in it. It stands
    beside every row as 'reading' in the JSON and in the record, and in the report as 'read as …' where a
    habit of writing was used. It holds, in this order, a line for each convention in force
    ('#| layout: numerator'), the indices for all values of which the row is stated ('i, j : index(n)'),
    names whose shapes were found from their use, assumptions (what a row before set to zero, 'given
    gradient f wrt x == 0', and the names that do not vary in a differential, 'given d A == 0'),
    definitions of the display, and one claim.

    Whoever doubts a verdict pastes the reading into a cell after those of the notebook and gets the same
    one:

      ```{nabla}
      i, j : index(n)
      claim gradient x[i] wrt x[j] == eye(n)[i, j]
      ```

    A row that is right in the reading you mean, and refuted or undecided as it was read, is to be written
    so that it can be read in one way only: 'nabla explain ambiguous' shows how. A row that is unread has
    no reading; its message names the word, the sign or the notation that is not known.

    How far signs reach: a derivative sign, a sum and 'd' alone on a first side over the whole product, up
    to the next '+', '-' or '='; 'd' elsewhere and '/' over one factor; a function's word without brackets
    over the factors that stand together, up to the next word, bracket or sign.
    """
}
