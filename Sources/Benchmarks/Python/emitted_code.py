"""Runs emitted NumPy functions beside the derivatives that JAX computes.

usage: emitted_code.py RECORDS < REQUESTS

RECORDS holds published identities, one JSON object a line, each with its function in jax.numpy (`numpy_f`). REQUESTS
are lines {"id", "code"}, the code a NumPy function of the derivative. Prints {"id", "outcome", "reason"} for each:
`agrees`, `differs`, or `fails` when one of the two cannot be run.
"""

import inspect
import json
import os
import sys

os.environ.setdefault("JAX_PLATFORMS", "cpu")
import jax
import jax.numpy as jnp
import jax.scipy.linalg as jsl
import numpy as np

jax.config.update("jax_enable_x64", True)

# Rows first: Gram matrices of what has n rows and m columns are to be invertible.
SIZES = [dict(n=4, m=3, k=2, p=5), dict(n=5, m=2, k=3, p=4)]
TOLERANCE = 1e-7


# ---- functions that the records use by name


def vec(x):
    return x.T.reshape(-1)


def commutation(m, n):
    """K with K vec(A) = vec(A') for A of m rows and n columns."""
    return jnp.eye(m * n).reshape(n, m, m * n).transpose(1, 0, 2).reshape(m * n, m * n)


def duplication(n):
    """D with D vech(S) = vec(S) for symmetric S."""
    pairs = [(i, j) for j in range(n) for i in range(j, n)]
    return jnp.stack([vec(jnp.zeros((n, n)).at[i, j].set(1.0).at[j, i].set(1.0)) for i, j in pairs], axis=1)


def unvech(v):
    n = int(np.sqrt(2 * v.shape[0]))
    return (duplication(n) @ v).reshape(n, n)


def vech(x):
    return jnp.stack([x[i, j] for j in range(x.shape[0]) for i in range(j, x.shape[0])])


def single_entry(i, j, n, m):
    return jnp.zeros((n, m)).at[i - 1, j - 1].set(1.0)


def minor_matrix(x, i, j):
    return jnp.delete(jnp.delete(x, i - 1, axis=0), j - 1, axis=1)


def cofactor(x):
    n = x.shape[0]
    entry = lambda i, j: (-1.0) ** (i + j) * jnp.linalg.det(minor_matrix(x, i, j))
    return jnp.array([[entry(i, j) for j in range(1, n + 1)] for i in range(1, n + 1)])


def adjugate(x):
    return cofactor(x).T


def entire(x, series):
    """The sine or cosine of a matrix, from the exponential of the rotation by it."""
    zero = jnp.zeros_like(x)
    rotation = jsl.expm(jnp.block([[zero, -x], [x, zero]]))
    n = x.shape[0]
    return rotation[n:, :n] if series == "sine" else rotation[:n, :n]


def logm(x):
    values, vectors = jnp.linalg.eigh((x + x.T) / 2)
    return (vectors * jnp.log(values)) @ vectors.T


def quad01(f):
    """The integral of f from 0 to 1."""
    points, weights = np.polynomial.legendre.leggauss(40)
    return sum(w / 2 * f((t + 1) / 2) for t, w in zip(points, weights))


NAMES = dict(
    jnp=jnp, jax=jax, vec=vec, vech=vech, unvech=unvech, commutation=commutation, duplication=duplication,
    single_entry=single_entry, minor_matrix=minor_matrix, cofactor=cofactor, adjugate=adjugate, expm=jsl.expm,
    sinm=lambda x: entire(x, "sine"), cosm=lambda x: entire(x, "cosine"), logm=logm, quad01=quad01,
)


# ---- values with the stated structure


def ties(variable, n):
    """For each entry of a structured matrix the parameter it shows, or none, and with which sign."""
    words = set(variable["structure"])

    def parameter(i, j):
        if "toeplitz" in words:
            return abs(i - j) if "symmetric" in words else i - j
        if "diagonal" in words:
            return i if i == j else None
        if "skew" in words:
            return None if i == j else (min(i, j), max(i, j))
        if words & {"symmetric", "positive-definite"}:
            return (min(i, j), max(i, j))
        return (i, j)

    sign = lambda i, j: -1.0 if "skew" in words and i > j else 1.0
    return {(i, j): (parameter(i, j), sign(i, j)) for i in range(n) for j in range(n)}


def tied(values, variable):
    """The structured matrix whose parameters are the sums of the entries that show them."""
    n = values.shape[0]
    places = ties(variable, n)
    sums = {}
    for place, (parameter, sign) in places.items():
        sums[parameter] = sums.get(parameter, 0.0) + sign * values[place]
    return np.array([
        [0.0 if places[i, j][0] is None else places[i, j][1] * sums[places[i, j][0]] for j in range(n)]
        for i in range(n)
    ])


def sample(variable, sizes, random):
    shape = tuple(sizes[s] if isinstance(s, str) else s for s in variable["shape"])
    words = set(variable["structure"]) | set(variable.get("generator") or [])
    value = random.standard_normal(shape)
    if "positive" in words:
        value = 0.3 + abs(value)
    if "positive-definite" in words and len(shape) == 2:
        return value @ value.T / shape[0] + np.eye(shape[0])
    if "orthogonal" in words:
        return np.linalg.qr(value)[0]
    if words & {"symmetric", "skew", "diagonal", "toeplitz"}:
        value = tied(value, variable)
    if words & {"invertible", "det>0"}:
        value = value + 3 * np.eye(shape[0])
    return value


# ---- the derivative of a record's function


def on_vec(derivative, rank, variable_rank):
    """A derivative with the axes of the function, then of the variable, as the matrix on column-major vec."""
    if variable_rank == 0 or max(rank, variable_rank) < 2:
        return derivative
    axes = list(reversed(range(rank))) + list(reversed(range(rank, rank + variable_rank)))
    rows = int(np.prod(derivative.shape[:rank]))
    return derivative.transpose(axes).reshape(rows, -1)


def derivative(record, values):
    text = record.get("numpy_f_corrected") or record["numpy_f"]

    def function(changed):
        return jnp.asarray(eval(text, {**NAMES, **values, **changed}))

    if record["kind"] == "differential":
        names = list(record["direction"])
        directions = [values[record["direction"][name]] for name in names]
        point = [values[name] for name in names]
        return jax.jvp(lambda *x: function(dict(zip(names, x))), tuple(point), tuple(directions))[1]
    name = record["wrt"]
    x = jnp.asarray(values[name])
    f = lambda x: function({name: x})
    if record["kind"] == "hessian":
        return on_vec(jax.hessian(f)(x), x.ndim, x.ndim)
    if record["kind"] == "jacobian":
        return on_vec(jax.jacfwd(f)(x), f(x).ndim, x.ndim)
    gradient = jax.grad(lambda x: f(x).reshape(()))(x)
    if record["kind"] == "structured-gradient":
        variable = next(v for v in record["variables"] if v["name"] == name)
        return tied(np.asarray(gradient), variable)
    return gradient


def compare(record, code):
    scope = {}
    exec("import numpy as np\n" + code, scope)
    emitted = [value for value in scope.values() if inspect.isfunction(value)][-1]
    worst = 0.0
    for number, sizes in enumerate(SIZES):
        sizes = {**sizes, **(record.get("dims") or {})}
        random = np.random.default_rng(number)
        values = {v["name"]: jnp.asarray(sample(v, sizes, random)) for v in record["variables"]}
        expected = np.squeeze(np.asarray(derivative(record, values)))
        # Code may ask for sizes by name, and for differentials that the record does not list.
        given = {**sizes, **{name: np.asarray(value) for name, value in values.items()}}
        found = np.squeeze(np.asarray(emitted(*[given[name] for name in inspect.signature(emitted).parameters])))
        if found.shape != expected.shape:
            return "differs", f"shape {found.shape} instead of {expected.shape}"
        worst = max(worst, float(np.max(abs(found - expected)) / max(1.0, np.max(abs(expected)))))
    return ("agrees" if worst < TOLERANCE else "differs"), f"relative difference {worst:.1e}"


def main():
    with open(sys.argv[1]) as file:
        records = {record["id"]: record for record in map(json.loads, filter(str.strip, file))}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            outcome, reason = compare(records[request["id"]], request["code"])
        except Exception as error:
            outcome, reason = "fails", f"{type(error).__name__}: {error}"[:200]
        print(json.dumps({"id": request["id"], "outcome": outcome, "reason": reason}))


if __name__ == "__main__":
    main()
