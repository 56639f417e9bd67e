// Diagnostics about what is asked.

extension DiagnosticExplanations {
  static let questions = """
    evaluate.no-value
    The expression has no value at the given numbers: a name has none, a matrix is singular there, or the numbers
    lie outside the domain of a function. Give every name that occurs a value after `at`.
    Every digit that is shown is certain. Where 6400 digits do not determine the first one, or the number is larger
    than can be written, there is no value either: a 0 is shown only for what cannot be told from 0.

    evaluate.size
    The value has a size that no given value fixes. Give it as a number: `evaluate … at n = 3`.

    question.constant
    A variable that is declared 'constant' does not vary, so that nothing can be differentiated by it.

    question.directional
    A derivative along a direction inside a formula is a product of the derivative with it, which is
    read for numbers, and for vectors by vectors.

    question.directions
    A directional derivative has one direction, a Hessian along directions has one or two.

    question.evaluated
    Inside a formula, a differential can be taken at another name only, not at a value: nothing would
    move. A derivative, '(gradient f wrt x at x = 2*y)', is taken first and then at the value.

    question.left-over
    A derivative by an expression treats every occurrence of it as one new variable. What it is made of
    is left over beside it, and the derivative would have no meaning: ∂φ/∂(W²) where W remains.

    question.no-direction
    'directional f wrt X along V' needs its direction V.

    question.no-variable
    'gradient f wrt X' needs to say by which variable.

    question.undeclared
    A derivative of a name, or by a name, that is neither declared nor defined is no derivative: by a
    name that occurs nowhere everything is constant, and the answer 0 would be worth nothing. Declare the
    name above, or write the one that was meant; it is named where it is near. The same holds for 'of='
    and 'wrt=' of a formula.

    question.variable
    Derivatives are by declared names, families, and expressions that occur as they stand; this does
    not vary.

    question.which-variable
    'wrt' can be left out where the formula has one name that varies. Here it has several, or none.

    question.variables
    A derivative that stands inside a formula is by one variable, and a question is not by an entry of a
    name that has a value: its entries do not vary by themselves.

    display.empty
    A display marked '.check' or '.derive' has no row.

    display.no-derivative
    Each row of a display marked '.derive' is a derivative, '\\frac{\\partial f}{\\partial X}', or an
    expression with 'wrt=' among the attributes.

    proof.unknown-rule
    The reason given for the step is not the name of a rule. It is shown all the same, and the step is
    checked without it. 'nabla rules' lists the names.
    """
}
