// Diagnostics of the reader of cells.

extension DiagnosticExplanations {
  static let syntax = """
    syntax.argument
    Arguments stand in their order and have no names, and some forms stand in one place only: an axis
    ends the arguments of a reduction, 'sum(X, rows)', a range is an index, 'x[2:5]', and a comparison
    is the condition of 'where(x > 0, y, z)'.

    syntax.attribute
    After the shape of a declaration stand attributes such as 'symmetric', 'diagonal', 'orthogonal',
    'positive-definite', 'positive' and 'constant'. The word found is none of them; the list is in the
    note.

    syntax.type
    A declaration is 'name : type', with one of the types 'scalar', 'vector(n)' and 'matrix(m, n)'.

    syntax.axis
    Languages number axes differently, so they have names here: 'sum(X, rows)' gives one value a row,
    'sum(X, columns)' one value a column.

    syntax.character
    The character has no meaning in a cell. A comment begins with '#'; quotation marks, braces and '$'
    are not part of the language.

    syntax.juxtaposition
    Two factors without a sign between them are a product, but need a space, a bracket or a "'"
    between them, since names may have many letters: '2 x' or '2*x', not '2x'.

    syntax.literal
    The entries of a matrix are separated by commas, its rows by semicolons: '[1, 2; 3, 4]'. A space
    between two numbers multiplies them, and rows in brackets of their own stand beside each other.

    syntax.property
    A dot behind a formula is the transpose 'X.T' or a call with the formula as its first argument,
    'x.sum()'; nothing else is told by a dot.

    syntax.proof
    A proof begins with 'proof', has one line a step, and ends with a line 'qed', which is missing.

    syntax.range
    A range of indices is 'a:b' with both ends included, or ':' for all; it has no step.

    syntax.statement
    A line is a declaration 'x : vector(n)', a definition 'y = A*x', a question such as 'gradient f
    wrt x', a claim 'claim A == B', or an assumption 'given t > 0'. This one is none of them; a formula
    alone is asked for by 'simplify'.

    syntax.unclosed
    A bracket is opened and not closed. Lines go on inside brackets, so that the place found can be
    further down.

    syntax.unexpected
    Something stands where the grammar has no place for it: what was found and what was expected are
    both named.

    value.zero
    A number is divided by zero, which is so for every value of the variables.

    syntax.powers
    'a^b^c' is a^(b^c) on paper and in Python, and (a^b)^c in MATLAB. Write the brackets.
    """
}
