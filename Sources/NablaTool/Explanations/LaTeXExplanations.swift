// Diagnostics of the reader of LaTeX formulas, in displays that are live.

extension DiagnosticExplanations {
  static let latexFormulas = """
    latex.accent
    An accent is read over one letter, '\\hat x', as part of its name. Over a formula it has no one
    meaning.

    latex.ambiguous
    Some places of the row can be read in more than one way, and there are more of them than are looked
    at together. Write brackets, or take the row apart. 'nabla explain ambiguous' lists the habits of
    writing and how to write each so that it can be read in one way only.

    latex.arrow
    An arrow is read between names and their values, 'W \\mapsto W^2', and nowhere else.

    latex.cases
    Two cases told apart by whether two indices are equal are read (i = j, otherwise); other distinctions
    are shown, but not checked.

    latex.condition
    '(i \\neq j)' and '(i = j)' behind an equation say for which indices it holds. Behind a row that goes
    on from another one they would change what that row says: write its left side again.

    latex.declaration
    A declaration is 'x \\in \\mathbb R^n' or 'W \\in \\mathbb R^{m \\times n}': names on the left,
    one of these sets on the right.

    latex.derivative
    Derivatives are '\\frac{\\partial f}{\\partial X}', '\\nabla_X f', '\\nabla^2' and 'd', of first
    and second order, with something to be differentiated and a variable.

    latex.evaluation
    A place is given as an equation, 'f|_{x = 0}'.

    latex.expansion-bound
    The macros of the front matter make the formula grow past the bound named.

    latex.incomplete
    A sign needs something beside it that is not there, such as the second factor of a product.

    latex.inner-product
    '\\langle a, b \\rangle' is read with two operands.

    latex.product-over-rows
    A row begins with '\\cdot' or another product sign, so that the product goes on from the row before. Such a product is
    not read across rows, and neither row is judged: write it in one row.

    latex.unsized
    A unit vector e_i, or a matrix with a single 1, takes its size from the range of its index, or from
    what stands beside it. Here nothing says it: declare the index in a cell, 'i : index(n)'.

    latex.indicator
    An indicator is read of two indices that are equal or not, '1_{i=j}', which is Kronecker's delta, and of
    no condition on data: what it says would depend on the values.

    latex.limit
    A limit is read as a number goes to 0: of a difference quotient it is the derivative, of what is
    continuous the value there. Other limits and integrals are shown, but not checked.

    latex.list
    A list in brackets, such as '(a, b)', is not an expression.

    latex.macro
    A macro of the front matter could not be put in; see the messages beside this one.

    latex.macro-argument
    A macro takes more arguments than stand behind it.

    latex.macro-definition
    '\\newcommand', '\\def', '\\let' and '\\DeclareMathOperator' are read in their plain forms: a
    command, the number of its arguments, its text.

    latex.macro-recursion
    A macro that calls itself never ends.

    latex.matrix
    The rows of a matrix have one length, with '&' between the entries and '\\\\' between the rows.

    latex.missing-argument
    A command such as '\\frac' needs its arguments in braces behind it.

    latex.nesting
    Groups or formulas are nested deeper than the bound named.

    latex.norm
    Norms are '\\|x\\|', '\\|x\\|_1', '\\|x\\|_2', '\\|X\\|_F' and '\\|X\\|_*'.

    latex.not-a-definition
    In a display marked '.define', each row declares shapes, 'W \\in \\mathbb R^{n\\times n}', or
    defines a name, 'A = W^2'.

    latex.notation
    The notation is known to have no one meaning, or none that is read here, such as a mark over a
    formula. What is not known is not guessed: the row is unread, and neither right nor wrong. Write it
    with the functions and operators that are known.

    latex.number
    The signs look like a number and are none.

    latex.operator
    The operator is not known, or cannot stand at this place.

    latex.problem
    A row states a problem, '\\min_w f' or '\\hat w = \\arg\\min_w f', whose objective or variable is not said
    in a way that is read: write the name below, and the function behind it.

    latex.subscript
    A subscript is an index, 'x_i' or 'X_{ij}', or part of a name; numbers and functions have none.

    latex.sum-range
    A sum is '\\sum_{i=1}^{m}', from 1 to a size.

    latex.superscript
    The superscript is read as a power, a transpose '\\top', '^T' or "'", an inverse, or a member of a
    family 'x^{(i)}'. This one can be none of them, or several.

    latex.text
    Words inside a formula are not mathematics. In a row to be checked they stand at its end, after a
    comma, or in a column of their own.

    latex.too-long
    A formula has more signs than the bound named. Divide the display.

    latex.unbalanced-brace
    A brace is opened and not closed, or closed and not opened.

    latex.unbalanced-bracket
    A bracket, '\\left' or '|' is opened and not closed, or closed and not opened.

    latex.unbalanced-environment
    '\\begin{…}' and '\\end{…}' do not match.

    latex.unexpected
    Something stands where the grammar of formulas has no place for it.

    latex.unknown-character
    The character has no meaning in a formula.

    latex.unknown-command
    The command is not known as mathematics, and no macro of the front matter defines it. The nearest
    commands are named.

    latex.unknown-function
    A word stands before brackets like a function and is none. 'nabla functions' lists the functions.

    latex.unknown-operator
    The sign has no one meaning between matrices. '\\cdot', '\\odot' and '\\otimes' are the matrix
    product, the product entry by entry, and Kronecker's.

    latex.argument
    A value of the notebook, 'h = x^T A x', is a number: into 'h(u)' nothing would be put, and 'h(u) =
    h(v)' would hold for that reason alone. 'h(x)' is read where x stands in its formula, in one order
    of the names. Define a function in a cell, 'h(x) = x'*A*x', and it is called.

    latex.bound-name
    The sum runs over i, and a name in it was declared with that letter below it as one thing, 'x_i \\in
    \\mathbb R^p': the sum would add it to itself. Declare its members as a family in a cell, 'x[i] :
    vector(p)', and write 'x_i' in rows.

    latex.place
    Behind a derivative, names in brackets are where it is taken, and are read where they are the
    function's own. Other values are not put in here: write '|_{x = a, y = b}'.
    """
}
