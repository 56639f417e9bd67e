// Diagnostics of derivations: what the rules cannot do.

extension DiagnosticExplanations {
  static let derivations = """
    derivation.curved-structure
    A second derivative by an orthogonal matrix or a unit vector depends on the path through them, and
    there is no convention for it here. Ask for the gradient, or ignore the structure.

    derivation.expansion-limit
    The derivation would grow past the bound named. Give parts of the expression names, or choose
    another method.

    derivation.index
    The derivative by an entry 'X[i, j]' needs indices: whole numbers within the rows and columns of X.
    A name declared as a scalar is any number. Declare 'i, j : index(n)', or leave the names
    undeclared, and they stand for every index.

    derivation.line-limit
    The derivation has as many lines as it may, and is not done. Give parts of the expression names,
    or choose another method.

    derivation.matrix-power
    A power of a matrix can be differentiated by the matrix when the exponent is an integer, or a name
    that stays constant.

    derivation.nested
    A derivative by something that is no name stands inside the expression, and is not worked out.
    Give what it is taken by a name, and ask again.

    derivation.no-adjoint
    The differential cannot be brought into the form G : dX, since no rule moves this operation to the
    other side of the Frobenius product. The method 'index' works where this one ends.

    derivation.no-direction
    A derivative along a direction needs the direction.

    derivation.no-index-form
    The method 'index' writes everything in entries, and no formula for the entries of this function
    is known. The method 'differential' may do.

    derivation.no-matrix-form
    The result cannot be written with the functions of the language. The method 'index' gives it in
    entries.

    derivation.no-range
    A derivative by one member of a family needs to know over what the members run, since other members
    stand in the function at indices of another form. Declare the index: 'k : index(K)'.

    derivation.no-rule
    No rule gives the differential of this function or operation, for the reason named, such as a
    function that has no derivative anywhere.

    derivation.not-scalar
    A gradient, Hessian or stationary point is asked of something that is not a number. Ask for
    'jacobian F wrt X', or take a number of it, such as 'sum(F)' or "F'*F".

    stationary.assumptions
    Assumptions ('given …') hold in this scope. The point at which a gradient vanishes among the data that
    meet them is another one than among all data, and is not computed yet: the one shown is undecided.

    derivation.sign
    A power determines its base only up to a sign: where t is left over beside t², the derivative by t²
    needs 't : scalar positive'.

    derivation.structure
    The attributes of the variable describe a set on which no derivative is taken here, such as the
    symmetric orthogonal matrices, or one that is empty. Linear structures (symmetric, skew, diagonal,
    triangular, Toeplitz and what two of them make), orthogonal matrices and unit vectors have one.

    layout.jacobian
    The layouts have the words of the textbooks. 'mixed', the default: a gradient has the shape of its
    variable, a Jacobian is ∂y_i/∂x_j. 'numerator': the derivative of a number is transposed, a row for
    a column, and a Jacobian is ∂y_i/∂x_j. 'denominator': a gradient has the shape of its variable, and
    a Jacobian is transposed, ∂y_j/∂x_i. Earlier versions called 'denominator' what is 'mixed' now, and
    transposed Jacobians under 'numerator'. This is said once a notebook.

    stationary.constant
    The function does not depend on the variable: its gradient is zero everywhere.

    stationary.no-pattern
    The equation that the gradient vanishes is not linear in the unknown, nor of another form that is
    solved here. The gradient itself can be asked for.

    rules.ill-typed
    A rule of this program was applied where it does not fit. That is a fault of the program, not of
    the notebook; the result is withheld.

    rules.unreadable
    A rule of this program cannot be read. That is a fault of the program, not of the notebook; the
    result is withheld.
    """
}
