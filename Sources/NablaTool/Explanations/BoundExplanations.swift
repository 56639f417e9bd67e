// Diagnostics about bounds: everything a notebook can ask for is finite.

extension DiagnosticExplanations {
  static let bounds = """
    bound.calls
    Functions that call functions are expanded, up to the depth named. A function that calls itself
    never ends.

    bound.cell
    A cell has at most the number of bytes named. Divide it into several; they share one scope.

    bound.expansion
    With its definitions and functions put in, the line grows past the bound named. Give parts of it
    names: a defined name is one part.

    bound.exponent
    An integer exponent is at most the bound named, so that powers can be multiplied out and checked.
    A symbolic exponent 'k' has no such bound.

    bound.memory
    What is computed for the cell or row takes more memory than the bound named. Ask for matrices with
    fewer entries, or write 'limit: 10x' among its options, which allows ten times as much.

    bound.nesting
    Brackets are nested deeper than the bound named. Give inner parts names.

    bound.number
    A number has at most the number of digits named.

    bound.open-files
    The system lets this process open fewer files than the threads and engines of the program need. It
    ends before it has begun. 'ulimit -n 256' raises the bound of a shell, as far as the system grants.

    bound.operators
    A line has more operators than the bound named. Give parts of it names.

    bound.size
    A size that is a number is at most the bound named. Sizes are best names: everything is derived
    for all of them.

    bound.time
    A cell or row took longer than '--timeout' allows. This bound is one of the clock, so that another
    machine may get further; without '--timeout' the only bound is one of work.

    bound.work
    What is derived and checked for the cell or row takes more steps than the bound named, about ten
    seconds on a machine of 2026. Steps are counted, so that every machine ends at the same place. Ask
    for less: fewer sums inside one another, smaller numbers, one question in a cell; or write
    'limit: 10x' among the options of the cell ('limit=10x' behind a display), which allows ten times as
    much.
    """
}
