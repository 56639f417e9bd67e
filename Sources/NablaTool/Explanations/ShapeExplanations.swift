// Diagnostics about shapes: what does not fit, for all sizes.

extension DiagnosticExplanations {
  static let shapes = """
    shape.argument
    The function takes another shape than it was given. 'nabla functions NAME' shows its signature.

    shape.attribute
    Only square matrices can be symmetric, diagonal, orthogonal, positive-definite and the like; only
    vectors are unit vectors.

    shape.block
    The blocks of one row need one height, those of one column one width.

    shape.claim
    The two sides of an equation have different shapes, so that they cannot be equal, whatever the
    values.

    shape.direction
    A direction has the shape of the variable that it changes.

    shape.division
    Division is by numbers. For a matrix, say on which side: 'A*inv(B)' or 'inv(B)*A'; entry by entry
    it is './'.

    shape.elementwise
    A function of numbers is applied to the entries of a matrix with a dot, 'exp.(X)'. Without it,
    'exp(X)' could be meant as the matrix function, which is 'expm(X)'.

    shape.exponent
    Exponents are numbers; a power with a matrix as its exponent has no meaning here.

    shape.frobenius
    'A : B' adds the products of corresponding entries, which needs one shape.

    shape.gradient
    A gradient is of a number. For a vector or matrix, ask for 'jacobian F wrt X', or for the gradient
    of 'sum(F)'.

    shape.entrywise
    Operators with a dot work entry by entry, on two matrices of one shape.

    shape.identity
    'I' is the identity of the size that fits, and here none fits, or nothing says which: 'eye(n)'
    names the size.

    shape.index
    'X[i, j]' is an entry of a matrix and 'x[i]' one of a vector, with indices from 1 up to their
    sizes.

    shape.inverse
    Only a square matrix has an inverse. For others there is 'pinv'.

    shape.left-over
    A derivative by an expression such as W² treats every occurrence of it as one new variable. What
    the expression is made of must not be left over beside the occurrences, W in x'W²Wx, as nothing
    says how it moves. An expression that determines its name, such as inv(S), X' or 2*X, moves the
    name along, and leaves nothing over.

    shape.literal
    A matrix literal '[a, b; c, d]' has rows of one length, at least one entry, and no gaps.

    shape.power
    Only a square matrix has powers. Entry by entry it is '.^'.

    shape.product
    In 'A*B', the columns of A are as many as the rows of B. Often one factor wants a transpose, "A'",
    or the product is meant entry by entry, '.*'.

    shape.scalar
    A number is needed here, and this is a matrix or a vector.

    shape.sum
    Only matrices of one shape are added. A number is added to every entry by '.+', never by '+'.
    """
}
