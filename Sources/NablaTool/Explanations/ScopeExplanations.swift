// Diagnostics about names and what they stand for.

extension DiagnosticExplanations {
  static let scopes = """
    scope.arguments
    A function is called with more or fewer arguments than it takes. 'nabla functions NAME' shows its
    signature.

    scope.axis
    The function gives no one value a row or column. Sums, means, variances, largest and smallest
    entries, norms, 'logsumexp' and 'softmax' do.

    scope.choice
    'where(x > 0, y, z)' takes the entries of y where the comparison holds and those of z elsewhere.
    What stands first is one comparison with '>', '>=', '<' or '<='.

    scope.cycle
    Definitions go in a circle, each needing the next, so that none has a value. The names of the
    circle are listed.

    scope.failed
    The line uses a name whose own definition has an error. Mend that one first; this one is not
    judged.

    scope.family
    'x[i] : vector(n)' declares a family, one vector for each i. The name alone stands for no one
    vector: write 'x[i]' inside a 'sum(i in 1..m, …)'.

    scope.function
    A name is called like a function, with brackets right behind it, and no function of the language
    or of the notebook has it. For a product, put '*' between.

    scope.index-range
    An index that no sum binds and nobody declared runs over the members of its family, as the k of
    'gradient f wrt mu[k]' does; but nothing says how many members there are. A sum over the family
    says it, or a declaration: 'k : index(K)'.

    scope.inferred
    A name is used without being declared, and only one shape fits; it is taken to have it. Declare it
    to be sure.

    scope.norm
    'norm(x)' is the Euclidean norm of a vector. Of a matrix NumPy takes the Frobenius norm and MATLAB
    the operator norm, so that the word alone does not say which; 'normF' and 'spectral' do.

    scope.order
    A name is used above the line that defines it. Cells run from top to bottom; move the definition
    up.

    scope.parameter
    The parameters of a function need different names that are not otherwise used; and a function that
    is defined by its name at a parameter stands for its value only where that parameter is declared.

    scope.range
    An index is used that no sum around it binds, so that nothing says how far it runs.

    scope.size-as-index
    The letter of a size stands as an index of something else, which may not reach so far: the m of
    V[l, m] where V has n columns. Take another letter for the index.

    scope.taken
    The name has a meaning already, as a variable, a size or a definition, and keeps it. Choose
    another name.

    scope.undeclared
    The name is not declared. Declarations such as 'W : matrix(n, n)' come first; the nearest known
    names are listed.

    size.conflict
    One size would have to be two different numbers. Two declarations or a product do not agree; the
    notes say where each comes from.

    size.form
    A size is a name, an integer, or a sum or product of sizes: 'n', '3', 'm*n', 'n + 1'.

    size.name
    The name is that of a variable, and cannot be a size at the same time.

    size.positive
    A size is at least 1: there are no matrices without rows or columns.

    given.contradiction
    No data meet the assumption beside what is declared and assumed before it: 't > 0' and 't == -1'.
    From such assumptions everything would follow, so the later one is left out, and what fails
    without it is undecided. Take back the one that is not meant.
    """
}
